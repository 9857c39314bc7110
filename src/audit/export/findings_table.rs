//! The exceptions as a table: one row a finding.

use super::table::{Cell, Table};
use crate::audit::findings::exception::Exception;

/// The columns, in order.
pub const COLUMNS: [&str; 18] = [
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
];

/// The exceptions as a table, in the order in which they come.
#[must_use]
pub fn table(exceptions: &[Exception<'_>]) -> Table {
    Table { name: "findings", columns: COLUMNS.into(), rows: exceptions.iter().map(|it| row(it).into()).collect() }
}

fn row(exception: &Exception<'_>) -> [Cell; COLUMNS.len()] {
    let finding = exception.finding();
    let case = exception.case();
    let (station, workshop, file, row) = match exception {
        Exception::Case { case, .. } => (case.key.station.as_str(), case.workshop.name.as_str(), "", None),
        Exception::Record(record) => {
            let workshop = record.workshop.as_ref().map_or("", |it| it.name.as_str());
            (record.station.as_str(), workshop, record.file.as_str(), record.row)
        }
    };
    let review = exception.seen();
    let text = |text: Option<&str>| Cell::text(text.unwrap_or(""));
    [
        Cell::plain(finding.weight().word()),
        Cell::plain(finding.kind.id()),
        Cell::text(finding.kind.title()),
        case.map_or(Cell::None, |case| Cell::Job(case.key.number.to_string())),
        Cell::text(station),
        Cell::text(workshop),
        case.map_or(Cell::None, |case| Cell::Time(case.started.naive_local())),
        text(case.map(|case| case.technician())),
        Cell::plain(case.map_or("", |case| case.kind())),
        text(case.and_then(|case| case.plate.as_deref())),
        case.and_then(|case| case.serial.as_ref()).map_or(Cell::None, |serial| Cell::Serial(serial.to_string())),
        Cell::plain(finding.item.as_deref().unwrap_or("")),
        Cell::text(&*finding.sentence),
        Cell::text(file),
        row.and_then(|row| i64::try_from(row).ok()).map_or(Cell::None, Cell::Whole),
        text(review.map(|review| &*review.who)),
        review.map_or(Cell::None, |review| Cell::Time(review.time.naive_local())),
        text(review.map(|review| &*review.remark)),
    ]
}
