//! Where the wording of a job is looked for: the copy that its workshop kept, the workshop's current file, the files of the
//! workshop that the audit is made in, the built-in ones. Always by SHA-256, so that it is the wording of that day.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::wording::Wording;
use crate::catalog::{Catalog, read_checklist};
use crate::domain::job::Asked;
use crate::domain::{Checklist, RadioBook};
use crate::journal::Seal;

/// A checklist larger than this is none, in bytes.
const BYTES_MAX: u64 = 1024 * 1024;

/// Looks wordings up, and remembers them.
#[derive(Debug)]
pub struct Library {
    /// What every workshop may fall back to, by SHA-256.
    common: HashMap<String, Arc<Checklist>>,
    /// What is known about radios where the audit is made.
    book: RadioBook,
    known: Mutex<HashMap<Key, Arc<Wording>>>,
}

/// The workshop's folder, the checklist's id, its revision, its SHA-256.
type Key = (PathBuf, String, u32, String);

impl Library {
    /// A library with the checklists of the workshop that the audit is made in, if there is one.
    #[must_use]
    pub fn new(own: Option<&Path>) -> Self {
        let (built_in, _) = Catalog::load(None);
        let (current, _) = Catalog::load(own);
        let entries = built_in.entries().iter().chain(current.entries());
        let common = entries.map(|entry| (Seal::of_bytes(&entry.file.bytes).hex(), Arc::new(entry.checklist.clone())));
        Self { common: common.collect(), book: current.book().clone(), known: Mutex::default() }
    }

    /// What is known about radios.
    #[must_use]
    pub fn book(&self) -> &RadioBook {
        &self.book
    }

    /// The wording of a job of the workshop at `folder`.
    pub fn wording(&self, folder: &Path, asked: Asked<'_>) -> Arc<Wording> {
        let key = (folder.to_owned(), asked.checklist.to_string(), asked.revision, asked.sha.to_owned());
        // a thread that panicked has left nothing half done here
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wording) = known.get(&key) {
            return wording.clone();
        }
        let checklist = self.find(folder, asked);
        let kind = asked.checklist.as_str().into();
        let wording = Arc::new(Wording::new(kind, asked.revision, asked.sha.into(), checklist));
        known.insert(key, wording.clone());
        wording
    }

    fn find(&self, folder: &Path, asked: Asked<'_>) -> Option<Arc<Checklist>> {
        let short = asked.sha.get(..8).unwrap_or(asked.sha);
        let kept = format!("{}-{}-{short}.toml", asked.checklist, asked.revision);
        let current = format!("{}.toml", asked.checklist);
        let places = [
            folder.join("exports").join("checklists").join(&kept),
            folder.join("checklists").join(&kept),
            folder.join("checklists").join(&current),
        ];
        let read = |path: PathBuf| {
            let is_small = std::fs::metadata(&path).is_ok_and(|it| it.is_file() && it.len() <= BYTES_MAX);
            let bytes = is_small.then(|| std::fs::read(&path).ok()).flatten()?;
            let is_it = Seal::of_bytes(&bytes).hex() == asked.sha;
            is_it.then(|| read_checklist(&kept, &bytes).value.map(Arc::new))?
        };
        places.into_iter().find_map(read).or_else(|| self.common.get(asked.sha).cloned())
    }
}
