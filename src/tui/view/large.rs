//! Letters and figures that are read from two metres: five rows of each.

use super::text::width;
use crate::app::gate_word::Piece;

/// Rows of a large letter.
pub(super) const ROWS: u16 = 5;

/// The pieces beside each other, row by row.
pub(super) fn rows(pieces: &[Piece]) -> [String; ROWS as usize] {
    let mut rows: [String; ROWS as usize] = Default::default();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            rows.iter_mut().for_each(|row| row.push_str("  "));
        }
        match piece {
            Piece::Large(text) => {
                for (row, large) in rows.iter_mut().zip(large(text)) {
                    row.push_str(&large);
                }
            }
            Piece::Small(text) => {
                let (above, last) = rows.split_at_mut(usize::from(ROWS) - 1);
                above.iter_mut().for_each(|row| row.push_str(&" ".repeat(width(text))));
                last[0].push_str(text);
            }
        }
    }
    rows
}

/// A text in large letters: five rows. What has no large form is left out.
pub(super) fn large(text: &str) -> [String; ROWS as usize] {
    let mut rows: [String; ROWS as usize] = Default::default();
    for (at, c) in text.chars().enumerate() {
        for (row, bits) in rows.iter_mut().zip(glyph(c)) {
            if at > 0 {
                row.push(' ');
            }
            row.push_str(bits);
        }
    }
    debug_assert!(rows.iter().all(|row| width(row) == width(&rows[0])));
    rows
}

/// A letter, a figure, or a colon.
fn glyph(c: char) -> [&'static str; ROWS as usize] {
    match c {
        '0' => ["█████", "█   █", "█   █", "█   █", "█████"],
        '1' => ["  █  ", " ██  ", "  █  ", "  █  ", "█████"],
        '2' => ["█████", "    █", "█████", "█    ", "█████"],
        '3' => ["█████", "    █", " ████", "    █", "█████"],
        '4' => ["█   █", "█   █", "█████", "    █", "    █"],
        '5' => ["█████", "█    ", "█████", "    █", "█████"],
        '6' => ["█████", "█    ", "█████", "█   █", "█████"],
        '7' => ["█████", "    █", "   █ ", "  █  ", "  █  "],
        '8' => ["█████", "█   █", "█████", "█   █", "█████"],
        '9' => ["█████", "█   █", "█████", "    █", "█████"],
        '.' => [" ", " ", " ", " ", "█"],
        '-' => ["   ", "   ", "███", "   ", "   "],
        ':' => [" ", "█", " ", "█", " "],
        ' ' => ["  "; ROWS as usize],
        'A' => [" ███ ", "█   █", "█████", "█   █", "█   █"],
        'C' => [" ████", "█    ", "█    ", "█    ", " ████"],
        'D' => ["████ ", "█   █", "█   █", "█   █", "████ "],
        'E' => ["█████", "█    ", "████ ", "█    ", "█████"],
        'F' => ["█████", "█    ", "████ ", "█    ", "█    "],
        'I' => ["███", " █ ", " █ ", " █ ", "███"],
        'K' => ["█   █", "█  █ ", "███  ", "█  █ ", "█   █"],
        'L' => ["█    ", "█    ", "█    ", "█    ", "█████"],
        'N' => ["█   █", "██  █", "█ █ █", "█  ██", "█   █"],
        'O' => [" ███ ", "█   █", "█   █", "█   █", " ███ "],
        'P' => ["████ ", "█   █", "████ ", "█    ", "█    "],
        'R' => ["████ ", "█   █", "████ ", "█  █ ", "█   █"],
        'S' => [" ████", "█    ", " ███ ", "    █", "████ "],
        'T' => ["█████", "  █  ", "  █  ", "  █  ", "  █  "],
        'W' => ["█   █", "█   █", "█ █ █", "██ ██", "█   █"],
        _ => [""; ROWS as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_gate_has_large_letters() {
        for c in "STOP WAIT CLEAR LEAD OFF LEAD ON WORK DONE STOPPED 0123456789:.-".chars() {
            let rows = glyph(c);
            assert!(rows.iter().all(|row| width(row) == width(rows[0]) && !row.is_empty()), "{c:?}");
        }
    }

    #[test]
    fn small_words_stand_at_the_foot_of_large_ones() {
        let rows = rows(&[Piece::Large("1".to_owned()), Piece::Small("min".to_owned())]);
        assert_eq!(rows, ["  █       ", " ██       ", "  █       ", "  █       ", "█████  min"]);
    }
}
