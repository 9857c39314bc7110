//! The seals of a station's rows by their numbers, as many bits of each as a receipt has: to be held against what others saw.

use crate::domain::JournalId;
use crate::journal::format::seal::Seal;

/// The bytes of a seal that are kept.
const KEPT_BYTES: usize = 10;

/// The seals of rows, by the journal that they are of.
#[derive(Debug, Clone, Default)]
pub struct SealIndex {
    id: Option<JournalId>,
    runs: Vec<Run>,
}

/// Rows of one journal whose numbers go on by one.
#[derive(Debug, Clone)]
struct Run {
    id: Option<JournalId>,
    first: u64,
    seals: Vec<[u8; KEPT_BYTES]>,
}

impl SealIndex {
    /// Says of which journal the next rows are.
    pub(super) fn begin(&mut self, id: JournalId) {
        self.id = Some(id);
    }

    /// Takes in the next row.
    pub(super) fn add(&mut self, seq: u64, seal: &Seal) {
        let (id, kept) = (self.id, kept(seal));
        match self.runs.last_mut() {
            Some(run) if run.id == id && run.first + run.seals.len() as u64 == seq => run.seals.push(kept),
            _ => self.runs.push(Run { id, first: seq, seals: vec![kept] }),
        }
    }

    /// Whether rows of this journal are here.
    pub(super) fn has(&self, id: JournalId) -> bool {
        self.runs.iter().any(|run| run.id == Some(id))
    }

    /// Whether the row of this journal with this number bears this seal; `None` when there is no row with this number.
    pub(super) fn bears(&self, id: JournalId, seq: u64, seal: &Seal) -> Option<bool> {
        let kept = kept(seal);
        let here = |run: &Run| run.seals.get(usize::try_from(seq.checked_sub(run.first)?).ok()?).copied();
        let mut found = self.runs.iter().filter(|run| run.id == Some(id)).filter_map(here).peekable();
        found.peek()?;
        Some(found.any(|it| it == kept))
    }
}

fn kept(seal: &Seal) -> [u8; KEPT_BYTES] {
    let mut kept = [0; KEPT_BYTES];
    kept.copy_from_slice(&seal.bytes()[..KEPT_BYTES]);
    kept
}
