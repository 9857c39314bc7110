//! What is being printed and saved: said to the runner as orders, told by it in events.

use std::collections::BTreeMap;

use crate::catalog::Paper;
use crate::domain::{EmailAddress, JobKey};
use crate::sheet::{EmailLetter, Sheet};

/// A sheet to be printed or saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The job that it is about.
    pub job: JobKey,
    /// The sheet, without the customer's name: what is kept.
    pub sheet: Sheet,
    /// The same with the customer's name, where one was given: what is printed.
    pub named: Option<Sheet>,
    /// The paper.
    pub paper: Paper,
    /// The printer; `None` for the system's default.
    pub printer: Option<String>,
    /// The name of its file, without what tells its form.
    pub stem: String,
    /// Who asked for it; may be nobody.
    pub who: String,
}

/// A sheet to be sent by e-mail. It has no customer's name on it: what is sent is what is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct EmailOrder {
    /// The sheet, and where it is kept.
    pub order: Order,
    /// To whom: known until the server has taken it, and kept nowhere.
    pub to: EmailAddress,
    /// The letter around it.
    pub letter: EmailLetter,
}

/// What is being printed now. One copy of a job at a time: while one is on its way, no second one is queued.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printing {
    /// How far each is, in words.
    under_way: BTreeMap<JobKey, String>,
}

impl Printing {
    /// How far the sheet of a job is, while it is being printed.
    #[must_use]
    pub fn stage(&self, job: &JobKey) -> Option<&str> {
        self.under_way.get(job).map(String::as_str)
    }

    /// A sheet goes to the printer, or has come further.
    pub fn set(&mut self, job: JobKey, stage: impl Into<String>) {
        self.under_way.insert(job, stage.into());
    }

    /// A sheet is done, or has failed.
    pub fn end(&mut self, job: &JobKey) {
        self.under_way.remove(job);
    }
}
