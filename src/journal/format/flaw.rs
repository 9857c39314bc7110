//! A flaw in the record of one job: what is wrong, and with which row of it.

use std::fmt;

use super::event::EventName;
use crate::domain::{JobKey, JobNumber, Station};
use crate::words::{Said, Sentence};

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
        why: Sentence,
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
    /// The row: `row 68 (answer, arrival)`; else the file.
    #[must_use]
    pub fn row_sentence(&self) -> Sentence {
        let about = [self.event.as_ref().map(EventName::word), self.item.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        match self.seq.map(|seq| ("row", Said::text(seq))) {
            Some(row) if about.is_empty() => Sentence::says("flawed-row", [row]),
            Some(row) => Sentence::says("flawed-row-about", [row, ("about", Said::text(about.join(", ")))]),
            None => format!("{}/{}", self.station, self.file).into(),
        }
    }

    /// The row, and what is wrong with it.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        self.row_sentence().and(": ".to_owned().into()).and(self.kind.sentence())
    }
}

impl fmt::Display for Flaw {
    /// In English, as programs have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}

impl FlawKind {
    /// What is wrong.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Changed => Sentence::says("flawed-changed", []),
            Self::Unchecked => Sentence::says("flawed-unchecked", []),
            Self::Counted { why } => Sentence::says("flawed-counted", [("why", why.clone().into())]),
            Self::NoStart => Sentence::says("flawed-no-start", []),
            Self::MayLackRows => Sentence::says("flawed-lacks", []),
            Self::Displaced => Sentence::says("flawed-displaced", []),
        }
    }
}

impl fmt::Display for FlawKind {
    /// In English, as programs have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}
