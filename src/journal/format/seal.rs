//! The seal: what makes a row provable. The only place that hashes.

use std::borrow::Cow;
use std::fmt;

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};

use crate::domain::saved_text::forms;

/// A SHA-256. In files: 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seal([u8; 32]);

/// Length of a seal in files, in bytes.
pub const SEAL_HEX_BYTES: usize = 64;

/// A seal as it stands in files.
pub(in crate::journal) type SealHex = [u8; SEAL_HEX_BYTES];

impl Seal {
    /// Seals a row. `lead` is what stands before the row's line: the header line for a file's first row, else the
    /// seal of the row before, as hex. `body` is the row up to, not including, its last comma.
    #[must_use]
    pub fn over(lead: &[u8], body: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(lead);
        hasher.update(b"\n");
        hasher.update(body);
        Self(hasher.finalize().into())
    }

    /// The SHA-256 of any bytes, for instance of a checklist file.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The bytes of a text file when this was its SHA-256: as they are, or as they were before another program saved the same text with
    /// other line ends, another end or a byte order mark. `None` when it is another text.
    #[must_use]
    pub fn original<'a>(&self, bytes: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        forms(bytes).find(|form| Self::of_bytes(form) == *self)
    }

    /// The seal with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 lower-case hex digits.
    #[must_use]
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        if hex.len() != SEAL_HEX_BYTES {
            return None;
        }
        // all are looked at before it is said that one is wrong: mostly none is
        let mut bytes = [0_u8; 32];
        let mut all = 0;
        for (byte, [first, second]) in bytes.iter_mut().zip(hex.as_chunks().0) {
            let (first, second) = (NIBBLES[usize::from(*first)], NIBBLES[usize::from(*second)]);
            all |= first | second;
            *byte = first << 4 | second & 0xf;
        }
        (all <= 0xf).then_some(Self(bytes))
    }

    /// The 64 lower-case hex digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.to_string()
    }

    /// The 64 lower-case hex digits as bytes.
    #[must_use]
    pub(in crate::journal) fn hex_bytes(&self) -> SealHex {
        let mut hex = [0; SEAL_HEX_BYTES];
        for (pair, byte) in hex.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 0xf)]];
        }
        hex
    }

    /// The 32 bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Lower-case hex digits.
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The values of lower-case hex digits; 0xff where a byte is none.
const NIBBLES: [u8; 256] = {
    let mut nibbles = [0xff; 256];
    let mut value = 0;
    while value < DIGITS.len() {
        nibbles[DIGITS[value] as usize] = value as u8;
        value += 1;
    }
    nibbles
};

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.hex_bytes()).unwrap_or_default())
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal({self})")
    }
}

/// The state of SHA-256 between two blocks.
type HashState = [u32; 8];

/// The state that SHA-256 begins with (FIPS 180-4, 5.3.3).
const BEGINNING: HashState =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The sum over the rows of one job: how many there are, and the SHA-256 of their seals as hex, one after the other.
///
/// A seal as hex is exactly one block of SHA-256, so that nothing but its state needs to be kept: many jobs fit into memory.
#[derive(Clone)]
pub struct JobSum {
    rows: u64,
    state: HashState,
}

impl Default for JobSum {
    fn default() -> Self {
        Self { rows: 0, state: BEGINNING }
    }
}

impl JobSum {
    /// Adds the seal of the job's next row.
    pub fn add(&mut self, seal: &Seal) {
        self.add_hex(&seal.hex_bytes());
    }

    /// Adds the seal of the job's next row, as hex.
    pub(in crate::journal) fn add_hex(&mut self, seal: &SealHex) {
        self.rows += 1;
        compress256(&mut self.state, std::slice::from_ref(seal));
    }

    /// The number of rows that were added.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The sum so far.
    #[must_use]
    pub fn seal(&self) -> Seal {
        let mut last = [0; 64];
        last[0] = 0x80;
        last[56..].copy_from_slice(&(self.rows * 512).to_be_bytes());
        let mut state = self.state;
        compress256(&mut state, &[last]);
        let mut bytes = [0; 32];
        for (four, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(state) {
            *four = word.to_be_bytes();
        }
        Seal(bytes)
    }
}

impl fmt::Debug for JobSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JobSum({} rows, {})", self.rows, self.seal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_ways_give_what_sha_256_gives() {
        let mut sum = JobSum::default();
        let mut text = Vec::new();
        for byte in 0..=255_u8 {
            assert_eq!(sum.seal(), Seal::of_bytes(&text));
            let seal = Seal::of_bytes(&[byte]);
            assert_eq!(seal.hex_bytes(), *seal.hex().as_bytes());
            let hex = seal.hex_bytes();
            assert_eq!(Seal::from_hex(&hex), Some(seal));
            let mut other = hex;
            other[usize::from(byte) % SEAL_HEX_BYTES] = byte;
            let is_hex = matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            assert_eq!(Seal::from_hex(&other).map(|seal| seal.hex_bytes()), is_hex.then_some(other));
            sum.add(&seal);
            text.extend(seal.hex_bytes());
        }
    }
}
