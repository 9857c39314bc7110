//! Where on the screen a tap, by mouse or finger, presses which keys.

use ratatui::layout::{Position, Rect};

use super::key::Key;

/// The places of a drawn screen that can be tapped, each with the keys that it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taps(Vec<(Rect, Vec<Key>)>);

impl Taps {
    /// Has a place stand for keys.
    pub fn add(&mut self, area: Rect, keys: &[Key]) {
        if !keys.is_empty() && !area.is_empty() {
            self.0.push((area, keys.to_vec()));
        }
    }

    /// The keys that a place stands for; none where nothing can be tapped.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> &[Key] {
        let place = Position::new(column, row);
        self.0.iter().rev().find(|(area, _)| area.contains(place)).map_or(&[], |(_, keys)| keys)
    }
}

/// The keys that a sign in front of a text names, one after the other: `Esc 1`, ` 2`, `Enter`; what stands behind them names none.
#[must_use]
pub fn named(sign: &str) -> Vec<Key> {
    let key = |word: &str| match word {
        "Enter" => Some(Key::Enter),
        "Esc" => Some(Key::Esc),
        word => {
            let mut chars = word.chars();
            let only = chars.next().filter(|c| c.is_ascii_alphanumeric() && chars.next().is_none());
            only.map(Key::Char)
        }
    };
    sign.trim_start_matches('▸').split_whitespace().map_while(key).collect()
}

/// The arrows that lead from one row of a list to another one, counted from the row above the first where none is in focus.
#[must_use]
pub fn arrows(from: Option<usize>, to: usize) -> Vec<Key> {
    let (from, to) = (from.map_or(0, |at| at + 1), to + 1);
    vec![if to < from { Key::Up } else { Key::Down }; to.abs_diff(from)]
}

/// The keys that open a row of a list: its digit, else arrows and Enter. While something is looked for, Enter ends that first, and opens
/// the only row by itself.
#[must_use]
pub fn opening(row: usize, rows: usize, focus: Option<usize>, digit: Option<usize>, is_typing: bool) -> Vec<Key> {
    let digit = digit.and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10)).map(Key::Char);
    let opens = match digit {
        Some(digit) => vec![digit],
        None => arrows(focus, row).into_iter().chain([Key::Enter]).collect(),
    };
    match (is_typing, rows) {
        (false, _) => opens,
        (true, 1) => vec![Key::Enter],
        (true, _) => [Key::Enter].into_iter().chain(opens).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_names_keys_or_nothing() {
        assert_eq!(named(" 1"), [Key::Char('1')]);
        assert_eq!(named("▸3"), [Key::Char('3')]);
        assert_eq!(named("Esc 2"), [Key::Esc, Key::Char('2')]);
        assert_eq!(named(" 1 WAIT     "), [Key::Char('1')]);
        assert_eq!(named(" 2 ✓"), [Key::Char('2')]);
        for nothing in ["", "·", " 1-9", "remark:", "!"] {
            assert_eq!(named(nothing), [], "{nothing}");
        }
    }

    #[test]
    fn a_row_is_opened_by_its_digit_or_by_arrows() {
        assert_eq!(opening(1, 3, Some(0), Some(2), false), [Key::Char('2')]);
        assert_eq!(opening(1, 3, Some(0), Some(2), true), [Key::Enter, Key::Char('2')]);
        assert_eq!(opening(0, 1, Some(0), Some(1), true), [Key::Enter]);
        assert_eq!(opening(9, 11, Some(10), None, false), [Key::Up, Key::Enter]);
        assert_eq!(arrows(None, 1), [Key::Down, Key::Down]);
        assert_eq!(arrows(Some(1), 1), []);
    }

    #[test]
    fn what_was_drawn_last_is_what_is_tapped() {
        let mut taps = Taps::default();
        taps.add(Rect::new(0, 0, 10, 2), &[Key::Char('1')]);
        taps.add(Rect::new(2, 1, 3, 1), &[Key::Enter]);
        taps.add(Rect::new(20, 0, 0, 1), &[Key::Esc]);
        assert_eq!(taps.at(1, 1), [Key::Char('1')]);
        assert_eq!(taps.at(2, 1), [Key::Enter]);
        assert_eq!(taps.at(20, 0), []);
    }
}
