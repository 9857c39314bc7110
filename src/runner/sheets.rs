//! Sheets in files.

use std::io;
use std::path::{Path, PathBuf};

use super::archive::make_folder;
use crate::files::replace;

/// Saves a sheet in `exports/sheets`; returns where it is. There is never half a file.
///
/// # Errors
/// Whatever the system says; *not found* when the workshop's folder is not there.
pub fn save(exports: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = exports.join("sheets");
    make_folder(&folder)?;
    let path = folder.join(name);
    replace(&path, bytes)?;
    Ok(path)
}
