//! Reviews: what a manager who has seen a finding says of it.

use chrono::{DateTime, FixedOffset};

use crate::domain::fact::Observed;
use crate::domain::{Fact, Id, What};
use crate::journal::RecordReview;

/// A finding that a manager has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub finding: Id,
    /// The item, where only the finding about that one was seen.
    pub item: Option<Id>,
    /// What was seen at the car.
    pub observed: Option<Observed>,
    pub who: Box<str>,
    pub remark: Box<str>,
    pub time: DateTime<FixedOffset>,
}

/// A row by which a manager says that he has seen a finding about the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSeen {
    pub review: RecordReview,
    pub time: DateTime<FixedOffset>,
}

impl Review {
    /// The review that a fact is, if it is one.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        let What::Reviewed { finding, item, observed, .. } = &fact.what else { return None };
        Some(Self {
            finding: *finding,
            item: *item,
            observed: observed.clone(),
            who: fact.who.to_string().into(),
            remark: fact.note.as_str().into(),
            time: fact.time,
        })
    }

    /// The review that a row about the record is.
    #[must_use]
    pub fn of_record(RecordSeen { review, time }: &RecordSeen) -> Self {
        Self {
            finding: review.finding,
            item: None,
            observed: None,
            who: review.who.to_string().into(),
            remark: review.remark.as_str().into(),
            time: *time,
        }
    }
}
