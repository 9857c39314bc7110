//! `exports/jobs/YYYY-MM.csv`: one row per job started in that month, for people and spreadsheets.
//!
//! Rebuilt from the journals whenever a job starts or ends, so it is safe to open, to sort and to delete. UTF-8 with BOM,
//! CRLF. What a spreadsheet could take for a number, a date or a formula keeps the leading letter that it has in the journal
//! (`J261122-01`, `sn 28185103940021`) or gets an apostrophe in front, so that every serial survives.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::table::guarded;
use crate::domain::checklist::known;
use crate::domain::job::Jobs;
use crate::domain::progress::WallClock;
use crate::domain::{Answer, Checklist, Ending, Job, Pause, Progress, RadioBook, Status, What};

/// The columns, in order.
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
}

/// The tables by month (`2026-11`), as the bytes of their files.
#[must_use]
pub fn tables(source: Source<'_>) -> BTreeMap<String, Vec<u8>> {
    let mut months: BTreeMap<String, Vec<&Job>> = BTreeMap::new();
    for job in source.jobs.iter() {
        months.entry(job.started_at().format("%Y-%m").to_string()).or_default().push(job);
    }
    months
        .into_iter()
        .map(|(month, mut jobs)| {
            jobs.sort_by_key(|job| job.started_at());
            (month, table(source, &jobs))
        })
        .collect()
}

fn table(source: Source<'_>, jobs: &[&Job]) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    // writing into memory can't fail
    let _ = writer.write_record(COLUMNS);
    for job in jobs {
        let _ = writer.write_record(row(source, job));
    }
    writer.into_inner().unwrap_or_default()
}

/// One job as a row of the table.
fn row(source: Source<'_>, job: &Job) -> [String; 23] {
    let option = |item: &str| job.token(item).unwrap_or("").to_owned();
    let time = |time: DateTime<FixedOffset>| time.format("%Y-%m-%d %H:%M:%S").to_string();
    let cleared = job.cleared(Pause::B).map(|(_, fact)| fact.time);
    let ending = job.ending();
    let count = |of: fn(&What) -> bool| job.facts().iter().filter(|fact| of(&fact.what)).count().to_string();
    let volts = match job.answer(known::CAR_VOLTS) {
        Some(Answer::Number(reading)) => reading.digits().to_owned(),
        _ => String::new(),
    };
    let receipt = ending.and_then(|(_, fact)| source.receipts.get(&(fact.station.to_string(), fact.seq)));
    [
        format!("J{}", job.key.number),
        time(job.started_at()),
        cleared.map(time).unwrap_or_default(),
        ending.map(|(_, fact)| time(fact.time)).unwrap_or_default(),
        outcome(job),
        guarded(job.technician()),
        job.asked().checklist.to_string(),
        guarded(job.plate().unwrap_or("")),
        option(known::CAR),
        option(known::RADIO),
        job.serial().map_or_else(|| option(known::SERIAL), |serial| format!("sn {serial}")),
        option(known::CODE),
        option(known::CODE_FOUND),
        option(known::ARRIVAL),
        option(known::RADIO_AFTER),
        option(known::BACKUP),
        volts,
        count(|what| matches!(what, What::Overrode { .. })),
        count(|what| matches!(what, What::Skipped { .. })),
        findings(source, job),
        ending.map(|(_, fact)| minutes(job.started_at(), fact.time)).unwrap_or_default(),
        job.key.station.to_string(),
        receipt.cloned().unwrap_or_default(),
    ]
}

/// `open`, `finished`, or `stopped` with its reason.
fn outcome(job: &Job) -> String {
    match job.ending() {
        None => "open".to_owned(),
        Some((Ending::Finished, _)) => "finished".to_owned(),
        Some((Ending::Stopped, _)) => match job.stop_reason() {
            Some(reason) => format!("stopped {}", reason.word()),
            None => "stopped".to_owned(),
        },
    }
}

/// The items whose answers are findings, or that were overridden.
fn findings(source: Source<'_>, job: &Job) -> String {
    let Some(checklist) = source.checklists.get(job.asked().sha) else { return "checklist missing".to_owned() };
    let ages = WallClock(job.last().time);
    let progress = Progress::new(checklist, source.book, job, &ages);
    let items = checklist.pages.iter().flat_map(|page| page.items.iter().map(move |item| (page, item)));
    let found = items
        .filter(|(page, item)| matches!(progress.status(page, item), Status::Warn | Status::Stop | Status::Overridden));
    found.map(|(_, item)| item.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whole minutes between two times.
fn minutes(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> String {
    (to - from).num_minutes().to_string()
}
