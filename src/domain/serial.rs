//! The radio's serial number: what labels look like, and which characters are easily mistaken for each other.
//!
//! No real label is refused. A serial of an unusual form is of class [`SerialForm::Other`] and is typed twice. It is kept as it was typed;
//! what label makers put between and before the characters makes no other radio of it: see [`Serial::key`].

use super::plate::SearchKey;
use super::text::bare;

/// A serial number: 1 to 40 characters of `A–Z 0–9 . / -`, blanks dropped, upper-cased.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial(String);

/// How sure the form alone makes us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerialForm {
    /// 14 digits, or 2 letters and 12 digits: nearly every label seen (`BP…` Bosch/Blaupunkt, `CL…` Clarion).
    Standard,
    /// Anything else that fits on a label: accepted after it was typed twice.
    Other,
}

/// A character that may have been misread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// Its place, counted from 1.
    pub place: usize,
    /// What was typed.
    pub typed: char,
    /// The digit it may be.
    pub digit: char,
}

/// Why a text is no serial.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSerial {
    /// Nothing was typed.
    #[error("type the serial number from the label")]
    Empty,
    /// More than 40 characters.
    #[error("{0} characters are too many: a serial has at most 40")]
    TooLong(usize),
    /// A character that is on no label.
    #[error("{} can't be in a serial: letters A–Z, digits, '.', '/' and '-' only", named(*.0))]
    Character(char),
}

/// A character in quotes, or its number where it can't be seen.
fn named(c: char) -> String {
    if c.is_alphanumeric() || c.is_ascii_graphic() { format!("'{c}'") } else { format!("U+{:04X}", u32::from(c)) }
}

/// What labels say before the number, with the signs left out.
const LABEL_WORDS: [&str; 6] = ["SERIALNUMBER", "SERIALNO", "SERIAL", "SERIENNUMMER", "SERIENNR", "S/N"];

/// Length of the standard forms, in characters.
pub const STANDARD_LENGTH: usize = 14;

impl Serial {
    /// Drops blanks, upper-cases, and checks what is left. Nothing else is changed.
    ///
    /// # Errors
    /// When nothing is left, when it is too long, or when a character can't be on a label.
    pub fn parse(typed: &str) -> Result<Self, BadSerial> {
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if text.is_empty() {
            return Err(BadSerial::Empty);
        }
        let is_on_labels = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '/' | '-');
        if let Some(odd) = text.chars().find(|&c| !is_on_labels(c)) {
            return Err(BadSerial::Character(odd));
        }
        if text.len() > 40 {
            return Err(BadSerial::TooLong(text.len()));
        }
        Ok(Self(text))
    }

    /// The serial as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which serials are compared: letters and digits alone, without the label's own words before them.
    #[must_use]
    pub fn key(&self) -> String {
        let rest = LABEL_WORDS.iter().find_map(|word| self.0.strip_prefix(word)).filter(|rest| !rest.is_empty());
        bare(rest.unwrap_or(&self.0))
    }

    /// True for two ways to write the number of one radio.
    #[must_use]
    pub fn is_same_radio(&self, other: &Self) -> bool {
        self == other || self.key() == other.key()
    }

    /// True when the serial has what is looked for in it.
    #[must_use]
    pub fn is_found_by(&self, key: &SearchKey) -> bool {
        key.is_in(&self.0)
    }

    /// Its class.
    #[must_use]
    pub fn class(&self) -> SerialForm {
        let key = self.key();
        let letters = key.bytes().take_while(u8::is_ascii_uppercase).count();
        let is_digits_after = key.bytes().skip(letters).all(|b| b.is_ascii_digit());
        if key.len() == STANDARD_LENGTH && is_digits_after && matches!(letters, 0 | 2) {
            SerialForm::Standard
        } else {
            SerialForm::Other
        }
    }

    /// Letters in digit positions that look like digits: 0/O, 1/I, 5/S, 8/B. The two-letter prefix has none: letters
    /// belong there. Only looked for when putting the digits in would make the form a standard one, so that a label
    /// with real letters isn't nagged about.
    #[must_use]
    pub fn look_alikes(&self) -> Vec<LookAlike> {
        if self.class() == SerialForm::Standard || self.0.len() != STANDARD_LENGTH {
            return Vec::new();
        }
        let found_after = |prefix: usize| -> Vec<LookAlike> {
            self.0
                .chars()
                .enumerate()
                .skip(prefix)
                .filter_map(|(at, typed)| {
                    let digit = look_alike_digit(typed)?;
                    Some(LookAlike { place: at + 1, typed, digit })
                })
                .collect()
        };
        let has_letter_prefix = self.0.bytes().take(2).all(|b| b.is_ascii_uppercase());
        let prefixes: &[usize] = if has_letter_prefix { &[2, 0] } else { &[0] };
        for &prefix in prefixes {
            let found = found_after(prefix);
            if !found.is_empty() && Self(with_digits(&self.0, &found)).class() == SerialForm::Standard {
                return found;
            }
        }
        Vec::new()
    }

    /// The serial with the digits that the look-alikes may be: a suggestion, never applied by itself.
    #[must_use]
    pub fn suggestion(&self) -> Option<Self> {
        let found = self.look_alikes();
        (!found.is_empty()).then(|| Self(with_digits(&self.0, &found)))
    }
}

/// `text` with the digits of `found` in their places.
fn with_digits(text: &str, found: &[LookAlike]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for look_alike in found {
        chars[look_alike.place - 1] = look_alike.digit;
    }
    chars.into_iter().collect()
}

/// The digit that a letter is mistaken for.
fn look_alike_digit(letter: char) -> Option<char> {
    match letter {
        'O' => Some('0'),
        'I' => Some('1'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

impl std::fmt::Display for Serial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serial(text: &str) -> Serial {
        Serial::parse(text).unwrap()
    }

    #[test]
    fn blanks_and_case_are_all_that_changes() {
        assert_eq!(serial(" bp 5389 7131 7615 ").as_str(), "BP538971317615");
        assert_eq!(serial("7 612 002-a/1.b").as_str(), "7612002-A/1.B");
    }

    #[test]
    fn the_label_formats_are_known() {
        for standard in ["BP538971317615", "CL041239876543", "28185103940021"] {
            assert_eq!(serial(standard).class(), SerialForm::Standard, "{standard}");
        }
        for other in ["B1234567", "BP53897131761", "BPX38971317615", "B5389713176150", "PN-2591A/77"] {
            assert_eq!(serial(other).class(), SerialForm::Other, "{other}");
        }
    }

    #[test]
    fn what_a_label_puts_between_makes_no_other_radio() {
        for same in ["BP-5389-7131-7615", "S/N BP538971317615", "Serial No. BP5389.7131.7615", "serial:bp538971317615"]
        {
            let Ok(same) = Serial::parse(same) else { continue };
            assert!(same.is_same_radio(&serial("BP538971317615")), "{same}");
            assert_eq!(same.class(), SerialForm::Standard, "{same}");
        }
        assert_eq!(serial("BP-5389-7131-7615").as_str(), "BP-5389-7131-7615");
        assert!(!serial("BP538971317616").is_same_radio(&serial("BP538971317615")));
        assert_eq!(serial("SERIAL").key(), "SERIAL");
    }

    #[test]
    fn look_alikes_are_found_by_place_and_never_in_the_prefix() {
        let found = serial("BP53897I3176O5").look_alikes();
        assert_eq!(
            found.iter().map(|l| (l.place, l.typed, l.digit)).collect::<Vec<_>>(),
            [(8, 'I', '1'), (13, 'O', '0')]
        );
        assert_eq!(serial("BP53897I3176O5").suggestion(), Some(serial("BP538971317605")));
        assert!(serial("BO538971317615").look_alikes().is_empty(), "a prefix is letters by right");
        assert_eq!(serial("2818510394OO21").suggestion(), Some(serial("28185103940021")));
        assert!(serial("PN-259IA/77").look_alikes().is_empty(), "a form we don't know is left alone");
    }

    #[test]
    fn what_is_on_no_label_is_refused_by_name() {
        assert_eq!(Serial::parse("  "), Err(BadSerial::Empty));
        assert_eq!(Serial::parse("BP5_89"), Err(BadSerial::Character('_')));
        assert_eq!(Serial::parse("ßP1"), Err(BadSerial::Character('ß')));
        assert_eq!(Serial::parse(&"1".repeat(41)), Err(BadSerial::TooLong(41)));
    }
}
