//! Sheets in files: which job is meant, and writing its sheet.

use std::io;
use std::path::{Path, PathBuf};

use super::archive::make_folder;
use crate::app::event::JournalSnapshot;
use crate::domain::{Job, JobKey, JobNumber, Plate, Station};
use crate::files::replace;
use crate::journal::Receipt;

/// The jobs that are meant by a number, `STATION/NUMBER`, a plate or a receipt; the newest first.
#[must_use]
pub fn find<'a>(reading: &'a JournalSnapshot, wanted: &str) -> Vec<&'a Job> {
    let wanted = wanted.trim();
    let receipt = Receipt::parse(wanted).ok();
    let key = wanted.split_once('/').and_then(|(station, number)| {
        Some(JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? })
    });
    let number = JobNumber::new(wanted).ok();
    let plate = Plate::new(wanted);
    let is_meant = |job: &&Job| {
        key.as_ref() == Some(&job.key)
            || number.as_ref() == Some(&job.key.number)
            || job.plate().is_some_and(|it| it == plate)
            || receipt.is_some() && receipt_of(reading, job) == receipt
    };
    let mut jobs: Vec<&Job> = reading.jobs.iter().filter(is_meant).collect();
    jobs.sort_by_key(|job| std::cmp::Reverse(job.started_at()));
    jobs
}

fn receipt_of(reading: &JournalSnapshot, job: &Job) -> Option<Receipt> {
    let (_, fact) = job.ending()?;
    reading.seals.get(&(fact.station, fact.seq)).map(Receipt::of)
}

/// Saves a sheet in `exports/sheets`; returns where it is. There is never half a file.
///
/// # Errors
/// Whatever the system says; *not found* when the workshop's folder is not there.
pub fn save(exports: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = exports.join("sheets");
    make_folder(&folder)?;
    let path = folder.join(name);
    replace(&path, bytes)?;
    Ok(path)
}
