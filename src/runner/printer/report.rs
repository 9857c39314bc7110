//! Says how far a sheet is on its way to paper, what can go wrong there, and what became of it.

use std::fmt;

use crate::domain::fact::Print;
use crate::journal::{Column, NOTE_BYTES_MAX, encoded_len};

/// What a printer's name may be long, in bytes: it goes into a row's note.
const NAME_BYTES_MAX: usize = 200;

/// How far a sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It goes out.
    Sending,
    /// The printer has it.
    Sent,
    /// A queue of this computer has it.
    Queued,
    Printing,
    /// It goes on once somebody has seen to it.
    Held(Trouble),
}

/// What can go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Another sheet is being printed.
    Busy,
    NoPaper,
    /// The printer is stopped, or wants a hand.
    Stopped,
    /// No printer has that name or address.
    NotFound,
    /// Nothing answers there.
    NotReachable,
    /// What the system hands its queues to doesn't run: which queues there are is not known.
    NoPrintSystem,
    /// No printer is named, and the system has no default.
    NoPrinter,
    /// The printer doesn't take this kind of document.
    NoPdf,
    /// Somebody took it out of the printer's list, or the printer gave up.
    Cancelled,
    /// It is not known whether it was printed: the printer has it, and has not said that it is done.
    Silent,
    /// It is not known whether it was printed: a queue of this computer has it, and has not said that it is done.
    Queued,
    /// All of it left, and nothing came back.
    NoAnswer,
    /// This system has no way to print to a queue.
    NoQueues,
    /// This system has no way to print to a queue, and shows the page in its viewer instead.
    InViewer,
    /// The address can't be printed to.
    Address(String),
    /// Something else, in the printer's words.
    Other(String),
}

/// What became of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintResult {
    /// What the journal says: `printed` only when the printer said so.
    pub result: Print,
    /// The printer, without any password in its address.
    pub printer: String,
    /// What the queue calls it.
    pub ticket: Option<String>,
    pub trouble: Option<Trouble>,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "the printer is busy with another sheet: try again in a moment",
            Self::NoPaper => "the printer is out of paper: fill it up",
            Self::Stopped => {
                "the printer is stopped: look at its display, or whether its queue is held on this computer"
            }
            Self::NotFound => "there is no such printer: look at its name or address (printer in workshop.toml)",
            Self::NotReachable => "the printer can't be reached: is it switched on, and on the network?",
            Self::NoPrintSystem => {
                "the print system of this computer doesn't answer: start it (CUPS), or print to an ipp:// address \
                 (printer in workshop.toml)"
            }
            Self::NoPrinter => {
                "no printer is named: write printer = \"…\" into workshop.toml, and start the program again"
            }
            Self::NoPdf => "the printer takes no PDF: print to its queue instead, which turns it into what it takes",
            Self::Cancelled => "the printer gave it up, or somebody cancelled it there",
            Self::Silent => "the printer has it, and has not said that it is done",
            Self::Queued => "the queue has it, and has not said that it is done",
            Self::NoAnswer => "nothing answered: look whether it was printed before you send it again",
            Self::NoQueues => {
                "this system prints to ipp:// addresses only; open the saved PDF to print it in another way"
            }
            Self::InViewer => "opened in this computer's PDF viewer: print it there",
            Self::Address(why) | Self::Other(why) => return f.write_str(why),
        })
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sending => f.write_str("sending to the printer"),
            Self::Sent => f.write_str("sent, the printer has it"),
            Self::Queued => f.write_str("sent, the queue has it"),
            Self::Printing => f.write_str("printing"),
            Self::Held(trouble) => trouble.fmt(f),
        }
    }
}

impl PrintResult {
    pub(super) fn new(result: Print, printer: &str, trouble: Option<Trouble>) -> Self {
        Self { result, printer: shown(printer), ticket: None, trouble }
    }

    /// A sheet whose turn never came.
    pub fn not_begun(printer: &str) -> Self {
        let why = "the program was left before its turn came".to_owned();
        Self::new(Print::Failed, printer, Some(Trouble::Other(why)))
    }

    /// Whether somebody who wants the page on paper has to see to something first.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        self.result == Print::Failed && self.trouble != Some(Trouble::InViewer)
    }

    /// What is told, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let printer = if self.printer.is_empty() { "the default printer" } else { &self.printer };
        let ticket = self.ticket.as_ref().map(|ticket| format!(" as {ticket}")).unwrap_or_default();
        match (self.result, &self.trouble) {
            (Print::Printed, _) => format!("printed: {printer} says it is done{ticket}"),
            (Print::Sent, None) => format!("sent to {printer}{ticket}; it does not say when it is done"),
            (Print::Sent, Some(trouble)) => format!("sent to {printer}{ticket}: {trouble}"),
            (Print::Failed, Some(trouble @ Trouble::InViewer)) => trouble.to_string(),
            (Print::Failed, None) => format!("not printed on {printer}"),
            (Print::Failed, Some(trouble)) => format!("not printed on {printer}: {trouble}"),
        }
    }

    /// What the row's note says: the printer, and what was told, as far as the row holds it.
    #[must_use]
    pub fn note(&self) -> String {
        let mut printer = if self.printer.is_empty() { "default printer".to_owned() } else { self.printer.clone() };
        while printer.len() > NAME_BYTES_MAX {
            printer.pop();
        }
        let all = match (&self.ticket, &self.trouble) {
            (_, Some(trouble)) => format!("{printer}: {trouble}"),
            (Some(ticket), None) => format!("{printer}: {ticket}"),
            (None, None) => printer,
        };
        // no character is shorter in the row than one byte
        let mut note: String = all.chars().take(NOTE_BYTES_MAX).collect();
        while encoded_len(Column::Note, &note) > NOTE_BYTES_MAX {
            note.pop();
        }
        note
    }
}

/// A printer's name or address as it may be shown and kept: no name and password in it, no control characters.
pub(super) fn shown(printer: &str) -> String {
    let clean: String = printer.chars().filter(|c| !c.is_control()).collect();
    let Some((scheme, rest)) = clean.split_once("://") else { return clean };
    let (authority, path) =
        rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}
