//! How it is known that somebody is who he says: by a name that was typed, a PIN, or a badge.

use std::fmt;

/// How somebody was identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identified {
    /// The name was typed, and nothing shows whose hand it was.
    Typed,
    /// By a PIN.
    Pin,
    /// By a badge.
    Badge,
}

impl Identified {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Typed, Self::Pin, Self::Badge];

    /// The word in the journal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Pin => "PIN",
            Self::Badge => "badge",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Whether a workshop asks for a PIN or a badge where a second person signs, a finding is seen, or an answer is corrected after
/// the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IdentityRule {
    /// It doesn't.
    #[default]
    Never,
    /// It asks; who gives neither is recorded as a name that was typed.
    Asked,
    /// Nothing is recorded without.
    Required,
}

/// A PIN, or what a badge says, as it was typed, scanned or held to a card reader. No form of it is ever shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What was typed or scanned, without what a scanner may put around it, and without control characters.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(super::scan::unwrapped(text).chars().filter(|c| !c.is_control()).collect())
    }

    /// What a card says that was held to a reader: begun by what nobody can type, so that its number, which some cards bear in print,
    /// isn't the card.
    #[must_use]
    pub fn of_card(number: &str) -> Self {
        Self(format!("\u{1e}card {number}"))
    }

    /// Its bytes, to be hashed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// How many characters it has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
