//! Findings about the record itself: of a file, a row or a station; and what managers have seen of them.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::finding::{Finding, FindingKind};
use crate::audit::cases::case::Review;
use crate::audit::cases::workshop::WorkshopFolder;
use crate::domain::Word;
use crate::journal::{Class, Fault, FaultKind, RecordPlace, RecordReview};

/// A finding about the record that belongs to no one job, or to a job whose start was not read.
#[derive(Debug, Clone)]
pub struct RecordFinding {
    /// The workshop, as far as it is known.
    pub workshop: Option<Arc<WorkshopFolder>>,
    /// The station's folder; empty when it isn't known.
    pub station: String,
    /// The file; empty when it is about the whole folder.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The row's number.
    pub row: Option<u64>,
    /// The number of the last row that its file had when it was read.
    pub last_row: Option<u64>,
    /// The finding; its sentence says where.
    pub finding: Finding,
    /// Who has seen it, if anybody has.
    pub seen: Option<Review>,
}

impl RecordFinding {
    /// A finding about a file of a station that nobody has seen.
    #[must_use]
    pub fn new(workshop: Option<Arc<WorkshopFolder>>, station: &str, file: &str, finding: Finding) -> Self {
        let (station, file) = (station.to_owned(), file.to_owned());
        Self { workshop, station, file, line: None, row: None, last_row: None, finding, seen: None }
    }

    /// `STATION/FILE`; with its workshop, where a station of that name is in another one, too.
    #[must_use]
    pub fn place(&self) -> String {
        let place = format!("{}/{}", self.station, self.file);
        let place = place.trim_matches('/');
        match self.workshop.as_ref().filter(|workshop| workshop.is_named) {
            Some(workshop) => format!("{}: {place}", workshop.name),
            None => place.to_owned(),
        }
    }

    /// Whether it is about a path that was given and could not be read: it belongs to no journal, so that nothing else names it.
    #[must_use]
    pub fn is_of_path(&self) -> bool {
        self.finding.kind == FindingKind::Unreadable && self.workshop.is_none()
    }

    /// Its place, as a review of it says it: the row is the last one of the file where the finding is about all of it. So what the
    /// file says later is not seen yet.
    #[must_use]
    pub fn at(&self) -> RecordPlace {
        RecordPlace { file: format!("{}/{}", self.station, self.file), row: self.row.or(self.last_row) }
    }
}

/// A row by which a manager says that he has seen a finding about the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSeen {
    /// What it says.
    pub review: RecordReview,
    /// When.
    pub time: DateTime<FixedOffset>,
}

impl RecordSeen {
    /// The review that it is of `record`, if it is about that.
    #[must_use]
    pub fn of(&self, record: &RecordFinding) -> Option<Review> {
        let (review, finding) = (&self.review, &record.finding);
        let is_it = review.finding.as_str() == finding.kind.id()
            && finding.kind.why_not_to_be_seen().is_none()
            && review.at.as_ref() == Some(&record.at());
        let is_since = finding.time.is_none_or(|time| self.time >= time);
        (is_it && is_since).then(|| Review {
            finding: review.finding.word(),
            item: None,
            who: Word::new(&review.who.to_string()),
            remark: review.remark.as_str().into(),
            time: self.time,
        })
    }
}

/// The kind of finding that a fault is.
#[must_use]
pub fn kind_of(fault: &Fault) -> FindingKind {
    match (fault.class(), &fault.kind) {
        (Class::Broken, _) => FindingKind::Broken,
        (Class::Unreadable, _) => FindingKind::Unreadable,
        (Class::Unfinished, _) => FindingKind::Unfinished,
        (Class::Resaved, _) => FindingKind::Resaved,
        (Class::Remark, FaultKind::ClockBack { .. }) => FindingKind::ClockBack,
        (Class::Remark, FaultKind::Stray { is_journal: true }) => FindingKind::JournalNotRead,
        (Class::Remark, _) => FindingKind::OddFile,
    }
}
