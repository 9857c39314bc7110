//! Tables of typed cells, from which CSV and spreadsheets are made.
//!
//! The CSV is for a spreadsheet: UTF-8 with BOM, CRLF. What a spreadsheet of any country could take for a number, a date, a truth
//! value or a formula gets an apostrophe in front ([`guarded`]), and what must survive as text bears the leading letter that it has in the journal
//! (`J261122-01`, `sn 28185103940021`). Where cells have types of their own, neither is needed.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use crate::audit::findings::kind::Weight;
use crate::domain::text::printable;
use crate::journal::formula_places;
use crate::words::PlainWords;

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
    /// A day.
    Day(NaiveDate),
    Whole(i64),
    /// A figure, with its digits as they were typed.
    Number(String),
    /// A finding's weight, in a word.
    Weight(Weight, String),
}

/// The message of a word of tables: `lead off` is `lead-off` there.
pub(super) fn in_words<'a>(words: &'a PlainWords, group: &str, word: &'a str) -> &'a str {
    words.find(&format!("{group}-{}", word.replace([' ', ','], "-").replace("--", "-"))).unwrap_or(word)
}

impl Table {
    /// The same under the name and the heads that people read.
    #[must_use]
    pub(super) fn titled(mut self, words: &PlainWords) -> Self {
        self.title = Some(in_words(words, "sheet", self.name).to_owned());
        for column in &mut self.columns {
            *column = in_words(words, "column", &column.clone()).to_owned().into();
        }
        self
    }
}

/// A table: one sheet of a workbook, or one CSV file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: &'static str,
    /// What people call it, where they read it.
    pub title: Option<String>,
    /// The heads of the columns.
    pub columns: Vec<Cow<'static, str>>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The columns that are printed, from the first on: how wide each may be, in characters. All of them where it is empty.
    pub printed: Vec<usize>,
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

    /// Its text as it was written, where it is text.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Plain(text) | Self::Weight(_, text) | Self::Job(text) | Self::Serial(text) => {
                Some(text)
            }
            Self::None | Self::Time(_) | Self::Day(_) | Self::Whole(_) | Self::Number(_) => None,
        }
    }

    /// The text of the cell in a CSV file.
    #[must_use]
    pub fn csv(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => guarded(&printable(text)),
            Self::Plain(text) | Self::Weight(_, text) => text.clone(),
            Self::Job(number) => format!("J{number}"),
            Self::Serial(serial) => format!("sn {serial}"),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Day(day) => day.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Number(digits) => digits.clone(),
        }
    }
}

impl Table {
    /// The bytes of a CSV file for spreadsheets.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let line = |fields: Vec<String>| fields.join(",") + "\r\n";
        let head = line(self.columns.iter().map(|name| field(name)).collect());
        let rows = self.rows.iter().map(|row| line(row.iter().map(|cell| field(&cell.csv())).collect()));
        format!("\u{feff}{head}{}", rows.collect::<String>()).into_bytes()
    }
}

/// A field of a CSV file, in quotes where a spreadsheet of any country could part it: some part columns at semicolons, tabs or bars.
fn field(text: &str) -> String {
    if text.contains([',', ';', '\t', '|', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A text with an apostrophe wherever a spreadsheet could take what follows for something else: in front of a number, a date, an
/// amount of money or a truth value, and before each formula, also one behind a character at which other countries part columns.
#[must_use]
pub fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut from = 0;
    for at in formula_places(text) {
        guarded.push_str(&text[from..at]);
        guarded.push('\'');
        from = at;
    }
    guarded.push_str(&text[from..]);
    if is_more_than_text(text) { format!("'{text}", text = guarded) } else { guarded }
}

/// Whether a spreadsheet in some country makes something else of a text than text.
fn is_more_than_text(text: &str) -> bool {
    let begins = text.trim_start_matches([' ', '\u{a0}', '"', '\'']);
    let Some(first) = begins.chars().next() else { return false };
    let is_amount = CURRENCY_SIGNS.contains(first) || ('\u{20a0}'..='\u{20cf}').contains(&first);
    let is_number = first.is_numeric() || matches!(first, '.' | ',' | '(' | '%' | '#');
    let word_end = begins.find(|c: char| !c.is_alphabetic()).unwrap_or(begins.len());
    let (word, rest) = (begins[..word_end].to_lowercase(), &begins[word_end..]);
    let is_before_figure = rest.trim_start_matches(['.', ' ', '\u{a0}', '-', '/', '$']).starts_with(char::is_numeric);
    // no date and no amount goes on in other words: that is a plate, such as RP71 WJR
    let goes_on = rest.split(|c: char| !c.is_alphabetic()).any(|word| {
        let word = word.to_lowercase();
        !word.is_empty() && !BESIDE_FIGURES.contains(&&*word)
    });
    let is_figure = is_before_figure && !goes_on;
    let is_date_or_amount =
        is_figure && (MONTHS.iter().any(|month| word.starts_with(month)) || CURRENCIES.contains(&&*word));
    let is_truth = rest.trim().is_empty() && TRUTHS.contains(&&*word);
    is_number || is_amount || is_date_or_amount || is_truth
}

/// Signs of currencies outside the block that Unicode has for them.
const CURRENCY_SIGNS: &str = "$¢£¤¥₿֏؋";

/// Abbreviations of currencies that stand before an amount.
const CURRENCIES: [&str; 30] = [
    "aud", "cad", "chf", "czk", "dkk", "eur", "fr", "ft", "gbp", "huf", "inr", "jpy", "kč", "kr", "lei", "nok", "php",
    "pln", "r", "rm", "ron", "rp", "rs", "rub", "sek", "sfr", "tl", "try", "usd", "zł",
];

/// Words that may stand with the figures of a date or an amount.
const BESIDE_FIGURES: [&str; 11] = ["a", "am", "p", "pm", "st", "nd", "rd", "th", "de", "e", "t"];

/// What the names of months begin with in the languages of Europe.
const MONTHS: [&str; 37] = [
    "jan", "feb", "fév", "fev", "mar", "mär", "apr", "avr", "abr", "mai", "maj", "may", "mei", "jun", "juin", "jul",
    "juil", "aug", "aoû", "ago", "sep", "set", "okt", "oct", "out", "nov", "dec", "dez", "déc", "dic", "ene", "gen",
    "sty", "lut", "kwi", "lis", "gru",
];

/// The truth values as spreadsheets of many countries write them.
const TRUTHS: [&str; 29] = [
    "true",
    "false",
    "wahr",
    "falsch",
    "vrai",
    "faux",
    "verdadero",
    "falso",
    "vero",
    "verdadeiro",
    "waar",
    "onwaar",
    "prawda",
    "fałsz",
    "sant",
    "sann",
    "falskt",
    "usann",
    "sand",
    "falsk",
    "pravda",
    "nepravda",
    "igaz",
    "hamis",
    "tosi",
    "epätosi",
    "doğru",
    "yanlış",
    "истина",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_guarded() {
        for (text, cell) in [
            ("1E10", "'1E10"),
            ("=1+1", "'=1+1"),
            ("MAR 12", "'MAR 12"),
            ("Mar 12th, 2026 4:00 PM", "'Mar 12th, 2026 4:00 PM"),
            ("RP71", "'RP71"),
            ("Mai 12", "'Mai 12"),
            ("jan-12", "'jan-12"),
            (" -1", " '-1"),
            ("(12)", "'(12)"),
            (".5", "'.5"),
            ("TRUE", "'TRUE"),
            ("fałsz", "'fałsz"),
            ("€ 12", "'€ 12"),
            ("$12", "'$12"),
            ("R$ 12", "'R$ 12"),
            ("KR 12345", "'KR 12345"),
            ("CHF12", "'CHF12"),
            ("\"=1+1", "\"'=1+1"),
            ("Ana;=3*4;K", "Ana;'=3*4;K"),
            ("Ana, @SUM(1)|+2", "Ana, '@SUM(1)|'+2"),
        ] {
            assert_eq!(guarded(text), cell);
        }
    }

    #[test]
    fn names_and_plates_stay_as_they_are() {
        for text in [
            "AB12 CDE",
            "Jan K.",
            "Marek",
            "Decker",
            "declined",
            "Truel",
            "a=b",
            "Łukasz W.",
            "B-MW 2290",
            "RP71 WJR",
            "MAR 12 KL",
            "Rs",
            "",
            "x - y",
        ] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn a_sentence_is_one_cell_wherever_columns_are_parted() {
        for text in ["a; b", "a, b", "a|b", "a \"b\""] {
            assert!(field(text).starts_with('"'), "{text}");
        }
        assert_eq!((field("a \"b\""), field("a b")), ("\"a \"\"b\"\"\"".to_owned(), "a b".to_owned()));
    }
}
