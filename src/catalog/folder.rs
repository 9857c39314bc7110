//! Finds the workshop's folder.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::init::{InitError, Made, init};

/// What decides where the workshop is. Given from outside, so that a test can say what the machine says.
#[derive(Debug, Clone, Copy)]
pub struct FolderSources<'a> {
    /// `--workshop DIR`.
    pub flag: Option<&'a Path>,
    /// `PRECHECK_WORKSHOP`; empty counts as not set.
    pub variable: Option<&'a OsStr>,
    pub current: &'a Path,
    /// The user's data folder for this program.
    pub data: Option<&'a Path>,
}

/// How a workshop's folder was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// Named on the command line.
    Flag,
    /// Named by `PRECHECK_WORKSHOP`.
    Variable,
    /// The current folder or one above it has `checklists`.
    Upwards,
    /// The user's data folder.
    Data,
}

/// A workshop's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedFolder {
    /// Where it is, as an absolute path.
    pub path: PathBuf,
    pub found: FoundBy,
    /// What was made just now: on first use of the data folder.
    pub made: Vec<Made>,
}

/// Why there is no workshop folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// What was named is no folder.
    #[error("{} is not a folder ({by}): make a workshop there with `precheck init {}`", path.display(), path.display())]
    NotAFolder { path: PathBuf, by: &'static str },
    /// What was named is a folder with nothing of a workshop in it, such as the empty place of a drive.
    #[error(
        "{} is no workshop: it has no checklists, exports or workshop.toml ({by}). Is its drive not mounted? \
         `precheck init {}` makes a new one",
        path.display(), path.display()
    )]
    NotAWorkshop { path: PathBuf, by: &'static str },
    /// Nobody named one, none is above, and the system has no data folder for this user.
    #[error("no folder here or above has checklists, and this user has no data folder: name one with --workshop DIR")]
    NoDataFolder,
    /// The current folder can't be told.
    #[error("the current folder can't be read: {0}: name the workshop with --workshop DIR")]
    NoCurrentFolder(io::Error),
    /// The data folder could not be made.
    #[error(transparent)]
    NotMade(#[from] InitError),
}

/// Whether a folder has anything that a workshop has.
fn is_workshop(folder: &Path) -> bool {
    ["checklists", "exports", "workshop.toml"].iter().any(|name| folder.join(name).symlink_metadata().is_ok())
}

/// Finds the workshop's folder: the flag, the variable, the nearest folder upwards that has `checklists`, the user's data
/// folder. Makes nothing; the data folder may not be there yet.
///
/// # Errors
/// When what was named is no folder or no workshop, or none of the four gives one.
pub fn find(asked: FolderSources<'_>) -> Result<(PathBuf, FoundBy), FolderError> {
    let named = |path: &Path, by, found| {
        let path = asked.current.join(path);
        match () {
            () if !path.is_dir() => Err(FolderError::NotAFolder { path, by }),
            () if !is_workshop(&path) => Err(FolderError::NotAWorkshop { path, by }),
            () => Ok((path, found)),
        }
    };
    if let Some(path) = asked.flag {
        return named(path, "--workshop", FoundBy::Flag);
    }
    if let Some(path) = asked.variable.filter(|variable| !variable.is_empty()) {
        return named(Path::new(path), "PRECHECK_WORKSHOP", FoundBy::Variable);
    }
    if let Some(path) = asked.current.ancestors().find(|folder| folder.join("checklists").is_dir()) {
        return Ok((path.to_owned(), FoundBy::Upwards));
    }
    asked.data.map(|path| (path.to_owned(), FoundBy::Data)).ok_or(FolderError::NoDataFolder)
}

/// Finds the workshop's folder on this machine. The user's data folder is made on first use, with the built-in checklists.
///
/// # Errors
/// When there is none, or the data folder can't be made.
pub fn locate(flag: Option<&Path>) -> Result<LocatedFolder, FolderError> {
    let (path, found) = find_here(flag)?;
    let is_first_use = found == FoundBy::Data && !path.join("checklists").is_dir();
    let made = if is_first_use { init(&path)? } else { Vec::new() };
    Ok(LocatedFolder { path, found, made })
}

/// Finds the workshop's folder on this machine, and makes nothing: for commands that only read.
///
/// # Errors
/// When there is none.
pub fn find_here(flag: Option<&Path>) -> Result<(PathBuf, FoundBy), FolderError> {
    let current = std::env::current_dir().map_err(FolderError::NoCurrentFolder)?;
    let variable = std::env::var_os("PRECHECK_WORKSHOP");
    let data = data_folder();
    let asked = FolderSources { flag, variable: variable.as_deref(), current: &current, data: data.as_deref() };
    find(asked)
}

/// The user's data folder for this program. On Windows the one of this computer: what roams is copied to a server and back, file by
/// file, and the last copy wins. A workshop that lies there already stays there.
fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let data = strategy.data_dir().join("precheck");
    if !cfg!(windows) {
        return Some(data);
    }
    let local = strategy.cache_dir().join("precheck");
    Some(if is_workshop(&data) && !is_workshop(&local) { data } else { local })
}
