//! The end of a station's newest file, for other stations to witness: read without walking over the file.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::folder::{files, open};
use super::survey::CLOCKS_APART_MS;
use super::survey::first_row;
use crate::domain::Station;
use crate::journal::format::column::ROW_BYTES_MAX;
use crate::journal::format::event::EventName;
use crate::journal::format::file_event::{Witness, decode_open};
use crate::journal::format::row_ref::RowRef;

/// A younger row may not be on the disk yet: a power cut could take it back.
const YOUNG_MS: i64 = 10_000;
/// Rows that are written within those seconds, and a torn one, have room here many times over.
const END_BYTES: u64 = 16 * ROW_BYTES_MAX as u64;

/// What the newest file in a station's folder ends with; `None` where that can't be read, or nothing in it is old enough.
pub(super) fn witness(folder: &Path, station: Station, now: DateTime<FixedOffset>) -> Option<Witness> {
    let path = folder.join(files(folder).ok()?.pop()?.to_string());
    let id = decode_open(&first_row(open(&path).ok()?).ok()??.view())?.id;
    let mut file = open(&path).ok()?;
    let from = file.metadata().ok()?.len().saturating_sub(END_BYTES);
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut end = Vec::new();
    file.take(END_BYTES).read_to_end(&mut end).ok()?;
    // what follows the last LF is no row yet; the first line may be half of one, and decodes to none
    let lines = end.rsplit(|&byte| byte == b'\n').skip(1);
    let mut rows = lines.filter_map(|line| RowRef::decode(line).ok());
    // a row is written once the one before is on the disk, and `witness`, `refused` and `retire` rows several at once: the last ones may not be there yet,
    // whatever the clocks say
    let (last, _) = rows.next()?;
    let is_at_once = |row: &RowRef<'_>| {
        row.event == last.event && matches!(row.event, EventName::Witness | EventName::Refused | EventName::Retire)
    };
    let (row, seal) = rows.skip_while(|(row, _)| is_at_once(row)).find(|(row, _)| {
        let age_ms = now.signed_duration_since(row.time).num_milliseconds();
        !(-YOUNG_MS..YOUNG_MS).contains(&age_ms)
    })?;
    let ahead_ms = row.time.signed_duration_since(now).num_milliseconds();
    let ahead_seconds = if ahead_ms > CLOCKS_APART_MS { u64::try_from(ahead_ms / 1000).unwrap_or_default() } else { 0 };
    Some(Witness { station, id, seq: row.seq, seal, ahead_seconds })
}
