//! Keeps the jobs tables in `exports/jobs` as the journals are.

use std::path::Path;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::clock::SystemClock;
use super::lane::{Lane, Sink, UnderWay, stand_back};
use super::readers::Readers;
use crate::app::Event;
use crate::audit::{Audit, FindingKind, jobs_table};
use crate::files::{Cause, replace};

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
                stand_back();
                tabulate(readers, clock.now().wall).into_iter().for_each(|text| sink(Event::Warning(text)));
            });
        }
    }
}

/// Rebuilds the jobs tables as things are at `now`, and replaces those that have changed; what can't be replaced is told.
#[must_use]
pub fn tabulate(readers: &Readers, now: DateTime<FixedOffset>) -> Vec<String> {
    replace_tables(&readers.folders.exports, &readers.audit(&[], None, now, None, &AtomicU64::new(0)))
}

/// Replaces those of the jobs tables that are not as the audit has it. A table that can't be replaced, because a spreadsheet has it
/// open, is told and nothing else fails; where a file of the record could not be read all stay, since its jobs would be missing.
#[must_use]
pub fn replace_tables(exports: &Path, audit: &Audit) -> Vec<String> {
    if let Some(unread) = audit.record().iter().find(|finding| finding.kind == FindingKind::Unreadable) {
        return vec![format!("exports/jobs is left as it is: {}", unread.sentence)];
    }
    let folder = exports.join("jobs");
    let mut told = Vec::new();
    for (month, bytes) in jobs_table::by_month(audit) {
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
