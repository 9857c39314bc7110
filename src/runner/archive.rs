//! Keeps the wording that was used: `exports/checklists/<id>-<revision>-<first 8 of its SHA-256>.toml`, written once.

use std::io;
use std::path::Path;

use crate::domain::checklist::kept_name;
use crate::files::{self, replace};
use crate::journal::Seal;

/// The SHA-256 of a file's bytes, 64 lower-case hex digits.
#[must_use]
pub fn sha(bytes: &[u8]) -> String {
    Seal::of_bytes(bytes).hex()
}

/// Keeps a file, unless it is kept already. What bears its name and is another text is replaced: a part of it, as a power cut leaves
/// it, or what a link leads to.
pub fn keep(folder: &Path, id: &str, revision: u32, bytes: &[u8]) -> io::Result<()> {
    let seal = Seal::of_bytes(bytes);
    let path = folder.join(kept_name(id, revision, &seal.hex()));
    let is_there = path.symlink_metadata().is_ok_and(|it| it.is_file() && it.len() <= 4 * bytes.len() as u64 + 16);
    if is_there && std::fs::read(&path).is_ok_and(|kept| seal.original(&kept).is_some()) {
        return Ok(());
    }
    make_folder(folder)?;
    replace(&path, bytes)
}

/// Makes a folder of `exports`, and `exports` itself, but never the workshop: when a network drive is gone, nothing must be
/// recorded in a folder that only looks like it.
///
/// # Errors
/// Whatever the system says; *not found* when the workshop's folder is not there.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if let Some(exports) = folder.parent() {
        files::make_folder(exports)?;
    }
    files::make_folder(folder)
}
