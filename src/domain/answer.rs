//! What a technician answered.

use std::borrow::Cow;
use std::sync::Arc;

use super::short::Short;
use super::text::clock;
use super::{Id, Serial, Spot};

/// The option that says that the answer before it was taken back at once.
const TAKEN_BACK: &str = "taken-back";

/// One answer to one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// One of the item's options.
    Option(Id),
    /// A measured figure, or a duration.
    Number(Measurement),
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

    /// That the answer before it was taken back at once, so that the item is to be answered again.
    #[must_use]
    pub fn taken_back() -> Self {
        Self::Option(Id::new(TAKEN_BACK).unwrap_or_else(|_| unreachable!("it is an id")))
    }

    /// Whether it only takes back the one before it.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        matches!(self, Self::Option(id) if id.is(TAKEN_BACK))
    }

    /// Whether it says the same; of figures, wherever they are from.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(figure), Self::Number(other)) => {
                (&figure.digits, &figure.unit) == (&other.digits, &other.unit)
            }
            _ => self == other,
        }
    }

    /// By what it was measured, where it is a figure that was.
    #[must_use]
    pub fn measured(&self) -> Option<&MeasuredBy> {
        match self {
            Self::Number(figure) => figure.measured(),
            _ => None,
        }
    }

    /// Where a figure is from, as a person reads it; `None` of what is no figure, and of a time that the program counted.
    #[must_use]
    pub fn source_words(&self, is_via_file: bool) -> Option<String> {
        let Self::Number(figure) = self else { return None };
        (figure.unit() != "s").then(|| match figure.measured() {
            Some(measured) => measured.to_string(),
            None if is_via_file => "from a file".to_owned(),
            None => "typed".to_owned(),
        })
    }

    /// The answer as a person reads it; options by their id, a time as clocks show it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Option(_) if self.is_taken_back() => "taken back, at once".to_owned(),
            Self::Option(id) => id.to_string(),
            Self::Number(reading) if reading.unit() == "s" => clock(reading.value() as u32),
            Self::Number(reading) => reading.to_string(),
            Self::Serial(serial) => serial.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A figure as it was typed or measured, with its unit (`V`, `s`, …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    digits: Digits,
    unit: Arc<str>,
    /// Behind a pointer: of millions of figures few have one.
    measured: Option<Arc<MeasuredBy>>,
}

/// By what a figure was measured, where nobody typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasuredBy {
    /// The instrument, as the workshop called it then.
    pub by: Id,
    /// Where it was put.
    pub at: Spot,
}

impl std::fmt::Display for MeasuredBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "measured by {}, {}", self.by, self.at.words())
    }
}

/// The digits of a figure as they were typed, with a minus and a point where it has them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(Short<DIGITS_BYTES_MAX>);

/// The most bytes that a figure's digits have.
const DIGITS_BYTES_MAX: usize = "-123456.789".len();

impl Digits {
    /// The digits as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::ops::Deref for Digits {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl std::fmt::Display for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// Why a text is no reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a figure: digits with at most one point or comma")]
pub struct BadMeasurement(pub String);

impl Measurement {
    /// Reads what was typed: digits, at most one point or comma, a minus in front. The comma becomes a point, and
    /// nothing else is changed: `12,60` stays two decimals.
    ///
    /// # Errors
    /// When it isn't such a figure, or has more than 6 digits before or 3 after the point.
    pub fn parse(typed: &str, unit: &str) -> Result<Self, BadMeasurement> {
        let digits = Cow::from(typed.trim());
        let digits = if digits.contains(',') { Cow::from(digits.replace(',', ".")) } else { digits };
        let magnitude = digits.strip_prefix('-').unwrap_or(&*digits);
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
        let is_digits = |text: &str, most: usize| {
            !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
        };
        let digits = Short::new(&digits).filter(|_| is_digits(whole, 6) && is_digits(fraction, 3));
        match digits {
            Some(digits) => Ok(Self { digits: Digits(digits), unit: unit.into(), measured: None }),
            None => Err(BadMeasurement(typed.trim().to_owned())),
        }
    }

    /// A duration in whole seconds.
    #[must_use]
    pub fn seconds(seconds: u32) -> Self {
        let digits = Short::new(&seconds.min(999_999).to_string()).unwrap_or_default();
        Self { digits: Digits(digits), unit: "s".into(), measured: None }
    }

    /// The figure.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.digits.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The figure as typed.
    #[must_use]
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The same figure, as an instrument measured it.
    #[must_use]
    pub fn measured_by(self, measured: MeasuredBy) -> Self {
        Self { measured: Some(Arc::new(measured)), ..self }
    }

    /// By what it was measured; `None` of a figure that somebody typed, or that came from a file.
    #[must_use]
    pub fn measured(&self) -> Option<&MeasuredBy> {
        self.measured.as_deref()
    }
}

impl std::fmt::Display for Measurement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.digits, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_keeps_what_was_typed() {
        let reading = Measurement::parse(" 12,60 ", "V").unwrap();
        assert_eq!(reading.to_string(), "12.60 V");
        assert!((reading.value() - 12.6).abs() < 1e-9);
        for bad in ["", "12.", ".5", "1e3", "12.3.4", "twelve", "1234567", "--1", "NaN", "1.2345"] {
            assert!(Measurement::parse(bad, "V").is_err(), "{bad}");
        }
    }
}
