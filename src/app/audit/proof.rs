//! One job's rows, in front of the lists of the audit.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::COLUMNS;
use crate::app::event::NotRead;
use crate::app::parts::Scroll;
use crate::app::reaction::Reaction;
use crate::app::{Command, Effect, Session};
use crate::audit::evidence::{EvidenceLine, broken};
use crate::domain::JobKey;
use crate::words::PlainWords;

/// One job's rows.
#[derive(Debug, Clone)]
pub struct ProofScreen {
    /// The job.
    pub key: JobKey,
    /// The folder that the stations' folders of its workshop lie in.
    journal: PathBuf,
    /// What is known of it, line by line; nothing while it is being read, or why it can't be.
    pub lines: Option<Result<Arc<[EvidenceLine]>, NotRead>>,
    /// Lines that are scrolled past; the face shows the last ones at most.
    pub scroll: Scroll,
}

impl ProofScreen {
    pub(super) fn begin(key: JobKey, journal: PathBuf) -> Self {
        Self { key, journal, lines: None, scroll: Scroll::default() }
    }

    /// The folder that the stations' folders of its workshop lie in.
    pub(super) fn journal(&self) -> &Path {
        &self.journal
    }

    pub(super) fn take(&mut self, read: Result<Arc<[EvidenceLine]>, NotRead>) {
        self.lines = Some(read);
    }

    /// Saves them, read once more: as they are then.
    pub(super) fn save(&self, words: &PlainWords, session: &mut Session) -> Reaction {
        session.tell(words.get("audit-saving-evidence"));
        let language = words.language().to_owned();
        Reaction::effect(Effect::SaveEvidence { key: self.key, journal: self.journal.clone(), language })
    }

    pub(super) fn on(&mut self, command: &Command, page: usize) {
        let lines = self.lines.iter().flatten().map(|lines| broken(lines, COLUMNS).len()).sum::<usize>();
        self.scroll.take(command, lines, page);
    }
}
