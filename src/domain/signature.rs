//! Who answers for what is recorded.

use std::fmt;
use std::sync::Arc;

use super::Identified;

/// The names under a fact: one person, or two for what takes a second one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature {
    /// The technician; empty in rows that nobody signs.
    pub first: Arc<str>,
    /// The second person of an override, or of a correction that opens the way to another code.
    pub second: Option<Arc<str>>,
    /// How the one of them was identified that had to be: the second person, or whoever signs alone. `None` where the workshop doesn't
    /// ask, or did not then.
    pub identified: Option<Identified>,
}

impl Signature {
    /// Two people.
    #[must_use]
    pub fn of_two(first: &str, second: &str) -> Self {
        Self { first: first.into(), second: Some(second.into()), identified: None }
    }

    /// True when nobody signed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_none()
    }
}

impl From<&str> for Signature {
    fn from(name: &str) -> Self {
        Self { first: name.into(), second: None, identified: None }
    }
}

impl From<&String> for Signature {
    fn from(name: &String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<String> for Signature {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

/// The names as a person reads them: `Ana K. + Ben O.`
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.second {
            None => f.pad(&self.first),
            Some(second) => f.pad(&format!("{} + {second}", self.first)),
        }
    }
}
