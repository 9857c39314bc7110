//! Where the wording of a job is looked for: the files of the workshop that the audit is made in, the copy that the job's own
//! workshop kept, its current file, the built-in ones. Always by SHA-256, so that it is the wording of that day wherever it is
//! found; the order is that of what costs least.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::kept::{BySha, by_sha, checklist_at, in_another_form, kept_checklist};
use crate::audit::jobs::wording::Wording;
use crate::catalog::Catalog;
use crate::domain::job::ChecklistRef;
use crate::domain::{Checklist, RadioBook};

/// Looks wordings up, and remembers them.
#[derive(Debug)]
pub struct WordingLibrary {
    /// The checklists of the workshop that the audit is made in, by SHA-256.
    current: BySha,
    /// What that workshop has.
    catalog: Catalog,
    /// The built-in checklists; read when they are needed.
    built_in: OnceLock<Catalog>,
    known: Mutex<HashMap<Key, Arc<Wording>>>,
}

/// The workshop's folder, the checklist's id, its revision, its SHA-256.
type Key = (PathBuf, String, u32, String);

impl WordingLibrary {
    /// A library with the checklists of the workshop that the audit is made in, if there is one.
    #[must_use]
    pub fn new(own: Option<&Path>) -> Self {
        let (catalog, _) = Catalog::load(own);
        Self { current: by_sha(&catalog), catalog, built_in: OnceLock::new(), known: Mutex::default() }
    }

    /// The radio book.
    #[must_use]
    pub fn book(&self) -> &RadioBook {
        self.catalog.book()
    }

    /// The wording of a job of the workshop at `folder`.
    pub fn wording(&self, folder: &Path, asked: ChecklistRef<'_>) -> Arc<Wording> {
        let key = (folder.to_owned(), asked.checklist.to_string(), asked.revision, asked.sha.to_owned());
        // a thread that panicked has left nothing half done here
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wording) = known.get(&key) {
            return wording.clone();
        }
        let checklist = self.find(folder, asked);
        let wording = Arc::new(Wording::new(*asked.checklist, asked.revision, asked.sha.into(), checklist));
        known.insert(key, wording.clone());
        wording
    }

    fn find(&self, folder: &Path, asked: ChecklistRef<'_>) -> Option<Arc<Checklist>> {
        if let Some(checklist) = self.current.get(asked.sha) {
            return Some(checklist.clone());
        }
        let kept = [folder.join("exports").join("checklists"), folder.join("checklists")];
        let current = || checklist_at(&folder.join("checklists").join(format!("{}.toml", asked.checklist)), asked).ok();
        let built_in = || in_another_form(self.built_in.get_or_init(|| Catalog::load(None).0), asked);
        let kept = kept.iter().find_map(|folder| kept_checklist(folder, asked).ok());
        kept.or_else(current).or_else(|| in_another_form(&self.catalog, asked)).or_else(built_in)
    }
}
