//! What one row says of an action about a finding.

use std::sync::Arc;

use chrono::NaiveDate;

/// How a row leaves what is to be done about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionStep {
    /// It is to be done.
    Open {
        /// By whom: a colleague.
        whose: Arc<str>,
        /// The last day for it.
        until: NaiveDate,
    },
    /// It was done, or is not needed any more.
    Done,
}
