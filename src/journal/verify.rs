//! Verifies journals: every link of every file, what is between files, receipts and checkpoints. Goes on after a
//! fault and names each. Reads only.

use std::cmp::Reverse;
use std::fs::File;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use super::checker::Checker;
use super::checkpoint::Checkpoint;
use super::file_name::{FileName, Month};
use super::folder::in_order;
use super::receipt::Receipt;
use super::report::Report;
use super::scan::{BLOCK_BYTES, Crew};
use super::station_check::{Checked, StationCheck};
use super::station_files::{Entry, StationFiles};
use super::survey::first_seq;
use super::witness::{Look, NoWitness, Told, Witness};

/// What to hold the journals against.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the record may begin: older files are left out, and may have been removed.
    pub from: Option<Month>,
    /// Receipts to find.
    pub receipts: Vec<Receipt>,
    /// Checkpoints to hold against.
    pub anchors: Vec<Checkpoint>,
}

/// Verifies what lies at `paths`: a workshop, its `exports/journal`, a station's folder, or single files. Of a file
/// given alone, what reaches outside it is not checked, and no fault.
#[must_use]
pub fn verify(paths: &[PathBuf], options: &Options) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    verify_with(&Crew::new(threads, BLOCK_BYTES), paths, options, |_| NoWitness).0
}

/// Verifies what lies at `paths` as [`verify`] does, on so many threads, and gives what it reads on the way to a witness for
/// each station, in the order of the station's rows. The witnesses come back in the order of the report's stations.
#[must_use]
pub fn verify_before<W: Witness>(
    paths: &[PathBuf],
    options: &Options,
    threads: usize,
    begin: impl Fn(&StationFiles) -> W + Sync,
) -> (Report, Vec<W>) {
    let crew = Crew::new(threads, BLOCK_BYTES);
    let (report, witnesses) = verify_with(&crew, paths, options, |files| Told(begin(files)));
    (report, witnesses.into_iter().map(|Told(witness)| witness).collect())
}

fn verify_with<W: Look + Send>(
    crew: &Crew,
    paths: &[PathBuf],
    options: &Options,
    begin: impl Fn(&StationFiles) -> W + Sync,
) -> (Report, Vec<W>) {
    let mut checker = Checker::new(options);
    let stations = StationFiles::find(paths, options.from, &mut checker);
    // the longest first, so that no thread is left alone with it at the end
    let mut order: Vec<usize> = (0..stations.len()).collect();
    order.sort_by_key(|&at| Reverse(stations[at].bytes));
    let mut outcomes = crew.run(stations.len(), |turn| {
        let files = &stations[order[turn]];
        let mut witness = begin(files);
        (order[turn], check(crew, options, files, &mut witness), witness)
    });
    outcomes.sort_by_key(|(at, ..)| *at);
    let mut witnesses = Vec::with_capacity(outcomes.len());
    for (_, checked, witness) in outcomes {
        checker.station(checked);
        witnesses.push(witness);
    }
    (checker.end(), witnesses)
}

fn check(crew: &Crew, options: &Options, station: &StationFiles, witness: &mut impl Look) -> Checked {
    let mut check = StationCheck::new(options, &station.name, &station.folder, station.is_whole);
    for entry in &station.entries {
        match entry {
            Entry::Fault(file, kind) => check.fault(file, kind.clone()),
            Entry::LeftOut(file) => check.left_out(*file),
            Entry::File(name) => {
                let path = station.folder.join(name);
                check.file(crew, name, || File::open(&path), &mut |seen| witness.look(name, seen));
            }
        }
    }
    check.end()
}

/// Verifies one station's files as bytes, in any order.
#[must_use]
pub fn verify_bytes(station: &str, files: &[(&str, &[u8])], options: &Options) -> Report {
    let crew = Crew::new(1, BLOCK_BYTES);
    let mut check = StationCheck::new(options, station, Path::new(station), true);
    let named =
        files.iter().filter_map(|(name, bytes)| Some((FileName::parse(name)?, first_seq(*bytes).ok().flatten())));
    for name in in_order(named.collect()) {
        let name = name.to_string();
        if let Some((_, bytes)) = files.iter().find(|(known, _)| *known == name) {
            check.file(&crew, &name, || Ok(*bytes), &mut |_| {});
        }
    }
    let mut checker = Checker::new(options);
    checker.station(check.end());
    checker.end()
}
