//! Tables of typed cells, from which CSV and spreadsheets are made.
//!
//! The CSV is for a spreadsheet: UTF-8 with BOM, CRLF. What a spreadsheet could take for a number, a date or a formula gets
//! an apostrophe in front ([`guarded`]), and what must survive as text bears the leading letter that it has in the journal
//! (`J261122-01`, `sn 28185103940021`). Where cells have types of their own, neither is needed.

use chrono::NaiveDateTime;

use crate::domain::text::printable;

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    None,
    /// Text of any kind: guarded in CSV.
    Text(String),
    /// Text that no spreadsheet takes for anything else: ids, words of the program, receipts.
    Plain(String),
    /// A job's number: `J` in front of it in CSV.
    Job(String),
    /// A serial number: `sn ` in front of it in CSV.
    Serial(String),
    /// A moment in local time, to the second.
    Time(NaiveDateTime),
    Whole(i64),
    /// A figure, with its digits as they were typed.
    Number(String),
}

/// A table: one sheet of a workbook, or one CSV file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: &'static str,
    /// The heads of the columns.
    pub columns: Vec<&'static str>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// Text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::None } else { Self::Text(text) }
    }

    /// Plain text, or nothing where it is empty.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::None } else { Self::Plain(text) }
    }

    /// The text of the cell in a CSV file.
    #[must_use]
    pub fn csv(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => guarded(&printable(text)),
            Self::Plain(text) => text.clone(),
            Self::Job(number) => format!("J{number}"),
            Self::Serial(serial) => format!("sn {serial}"),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Number(digits) => digits.clone(),
        }
    }
}

impl Table {
    /// The bytes of a CSV file for spreadsheets.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
        // writing into memory can't fail
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(Cell::csv));
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// A text with an apostrophe in front where a spreadsheet could take it for something else: a number or date begins with
/// a digit, a formula with a sign, and a month's name before digits is a date to some.
#[must_use]
pub fn guarded(text: &str) -> String {
    let is_month_first = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .any(|month| text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(month)));
    let is_risky = text.trim_start().starts_with(|c: char| {
        c.is_numeric()
            || c.is_control()
            || matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    });
    if is_risky || is_month_first { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        for (text, cell) in [
            ("1E10", "'1E10"),
            ("=1+1", "'=1+1"),
            ("MAR 12", "'MAR 12"),
            ("AB12 CDE", "AB12 CDE"),
            (" -1", "' -1"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
        }
    }
}
