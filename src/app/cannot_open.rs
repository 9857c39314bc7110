//! Why a job or its sheet can't be shown.

use thiserror::Error;

use crate::domain::{Id, JobKey};
use crate::sheet::NoSheet;

/// Why a job or its sheet can't be shown, with what to do about it.
#[derive(Debug, Error)]
pub enum CannotOpen {
    /// Nobody has recorded such a job.
    #[error("{0}: no such job")]
    NoJob(JobKey),
    /// The wording that the job was worked on with is gone.
    #[error(
        "{key}: its checklist {checklist} revision {revision} is not in exports/checklists: put the file back to go on"
    )]
    NoChecklist {
        /// The job.
        key: JobKey,
        /// The checklist's id.
        checklist: Id,
        /// Its revision.
        revision: u32,
    },
    /// The same, for its sheet.
    #[error("{0}: its checklist is not in exports/checklists: put the file back to see its sheet")]
    NoWording(JobKey),
    /// The job has no sheet.
    #[error(transparent)]
    NoSheet(#[from] NoSheet),
}
