//! Text that a person reads, in one or several languages.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use unicode_normalization::UnicodeNormalization;

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

/// So many seconds as people say them, from minutes on.
#[must_use]
pub fn long_words(seconds: i64) -> String {
    match seconds {
        ..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// The letters and digits of a text, composed and upper-case, Cyrillic and Greek ones that look like Latin letters as those: how
/// plates and serial numbers are compared.
#[must_use]
pub fn bare(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    }
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).map(latin).collect()
}

/// The same without accents, which not every keyboard has: how plates and serial numbers are looked for.
#[must_use]
pub fn search_key(text: &str) -> String {
    if text.is_ascii() {
        return bare(text);
    }
    without_accents(&bare(text)).filter(|c| c.is_alphanumeric()).collect()
}

/// The characters of a text without accents and strokes.
pub fn without_accents(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(|c| match c {
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ı' => 'i',
        'ł' | 'ŀ' => 'l',
        'Ł' | 'Ŀ' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'ŧ' => 't',
        'Ŧ' => 'T',
        c => c,
    })
}

/// The Latin capital that a Cyrillic or Greek one looks like.
fn latin(c: char) -> char {
    match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        c => c,
    }
}

/// Whether a character must not reach a terminal raw: controls, and what turns the reading order or hides. The journal's format
/// escapes just these, so that the list never changes.
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

/// A time of day, with its day where that is not the one of `now`.
#[must_use]
pub fn moment(time: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let is_of_today = time.with_timezone(now.offset()).date_naive() == now.date_naive();
    time.format(if is_of_today { "%H:%M" } else { "%Y-%m-%d %H:%M" }).to_string()
}

/// Minutes and seconds, `2:14`; hours where there are some.
#[must_use]
pub fn clock(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
