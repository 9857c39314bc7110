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

/// Behind which row another station goes on with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TakenFrom {
    /// The last row of the station that held it.
    pub last: RowLink,
    /// How many rows that station has written about the job up to there, and the SHA-256 of their seals: filled in by whoever writes
    /// the row, like the seal.
    pub rows: u64,
    /// The sum.
    pub sum: [u8; 32],
    /// How many rows of stations that did not hold the job were known then, and left out by whoever looked at the car.
    pub beside: u64,
}

impl RowLink {
    /// Refers to a row whose seal isn't known here.
    #[must_use]
    pub fn to(station: Station, seq: u64) -> Self {
        Self { station, seq, sealed: None }
    }
}
