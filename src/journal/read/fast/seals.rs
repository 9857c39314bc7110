//! The seals of a block's rows, checked four at a time: each covers the seal before it as it stands in the file, not as it was
//! found, so that none has to wait for another.

use crate::journal::format::lanes::{Found, HashBlock, LANES, Message, hash};
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal};

const HASH_BYTES: usize = size_of::<HashBlock>();
/// Messages with so many whole blocks or more are rare, and hashed alone.
const LONG: usize = 8;

/// What a row's seal covers, and which row it is.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::journal) struct Covered {
    pub from: usize,
    pub to: usize,
    pub row: usize,
}

/// Rows that wait until there are four whose messages are as many blocks long.
#[derive(Debug, Clone, Copy)]
struct Queue {
    waiting: [Covered; LANES],
    /// The rest of each message after its whole blocks, padded. Written when the row comes, so that it is in memory long before
    /// it is read.
    tails: [[HashBlock; 2]; LANES],
    count: usize,
}

/// The rows of one block.
#[derive(Debug)]
pub(in crate::journal) struct Seals {
    /// By whole blocks, and whether the padding needs one more of its own.
    queues: [Queue; 2 * LONG],
    /// The first row whose seal doesn't fit.
    misfit: Option<usize>,
}

impl Seals {
    /// Nothing waits.
    pub fn new() -> Self {
        let none = Queue { waiting: [Covered::default(); LANES], tails: [[[0; HASH_BYTES]; 2]; LANES], count: 0 };
        Self { queues: [none; 2 * LONG], misfit: None }
    }

    /// Adds a row. `found` gets the seals that were computed, of each row at its place.
    #[inline]
    pub fn add(&mut self, covered: Covered, bytes: &[u8], found: &mut [Seal]) {
        let len = covered.to - covered.from;
        let whole = len / HASH_BYTES;
        if whole >= LONG {
            let seal = Seal::of_bytes(&bytes[covered.from..covered.to]);
            let is_fit = bytes[covered.to + 1..].first_chunk() == Some(&seal.hex_bytes());
            self.note(covered.row, Found { digest: *seal.bytes(), is_fit }, found);
            return;
        }
        let ends = 1 + usize::from(is_padded_long(len));
        let class = 2 * whole + ends - 1;
        let queue = &mut self.queues[class];
        let at = queue.count;
        queue.waiting[at] = covered;
        pad(&mut queue.tails[at], bytes, covered, ends);
        queue.count += 1;
        if queue.count == LANES {
            self.hash(class, LANES, bytes, found);
        }
    }

    /// Does what still waits. Gives back the first row whose seal doesn't fit.
    pub fn end(&mut self, bytes: &[u8], found: &mut [Seal]) -> Option<usize> {
        for class in 0..self.queues.len() {
            if self.queues[class].count > 0 {
                self.hash(class, self.queues[class].count, bytes, found);
            }
        }
        self.misfit
    }

    fn hash(&mut self, class: usize, count: usize, bytes: &[u8], found: &mut [Seal]) {
        let queue = &mut self.queues[class];
        queue.count = 0;
        let (whole, ends) = (class / 2, 1 + class % 2);
        // where fewer wait, the others do what the first does
        let lane = |at: usize| if at < count { at } else { 0 };
        let message = |at: usize| {
            let Covered { from, to, .. } = queue.waiting[at];
            let hex = bytes[to + 1..].first_chunk().unwrap_or(&[0; SEAL_HEX_BYTES]);
            Message { whole: &bytes[from..].as_chunks().0[..whole], tail: &queue.tails[at][..ends], hex }
        };
        let all = hash(&[message(0), message(lane(1)), message(lane(2)), message(lane(3))]);
        let rows = queue.waiting.map(|covered| covered.row);
        for at in 0..count {
            self.note(rows[at], all[at], found);
        }
    }

    #[inline]
    fn note(&mut self, row: usize, hashed: Found, found: &mut [Seal]) {
        if !hashed.is_fit {
            self.misfit = Some(self.misfit.map_or(row, |first| first.min(row)));
        }
        found[row] = Seal::of_digest(hashed.digest);
    }
}

/// Whether the end of a message and its padding are two blocks: one byte and the length, eight bytes, follow it.
#[inline]
fn is_padded_long(len: usize) -> bool {
    len % HASH_BYTES + 9 > HASH_BYTES
}

/// Writes what follows the whole blocks of a message, padded. In pieces of fixed lengths: behind the message there is at least
/// its seal, which the padding then covers.
#[inline]
fn pad(tail: &mut [HashBlock; 2], bytes: &[u8], covered: Covered, ends: usize) {
    const PADDING: HashBlock = {
        let mut padding = [0; HASH_BYTES];
        padding[0] = 0x80;
        padding
    };
    const { assert!(SEAL_HEX_BYTES >= HASH_BYTES) };
    let len = covered.to - covered.from;
    let rest = len % HASH_BYTES;
    if let Some(last) = bytes[covered.to - rest..].first_chunk() {
        *tail = [*last, [0; HASH_BYTES]];
    }
    let flat = tail.as_flattened_mut();
    if let Some(after) = flat[rest..].first_chunk_mut() {
        *after = PADDING;
    }
    if let Some(bits) = flat[..ends * HASH_BYTES].last_chunk_mut() {
        *bits = (len as u64 * 8).to_be_bytes();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Messages as rows, each with its seal behind it, or another.
    fn checked(messages: &[Vec<u8>], misfits: &[usize]) -> (Vec<Seal>, Option<usize>) {
        let mut bytes = Vec::new();
        let mut rows = Vec::new();
        for (row, message) in messages.iter().enumerate() {
            let from = bytes.len();
            bytes.extend_from_slice(message);
            rows.push(Covered { from, to: bytes.len(), row });
            let seal = Seal::of_bytes(if misfits.contains(&row) { b"other" } else { message });
            bytes.extend_from_slice(format!(",{seal}\n").as_bytes());
        }
        let mut found = vec![Seal::EMPTY; rows.len()];
        let mut seals = Seals::new();
        rows.iter().for_each(|covered| seals.add(*covered, &bytes, &mut found));
        let misfit = seals.end(&bytes, &mut found);
        (found, misfit)
    }

    #[test]
    fn every_length_has_its_sha_256() {
        let messages: Vec<Vec<u8>> =
            (0..=4096_usize).map(|len| (0..len).map(|at| (at * 7 + len * 31) as u8).collect()).collect();
        let (found, misfit) = checked(&messages, &[]);
        assert_eq!(misfit, None);
        for (message, seal) in messages.iter().zip(found) {
            assert_eq!(seal, Seal::of_bytes(message), "{} bytes", message.len());
        }
    }

    proptest! {
        #[test]
        fn messages_of_mixed_lengths_have_their_sha_256(
            messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..700), 1..60),
            misfits in proptest::collection::vec(0..200_usize, 0..4),
        ) {
            let (found, misfit) = checked(&messages, &misfits);
            let expected: Vec<Seal> = messages.iter().map(|message| Seal::of_bytes(message)).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(misfit, misfits.into_iter().filter(|row| *row < messages.len()).min());
        }
    }
}
