//! Spans of days in words: `today`, `last-month`, `2026-10`, `2026-10-01..2026-10-15`.
//!
//! A day is a calendar day of the row's own local time, as the people at the car saw it. Weeks begin on Monday. *Now* is an
//! argument.

use chrono::{Datelike, Days, NaiveDate};

use crate::catalog::closest;
use crate::words::{Said, Sentence};

/// The words for spans that move with the day.
pub const WORDS: [&str; 10] = [
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
    "last-7-days",
    "last-30-days",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Months that people are called, too: such a word alone is not taken for a time.
const NAMES_TOO: [&str; 4] = ["april", "may", "june", "august"];

/// The message that says the forms of a time.
pub(super) const EXPECTED: &str = "filter-times";

/// A word that stands for nothing here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadWord(pub Sentence);

/// Days from one to another, both included; without an end where it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Reads a span. A bare year counts as one.
    ///
    /// # Errors
    /// When the word is no time; the text says what was expected.
    pub fn parse(word: &str, today: NaiveDate) -> Result<Self, BadWord> {
        let word = word.trim().to_lowercase();
        let Some((from, to)) = word.split_once("..") else { return single(&word, today) };
        let open = Self { from: None, to: None };
        let end = |text: &str| if text.is_empty() { Ok(open) } else { single(text, today) };
        let (first, last) = (end(from)?, end(to)?);
        match (first.from, last.to) {
            (None, None) => Err(BadWord(Sentence::says(
                "filter-endless",
                [("word", Said::text(format!("{word:?}"))), ("times", EXPECTED.into())],
            ))),
            (Some(from), Some(to)) if from > to => {
                Err(BadWord(Sentence::says("filter-turned", [("word", Said::text(format!("{word:?}")))])))
            }
            (from, to) => Ok(Self { from, to }),
        }
    }

    /// Whether a word has the shape of a time, right or wrong, so that it is nothing else.
    #[must_use]
    pub fn is_meant(word: &str) -> bool {
        let is_number =
            |part: &str, len: &[usize]| len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = word.split('-');
        let is_dated = parts.next().is_some_and(|year| is_number(year, &[4]))
            && (1..=2).contains(&parts.clone().count())
            && parts.all(|part| is_number(part, &[1, 2]));
        // as other countries write days and months: refused, with how they are written here
        let is_turned = || {
            let parts: Vec<&str> = word.split(['.', '/']).collect();
            let is_year = |part: &str| is_number(part, &[4]) && (part.starts_with("19") || part.starts_with("20"));
            let is_small = |part: &&str| is_number(part, &[1, 2]);
            match &parts[..] {
                [day @ .., year] if is_year(year) => (1..=2).contains(&day.len()) && day.iter().all(is_small),
                [year, day @ ..] if is_year(year) => (1..=2).contains(&day.len()) && day.iter().all(is_small),
                _ => false,
            }
        };
        let is_word = || word.contains('-') && closest(word, WORDS).is_some();
        let lower = word.to_lowercase();
        let is_month = MONTHS.contains(&&*lower) && !NAMES_TOO.contains(&&*lower);
        is_dated || word.contains("..") || WORDS.contains(&&*lower) || is_month || is_turned() || is_word()
    }

    /// Whether a day lies within it.
    #[must_use]
    pub fn has(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The number of the month with this name, or these first three letters of one.
fn month_named(word: &str) -> Option<u32> {
    let is_it = |name: &&str| **name == *word || (word.len() == 3 && name.starts_with(word));
    (1..).zip(MONTHS).find(|(_, name)| is_it(name)).map(|(number, _)| number)
}

/// Whether a word was perhaps meant as a month.
#[must_use]
pub fn is_like_a_month(word: &str) -> bool {
    let word = word.to_lowercase();
    month_named(&word).is_some() || closest(&word, MONTHS).is_some()
}

/// The question whether a word was meant that is near to the typed one.
pub(super) fn did_you_mean(meant: &str) -> Sentence {
    Sentence::says("filter-meant", [("word", Said::text(format!("{meant:?}")))])
}

/// A word, a day, a month or a year.
fn single(word: &str, today: NaiveDate) -> Result<Span, BadWord> {
    let dated = moving(word, today).or_else(|| fixed(word));
    dated.map(|(from, to)| Span { from: Some(from), to: Some(to) }).ok_or_else(|| {
        let values = [("word", Said::text(format!("{word:?}"))), ("times", EXPECTED.into())];
        let meant = closest(word, WORDS).map(|meant| Sentence::from("; ".to_owned()).and(did_you_mean(meant)));
        BadWord(Sentence::says("filter-no-time", values).and(meant.unwrap_or_default()))
    })
}

/// A span that moves with the day.
fn moving(word: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let back = |days: u64| today.checked_sub_days(Days::new(days));
    let monday = back(u64::from(today.weekday().num_days_from_monday()))?;
    let (year, month) = (today.year(), today.month());
    match word {
        "today" => Some((today, today)),
        "yesterday" => back(1).map(|day| (day, day)),
        "this-week" => Some((monday, monday.checked_add_days(Days::new(6))?)),
        "last-week" => Some((monday.checked_sub_days(Days::new(7))?, monday.pred_opt()?)),
        "this-month" => month_of(year, month),
        "last-month" if month == 1 => month_of(year - 1, 12),
        "last-month" => month_of(year, month - 1),
        "this-year" => year_of(year),
        "last-year" => year_of(year - 1),
        "last-7-days" => Some((back(6)?, today)),
        "last-30-days" => Some((back(29)?, today)),
        // the last one that has begun
        word => month_named(word).and_then(|named| month_of(if named <= month { year } else { year - 1 }, named)),
    }
}

/// A day, a month or a year, written in digits.
fn fixed(word: &str) -> Option<(NaiveDate, NaiveDate)> {
    let is_digits = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    let mut parts = word.split('-');
    let year: i32 = parts.next().filter(|year| is_digits(year, 4))?.parse().ok()?;
    let mut two = || match parts.next() {
        None => Some(None),
        Some(part) if is_digits(part, 2) => part.parse::<u32>().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (two()?, two()?);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => year_of(year),
        (Some(month), None) => month_of(year, month),
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(|day| (day, day)),
    }
}

fn month_of(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some((first, NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt()?))
}

fn year_of(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}
