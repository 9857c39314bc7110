//! What was typed about a job and is not recorded yet. It belongs to the job and not to its screen: whoever leaves finds it again.

use std::collections::BTreeMap;

use crate::app::dialogue::JobQuestion;
use crate::domain::Id;

/// What was typed about a job and is not recorded yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unsaid {
    /// Values of fields, by item.
    pub values: BTreeMap<Id, String>,
    /// A question that was left, and how far it was answered.
    pub question: Option<(JobQuestion, String)>,
}

impl Unsaid {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.values().all(String::is_empty) && self.question.is_none()
    }

    /// Forgets what belonged to an item that was answered.
    pub(super) fn forget(&mut self, item: &Id) {
        self.values.remove(item);
    }
}
