//! The seals of a station's rows by their numbers, as many bits of each as a receipt has: to be held against what others saw.

use crate::journal::format::seal::Seal;

/// The bytes of a seal that are kept.
const KEPT_BYTES: usize = 10;

/// The seals of rows whose numbers mostly go on by one.
#[derive(Debug, Clone, Default)]
pub struct SealIndex {
    runs: Vec<(u64, Vec<[u8; KEPT_BYTES]>)>,
}

impl SealIndex {
    /// Takes in the next row.
    pub(super) fn add(&mut self, seq: u64, seal: &Seal) {
        let kept = kept(seal);
        match self.runs.last_mut() {
            Some((first, seals)) if *first + seals.len() as u64 == seq => seals.push(kept),
            _ => self.runs.push((seq, vec![kept])),
        }
    }

    /// Whether a row with this number bears this seal; `None` when there is no row with this number.
    pub(super) fn bears(&self, seq: u64, seal: &Seal) -> Option<bool> {
        let kept = kept(seal);
        let here = |(first, seals): &(u64, Vec<[u8; KEPT_BYTES]>)| {
            seals.get(usize::try_from(seq.checked_sub(*first)?).ok()?).copied()
        };
        let mut found = self.runs.iter().filter_map(here).peekable();
        found.peek()?;
        Some(found.any(|it| it == kept))
    }
}

fn kept(seal: &Seal) -> [u8; KEPT_BYTES] {
    let mut kept = [0; KEPT_BYTES];
    kept.copy_from_slice(&seal.bytes()[..KEPT_BYTES]);
    kept
}
