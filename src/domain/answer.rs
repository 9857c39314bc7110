//! What a technician answered.

use std::borrow::Cow;

use super::{Id, Serial, Word};

/// One answer to one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// One of the item's options.
    Option(Id),
    /// A measured figure, or a duration.
    Number(Reading),
    /// A radio's serial number.
    Serial(Serial),
    /// Free text, such as a plate.
    Text(String),
}

impl Answer {
    /// The word by which `when` names an answer that is no option: `num`, `sn`, `text`; else the option's id.
    #[must_use]
    pub fn token(&self) -> &str {
        match self {
            Self::Option(id) => id.as_str(),
            Self::Number(_) => "num",
            Self::Serial(_) => "sn",
            Self::Text(_) => "text",
        }
    }

    /// The answer as a person reads it; options by their id.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Option(id) => id.to_string(),
            Self::Number(reading) => reading.to_string(),
            Self::Serial(serial) => serial.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A figure as it was typed, with its unit (`V`, `s`, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    digits: Word,
    unit: Word,
}

/// Why a text is no reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a figure: type digits with at most one point or comma, such as 12.6")]
pub struct BadReading(pub String);

impl Reading {
    /// Reads what was typed: digits, at most one point or comma, a minus in front. The comma becomes a point, and
    /// nothing else is changed: `12,60` stays two decimals.
    ///
    /// # Errors
    /// When it isn't such a figure, or has more than 6 digits before or 3 after the point.
    pub fn parse(typed: &str, unit: &str) -> Result<Self, BadReading> {
        let digits = Cow::from(typed.trim());
        let digits = if digits.contains(',') { Cow::from(digits.replace(',', ".")) } else { digits };
        let magnitude = digits.strip_prefix('-').unwrap_or(&*digits);
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
        let is_digits = |text: &str, most: usize| {
            !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
        };
        if is_digits(whole, 6) && is_digits(fraction, 3) {
            Ok(Self { digits: Word::new(&digits), unit: unit.into() })
        } else {
            Err(BadReading(typed.trim().to_owned()))
        }
    }

    /// A duration in whole seconds.
    #[must_use]
    pub fn seconds(seconds: u32) -> Self {
        Self { digits: seconds.min(999_999).to_string().into(), unit: "s".into() }
    }

    /// The figure.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.digits.parse().unwrap_or(f64::NAN)
    }

    /// The figure as typed.
    #[must_use]
    pub fn digits(&self) -> Word {
        self.digits
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> Word {
        self.unit
    }
}

impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.digits, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_keeps_what_was_typed() {
        let reading = Reading::parse(" 12,60 ", "V").unwrap();
        assert_eq!(reading.to_string(), "12.60 V");
        assert!((reading.value() - 12.6).abs() < 1e-9);
        for bad in ["", "12.", ".5", "1e3", "12.3.4", "twelve", "1234567", "--1", "NaN", "1.2345"] {
            assert!(Reading::parse(bad, "V").is_err(), "{bad}");
        }
    }
}
