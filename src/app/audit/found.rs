//! The lines of the list of findings: one a job, with the gravest of its findings; behind Enter the others.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::parts::{List, Motion};
use crate::audit::Audit;

/// The lines, and which of them is in focus. A line is the index of its finding among those of the audit.
#[derive(Debug, Clone, Default)]
pub struct FoundList {
    lines: Arc<[u32]>,
    /// How many findings stand behind the first one of a job; the first ones alone are in it.
    more: Arc<HashMap<u32, u32>>,
    focus: List<u32>,
    /// The job whose findings are all shown.
    unfolded: Option<u32>,
}

impl FoundList {
    /// Lists these findings anew, which are in the order of the list; what was in focus stays so where it is still there.
    pub(super) fn take(&mut self, audit: &Audit, findings: &[u32]) {
        self.lay_out(audit, findings);
        // what a filter puts into focus stays so without it
        self.focus.hold(&self.lines);
    }

    fn lay_out(&mut self, audit: &Audit, findings: &[u32]) {
        let job_of = |at: u32| audit.findings.get(at as usize).and_then(|finding| finding.job());
        let mut first_of: HashMap<u32, u32> = HashMap::new();
        let mut more: HashMap<u32, u32> = HashMap::new();
        let (mut heads, mut inner) = (Vec::new(), Vec::new());
        for &at in findings {
            let first = job_of(at).map(|job| *first_of.entry(job).or_insert(at));
            match first {
                Some(first) if first != at => {
                    *more.entry(first).or_default() += 1;
                    if self.unfolded == job_of(at) {
                        inner.push(at);
                    }
                }
                _ => {
                    more.insert(at, 0);
                    heads.push(at);
                }
            }
        }
        let unfolded = heads.iter().position(|at| self.unfolded.is_some() && job_of(*at) == self.unfolded);
        match unfolded {
            Some(place) if !inner.is_empty() => drop(heads.splice(place + 1..place + 1, inner)),
            _ => self.unfolded = None,
        }
        self.lines = heads.into();
        self.more = Arc::new(more);
    }

    /// The finding in focus, by its index.
    #[must_use]
    pub fn focused(&self) -> Option<u32> {
        self.focus.focused(&self.lines).copied()
    }

    /// The place of the line in focus.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        self.focus.index(&self.lines)
    }

    /// What so many rows show, with the place of the first line.
    #[must_use]
    pub fn window(&self, rows: usize) -> (usize, &[u32]) {
        self.focus.window(&self.lines, rows)
    }

    /// How many findings a line stands for beside its own; `None` where it is one of those that were unfolded.
    #[must_use]
    pub fn more(&self, at: u32) -> Option<u32> {
        self.more.get(&at).copied()
    }

    /// Whether the other findings of the job in focus are folded away.
    #[must_use]
    pub fn is_folded(&self, audit: &Audit) -> bool {
        let Some(at) = self.focused() else { return false };
        self.more(at).is_some_and(|more| more > 0) && self.unfolded != audit.findings[at as usize].job()
    }

    /// Shows all findings of the job in focus.
    pub(super) fn unfold(&mut self, audit: &Audit, findings: &[u32]) {
        let job = self.focused().and_then(|at| audit.findings[at as usize].job());
        self.focus.hold(&self.lines);
        self.unfolded = job;
        self.lay_out(audit, findings);
    }

    /// Folds away what was shown; says whether anything was.
    pub(super) fn fold(&mut self, audit: &Audit, findings: &[u32]) -> bool {
        let Some(job) = self.unfolded.take() else { return false };
        let was_inside = self.focused().is_some_and(|at| audit.findings[at as usize].job() == Some(job));
        self.focus.hold(&self.lines);
        self.lay_out(audit, findings);
        if was_inside {
            let first = self.lines.iter().position(|at| audit.findings[*at as usize].job() == Some(job));
            self.focus.go_to(&self.lines, first.unwrap_or(0));
        }
        true
    }

    /// Moves the focus.
    pub(super) fn go(&mut self, motion: Motion) {
        self.focus.go(&self.lines, motion);
    }

    /// Puts the focus on the first line of which this holds, if there is one.
    pub(super) fn go_to_the(&mut self, is_it: impl Fn(u32) -> bool) {
        if let Some(place) = self.lines.iter().position(|at| is_it(*at)) {
            self.focus.go_to(&self.lines, place);
        }
    }

    /// Puts the focus on a line, or on the last one.
    pub(super) fn go_to(&mut self, place: usize) {
        self.focus.go_to(&self.lines, place);
    }
}
