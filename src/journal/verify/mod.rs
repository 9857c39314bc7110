//! Verifies journals: every link of every file, what is between files, receipts and checkpoints. Goes on after a
//! fault and names each. Reads only.

mod bundle_check;
mod checker;
mod options;
pub mod report;
mod retired;
mod samples;
pub mod seal_index;
mod station_check;
pub mod witnesses;

use std::cell::LazyCell;
use std::io::{self, Cursor, Read, Seek};
use std::num::NonZero;
use std::path::{Path, PathBuf};

pub use options::Options;

use crate::domain::{Job, Station};
use crate::journal::format::event::EventName;
use crate::journal::format::fact::{Meaning, meaning_of};
use crate::journal::format::fault::FaultKind;
use crate::journal::format::file_event::{FORMAT, format_of};
use crate::journal::format::file_name::{FileName, Month};
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::Seal;
use crate::journal::read::folder::{self, in_order};
use crate::journal::read::lacking::lacking;
use crate::journal::read::sources::{Source, sources};
use crate::journal::read::survey::{Seen, first_seq, is_foreign};
use crate::journal::read::threads::for_each_source;
use crate::words::Sentence;
use checker::Checker;
use report::Report;
use station_check::{Checked, StationCheck};

/// Verifies what lies at `paths`: a workshop, its `exports/journal`, a station's folder, single files, or a bundle of one
/// job's rows. Of a file given alone, what reaches outside it is not checked, and no fault.
#[must_use]
pub fn verify(paths: &[PathBuf], options: &Options) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    verify_with(threads, paths, options)
}

/// Does what [`verify`] does, on so many threads.
#[must_use]
pub fn verify_with(threads: usize, paths: &[PathBuf], options: &Options) -> Report {
    let (bundles, journals): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| bundle_check::is_bundle(path));
    let given = sources(&journals);
    let of_sources = options.of_sources(&given.sources);
    let stations =
        for_each_source(threads, &given.sources, |at, source| check(source, &of_sources[at], true, &mut |_, _, _| {}));
    let mut checker = Checker::new(options);
    checker.roots = given.roots;
    for folder in bundles {
        let (bundle, receipts) = bundle_check::check(&folder, &options.receipts);
        checker.bundle(bundle, receipts);
    }
    checker.unreadable(given.faults);
    stations.into_iter().for_each(|checked| checker.station(checked));
    checker.end_of_given()
}

/// Verifies one station's journal, and shows its rows in passing, in the order of their files.
#[must_use]
pub fn verify_showing(source: &Source, options: &Options, show: &mut dyn FnMut(Shown<'_>)) -> Report {
    let mut checker = Checker::new(options);
    checker.station(shown(source, options, true, show));
    checker.end_of_one()
}

/// Shows the rows of a station's journal that was verified before, and checks nothing: that takes a fraction of the time.
pub fn show_again(source: &Source, show: &mut dyn FnMut(Shown<'_>)) {
    shown(source, &Options::default(), false, show);
}

/// As [`show_again`], of the files from a month on.
pub fn show_again_from(source: &Source, from: Option<Month>, show: &mut dyn FnMut(Shown<'_>)) {
    shown(source, &Options { from, ..Options::default() }, false, show);
}

fn shown(source: &Source, options: &Options, is_verifying: bool, show: &mut dyn FnMut(Shown<'_>)) -> Checked {
    let by_folder = Station::new(&source.station).ok().filter(|_| source.files.is_none());
    let mut station = by_folder;
    // the file of a newer format that is being read: only its seals are understood here
    let mut newer: Option<String> = None;
    check(source, options, is_verifying, &mut |file, seen, job| {
        if seen.line == 2 {
            if format_of(&seen.row).is_some_and(|format| format > FORMAT) {
                newer = Some(file.to_owned());
            }
            if by_folder.is_none() {
                // files given alone may lie in any folder: row 0 names the station
                let named = seen.row.item.filter(|_| seen.row.event == EventName::Open);
                station = named.and_then(|name| Station::new(name).ok()).or_else(|| station.take());
            }
        }
        let station = station.get_or_insert_with(|| Station::like(&source.station));
        let is_known = newer.as_deref() != Some(file);
        show(Shown { file, seen, job, station, is_known });
    })
}

/// A row that is shown in passing.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The index of the job it is about among the station's jobs in the order in which they come; numbers that differ only in
    /// case are one job.
    pub job: Option<usize>,
    seen: &'a Seen<'a>,
    station: &'a Station,
    /// True when its file is of a format that is known here.
    is_known: bool,
}

impl Shown<'_> {
    /// The seal that the row bears.
    #[must_use]
    pub fn seal(&self) -> Seal {
        self.seen.seal
    }

    /// The line that it stands on, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.seen.line
    }

    /// The row itself.
    #[must_use]
    pub fn row(&self) -> &RowRef<'_> {
        &self.seen.row
    }

    /// Its meaning.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        if self.is_known { meaning_of(&self.seen.row, self.station) } else { Meaning::Unknown }
    }

    /// Tells `job`, which it is about, what it means. True when that is its end.
    pub fn tell(&self, job: &mut Job) -> bool {
        if let Meaning::Fact(fact) = self.meaning() {
            job.apply(fact);
        }
        self.is_known && self.seen.row.event.is_ending()
    }
}

/// Receives each row with its file's name, and the index of its job.
type VisitNamed<'a> = &'a mut dyn FnMut(&str, &Seen<'_>, Option<usize>);

fn check(source: &Source, options: &Options, is_verifying: bool, visit: VisitNamed<'_>) -> Checked {
    let mut check = StationCheck::new(options, &source.station, &source.folder, source.files.is_none());
    match &source.files {
        None => match folder::files(&source.folder) {
            Ok(files) => {
                // listing every station for each one would take the square of their number
                let read = LazyCell::new(|| folder::files_beside(&source.folder));
                for stray in folder::strays_of_station(&source.folder) {
                    let lacks = stray.is_journal.then(|| lacking(&source.folder.join(&stray.name), &read)).transpose();
                    let writer = folder::station_of(&source.folder.join(&stray.name));
                    let other = writer.filter(|writer| writer.as_str() != source.station);
                    let kind = match (lacks, FileName::copied(&stray.name)) {
                        (Ok(Some(lacks)), Some(of)) => FaultKind::Copy { other, of, lacks },
                        (Ok(lacks), _) => FaultKind::Stray { lacks },
                        (Err(error), _) => FaultKind::Unreadable { why: error.to_string().into() },
                    };
                    check.fault(&stray.name, kind);
                }
                for file in files {
                    if options.from.is_some_and(|from| file.month < from) {
                        check.left_out(file);
                    } else {
                        let name = file.to_string();
                        let opened = folder::open(&source.folder.join(&name));
                        go_through(&mut check, &name, opened, is_verifying, visit);
                    }
                }
            }
            Err(error) => check.fault("", FaultKind::Unreadable { why: error.source.to_string().into() }),
        },
        Some(files) => {
            let mut files: Vec<_> =
                files.iter().map(|path| (folder::open(path).and_then(first_seq).ok().flatten(), path)).collect();
            files.sort();
            for (_, path) in files {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if FileName::parse(&name).is_none() && folder::open(path).and_then(is_foreign).unwrap_or(false) {
                    let why = Sentence::says("why-no-header", []);
                    check.fault(&name, FaultKind::Unreadable { why });
                    continue;
                }
                go_through(&mut check, &name, folder::open(path), is_verifying, visit);
            }
        }
    }
    check.end()
}

fn go_through<R: Read + Seek>(
    check: &mut StationCheck<'_>,
    name: &str,
    opened: io::Result<R>,
    is_verifying: bool,
    visit: VisitNamed<'_>,
) {
    let visit = &mut |seen: &Seen<'_>, job| visit(name, seen, job);
    if is_verifying { check.file(name, opened, visit) } else { check.file_again(opened, visit) }
}

/// Verifies one station's files as bytes, in any order.
#[must_use]
pub fn verify_bytes(station: &str, files: &[(&str, &[u8])], options: &Options) -> Report {
    let mut check = StationCheck::new(options, station, Path::new(station), true);
    let named =
        files.iter().filter_map(|(name, bytes)| Some((FileName::parse(name)?, first_seq(*bytes).ok().flatten())));
    for name in in_order(named.collect()) {
        let name = name.to_string();
        if let Some((_, bytes)) = files.iter().find(|(known, _)| *known == name) {
            check.file(&name, Ok(Cursor::new(bytes)), &mut |_, _| {});
        }
    }
    let mut checker = Checker::new(options);
    checker.station(check.end());
    checker.end()
}
