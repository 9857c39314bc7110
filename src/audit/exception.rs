//! The exceptions: findings, each with what it is about, in the order in which a manager looks at them.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset};

use super::case::{Case, Review};
use super::collect::Audit;
use super::filter::Filter;
use super::finding::{Finding, FindingKind, Weight};
use super::record::RecordFinding;

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

impl Audit {
    /// The exceptions that a filter takes, by their [`Exception::rank`].
    #[must_use]
    pub fn exceptions<'a>(&'a self, filter: &'a Filter) -> Vec<Exception<'a>> {
        let of_cases = self.cases(filter).flat_map(|case| {
            let findings = case.findings.iter().map(move |finding| (finding, case.seen(finding)));
            let taken = findings.filter(|(finding, seen)| filter.takes_finding(finding, seen.is_some()));
            taken.map(move |(finding, seen)| Exception::Case { case, finding, seen })
        });
        let of_record = self.record.iter().filter(|record| filter.takes_record(record)).map(Exception::Record);
        let mut exceptions: Vec<Exception<'a>> = of_record.chain(of_cases).collect();
        exceptions.sort_by_cached_key(Exception::rank);
        exceptions
    }

    /// The exit code: of what nobody has seen within the filter, and of all that is wrong with the record, the first of 1, 5,
    /// 4 and 3; else 0. A finding that is more than a note asks for 1.
    #[must_use]
    pub fn exit_code(&self, exceptions: &[Exception<'_>]) -> u8 {
        let unseen = exceptions.iter().filter(|it| !it.is_seen()).map(|it| it.finding().kind.exit_code());
        let of_record = self.record.iter().filter(|record| record.seen.is_none());
        let of_record = of_record.map(|record| record.finding.kind.exit_code());
        let broken = self.cases.iter().any(|case| case.has(FindingKind::Broken)).then_some(1);
        let codes: Vec<u8> = unseen.chain(of_record).chain(broken).collect();
        [1, 5, 4, 3].into_iter().find(|code| codes.contains(code)).unwrap_or(0)
    }

    /// How many findings about a record that is not as it should be, and that nobody has seen, are not among some exceptions: no
    /// filter hides that they are there.
    #[must_use]
    pub fn hidden_faults(&self, exceptions: &[Exception<'_>]) -> usize {
        let is_fault =
            |finding: &Finding| finding.kind == FindingKind::Broken || matches!(finding.kind.exit_code(), 3..=5);
        let of_cases = self.cases.iter().flat_map(|case| &case.findings);
        let of_record = self.record.iter().filter(|record| record.seen.is_none()).map(|record| &record.finding);
        let all = of_cases.chain(of_record).filter(|finding| is_fault(finding)).count();
        let is_unseen = |it: &&Exception<'_>| it.case().is_some() || !it.is_seen();
        all - exceptions.iter().filter(is_unseen).filter(|it| is_fault(it.finding())).count()
    }

    /// How many of some exceptions have a weight and were not seen.
    #[must_use]
    pub fn unseen(exceptions: &[Exception<'_>], weight: Weight) -> usize {
        exceptions.iter().filter(|it| !it.is_seen() && it.finding().weight() == weight).count()
    }
}
