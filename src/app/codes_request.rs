//! What is asked of a car: it goes out as an effect, and comes back with the answer.

use crate::domain::{Id, JobKey};

/// What is to be asked of a car, by an adapter, for an item of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct CodesRequest {
    /// The job.
    pub job: JobKey,
    /// The item.
    pub item: Id,
    /// The adapter.
    pub instrument: Id,
}
