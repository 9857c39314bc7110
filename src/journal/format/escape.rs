//! Free text made safe for one line, for terminals and for spreadsheets, and back again, exactly.
//!
//! Value, who and note are escaped, each as one text:
//!
//! - a backslash is `\\`;
//! - what has no picture or turns text around is `\u{…}`: C0, DEL, C1, U+2028, U+2029, U+FEFF, the bidi controls and
//!   the tags;
//! - `=`, `+`, `-`, `@` and their full-width forms get a backslash where a spreadsheet in any locale could begin a
//!   cell with them: first in the column, or first after `,` `;` `|`;
//! - in who and note an ASCII digit or full stop gets one when it is first in the column, so that no note becomes a
//!   number or a date.
//!
//! "First" looks past blanks (U+0020, U+00A0) and quotes (`"`, `'`), as spreadsheets do.

use super::column::Column;
use crate::domain::text::is_unprintable;

/// The position of the next character in its column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Nothing that counts was before it.
    ColumnStart,
    /// Nothing that counts was between it and a `,` `;` `|`.
    PartStart,
    /// Anywhere else.
    Inside,
}

impl Position {
    /// The position after `c`.
    fn after(self, c: char) -> Self {
        match c {
            ' ' | '\u{a0}' | '"' | '\'' => self,
            ',' | ';' | '|' => Self::PartStart,
            _ => Self::Inside,
        }
    }
}

/// The places in a text, in bytes, where a spreadsheet in any locale could begin a cell with a formula: first, or first after
/// `,` `;` `|`.
pub fn formula_places(text: &str) -> impl Iterator<Item = usize> {
    let mut position = Position::ColumnStart;
    text.char_indices().filter_map(move |(at, c)| {
        let is_one = position != Position::Inside && is_formula_start(c);
        position = position.after(c);
        is_one.then_some(at)
    })
}

/// Escapes `text` as the whole of `column`. Columns without escapes give the text back.
#[must_use]
pub fn escape(column: Column, text: &str) -> String {
    if !column.is_free_text() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut position = Position::ColumnStart;
    for c in text.chars() {
        if c == '\\' {
            out.push_str("\\\\");
        } else if is_unprintable(c) {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        } else {
            if needs_guard(c, position, column) {
                out.push('\\');
            }
            out.push(c);
        }
        position = position.after(c);
    }
    out
}

/// Why a text is not in its escaped form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEscape {
    /// A backslash before something that is never escaped.
    #[error("'\\' is followed by {0}, which is no escape")]
    Unknown(String),
    /// Decodes, but the same text has another form.
    #[error("not in the one form this text has: {0:?} was expected")]
    OtherForm(String),
}

/// Undoes [`escape`].
///
/// # Errors
/// When `text` is not exactly what [`escape`] makes of some text.
pub fn unescape(column: Column, text: &str) -> Result<String, BadEscape> {
    if !column.is_free_text() {
        return Ok(text.to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(coded) = rest.strip_prefix("u{") {
            let (digits, after) = coded.split_once('}').ok_or_else(|| unknown(rest))?;
            let is_hex = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
            let c = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).and_then(char::from_u32);
            out.push(c.ok_or_else(|| unknown(rest))?);
            rest = after;
        } else {
            let c = rest.chars().next().ok_or_else(|| unknown("nothing"))?;
            if !(c == '\\' || c == '.' || c.is_ascii_digit() || is_formula_start(c)) {
                return Err(unknown(rest));
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.push_str(rest);
    // One byte form for each text: whatever decodes but isn't that form was not written by this format.
    let expected = escape(column, &out);
    if expected == text { Ok(out) } else { Err(BadEscape::OtherForm(expected)) }
}

/// True when `text`, as it stands in `column` of a file, surely reads as itself: nothing in it is escaped, or should be.
/// False where that takes a closer look.
#[must_use]
pub(super) fn is_plain(column: Column, text: &str) -> bool {
    let mut position = Position::ColumnStart;
    for &byte in text.as_bytes() {
        match CLASSES[usize::from(byte)] {
            ByteClass::Plain => position = Position::Inside,
            ByteClass::Blank => {}
            ByteClass::Separator => position = Position::PartStart,
            ByteClass::FormulaStart if position != Position::Inside => return false,
            ByteClass::NumberStart if position == Position::ColumnStart && column != Column::Value => return false,
            ByteClass::FormulaStart | ByteClass::NumberStart => position = Position::Inside,
            ByteClass::Special => return false,
        }
    }
    true
}

/// The role of a byte in an escaped text.
#[derive(Clone, Copy)]
enum ByteClass {
    /// Nothing to look at.
    Plain,
    /// A blank or a quote: the next character may still be first.
    Blank,
    /// A separator: the next character is first in a part.
    Separator,
    FormulaStart,
    NumberStart,
    /// A backslash, or part of a character that may have no picture, be a blank, or begin a formula.
    Special,
}

/// The class of each byte. Of UTF-8 only the first bytes that characters of interest have are special.
const CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            0..=0x1f | 0x7f | b'\\' => ByteClass::Special,
            // U+0080-BF, U+0600-063F, U+2000-2FFF, U+F000-FFFF, U+C0000-FFFFF
            0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3 => ByteClass::Special,
            b' ' | b'"' | b'\'' => ByteClass::Blank,
            b',' | b';' | b'|' => ByteClass::Separator,
            b'=' | b'+' | b'-' | b'@' => ByteClass::FormulaStart,
            b'.' | b'0'..=b'9' => ByteClass::NumberStart,
            _ => ByteClass::Plain,
        };
        byte += 1;
    }
    classes
};

fn unknown(rest: &str) -> BadEscape {
    BadEscape::Unknown(rest.chars().take(8).collect())
}

/// True when a spreadsheet may begin a formula with `c`.
fn is_formula_start(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

fn needs_guard(c: char, position: Position, column: Column) -> bool {
    let may_be_number = matches!(column, Column::Who | Column::Note) && (c == '.' || c.is_ascii_digit());
    match position {
        Position::ColumnStart => is_formula_start(c) || may_be_number,
        Position::PartStart => is_formula_start(c),
        Position::Inside => false,
    }
}
