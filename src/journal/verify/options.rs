//! Options of verifying: receipts, checkpoints and a month to compare journals with.

use std::path::PathBuf;

use crate::domain::JournalId;
use crate::journal::format::checkpoint::Checkpoint;
use crate::journal::format::file_event::decode_open;
use crate::journal::format::file_name::Month;
use crate::journal::format::receipt::Receipt;
use crate::journal::read::folder;
use crate::journal::read::sources::Source;
use crate::journal::read::survey::first_row;

/// The things to compare the journals with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The month in which the record may begin: older files are left out, and may have been removed.
    pub from: Option<Month>,
    /// Receipts to find.
    pub receipts: Vec<Receipt>,
    /// Checkpoints to hold against.
    pub anchors: Vec<Checkpoint>,
    /// True to keep the seals of all rows, so that the journal can be held against what other stations saw of it.
    pub keeps_seals: bool,
}

impl Options {
    /// The options for each of several stations. A checkpoint is held against the journal with its id; where none of them has
    /// that id, against the stations of its name: a record that was made anew has another one.
    pub(super) fn of_sources(&self, sources: &[Source]) -> Vec<Self> {
        let given = Self { keeps_seals: sources.len() > 1, ..self.clone() };
        if self.anchors.is_empty() {
            return vec![given; sources.len()];
        }
        let ids: Vec<Option<JournalId>> = sources.iter().map(id_of).collect();
        let is_about = |anchor: &Checkpoint, id: &Option<JournalId>| {
            id.as_ref() == Some(&anchor.id) || !ids.iter().flatten().any(|id| *id == anchor.id)
        };
        let of_source = |id: &Option<JournalId>| {
            let anchors = self.anchors.iter().filter(|anchor| is_about(anchor, id)).cloned().collect();
            Self { anchors, ..given.clone() }
        };
        ids.iter().map(of_source).collect()
    }
}

/// The id that the first readable file of a station bears.
fn id_of(source: &Source) -> Option<JournalId> {
    let in_folder = || {
        let files = folder::files(&source.folder).ok()?;
        Some(files.iter().map(|file| source.folder.join(file.to_string())).collect())
    };
    let files = source.files.clone().or_else(in_folder)?;
    let opened = |path: &PathBuf| decode_open(&first_row(folder::open(path).ok()?).ok()??.view());
    files.iter().find_map(opened).map(|opened| opened.id)
}
