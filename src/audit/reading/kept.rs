//! The checklist that a job was begun with: a file is it when its SHA-256 is the one in the job's start, whatever it is called.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use crate::catalog::{MAX_BYTES, read_checklist};
use crate::domain::Checklist;
use crate::domain::checklist::kept_name;
use crate::domain::job::Asked;
use crate::journal::Seal;

/// Why a file is not the one that is looked for.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// There is no such file.
    #[error("it is not there")]
    Missing,
    /// Its SHA-256 is another.
    #[error("its SHA-256 is another")]
    Other,
    /// It could not be read.
    #[error("{0}")]
    Unreadable(#[source] io::Error),
}

/// Reads a file of checklists' size.
///
/// # Errors
/// When it can't be read, or is longer than any checklist.
pub fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(io::Error::other(format!("longer than {} kB", MAX_BYTES / 1024)));
    }
    Ok(bytes)
}

/// Reads the file with this SHA-256.
///
/// # Errors
/// When it is not there, is another file, or can't be read.
pub fn read_kept(path: &Path, sha: &Seal) -> Result<Vec<u8>, NotKept> {
    match read_bounded(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(NotKept::Missing),
        Err(error) => Err(NotKept::Unreadable(error)),
        Ok(bytes) if Seal::of_bytes(&bytes) != *sha => Err(NotKept::Other),
        Ok(bytes) => Ok(bytes),
    }
}

/// Reads a checklist; `None` unless it is the file that a job was begun with.
#[must_use]
pub fn checklist_at(path: &Path, asked: Asked<'_>) -> Option<Arc<Checklist>> {
    let bytes = read_kept(path, &Seal::from_hex(asked.sha.as_bytes())?).ok()?;
    read_checklist(&path.display().to_string(), &bytes).value.map(Arc::new)
}

/// Reads the copy of a job's checklist that a folder keeps.
#[must_use]
pub fn kept_checklist(folder: &Path, asked: Asked<'_>) -> Option<Arc<Checklist>> {
    checklist_at(&folder.join(kept_name(asked.checklist.as_str(), asked.revision, asked.sha)), asked)
}
