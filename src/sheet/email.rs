//! The letter around a page that is sent by e-mail, in the page's language.

use chrono::{DateTime, FixedOffset};

use super::letterhead::Letterhead;
use crate::domain::JobKey;
use crate::words::Words;

/// The words of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailLetter {
    /// The workshop's name; may be empty.
    pub from_name: String,
    /// What it is about, in a line.
    pub subject: String,
    /// What stands in it.
    pub text: String,
}

impl EmailLetter {
    /// The letter around the page of a job, written at `now`.
    #[must_use]
    pub fn of(words: &Words, letterhead: &Letterhead, job: &JobKey, now: DateTime<FixedOffset>) -> Self {
        let from_name = letterhead.name.clone().unwrap_or_default();
        let values = [("number", job.number.as_str()), ("workshop", &*from_name)];
        Self {
            subject: words.fill("email-subject", &[("date", &words.date(&now))]),
            text: words.fill("email-text", &values),
            from_name,
        }
    }
}
