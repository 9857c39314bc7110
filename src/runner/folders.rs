//! Says where a workshop's files are.

use std::path::{Path, PathBuf};

/// Where a workshop's files are.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The workshop's folder.
    pub workshop: PathBuf,
    /// Where records go: the workshop's `exports`, or a folder of its own for practice.
    pub exports: PathBuf,
    /// Whether nothing counts.
    pub is_practice: bool,
}

impl Folders {
    /// A workshop's own folders.
    #[must_use]
    pub fn of(workshop: &Path) -> Self {
        Self { workshop: workshop.to_owned(), exports: workshop.join("exports"), is_practice: false }
    }

    /// The journals' folder.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.exports.join("journal")
    }
}
