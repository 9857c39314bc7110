//! The exceptions: findings, each with what it is about, in the order in which a manager looks at them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::finding::{Finding, FindingKind, Weight};
use super::record::RecordFinding;
use crate::audit::cases::case::{Case, Review};
use crate::audit::filter::Filter;
use crate::audit::reading::collect::Audit;

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

    /// Who has seen it, if anybody has.
    #[must_use]
    pub fn seen(&self) -> Option<&'a Review> {
        match self {
            Self::Case { seen, .. } => *seen,
            Self::Record(record) => record.seen.as_ref(),
        }
    }

    /// Whether a manager has seen it.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.seen().is_some()
    }

    /// Where it stands in the list: what nobody has seen first, the gravest first, then by kind, the newest job first.
    #[must_use]
    pub fn rank(&self) -> (bool, Reverse<Weight>, FindingKind, Reverse<Option<DateTime<FixedOffset>>>) {
        let finding = self.finding();
        let newest = Reverse(self.case().map(|case| case.started));
        (self.is_seen(), Reverse(finding.weight()), finding.kind, newest)
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

/// What the exceptions that a filter takes come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExceptionCounts {
    /// Grave ones that nobody has seen.
    pub grave: usize,
    /// Serious ones that nobody has seen.
    pub serious: usize,
    /// Notes that nobody has seen.
    pub notes: usize,
    /// Those that a manager has seen.
    pub seen: usize,
    /// Findings about a record that is not as it should be, that nobody has seen, and that the filter leaves out: no filter hides
    /// that they are there.
    pub hidden_faults: usize,
    /// The exit code: of what nobody has seen within the filter, and of all that is wrong with the record, the first of 1, 5, 4
    /// and 3; else 0. A finding that is more than a note asks for 1.
    pub exit_code: u8,
}

impl Audit {
    /// The exceptions that a filter takes, by their [`Exception::rank`].
    #[must_use]
    pub fn exceptions<'a>(&'a self, filter: &'a Filter) -> Vec<Exception<'a>> {
        let mut exceptions: Vec<Exception<'a>> = self.taken(filter).collect();
        exceptions.sort_by_cached_key(Exception::rank);
        exceptions
    }

    /// The same in no order.
    fn taken<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = Exception<'a>> {
        let of_cases = self.cases(filter).flat_map(|case| {
            let findings = case.findings.iter().map(move |finding| (finding, case.seen(finding)));
            let taken = findings.filter(|(finding, seen)| filter.takes_finding(finding, seen.is_some()));
            taken.map(move |(finding, seen)| Exception::Case { case, finding, seen })
        });
        let of_record = self.record.iter().filter(|record| filter.takes_record(record)).map(Exception::Record);
        of_record.chain(of_cases)
    }

    /// What the exceptions that a filter takes come to: a pass over them that keeps none.
    #[must_use]
    pub fn count_exceptions(&self, filter: &Filter) -> ExceptionCounts {
        let mut counts = ExceptionCounts::default();
        let mut codes = BTreeSet::new();
        let (mut faults, mut faults_taken) = (0, 0);
        for exception in self.taken(filter) {
            let (finding, is_seen) = (exception.finding(), exception.is_seen());
            let count = match finding.weight() {
                _ if is_seen => &mut counts.seen,
                Weight::Grave => &mut counts.grave,
                Weight::Serious => &mut counts.serious,
                Weight::Note => &mut counts.notes,
            };
            *count += 1;
            if !is_seen {
                codes.insert(finding.kind.exit_code());
            }
            faults_taken += usize::from(finding.kind.is_fault() && (exception.case().is_some() || !is_seen));
        }
        let of_record = self.record.iter().filter(|record| record.seen.is_none()).map(|record| &record.finding);
        for finding in of_record {
            codes.insert(finding.kind.exit_code());
            faults += usize::from(finding.kind.is_fault());
        }
        for finding in self.cases.iter().flat_map(|case| &case.findings).filter(|finding| finding.kind.is_fault()) {
            faults += 1;
            if finding.kind == FindingKind::Broken {
                codes.insert(finding.kind.exit_code());
            }
        }
        counts.hidden_faults = faults - faults_taken;
        counts.exit_code = [1, 5, 4, 3].into_iter().find(|code| codes.contains(code)).unwrap_or(0);
        counts
    }
}
