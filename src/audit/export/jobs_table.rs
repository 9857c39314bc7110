//! `exports/jobs/YYYY-MM.csv`: one row per job started in that month, for people and spreadsheets; and the same columns for
//! the audit's exports.
//!
//! Rebuilt from the journals whenever a job starts or ends and by the audit of the workshop itself, so it is safe to open, to
//! sort and to delete. How its cells survive a spreadsheet is told in [`Table::csv`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::table::{Cell, Table, in_words as in_words_of};
use crate::audit::findings::finding::Finding;
use crate::audit::jobs::summary::JobSummary;
use crate::audit::reading::audit::Audit;
use crate::domain::checklist::known;
use crate::domain::text::capital;
use crate::domain::{Answer, Id};
use crate::words::PlainWords;

/// The columns of a workshop's own tables, in order.
pub const COLUMNS: [&str; 24] = [
    "job",
    "started",
    "cleared",
    "finished",
    "outcome",
    "technician",
    "kind",
    "plate",
    "generation",
    "radio",
    "serial",
    "code",
    "code found",
    "radio on arrival",
    "radio afterwards",
    "backup",
    "volts lead off",
    "overrides",
    "skipped",
    "findings",
    "minutes",
    "station",
    "receipt",
    "record",
];

/// The tables of an audit of one workshop by month, as the bytes of their files.
#[must_use]
pub fn by_month(audit: &Audit) -> BTreeMap<String, Vec<u8>> {
    let mut months: BTreeMap<String, Vec<&JobSummary>> = BTreeMap::new();
    for job in &audit.jobs {
        months.entry(job.started.format("%Y-%m").to_string()).or_default().push(job);
    }
    months.into_iter().map(|(month, jobs)| (month, table(audit, jobs).csv())).collect()
}

/// Jobs of an audit as a table, in the order in which they come; then their workshop where there are several, and the items that
/// their checklists make columns of.
#[must_use]
pub fn table<'a>(audit: &Audit, jobs: impl IntoIterator<Item = &'a JobSummary>) -> Table {
    let jobs: Vec<&JobSummary> = jobs.into_iter().collect();
    let has_several = audit.workshops.len() > 1;
    let own = own_columns(&jobs);
    let cells = |job: &&JobSummary| {
        let workshop = has_several.then(|| Cell::text(job.workshop.name.as_str()));
        let own = own.iter().map(|id| own_cell(job, id, |token| Cell::plain(token)));
        row(audit, job).into_iter().chain(workshop).chain(own).collect()
    };
    let columns = COLUMNS.into_iter().chain(has_several.then_some("workshop")).map(Cow::Borrowed);
    let columns = columns.chain(own.iter().map(|id| Cow::Owned(id.to_string()))).collect();
    Table { name: "jobs", title: None, columns, rows: jobs.iter().map(cells).collect(), printed: Vec::new() }
}

/// The items that the checklists of these jobs make columns of, as they come.
fn own_columns(jobs: &[&JobSummary]) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    for (id, _) in jobs.iter().flat_map(|job| &job.columns) {
        if !found.contains(id) {
            found.push(*id);
        }
    }
    found
}

/// What was answered to such an item; `option` tells an option of it.
fn own_cell(job: &JobSummary, id: &Id, option: impl FnOnce(&str) -> Cell) -> Cell {
    match job.columns.iter().find(|(item, _)| item == id).map(|(_, answer)| answer) {
        None => Cell::None,
        Some(Answer::Option(chosen)) => option(chosen.as_str()),
        Some(Answer::Number(reading)) => Cell::Number(reading.digits().to_string()),
        Some(Answer::Serial(serial)) => Cell::Serial(serial.to_string()),
        Some(Answer::Text(text)) => Cell::text(text.as_str()),
    }
}

/// Columns that come first where people read the table, and that are printed, with the most characters that each may be wide.
const PRINTED: [(&str, usize); 12] = [
    ("job", 14),
    ("plate", 12),
    ("outcome", 14),
    ("started", 16),
    ("technician", 14),
    ("workshop", 18),
    ("kind", 14),
    ("code", 18),
    ("radio on arrival", 16),
    ("radio afterwards", 16),
    ("findings", 36),
    ("record", 12),
];

/// The same with words in place of ids, and what people look for in front.
#[must_use]
pub fn in_words<'a>(audit: &Audit, jobs: impl IntoIterator<Item = &'a JobSummary>, words: &PlainWords) -> Table {
    let language = words.language();
    let said = |item: &str, token: &str| match audit.labels.option(item, token, language) {
        Some(option) => capital(option),
        None => words.find(&format!("said-{token}")).unwrap_or(token).to_owned(),
    };
    let jobs: Vec<&JobSummary> = jobs.into_iter().collect();
    let mut table = table(audit, jobs.iter().copied());
    let own = own_columns(&jobs);
    let at = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap_or_default();
    let items = [
        ("generation", known::CAR),
        ("radio", known::RADIO),
        ("code", known::CODE),
        ("code found", known::CODE_FOUND),
        ("radio on arrival", known::ARRIVAL),
        ("radio afterwards", known::RADIO_AFTER),
        ("backup", known::BACKUP),
    ];
    for (row, job) in table.rows.iter_mut().zip(&jobs) {
        for (column, item) in items {
            row[at(column)] = Cell::text(job.token(item).map_or(String::new(), |it| said(item, it)));
        }
        row[at("kind")] = Cell::text(audit.labels.kind(job.kind(), language));
        let outcome = job.outcome.words();
        row[at("outcome")] = Cell::text(in_words_of(words, "outcome", &outcome));
        let record = if job.flaws.is_empty() { "record-intact" } else { "record-not-intact" };
        row[at("record")] = Cell::text(words.get(record));
        row[at("technician")] = Cell::text(job.people());
        let title = |finding: &Finding| words.get(&format!("finding-{}", finding.kind.id())).to_owned();
        let mut titles: Vec<String> = audit.findings_of(job).iter().map(title).collect();
        titles.dedup();
        row[at("findings")] = Cell::text(titles.join("; "));
        let first = row.len() - own.len();
        for (cell, id) in row[first..].iter_mut().zip(&own) {
            *cell = own_cell(job, id, |token| Cell::text(said(id.as_str(), token)));
        }
    }
    let first = table.columns.len() - own.len();
    for (column, id) in table.columns[first..].iter_mut().zip(&own) {
        *column = Cow::Owned(audit.labels.item(id.as_str(), language).to_owned());
    }
    // an item of the workshop's own may be called as a column is
    let place = |name: &str| table.columns[..first].iter().position(|column| *column == name);
    let front: Vec<_> = PRINTED.iter().filter_map(|(name, widest)| Some((place(name)?, *widest))).collect();
    let mut order: Vec<usize> = front.iter().map(|(at, _)| *at).collect();
    order.extend((0..table.columns.len()).filter(|column| !front.iter().any(|(at, _)| at == column)));
    let printed = front.iter().map(|(_, widest)| *widest).collect();
    let arranged = |row: &Vec<Cell>| order.iter().map(|at| row[*at].clone()).collect();
    let columns = order.iter().map(|at| table.columns[*at].clone()).collect();
    Table { rows: table.rows.iter().map(arranged).collect(), columns, printed, ..table }.titled(words)
}

/// One job as a row of the table.
fn row(audit: &Audit, job: &JobSummary) -> [Cell; COLUMNS.len()] {
    let said = |item: &str| Cell::plain(job.token(item).unwrap_or(""));
    let count = |count: usize| Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX));
    let minutes = job.ended.map(|ended| (ended - job.started).num_minutes());
    let mut findings: Vec<&str> = audit.findings_of(job).iter().map(|finding| finding.kind.id()).collect();
    findings.dedup();
    [
        Cell::Job(job.key.number.to_string()),
        Cell::Time(job.started.naive_local()),
        job.cleared.map_or(Cell::None, |time| Cell::Time(time.naive_local())),
        job.ended.map_or(Cell::None, |time| Cell::Time(time.naive_local())),
        Cell::plain(job.outcome.words()),
        Cell::text(job.technician()),
        Cell::plain(job.kind()),
        Cell::text(job.plate.as_deref().unwrap_or("")),
        said(known::CAR),
        said(known::RADIO),
        job.serial.as_ref().map_or_else(|| said(known::SERIAL), |serial| Cell::Serial(serial.to_string())),
        said(known::CODE),
        said(known::CODE_FOUND),
        said(known::ARRIVAL),
        said(known::RADIO_AFTER),
        said(known::BACKUP),
        job.car_volts.as_ref().map_or(Cell::None, |digits| Cell::Number(digits.to_string())),
        count(job.overrides.len()),
        count(job.skipped.len()),
        Cell::plain(findings.join(" ")),
        minutes.map_or(Cell::None, Cell::Whole),
        Cell::text(job.key.station.as_str()),
        Cell::plain(job.receipt.map_or(String::new(), |receipt| receipt.to_string())),
        Cell::plain(job.record_words()),
    ]
}
