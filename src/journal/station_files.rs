//! Which files there are to verify: what paths stand for, station by station.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::checker::Checker;
use super::fault::FaultKind;
use super::file_name::{FileName, Month};
use super::folder;
use super::survey::{first_row, first_seq};
use crate::domain::Station;

/// The files of one station.
#[derive(Debug)]
pub struct StationFiles {
    /// The name of the folder.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The station: the folder's name, or what the first file says where that is no station's name or the files were given one by
    /// one.
    pub station: Station,
    /// Whether all of its files are given.
    pub is_whole: bool,
    /// Their length.
    pub bytes: u64,
    pub(super) entries: Vec<Entry>,
}

/// Something in a station's folder.
#[derive(Debug)]
pub(super) enum Entry {
    /// A file to be read, by its name.
    File(String),
    /// A file that is older than asked for.
    LeftOut(FileName),
    /// Something that is wrong with the folder or a name in it.
    Fault(String, FaultKind),
}

impl StationFiles {
    /// What `paths` stand for. What can't be read is said to the checker.
    pub(super) fn find(paths: &[PathBuf], from: Option<Month>, checker: &mut Checker<'_>) -> Vec<Self> {
        let mut stations = Vec::new();
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
                    checker.is_whole_workshop |= found.is_workshop;
                    let new = found.folders.into_iter().filter(|folder| folders.insert(folder.clone()));
                    stations.extend(new.map(|folder| Self::in_folder(&folder, from)));
                }
                Err(why) => checker.unreadable(path, why),
            }
        }
        let loose = loose.iter().filter(|(folder, _)| !folders.contains(folder));
        stations.extend(loose.map(|(folder, files)| Self::of_files(folder, files)));
        stations
    }

    fn in_folder(folder: &Path, from: Option<Month>) -> Self {
        let entries = match folder::content(folder) {
            Ok(content) => {
                let strays = content.strays.into_iter().map(|stray| Entry::Fault(stray, FaultKind::Stray));
                let files = content.files.into_iter().map(|file| match from {
                    Some(from) if file.month < from => Entry::LeftOut(file),
                    _ => Entry::File(file.to_string()),
                });
                strays.chain(files).collect()
            }
            Err(error) => {
                vec![Entry::Fault(String::new(), FaultKind::Unreadable { why: error.source.to_string() })]
            }
        };
        Self::new(folder, true, entries)
    }

    fn of_files(folder: &Path, files: &[PathBuf]) -> Self {
        let mut files: Vec<_> =
            files.iter().map(|path| (File::open(path).and_then(first_seq).ok().flatten(), path)).collect();
        files.sort();
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self::new(folder, false, files.into_iter().map(|(_, path)| Entry::File(name(path))).collect())
    }

    fn new(folder: &Path, is_whole: bool, entries: Vec<Entry>) -> Self {
        let name = folder_name(folder);
        let mut bytes = 0;
        let mut said = None;
        for entry in &entries {
            let Entry::File(file) = entry else { continue };
            let path = folder.join(file);
            bytes += fs::metadata(&path).map_or(0, |data| data.len());
            if said.is_none() && (!is_whole || Station::new(&name).is_err()) {
                let row = File::open(path).and_then(first_row).ok().flatten();
                said = row.and_then(|row| Station::new(row.item?.as_str()).ok());
            }
        }
        let station = said.or_else(|| Station::new(&name).ok()).unwrap_or_else(|| Station::from_host(&name));
        Self { name, folder: folder.to_owned(), station, is_whole, bytes, entries }
    }
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

/// The name of a folder, also of `.`.
fn folder_name(folder: &Path) -> String {
    let named = folder.file_name().map(ToOwned::to_owned);
    let named = named.or_else(|| Some(folder.canonicalize().ok()?.file_name()?.to_owned()));
    named.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
