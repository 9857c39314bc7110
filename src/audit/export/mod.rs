//! What leaves the audit: lines of text, tables, workbooks, JSON, one job's evidence.

pub mod cover;
pub mod evidence;
pub mod figures_table;
pub mod findings_table;
pub mod jobs_table;
pub mod json;
pub mod ledger;
pub mod listing;
pub mod page_setup;
pub mod table;
pub mod xlsx;
