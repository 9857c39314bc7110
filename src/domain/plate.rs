//! The plate of a car, or its VIN, and how one is found by what somebody remembers of it.

use std::fmt;

use super::text::{bare, search_key};

/// A plate or a VIN as it was recorded. Two are equal when their letters and digits are: `AB-12 CDE` is `ab12cde`.
#[derive(Debug, Clone, Copy)]
pub struct Plate<'a>(&'a str);

impl<'a> Plate<'a> {
    /// A plate as it was typed.
    #[must_use]
    pub fn new(typed: &'a str) -> Self {
        Self(typed)
    }

    /// The plate as it was typed.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The form in which plates are compared: see [`bare`].
    #[must_use]
    pub fn key(self) -> String {
        bare(self.0)
    }

    /// True when the plate has what is looked for in it.
    #[must_use]
    pub fn is_found_by(self, key: &SearchKey) -> bool {
        key.is_in(self.0)
    }
}

impl PartialEq for Plate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.key() == other.key()
    }
}

impl fmt::Display for Plate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// A part of a plate or a serial number that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchKey(String);

impl SearchKey {
    /// What was typed to look for.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(search_key(typed))
    }

    /// True when a text has it in it. Nothing is found by what has neither letters nor digits.
    pub fn is_in(&self, text: &str) -> bool {
        !self.0.is_empty() && search_key(text).contains(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_its_letters_and_digits() {
        for same in ["AB-12 CDE", "ab12cde", "A.B.1.2.C.D.E", "АВ12 СDЕ", "ＡＢ１２ＣＤＥ"] {
            assert!(Plate::new(same) == Plate::new("AB12 CDE"), "{same}");
        }
        assert!(Plate::new("KÖ-AB 1") == Plate::new("KO\u{308} AB1"));
        assert!(Plate::new("KÖ-AB 1") != Plate::new("KO-AB 1"), "two towns");
        assert!(Plate::new("ΝΙΚ 1234") == Plate::new("NIK1234"));
    }

    #[test]
    fn a_part_of_it_finds_it_without_signs_and_accents() {
        for (plate, wanted, is_found) in [
            ("AB-12 CDE", "ab12", true),
            ("AB12 CDE", "b-1", true),
            ("KÖ-AB 1", "ko ab", true),
            ("ŁÓ 123", "lo1", true),
            ("AB12 CDE", "ab13", false),
            ("AB-12 CDE", " - ", false),
        ] {
            assert_eq!(Plate::new(plate).is_found_by(&SearchKey::new(wanted)), is_found, "{plate} {wanted}");
        }
    }
}
