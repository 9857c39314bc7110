//! Which job is meant by a number, `STATION/NUMBER`, a plate or a receipt.

use super::Failure;
use crate::app::event::JournalSnapshot;
use crate::domain::text::printable;
use crate::domain::{Ending, Job, Plate};
use crate::journal::{BadReceipt, Receipt};
use crate::runner::sheets;

const NO_JOB: &str = "no job has this number, plate or receipt";

/// The one job that is meant.
pub(super) fn one<'a>(reading: &'a JournalSnapshot, wanted: &str) -> Result<&'a Job, Failure> {
    match sheets::find(reading, wanted)[..] {
        [job] => Ok(job),
        [] if !reading.unread.is_empty() => {
            let (_, fault) = &reading.unread[0];
            Err(Failure::Io(printable(&format!("{wanted:?}: {NO_JOB} among those that can be read: {fault}"))))
        }
        [] => {
            let is_mistyped = matches!(Receipt::parse(wanted), Err(BadReceipt::Check));
            let why = if is_mistyped { BadReceipt::Check.to_string() } else { NO_JOB.to_owned() };
            Err(Failure::Usage(format!("{wanted:?}: {why}")))
        }
        ref several => {
            let line = |job: &&Job| {
                let state = match job.ending() {
                    Some((Ending::Finished, _)) => "finished",
                    Some((Ending::Stopped, _)) => "stopped",
                    None => "open",
                };
                let plate = printable(job.plate().map_or("", Plate::as_str));
                format!("  {}  {}  {plate}  {state}", job.key, job.started_at().format("%Y-%m-%d %H:%M"))
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say which:\n{}", lines.join("\n"))))
        }
    }
}
