//! The id of a station's journal: made once, the same in all its files.

use std::fmt;

/// 80 random bits as 20 lower-case hex digits. Two folders with the same id are copies of one journal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalId(String);

impl JournalId {
    /// Writes ten random bytes as hex.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Reads 20 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (text.len() == 20 && is_hex).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for JournalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
