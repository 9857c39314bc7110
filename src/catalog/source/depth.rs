//! How deep a TOML text nests, before it is parsed.
//!
//! The parser bounds brackets and dotted keys each for itself, but not together: a file of 13 kB can pile up thousands of
//! tables, and dropping them overflows the stack. So the text is looked through first, in the parser's own token rules.

use std::ops::Range;

/// How many brackets and braces may be open.
const MOST_OPEN: usize = 8;

/// How many dots a key may have.
const MOST_DOTS: usize = 8;

/// The first place that nests deeper than any of our files needs.
pub fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut open, mut dots) = (0, 0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'.' => dots += 1,
            b'[' | b'{' => (open, dots) = (open + 1, 0),
            b']' | b'}' => (open, dots) = (open.saturating_sub(1), 0),
            b'=' | b',' | b'\n' => dots = 0,
            _ => {}
        }
        if open > MOST_OPEN || dots > MOST_DOTS {
            return Some(at..at + 1);
        }
        at = token_end(text, at);
    }
    None
}

/// Where the token that begins at `at` ends.
fn token_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let until = |is_stop: fn(&u8) -> bool| rest.iter().position(is_stop).unwrap_or(rest.len());
    let length = match rest[0] {
        b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'\n' | b'\r' => 1,
        b'#' => until(|byte| matches!(byte, b'\r' | b'\n')),
        b'"' if rest.starts_with(b"\"\"\"") => long_string(rest, b'"'),
        b'\'' if rest.starts_with(b"'''") => long_string(rest, b'\''),
        quote @ (b'"' | b'\'') => short_string(rest, quote),
        _ => until(|byte| {
            matches!(byte, b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'#' | b'\r' | b'\n')
        }),
    };
    at + length.max(1)
}

/// The length of a string on one line; without its closing quote it ends before the newline.
fn short_string(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\n' => return at,
            b'\\' if quote == b'"' && matches!(rest.get(at + 1), Some(b'"' | b'\\')) => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a string of several lines; up to two more quotes belong to it.
fn long_string(rest: &[u8], quote: u8) -> usize {
    let mut at = 3;
    while at < rest.len() {
        if rest[at..].starts_with(&[quote; 3]) {
            let more = rest[at + 3..].iter().take(2).take_while(|&&b| b == quote).count();
            return at + 3 + more;
        }
        let is_escaped = quote == b'"' && rest[at] == b'\\' && matches!(rest.get(at + 1), Some(b'"' | b'\\'));
        at += if is_escaped { 2 } else { 1 };
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn depth_is_counted_outside_strings_and_comments() {
        assert_eq!(too_deep("a = [[[[[[[[1]]]]]]]]\n"), None);
        assert_eq!(too_deep("a = [[[[[[[[[1]]]]]]]]]\n"), Some(12..13));
        assert_eq!(too_deep("text = \"[[[[[[[[[[[ \\\" [[[\" # [[[[[[[[[[[[\n"), None);
        assert_eq!(too_deep("text = '''\n[[[[[[[[[[ ''''' # {{{{{{{{{{{{\n"), None);
        assert_eq!(too_deep(&format!("{}b = 1", "a.".repeat(8))), None);
        assert!(too_deep(&format!("{}b = 1", "a.".repeat(9))).is_some());
        assert!(too_deep(&format!("x = \"\n{}b = 1", "a.".repeat(9))).is_some(), "an open string ends at its line");
        assert_eq!(too_deep("at = 1.5\n".repeat(100).as_str()), None);
    }

    #[test]
    fn what_passes_can_be_parsed_and_dropped_on_a_small_stack() {
        let key = format!("{}x = {{ ", "x.".repeat(8));
        let deepest = format!("[{}a]\n{}y = 1{}", "a.".repeat(8), key.repeat(8), " }".repeat(8));
        assert_eq!(too_deep(&deepest), None);
        let small = std::thread::Builder::new().stack_size(512 * 1024);
        let thread = small.spawn(move || toml::de::DeTable::parse_recoverable(&deepest).1.len()).unwrap();
        assert_eq!(thread.join().unwrap(), 0);
    }
}
