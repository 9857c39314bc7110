//! What was asked on the day: the copies of checklists and radio files that were kept when jobs began.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::audit::reading::kept::{NotKept, ReadWording, read_kept, read_small};
use crate::catalog::{read_checklist, read_kept_radio_file};
use crate::domain::checklist::kept_name;
use crate::domain::saved_text::forms;
use crate::domain::{Checklist, RadioBook};
use crate::journal::{Bundle, Seal, asked_of};
use crate::words::{Said, Sentence};

/// The wording that belongs to a job.
#[derive(Debug, Clone, Default)]
pub struct KeptFiles {
    /// The state of the checklist's copy.
    pub wording: WordingState,
    /// Its content; `None` when it can't be used.
    pub checklist: Option<Checklist>,
    /// Its file, when it is the one that the job was begun with.
    pub file: Option<KeptFile>,
    /// The radio files that were kept. The record doesn't say which of several revisions was shown.
    pub radio_files: Vec<KeptFile>,
    /// The content of these; of a car with several revisions the newest comes first.
    pub book: RadioBook,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The state of the checklist's copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum WordingState {
    /// There is no `start` row that names a checklist.
    #[default]
    NotNamed,
    /// It is there and is the one that the job was begun with.
    Kept {
        name: String,
    },
    /// It is there; another program has saved the same text with other line ends, another end or a byte order mark.
    Resaved {
        /// The file.
        name: String,
    },
    /// It is the one, but this version can't read it.
    NotUnderstood {
        name: String,
    },
    Missing {
        name: String,
    },
    /// A file of its name is there, and it is another one: its SHA-256 is not that of the `start` row.
    Other {
        name: String,
    },
    Unreadable {
        name: String,
        why: String,
    },
}

impl WordingState {
    /// The state in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let of = |message, name: &str| Sentence::says(message, [("file", Said::text(name))]);
        match self {
            Self::NotNamed => Sentence::says("wording-not-named", []),
            Self::Kept { name } => of("wording-kept", name),
            Self::Resaved { name } => of("wording-resaved", name),
            Self::NotUnderstood { name } => of("wording-not-understood", name),
            Self::Missing { name } => of("wording-missing", name),
            Self::Other { name } => of("wording-other", name),
            Self::Unreadable { name, why } => {
                Sentence::says("wording-unreadable", [("file", Said::text(name)), ("why", Said::text(why))])
            }
        }
    }

    /// The name for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotNamed => "not-named",
            Self::Kept { .. } => "kept",
            Self::Resaved { .. } => "resaved",
            Self::NotUnderstood { .. } => "not-understood",
            Self::Missing { .. } => "missing",
            Self::Other { .. } => "other",
            Self::Unreadable { .. } => "unreadable",
        }
    }
}

impl KeptFiles {
    /// Reads what `folder` has kept for a job.
    #[must_use]
    pub fn read(folder: &Path, bundle: &Bundle) -> Self {
        let mut kept = Self::default();
        kept.read_radios(folder);
        let Some((name, sha)) = bundle.own().next().and_then(|first| asked_of(&first.row)) else { return kept };
        kept.wording = match read_kept(&folder.join(&name), &sha) {
            Err(NotKept::Missing) => WordingState::Missing { name },
            Err(NotKept::Other) => WordingState::Other { name },
            Err(NotKept::Unreadable(error)) => WordingState::Unreadable { name, why: error.to_string() },
            Err(NotKept::NotUnderstood(_)) => WordingState::NotUnderstood { name },
            Ok(ReadWording { bytes, is_resaved }) => {
                kept.checklist = read_checklist(&name, &bytes).value;
                kept.file = Some(KeptFile { name: name.clone(), bytes });
                match (&kept.checklist, is_resaved) {
                    (None, _) => WordingState::NotUnderstood { name },
                    (Some(_), false) => WordingState::Kept { name },
                    (Some(_), true) => WordingState::Resaved { name },
                }
            }
        };
        kept
    }

    /// The radio files: whatever is one, and bears the name under which it would be kept.
    fn read_radios(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut found = Vec::new();
        for name in names.filter(|name| name.ends_with(".toml")) {
            let Ok(bytes) = read_small(&folder.join(&name)) else { continue };
            let Some(radios) = read_kept_radio_file(&name, &bytes).value else { continue };
            let is_named =
                |form: &[u8]| kept_name(radios.id.as_str(), radios.revision, &Seal::of_bytes(form).hex()) == name;
            if let Some(form) = forms(&bytes).find(|form| is_named(form)) {
                let bytes = form.into_owned();
                found.push((radios, KeptFile { name, bytes }));
            }
        }
        found.sort_by(|(one, file), (other, other_file)| {
            (&one.id, other.revision, &file.name).cmp(&(&other.id, one.revision, &other_file.name))
        });
        for (radios, file) in found {
            self.book.files.push(Arc::new(radios));
            self.radio_files.push(file);
        }
    }
}
