//! Reads files that people bring, within bounds.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::domain::saved_text::{NotText, decode};

/// Reads a whole file, when it is one and isn't longer than `bytes_max`. Nothing is awaited of what is no file, such as a pipe.
///
/// # Errors
/// Whatever the system says; also when it is no file, or is longer.
pub fn read_bounded(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(io::Error::other(format!("longer than {} kB", bytes_max / 1024)));
    }
    Ok(bytes)
}

/// Why a text could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadTextError {
    /// The file could not be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is longer than anything of its kind.
    #[error("it is longer than {} kB", bytes_max / 1024)]
    TooLong {
        /// What is read at most.
        bytes_max: u64,
    },
    /// It is no text.
    #[error(transparent)]
    NotText(#[from] NotText),
}

/// Reads a text that a person brings, from a file or from what a shell gives in its place, such as a pipe.
///
/// # Errors
/// When it can't be read, is longer than `bytes_max`, or is neither UTF-8 nor marked UTF-16.
pub fn read_text(path: &Path, bytes_max: u64) -> Result<String, ReadTextError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(ReadTextError::TooLong { bytes_max });
    }
    Ok(decode(&bytes)?.into_owned())
}
