//! Verifies journals: every link of every file, what is between files, receipts and checkpoints. Goes on after a
//! fault and names each. Reads only.

mod bundle_check;
mod checker;
mod job_sums;
mod options;
pub mod report;
mod station_check;

use std::num::NonZero;
use std::path::{Path, PathBuf};

pub use options::Options;

use crate::domain::{Job, Station};
use crate::journal::format::fact::{FORMAT, Meaning, format_of, meaning_of};
use crate::journal::format::fault::FaultKind;
use crate::journal::format::file_name::FileName;
use crate::journal::format::row::EventName;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::Seal;
use crate::journal::read::fast::fact_reader::FactReader;
use crate::journal::read::fast::{Crew, Kind, SeenRef};
use crate::journal::read::folder::{self, in_order};
use crate::journal::read::sources::{Source, sources};
use crate::journal::read::survey::{first_seq, is_foreign};
use checker::Checker;
use report::Report;
use station_check::{Checked, StationCheck};

/// Verifies what lies at `paths`: a workshop, its `exports/journal`, a station's folder, single files, or a bundle of one
/// job's rows. Of a file given alone, what reaches outside it is not checked, and no fault.
#[must_use]
pub fn verify(paths: &[PathBuf], options: &Options) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    verify_with(&Crew::new(threads), paths, options)
}

/// As [`verify`], on the threads of `crew`.
#[must_use]
pub fn verify_with(crew: &Crew, paths: &[PathBuf], options: &Options) -> Report {
    let (bundles, journals): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| bundle_check::is_bundle(path));
    let given = sources(&journals);
    let of_sources = options.of_sources(&given.sources);
    let stations = crew.read(&given.sources, |at, source| check(crew, source, &of_sources[at], None));
    let mut checker = Checker::new(options);
    checker.is_whole_workshop = given.is_workshop;
    for folder in bundles {
        let (bundle, receipts) = bundle_check::check(&folder, &options.receipts);
        checker.bundle(bundle, receipts);
    }
    checker.unreadable(given.faults);
    stations.into_iter().for_each(|checked| checker.station(checked));
    checker.end_of_given()
}

/// Verifies one station's journal, with the help of the threads of `crew` that have time, and shows its rows in passing, in
/// the order of their files.
#[must_use]
pub fn verify_showing(crew: &Crew, source: &Source, options: &Options, show: &mut dyn FnMut(Shown<'_>)) -> Report {
    let by_folder = Station::new(&source.station).ok().filter(|_| source.files.is_none());
    let mut station = by_folder;
    let mut reader = FactReader::new();
    // the file of a newer format that is being read: only its seals are understood here
    let mut newer: Option<String> = None;
    let mut visit = |file: &str, seen: &SeenRef<'_>, job: Option<usize>| {
        if seen.line == 2
            && let Some(row) = seen.row()
        {
            if format_of(&row).is_some_and(|format| format > FORMAT) {
                newer = Some(file.to_owned());
            }
            if by_folder.is_none() {
                // files given alone may lie in any folder: row 0 names the station
                let named = row.item.filter(|_| row.event == EventName::Open);
                station = named.and_then(|name| Station::new(name).ok()).or_else(|| station.take());
            }
        }
        let station = station.get_or_insert_with(|| Station::from_host(&source.station));
        let is_known = newer.as_deref() != Some(file);
        show(Shown { file, seen, job, station: *station, reader: &mut reader, is_known });
    };
    let checked = check(crew, source, options, Some(&mut visit));
    let mut checker = Checker::new(options);
    checker.station(checked);
    checker.end()
}

/// A row that is shown in passing.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The file's name.
    pub file: &'a str,
    /// Of the station's jobs in the order in which they come, which one it is about: numbers that differ only in case are one.
    pub job: Option<usize>,
    seen: &'a SeenRef<'a>,
    station: Station,
    reader: &'a mut FactReader,
    /// Whether its file is of a format that is known here.
    is_known: bool,
}

impl Shown<'_> {
    /// Its seal.
    #[must_use]
    pub fn seal(&self) -> Seal {
        self.seen.seal
    }

    /// The row.
    #[must_use]
    pub fn row(&self) -> Option<RowRef<'_>> {
        self.seen.row()
    }

    /// What it means.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        let row = self.seen.row().filter(|_| self.is_known);
        row.map_or(Meaning::Unknown, |row| meaning_of(&row, &self.station))
    }

    /// Tells `job`, which it is about, what it means. True when that is its end.
    #[inline]
    pub fn tell(&mut self, job: &mut Job) -> bool {
        if self.is_known {
            self.reader.tell(self.seen, &self.station, job);
        }
        self.is_known && self.seen.kind == Kind::Ending
    }
}

/// Is given each row with its file's name, and the place of its job.
type VisitNamed<'a> = &'a mut dyn FnMut(&str, &SeenRef<'_>, Option<usize>);

fn check(crew: &Crew, source: &Source, options: &Options, mut visit: Option<VisitNamed<'_>>) -> Checked {
    let mut check = StationCheck::new(options, &source.station, &source.folder, source.files.is_none());
    match &source.files {
        None => match folder::files(&source.folder) {
            Ok(files) => {
                for stray in folder::strays_of_station(&source.folder) {
                    check.fault(&stray.name, FaultKind::Stray { is_journal: stray.is_journal });
                }
                for file in files {
                    if options.from.is_some_and(|from| file.month < from) {
                        check.left_out(file);
                    } else {
                        let (name, path) = (file.to_string(), source.folder.join(file.to_string()));
                        check_file(&mut check, crew, &name, &path, &mut visit);
                    }
                }
            }
            Err(error) => check.fault("", FaultKind::Unreadable { why: error.source.to_string() }),
        },
        Some(files) => {
            let mut files: Vec<_> =
                files.iter().map(|path| (folder::open(path).and_then(first_seq).ok().flatten(), path)).collect();
            files.sort();
            for (_, path) in files {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if FileName::parse(&name).is_none() && folder::open(path).and_then(is_foreign).unwrap_or(false) {
                    let why = "it is no journal: its first line is not the header of one".to_owned();
                    check.fault(&name, FaultKind::Unreadable { why });
                    continue;
                }
                check_file(&mut check, crew, &name, path, &mut visit);
            }
        }
    }
    check.end()
}

fn check_file(check: &mut StationCheck<'_>, crew: &Crew, name: &str, path: &Path, visit: &mut Option<VisitNamed<'_>>) {
    match visit {
        Some(visit) => check.file(crew, name, || folder::open(path), Some(&mut |seen, job| visit(name, seen, job))),
        None => check.file(crew, name, || folder::open(path), None),
    }
}

/// Verifies one station's files as bytes, in any order.
#[must_use]
pub fn verify_bytes(station: &str, files: &[(&str, &[u8])], options: &Options) -> Report {
    let crew = Crew::new(1);
    let mut check = StationCheck::new(options, station, Path::new(station), true);
    let named =
        files.iter().filter_map(|(name, bytes)| Some((FileName::parse(name)?, first_seq(*bytes).ok().flatten())));
    for name in in_order(named.collect()) {
        let name = name.to_string();
        if let Some((_, bytes)) = files.iter().find(|(known, _)| *known == name) {
            check.file(&crew, &name, || Ok(*bytes), None);
        }
    }
    let mut checker = Checker::new(options);
    checker.station(check.end());
    checker.end()
}
