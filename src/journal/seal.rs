//! The seal: what makes a row provable. The only place that hashes.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256. In files: 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seal([u8; 32]);

/// Length of a seal in files, in bytes.
pub const SEAL_HEX_BYTES: usize = 64;

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

    /// Reads 64 lower-case hex digits.
    #[must_use]
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        if hex.len() != SEAL_HEX_BYTES {
            return None;
        }
        let mut bytes = [0_u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// The 64 lower-case hex digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.to_string()
    }

    /// The 32 bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The value of one lower-case hex digit.
fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal({self})")
    }
}

/// The sum over the rows of one job: how many there are, and the SHA-256 of their seals as hex, one after the other.
#[derive(Clone, Default)]
pub struct JobSum {
    rows: u64,
    hasher: Sha256,
}

impl JobSum {
    /// Adds the seal of the job's next row.
    pub fn add(&mut self, seal: &Seal) {
        self.rows += 1;
        self.hasher.update(seal.hex());
    }

    /// How many rows were added.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The sum so far.
    #[must_use]
    pub fn seal(&self) -> Seal {
        Seal(self.hasher.clone().finalize().into())
    }
}

impl fmt::Debug for JobSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JobSum({} rows, {})", self.rows, self.seal())
    }
}
