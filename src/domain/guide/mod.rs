//! The guide: what a person may want to look up before, during and after the work. Topics are data; the pages about radios
//! are composed from the radio book, so that no fact is written twice. Every statement says where it is from, and whether
//! it was verified.
//!
//! Deliberately absent: a way to make out a code, and any statement without a source.

mod compose;
mod page;

pub use compose::{ANY_RADIO, GuidePages};
pub use page::{GuideGroup, GuideLine, GuidePage, GuidePart, Said, Tone};

use super::{Id, Provenance, Text};

/// One guide file: topics that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideFile {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// Counts up with every change.
    pub revision: u32,
    /// The topics in the order in which they are offered.
    pub topics: Vec<Topic>,
}

/// One thing to look up.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its id: what `precheck guide` takes.
    pub id: Id,
    /// Its heading.
    pub title: Text,
    /// Words under which it is found beside those that it says.
    pub words: Vec<String>,
    /// What it says.
    pub statements: Vec<Statement>,
    /// Items of which it shows what the radio book holds for every car.
    pub facts: Vec<Id>,
    /// What it shows of each radio in the book.
    pub per_radio: Option<PerRadio>,
}

/// A statement with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The question that it answers, or a heading of its own.
    pub ask: Option<Text>,
    /// What is said.
    pub text: Text,
    /// What it costs or risks.
    pub cost: Option<Text>,
    /// Where that is from.
    pub provenance: Provenance,
}

/// What a topic shows of each radio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerRadio {
    /// Where its code is found, and how hard it is.
    Code,
    /// The ways to its serial number.
    Serial,
    /// How its code is entered.
    Entry,
    /// What its car loses with the power.
    Losses,
    /// How long it takes no entry after wrong codes.
    Waits,
}

impl PerRadio {
    /// All of them, with their words in the data.
    pub const ALL: [(&'static str, Self); 5] = [
        ("code", Self::Code),
        ("serial", Self::Serial),
        ("entry", Self::Entry),
        ("losses", Self::Losses),
        ("waits", Self::Waits),
    ];
}
