//! Plain characters for the signs and frames that some consoles and fonts lack.

/// A cell's text where only plain characters can be shown; nothing where it is plain already.
#[must_use]
pub fn plain(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|c| sign(c).is_none());
    (!is_plain).then(|| text.chars().map(|c| sign(c).unwrap_or(c)).collect())
}

/// What stands for a sign; nothing for what is plain, and for letters, which are names and words.
fn sign(c: char) -> Option<char> {
    if c.is_ascii() || c.is_alphanumeric() {
        return None;
    }
    Some(match c {
        '✓' => '+',
        '✗' => 'x',
        '↻' => '@',
        '■' => '*',
        '▸' | '→' => '>',
        '◂' | '←' => '<',
        '↑' => '^',
        '↓' => 'v',
        '·' => '.',
        // what was cut must not look like a sentence that ends
        '…' => '~',
        '•' => '*',
        '×' => 'x',
        '‐'..='―' | '─' | '━' | '═' => '-',
        '│' | '┃' | '║' => '|',
        '╌'..='╏' | '┄'..='┋' => '.',
        '\u{2500}'..='\u{257f}' => '+',
        '\u{2580}'..='\u{259f}' => '#',
        '‘' | '’' | '‚' | '‹' | '›' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '≥' => '>',
        '≤' => '<',
        '€' => 'E',
        '£' => 'L',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        // what belongs to the letter before it is no sign
        _ if unicode_width::UnicodeWidthChar::width(c) == Some(0) => return None,
        _ => '?',
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn signs_that_mean_something_differ_in_the_plain_set() {
        let signs = ["✓", "✗", "!", "↻", "■", "▸", "·", "…", ".", "-", "n", "o"];
        let shown: BTreeSet<String> = signs.into_iter().map(|sign| plain(sign).unwrap_or(sign.to_owned())).collect();
        // the middle dot alone may look like a full stop: blanks stand at both sides of it
        assert_eq!(shown.len(), signs.len() - 1, "{shown:?}");
        assert!(shown.iter().all(|sign| sign.is_ascii()));
    }

    #[test]
    fn letters_stay_and_everything_else_becomes_plain() {
        for letter in ["a", "1", "ü", "Ł", "д", "漢", "e\u{301}", "１"] {
            assert_eq!(plain(letter), None, "{letter}");
        }
        for sign in
            ["╭", "╮", "╯", "├", "┤", "─", "│", "█", "▄", "…", "·", "–", "“", "°", "Ω\u{2009}".trim_start_matches('Ω')]
        {
            assert!(plain(sign).is_some_and(|plain| plain.is_ascii() && plain.len() == 1), "{sign}");
        }
        assert_eq!(plain(" \u{fffd}").as_deref(), Some(" ?"), "behind something plain, too");
    }
}
