//! What a car forgets when it loses its power, and how it is set again.

use super::{Id, Text};

/// One thing that is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// What is lost.
    pub what: Text,
    /// How it is set again.
    pub set_again: Text,
    /// The item that asks for it, where one does: its help says how.
    pub item: Option<Id>,
    /// Where it is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
}
