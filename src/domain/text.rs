//! Text that a person reads, in one or several languages.

use std::collections::BTreeMap;

/// A text with its translations. English is always there and is what a missing language falls back to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The English text.
    pub en: String,
    /// The other languages by their two-letter codes.
    pub others: BTreeMap<String, String>,
}

impl Text {
    /// A text in English only.
    #[must_use]
    pub fn plain(en: impl Into<String>) -> Self {
        Self { en: en.into(), others: BTreeMap::new() }
    }

    /// The text in `lang`, else in English.
    #[must_use]
    pub fn lang(&self, lang: &str) -> &str {
        self.others.get(lang).unwrap_or(&self.en)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}
