//! The list of findings in the order in which a manager looks at them, and what it comes to.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::audit::Audit;
use crate::audit::filter::Filter;
use crate::audit::findings::finding::Finding;
use crate::audit::findings::kind::{FindingKind, Weight};
use crate::audit::jobs::summary::JobSummary;

/// The counts of the findings that a filter takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FindingCounts {
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
    /// The jobs that a filter takes.
    pub fn jobs<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a JobSummary> {
        self.jobs.iter().filter(|job| filter.takes_job(job, self.findings_of(job)))
    }

    /// The places among [`Audit::findings`] of those that a filter takes, in that order.
    fn taken<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = u32> + 'a {
        let of_record = (0..).zip(self.record()).filter(|(_, finding)| filter.takes_record(finding));
        let of_jobs = self.jobs(filter).flat_map(|job| job.findings.clone().zip(self.findings_of(job)));
        of_record.chain(of_jobs.filter(|(_, finding)| filter.takes_finding(finding))).map(|(at, _)| at)
    }

    /// The same in the order of the list: what nobody has seen first, the gravest first, then by kind, the newest job first.
    #[must_use]
    pub fn listed(&self, filter: &Filter) -> Vec<u32> {
        let mut listed: Vec<u32> = self.taken(filter).collect();
        listed.sort_by_cached_key(|at| {
            let finding = &self.findings[*at as usize];
            let newest = Reverse(self.job_of(finding).map(|job| job.started));
            let is_other = finding.kind != FindingKind::Broken;
            (finding.is_seen(), Reverse(finding.weight()), is_other, finding.kind, newest)
        });
        listed
    }

    /// The findings that a filter takes, in the order of the list.
    #[must_use]
    pub fn list(&self, filter: &Filter) -> Vec<&Finding> {
        self.listed(filter).into_iter().map(|at| &self.findings[at as usize]).collect()
    }

    /// Counts the findings that a filter takes.
    #[must_use]
    pub fn count(&self, filter: &Filter) -> FindingCounts {
        let mut counts = FindingCounts::default();
        let mut codes = BTreeSet::new();
        // a finding about the record that was seen is told no more; what is wrong with the rows of a job is
        let is_told = |finding: &Finding| finding.job().is_some() || !finding.is_seen();
        let is_fault = |finding: &&Finding| finding.kind.is_fault() && is_told(finding);
        let mut faults_taken = 0;
        for finding in self.taken(filter).map(|at| &self.findings[at as usize]) {
            let count = match finding.weight() {
                _ if finding.is_seen() => &mut counts.seen,
                Weight::Grave => &mut counts.grave,
                Weight::Serious => &mut counts.serious,
                Weight::Note => &mut counts.notes,
            };
            *count += 1;
            if !finding.is_seen() {
                codes.insert(finding.kind.exit_code());
            }
            faults_taken += usize::from(is_fault(&finding));
        }
        // no filter hides what is wrong with the record
        let is_of_record = |finding: &&Finding| finding.job().is_none() || finding.kind == FindingKind::Broken;
        let told = self.findings.iter().filter(|finding| is_told(finding));
        codes.extend(told.filter(is_of_record).map(|finding| finding.kind.exit_code()));
        counts.hidden_faults = self.findings.iter().filter(is_fault).count() - faults_taken;
        counts.exit_code = [1, 5, 4, 3].into_iter().find(|code| codes.contains(code)).unwrap_or(0);
        counts
    }
}
