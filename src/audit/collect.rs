//! From journals to an [`Audit`]: reads what lies at some paths, sums each job up, and looks for what is worth a look.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::case::{Case, Review};
use super::filter::Filter;
use super::finding::{Finding, Weight};
use super::record::RecordFinding;

/// A workshop's folder, or what stands for one: the folder that stations' folders lie in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WorkshopFolder {
    /// The folder.
    pub folder: PathBuf,
    /// The shortest end of its path that tells it apart from the others.
    pub name: String,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The workshops, in the order in which they were given.
    pub workshops: Vec<Arc<WorkshopFolder>>,
    /// All jobs, by their start. Mistakes are among them: leave them out of figures ([`Case::is_mistake`]).
    pub cases: Vec<Case>,
    /// Findings about the record that belong to no job.
    pub record: Vec<RecordFinding>,
    /// How many stations were read.
    pub stations: usize,
    /// How many rows were read.
    pub rows: u64,
    /// What could not be checked, in words.
    pub unchecked: Vec<String>,
    /// When it was read: what is open for long is judged by it.
    pub now: DateTime<FixedOffset>,
}

/// A finding with what it is about: one line of the list.
#[derive(Debug, Clone, Copy)]
pub enum Exception<'a> {
    /// A job's.
    Case {
        /// The job.
        case: &'a Case,
        /// The finding.
        finding: &'a Finding,
        /// Who has seen it, if anybody has.
        seen: Option<&'a Review>,
    },
    /// The record's.
    Record(&'a RecordFinding),
}

impl<'a> Exception<'a> {
    /// The finding.
    #[must_use]
    pub fn finding(&self) -> &'a Finding {
        match self {
            Self::Case { finding, .. } => finding,
            Self::Record(record) => &record.finding,
        }
    }

    /// Whether a manager has seen it.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        matches!(self, Self::Case { seen: Some(_), .. })
    }

    /// The job, if it is about one.
    #[must_use]
    pub fn case(&self) -> Option<&'a Case> {
        match self {
            Self::Case { case, .. } => Some(case),
            Self::Record(_) => None,
        }
    }
}

impl Audit {
    /// The jobs that a filter takes.
    pub fn cases<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Case> {
        self.cases.iter().filter(|case| filter.takes_case(case))
    }

    /// The exceptions that a filter takes: what nobody has seen first, the gravest first, then by kind, the newest job first.
    #[must_use]
    pub fn exceptions<'a>(&'a self, filter: &'a Filter) -> Vec<Exception<'a>> {
        let of_cases = self.cases(filter).flat_map(|case| {
            let findings = case.findings.iter().map(move |finding| (finding, case.seen(finding)));
            let taken = findings.filter(|(finding, seen)| filter.takes_finding(finding, seen.is_some()));
            taken.map(move |(finding, seen)| Exception::Case { case, finding, seen })
        });
        let of_record = self.record.iter().filter(|record| filter.takes_record(record)).map(Exception::Record);
        let mut exceptions: Vec<Exception<'a>> = of_record.chain(of_cases).collect();
        exceptions.sort_by(|one, two| {
            let newest = |it: &Exception<'_>| it.case().map(|case| case.started);
            one.is_seen()
                .cmp(&two.is_seen())
                .then_with(|| one.finding().order(two.finding()))
                .then_with(|| newest(two).cmp(&newest(one)))
        });
        exceptions
    }

    /// The exit code: of what nobody has seen within the filter, and of all that is wrong with the record, the first of 1, 5,
    /// 4 and 3; else 0. A finding that is more than a note asks for 1.
    #[must_use]
    pub fn exit_code(&self, exceptions: &[Exception<'_>]) -> u8 {
        let unseen = exceptions.iter().filter(|it| !it.is_seen()).map(|it| it.finding().kind.exit_code());
        let of_record = self.record.iter().map(|record| record.finding.kind.exit_code());
        let codes: Vec<u8> = unseen.chain(of_record).collect();
        [1, 5, 4, 3].into_iter().find(|code| codes.contains(code)).unwrap_or(0)
    }

    /// How many of some exceptions have a weight and were not seen.
    #[must_use]
    pub fn unseen(exceptions: &[Exception<'_>], weight: Weight) -> usize {
        exceptions.iter().filter(|it| !it.is_seen() && it.finding().weight() == weight).count()
    }
}
