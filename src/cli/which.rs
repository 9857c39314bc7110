//! Which job is meant by a number, `STATION/NUMBER`, a plate or a receipt.

use super::Failure;
use crate::app::event::Reading;
use crate::domain::Job;
use crate::runner::sheets;

/// The one job that is meant.
pub(super) fn one<'a>(reading: &'a Reading, wanted: &str) -> Result<&'a Job, Failure> {
    match sheets::find(reading, wanted)[..] {
        [job] => Ok(job),
        [] => Err(Failure::Usage(format!("{wanted:?}: no job has this number, plate or receipt"))),
        ref several => {
            let line = |job: &&Job| {
                let state = if job.ending().is_some() { "ended" } else { "open" };
                let plate: String = job.plate().unwrap_or("").chars().filter(|c| !c.is_control()).collect();
                format!("  {}  {}  {plate}  {state}", job.key, job.started_at().format("%Y-%m-%d %H:%M"))
            };
            let lines: Vec<String> = several.iter().map(line).collect();
            Err(Failure::Usage(format!("{wanted:?} may be several jobs; say which:\n{}", lines.join("\n"))))
        }
    }
}
