//! A flaw in the record of one job: what is wrong, and with which row of it.

use std::fmt;

use super::event::EventName;
use crate::domain::{JobKey, JobNumber, Station};

/// Something that keeps the record of a job from being proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The station in whose journal it is.
    pub station: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The row's number; `None` where it is not about one row.
    pub seq: Option<u64>,
    /// The row's event, as it stands there now.
    pub event: Option<EventName>,
    /// The item that the row is about, as it stands there now.
    pub item: Option<String>,
    /// What is wrong.
    pub kind: FlawKind,
}

/// The ways in which a job's record can be no proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlawKind {
    /// The row's seal does not fit.
    Changed,
    /// The line before the row is damaged, so that its seal can't be checked.
    Unchecked,
    /// The job's end counted other rows than those that are there.
    Counted {
        /// How they differ.
        why: String,
    },
    /// The first row of the job is not the one that starts it.
    NoStart,
    /// No end counts the job's rows yet, and the file is damaged where they stand: some may be missing or changed.
    MayLackRows,
    /// The file is not where it was written: it is another station's, or repeats the one before.
    Displaced,
}

/// The job's record is flawed: which job, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlawedJob {
    /// The folder of the job's station.
    pub station: String,
    /// The job's number, as it was first written.
    pub number: String,
    /// What is wrong, at least one thing.
    pub flaws: Vec<Flaw>,
}

impl FlawedJob {
    /// True when it is this job.
    #[must_use]
    pub fn is(&self, job: &JobKey) -> bool {
        self.station == job.station.as_str() && self.has_number(job.number.as_str())
    }

    /// The job; `None` when its station has a name that no station bears.
    #[must_use]
    pub fn key(&self) -> Option<JobKey> {
        Some(JobKey { station: Station::new(&self.station).ok()?, number: JobNumber::new(&self.number).ok()? })
    }

    /// True when it is the job with this number, at whatever station.
    #[must_use]
    pub fn has_number(&self, number: &str) -> bool {
        self.number.eq_ignore_ascii_case(number)
    }
}

impl Flaw {
    /// The row in words: `row 68 (answer, arrival)`; else the file.
    #[must_use]
    pub fn row_words(&self) -> String {
        let about = [self.event.as_ref().map(EventName::word), self.item.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        match self.seq {
            Some(seq) if about.is_empty() => format!("row {seq}"),
            Some(seq) => format!("row {seq} ({})", about.join(", ")),
            None => format!("{}/{}", self.station, self.file),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.row_words(), self.kind)
    }
}

impl fmt::Display for FlawKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("changed after it was written"),
            Self::Unchecked => f.write_str("can't be checked: the line before it is damaged"),
            Self::Counted { why } => write!(f, "does not agree with the job's rows: {why}"),
            Self::NoStart => f.write_str("the row that starts the job is missing before it"),
            Self::MayLackRows => f.write_str("the file is damaged where the open job's rows stand"),
            Self::Displaced => f.write_str("the file is not where it was written"),
        }
    }
}
