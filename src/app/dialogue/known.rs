//! What was so when the car was here before, confirmed by a look.

use super::job::{JobDialogue, Taken};
use crate::domain::{Answer, Item};

impl JobDialogue<'_> {
    /// An item is answered as it was on an earlier visit, after a look: an option may still need its note.
    ///
    /// # Errors
    /// When the rules don't allow it.
    pub fn known(&self, item: &Item, answer: &Answer) -> Taken {
        let option = match answer {
            Answer::Option(id) => self.progress.option(item, id),
            _ => None,
        };
        match option {
            Some(option) => self.option(item, &option, ""),
            None => self.answer(item.id, answer.clone(), ""),
        }
    }
}
