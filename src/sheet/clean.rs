//! Text that came from a keyboard or a file, made fit for paper.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::domain::input::may_hold_a_code;
use crate::domain::text::is_unprintable;

/// Marks that may stand on one letter: more would grow out of the line into the ones above and below.
const MARKS_MAX: usize = 2;

/// One line without anything that a printer, a browser or a terminal would act on: controls and what turns the reading
/// order become a visible sign, piled-up marks are cut, and runs of blanks are one.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let mut marks = 0;
        for c in grapheme.chars() {
            let is_mark = c.width() == Some(0) && !is_control(c);
            marks += usize::from(is_mark);
            match c {
                _ if c.is_whitespace() && c != '\u{a0}' => cleaned.push(' '),
                _ if is_control(c) => cleaned.push('\u{fffd}'),
                _ if is_mark && marks > MARKS_MAX => {}
                _ => cleaned.push(c),
            }
        }
    }
    cleaned.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a character can't be shown, or is an invisible one that a printer's fonts may draw as a box.
fn is_control(c: char) -> bool {
    is_unprintable(c) || matches!(c, '\u{200b}' | '\u{2060}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}')
}

/// A line that a technician marked for the customer. Digits that could be a radio's code are covered: it is never
/// printed, whoever wrote it where.
pub(super) fn customer_line(line: &str, is_about_radio: bool) -> String {
    let line = clean(line);
    let folded = line.to_lowercase();
    let speaks_of_it = is_about_radio || ["code", "pin", "kod", "cod"].iter().any(|word| folded.contains(word));
    let but_faults: Vec<&str> = line.split(' ').filter(|word| !is_fault(word)).collect();
    if speaks_of_it && may_hold_a_code(&but_faults.join(" ")) {
        return line.chars().map(|c| if c.is_numeric() { '•' } else { c }).collect();
    }
    line
}

/// Whether a word is the number of a stored fault, such as P0420: a letter and four digits, which no radio code is.
fn is_fault(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).as_bytes();
    word.len() == 5 && word[0].is_ascii_alphabetic() && word[1..].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_through_that_acts() {
        assert_eq!(clean("a\u{1b}[31m\tb\r\nc\u{202e}d"), "a\u{fffd}[31m b c\u{fffd}d");
        assert_eq!(clean("Z\u{300}\u{301}\u{302}\u{303}\u{304}algo"), "Z\u{300}\u{301}algo");
        assert_eq!(clean("  Łukasz   Wójcik "), "Łukasz Wójcik");
        assert_eq!(clean("שלום"), "שלום");
    }

    #[test]
    fn a_possible_code_is_covered() {
        assert_eq!(customer_line("the code is 0417", false), "the code is ••••");
        assert_eq!(customer_line("it is 04 17", true), "it is •• ••");
        assert_eq!(customer_line("next service at 12000 km", false), "next service at 12000 km");
        assert_eq!(customer_line("fault code P0420, twice", true), "fault code P0420, twice");
        assert_eq!(customer_line("code0417", false), "code••••");
    }
}
