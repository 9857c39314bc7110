//! The answer that was given just now, taken back without a question.

use super::job::{JobDialogue, Taken};
use crate::domain::{Answer, Id, What};

/// The reason of a row that takes an answer back at once.
const REASON: &str = "taken back, at once";

impl JobDialogue<'_> {
    /// Takes back the answer that was given just now.
    ///
    /// # Errors
    /// When it is too late, or somebody relies on it.
    pub fn take_back(&self, item: Id) -> Taken {
        Ok(self.record(taken_back(item), ""))
    }
}

/// The fact by which the answer to an item is taken back.
#[must_use]
pub fn taken_back(item: Id) -> What {
    What::Corrected { item, answer: Answer::taken_back(), reason: REASON.to_owned() }
}
