//! The result of verifying, as values. Its text and JSON are the caller's.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::seal_index::SealIndex;
use crate::domain::JournalId;
use crate::journal::format::fault::{Fault, FaultClass};
use crate::journal::format::file_event::{Retirement, Witness};
use crate::journal::format::flaw::{Flaw, FlawedJob};
use crate::journal::format::receipt::Receipt;
use crate::journal::format::seal::Seal;
use crate::journal::read::survey::CLOCKS_APART_MS;
use crate::words::{Said, Sentence};

/// The limits of the proof, as messages: no chain of seals can show these by itself. Journals are tamper-evident, not more.
pub const CANNOT_SHOW: [&str; 3] = ["cannot-cut", "cannot-rewritten", "cannot-true"];

/// The limits of a bundle of one job's rows, as messages.
pub const BUNDLE_CANNOT_SHOW: [&str; 4] = ["cannot-made-up", "cannot-later", "cannot-open", "cannot-true"];

/// The result of verifying.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The stations, in the order in which they were given.
    pub stations: Vec<StationReport>,
    /// The bundles of single jobs, in the order in which they were given.
    pub bundles: Vec<BundleReport>,
    /// The receipts that were asked for and found.
    pub receipts: Vec<ReceiptFound>,
    /// Faults of no station: a receipt or a path that was not found.
    pub faults: Vec<Fault>,
    /// Checks that could not be made.
    pub unchecked: Vec<Sentence>,
}

/// One station's journal.
#[derive(Debug, Clone, Default)]
pub struct StationReport {
    /// The name of the folder.
    pub station: String,
    /// The folder.
    pub folder: PathBuf,
    /// The journal's id.
    pub id: Option<JournalId>,
    /// Its files in the order of their first seqs.
    pub files: Vec<FileReport>,
    /// The first row and its time.
    pub begins: Option<(u64, DateTime<FixedOffset>)>,
    /// The seal that its first file says it goes on after; `None` of one that goes on after nothing.
    pub continues: Option<Seal>,
    /// The last readable row, its seal and its time.
    pub ends: Option<(u64, Seal, DateTime<FixedOffset>)>,
    /// The seqs of the checkpoints that agree.
    pub anchors: Vec<u64>,
    /// Faults of no single file.
    pub faults: Vec<Fault>,
    /// Checks that could not be made.
    pub unchecked: Vec<Sentence>,
    /// The jobs whose record is not intact: its own, and other stations' that its rows are about.
    pub flawed: Vec<FlawedJob>,
    /// True when all of the station's files were given, up to those that were removed in time.
    pub is_whole: bool,
    /// What its rows say that it saw of other stations: the row's number and time, and what.
    pub witnessed: Vec<(u64, DateTime<FixedOffset>, Witness)>,
    /// What its rows say was taken away: the row's number and time, and what.
    pub retired: Vec<(u64, DateTime<FixedOffset>, Retirement)>,
    /// The seals of its rows, if they were asked for.
    pub seals: Arc<SealIndex>,
}

impl StationReport {
    /// Of a record whose last row bears a time still to come at `now`: that one clock is wrong. Which one, nothing here can tell.
    #[must_use]
    pub fn ahead_of(&self, now: DateTime<FixedOffset>) -> Option<Sentence> {
        let (row, _, time) = self.ends.as_ref()?;
        let ahead_ms = (*time - now).num_milliseconds();
        let values = [("row", Said::text(row)), ("span", Sentence::span(ahead_ms).into())];
        (ahead_ms > CLOCKS_APART_MS).then(|| Sentence::says("unchecked-ahead", values))
    }
}

/// One file.
#[derive(Debug, Clone, Default)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// Rows that could be read.
    pub rows: u64,
    /// The first row.
    pub first_seq: Option<u64>,
    /// The last readable row.
    pub last_seq: Option<u64>,
    /// Its seal.
    pub head: Option<Seal>,
    /// Its faults, in the order of lines.
    pub faults: Vec<Fault>,
}

/// A bundle of one job's rows.
#[derive(Debug, Clone, Default)]
pub struct BundleReport {
    /// The folder.
    pub folder: PathBuf,
    /// The job, `STATION/NUMBER`; empty when that can't be read.
    pub job: String,
    /// The number of rows that the job's own station wrote.
    pub rows: u64,
    /// The number of rows that other stations wrote about it.
    pub rows_elsewhere: u64,
    /// The row that ended the job, its time and receipt; `None` of an open job.
    pub ending: Option<(u64, DateTime<FixedOffset>, Receipt)>,
    /// True when the checklist that was asked is in it, unchanged.
    pub has_wording: bool,
    /// Its faults.
    pub faults: Vec<Fault>,
    /// Checks that could not be made.
    pub unchecked: Vec<Sentence>,
}

/// A receipt, and the row that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFound {
    /// The receipt.
    pub receipt: Receipt,
    /// The folder.
    pub station: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The row.
    pub seq: u64,
    /// When the job ended.
    pub time: DateTime<FixedOffset>,
    /// The job.
    pub job: String,
    /// The number of the job's rows that came before.
    pub rows: Option<u64>,
    /// The row's seal.
    pub seal: Seal,
    /// True when the seal fits the row and the one before it.
    pub is_linked: bool,
    /// True when all of the job's rows are among what was given.
    pub is_all_here: bool,
    /// What is wrong with the job's rows, whoever wrote them.
    pub flaws: Vec<Flaw>,
    /// The number of rows that the job's station wrote about it later: the receipt does not answer for them.
    pub rows_after: u64,
}

impl ReceiptFound {
    /// True when every row of the job fits, and they are those that its end counted; `None` when none is known to be wrong, and
    /// they reach outside what was given.
    #[must_use]
    pub fn agrees(&self) -> Option<bool> {
        if self.is_linked && self.flaws.is_empty() { self.is_all_here.then_some(true) } else { Some(false) }
    }
}

impl Report {
    /// All faults and remarks.
    pub fn all_faults(&self) -> impl Iterator<Item = &Fault> {
        let stations = self.stations.iter();
        let in_stations = stations
            .flat_map(|station| station.files.iter().flat_map(|file| file.faults.iter()).chain(station.faults.iter()));
        let in_bundles = self.bundles.iter().flat_map(|bundle| bundle.faults.iter());
        in_stations.chain(in_bundles).chain(self.faults.iter())
    }

    /// The class that decides: of several, the first of broken, unreadable, unfinished, re-saved. `None` when all is
    /// well, remarks included.
    #[must_use]
    pub fn class(&self) -> Option<FaultClass> {
        self.all_faults().map(Fault::class).filter(|class| *class != FaultClass::Remark).min()
    }

    /// The exit code: 0 fine, 1 broken, 5 unreadable, 4 unfinished last row, 3 re-saved with contents intact.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.class().map_or(0, FaultClass::exit_code)
    }
}
