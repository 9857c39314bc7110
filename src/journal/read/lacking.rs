//! Journals that lie where none is read: what stands in them and nowhere else.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::folder;
use super::survey::rows_again;
use crate::journal::format::seal::Seal;

/// How many rows of the journals at a path, a file or a folder, are in none of the files that are read.
///
/// # Errors
/// When one of them can't be read.
pub(in crate::journal) fn lacking(stray: &Path, read: &[PathBuf]) -> io::Result<u64> {
    let mut files = Vec::new();
    collect(stray, folder::LEVELS, &mut files)?;
    let mut lacking: HashSet<Seal> = HashSet::new();
    for file in &files {
        match folder::open(file) {
            // a tool that keeps folders alike has taken it away meanwhile
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => {
                rows_again(opened?, &mut |seen| {
                    lacking.insert(seen.seal);
                })?;
            }
        }
    }
    for file in read {
        rows_again(folder::open(file)?, &mut |seen| {
            lacking.remove(&seen.seal);
        })?;
    }
    Ok(lacking.len() as u64)
}

/// The journals at a path, as deep below it as they are looked for.
fn collect(path: &Path, levels: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.is_dir() {
        files.extend(folder::is_journal(path).then(|| path.to_owned()));
        return Ok(());
    }
    if levels > 0 {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), levels - 1, files)?;
        }
    }
    Ok(())
}
