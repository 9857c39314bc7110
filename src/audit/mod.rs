//! What managers read: jobs as rows of a table.

pub mod figures;
pub mod jobs_table;
