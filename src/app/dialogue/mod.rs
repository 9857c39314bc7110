//! The order of the questions on the way to a row, for every face: the screens and line mode. An
//! answers file asks nothing: what it leaves open is refused by the same rules.
//!
//! A dialogue looks at a job and is never changed. Each of its functions gives what comes next: another question, or the fact
//! that is ready to be recorded. How a question is put into words, and how its answer is read, is up to the face.

pub mod job;
pub mod radio;
pub mod words;

pub use job::{JobChoice, JobDialogue, JobNext, JobPick, JobQuestion};
pub use radio::{RadioChoice, RadioDialogue, RadioNext, RadioPick, RadioQuestion};

use crate::domain::{SecondAt, Signature, What};

/// A fact that is ready to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is recorded.
    pub what: What,
    /// Its note.
    pub note: String,
    /// Who signs it.
    pub who: Signature,
}

/// Where the second person may be who lets something be recorded, in the order of the keys, each with what is recorded then.
fn seconds(entry: &Entry) -> [(String, Entry); SecondAt::ALL.len()] {
    SecondAt::ALL.map(|at| {
        let words = match at {
            SecondAt::Here => "Here",
            SecondAt::Phone => "By phone",
        };
        let who = Signature { second_at: Some(at), ..entry.who.clone() };
        (words.to_owned(), Entry { who, ..entry.clone() })
    })
}

impl Entry {
    /// A fact with a note, signed by one or two.
    pub fn new(what: What, note: impl Into<String>, who: impl Into<Signature>) -> Self {
        Self { what, note: note.into(), who: who.into() }
    }
}
