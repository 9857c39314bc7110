//! Holds the samples of a watch against the row that names them, where they are there.

use std::io::Read;

use super::report::StationReport;
use crate::domain::{JobNumber, WatchRow, samples_name};
use crate::files::open_existing;
use crate::journal::format::event::EventName;
use crate::journal::format::file_event::foreign_job;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::Seal;
use crate::journal::format::watch::decode_watch;

/// The folder beside that of the journals.
const FOLDER: &str = "readings";
/// No watch has more samples, in bytes.
const BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The file of the samples that a row at a watch's end names, where they are others. What isn't there, or can't be read, says nothing.
pub(super) fn changed(row: &RowRef<'_>, station: &StationReport) -> Option<String> {
    if row.event != EventName::Watch {
        return None;
    }
    let (number, value) = match row.job {
        Some(number) => (JobNumber::new(number).ok()?, &*row.value),
        None => foreign_job(&row.value).map(|(job, value)| (job.number, value))?,
    };
    let Some(WatchRow::Ended(end)) = decode_watch(value) else { return None };
    let name = samples_name(&station.station, &number.folded(), end.begun);
    let path = station.folder.parent()?.parent()?.join(FOLDER).join(&name);
    let mut bytes = Vec::new();
    let file = open_existing(&path, std::fs::OpenOptions::new().read(true)).ok()?;
    file.take(BYTES_MAX).read_to_end(&mut bytes).ok()?;
    (Seal::of_bytes(&bytes).hex() != end.sha).then_some(name)
}
