//! Lines of input of a bounded length.

use std::io::BufRead;

/// More than any answer has, in bytes.
const LINE_BYTES_MAX: u64 = 8192;

/// Reads a line, or `None` at the end of the input. Only so much of it is kept as is plainly no answer; its rest is read
/// past, so that it isn't taken for the next line.
pub(super) fn bounded(input: &mut dyn BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut part = Vec::new();
    while std::io::Read::take(&mut *input, LINE_BYTES_MAX).read_until(b'\n', &mut part)? > 0 {
        let is_whole = part.ends_with(b"\n");
        if line.is_empty() {
            line.append(&mut part);
        }
        if is_whole {
            return Ok(Some(line));
        }
        part.clear();
    }
    Ok((!line.is_empty()).then_some(line))
}

/// What a line says: without blanks around it, and without what was taken back. `None` where it is no text, or has a control character
/// in it, such as an arrow key's: what is left without it, nobody wrote.
pub(super) fn typed(line: &[u8]) -> Option<String> {
    let mut text = String::new();
    for c in std::str::from_utf8(line).ok()?.trim().chars() {
        match c {
            '\u{8}' | '\u{7f}' => drop(text.pop()),
            c if c.is_control() => return None,
            c => text.push(c),
        }
    }
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_was_typed_or_nothing() {
        for (line, text) in [
            (&b" AB12 CDE\r\n"[..], Some("AB12 CDE")),
            (b"12.9\x085\n", Some("12.5")),
            (b"\x08\x7f7\n", Some("7")),
            ("J\u{f6}\u{8}\u{f6}rg\n".as_bytes(), Some("J\u{f6}rg")),
            (b"\n", Some("")),
            (b"\x1b[D\x1b[DAB12\n", None),
            (b"AB\t12\n", None),
            ("AB\u{9b}2J\n".as_bytes(), None),
            (b"J\xf6rg\n", None),
        ] {
            assert_eq!(typed(line).as_deref(), text, "{line:?}");
        }
    }
}
