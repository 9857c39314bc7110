//! The seals of a block's rows, checked four at a time: each covers the seal before it as it stands in the file, not as it was
//! found, so that none has to wait for another.

use crate::journal::lanes::{BEGINNING, HashBlock, LANES, compress};
use crate::journal::seal::{SEAL_HEX_BYTES, Seal};

const HASH_BYTES: usize = size_of::<HashBlock>();
/// Messages with so many whole blocks or more are rare, and hashed alone.
const LONG: usize = 8;

/// What a row's seal covers, and which row it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Covered {
    pub from: usize,
    pub to: usize,
    pub row: usize,
}

/// Rows that wait until there are four whose messages are as many blocks long.
#[derive(Debug, Clone, Copy, Default)]
struct Queue {
    waiting: [Covered; LANES],
    count: usize,
}

/// The rows of one block.
#[derive(Debug, Default)]
pub(super) struct Seals {
    /// By whole blocks, and whether the padding needs one more of its own.
    queues: [Queue; 2 * LONG],
    /// The first row whose seal doesn't fit.
    misfit: Option<usize>,
}

impl Seals {
    /// Adds a row. `found` gets the seals that were computed, of each row at its place.
    #[inline]
    pub fn add(&mut self, covered: Covered, bytes: &[u8], found: &mut [Seal]) {
        let len = covered.to - covered.from;
        let whole = len / HASH_BYTES;
        if whole >= LONG {
            self.compare(covered, Seal::of_bytes(&bytes[covered.from..covered.to]), bytes, found);
            return;
        }
        let class = 2 * whole + usize::from(is_padded_long(len));
        let queue = &mut self.queues[class];
        queue.waiting[queue.count] = covered;
        queue.count += 1;
        if queue.count == LANES {
            self.hash(class, bytes, found);
        }
    }

    /// Does what still waits. Gives back the first row whose seal doesn't fit.
    pub fn end(mut self, bytes: &[u8], found: &mut [Seal]) -> Option<usize> {
        for class in 0..self.queues.len() {
            if self.queues[class].count > 0 {
                self.hash(class, bytes, found);
            }
        }
        self.misfit
    }

    fn hash(&mut self, class: usize, bytes: &[u8], found: &mut [Seal]) {
        let Queue { waiting, count } = std::mem::take(&mut self.queues[class]);
        let (whole, ends) = (class / 2, 1 + class % 2);
        // where fewer wait, the others do what the first does
        let lane = |at: usize| waiting[if at < count { at } else { 0 }];
        let wholes = std::array::from_fn(|at| &bytes[lane(at).from..].as_chunks().0[..whole]);
        let tails: [_; LANES] = std::array::from_fn(|at| tail(bytes, lane(at), ends));
        let mut states = [BEGINNING; LANES];
        compress(&mut states, wholes);
        compress(&mut states, tails.each_ref().map(|tail| &tail[..ends]));
        for (covered, state) in waiting[..count].iter().zip(&states) {
            self.compare(*covered, Seal::of_state(state), bytes, found);
        }
    }

    #[inline]
    fn compare(&mut self, covered: Covered, seal: Seal, bytes: &[u8], found: &mut [Seal]) {
        let is_fit = bytes[covered.to + 1..].first_chunk() == Some(&seal.hex_bytes());
        if !is_fit {
            self.misfit = Some(self.misfit.map_or(covered.row, |first| first.min(covered.row)));
        }
        found[covered.row] = seal;
    }
}

/// Whether the end of a message and its padding are two blocks: one byte and the length, eight bytes, follow it.
fn is_padded_long(len: usize) -> bool {
    len % HASH_BYTES + 9 > HASH_BYTES
}

/// What follows the whole blocks of a message, padded. Copies of a fixed length: behind the message there is at least its seal.
#[inline]
fn tail(bytes: &[u8], covered: Covered, blocks: usize) -> [HashBlock; 2] {
    const PADDING: HashBlock = {
        let mut padding = [0; HASH_BYTES];
        padding[0] = 0x80;
        padding
    };
    const { assert!(SEAL_HEX_BYTES >= HASH_BYTES) };
    let len = covered.to - covered.from;
    let rest = len % HASH_BYTES;
    let mut tail = [[0; HASH_BYTES]; 2];
    let flat = tail.as_flattened_mut();
    flat[..HASH_BYTES].copy_from_slice(&bytes[covered.to - rest..][..HASH_BYTES]);
    flat[rest..][..HASH_BYTES].copy_from_slice(&PADDING);
    flat[blocks * HASH_BYTES - 8..][..8].copy_from_slice(&(len as u64 * 8).to_be_bytes());
    tail
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
        let mut seals = Seals::default();
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
