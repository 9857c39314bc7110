//! Making a workshop folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::builtin::{CHECKLISTS, GUIDES, RADIOS};
use crate::files::{make_folder, make_private_folder, new_file};
use crate::words::starting_file;

/// The settings file that a new workshop begins with: all of it in comments.
const WORKSHOP: &str = include_str!("workshop.example.toml");

/// A file or folder that a workshop needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub path: PathBuf,
    /// Whether it was made now; else it was there and was left as it is.
    pub is_new: bool,
}

/// What could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{} can't be made: {source}", path.display())]
pub struct InitError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// Makes `folder` a workshop that nobody outside the user's group may read: the built-in checklists, radio files and guide, an example `workshop.toml`, the folder `exports`. What is there
/// already is left as it is. Tells what was made and what was there.
///
/// # Errors
/// At the first file or folder that can't be made; what was made before it stays.
pub fn init(folder: &Path) -> Result<Vec<Made>, InitError> {
    let checklists = folder.join("checklists");
    let radios = checklists.join("radios");
    let guide = checklists.join("guide");
    let mut made = Vec::new();
    make_private_folder(folder).map_err(|source| InitError { path: folder.to_owned(), source })?;
    for path in [&checklists, &radios, &guide, &folder.join("exports")] {
        let is_new = !path.is_dir();
        make_folder(path).map_err(|source| InitError { path: path.clone(), source })?;
        made.push(Made { path: path.clone(), is_new });
    }
    let files = CHECKLISTS
        .iter()
        .map(|file| (checklists.join(file.name), file.text))
        .chain(RADIOS.iter().map(|file| (radios.join(file.name), file.text)))
        .chain(GUIDES.iter().map(|file| (guide.join(file.name), file.text)))
        .chain([(folder.join("workshop.toml"), WORKSHOP)]);
    for (path, text) in files {
        match write_new(&path, text) {
            Ok(is_new) => made.push(Made { path, is_new }),
            Err(source) => return Err(InitError { path, source }),
        }
    }
    Ok(made)
}

/// Begins the words of a language, two letters, in a workshop's folder. What is there already is left as it is.
///
/// # Errors
/// When the folder or the file can't be made.
pub fn begin_messages(folder: &Path, language: &str) -> Result<Made, InitError> {
    let path = folder.join("messages").join(format!("{language}.ftl"));
    let failed = |source| InitError { path: path.clone(), source };
    make_folder(&folder.join("messages")).map_err(failed)?;
    let is_new = write_new(&path, &starting_file(language)).map_err(failed)?;
    Ok(Made { path, is_new })
}

/// Writes a file that isn't there yet. Half a file is taken away again: it would count as the workshop's own.
fn write_new(path: &Path, text: &str) -> io::Result<bool> {
    let mut file = match new_file(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error),
    };
    if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
        drop(file);
        let _ = fs::remove_file(path);
        return Err(error);
    }
    Ok(true)
}
