//! A TOML table read field by field. What nobody asked for is a fault, with the name that was probably meant.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::clean::is_control;
use super::log::Log;
use super::suggest::{closest, listed};
use crate::domain::{Id, Text};

/// The longest text, in characters.
const LONGEST_TEXT: usize = 1000;

/// A value and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A table while it is read.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    span: Range<usize>,
    known: Vec<&'static str>,
    /// Names that were judged already and are not worth suggesting.
    judged: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// `span` is where a fault of the table itself is shown.
    pub(super) fn new(table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self { table, span, known: Vec::new(), judged: Vec::new() }
    }

    /// Where a fault of the table itself is shown.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The names in the table, with their places, in no particular order.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'t str, Range<usize>, &'t Value<'t>)> {
        self.table.iter().map(|(name, value)| (name.get_ref().as_ref(), name.span(), value))
    }

    /// Whether the field is there, of whatever kind.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// Where the value of a field stands, else the table.
    pub(super) fn span_of(&self, name: &str) -> Range<usize> {
        self.table.get(name).map_or_else(|| self.span(), Spanned::span)
    }

    fn know(&mut self, name: &'static str) {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
    }

    /// The field's value; from now on its name is known.
    pub(super) fn value(&mut self, name: &'static str) -> Option<&'t Value<'t>> {
        self.know(name);
        self.table.get(name)
    }

    /// Notes that a field is missing; `example` is the line to add.
    pub(super) fn missing(&self, log: &mut Log, name: &str, example: &str) {
        // A name that is nearly right is told as such by `finish`; twice would only confuse.
        if self.names().any(|(it, ..)| !self.known.contains(&it) && closest(it, [name]).is_some()) {
            return;
        }
        log.error(&self.span, format!("`{name}` is missing"), format!("add {example}"));
    }

    /// A name that nothing is said about: what decides over it is faulty itself.
    pub(super) fn pass_over(&mut self, name: &'static str) {
        self.judged.push(name);
    }

    /// A name that belongs elsewhere: told before `finish` would only say that it is unknown.
    pub(super) fn misplaced(&mut self, log: &mut Log, name: &'static str, why: &str) {
        self.judged.push(name);
        if let Some((key, _)) = self.table.get_key_value(name) {
            log.error(&key.span(), format!("`{name}` has no place here: {why}"), "take it out".to_owned());
        }
    }

    /// Ends the reading: names that nobody asked for are faults.
    pub(super) fn finish(self, log: &mut Log) {
        let is_unknown = |name: &str| !self.known.contains(&name) && !self.judged.contains(&name);
        let mut unknown: Vec<_> = self.names().filter(|(name, ..)| is_unknown(name)).collect();
        unknown.sort_by_key(|(_, span, _)| span.start);
        for (name, span, _) in unknown {
            let help = match closest(name, self.known.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("known here: {}", listed(self.known.iter().copied())),
            };
            log.error(&span, format!("`{name}` is not known here"), help);
        }
    }

    /// A string.
    pub(super) fn string(&mut self, log: &mut Log, name: &'static str) -> Option<(&'t str, Range<usize>)> {
        let value = self.value(name)?;
        Some((string_of(log, name, value)?, value.span()))
    }

    /// A text that a person reads: a string, or one for each language.
    pub(super) fn text(&mut self, log: &mut Log, name: &'static str) -> Option<Text> {
        let value = self.value(name)?;
        text_of(log, name, value)
    }

    /// A text that must be there.
    pub(super) fn needed_text(&mut self, log: &mut Log, name: &'static str) -> Option<Text> {
        if !self.has(name) {
            self.know(name);
            self.missing(log, name, &format!("{name} = \"…\""));
            return None;
        }
        self.text(log, name)
    }

    /// An id that must be there.
    pub(super) fn needed_id(&mut self, log: &mut Log, name: &'static str) -> Option<Id> {
        match self.string(log, name) {
            Some((text, span)) => id_of(log, text, &span),
            None => {
                if !self.has(name) {
                    self.missing(log, name, &format!("{name} = \"…\""));
                }
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&mut self, log: &mut Log, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.string(log, name)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let help = match closest(text, words.iter().map(|(word, _)| *word)) {
            Some(meant) => format!("write \"{meant}\""),
            None => format!("write one of {}", listed(words.iter().map(|(word, _)| *word))),
        };
        log.error(&span, format!("{text:?} is no {name}"), help);
        None
    }

    /// True or false.
    pub(super) fn flag(&mut self, log: &mut Log, name: &'static str) -> Option<bool> {
        let value = self.value(name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let message = format!("`{name}` is {}, and must be true or false", kind_of(value));
            log.error(&value.span(), message, "write true or false, without quotes".to_owned());
        }
        flag
    }

    /// A whole number within `range`.
    pub(super) fn whole(
        &mut self,
        log: &mut Log,
        name: &'static str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let value = self.value(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(it) => u32::from_str_radix(it.as_str(), it.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let message = format!("`{name}` must be a whole number from {} to {}", range.start(), range.end());
            log.error(&value.span(), message, None);
        }
        number
    }

    /// A number.
    pub(super) fn number(&mut self, log: &mut Log, name: &'static str) -> Option<f64> {
        let value = self.value(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => it.as_str().parse::<f64>().ok(),
            DeValue::Float(it) => it.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite() && number.abs() <= 999_999.0);
        if number.is_none() {
            let message = format!("`{name}` is {}, and must be a figure", kind_of(value));
            log.error(&value.span(), message, format!("write it without quotes and with a point: {name} = 12.5"));
        }
        number
    }

    /// A table.
    pub(super) fn table(&mut self, log: &mut Log, name: &'static str) -> Option<Fields<'t>> {
        let value = self.value(name)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            let message = format!("`{name}` is {}, and must be a table", kind_of(value));
            log.error(&value.span(), message, format!("write {name} = {{ … }}"));
        }
        table.map(|table| Fields::new(table, value.span()))
    }

    /// A list of tables: `[[name]]` blocks, or `name = [ { … } ]`.
    pub(super) fn tables(&mut self, log: &mut Log, name: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let message = format!("`{name}` is {}, and must be a list of blocks", kind_of(value));
            log.error(&value.span(), message, format!("begin each with a double bracket, [[…{name}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in array.iter() {
            match value.get_ref().as_table() {
                Some(table) => tables.push(Fields::new(table, value.span())),
                None => {
                    let message = format!("{} among the {name} blocks", kind_of(value));
                    log.error(&value.span(), message, "write { … }".to_owned());
                }
            }
        }
        tables
    }

    /// A string, or a list of strings, with their places.
    pub(super) fn strings(&mut self, log: &mut Log, name: &'static str) -> Option<Vec<(&'t str, Range<usize>)>> {
        let value = self.value(name)?;
        Some(strings_of(log, name, value))
    }
}

/// A string, or a list of strings.
pub(super) fn strings_of<'t>(log: &mut Log, name: &str, value: &'t Value<'t>) -> Vec<(&'t str, Range<usize>)> {
    match value.get_ref().as_array() {
        Some(array) => array.iter().filter_map(|it| Some((string_of(log, name, it)?, it.span()))).collect(),
        None => string_of(log, name, value).map(|text| (text, value.span())).into_iter().collect(),
    }
}

/// A string that says something and has no control characters.
fn string_of<'t>(log: &mut Log, name: &str, value: &'t Value<'t>) -> Option<&'t str> {
    let Some(text) = value.get_ref().as_str() else {
        let message = format!("`{name}` is {}, and must be text", kind_of(value));
        log.error(&value.span(), message, "write it as \"…\"".to_owned());
        return None;
    };
    if text.trim().is_empty() {
        log.error(&value.span(), format!("`{name}` is empty"), "write something, or take the line out".to_owned());
        return None;
    }
    if let Some(c) = text.chars().find(|&c| is_control(c)) {
        let message = format!("`{name}` has the control character U+{:04X} in it", u32::from(c));
        log.error(&value.span(), message, "write it as one line of visible characters".to_owned());
        return None;
    }
    if text.chars().count() > LONGEST_TEXT {
        log.error(&value.span(), format!("`{name}` has more than {LONGEST_TEXT} characters"), None);
        return None;
    }
    Some(text)
}

/// A string, or one for each language with English among them.
fn text_of(log: &mut Log, name: &str, value: &Value) -> Option<Text> {
    let Some(table) = value.get_ref().as_table() else {
        return string_of(log, name, value).map(Text::plain);
    };
    let mut text = Text::default();
    for (language, translation) in table.iter() {
        let code: &str = language.get_ref().as_ref();
        let Some(translated) = string_of(log, name, translation) else { continue };
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
            let help = "write two lower-case letters, such as en, de or pl".to_owned();
            log.error(&language.span(), format!("`{code}` is no language"), help);
        } else if code == "en" {
            translated.clone_into(&mut text.en);
        } else {
            text.others.insert(code.to_owned(), translated.to_owned());
        }
    }
    if table.get("en").is_none() {
        let message = format!("`{name}` has no English text, which a missing language falls back to");
        log.error(&value.span(), message, "add en = \"…\"".to_owned());
    }
    Some(text).filter(|text| !text.en.is_empty())
}

/// Checks an id.
pub(super) fn id_of(log: &mut Log, text: &str, span: &Range<usize>) -> Option<Id> {
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
        log.error(span, error.to_string(), help);
    }
    id.ok()
}

/// What a value is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
