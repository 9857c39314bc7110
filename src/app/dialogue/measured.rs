//! A figure that an instrument reads, said as an answer.

use super::job::{JobDialogue, Taken};
use crate::domain::{Answer, Item, MeasuredBy, Volts};

impl JobDialogue<'_> {
    /// A figure was measured. It is judged as one that is typed.
    ///
    /// # Errors
    /// When it is no answer to the item, or the rules don't allow it.
    pub fn measured(&self, item: &Item, volts: Volts, by: MeasuredBy) -> Taken {
        let answer = match self.progress.read(item, &volts.digits())? {
            Answer::Number(figure) => Answer::Number(figure.measured_by(by)),
            other => other,
        };
        self.answer(item.id, answer, "")
    }
}
