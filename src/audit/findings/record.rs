//! Findings about the record itself: of a file, a row or a station; and what managers have seen of them.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::finding::{Finding, FindingKind};
use crate::audit::cases::case::Review;
use crate::audit::cases::workshop::WorkshopFolder;
use crate::domain::{Id, Word};
use crate::journal::{Class, Fault, FaultKind};

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

/// How the note of a `review` row begins that is about the record itself.
const OF_FILE: &str = "file ";

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

    /// How the note of a `review` row begins that is about this finding: the file, and the row, which is the last one of the file
    /// where the finding is about all of it. So what the file says later is not seen yet.
    #[must_use]
    pub fn note(&self) -> String {
        let row = self.row.or(self.last_row).map_or(String::new(), |row| format!(" row {row}"));
        format!("{OF_FILE}{}/{}{row}: ", self.station, self.file)
    }
}

/// A row by which a manager says that he has seen a finding about the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSeen {
    /// The finding.
    pub finding: Id,
    /// Who has seen it.
    pub who: Word,
    /// Which one it is, and what was remarked.
    pub note: String,
    /// When.
    pub time: DateTime<FixedOffset>,
}

impl RecordSeen {
    /// The review that it is of `record`, if it is about that; `note` is its note without the journal that it names.
    #[must_use]
    pub fn of(&self, record: &RecordFinding, note: &str) -> Option<Review> {
        let finding = &record.finding;
        let is_it = self.finding.as_str() == finding.kind.id() && finding.kind.why_not_to_be_seen().is_none();
        let is_since = finding.time.is_none_or(|time| self.time >= time);
        let remark = note.strip_prefix(&record.note()).filter(|_| is_it && is_since)?;
        Some(Review { finding: self.finding.word(), item: None, who: self.who, remark: remark.into(), time: self.time })
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
