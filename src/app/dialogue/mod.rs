//! The order of the questions on the way to a row, for every face: the screens and line mode. An
//! answers file asks nothing: what it leaves open is refused by the same rules.
//!
//! A dialogue looks at a job and is never changed. Each of its functions gives what comes next: another question, or the fact
//! that is ready to be recorded. How a question is put into words, and how its answer is read, is up to the face.

pub mod job;
mod known;
mod measured;
pub mod radio;
mod taking_back;
pub mod words;

pub use job::{JobChoice, JobDialogue, JobNext, JobPick, JobQuestion};
pub use radio::{RadioChoice, RadioDialogue, RadioNext, RadioPick, RadioQuestion};
pub use taking_back::taken_back;

use crate::domain::text::capital;
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

/// The words for asking a second person who is at none of the places that can be said.
const AT_ANOTHER_STATION: &str = "At another station: asked on its board";

/// What is recorded where the second person is asked at another station.
fn asked_elsewhere(entry: &Entry) -> Option<Entry> {
    let (What::Overrode { item, answer }, Some(second)) = (&entry.what, &entry.who.second) else { return None };
    let what = What::SecondAsked { item: *item, answer: answer.clone(), second: second.to_string() };
    Some(Entry::new(what, entry.note.clone(), Signature::from(&*entry.who.first)))
}

/// Where the second person may be who lets something be recorded, as he who asks can say, in the order of the keys, each with what is
/// recorded then.
fn seconds(entry: &Entry) -> [(String, Entry); SecondAt::SAID.len()] {
    SecondAt::SAID.map(|at| {
        let words = capital(&at.words());
        let who = Signature { second_at: Some(at), ..entry.who.clone() };
        (words, Entry { who, ..entry.clone() })
    })
}

impl Entry {
    /// A fact with a note, signed by one or two.
    pub fn new(what: What, note: impl Into<String>, who: impl Into<Signature>) -> Self {
        Self { what, note: note.into(), who: who.into() }
    }
}
