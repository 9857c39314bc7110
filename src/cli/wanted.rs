//! What was said on the command line about the job to be worked on.

use std::path::PathBuf;

use super::{Failure, args};
use crate::domain::{Id, JobNumber, rules};
use crate::journal::Month;

/// What was said about the job, checked.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub number: Option<JobNumber>,
    pub who: Option<String>,
    pub kind: Option<String>,
    /// Whether a job is wanted at all, and not the board.
    pub is_job: bool,
    /// The audit, where that is wanted: of what, from which month on, and the words of its filter.
    pub audit: Option<(Vec<PathBuf>, Option<Month>, String)>,
}

impl Wanted {
    pub(super) fn of(args: &args::RunArgs) -> Result<Self, Failure> {
        let number =
            args.job.as_deref().map(JobNumber::new).transpose().map_err(|bad| Failure::Usage(bad.to_string()))?;
        let mut who = None;
        if let Some(name) = &args.technician {
            who = Some(rules::name(name).map_err(|unfit| Failure::Usage(format!("--technician: {unfit}")))?);
        }
        Ok(Self { number, who, kind: args.kind.clone(), is_job: true, audit: None })
    }
}

/// A job is gone on with as the kind of work that it was begun as.
pub(super) fn check_kind(number: &JobNumber, begun: &Id, wanted: &Wanted) -> Result<(), Failure> {
    match &wanted.kind {
        Some(kind) if kind != begun.as_str() => {
            Err(Failure::Usage(format!("{number}: this job was begun as {begun}, not {kind}")))
        }
        _ => Ok(()),
    }
}
