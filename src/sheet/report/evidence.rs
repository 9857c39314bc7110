//! The evidence of one job to hand out: what happened on the first page, then every row and what proves it.

use chrono::{DateTime, FixedOffset};

use super::rows::ToldRow;
use super::{Voice, grid, page};
use crate::audit::evidence::{Evidence, SealLink, WordingState};
use crate::audit::{Audit, Finding, JobSummary, Labels};
use crate::domain::checklist::known;
use crate::domain::text::capital;
use crate::journal::{FaultClass, Row, encode_time, readable_names};
use crate::sheet::clean::clean;
use crate::sheet::document::{Pair, Part, Proof, Section, Sheet};
use crate::sheet::letterhead::Letterhead;
use crate::words::Words;

/// What the evidence of a job is made of.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceRequest<'a> {
    pub evidence: &'a Evidence,
    /// What the audit found in it; `None` where it was not asked.
    pub audited: Option<(&'a Audit, &'a JobSummary)>,
    pub letterhead: &'a Letterhead,
    pub words: &'a Words,
    pub now: DateTime<FixedOffset>,
}

/// The digits of a seal that stand in a table.
const SEAL_DIGITS: usize = 12;

/// Composes the evidence of a job.
#[must_use]
pub fn evidence_report(request: &EvidenceRequest<'_>) -> Sheet {
    let EvidenceRequest { evidence, audited, letterhead, words, now } = *request;
    let mut labels = Labels::default();
    if let Some(checklist) = &evidence.kept.checklist {
        labels.add(checklist, &evidence.kept.book);
        // a radio file that was not kept gives no words: those of today call the same radio
        audited.iter().for_each(|(audit, _)| labels.complete(&audit.labels));
    }
    let plain = &words.plain();
    let voice = Voice { words, plain, labels: &labels };
    let heading = voice.get("report-evidence-title");
    let plate = evidence.plate.as_deref().map(clean);
    let number = evidence.job.number.to_string();
    let title = [Some(heading.clone()), Some(number), plate].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut sheet = page(letterhead, words, heading, title, now);
    let is_bad = matches!(evidence.class(), Some(FaultClass::Broken | FaultClass::Unreadable));
    sheet.stamp = (evidence.class() == Some(FaultClass::Broken)).then(|| voice.get("report-broken-stamp"));
    let told = voice.tell(evidence);
    sheet.facts = voice.facts(evidence, &told, now);
    let mut happened = Vec::new();
    match evidence.class() {
        Some(class @ (FaultClass::Broken | FaultClass::Unreadable)) => {
            let title = if class == FaultClass::Broken { "report-broken-stamp" } else { "report-part-unread" };
            happened.push(Part::Alarm { title: capital(&voice.get(title)), lines: vec![voice.verdict(evidence)] });
        }
        _ => happened.push(Part::Say(voice.verdict(evidence))),
    }
    if !matches!(evidence.kept.wording, WordingState::Kept { .. } | WordingState::Resaved { .. }) {
        happened.push(Part::Stress(voice.get("report-wording-missing")));
    }
    happened.push(voice.account(&told));
    sheet.sections = vec![voice.section("report-head-happened", happened)];
    sheet.sections.extend(audited.map(|(audit, job)| voice.job_findings(audit, job)));
    sheet.sections.push(voice.all_rows(evidence, &told));
    let limits = ["report-cannot-true", "report-cannot-whole", "report-cannot-later"].map(|id| voice.get(id));
    sheet.sections.push(voice.section("report-head-cannot", vec![Part::Points(limits.into())]));
    sheet.closing = vec![voice.proof(evidence, is_bad)];
    sheet
}

impl Voice<'_> {
    fn facts(&self, evidence: &Evidence, told: &[ToldRow<'_>], now: DateTime<FixedOffset>) -> Vec<Pair> {
        let latest = |item: &str| {
            let about = |row: &&ToldRow<'_>| row.row.exhibit.row.item.as_deref() == Some(item) && row.row.is_answer();
            let row = told.iter().rev().find(about)?.row;
            let token = row.exhibit.row.value.as_str();
            Some(
                self.labels
                    .option(item, token, self.language())
                    .map_or_else(|| clean(&row.said.in_words(self.plain)), clean),
            )
        };
        let unknown = || self.get("not-known");
        let first = evidence.rows.first().map(|row| row.exhibit.row.time);
        let began = first.map_or_else(unknown, |time| self.words.moment(&time));
        let ended = match &evidence.ending {
            Some(ending) => self.words.moment(&ending.time),
            None => self.get("report-outcome-open"),
        };
        // whoever signed a row, in the order in which they came
        let mut people: Vec<String> = Vec::new();
        let own = evidence.rows.iter().filter(|row| row.exhibit.station == evidence.job.station);
        for name in own.flat_map(|row| row.exhibit.row.who.split(" + ")).map(clean) {
            if !name.is_empty() && !people.contains(&name) {
                people.push(name);
            }
        }
        vec![
            self.pair("plate", evidence.plate.as_deref().map_or_else(unknown, clean)),
            self.pair("job", evidence.job.number.to_string()),
            self.pair("car", latest(known::CAR).unwrap_or_else(unknown)),
            self.pair("date-label", began),
            self.pair("radio", latest(known::RADIO).unwrap_or_else(unknown)),
            self.pair("report-ended", ended),
            self.pair("report-serial", evidence.serial.as_deref().map_or_else(unknown, clean)),
            self.pair("report-station", evidence.job.station.to_string()),
            self.pair("report-people", if people.is_empty() { unknown() } else { people.join(", ") }),
            self.pair("report-made", self.words.moment(&now)),
        ]
    }

    fn verdict(&self, evidence: &Evidence) -> String {
        self.get(match (evidence.class(), &evidence.ending) {
            (Some(FaultClass::Broken), _) => "report-verdict-broken",
            (Some(FaultClass::Unreadable), _) => "report-verdict-unreadable",
            (Some(FaultClass::Resaved), _) => "report-verdict-resaved",
            (_, Some(_)) => "report-verdict-intact",
            (_, None) => "report-verdict-open",
        })
    }

    /// The decisive moments with their times.
    fn account(&self, told: &[ToldRow<'_>]) -> Part {
        let columns = vec![
            self.column("report-col-time", 17, false),
            self.column("report-col-what", 61, false),
            self.column("report-col-who", 22, false),
        ];
        let first = told.first().map(|told| told.row.exhibit.row.time);
        let row = |told: &ToldRow<'_>| {
            let written = &told.row.exhibit.row;
            let time = first.map_or_else(String::new, |first| self.short_time(&written.time, &first));
            vec![time, format!("{}{}", doubt(told), told.words), self.names(written)]
        };
        let is_shown = |told: &&ToldRow<'_>| told.is_telling && told.row.replaced_by.is_none();
        grid(columns, told.iter().filter(is_shown).map(row).collect())
    }

    /// The names under a row.
    fn names(&self, row: &Row) -> String {
        clean(&readable_names(row).0.in_words(self.plain))
    }

    /// A time of day to the second, with its day where that is another one than the first.
    fn short_time(&self, time: &DateTime<FixedOffset>, first: &DateTime<FixedOffset>) -> String {
        let is_same_day = time.date_naive() == first.date_naive();
        let form = if is_same_day { "%H:%M:%S" } else { "%Y-%m-%d %H:%M" };
        time.format(form).to_string()
    }

    fn job_findings(&self, audit: &Audit, job: &JobSummary) -> Section {
        let findings = audit.findings_of(job);
        if findings.is_empty() {
            return self.section("report-head-job-findings", vec![Part::Say(self.get("report-no-findings"))]);
        }
        let told = |finding: &Finding| {
            let meaning = self.get(&format!("finding-{}-means", finding.kind.id()));
            let title = capital(&self.found(finding));
            format!("{title} ({}). {meaning}", self.weight(finding))
        };
        let mut points: Vec<String> = findings.iter().map(told).collect();
        points.dedup();
        self.section("report-head-job-findings", vec![Part::Points(points)])
    }

    fn all_rows(&self, evidence: &Evidence, told: &[ToldRow<'_>]) -> Section {
        let (own, others) = evidence.count();
        let (own, others, station) = (own.to_string(), others.to_string(), evidence.job.station.to_string());
        let values = [("own", &*own), ("others", &*others), ("station", &*station)];
        let columns = vec![
            self.column("report-col-row", 9, false),
            self.column("report-col-time", 19, false),
            self.column("report-col-who", 16, false),
            self.column("report-col-what", 39, false),
            self.column("report-col-seal", 17, false),
        ];
        let row = |told: &ToldRow<'_>| {
            let (exhibit, replaced) = (&told.row.exhibit, told.row.replaced_by);
            let written = &exhibit.row;
            let replaced = replaced.map(|row| self.fill("happened-replaced", &[("row", &row.to_string())]));
            let words = [Some(told.words.clone()), replaced].into_iter().flatten().collect::<Vec<_>>().join("; ");
            let sign = if told.row.link == SealLink::Fits { "✓" } else { "✗" };
            let seal = exhibit.seal.hex();
            let place = match exhibit.station == evidence.job.station {
                true => written.seq.to_string(),
                false => format!("{} {}", exhibit.station, written.seq),
            };
            vec![
                place,
                written.time.format("%Y-%m-%d %H:%M:%S").to_string(),
                self.names(written),
                words,
                format!("{sign} {}", seal.get(..SEAL_DIGITS).unwrap_or(&seal)),
            ]
        };
        let parts =
            vec![Part::Say(self.fill("report-rows-note", &values)), grid(columns, told.iter().map(row).collect())];
        self.section("report-head-rows", parts)
    }

    fn proof(&self, evidence: &Evidence, is_bad: bool) -> Part {
        let Some(ending) = &evidence.ending else { return Part::Say(self.get("report-open-proof")) };
        let ended = evidence.rows.iter().find(|row| row.exhibit.row.seq == ending.seq);
        let Some(row) = ended.filter(|_| !is_bad) else { return Part::Say(self.get("report-broken-proof")) };
        let (station, number) = (evidence.job.station.to_string(), evidence.job.number.to_string());
        let (seq, time, receipt) = (ending.seq.to_string(), encode_time(&ending.time), ending.receipt.to_string());
        let seal = row.exhibit.seal.hex();
        Part::Proof(Proof {
            heading: self.get("head-proof"),
            qr: format!("precheck.receipt/1 {station} {number} {seq} {time} {receipt} {seal}"),
            how: self.fill("report-how-evidence", &[("job", &evidence.job.to_string())]),
            receipt: self.pair("receipt", receipt),
            pairs: vec![self.pair("station", station), self.pair("row", seq), self.pair("time-label", time)],
            seal: self.pair("seal", seal),
        })
    }
}

/// A sign before what can't be relied on.
fn doubt(told: &ToldRow<'_>) -> &'static str {
    if told.row.link == SealLink::Fits { "" } else { "✗ " }
}
