//! What of an audit is saved: everything that a filter takes.

use std::path::PathBuf;
use std::sync::Arc;

use crate::audit::{Audit, Filter};
use crate::domain::JobKey;
use crate::sheet::Letterhead;

/// An audit, and what is taken of it.
#[derive(Debug, Clone)]
pub struct Selection {
    /// What was read.
    pub audit: Arc<Audit>,
    /// What is taken.
    pub filter: Filter,
}

/// Pages to hand out: the report of what is selected, or one job's evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportOrder {
    /// What the report counts.
    pub selection: Selection,
    /// The filter as it was typed.
    pub words: String,
    /// What the workshop says about itself.
    pub letterhead: Arc<Letterhead>,
    /// The job whose evidence is meant, with the folder that the stations' folders of its workshop lie in.
    pub job: Option<(JobKey, PathBuf)>,
}

/// Two are the same when they take the same of one reading.
impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.audit, &other.audit) && self.filter == other.filter
    }
}
