//! What managers read: jobs as rows of a table.

pub mod evidence;
pub mod jobs_table;
