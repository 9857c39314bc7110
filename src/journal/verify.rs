//! Verifies journals: every link of every file, what is between files, receipts and checkpoints. Goes on after a
//! fault and names each. Reads only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::bundle_check;
use super::checker::Checker;
use super::checkpoint::Checkpoint;
use super::fact::{Meaning, meaning};
use super::fault::{Fault, FaultKind};
use super::file_name::{FileName, Month};
use super::folder::{self, in_order};
use super::lines::Lines;
use super::receipt::Receipt;
use super::report::Report;
use super::row::{EventName, Row};
use super::seal::Seal;
use super::survey::{Seen, first_seq};
use crate::domain::{JobNumber, Station};

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

/// Verifies what lies at `paths`: a workshop, its `exports/journal`, a station's folder, single files, or a bundle of one
/// job's rows. Of a file given alone, what reaches outside it is not checked, and no fault.
#[must_use]
pub fn verify(paths: &[PathBuf], options: &Options) -> Report {
    let (bundles, journals): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| bundle_check::is_bundle(path));
    let given = sources(&journals);
    let mut checker = Checker::new(options);
    checker.is_whole_workshop = given.is_workshop;
    for folder in bundles {
        let (bundle, receipts) = bundle_check::check(&folder, &options.receipts);
        checker.report.bundles.push(bundle);
        checker.report.receipts.extend(receipts);
    }
    for source in &given.sources {
        verify_source(&mut checker, source, &mut |_, _| {});
    }
    checker.report.faults.splice(0..0, given.faults);
    checker.end()
}

/// Verifies one station's journal, and shows its rows in passing, in the order of their files.
#[must_use]
pub fn verify_showing(source: &Source, options: &Options, show: &mut dyn FnMut(Shown<'_>)) -> Report {
    let mut checker = Checker::new(options);
    let by_folder = Station::new(&source.station).ok().filter(|_| source.files.is_none());
    let mut station = by_folder.clone();
    verify_source(&mut checker, source, &mut |file, seen| {
        if by_folder.is_none() && seen.line == 2 {
            // files given alone may lie in any folder: row 0 names the station
            let named = seen.row.item.as_ref().filter(|_| seen.row.event == EventName::Open);
            station = named.and_then(|name| Station::new(name.as_str()).ok()).or_else(|| station.take());
        }
        let station = station.get_or_insert_with(|| Station::from_host(&source.station));
        show(Shown { file, row: seen.row, seal: seen.seal, meaning: meaning(seen.row, station) });
    });
    checker.end()
}

/// A row that is shown in passing.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The row.
    pub row: &'a Row,
    /// Its seal.
    pub seal: Seal,
    /// What it means.
    pub meaning: Meaning,
}

/// One station's journal: all of a folder, or files given alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The folder.
    pub folder: PathBuf,
    /// The folder's name.
    pub station: String,
    /// The files that were given, without those beside them.
    pub files: Option<Vec<PathBuf>>,
}

/// What some paths stand for.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The stations, each once: folders in the order in which they were given, then files given alone.
    pub sources: Vec<Source>,
    /// Paths that could not be read.
    pub faults: Vec<Fault>,
    /// Whether a whole workshop is among them, so that a station that is not there is missing.
    pub is_workshop: bool,
}

/// The stations that some paths stand for: of workshops, their `exports/journal`, stations' folders, or single files.
#[must_use]
pub fn sources(paths: &[PathBuf]) -> Sources {
    let mut given = Sources::default();
    let mut folders = BTreeSet::new();
    let mut loose: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
    for path in paths {
        if path.is_file() {
            let parent = path.parent().unwrap_or(Path::new("")).to_owned();
            match loose.iter_mut().find(|(folder, _)| *folder == parent) {
                Some((_, files)) if files.contains(path) => {}
                Some((_, files)) => files.push(path.clone()),
                None => loose.push((parent, vec![path.clone()])),
            }
            continue;
        }
        match station_folders(path) {
            Ok(found) => {
                given.is_workshop |= found.is_workshop;
                let new = found.folders.into_iter().filter(|folder| folders.insert(folder.clone()));
                given.sources.extend(new.map(|folder| Source { station: folder_name(&folder), folder, files: None }));
            }
            Err(why) => {
                let (station, file) = (String::new(), path.display().to_string());
                let kind = FaultKind::Unreadable { why };
                given.faults.push(Fault { station, file, line: None, seq: None, kind });
            }
        }
    }
    let loose = loose.into_iter().filter(|(folder, _)| !folders.contains(folder));
    given.sources.extend(loose.map(|(folder, files)| Source {
        station: folder_name(&folder),
        folder,
        files: Some(files),
    }));
    given
}

/// The jobs that some lines of a file bear, as far as they can be read: damaged lines often still say so.
#[must_use]
pub fn jobs_on_lines(path: &Path, lines: &BTreeSet<u64>) -> BTreeMap<u64, JobNumber> {
    let mut jobs = BTreeMap::new();
    let Ok(mut source) = File::open(path).map(Lines::new) else { return jobs };
    while let Ok(Some(line)) = source.next_line() {
        // the columns before the job's have no commas in them
        let column = line.bytes.split(|&b| b == b',').nth(2).filter(|_| lines.contains(&line.number));
        let number = column.and_then(|column| std::str::from_utf8(column).ok()?.strip_prefix('J'));
        if let Some(number) = number.and_then(|number| JobNumber::new(number).ok()) {
            jobs.insert(line.number, number);
        }
    }
    jobs
}

/// Verifies one station's files as bytes, in any order.
#[must_use]
pub fn verify_bytes(station: &str, files: &[(&str, &[u8])], options: &Options) -> Report {
    let mut checker = Checker::new(options);
    checker.begin_station(station, Path::new(station), true);
    let named =
        files.iter().filter_map(|(name, bytes)| Some((FileName::parse(name)?, first_seq(*bytes).ok().flatten())));
    for name in in_order(named.collect()) {
        let name = name.to_string();
        if let Some((_, bytes)) = files.iter().find(|(known, _)| *known == name) {
            checker.file(&name, *bytes, &mut |_| {});
        }
    }
    checker.end_station();
    checker.end()
}

/// Folders of stations.
struct Found {
    folders: Vec<PathBuf>,
    is_workshop: bool,
}

/// The stations' folders that `path` stands for.
fn station_folders(path: &Path) -> Result<Found, String> {
    let entries = fs::read_dir(path).map_err(|error| error.to_string())?;
    let has_files = entries.flatten().any(|entry| entry.file_name().to_str().and_then(FileName::parse).is_some());
    if has_files {
        return Ok(Found { folders: vec![path.to_owned()], is_workshop: false });
    }
    let below = [path.join("exports").join("journal"), path.join("journal")];
    let root = below.into_iter().find(|root| root.is_dir()).unwrap_or_else(|| path.to_owned());
    let stations = folder::stations(&root).map_err(|error| error.source.to_string())?;
    let folders: Vec<_> = stations.iter().map(|station| root.join(station.as_str())).collect();
    let has_journals = |folder: &PathBuf| folder::content(folder).is_ok_and(|content| !content.files.is_empty());
    if root == *path && !path.ends_with("journal") && !folders.iter().any(has_journals) {
        return Err(
            "there is no journal here: a workshop, its exports/journal, or a station's folder was expected".to_owned()
        );
    }
    Ok(Found { folders, is_workshop: true })
}

fn verify_source(checker: &mut Checker<'_>, source: &Source, visit: &mut dyn FnMut(&str, &Seen<'_>)) {
    match &source.files {
        None => verify_folder(checker, source, visit),
        Some(files) => verify_loose(checker, source, files, visit),
    }
}

fn verify_folder(checker: &mut Checker<'_>, source: &Source, visit: &mut dyn FnMut(&str, &Seen<'_>)) {
    let folder = &source.folder;
    let from = checker.from();
    checker.begin_station(&source.station, folder, true);
    match folder::content(folder) {
        Ok(content) => {
            for stray in content.strays {
                checker.station_fault(&stray, FaultKind::Stray);
            }
            for file in content.files {
                if from.is_some_and(|from| file.month < from) {
                    checker.left_out(file);
                } else {
                    verify_file(checker, &file.to_string(), &folder.join(file.to_string()), visit);
                }
            }
        }
        Err(error) => checker.station_fault("", FaultKind::Unreadable { why: error.source.to_string() }),
    }
    checker.end_station();
}

/// The name of a folder, also of `.`.
fn folder_name(folder: &Path) -> String {
    let named = folder.file_name().map(ToOwned::to_owned);
    let named = named.or_else(|| Some(folder.canonicalize().ok()?.file_name()?.to_owned()));
    named.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn verify_loose(checker: &mut Checker<'_>, source: &Source, files: &[PathBuf], visit: &mut dyn FnMut(&str, &Seen<'_>)) {
    let mut files: Vec<_> =
        files.iter().map(|path| (File::open(path).and_then(first_seq).ok().flatten(), path)).collect();
    files.sort();
    checker.begin_station(&source.station, &source.folder, false);
    for (_, path) in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        verify_file(checker, &name, path, visit);
    }
    checker.end_station();
}

fn verify_file(checker: &mut Checker<'_>, name: &str, path: &Path, visit: &mut dyn FnMut(&str, &Seen<'_>)) {
    match File::open(path) {
        Ok(source) => checker.file(name, source, &mut |seen| visit(name, seen)),
        Err(error) => checker.station_fault(name, FaultKind::Unreadable { why: error.to_string() }),
    }
}
