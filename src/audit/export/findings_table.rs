//! The findings as a table: one row a finding.

use super::table::{Cell, Table};
use crate::audit::findings::finding::Finding;
use crate::audit::reading::audit::Audit;
use crate::domain::text::capital;
use crate::words::PlainWords;

/// The columns, in order.
pub const COLUMNS: [&str; 22] = [
    "weight",
    "finding",
    "what",
    "job",
    "station",
    "workshop",
    "started",
    "technician",
    "kind",
    "plate",
    "serial",
    "item",
    "sentence",
    "file",
    "row",
    "seen by",
    "seen",
    "remark",
    "action",
    "by whom",
    "until",
    "to be done",
];

/// Those that people read, and that are printed, with the most characters that each may be wide.
const PRINTED: [(&str, usize); 11] = [
    ("weight", 10),
    ("what", 22),
    ("workshop", 18),
    ("job", 14),
    ("plate", 12),
    ("sentence", 46),
    ("started", 16),
    ("technician", 14),
    ("to be done", 22),
    ("by whom", 12),
    ("until", 10),
];

/// Those that people look up, behind them.
const BEHIND: [&str; 8] = ["action", "station", "kind", "item", "seen by", "seen", "remark", "file"];

/// Findings of an audit as a table, in the order in which they come.
#[must_use]
pub fn table(audit: &Audit, findings: &[&Finding]) -> Table {
    let rows = findings.iter().map(|finding| row(audit, finding).into()).collect();
    Table { name: "findings", title: None, columns: COLUMNS.map(Into::into).into(), rows, printed: Vec::new() }
}

/// The same with words in place of ids.
#[must_use]
pub fn in_words(audit: &Audit, findings: &[&Finding], words: &PlainWords) -> Table {
    let mut table = table(audit, findings);
    let at = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap_or_default();
    for (row, finding) in table.rows.iter_mut().zip(findings) {
        let weight = words.get(&format!("report-weight-{}", finding.weight().word())).to_owned();
        row[at("weight")] = Cell::Weight(finding.weight(), weight);
        row[at("sentence")] = Cell::text(finding.sentence.in_words(words));
        row[at("what")] = Cell::text(words.get(&format!("finding-{}", finding.kind.id())));
        if let Some(job) = audit.job_of(finding) {
            row[at("kind")] = Cell::text(audit.labels.kind(job.kind(), words.language()));
            row[at("technician")] = Cell::text(job.people());
        }
        if let Some(item) = &finding.item {
            row[at("item")] = Cell::text(capital(audit.labels.item(item.as_str(), words.language())));
        }
        if let Some(action) = &finding.action {
            let state = action.word(audit.now.date_naive());
            row[at("action")] = Cell::text(words.get(&format!("action-{state}")));
        }
    }
    let has_several = audit.workshops.len() > 1;
    let front: Vec<_> = PRINTED.into_iter().filter(|(name, _)| has_several || *name != "workshop").collect();
    let order: Vec<usize> = front.iter().map(|(name, _)| *name).chain(BEHIND).map(at).collect();
    let printed = front.iter().map(|(_, widest)| *widest).collect();
    let columns = order.iter().map(|at| table.columns[*at].clone()).collect();
    let arranged = |row: &Vec<Cell>| order.iter().map(|at| row[*at].clone()).collect();
    Table { rows: table.rows.iter().map(arranged).collect(), columns, printed, ..table }.titled(words)
}

fn row(audit: &Audit, finding: &Finding) -> [Cell; COLUMNS.len()] {
    let job = audit.job_of(finding);
    let (station, workshop, file, row) = match (job, finding.location()) {
        (Some(job), _) => (job.key.station.as_str(), Some(&job.workshop), "", None),
        (_, Some(at)) => (at.station.as_str(), at.workshop.as_ref(), at.file.as_str(), at.row),
        (None, None) => ("", None, "", None),
    };
    let workshop = workshop.map_or("", |it| it.name.as_str());
    let review = finding.seen.as_deref();
    let action = finding.action.as_deref();
    let text = |text: Option<&str>| Cell::text(text.unwrap_or(""));
    [
        Cell::Weight(finding.weight(), finding.weight().word().to_owned()),
        Cell::plain(finding.kind.id()),
        Cell::text(finding.kind.title()),
        job.map_or(Cell::None, |job| Cell::Job(job.key.number.to_string())),
        Cell::text(station),
        Cell::text(workshop),
        job.map_or(Cell::None, |job| Cell::Time(job.started.naive_local())),
        text(job.map(|job| job.technician())),
        Cell::plain(job.map_or("", |job| job.kind())),
        text(job.and_then(|job| job.plate.as_deref())),
        job.and_then(|job| job.serial.as_ref()).map_or(Cell::None, |serial| Cell::Serial(serial.to_string())),
        Cell::plain(finding.item.as_deref().unwrap_or("")),
        Cell::text(finding.sentence.to_string()),
        Cell::text(file),
        row.and_then(|row| i64::try_from(row).ok()).map_or(Cell::None, Cell::Whole),
        text(review.map(|review| &*review.who)),
        review.map_or(Cell::None, |review| Cell::Time(review.time.naive_local())),
        text(review.map(|review| &*review.remark)),
        Cell::plain(action.map_or("", |action| action.word(audit.now.date_naive()))),
        text(action.map(|action| &*action.whose)),
        action.map_or(Cell::None, |action| Cell::Day(action.until)),
        text(action.map(|action| &*action.what)),
    ]
}
