//! What was made from the record: the files in `exports`, and which of them belong to one job.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::JobKey;

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

/// The beginning of the names of what was made of a job.
#[must_use]
pub fn stem(job: &JobKey) -> String {
    format!("{}-{}", job.station, job.number.folded())
}

/// What belongs to the job whose [`stem`] the name of a file begins with, or of a folder that it lies in. Where one
/// name begins with another, as `bay-1-9-2` does with `bay-1-9`, the longer one is meant.
#[must_use]
pub fn named_after<'a, T>(exports: &Path, file: &Path, jobs: &'a BTreeMap<String, T>) -> Option<&'a T> {
    let below = file.strip_prefix(exports).unwrap_or(file);
    below.components().skip(1).find_map(|part| {
        let name = part.as_os_str().to_str()?;
        let is_end = |at: &usize| {
            let rest = name.get(*at..);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        (1..=name.len()).rev().filter(is_end).find_map(|at| jobs.get(&name[..at]))
    })
}
