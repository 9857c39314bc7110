//! The report of a month, or of whatever else a filter takes.

use super::{Voice, page};
use crate::audit::figures::percent;
use crate::audit::{Audit, Figures, Filter, Finding, FindingKind, JobSummary};
use crate::sheet::clean::clean;
use crate::sheet::document::{Pair, Part, Section, Sheet};
use crate::sheet::letterhead::Letterhead;
use crate::words::Words;

/// What the report of a selection is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportRequest<'a> {
    pub audit: &'a Audit,
    pub filter: &'a Filter,
    /// The filter as it was typed.
    pub filter_words: &'a str,
    pub letterhead: &'a Letterhead,
    pub words: &'a Words,
}

/// Composes the report of what a filter takes: counts, findings by job, the course over months, codes, sources, overrides, times.
#[must_use]
pub fn month_report(request: &ReportRequest<'_>) -> Sheet {
    let audit = request.audit;
    let plain = &request.words.plain();
    let voice = Voice { words: request.words, plain, labels: &audit.labels };
    let jobs: Vec<&JobSummary> = audit.jobs(request.filter).collect();
    let figures = Figures::of(jobs.iter().copied(), audit.is_per_technician);
    let heading = voice.get("report-title");
    let period = voice.period(&jobs);
    let mut sheet =
        page(request.letterhead, request.words, heading.clone(), format!("{heading} · {period}"), audit.now);
    let state = voice.record_state(audit);
    sheet.stamp = state.is_bad.then(|| voice.get("report-broken-stamp"));
    let filter = match request.filter_words.trim() {
        "" => voice.get("report-filter-none"),
        words => clean(words),
    };
    let (shown, all) = (jobs.len().to_string(), audit.jobs.len().to_string());
    let (rows, stations) = (audit.rows.to_string(), audit.stations.to_string());
    sheet.facts = vec![
        voice.pair("report-period", period),
        voice.pair("report-made", request.words.moment(&audit.now)),
        voice.pair("report-filter", filter),
        voice.pair("report-jobs", voice.fill("report-jobs-value", &[("n", &shown), ("all", &all)])),
        voice.pair("report-record", state.words),
        voice.pair("report-read", voice.fill("report-read-value", &[("rows", &rows), ("stations", &stations)])),
    ];
    let mut short = Vec::new();
    if state.is_bad {
        let lines = vec![voice.get("report-banner")];
        short.push(Part::Alarm { title: voice.get("report-broken-stamp"), lines });
    }
    if jobs.is_empty() {
        short.push(Part::Say(voice.get("report-none")));
        sheet.sections.push(voice.section("report-head-short", short));
        sheet.sections.extend(voice.record_findings(audit));
        return sheet;
    }
    short.push(Part::Pairs(voice.in_short(request, &figures)));
    let mut sections: Vec<Section> = vec![voice.section("report-head-short", short)];
    sections.extend(voice.record_findings(audit));
    sections.extend(voice.open_actions(audit, request.filter));
    sections.push(voice.findings_by_job(audit, request.filter));
    sections.push(voice.months(&figures));
    sections.extend(voice.codes(&figures));
    sections.extend(voice.sources(&figures));
    sections.extend(voice.supply(&figures));
    sections.push(voice.overrides(&figures));
    sections.extend(voice.radio(&figures));
    sections.push(voice.kinds(&figures));
    sections.push(voice.times(&figures));
    sections.extend(voice.technicians(&figures));
    sheet.sections = sections;
    sheet.closing = vec![Part::Say(voice.get("report-how"))];
    sheet
}

/// Whether the record is intact, in words.
struct RecordState {
    is_bad: bool,
    words: String,
}

impl Voice<'_> {
    fn record_state(&self, audit: &Audit) -> RecordState {
        let of = |kind: FindingKind| audit.findings.iter().filter(|finding| finding.kind == kind).count();
        let (broken, unreadable) = (of(FindingKind::Broken), of(FindingKind::Unreadable));
        let unseen = |finding: &&Finding| finding.kind == FindingKind::Resaved && !finding.is_seen();
        let words = if broken > 0 {
            self.fill("report-not-intact", &[("faults", &broken.to_string())])
        } else if audit.rows == 0 {
            "–".to_owned()
        } else if unreadable > 0 || !audit.unchecked.is_empty() {
            self.get("report-part-unread")
        } else if audit.findings.iter().any(|finding| unseen(&finding)) {
            self.get("report-resaved")
        } else {
            self.get("report-intact")
        };
        RecordState { is_bad: broken > 0, words }
    }

    /// From the first day to the last one on which a job began.
    fn period(&self, jobs: &[&JobSummary]) -> String {
        let days = |pick: fn(&mut dyn Iterator<Item = chrono::DateTime<chrono::FixedOffset>>) -> _| {
            pick(&mut jobs.iter().map(|job| job.started))
        };
        let (Some(first), Some(last)) = (days(|it| it.min()), days(|it| it.max())) else { return "–".to_owned() };
        let (from, to) = (self.words.date(&first), self.words.date(&last));
        if from == to { from } else { self.fill("report-period-value", &[("from", &from), ("to", &to)]) }
    }

    fn in_short(&self, request: &ReportRequest<'_>, figures: &Figures) -> Vec<Pair> {
        let (jobs, counts) = (&figures.jobs, request.audit.count(request.filter));
        let of = |message: &str, count: u64, n: u64| {
            let (count_text, n_text) = (count.to_string(), n.to_string());
            self.fill(message, &[("count", &count_text), ("n", &n_text), ("share", &percent(count, n))])
        };
        let filled = |message: &str, values: &[(&str, u64)]| {
            let texts: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
            let texts: Vec<(&str, &str)> = texts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.fill(message, &texts)
        };
        let counted = [("n", jobs.n), ("finished", jobs.finished), ("stopped", jobs.stopped), ("open", jobs.open)];
        let found = [
            ("grave", counts.grave as u64),
            ("serious", counts.serious as u64),
            ("notes", counts.notes as u64),
            ("seen", counts.seen as u64),
        ];
        let (played, lost) = figures.radios_lost();
        let mut pairs = vec![
            self.pair("report-short-jobs", filled("report-short-jobs-value", &counted)),
            self.pair("report-short-findings", filled("report-short-findings-value", &found)),
            self.pair("report-short-cleared", of("report-of-jobs", jobs.cleared, jobs.n)),
            self.pair(
                "report-short-confirmed",
                of("report-of-asked", figures.code.confirmed, figures.code.answers.n()),
            ),
            self.pair("report-short-overridden", of("report-of-jobs", figures.overrides.jobs, jobs.n)),
            self.pair("report-short-lost", of("report-of-played", lost, played)),
            self.pair("report-short-attempts", of("report-of-jobs", figures.attempts.jobs, jobs.n)),
        ];
        if jobs.mistakes > 0 {
            let mistakes = filled("report-short-mistakes-value", &[("n", jobs.mistakes)]);
            pairs.push(self.pair("report-short-mistakes", mistakes));
        }
        pairs
    }
}
