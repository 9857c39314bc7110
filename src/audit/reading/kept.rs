//! The checklist that a job was begun with: a file is it when its SHA-256 is the one in the job's start, whatever it is called.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::catalog::{Catalog, MAX_BYTES, read_checklist};
use crate::domain::Checklist;
use crate::domain::checklist::kept_name;
use crate::domain::job::ChecklistRef;
use crate::files::{Cause, read_bounded};
use crate::journal::Seal;

/// A file that is looked for by its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadWording {
    /// Its bytes when it had that SHA-256.
    pub bytes: Vec<u8>,
    /// Whether another program has saved the same text in another form since.
    pub is_resaved: bool,
}

/// Why the checklist of a job can't be used.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// There is no such file.
    #[error("it is not in exports/checklists: put the file back")]
    Missing,
    /// It is another text.
    #[error("the file of its name in exports/checklists is another one: put the right one back")]
    Other,
    /// It could not be read.
    #[error("its file could not be read: {_0}; {}", Cause::of(_0).advice())]
    Unreadable(#[source] io::Error),
    /// It is the one, but this version can't read it.
    #[error("this version of precheck can't read it: {0}")]
    NotUnderstood(String),
}

/// Reads a file of checklists' size.
///
/// # Errors
/// When it can't be read, or is longer than any checklist.
pub fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    read_bounded(path, MAX_BYTES as u64)
}

/// Reads the file with this SHA-256, however it was saved since.
///
/// # Errors
/// When it is not there, is another file, or can't be read.
pub fn read_kept(path: &Path, sha: &Seal) -> Result<ReadWording, NotKept> {
    let bytes = read_small(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotKept::Missing,
        _ => NotKept::Unreadable(error),
    })?;
    let original = sha.original(&bytes).ok_or(NotKept::Other)?.into_owned();
    Ok(ReadWording { is_resaved: original != bytes, bytes: original })
}

/// Reads the checklist that a job was begun with.
///
/// # Errors
/// When this is not its file, or can't be read.
pub fn checklist_at(path: &Path, asked: ChecklistRef<'_>) -> Result<Arc<Checklist>, NotKept> {
    let sha = Seal::from_hex(asked.sha.as_bytes()).ok_or(NotKept::Other)?;
    let parsed = read_checklist(&path.display().to_string(), &read_kept(path, &sha)?.bytes);
    let why = || parsed.faults.first().map_or_else(String::new, ToString::to_string);
    parsed.value.map(Arc::new).ok_or_else(|| NotKept::NotUnderstood(why()))
}

/// Reads the copy of a job's checklist that a folder keeps.
///
/// # Errors
/// When there is no such file, it can't be read, is another wording than the job's, or isn't understood.
pub fn kept_checklist(folder: &Path, asked: ChecklistRef<'_>) -> Result<Arc<Checklist>, NotKept> {
    checklist_at(&folder.join(kept_name(asked.checklist.as_str(), asked.revision, asked.sha)), asked)
}

/// Checklists by the SHA-256 of their files.
pub type BySha = BTreeMap<String, Arc<Checklist>>;

/// The checklists of a catalog by the SHA-256 of their files as they are.
#[must_use]
pub fn by_sha(catalog: &Catalog) -> BySha {
    let sha = |bytes: &[u8]| Seal::of_bytes(bytes).hex();
    catalog.checklists().iter().map(|it| (sha(&it.file.bytes), it.content.clone())).collect()
}

/// The checklist of a catalog that a job was begun with, in whatever form its file was saved then: each form is hashed, which is
/// done last.
#[must_use]
pub fn in_another_form(catalog: &Catalog, asked: ChecklistRef<'_>) -> Option<Arc<Checklist>> {
    let sha = Seal::from_hex(asked.sha.as_bytes())?;
    let mut named = catalog.checklists().iter().filter(|it| it.content.id == *asked.checklist);
    named.find(|it| sha.original(&it.file.bytes).is_some()).map(|it| it.content.clone())
}
