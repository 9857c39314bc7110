//! The folders that journals lie in, looked at without touching anything.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::survey::{begins_a_journal, first_row, first_seq};
use crate::domain::Station;
use crate::files::{Cause, known_name};
use crate::journal::format::event::EventName;
use crate::journal::format::file_name::{FileName, LOCK_NAME};

/// Why something could not be read, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("could not read {}: {source}; {}", path.display(), hint(source))]
pub struct ReadError {
    /// What.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

fn hint(cause: &io::Error) -> &'static str {
    match Cause::of(cause) {
        Cause::NotAllowed => "ask whoever looks after this computer for the right to read it, then try again",
        Cause::OpenElsewhere | Cause::TooManyOpen => "close other programs that have it open, then try again",
        Cause::Gone | Cause::Full | Cause::Other => "check the disk or the network drive, then try again",
    }
}

/// Gives an error its path.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> ReadError {
    let path = path.to_owned();
    move |source| ReadError { path: path.clone(), source }
}

/// Opens a file to read it. Nothing is awaited of what is no file, such as a pipe.
pub(in crate::journal) fn open(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() { File::open(path) } else { Err(io::Error::other("it is no regular file")) }
}

/// The names of the stations that have a folder in `root`, sorted. None, if there is no such folder yet.
pub(super) fn stations(root: &Path) -> Result<Vec<Station>, ReadError> {
    let entries = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(at(root))?,
    };
    let mut stations = Vec::new();
    for entry in entries {
        let entry = entry.map_err(at(root))?;
        let station = entry.file_name().to_str().and_then(|name| Station::new(&known_name(root, name)).ok());
        stations.extend(station.filter(|_| entry.path().is_dir()));
    }
    stations.sort();
    Ok(stations)
}

/// The journal files in a station's folder, in the order of their first seqs. None, if there is no such folder.
pub(in crate::journal) fn files(folder: &Path) -> Result<Vec<FileName>, ReadError> {
    Ok(files_by_row(folder)?.into_iter().map(|(name, _)| name).collect())
}

/// The same, each with the seq of its first row, where that can be read.
pub(super) fn files_by_row(folder: &Path) -> Result<Vec<(FileName, Option<u64>)>, ReadError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(at(folder))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = entry.map_err(at(folder))?.file_name();
        if let Some(file) = name.to_str().and_then(|name| FileName::parse(&known_name(folder, name))) {
            // A file that can't be opened keeps its place by name; reading it will say why.
            let seq = open(&folder.join(&name)).and_then(first_seq).ok().flatten();
            found.push((file, seq));
        }
    }
    let seqs: HashMap<FileName, Option<u64>> = found.iter().copied().collect();
    Ok(in_order(found).into_iter().map(|name| (name, seqs.get(&name).copied().flatten())).collect())
}

/// The journal files of a station, and of the stations beside it.
pub(in crate::journal) fn files_beside(folder: &Path) -> Vec<PathBuf> {
    let root = root_of(folder);
    let mut folders: Vec<PathBuf> = stations(&root).into_iter().flatten().map(|it| root.join(it.as_str())).collect();
    let own = folder.canonicalize().ok();
    if !folders.iter().any(|it| it == folder || it.canonicalize().ok().is_some_and(|it| Some(it) == own)) {
        folders.push(folder.to_owned());
    }
    folders.iter().flat_map(|folder| paths_in(folder)).collect()
}

/// The journal files of another station beside a station's folder.
pub(in crate::journal) fn files_of_other(folder: &Path, other: &str) -> Vec<PathBuf> {
    paths_in(&root_of(folder).join(other))
}

fn paths_in(folder: &Path) -> Vec<PathBuf> {
    let files = files(folder).unwrap_or_default();
    files.into_iter().map(|file| folder.join(file.to_string())).collect()
}

/// The folder that a station's folder lies in, also of `.`.
fn root_of(folder: &Path) -> PathBuf {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map(Path::to_owned);
    let whole = || Some(folder.canonicalize().ok()?.parent()?.to_owned());
    parent.filter(|_| folder.file_name().is_some()).or_else(whole).unwrap_or_else(|| folder.to_owned())
}

/// The station that a file was written by, as its first row says.
pub(in crate::journal) fn station_of(path: &Path) -> Option<Station> {
    let row = open(path).and_then(first_row).ok()??;
    let item = row.item.filter(|_| row.event == EventName::Open)?;
    Station::new(item.as_str()).ok()
}

/// Something that lies beside what is read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) struct Stray {
    /// The name of the file or folder.
    pub name: String,
    /// True when it is a journal, or there is one in it.
    pub is_journal: bool,
}

/// Depth, in folders, of the search for journals that lie where none is read.
pub(super) const LEVELS: usize = 3;

/// Lists what lies in the folder of the stations' folders and is no station's, sorted.
pub(super) fn strays_of_root(root: &Path) -> Vec<Stray> {
    strays(root, |name, path| Station::new(name).is_ok() && path.is_dir())
}

/// Lists what lies in a station's folder and is no journal file, nor anything that the program makes there, sorted.
pub(in crate::journal) fn strays_of_station(folder: &Path) -> Vec<Stray> {
    strays(folder, |name, path| {
        FileName::parse(name).is_some() || name == LOCK_NAME || (is_torn_off(name) && !has_a_row(path))
    })
}

/// Lists the unknown entries of a folder. Hidden ones count only where a journal hides.
fn strays(folder: &Path, is_known: impl Fn(&str, &Path) -> bool) -> Vec<Stray> {
    let mut strays = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if is_known(&known_name(folder, &name), &path) || is_temporary(&name) {
            continue;
        }
        let is_journal = holds_a_journal(&path, LEVELS);
        if is_journal || !name.starts_with('.') {
            strays.push(Stray { name, is_journal });
        }
    }
    strays.sort();
    strays
}

/// True when a name is one that files and folders bear while they are written.
fn is_temporary(name: &str) -> bool {
    name.starts_with(".precheck-") || (name.starts_with('.') && name.ends_with(".new"))
}

/// True when a name is that of a cut-off end.
fn is_torn_off(name: &str) -> bool {
    name.split_once(".torn-").is_some_and(|(file, number)| {
        FileName::parse(file).is_some() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// True when a file has a header and a row: nothing that was cut off has both.
fn has_a_row(path: &Path) -> bool {
    open(path).and_then(first_row).is_ok_and(|row| row.is_some())
}

/// True when a file is a journal by its first line.
pub(super) fn is_journal(path: &Path) -> bool {
    open(path).and_then(begins_a_journal).unwrap_or(false)
}

/// True when a file is a journal by its first line, or a folder has such a file in it.
fn holds_a_journal(path: &Path, levels: usize) -> bool {
    if !fs::symlink_metadata(path).is_ok_and(|data| data.is_dir()) {
        return is_journal(path);
    }
    let holds_one = |entry: fs::DirEntry| holds_a_journal(&entry.path(), levels - 1);
    levels > 0 && fs::read_dir(path).is_ok_and(|entries| entries.flatten().any(holds_one))
}

/// Sorts files by the seq of their first row; where that can't be read, after the file before it by name.
pub(in crate::journal) fn in_order(mut files: Vec<(FileName, Option<u64>)>) -> Vec<FileName> {
    files.sort_by_key(|(name, _)| *name);
    let mut before = 0;
    for (_, seq) in &mut files {
        before = *seq.get_or_insert(before);
    }
    files.sort_by_key(|(_, seq)| *seq);
    files.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_do_depends_on_the_cause() {
        let told = |kind: io::ErrorKind| at(Path::new("journal"))(kind.into()).to_string();
        let denied = told(io::ErrorKind::PermissionDenied);
        assert!(denied.starts_with("could not read journal: permission denied; ask whoever"), "{denied}");
        let gone = told(io::ErrorKind::NetworkDown);
        assert!(
            gone.starts_with("could not read journal: network down; check the disk or the network drive"),
            "{gone}"
        );
    }
}
