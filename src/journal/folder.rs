//! The folders that journals lie in, looked at without touching anything.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::file_name::FileName;
use super::survey::first_seq;
use crate::domain::Station;

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
    match cause.kind() {
        io::ErrorKind::PermissionDenied => {
            "ask whoever looks after this computer for the right to read it, then try again"
        }
        _ => "check the disk or the network drive, then try again",
    }
}

/// Gives an error its path.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> ReadError {
    let path = path.to_owned();
    move |source| ReadError { path: path.clone(), source }
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
        let station = entry.file_name().to_str().and_then(|name| Station::new(name).ok());
        stations.extend(station.filter(|_| entry.path().is_dir()));
    }
    stations.sort();
    Ok(stations)
}

/// What lies in a station's folder.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Journal files, in the order of their first seqs.
    pub files: Vec<FileName>,
    /// Other files that end in `.csv`.
    pub strays: Vec<String>,
}

/// Looks into a station's folder. Nothing, if there is no such folder.
pub(super) fn content(folder: &Path) -> Result<Content, ReadError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::default()),
        entries => entries.map_err(at(folder))?,
    };
    let mut found = Vec::new();
    let mut strays = Vec::new();
    for entry in entries {
        let name = entry.map_err(at(folder))?.file_name();
        match name.to_str().map(|name| (name, FileName::parse(name))) {
            Some((_, Some(file))) => {
                // A file that can't be opened keeps its place by name; reading it will say why.
                let seq = File::open(folder.join(&name)).and_then(first_seq).ok().flatten();
                found.push((file, seq));
            }
            Some((name, None)) if name.ends_with(".csv") => strays.push(name.to_owned()),
            _ => {}
        }
    }
    strays.sort();
    Ok(Content { files: in_order(found), strays })
}

/// Sorts files by the seq of their first row; where that can't be read, after the file before it by name.
pub(super) fn in_order(mut files: Vec<(FileName, Option<u64>)>) -> Vec<FileName> {
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
