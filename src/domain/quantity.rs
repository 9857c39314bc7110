//! What of a text is surely no radio code: a quantity with its unit, the name of a fuse in front of its amperes, a day with its year.
//!
//! A code has four digits or more. So a quantity has three at most, or two and two in front of volts; and a number that stands alone
//! in front of one may be the first half of a code, unless a fuse is spoken of.

use chrono::{Datelike, NaiveDate};

/// Units behind a figure, each with the most digits before its point and behind it.
const UNITS: [(&str, usize, usize); 16] = [
    (AMPERES, 3, 1),
    ("ma", 3, 1),
    ("ah", 3, 1),
    (VOLTS, 2, 2),
    ("ohm", 3, 1),
    ("w", 3, 0),
    ("nm", 3, 1),
    ("n·m", 3, 1),
    ("mm", 3, 1),
    ("mm²", 3, 1),
    ("km", 3, 1),
    ("kg", 3, 1),
    ("°c", 3, 1),
    ("min", 3, 0),
    ("h", 3, 1),
    ("%", 3, 1),
];
const AMPERES: &str = "a";
const VOLTS: &str = "v";
/// More are in no supply of a car: a code may have been typed with a point in it.
const VOLTS_MAX: f64 = 30.0;

/// Words in front of a fuse's number.
const FUSE_WORDS: [&str; 6] = ["fuse", "fuses", "slot", "sicherung", "sicherungen", "steckplatz"];

/// A text without the figures that are surely no code. Their units stay, so that nothing comes together that stood apart.
pub(super) fn without_quantities(text: &str) -> String {
    let mut tokens = text.split_whitespace().peekable();
    let mut kept: Vec<&str> = Vec::new();
    while let Some(token) = tokens.next() {
        let behind = unit_behind(token, tokens.peek().copied().unwrap_or_default());
        let (unit, is_parted) = match (unit_within(token), behind) {
            (Some(unit), _) => (unit, false),
            (None, Some(unit)) => (unit, true),
            (None, None) => {
                kept.push(if is_date(token) { "-" } else { token });
                continue;
            }
        };
        if unit.eq_ignore_ascii_case(AMPERES) {
            leave_out_fuse(&mut kept);
        }
        // it may be a half of a code
        if kept.last().is_some_and(|before| before.ends_with(char::is_numeric)) {
            kept.push(token);
            continue;
        }
        kept.push(unit);
        if is_parted {
            tokens.next();
        }
    }
    kept.join(" ")
}

/// Leaves out the number of the fuse that amperes belong to: `F36`, `SB12`, or behind a word for it.
fn leave_out_fuse(kept: &mut [&str]) {
    let Some((name, before)) = kept.split_last_mut() else { return };
    let is_spoken_of = before.last().is_some_and(|word| FUSE_WORDS.contains(&trimmed(word).to_lowercase().as_str()));
    if let Some(letters) = fuse_letters(name) {
        *name = letters;
    } else if is_spoken_of && is_number(trimmed(name), 3, 0) {
        *name = "-";
    }
}

/// The letters of a fuse's name, which has one or two and at most three digits.
fn fuse_letters(name: &str) -> Option<&str> {
    let name = trimmed(name);
    let end = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(end);
    let is_short = (1..=2).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_short && is_number(digits, 3, 0)).then_some(letters)
}

/// The unit of a quantity that is written in one: `10A`, `12.6V,`.
fn unit_within(token: &str) -> Option<&str> {
    let token = trimmed_to_unit(token);
    let end = token.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (figure, unit) = token.split_at(end);
    is_quantity(figure, unit).then_some(unit)
}

/// The unit that stands behind a figure: `10 A`, `12.6 V,`.
fn unit_behind<'a>(figure: &str, next: &'a str) -> Option<&'a str> {
    let unit = trimmed_to_unit(next);
    is_quantity(figure.trim_start_matches(['(', '"']), unit).then_some(unit)
}

fn is_quantity(figure: &str, unit: &str) -> bool {
    let unit = unit.to_lowercase();
    let Some((_, whole, behind)) = UNITS.iter().find(|(name, ..)| *name == unit) else { return false };
    let value = || figure.replace(',', ".").parse::<f64>();
    is_number(figure, *whole, *behind) && (unit != VOLTS || value().is_ok_and(|volts| volts <= VOLTS_MAX))
}

/// Whether a text is a number of so many digits at most before its point or comma and behind it.
fn is_number(text: &str, whole: usize, behind: usize) -> bool {
    let is_part =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(['.', ',']) {
        Some((before, after)) => is_part(before, whole) && is_part(after, behind),
        None => is_part(text, whole),
    }
}

/// A word without the signs around it.
pub(super) fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The same, with the signs that belong to a unit.
fn trimmed_to_unit(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '°' | '²'))
}

/// Whether a word is a day of these times, with all four digits of its year: `2026-10-20`, `20.10.2026`, `20/10/2026`.
pub(super) fn is_date(word: &str) -> bool {
    let read = |form| NaiveDate::parse_from_str(trimmed(word), form).ok();
    let day = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"].into_iter().find_map(read);
    day.is_some_and(|day| (1990..2100).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_and_the_fuse_before_it_are_left_out() {
        for (text, kept) in [
            ("radio, F36 10 A", "radio, F A"),
            ("F36 (10A), F37: 7.5 A", "F A F A"),
            ("fuse 36 10 A", "fuse - A"),
            ("SB12 15 A", "SB A"),
            ("6 Nm, then 5.4 N·m", "Nm then N·m"),
            ("12.65 V at the leads", "V at the leads"),
            ("out 2026-10-20, in (21.10.2026)", "out - in -"),
            ("battery 70 Ah, -12 °C", "battery Ah -12 °C"),
        ] {
            assert_eq!(without_quantities(text), kept, "{text}");
        }
        for text in
            ["7391 A", "73 91 A", "73.91 V", "739.1 V", "73-91 A", "7391V", "F7391 10", "F36", "12.65", "7.3.91"]
        {
            let is_there = without_quantities(text).chars().filter(char::is_ascii_digit).count();
            assert!(is_there >= 2, "{text}");
        }
        assert_eq!(without_quantities("code 73 10 A"), "code 73 10 A", "it may be the code with something behind it");
    }
}
