//! Breaking text into lines, whatever it is measured in: cells of a terminal or a line printer, points on paper.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Words broken into lines of at most `cells` terminal cells; none for a text without words. A word that is longer is cut.
#[must_use]
pub fn wrap_cells(text: &str, cells: usize) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    wrap(text, cells.max(1) as f32, &mut |text| text.width() as f32)
}

/// Words broken into lines of at most `room`, as `measure` measures them. A word that is longer is cut, never lost. At
/// least one line.
#[must_use]
pub fn wrap(text: &str, room: f32, measure: &mut dyn FnMut(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    let blank = measure(" ");
    // U+00A0 keeps a figure and its unit together
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = measure(word);
        let lead = if line.is_empty() { 0.0 } else { blank };
        if used + lead + width <= room {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            used += lead + width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in cut(word, room, measure) {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            used = measure(&piece);
            line = piece;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces that fit; one piece when it does. It is parted after its hyphens, and cut only where one piece of that
/// is still too long.
fn cut(word: &str, room: f32, measure: &mut dyn FnMut(&str) -> f32) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in word.split_inclusive('-') {
        match pieces.last_mut() {
            Some(last) if measure(&format!("{last}{part}")) <= room => last.push_str(part),
            _ => pieces.extend(cut_anywhere(part, room, measure)),
        }
    }
    pieces
}

/// A word without hyphens in pieces that fit.
fn cut_anywhere(word: &str, room: f32, measure: &mut dyn FnMut(&str) -> f32) -> Vec<String> {
    if measure(word) <= room {
        return vec![word.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for grapheme in word.graphemes(true) {
        piece.push_str(grapheme);
        if measure(&piece) > room && piece.len() > grapheme.len() {
            piece.truncate(piece.len() - grapheme.len());
            pieces.push(std::mem::replace(&mut piece, grapheme.to_owned()));
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_long_ones_cut() {
        let mut cells = |text: &str| text.chars().count() as f32;
        assert_eq!(wrap("volts between the leads", 12.0, &mut cells), ["volts", "between the", "leads"]);
        assert_eq!(wrap("BP538971317615", 6.0, &mut cells), ["BP5389", "713176", "15"]);
        assert_eq!(wrap("a BP538971 b", 6.0, &mut cells), ["a", "BP5389", "71 b"]);
        assert_eq!(wrap("", 6.0, &mut cells), [""]);
        assert_eq!(wrap("漢", 0.5, &mut cells), ["漢"]);
        assert_eq!(wrap("Weikersheim-Öhringen", 16.0, &mut cells), ["Weikersheim-", "Öhringen"]);
        assert_eq!(wrap("a-b-cdefghij", 5.0, &mut cells), ["a-b-", "cdefg", "hij"]);
        assert_eq!(wrap("----", 3.0, &mut cells), ["---", "-"]);
    }
}
