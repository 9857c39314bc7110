//! `exports/jobs/YYYY-MM.csv`: one row per job started in that month, for people and spreadsheets; and the same columns for
//! the audit's exports.
//!
//! Rebuilt from the journals whenever a job starts or ends and by the audit of the workshop itself, so it is safe to open, to
//! sort and to delete. How its cells survive a spreadsheet is told in [`Table::csv`].

use std::collections::BTreeMap;

use super::table::{Cell, Table};
use crate::audit::jobs::summary::JobSummary;
use crate::audit::reading::audit::Audit;
use crate::domain::checklist::known;

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
    let mut months: BTreeMap<String, Vec<Vec<Cell>>> = BTreeMap::new();
    for job in &audit.jobs {
        months.entry(job.started.format("%Y-%m").to_string()).or_default().push(row(audit, job).into());
    }
    let table = |rows| Table { name: "jobs", columns: COLUMNS.into(), rows };
    months.into_iter().map(|(month, rows)| (month, table(rows).csv())).collect()
}

/// Jobs of an audit as a table, in the order in which they come; with their workshop where there are several.
#[must_use]
pub fn table<'a>(audit: &Audit, jobs: impl IntoIterator<Item = &'a JobSummary>) -> Table {
    let has_several = audit.workshops.len() > 1;
    let cells = |job: &JobSummary| {
        let workshop = has_several.then(|| Cell::text(job.workshop.name.as_str()));
        row(audit, job).into_iter().chain(workshop).collect()
    };
    let columns = COLUMNS.into_iter().chain(has_several.then_some("workshop")).collect();
    Table { name: "jobs", columns, rows: jobs.into_iter().map(cells).collect() }
}

/// Columns that come first where people read the table.
const FIRST: [&str; 5] = ["job", "plate", "outcome", "started", "technician"];

/// The same with words in place of ids, and what people look for in front.
#[must_use]
pub fn in_words<'a>(audit: &Audit, jobs: impl IntoIterator<Item = &'a JobSummary>, language: &str) -> Table {
    let jobs: Vec<&JobSummary> = jobs.into_iter().collect();
    let mut table = table(audit, jobs.iter().copied());
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
            row[at(column)] =
                Cell::text(job.token(item).map_or(String::new(), |it| audit.labels.said(item, it, language)));
        }
        row[at("kind")] = Cell::text(audit.labels.kind(job.kind(), language));
        row[at("outcome")] = Cell::text(job.outcome.spoken());
        row[at("technician")] = Cell::text(job.people());
        let mut titles: Vec<&str> = audit.findings_of(job).iter().map(|finding| finding.kind.title()).collect();
        titles.dedup();
        row[at("findings")] = Cell::text(titles.join("; "));
    }
    let mut order: Vec<usize> = FIRST.iter().map(|name| at(name)).collect();
    order.extend((0..table.columns.len()).filter(|column| !FIRST.contains(&table.columns[*column])));
    let arranged = |row: &Vec<Cell>| order.iter().map(|at| row[*at].clone()).collect();
    let columns = order.iter().map(|at| table.columns[*at]).collect();
    Table { rows: table.rows.iter().map(arranged).collect(), columns, ..table }
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
