//! The findings as a table: one row a finding.

use super::table::{Cell, Table};
use crate::audit::findings::finding::Finding;
use crate::audit::reading::audit::Audit;

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

/// Findings of an audit as a table, in the order in which they come.
#[must_use]
pub fn table(audit: &Audit, findings: &[&Finding]) -> Table {
    let rows = findings.iter().map(|finding| row(audit, finding).into()).collect();
    Table { name: "findings", columns: COLUMNS.map(Into::into).into(), rows }
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
        Cell::plain(finding.weight().word()),
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
        Cell::text(&*finding.sentence),
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
