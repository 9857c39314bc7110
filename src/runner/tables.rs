//! Keeps the jobs tables in `exports/jobs` as the journals are.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::clock::SystemClock;
use super::lane::{Lane, Sink, UnderWay};
use super::readers::Readers;
use crate::app::Event;
use crate::audit::jobs_table;
use crate::domain::Station;
use crate::files::{Cause, replace};
use crate::journal::{ReadError, Receipt, Seal};

/// What is said when the program itself fails where it rebuilds tables.
const NO_TABLES: &str = "exports/jobs was not rebuilt: the program has a fault; the record itself is safe";

/// Rebuilds the jobs tables on a thread of its own: a row never waits for it.
pub(super) struct Tables {
    lane: Lane<Readers>,
    asked: UnderWay,
    clock: SystemClock,
    sink: Sink,
}

impl Tables {
    pub(super) fn start(readers: Readers, clock: SystemClock, sink: Sink) -> Self {
        let told = sink.clone();
        let lane = Lane::start(readers, move || told(Event::Warning(NO_TABLES.to_owned())));
        Self { lane, asked: UnderWay::default(), clock, sink }
    }

    /// Lets them be rebuilt; several wishes at once are one.
    pub(super) fn rebuild(&self) {
        if self.asked.begin() {
            let (asked, clock, sink) = (self.asked.clone(), self.clock, self.sink.clone());
            self.lane.run(move |readers| {
                // what is recorded from now on is a wish of its own
                asked.end();
                let told = tabulate(readers, clock.now().wall).unwrap_or_else(|error| vec![error.to_string()]);
                told.into_iter().for_each(|text| sink(Event::Warning(text)));
            });
        }
    }
}

/// Rebuilds the jobs tables as things are at `now`, and replaces those that have changed; what can't be replaced is told.
pub fn tabulate(readers: &Readers, now: DateTime<FixedOffset>) -> Result<Vec<String>, ReadError> {
    let reading = readers.read_whole()?;
    let receipt =
        |((station, seq), seal): (&(Station, u64), &Seal)| ((station.to_string(), *seq), Receipt::of(seal).to_string());
    let receipts = reading.seals.iter().map(receipt).collect();
    let source = jobs_table::TableSource {
        jobs: &reading.jobs,
        checklists: &reading.checklists,
        receipts: &receipts,
        flaws: &reading.flaws,
        people: &readers.people,
        book: readers.catalog.book(),
        thresholds: &readers.audit,
        now,
    };
    Ok(replace_tables(&readers.folders.exports, jobs_table::tables(source)))
}

/// Replaces those of the jobs tables that have changed. A table that can't be replaced, because a spreadsheet has it open, is told
/// and nothing else fails.
#[must_use]
pub fn replace_tables(exports: &Path, tables: BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let folder = exports.join("jobs");
    let mut told = Vec::new();
    for (month, bytes) in tables {
        let path = folder.join(format!("{month}.csv"));
        if std::fs::read(&path).is_ok_and(|known| known == bytes) {
            continue;
        }
        let written = make_folder(&folder).and_then(|()| replace(&path, &bytes));
        if let Err(error) = written {
            told.push(format!(
                "exports/jobs/{month}.csv could not be replaced: {error}; {}. The record itself is safe",
                Cause::of(&error).advice()
            ));
        }
    }
    told
}
