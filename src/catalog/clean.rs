//! Characters that a terminal would act on instead of showing.

/// Whether `c` must not reach a terminal, a printer or a spreadsheet: C0, DEL, C1, line separators, the byte order mark,
/// bidi controls and tags.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` with a visible stand-in for every control character, one for one, so that columns stay right.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if is_control(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
