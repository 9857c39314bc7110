//! The name of a journal file: the local month of its first row, and a number where that name was taken.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset};

/// The name of the lock file in a station's folder.
pub const LOCK_NAME: &str = ".lock";

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year, 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// The local month of a moment.
    #[must_use]
    pub fn of(time: &DateTime<FixedOffset>) -> Self {
        let year = u16::try_from(time.year().clamp(0, 9999)).unwrap_or_default();
        Self { year, month: u8::try_from(time.month()).unwrap_or(1) }
    }

    /// Reads `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_digits = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(year, 4) || !is_digits(month, 2) {
            return None;
        }
        let month = Self { year: year.parse().ok()?, month: month.parse().ok()? };
        (1..=12).contains(&month.month).then_some(month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// `2026-11.csv`, `2026-11.2.csv`, `2026-11.3.csv` …; ordered as written, which is the order of their seqs unless the
/// clock was set back across a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName {
    /// The month of the first row.
    pub month: Month,
    /// 1 for the first file of a month.
    pub number: u32,
}

impl FileName {
    /// Reads the name of a file, without its folder.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".csv")?;
        let (month, number) = stem.split_once('.').unwrap_or((stem, "1"));
        let name = Self { month: Month::parse(month)?, number: number.parse().ok()? };
        // Whatever spells the same month another way (`2026-11.1.csv`, `.02`) is no name of ours.
        (name.number > 0 && name.to_string().strip_suffix(".csv") == Some(stem)).then_some(name)
    }
}

impl FileName {
    /// The journal file that a file is a copy of by its name: `2026-11 (1).csv`, `2026-11.sync-conflict-20261128-1.csv`,
    /// `2026-11 (Conflicted copy of bay-1).csv`, `Copy of 2026-11.csv`, `2026-11.csv.bak`.
    #[must_use]
    pub fn copied(name: &str) -> Option<Self> {
        let at = name.char_indices().find(|(at, _)| name.get(*at..at + 7).and_then(Month::parse).is_some())?.0;
        let rest = &name[at..];
        let is_its_number = |end: &usize| rest.get(7..*end).is_some_and(|number| number.starts_with('.'));
        let ends = (8..rest.len()).filter(|end| rest.is_char_boundary(*end)).filter(is_its_number);
        let numbered = ends.filter_map(|end| Self::parse(&format!("{}.csv", &rest[..end]))).next_back();
        let copied = numbered.or_else(|| Self::parse(&format!("{}.csv", &rest[..7])))?;
        (Self::parse(name).is_none()).then_some(copied)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            1 => write!(f, "{}.csv", self.month),
            number => write!(f, "{}.{number}.csv", self.month),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_known_by_its_name() {
        for (name, of) in [
            ("2026-11 (1).csv", "2026-11.csv"),
            ("2026-11.2 (1).csv", "2026-11.2.csv"),
            ("2026-11.sync-conflict-20261128-101500-ABCDEFG.csv", "2026-11.csv"),
            ("2026-11 (Conflicted copy of bay-1 2026-11-28).csv", "2026-11.csv"),
            ("2026-11 - Kopie.csv", "2026-11.csv"),
            ("Copy of 2026-11.12.csv", "2026-11.12.csv"),
            ("2026-11.csv.bak", "2026-11.csv"),
            ("Ü2026-11ü.csv", "2026-11.csv"),
        ] {
            assert_eq!(FileName::copied(name).map(|it| it.to_string()).as_deref(), Some(of), "{name}");
        }
        for name in ["2026-11.csv", "2026-11.2.csv", "prices.csv", "2026-13 (1).csv", "2026-1", ""] {
            assert_eq!(FileName::copied(name), None, "{name}");
        }
    }
}
