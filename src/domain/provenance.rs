//! Where a statement of the data files is from.

/// The origin of one statement: a figure, a sentence of help, the existence of a radio.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The document, the person or the car that says so.
    pub source: String,
    /// Whether somebody checked it against the maker's own text or a car.
    pub is_verified: bool,
}

impl Provenance {
    /// `verified` or `unverified`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.is_verified { "verified" } else { "unverified" }
    }
}
