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

/// Whether a character must not reach a terminal raw: controls, and what turns the reading order or hides.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with a visible sign in the place of every character that must not reach a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect()
}

/// The text with a capital first letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Minutes and seconds, `2:14`; hours where there are some.
#[must_use]
pub fn clock(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
