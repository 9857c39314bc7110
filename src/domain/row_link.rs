//! Rows that other rows refer to.

use super::{JournalId, Station};

/// A row in a station's journal that another row refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowLink {
    /// The station.
    pub station: Station,
    /// The row's number.
    pub seq: u64,
    /// The id of its journal, and its seal: filled in by whoever writes the other row, and there in every row that was read.
    pub sealed: Option<(JournalId, [u8; 32])>,
}

impl RowLink {
    /// Refers to a row whose seal isn't known here.
    #[must_use]
    pub fn to(station: Station, seq: u64) -> Self {
        Self { station, seq, sealed: None }
    }
}
