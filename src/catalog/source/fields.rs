//! Reads a TOML table field by field.
//!
//! A field that must be there, or that can't be read, is told, and a stand-in is returned in its place: so a reader builds
//! its value in one expression, a line a field, and every fault of the file is told at once. No stand-in leaves: a file with
//! an error has no value. A name that no reader asked for is told too, with the name that was probably meant.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::FileFault;
use super::log::Log;
use super::suggest::{closest, listed};
use super::values::{Value, id_of, kind_of, string_of, text_of, whole_of};
use crate::domain::{Id, Provenance, Text};

/// A string of the file and where it stands.
pub type Quoted<'t> = (&'t str, Range<usize>);

/// A table while it is read.
pub struct Fields<'t> {
    log: &'t Log<'t>,
    table: &'t DeTable<'t>,
    span: Range<usize>,
    known: Vec<&'static str>,
    /// Names that were judged already and are not worth suggesting.
    judged: Vec<&'static str>,
    /// Names that must be there and aren't, with the line to add.
    missing: Vec<(&'static str, String)>,
    /// How many errors the file had before this table.
    errors_before: usize,
}

/// Faults.
impl<'t> Fields<'t> {
    /// `span` is where a fault of the table itself is shown.
    pub fn new(log: &'t Log<'t>, table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        Self {
            log,
            table,
            span,
            known: Vec::new(),
            judged: Vec::new(),
            missing: Vec::new(),
            errors_before: log.errors(),
        }
    }

    /// Where a fault of the table itself is shown.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the value of a field stands, else the table.
    pub fn span_of(&self, name: &str) -> Range<usize> {
        self.table.get(name).map_or_else(|| self.span(), Spanned::span)
    }

    /// Tells an error of a field's value, with what to write instead; an empty `help` is none.
    pub fn error(&self, name: &str, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.log.error(&self.span_of(name), message, help);
    }

    /// Tells an error at a place of the file.
    pub fn error_at(&self, span: &Range<usize>, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.log.error(span, message, help);
    }

    /// Tells a broken rule of the house at a field's value, else at the table.
    pub fn warn(&self, name: &str, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.log.warn(&self.span_of(name), message, help);
    }

    /// Tells a broken rule of the house at a place of the file.
    pub fn warn_at(&self, span: &Range<usize>, message: impl AsRef<str>, help: impl AsRef<str>) {
        self.log.warn(span, message, help);
    }

    /// Whether no error was told since the reading of this table began.
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.log.errors() == self.errors_before
    }

    /// Whether further errors are only counted: then they need no help that takes long to find.
    pub fn is_full(&self) -> bool {
        self.log.is_full()
    }

    /// Tells that a field is missing, when it is; `example` is the line to add.
    pub fn needs(&mut self, name: &'static str, example: &str) {
        self.know(name);
        if !self.has(name) {
            self.missing(name, example);
        }
    }

    /// Tells that a field is missing.
    pub fn missing(&mut self, name: &'static str, example: &str) {
        self.missing.push((name, example.to_owned()));
    }

    /// A name that nothing is said about: what decides over it is faulty itself.
    pub fn pass_over(&mut self, name: &'static str) {
        self.judged.push(name);
    }

    /// A name that belongs elsewhere: told before `finish` would only say that it is unknown.
    pub fn misplaced(&mut self, name: &'static str, why: &str) {
        self.judged.push(name);
        if let Some((key, _)) = self.table.get_key_value(name) {
            self.log.error(&key.span(), format!("`{name}` has no place here: {why}"), "take it out");
        }
    }

    /// Ends the reading: tells what is missing, and what nobody asked for. A name that is nearly the missing one is told as
    /// such; twice would only confuse.
    pub fn finish(self) {
        let is_unknown = |name: &str| !self.known.contains(&name) && !self.judged.contains(&name);
        let mut unknown: Vec<_> = self.names().filter(|(name, ..)| is_unknown(name)).collect();
        for (name, example) in &self.missing {
            if !unknown.iter().any(|(it, ..)| closest(it, [*name]).is_some()) {
                self.log.error(&self.span, format!("`{name}` is missing"), format!("add {example}"));
            }
        }
        unknown.sort_by_key(|(_, span, _)| span.start);
        for (name, span, _) in unknown {
            let help = match closest(name, self.known.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("known here: {}", listed(self.known.iter().copied())),
            };
            self.log.error(&span, format!("`{name}` is not known here"), help);
        }
    }
}

/// What is in the table.
impl<'t> Fields<'t> {
    /// The names in the table, with their places, in no particular order.
    pub fn names(&self) -> impl Iterator<Item = (&'t str, Range<usize>, &'t Value<'t>)> + use<'t> {
        self.table.iter().map(|(name, value)| (name.get_ref().as_ref(), name.span(), value))
    }

    /// Whether the field is there, of whatever kind.
    pub fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// The field's string, unjudged.
    pub fn raw(&self, name: &str) -> Option<&'t str> {
        self.table.get(name)?.get_ref().as_str()
    }

    /// How many blocks of this name there are; `None` where something else bears the name.
    pub fn count(&self, name: &str) -> Option<usize> {
        self.table.get(name).map_or(Some(0), |value| value.get_ref().as_array().map(|array| array.len()))
    }

    /// Whether the list is missing, or there and empty.
    pub fn is_empty(&self, name: &str) -> bool {
        self.count(name) == Some(0)
    }

    fn know(&mut self, name: &'static str) {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
    }

    /// The field's value; from now on its name is known.
    pub fn value(&mut self, name: &'static str) -> Option<&'t Value<'t>> {
        self.know(name);
        self.table.get(name)
    }
}

/// Fields that must be there.
impl<'t> Fields<'t> {
    /// Reads a text that a person reads: a string, or one for each language.
    pub fn text(&mut self, name: &'static str) -> Text {
        self.needs(name, &format!("{name} = \"…\""));
        self.maybe_text(name).unwrap_or_default()
    }

    /// Reads an id.
    pub fn id(&mut self, name: &'static str) -> Id {
        self.needs(name, &format!("{name} = \"…\""));
        self.maybe_id(name).unwrap_or_else(stand_in)
    }

    /// Reads one of a few words.
    pub fn word<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)], example: &str) -> T {
        self.needs(name, example);
        self.maybe_word(name, words).unwrap_or(words[0].1)
    }

    /// Reads a whole number within `range`.
    pub fn whole(&mut self, name: &'static str, range: RangeInclusive<u32>, example: &str) -> u32 {
        let otherwise = *range.start();
        self.needs(name, example);
        self.maybe_whole(name, range).unwrap_or(otherwise)
    }

    /// Reads where a statement is from and whether it was checked. Neither has a default: without them it is hearsay.
    pub fn provenance(&mut self) -> Provenance {
        self.needs("source", "source = \"…\", such as the document or the car it was seen on");
        self.needs("verified", "verified = false, or true when somebody checked it");
        let source = self.string("source").map(|(source, _)| source.to_owned()).unwrap_or_default();
        Provenance { source, is_verified: self.flag("verified").unwrap_or(false) }
    }
}

/// Fields that may be there.
impl<'t> Fields<'t> {
    /// Reads a string.
    pub fn string(&mut self, name: &'static str) -> Option<Quoted<'t>> {
        let value = self.value(name)?;
        Some((string_of(self.log, name, value)?, value.span()))
    }

    /// Reads a string, or a list of strings.
    pub fn strings(&mut self, name: &'static str) -> Option<Vec<Quoted<'t>>> {
        let value = self.value(name)?;
        Some(self.strings_of(name, value))
    }

    /// Reads a text that a person reads.
    pub fn maybe_text(&mut self, name: &'static str) -> Option<Text> {
        let value = self.value(name)?;
        text_of(self.log, name, value)
    }

    /// Reads an id.
    pub fn maybe_id(&mut self, name: &'static str) -> Option<Id> {
        let (text, span) = self.string(name)?;
        id_of(self.log, text, &span)
    }

    /// Reads one of a few words.
    pub fn maybe_word<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.string(name)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let help = match closest(text, words.iter().map(|(word, _)| *word)) {
            Some(meant) => format!("write \"{meant}\""),
            None => format!("write one of {}", listed(words.iter().map(|(word, _)| *word))),
        };
        self.log.error(&span, format!("{text:?} is no {name}"), help);
        None
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.value(name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let message = format!("`{name}` is {}, and must be true or false", kind_of(value));
            self.log.error(&value.span(), message, "write true or false, without quotes");
        }
        flag
    }

    /// Reads a whole number within `range`.
    pub fn maybe_whole(&mut self, name: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        let value = self.value(name)?;
        let number = whole_of(value).filter(|number| range.contains(number));
        if number.is_none() {
            let message = format!("`{name}` must be a whole number from {} to {}", range.start(), range.end());
            self.log.error(&value.span(), message, "");
        }
        number
    }

    /// Reads a figure.
    pub fn number(&mut self, name: &'static str) -> Option<f64> {
        let value = self.value(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => it.as_str().parse::<f64>().ok(),
            DeValue::Float(it) => it.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite() && number.abs() <= 999_999.0);
        if number.is_none() {
            let message = format!("`{name}` is {}, and must be a figure", kind_of(value));
            self.log.error(&value.span(), message, format!("write it without quotes and with a point: {name} = 12.5"));
        }
        number
    }

    /// Reads something, and gives the first error that was told meanwhile.
    pub fn hearing<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, Option<FileFault>) {
        let kept = self.log.kept();
        let read = read(self);
        (read, self.log.first_error_behind(kept))
    }

    /// Reads a table.
    pub fn table<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Fields<'t>) -> T) -> Option<T> {
        let value = self.value(name)?;
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{name}` is {}, and must be a table", kind_of(value));
            self.log.error(&value.span(), message, format!("write {name} = {{ … }}"));
            return None;
        };
        let mut fields = Fields::new(self.log, table, value.span());
        let read = read(&mut fields);
        fields.finish();
        Some(read)
    }

    /// Reads each of a list of tables: `[[name]]` blocks, or `name = [ { … } ]`.
    pub fn each<T>(&mut self, name: &'static str, mut read: impl FnMut(&mut Fields<'t>) -> T) -> Vec<T> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let message = format!("`{name}` is {}, and must be a list of blocks", kind_of(value));
            self.log.error(&value.span(), message, format!("begin each with a double bracket, [[…{name}]]"));
            return Vec::new();
        };
        let mut all = Vec::new();
        for value in array.iter() {
            let Some(table) = value.get_ref().as_table() else {
                let message = format!("{} among the {name} blocks", kind_of(value));
                self.log.error(&value.span(), message, "write { … }");
                continue;
            };
            let mut fields = Fields::new(self.log, table, value.span());
            all.push(read(&mut fields));
            fields.finish();
        }
        all
    }

    /// Reads each of a list of tables that have an id of their own, which is none of `ids` either.
    pub fn each_named<T>(
        &mut self,
        name: &'static str,
        ids: &mut BTreeSet<String>,
        mut read: impl FnMut(&mut Fields<'t>) -> T,
    ) -> Vec<T> {
        self.each(name, |block| {
            let value = read(block);
            if block.raw("id").is_some_and(|id| !ids.insert(id.to_owned())) {
                let id = block.raw("id").unwrap_or_default();
                block.error("id", format!("a {name} called `{id}` is there already"), "give it another id");
            }
            value
        })
    }
}

/// Values.
impl<'t> Fields<'t> {
    /// Reads a string, or a list of strings.
    pub fn strings_of(&self, name: &str, value: &'t Value<'t>) -> Vec<Quoted<'t>> {
        match value.get_ref().as_array() {
            Some(array) => array.iter().filter_map(|it| Some((string_of(self.log, name, it)?, it.span()))).collect(),
            None => string_of(self.log, name, value).map(|text| (text, value.span())).into_iter().collect(),
        }
    }

    /// Checks an id.
    pub fn id_at(&self, text: &str, span: &Range<usize>) -> Option<Id> {
        id_of(self.log, text, span)
    }
}

/// An id in the place of one that can't be read.
fn stand_in() -> Id {
    Id::new("unread").expect("a lower-case word is a name")
}
