//! How files were when they were looked at: what is still so need not be read again.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How a file was when it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its length.
    pub bytes: u64,
    /// When it was written to, as whoever wrote to it says.
    pub modified: Option<SystemTime>,
    /// When anything about it changed, as the system says (seconds and nanoseconds); none where the system doesn't.
    changed: Option<(i64, i64)>,
}

impl Stamp {
    /// How a file is, by what the system says of it.
    #[must_use]
    pub fn of(file: &Metadata) -> Self {
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            Some((file.ctime(), file.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let changed = None;
        Self { bytes: file.len(), modified: file.modified().ok(), changed }
    }

    /// Whether two that are equal are of a file in which nothing was changed: who writes to a file may give it back its old time, and
    /// only the system's own note of a change tells.
    #[must_use]
    pub fn tells_every_change(&self) -> bool {
        self.changed.is_some()
    }
}

/// The stamps of what lies in a folder, by its paths; of a link that of the file which it leads to, and none where that can't be
/// looked at.
///
/// # Errors
/// When the folder can't be read.
pub fn stamps_in(folder: &Path) -> io::Result<Vec<(PathBuf, Option<Stamp>)>> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder)?.flatten().map(|entry| entry.path()) {
        let stamp = fs::metadata(&path).ok().map(|data| Stamp::of(&data));
        found.push((path, stamp));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}
