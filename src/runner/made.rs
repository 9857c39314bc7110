//! What was made from the record: the files in `exports`, and which of them belong to one job.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders of `exports` in which a plate may stand.
const FOLDERS: [&str; 4] = ["journal", "jobs", "sheets", "audit"];

/// All files in them, in order.
#[must_use]
pub fn made_files(exports: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| exports.join(name)).collect();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            match path.symlink_metadata() {
                Ok(found) if found.is_dir() => folders.push(path),
                Ok(found) if found.is_file() => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// Whether a file, or a folder that it lies in, bears the name of a job (`STATION-NUMBER`, the number in lower case) and no longer
/// one.
#[must_use]
pub fn is_named_after(exports: &Path, file: &Path, stem: &str) -> bool {
    let below = file.strip_prefix(exports).unwrap_or(file);
    below.components().skip(1).any(|part| {
        let rest = part.as_os_str().to_str().and_then(|name| name.strip_prefix(stem));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}
