//! What managers read: jobs as rows of a table.

pub mod jobs_table;
pub mod ledger;
