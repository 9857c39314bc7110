//! What a person wants, after the keys were understood.

use tui_input::InputRequest;

/// A wish, in the imperative. Which key means which wish stands in the one table of the terminal face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The option, or the row, with this number.
    Choose(usize),
    /// Record what is typed; open what is in focus.
    Enter,
    /// Leave the field; go back a screen.
    Escape,
    /// The one before.
    Up,
    /// The one after.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Change what is typed.
    Edit(InputRequest),
    /// Several characters at once.
    Paste(String),
    /// Begin a new job.
    NewJob,
    /// Begin a job that the workshop's own system offers.
    Offered,
    /// Look for a plate or a number; in the guide, for words.
    Find,
    /// Look something up in the guide.
    Guide,
    /// Take back the answer that was given just now.
    TakeBack,
    /// Say whether one is the second person that another station asks for.
    Second,
    /// Practise, without leaving a trace.
    Practise,
    /// Leave the program.
    Quit,
    /// Draw the whole screen again.
    Repaint,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// Help for what is on the screen.
    Help,
    /// The page of the help on the program itself.
    AboutProgram,
    /// Not applicable, with a reason.
    Skip,
    /// Override, with a reason and a second name.
    Override,
    /// Pause, with a reason.
    Pause,
    /// Stop the job, with a reason.
    Stop,
    /// Somebody else works on.
    ChangeHands,
    /// A remark on what is in focus.
    Remark,
    /// Ask the car for its VIN and codes.
    ReadCodes,
    /// A door was opened: the wait begins again.
    RestartWait,
    /// The completion call of the page; of the last one, finish.
    Call,
    /// The work is done: what comes before the car goes back.
    WorkDone,
    /// Record how the sheet was handed over.
    Handover,
    /// The lock-out guard: before a code is entered.
    Guard,
    /// Something else came of the last code.
    Correct,
    /// The recovery route: find the code.
    Recovery,
    /// The customer's sheet.
    Sheet,
    /// Print the sheet.
    Print,
    /// Print another copy of it.
    PrintAgain,
    /// Give the customer's name, for this page alone.
    CustomerName,
    /// Send the sheet by e-mail.
    Email,
    /// Choose another printer.
    OtherPrinter,
    /// The sheet in the next language.
    Language,
    /// Save the sheet; what the audit shows.
    Save,
    /// Save what the audit shows as pages to hand out.
    Report,
    /// The audit.
    Audit,
    /// Mark the finding as seen, with a remark.
    MarkSeen,
    /// Have something done about the finding, or say what came of it.
    Action,
    /// The first line.
    First,
    /// The last line.
    Last,
}

impl Command {
    /// Whether it only shows something else, or opens what is typed to find it.
    #[must_use]
    pub fn only_shows(&self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Find
                | Self::Help
                | Self::AboutProgram
        )
    }
}
