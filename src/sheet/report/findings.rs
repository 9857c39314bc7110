//! What was found, job by job with the gravest first.

use std::cmp::Reverse;

use super::{Voice, grid};
use crate::audit::{Audit, Filter, Finding, JobSummary, Weight};
use crate::domain::text::capital;
use crate::sheet::clean::clean;
use crate::sheet::document::{Part, Section};

impl Voice<'_> {
    /// A finding in a few words, with the question that it is about.
    pub(super) fn found(&self, finding: &Finding) -> String {
        let title = self.get(&format!("finding-{}", finding.kind.id()));
        match finding.item.as_ref().filter(|_| finding.kind.says_no_item()) {
            Some(item) => format!("{title} ({})", clean(self.labels.item(item, self.language()))),
            None => title,
        }
    }

    /// The weight in a word; of what was seen, by whom.
    pub(super) fn weight(&self, finding: &Finding) -> String {
        match &finding.seen {
            Some(review) => self.fill("report-seen", &[("who", &clean(&review.who))]),
            None => self.get(&format!("report-weight-{}", finding.weight().word())),
        }
    }

    /// The findings of a job in one text, each once, the gravest first.
    fn all_found<'a>(&self, findings: impl Iterator<Item = &'a Finding>) -> String {
        let mut told: Vec<String> = Vec::new();
        for finding in findings {
            let words = format!("{} {}", finding.weight().sign(), self.found(finding));
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told.join("\n")
    }

    /// Job by job what nobody has seen, the gravest first and of one weight the newest.
    pub(super) fn findings_by_job(&self, audit: &Audit, filter: &Filter) -> Section {
        let mut jobs: Vec<(Weight, &JobSummary, Vec<&Finding>)> = Vec::new();
        let mut notes_only = 0_u64;
        for job in audit.jobs(filter) {
            // what is to be done stands in a table of its own
            let taken = |it: &&Finding| !it.is_seen() && !it.kind.is_action() && filter.takes_finding(it);
            let unseen: Vec<&Finding> = audit.findings_of(job).iter().filter(taken).collect();
            match unseen.iter().map(|finding| finding.weight()).max() {
                Some(Weight::Note) => notes_only += 1,
                Some(weight) => {
                    let telling = unseen.into_iter().filter(|it| it.weight() > Weight::Note).collect();
                    jobs.push((weight, job, telling));
                }
                None => {}
            }
        }
        jobs.sort_by_key(|(weight, job, _)| (Reverse(*weight), Reverse(job.started)));
        let mut parts = Vec::new();
        if jobs.is_empty() {
            parts.push(Part::Say(self.get("report-findings-none")));
        } else {
            let columns = vec![
                self.column("report-col-job", 18, false),
                self.column("report-col-day", 13, false),
                self.column("report-col-plate", 14, false),
                self.column("report-col-who", 17, false),
                self.column("report-col-found", 48, false),
            ];
            let row = |(_, job, found): &(Weight, &JobSummary, Vec<&Finding>)| {
                vec![
                    clean(&job.name()),
                    self.day(&job.started),
                    clean(job.plate.as_deref().unwrap_or("–")),
                    self.people(job),
                    self.all_found(found.iter().copied()),
                ]
            };
            parts.push(Part::Say(self.fill("report-findings-n", &[("n", &jobs.len().to_string())])));
            parts.push(grid(columns, jobs.iter().map(row).collect()));
        }
        if notes_only > 0 {
            parts.push(Part::Say(self.fill("report-findings-notes", &[("jobs", &notes_only.to_string())])));
        }
        self.section("report-head-findings", parts)
    }

    /// What is still to be done, what is overdue first; nothing where there is none.
    pub(super) fn open_actions(&self, audit: &Audit, filter: &Filter) -> Option<Section> {
        let is_one = |finding: &&Finding| finding.kind.is_action() && filter.takes_finding(finding);
        let of_jobs = audit.jobs(filter).flat_map(|job| audit.findings_of(job));
        let mut open: Vec<&Finding> = audit.record().iter().chain(of_jobs).filter(is_one).collect();
        open.sort_by_key(|finding| finding.open_action().map(|action| action.until));
        let row = |finding: &Finding| {
            let action = finding.open_action()?;
            let day = action.until.to_string();
            let until = match action.is_overdue(audit.now.date_naive()) {
                true => self.fill("report-until-overdue", &[("day", &day)]),
                false => day,
            };
            let about = self.get(&format!("finding-{}", action.finding));
            let plate = audit.job_of(finding).and_then(|job| job.plate.as_deref()).unwrap_or("–");
            let named = [clean(&audit.subject_name(finding)), clean(plate), clean(&action.whose), until];
            Some(named.into_iter().chain([format!("{}\n{about}", clean(&action.what))]).collect())
        };
        let rows: Vec<Vec<String>> = open.into_iter().filter_map(row).collect();
        let columns = vec![
            self.column("report-col-job", 18, false),
            self.column("report-col-plate", 14, false),
            self.column("report-col-whose", 17, false),
            self.column("report-col-until", 15, false),
            self.column("report-col-to-do", 46, false),
        ];
        (!rows.is_empty()).then(|| self.section("report-head-to-do", vec![grid(columns, rows)]))
    }

    /// What is found about the record itself; nothing where all is well.
    pub(super) fn record_findings(&self, audit: &Audit) -> Option<Section> {
        let mut points: Vec<String> = Vec::new();
        for finding in audit.record().iter().filter(|finding| !finding.is_seen() && !finding.kind.is_action()) {
            let title = capital(&self.found(finding));
            let place = clean(&audit.subject_name(finding));
            let told = if place.is_empty() { title } else { format!("{title}: {place}") };
            if !points.contains(&told) {
                points.push(told);
            }
        }
        points.extend(audit.unchecked.iter().map(|what| clean(&what.in_words(self.plain))));
        (!points.is_empty()).then(|| self.section("report-head-record", vec![Part::Points(points)]))
    }
}
