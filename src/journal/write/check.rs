//! What is done before a row is written, and again where the disk has failed.

use super::refusal::Refusal;
use crate::domain::Station;
use crate::journal::format::column::{BadRow, Column};
use crate::journal::format::fact::{Meaning, meaning};
use crate::journal::format::row::{Row, encoded_len};

/// Attempts at a row before it counts as not recorded.
pub(super) const TRIES: u32 = 3;

/// Checks that a row can be written, and reads back as it is meant: what doesn't would be on the disk for good, and nobody
/// could tell what it meant.
pub(super) fn check_row(row: &Row, station: &Station, is_meant: impl FnOnce(&Meaning) -> bool) -> Result<(), Refusal> {
    for (column, text) in [(Column::Value, &row.value), (Column::Who, &row.who), (Column::Note, &row.note)] {
        let (bytes, most) = (encoded_len(column, text), column.bytes_max());
        if bytes > most {
            return Err(Refusal::TooLong { column, bytes, most });
        }
    }
    row.encode()?;
    if is_meant(&meaning(row, station)) {
        return Ok(());
    }
    let problem = format!("{:?} does not read back as it was meant", row.value);
    Err(BadRow { column: Column::Value.name(), problem: problem.into() }.into())
}

/// Tries something that can simply be done again.
pub(super) fn tried(mut attempt: impl FnMut() -> std::io::Result<()>) -> Result<(), Refusal> {
    let mut last = attempt();
    for _ in 1..TRIES {
        if last.is_ok() {
            break;
        }
        last = attempt();
    }
    last.map_err(Refusal::of_writing)
}
