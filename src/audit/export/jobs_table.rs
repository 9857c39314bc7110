//! `exports/jobs/YYYY-MM.csv`: one row per job started in that month, for people and spreadsheets; and the same columns for
//! the audit's exports.
//!
//! Rebuilt from the journals whenever a job starts or ends and by the audit of the workshop itself, so it is safe to open, to
//! sort and to delete. How its cells survive a spreadsheet is told in [`Table::csv`].

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::table::{Cell, Table};
use crate::audit::cases::case::{Case, Cases, Said};
use crate::audit::cases::summary::Beside;
use crate::audit::cases::wording::Wording;
use crate::audit::cases::workshop::WorkshopFolder;
use crate::audit::findings::compare::compare;
use crate::audit::reading::collect::Audit;
use crate::catalog::AuditThresholds;
use crate::domain::job::Jobs;
use crate::domain::{Checklist, RadioBook};
use crate::journal::Receipt;

/// The columns of a workshop's own tables, in order.
pub const COLUMNS: [&str; 23] = [
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
];

/// What the tables are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The jobs.
    pub jobs: &'a Jobs,
    /// Their checklists, by the SHA-256 of the file.
    pub checklists: &'a BTreeMap<String, Arc<Checklist>>,
    /// Receipts, by station and row.
    pub receipts: &'a BTreeMap<(String, u64), String>,
    /// The radio book.
    pub book: &'a RadioBook,
    /// From when on something is a finding.
    pub thresholds: &'a AuditThresholds,
    /// The present time: what is open for long is judged by it.
    pub now: DateTime<FixedOffset>,
}

/// The tables by month (`2026-11`), as the bytes of their files. The column `findings` has the kinds of what is found in the jobs
/// and between them; what is wrong with the record itself is for the audit.
#[must_use]
pub fn tables(source: Source<'_>) -> BTreeMap<String, Vec<u8>> {
    let mut wordings: BTreeMap<String, Arc<Wording>> = BTreeMap::new();
    let workshop = Arc::new(WorkshopFolder::default());
    let mut cases = Cases::new();
    for job in source.jobs.iter() {
        let asked = job.asked();
        let wording = wordings.entry(asked.sha.to_owned()).or_insert_with(|| {
            let checklist = source.checklists.get(asked.sha).cloned();
            Arc::new(Wording::new(asked.checklist.as_str().into(), asked.revision, asked.sha.into(), checklist))
        });
        let end = job.ending().and_then(|(_, fact)| source.receipts.get(&(fact.station.to_string(), fact.seq)));
        let beside = Beside {
            workshop: workshop.clone(),
            wording: wording.clone(),
            book: source.book,
            thresholds: source.thresholds,
            receipt: end.and_then(|receipt| Receipt::parse(receipt).ok()),
        };
        cases.push(Box::new(Case::of(job, &beside)));
    }
    cases.sort_by_key(|case| case.started);
    compare(&mut cases, source.thresholds, source.now);
    by_month(&cases)
}

/// The tables of one workshop's jobs by month, as the bytes of their files. The jobs must be in the order of their starts.
#[must_use]
pub fn by_month(cases: &[Box<Case>]) -> BTreeMap<String, Vec<u8>> {
    let mut months: BTreeMap<String, Vec<Vec<Cell>>> = BTreeMap::new();
    for case in cases {
        months.entry(case.started.format("%Y-%m").to_string()).or_default().push(row(case).into());
    }
    let table = |rows| Table { name: "jobs", columns: COLUMNS.into(), rows };
    months.into_iter().map(|(month, rows)| (month, table(rows).csv())).collect()
}

/// Jobs of an audit as a table, in the order in which they come; with their workshop where there are several.
#[must_use]
pub fn table<'a>(audit: &Audit, cases: impl IntoIterator<Item = &'a Case>) -> Table {
    let has_several = audit.workshops.len() > 1;
    let cells = |case: &Case| {
        let workshop = has_several.then(|| Cell::text(case.workshop.name.as_str()));
        row(case).into_iter().chain(workshop).collect()
    };
    let columns = COLUMNS.into_iter().chain(has_several.then_some("workshop")).collect();
    Table { name: "jobs", columns, rows: cases.into_iter().map(cells).collect() }
}

/// One job as a row of the table.
fn row(case: &Case) -> [Cell; COLUMNS.len()] {
    let said = |item: Said| Cell::plain(case.said(item).unwrap_or(""));
    let count = |count: usize| Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX));
    let minutes = case.ended.map(|ended| (ended - case.started).num_minutes());
    let mut findings: Vec<&str> = case.findings.iter().map(|finding| finding.kind.id()).collect();
    findings.dedup();
    [
        Cell::Job(case.key.number.to_string()),
        Cell::Time(case.started.naive_local()),
        case.cleared.map_or(Cell::None, |time| Cell::Time(time.naive_local())),
        case.ended.map_or(Cell::None, |time| Cell::Time(time.naive_local())),
        Cell::plain(case.outcome.words()),
        Cell::text(case.technician()),
        Cell::plain(case.kind()),
        Cell::text(case.plate.as_deref().unwrap_or("")),
        said(Said::Car),
        said(Said::Radio),
        case.serial.as_ref().map_or_else(|| said(Said::Serial), |serial| Cell::Serial(serial.to_string())),
        said(Said::Code),
        said(Said::CodeFound),
        said(Said::Arrival),
        said(Said::RadioAfter),
        said(Said::Backup),
        case.car_volts.as_ref().map_or(Cell::None, |digits| Cell::Number(digits.to_string())),
        count(case.overrides.len()),
        count(case.skipped.len()),
        Cell::plain(findings.join(" ")),
        minutes.map_or(Cell::None, Cell::Whole),
        Cell::text(case.key.station.as_str()),
        Cell::plain(case.receipt.map_or(String::new(), |receipt| receipt.to_string())),
    ]
}
