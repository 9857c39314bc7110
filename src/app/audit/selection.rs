//! What of an audit is saved: everything that a filter takes.

use std::sync::Arc;

use crate::audit::{Audit, Filter};

/// An audit, and what is taken of it.
#[derive(Debug, Clone)]
pub struct Selection {
    /// What was read.
    pub audit: Arc<Audit>,
    /// What is taken.
    pub filter: Filter,
}

/// Two are the same when they take the same of one reading.
impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.audit, &other.audit) && self.filter == other.filter
    }
}
