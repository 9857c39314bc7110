//! A finding: something that a manager should look at, about a job or about the record itself.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::kind::{FindingKind, Weight};
use crate::audit::jobs::review::{RecordSeen, Review};
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::domain::{FindingAction, Id};
use crate::journal::RecordPlace;
use crate::words::Sentence;

/// Something to look at.
#[derive(Debug, Clone)]
pub struct Finding {
    pub kind: FindingKind,
    pub subject: FindingSubject,
    /// The item that it is about.
    pub item: Option<Id>,
    /// When it happened, as far as the record knows.
    pub time: Option<DateTime<FixedOffset>>,
    /// The reason with its figures.
    pub sentence: Sentence,
    /// The review by which a manager says that he has seen it.
    pub seen: Option<Box<Review>>,
    /// What is or was to be done about it; of a finding that says so itself, that action.
    pub action: Option<Box<FindingAction>>,
}

/// The subject of a finding.
#[derive(Debug, Clone)]
pub enum FindingSubject {
    /// A job: its index among those of the audit.
    Job(u32),
    /// The record itself: a file, a row or a station.
    Record(Box<Location>),
}

/// A place in the record.
#[derive(Debug, Clone, Default)]
pub struct Location {
    /// The workshop, as far as it is known.
    pub workshop: Option<Arc<WorkshopFolder>>,
    /// The station's folder; empty when it isn't known.
    pub station: String,
    /// The file; empty when it is about the whole folder.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u64>,
    pub row: Option<u64>,
    /// The number of the last row that its file had when it was read.
    pub last_row: Option<u64>,
}

impl Finding {
    /// A finding about a job as a whole, which stands at `job` among the others.
    #[must_use]
    pub fn of_job(job: u32, kind: FindingKind, sentence: impl Into<Sentence>) -> Self {
        Self {
            kind,
            subject: FindingSubject::Job(job),
            item: None,
            time: None,
            sentence: sentence.into(),
            seen: None,
            action: None,
        }
    }

    /// A finding about the record.
    #[must_use]
    pub fn of_record(location: Location, kind: FindingKind, sentence: impl Into<Sentence>) -> Self {
        Self { subject: FindingSubject::Record(Box::new(location)), ..Self::of_job(0, kind, sentence) }
    }

    #[must_use]
    pub fn of_item(self, item: &str) -> Self {
        Self { item: Id::new(item).ok(), ..self }
    }

    #[must_use]
    pub fn at(self, time: DateTime<FixedOffset>) -> Self {
        Self { time: Some(time), ..self }
    }

    #[must_use]
    pub fn weight(&self) -> Weight {
        self.kind.weight()
    }

    /// Whether a manager has seen it.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.seen.is_some()
    }

    /// The index of the job that it is about.
    #[must_use]
    pub fn job(&self) -> Option<u32> {
        match self.subject {
            FindingSubject::Job(job) => Some(job),
            FindingSubject::Record(_) => None,
        }
    }

    /// The place in the record, if it is about no job.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        match &self.subject {
            FindingSubject::Job(_) => None,
            FindingSubject::Record(location) => Some(location),
        }
    }

    /// Whether it is about a path that was given and could not be read: it belongs to no journal, so that nothing else names it.
    #[must_use]
    pub fn is_of_path(&self) -> bool {
        self.kind == FindingKind::Unreadable && self.location().is_some_and(|location| location.workshop.is_none())
    }

    /// Takes in a review of its job, if it is about this one: of its kind and its item, and not older than it.
    pub fn take_review(&mut self, review: &Review) {
        let is_called = |kind: FindingKind| *review.finding == *kind.id();
        let is_meant = is_called(self.kind) || self.kind.former().is_some_and(is_called);
        let is_of_kind = is_meant && self.kind.why_not_to_be_seen().is_none();
        let is_of_item = review.item.is_none() || review.item == self.item;
        if is_of_kind && is_of_item && self.time.is_none_or(|time| review.time >= time) {
            self.seen = Some(Box::new(review.clone()));
        }
    }

    /// Takes in an action of its job, if it is about this one.
    pub(crate) fn take_action(&mut self, action: &FindingAction) {
        let is_of_item = action.item.is_none() || action.item == self.item;
        if *action.finding == *self.kind.id() && is_of_item {
            self.action = Some(Box::new(action.clone()));
        }
    }

    /// The action about it that is still to be done.
    #[must_use]
    pub fn open_action(&self) -> Option<&FindingAction> {
        self.action.as_deref().filter(|action| action.is_open())
    }

    /// Takes in what was said of a finding about the record, if it is this one.
    pub fn take_record_seen(&mut self, seen: &RecordSeen) {
        if seen.review.step.is_none()
            && self.location().is_some_and(|location| seen.review.at.as_ref() == Some(&location.record_place()))
        {
            self.take_review(&Review::of_record(seen));
        }
    }

    /// The order in which an audit keeps its findings: those about the record, then job by job; of a job the gravest first,
    /// then by kind and time.
    pub(crate) fn order(&self) -> impl Ord + use<> {
        self.job().map(|job| (job, Reverse(self.weight()), self.kind, self.time))
    }
}

impl Location {
    /// A file of a station.
    #[must_use]
    pub fn file(workshop: Option<Arc<WorkshopFolder>>, station: &str, file: &str) -> Self {
        Self { workshop, station: station.to_owned(), file: file.to_owned(), ..Self::default() }
    }

    /// `STATION/FILE`; with its workshop, where a station of that name is in another one, too.
    #[must_use]
    pub fn name(&self) -> String {
        let name = format!("{}/{}", self.station, self.file);
        let name = name.trim_matches('/');
        match self.workshop.as_ref().filter(|workshop| workshop.is_named) {
            Some(workshop) => format!("{}: {name}", workshop.name),
            None => name.to_owned(),
        }
    }

    /// The place, as a review of a finding there says it: the row is the last one of the file where the finding is about all of
    /// it. So what the file says later is not seen yet.
    #[must_use]
    pub fn record_place(&self) -> RecordPlace {
        RecordPlace { file: format!("{}/{}", self.station, self.file), row: self.row.or(self.last_row) }
    }
}
