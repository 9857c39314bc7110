//! A row that borrows its text from the file: for reading millions of them.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::row::{EventName, Row};
use crate::domain::{Id, JobNumber};

/// One row, without its seal; the same as a [`Row`], but nothing in it is a copy unless it was escaped or quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef<'a> {
    /// Its number at the station.
    pub seq: u64,
    /// Local time, in whole milliseconds.
    pub time: DateTime<FixedOffset>,
    /// The number of the job of this station that it is about, of the form of a [`JobNumber`].
    pub job: Option<&'a str>,
    /// What happened.
    pub event: EventName,
    /// To which item, of the form of an [`Id`].
    pub item: Option<&'a str>,
    /// How; starts with a letter.
    pub value: Cow<'a, str>,
    /// By whom.
    pub who: Cow<'a, str>,
    /// Remarks.
    pub note: Cow<'a, str>,
}

impl Row {
    /// The row as one that borrows.
    #[must_use]
    pub fn view(&self) -> RowRef<'_> {
        RowRef {
            seq: self.seq,
            time: self.time,
            job: self.job.as_ref().map(JobNumber::as_str),
            event: self.event.clone(),
            item: self.item.as_ref().map(Id::as_str),
            value: Cow::Borrowed(&self.value),
            who: Cow::Borrowed(&self.who),
            note: Cow::Borrowed(&self.note),
        }
    }
}

impl RowRef<'_> {
    /// The row as one that stands for itself.
    #[must_use]
    pub fn to_row(&self) -> Row {
        Row {
            seq: self.seq,
            time: self.time,
            job: self.job.and_then(|number| JobNumber::new(number).ok()),
            event: self.event.clone(),
            item: self.item.and_then(|item| Id::new(item).ok()),
            value: self.value.clone().into_owned(),
            who: self.who.clone().into_owned(),
            note: self.note.clone().into_owned(),
        }
    }
}
