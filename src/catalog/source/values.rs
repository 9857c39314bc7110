//! Reads single values: strings, texts in several languages, ids, numbers.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::log::Log;
use crate::domain::text::is_unprintable;
use crate::domain::{Id, Text};
use crate::words::is_language;

/// The longest text, in characters.
const LONGEST_TEXT: usize = 1000;

/// A value and where it stands.
pub type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a string that says something and has no control characters.
pub fn string_of<'t>(log: &Log, name: &str, value: &'t Value<'t>) -> Option<&'t str> {
    let error = |message: String, help: &str| log.error(&value.span(), message, help);
    let Some(text) = value.get_ref().as_str() else {
        error(format!("`{name}` is {}, and must be text", kind_of(value)), "write it as \"…\"");
        return None;
    };
    if text.trim().is_empty() {
        error(format!("`{name}` is empty"), "write something, or take the line out");
    } else if let Some(c) = unprintable(text) {
        let message = format!("`{name}` has the control character U+{:04X} in it", u32::from(c));
        error(message, "write it as one line of visible characters");
    } else if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
        error(format!("`{name}` has more than {LONGEST_TEXT} characters"), "");
    } else {
        return Some(text);
    }
    None
}

/// The first character that must not reach a terminal. Most texts are plain ASCII, and seen to be so at once.
fn unprintable(text: &str) -> Option<char> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    text.chars().find(|&c| is_unprintable(c))
}

/// Reads a string, or one for each language with English among them.
pub fn text_of(log: &Log, name: &str, value: &Value) -> Option<Text> {
    let Some(table) = value.get_ref().as_table() else {
        return string_of(log, name, value).map(Text::plain);
    };
    let mut text = Text::default();
    for (language, translation) in table.iter() {
        let code: &str = language.get_ref().as_ref();
        let Some(translated) = string_of(log, name, translation) else { continue };
        if !is_language(code) {
            let help = "write two lower-case letters, such as en, de or pl";
            log.error(&language.span(), format!("`{code}` is no language"), help);
        } else if code == "en" {
            translated.clone_into(&mut text.en);
        } else {
            text.others.insert(code.to_owned(), translated.to_owned());
        }
    }
    if table.get("en").is_none() {
        let message = format!("`{name}` has no English text, which a missing language falls back to");
        log.error(&value.span(), message, "add en = \"…\"");
    }
    Some(text).filter(|text| !text.en.is_empty())
}

/// Checks an id.
pub fn id_of(log: &Log, text: &str, span: &Range<usize>) -> Option<Id> {
    let id = Id::new(text);
    if let Err(error) = &id {
        let plain: String = text
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' })
            .skip_while(|c| !c.is_ascii_lowercase())
            .take(40)
            .collect();
        let help = Id::new(plain.trim_end_matches('-')).ok().map(|id| format!("write \"{id}\""));
        log.error(span, error.to_string(), help.unwrap_or_default());
    }
    id.ok()
}

/// Reads a whole number.
pub fn whole_of(value: &Value) -> Option<u32> {
    value.get_ref().as_integer().and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok())
}

/// What a value is, in words.
pub fn kind_of(value: &Value) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
