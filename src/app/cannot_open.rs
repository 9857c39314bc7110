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
    /// The wording that the job was worked on with can't be used.
    #[error(transparent)]
    NoChecklist(#[from] Box<NoChecklist>),
    /// No station asks for a second name.
    #[error("no station asks for a second name")]
    NotAsked,
    /// The job has no sheet.
    #[error(transparent)]
    NoSheet(#[from] NoSheet),
}

/// The wording that a job was worked on with can't be used.
#[derive(Debug, Error)]
#[error("{key}: its checklist {checklist} revision {revision} can't be used: {why}")]
pub struct NoChecklist {
    /// The job.
    pub key: JobKey,
    /// The checklist's id.
    pub checklist: Id,
    /// Its revision.
    pub revision: u32,
    /// The reason, and what to do about it.
    pub why: String,
}
