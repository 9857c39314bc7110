//! The stations and files that given paths stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::folder;
use super::lacking::lacking;
use super::lines::Lines;
use crate::domain::JobNumber;
use crate::files::known_name;
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::file_name::FileName;

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

impl Source {
    /// About how long it is, in bytes: the longest are read first.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let len = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
        match &self.files {
            Some(files) => files.iter().map(|path| len(path)).sum(),
            None => fs::read_dir(&self.folder).map_or(0, |entries| entries.flatten().map(|it| len(&it.path())).sum()),
        }
    }
}

/// The stations that given paths stand for.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The stations, each once: folders in the order in which they were given, then files given alone.
    pub sources: Vec<Source>,
    /// Paths that could not be read, and what lies beside the stations' folders and is not read.
    pub faults: Vec<Fault>,
    /// The folders of stations' folders that were given whole: a station that is not there is missing.
    pub roots: BTreeSet<PathBuf>,
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
                let new_root = found.root.filter(|root| given.roots.insert(root.clone()));
                given.faults.extend(new_root.iter().flat_map(|root| strays(root)));
                let new = found.folders.into_iter().filter(|folder| folders.insert(folder.clone()));
                given.sources.extend(new.map(|folder| Source { station: folder_name(&folder), folder, files: None }));
            }
            Err(error) => {
                let (station, file) = (String::new(), path.display().to_string());
                let kind = FaultKind::Unreadable { why: error.to_string().into() };
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
    let Ok(mut source) = folder::open(path).map(Lines::new) else { return jobs };
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

/// Why a folder stands for no station's folder.
#[derive(Debug, thiserror::Error)]
enum NoStations {
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    #[error("there is no journal here: a workshop, its exports/journal, or a station's folder was expected")]
    NoJournal,
}

/// Folders of stations.
struct StationFolders {
    folders: Vec<PathBuf>,
    /// The folder that they lie in, where all of a workshop's are meant.
    root: Option<PathBuf>,
}

/// Faults for what lies beside the stations' folders.
fn strays(root: &Path) -> Vec<Fault> {
    let strays = folder::strays_of_root(root);
    let read = if strays.iter().any(|stray| stray.is_journal) { files_below(root) } else { Vec::new() };
    let fault = |stray: folder::Stray| {
        let path = root.join(&stray.name);
        let kind = match stray.is_journal.then(|| lacking(&path, &read)).transpose() {
            Ok(lacks) => FaultKind::Stray { lacks },
            Err(error) => FaultKind::Unreadable { why: error.to_string().into() },
        };
        Fault { station: String::new(), file: path.display().to_string(), line: None, seq: None, kind }
    };
    strays.into_iter().map(fault).collect()
}

/// The journal files of all stations, as far as they can be listed.
fn files_below(root: &Path) -> Vec<PathBuf> {
    let stations = folder::stations(root).unwrap_or_default();
    let folders = stations.iter().map(|station| root.join(station.as_str()));
    let files = |folder: PathBuf| {
        let files = folder::files(&folder).unwrap_or_default();
        files.into_iter().map(move |file| folder.join(file.to_string()))
    };
    folders.flat_map(files).collect()
}

/// The stations' folders that `path` stands for.
fn station_folders(path: &Path) -> Result<StationFolders, NoStations> {
    let entries = fs::read_dir(path)?;
    let is_file = |name: &str| FileName::parse(&known_name(path, name)).is_some();
    let has_files = entries.flatten().any(|entry| entry.file_name().to_str().is_some_and(is_file));
    if has_files {
        return Ok(StationFolders { folders: vec![path.to_owned()], root: None });
    }
    let below = [path.join("exports").join("journal"), path.join("journal")];
    let root = below.into_iter().find(|root| root.is_dir()).unwrap_or_else(|| path.to_owned());
    let stations = folder::stations(&root).map_err(|error| error.source)?;
    let folders: Vec<_> = stations.iter().map(|station| root.join(station.as_str())).collect();
    let has_journals = |folder: &PathBuf| folder::files(folder).is_ok_and(|files| !files.is_empty());
    if root == *path && !path.ends_with("journal") && !folders.iter().any(has_journals) {
        return Err(NoStations::NoJournal);
    }
    Ok(StationFolders { folders, root: Some(root) })
}

/// The name of a folder, also of `.`.
fn folder_name(folder: &Path) -> String {
    let named = folder.file_name().map(ToOwned::to_owned);
    let named = named.or_else(|| Some(folder.canonicalize().ok()?.file_name()?.to_owned()));
    let name = named.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let around = folder.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
    known_name(around, &name).into_owned()
}
