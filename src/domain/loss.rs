//! What a car forgets when it loses its power, and how it is set again.

use super::{Id, Provenance, Text};

/// One thing that is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// What is lost.
    pub what: Text,
    /// How it is set again.
    pub set_again: Text,
    /// The item that asks for it, where one does: its help says how.
    pub item: Option<Id>,
    /// Where that is from.
    pub provenance: Provenance,
}
