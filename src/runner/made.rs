//! What was made from the record: the files in `exports`, and which of them belong to one job.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::domain::JobKey;

/// Folders of `exports` in which a plate may stand, or what was read of one job.
const FOLDERS: [&str; 5] = ["journal", "jobs", "sheets", "audit", "readings"];

/// The files in them, and what could not be looked into.
#[derive(Debug, Default)]
pub struct MadeFiles {
    /// All files, in order.
    pub files: Vec<PathBuf>,
    /// Folders that can't be read, with the reason.
    pub unread: Vec<String>,
}

impl MadeFiles {
    /// Looks through the folders of `exports`.
    #[must_use]
    pub fn of(exports: &Path) -> Self {
        let mut made = Self::default();
        let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| exports.join(name)).collect();
        while let Some(folder) = folders.pop() {
            match made.look_into(&folder, &mut folders) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    made.unread.push(format!("{}: {error}", folder.display()));
                }
                _ => {}
            }
        }
        made.files.sort();
        made.unread.sort();
        made
    }

    fn look_into(&mut self, folder: &Path, folders: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            match path.symlink_metadata() {
                Ok(found) if found.is_dir() => folders.push(path),
                Ok(found) if found.is_file() => self.files.push(path),
                _ => {}
            }
        }
        Ok(())
    }
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
