//! The rows: in which contexts, which key, which command; its word for the help line, its sentence for F1.
//!
//! The order of the rows is the order of the help line. In a context a key has one row. What the audit and the question for a PIN
//! have is said in the workshop's language: there a word is the id of a message, which begins with `key-`.

use super::binding::{Binding, Group, Keys, Where};
use crate::app::{Command, Context};
use crate::tui::key::Key;

/// `[contexts] { key => Command, "label", "help"; … }`; `[fields]` is wherever text is typed, `[*]` everywhere.
macro_rules! groups {
    ($([$($of:tt)+] { $($key:ident $(($value:literal))? => $command:ident, $label:literal, $help:literal;)+ })+) => {
        pub(super) static GROUPS: &[Group] = &[$(Group {
            holds: groups!(@holds $($of)+),
            bindings: &[$(Binding {
                keys: groups!(@keys $key $(($value))? $command), label: $label, help: $help,
            }),+],
        }),+];
    };
    (@holds *) => { Where::Everywhere };
    (@holds fields) => { Where::Fields };
    (@holds $($context:ident)+) => { Where::In(&[$(Context::$context),+]) };
    (@keys Digits ($last:literal) Choose) => { Keys::Digits($last) };
    (@keys Letters ($last:literal) Choose) => { Keys::Letters($last) };
    (@keys Text Edit) => { Keys::Text };
    (@keys $key:ident $(($value:literal))? $command:ident) => { Keys::One(Key::$key $(($value))?, Command::$command) };
}

groups! {
    [Board] {
        Char('n') => NewJob, "new job", "begin a job";
        Char('o') => Offered, "offered job", "begin a job that the workshop's own system offers";
        Enter => Enter, "open", "open the job in focus";
        Char('/') => Find, "find", "find a plate, a job number or a serial";
        Esc => Escape, "", "show all jobs again";
        Char('v') => Sheet, "sheet", "view the customer's sheet; of an open job, the page before the work";
        Char('g') => Guide, "guide",
            "look something up: why a radio asks for its code, where it is found, how it is entered";
        Char('a') => Audit, "audit", "what to look at, every job, and figures";
        Char('s') => Second, "second name", "answer the station that asks one of you to be the second person";
        Char('p') => Practise, "practice",
            "practise: nothing is kept, and the car's waits last a tenth of their time; q comes back here";
    }
    [BoardFind] {
        Enter => Enter, "find", "open it when it is the only one";
        Esc => Escape, "all jobs", "show all jobs again";
    }
    [Item Answered Typed Pick NewJob Guard Recovery] {
        Digits('9') => Choose, "key-choose", "key-choose-help";
    }
    [Point] {
        Enter => Enter, "take it", "take the answer that is pointed at";
        Digits('9') => Choose, "point", "points at that answer, which Enter takes: what is typed by mistake leads nowhere";
    }
    [Who] {
        Enter => Enter, "take it", "the one who was there, or who is pointed at";
        Letters('i') => Choose, "somebody else", "points at the one behind that letter, whom Enter takes: it may be meant for an item";
    }
    [Pick NewJob] { Enter => Enter, "key-take", "key-take-help"; }
    [Item] {
        Enter => Enter, "take it",
            "take the option that arrows point at; where the car was here before, confirm what was fitted then";
    }
    [Field] {
        Enter => Enter, "record", "record what is typed";
        Esc => Escape, "other keys", "leave the field; what is typed is kept";
    }
    [Type] { Enter => Enter, "key-go-on", "key-go-on-help"; }
    [Type Pick Point Who] { Esc => Escape, "key-back", "key-back-unrecorded"; }
    [NewJobField] { Enter => Enter, "go on", "take what is typed"; }
    [NewJobField NewJob] { Esc => Escape, "back", "one step back"; }
    [Wait] { Enter => Enter, "record", "record the wait once it is over"; }
    [Answered] { Enter => Enter, "change", "point at the answer, so that arrows and Enter give another one"; }
    [Typed] { Enter => Enter, "type", "open the field of the item"; }
    [Call] {
        Char('c') => Call, "call", "make the completion call of this page; on the last page it finishes the job";
    }
    [Work] { Char('w') => WorkDone, "work is done", "the work is done: what is left before the car goes back comes next"; }
    [Item Answered Typed Wait] { Char('c') => Call, "", "go to the completion call, once the page is complete"; }
    [Wait Call] {
        Char('r') => RestartWait, "door opened: restart",
            "a door was opened, or the car locked or unlocked: the wait begins again";
    }
    [Item Answered Typed Wait] {
        Char('n') => Skip, "not applicable", "say that the item does not apply, with a reason";
        Char('o') => Override, "override", "go on all the same: needs a reason and a second person's name";
    }
    [Item Answered Typed Wait Call Work Ended Guard] {
        Char('f') => Recovery, "find code", "find the code: what to try for this radio, step by step";
    }
    [Item Answered Typed Wait Call Work Ended Elsewhere Recovery] {
        Char('x') => Guard, "enter code",
            "before a code is entered, and while the radio takes none: the guard counts attempts and waits";
    }
    [Guard] {
        Enter => Enter, "record",
            "record that a code is entered from now on, before it is; then what the radio did";
        Char('k') => Correct, "correct", "something else came of the last code than was recorded: needs a reason";
        Char('o') => Override, "override", "one more attempt all the same: needs a reason and a second person's name";
    }
    [Recovery] {
        Char('o') => Override, "override", "go on without the code: needs a reason and a second person's name";
        Char('s') => Stop, "stop the job", "end the job here, with a reason";
        Char('m') => Remark, "remark", "remark something on this step: a row of its own, at once";
    }
    [Item Answered Typed Wait Call Work Ended Elsewhere] {
        Char('m') => Remark, "remark",
            "remark something on this item, this call or the job: a row of its own, at once; the customer reads it only when it begins with customer:";
    }
    [Item Answered Typed Wait Call Work] {
        Char('p') => Pause, "pause", "pause the job, with a reason; forgetting to pause costs nothing";
        Char('s') => Stop, "stop the job",
            "end the job here, with a reason: a good outcome when something says stop";
        Char('t') => ChangeHands, "hands", "somebody else works on";
        Char('b') => PageUp, "back", "back to the item before";
        Char('v') => Sheet, "", "view the page before the work, for the customer's consent";
    }
    [Item Answered] {
        Char('d') => ReadCodes, "codes",
            "ask the car for its VIN and codes by the adapter, ignition on: shown first, recorded by Enter";
    }
    [Item Answered Typed Wait Call] {
        Char('u') => TakeBack, "take back",
            "take back the answer that was given in the last ten seconds: both stay in the record";
    }
    [Field] {
        F(2) => TakeBack, "take back",
            "take back the answer that was given in the last ten seconds: both stay in the record";
    }
    [Item Answered Typed Wait Call Work Field Ended Elsewhere] {
        PageUp => PageUp, "", "the item before";
        PageDown => PageDown, "", "the item after";
    }
    [Ended Elsewhere] { Char('v') => Sheet, "sheet", "view the customer's sheet, print it, save it"; }
    [Preview] {
        Char('p') => Print, "print", "print the sheet; it is saved as well";
        Char('s') => Save, "save", "save the sheet in exports/sheets";
        Char('n') => CustomerName, "name", "the customer's name on this page: printed, and kept nowhere";
        Char('e') => Email, "e-mail", "send the page to an address that is typed, and kept nowhere";
        Char('o') => OtherPrinter, "printer", "print on another printer until the program is left";
        Char('l') => Language, "language",
            "the sheet in the customer's language: shown, printed and saved in the next one that there is";
        Char('h') => Handover, "hand over", "record how the sheet was handed over";
        PageUp => PageUp, "", "a page up";
        PageDown => PageDown, "page", "a page down; arrows move by a line";
        Esc => Escape, "back", "back to where the sheet was opened";
    }
    [PrintAgain] {
        Char('y') => PrintAgain, "print another copy", "print another copy";
        Esc => Escape, "no", "print no other copy";
    }
    [Ended] {
        Char('h') => Handover, "hand over", "record how the sheet was handed over";
        Digits('9') => Choose, "correct", "correct the answer of the item in focus, with a reason";
        Enter => Enter, "change", "open the field of the item, or point at its answer, to correct it with a reason";
        Char('t') => ChangeHands, "who", "say who you are";
    }
    [Elsewhere] {
        Char('t') => ChangeHands, "take over", "go on with this job here: the station that has it answers nothing more";
    }
    [Elsewhere] { Char('h') => Handover, "hand over", "record how the sheet was handed over"; }
    [Item Answered Typed Wait Call Work Ended Elsewhere] {
        Esc => Escape, "board", "back to the board; the job stays as it is";
        Char('g') => Guide, "guide", "what is known about this radio, and everything else that can be looked up";
    }
    [Guide] { Enter => Enter, "open", "open the page in focus"; }
    [Guide GuidePage] { Char('/') => Find, "find", "find pages by words: all that have every one"; }
    [GuideFind] {
        Enter => Enter, "find", "keep what was found; open it when it is the only one";
        Esc => Escape, "all pages", "show all pages again";
    }
    [Guide GuidePage] {
        PageUp => PageUp, "", "a page up";
        PageDown => PageDown, "page", "a page down; in an open page arrows move by a line";
    }
    [GuidePage] { Esc => Escape, "contents", "back to the contents"; }
    [Guide] {
        Esc => Escape, "back", "back to where the guide was opened";
        Digits('9') => Choose, "", "open the page with that number";
    }
    [Guard Recovery] { Esc => Escape, "back", "back to the job"; }
    [Audit] {
        Digits('3') => Choose, "key-views", "key-views-help";
        Char('/') => Find, "key-filter", "key-filter-help";
        Enter => Enter, "key-open", "key-open-help";
        Char('m') => MarkSeen, "key-seen", "key-seen-help";
        Char('a') => Action, "key-action", "key-action-help";
        Char('s') => Save, "key-save", "key-save-workbook";
    }
    [Proof] { Char('s') => Save, "key-save", "key-save-evidence"; }
    [Audit Proof] {
        Char('r') => Report, "key-report", "key-report-help";
        Char('v') => Sheet, "key-sheet", "key-sheet-help";
        PageUp => PageUp, "", "key-page-up";
        PageDown => PageDown, "key-page", "key-page-down-by-lines";
        Home => First, "", "key-first";
        End => Last, "", "key-last";
    }
    [AuditFind] {
        PageUp => PageUp, "", "key-page-up";
        PageDown => PageDown, "", "key-page-down";
        Enter => Enter, "key-take-filter", "key-take-filter-help";
        Esc => Escape, "key-show-all", "key-show-all-help";
    }
    [Audit] { Esc => Escape, "key-back", "key-back-audit"; }
    [Proof] { Esc => Escape, "key-back", "key-back-list"; }
    [Help] {
        Char('p') => AboutProgram, "key-program", "key-program-help";
        Esc => Escape, "key-back", "key-back-screen";
    }
    [Board NewJob Item Answered Typed Wait Call Work Pick Point Who Ended Elsewhere Guard Recovery Preview Guide GuidePage Audit Proof Help] {
        Char('?') => Help, "", "key-this-help";
    }
    [*] { F(1) => Help, "key-why", "key-why-help"; }
    [Help] {
        PageUp => PageUp, "", "key-page-up";
        PageDown => PageDown, "key-page-down-short", "key-page-down";
    }
    [*] {
        Up => Up, "", "key-up";
        Down => Down, "", "key-down";
    }
    [Board] { Char('q') => Quit, "quit", "leave the program, or the practice; open jobs stay open"; }
    [*] {
        Ctrl('c') => Quit, "", "key-quit";
        Ctrl('l') => Repaint, "", "key-repaint";
        Ctrl('z') => Suspend, "", "key-suspend";
    }
    [fields] { Text => Edit, "", "key-edit"; }
    [Board] { Digits('9') => Choose, "", "open the job with that number on the board"; }
}
