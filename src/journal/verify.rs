//! Verifies journals: every link of every file, what is between files, receipts and checkpoints. Goes on after a
//! fault and names each. Reads only.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::bundle_check;
use super::checker::Checker;
use super::checkpoint::Checkpoint;
use super::fault::{Fault, FaultKind};
use super::file_name::{FileName, Month};
use super::folder::{self, in_order};
use super::receipt::Receipt;
use super::report::Report;
use super::survey::first_seq;

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
    let mut checker = Checker::new(options);
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
        } else if bundle_check::is_bundle(path) {
            let (bundle, receipts) = bundle_check::check(path, &options.receipts);
            checker.report.bundles.push(bundle);
            checker.report.receipts.extend(receipts);
        } else {
            match station_folders(path) {
                Ok(found) => {
                    checker.is_whole_workshop |= found.is_workshop;
                    for folder in found.folders {
                        if folders.insert(folder.clone()) {
                            verify_folder(&mut checker, &folder, options.from);
                        }
                    }
                }
                Err(why) => checker.unreadable(path, why),
            }
        }
    }
    for (folder, files) in loose.iter().filter(|(folder, _)| !folders.contains(folder)) {
        verify_loose(&mut checker, folder, files);
    }
    checker.end()
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
            checker.file(&name, *bytes);
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

fn verify_folder(checker: &mut Checker<'_>, folder: &Path, from: Option<Month>) {
    let station = folder_name(folder);
    checker.begin_station(&station, folder, true);
    match folder::content(folder) {
        Ok(content) => {
            for stray in content.strays {
                checker.station_fault(&stray, FaultKind::Stray);
            }
            for file in content.files {
                if from.is_some_and(|from| file.month < from) {
                    checker.left_out(file);
                } else {
                    verify_file(checker, &file.to_string(), &folder.join(file.to_string()));
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

fn verify_loose(checker: &mut Checker<'_>, folder: &Path, files: &[PathBuf]) {
    let mut files: Vec<_> =
        files.iter().map(|path| (File::open(path).and_then(first_seq).ok().flatten(), path)).collect();
    files.sort();
    checker.begin_station(&folder_name(folder), folder, false);
    for (_, path) in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        verify_file(checker, &name, path);
    }
    checker.end_station();
}

fn verify_file(checker: &mut Checker<'_>, name: &str, path: &Path) {
    match File::open(path) {
        Ok(source) => checker.file(name, source),
        Err(error) => checker.station_fault(name, FaultKind::Unreadable { why: error.to_string() }),
    }
}

impl Checker<'_> {
    /// Notes a path that could not be read.
    fn unreadable(&mut self, path: &Path, why: String) {
        let file = path.display().to_string();
        let kind = FaultKind::Unreadable { why };
        self.report.faults.push(Fault { station: String::new(), file, line: None, seq: None, kind });
    }
}
