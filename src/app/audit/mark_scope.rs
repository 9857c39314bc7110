//! How many findings a key on one of them is meant for: it alone, all of its job, or all of its kind.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::AuditScreen;
use crate::app::Store;
use crate::audit::{Audit, Finding, FindingKind, NewReview, Unmarkable};
use crate::domain::ActionStep;

/// What is said of findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// They were seen.
    Seen,
    /// Something is to be done about them.
    Open {
        /// By whom, once it was said.
        whose: String,
        /// Until when.
        until: NaiveDate,
    },
    /// It was done.
    Done,
}

/// Findings of which one thing is said, with one remark.
#[derive(Debug, Clone)]
pub struct MarkScope {
    /// What they are, in words.
    pub about: String,
    /// Whether it is said first what was seen at the car.
    pub(super) is_observed: bool,
    pub(super) rows: VecDeque<MarkRow>,
}

/// One row that is to be written.
#[derive(Debug, Clone)]
pub(super) struct MarkRow {
    pub review: NewReview,
    /// Who worked on the job: somebody else has to look at what was found.
    pub doers: Vec<String>,
}

impl AuditScreen {
    /// The finding itself, all of its job, and all of its kind, as far as it can be said of them and the filter takes them.
    pub(super) fn scopes(
        &self,
        audit: &Audit,
        finding: &Finding,
        purpose: &Purpose,
        store: &Store,
    ) -> Result<Vec<MarkScope>, Unmarkable> {
        let station = store.station.as_str();
        let row = |it: &Finding| match purpose {
            Purpose::Seen => {
                let doers = audit.doers(it).map(str::to_owned).collect();
                audit.review(it, station).map(|review| MarkRow { review, doers })
            }
            // what is to be done, and by whom, is filled in once it is known; whoever did the work may do that, too
            Purpose::Open { .. } | Purpose::Done => {
                audit.action(it, station, ActionStep::Done).map(|review| MarkRow { review, doers: Vec::new() })
            }
        };
        let is_settled = |it: &Finding| match purpose {
            Purpose::Seen => it.is_seen(),
            Purpose::Open { .. } | Purpose::Done => it.is_seen() || it.open_action().is_some(),
        };
        let rows_of = |is_meant: &dyn Fn(&Finding) -> bool| {
            let mut rows: VecDeque<MarkRow> = VecDeque::new();
            let findings = self.findings.iter().map(|at| &audit.findings[*at as usize]);
            // what was seen at a car is said of each by itself
            let is_alike =
                |it: &&Finding| !is_settled(it) && (it.kind != FindingKind::ToObserve || *purpose != Purpose::Seen);
            let (mut meant, mut taken) = (0, 0);
            for finding in findings.filter(|it| is_meant(it)) {
                meant += 1;
                let Some(row) = Some(finding).filter(is_alike).and_then(|it| row(it).ok()) else { continue };
                taken += 1;
                // one row may stand for several
                if !row.review.is_among(rows.iter().map(|known| &known.review)) {
                    rows.push_back(row);
                }
            }
            let (n, all) = (taken.to_string(), meant.to_string());
            let message = if taken == meant { "mark-all" } else { "mark-some" };
            let count = self.words.say(message, &[("n", &n), ("all", &all)]);
            (rows, count)
        };
        let mut scopes = Vec::new();
        let item = audit.item_to_say(finding).map(|item| audit.labels.item(item, self.words.language()));
        let item = item.map_or(String::new(), |item| format!(" ({item})"));
        let place = audit.job_of(finding).map_or_else(|| audit.subject_name(finding), |job| job.key.number.to_string());
        let own = row(finding);
        // what has an action already is asked about alone
        let is_alone = *purpose != Purpose::Seen && finding.open_action().is_some();
        if let Ok(row) = &own {
            let about = format!("{}{item}, {place}", finding.kind.title_in(&self.words));
            let is_observed = finding.kind == FindingKind::ToObserve && *purpose == Purpose::Seen;
            scopes.push(MarkScope { about, is_observed, rows: VecDeque::from([row.clone()]) });
        }
        let (of_job, job_count) = rows_of(&|it| finding.job().is_some() && it.job() == finding.job());
        let (of_kind, kind_count) = rows_of(&|it| it.kind == finding.kind);
        let least = 1 + scopes.len().min(1);
        if of_job.len() >= least && !is_alone {
            let about = self.words.say("mark-of-job", &[("count", &job_count), ("job", &place)]);
            scopes.push(MarkScope { about, is_observed: false, rows: of_job });
        }
        if of_kind.len() >= least && !is_alone {
            let named = [("count", &*kind_count), ("finding", finding.kind.title_in(&self.words))];
            let about = self.words.say("mark-of-kind", &named);
            scopes.push(MarkScope { about, is_observed: false, rows: of_kind });
        }
        // a line may stand for others of which it can be said, though not of its own
        match (scopes.is_empty(), own) {
            (true, Err(why)) => Err(why),
            _ => Ok(scopes),
        }
    }
}
