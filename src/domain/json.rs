//! Answers for programs, as JSON that a terminal may show, too.

use serde::Serialize;

use super::text::is_unprintable;

/// A value as JSON, indented, with an LF at its end. What could act on a terminal stands as an escape, so that nothing is
/// lost.
///
/// # Errors
/// When the value can't be written as JSON, as a map with keys that are no texts.
pub fn encode(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let raw = serde_json::to_string_pretty(value)?;
    let mut text = String::with_capacity(raw.len() + 1);
    for c in raw.chars() {
        if c == '\n' || !is_unprintable(c) {
            text.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        }
    }
    text.push('\n');
    Ok(text.into_bytes())
}
