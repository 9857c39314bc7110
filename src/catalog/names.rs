//! The names that checklists give to other files: which items there are to help with, which engines and radios may be
//! answered. A radio file or guide file that names another one helps nobody, in silence.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};

use super::builtin::CHECKLISTS;
use super::checklist::read_checklist;
use super::fields::{Fields, Value};
use super::log::Log;
use super::suggest::{closest, listed};
use crate::domain::Checklist;
use crate::domain::checklist::known;

/// What checklists ask about.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    items: BTreeSet<String>,
    engines: BTreeSet<String>,
    radios: BTreeSet<String>,
    /// How a code may have been found.
    found: BTreeSet<String>,
    /// Whether a name that isn't here is an error; else it is a warning.
    is_strict: bool,
}

impl Names {
    /// Those of the built-in checklists; strict.
    pub(super) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Names> = LazyLock::new(|| {
            let mut names = Names { is_strict: true, ..Names::default() };
            let checklists = CHECKLISTS.iter().map(|file| read_checklist(file.name, file.text.as_bytes()));
            checklists.filter_map(|outcome| outcome.value).for_each(|checklist| names.add(&checklist));
            names
        });
        &BUILT_IN
    }

    /// Those of `checklists`, and of the built-in ones; not strict, because nothing that a workshop takes out of a checklist
    /// may take a radio file away.
    pub(super) fn of<'a>(checklists: impl Iterator<Item = &'a Checklist>) -> Self {
        let mut names = Self::default();
        checklists.for_each(|checklist| names.add(checklist));
        names
    }

    /// Adds what a checklist asks about.
    pub(super) fn add(&mut self, checklist: &Checklist) {
        for (_, item) in checklist.items() {
            self.items.insert(item.id.to_string());
            let options = item.options.iter().map(|option| option.id.to_string());
            match item.id.as_str() {
                known::ENGINE => self.engines.extend(options),
                known::RADIO => self.radios.extend(options),
                known::CODE_FOUND => self.found.extend(options),
                _ => {}
            }
        }
    }

    /// Tells every name in the file that no checklist has. Looks at names alone: all else is told where it is read.
    pub(super) fn check(&self, log: &mut Log, fields: &Fields) {
        for (name, _, value) in fields.names() {
            if name == "radio" {
                for radio in tables(value).filter_map(|table| table.get("id")) {
                    let expected = "offered by the item `radio` of every checklist";
                    self.check_one(log, radio, |names| &names.radios, "radio", expected);
                }
            }
            if name == "recovery" {
                for found in tables(value).filter_map(|table| table.get("code-found")) {
                    let expected = format!("offered by the item `{}`", known::CODE_FOUND);
                    self.check_one(log, found, |names| &names.found, "answer", &expected);
                }
            }
            tables(value).for_each(|table| self.check_table(log, table));
        }
    }

    fn check_table(&self, log: &mut Log, table: &DeTable) {
        for (name, value) in table.iter() {
            match name.get_ref().as_ref() {
                "item" => self.check_one(log, value, ITEMS, "item", "asked by a checklist"),
                "engine" => {
                    self.check_one(log, value, |names| &names.engines, "engine", "offered by the item `engine`")
                }
                "facts" => {
                    let facts = value.get_ref().as_array().into_iter().flat_map(|array| array.iter());
                    facts.for_each(|fact| self.check_one(log, fact, ITEMS, "item", "asked by a checklist"));
                }
                _ => tables(value).for_each(|table| self.check_table(log, table)),
            }
        }
    }

    fn check_one(&self, log: &mut Log, value: &Value, set: fn(&Self) -> &BTreeSet<String>, noun: &str, expected: &str) {
        // the built-in checklists are only read when a name isn't found in the workshop's own
        let is_known =
            |name: &str| set(self).contains(name) || (!self.is_strict && set(Self::built_in()).contains(name));
        let Some(name) = value.get_ref().as_str().filter(|name| !is_known(name)) else { return };
        let names = || set(self).iter().map(String::as_str);
        let message = format!("`{name}` is no {noun} that is {expected}");
        let help = match closest(name, names()) {
            Some(meant) => format!("write \"{meant}\""),
            None => format!("there are {}", listed(names())),
        };
        let span: Range<usize> = value.span();
        if self.is_strict { log.error(&span, message, help) } else { log.warn(&span, message, help) }
    }
}

/// The items among the names.
const ITEMS: fn(&Names) -> &BTreeSet<String> = |names| &names.items;

/// The tables of a list of blocks.
fn tables<'v, 't>(value: &'v Value<'t>) -> impl Iterator<Item = &'v DeTable<'t>> {
    let array = match value.get_ref() {
        DeValue::Array(array) => Some(array),
        _ => None,
    };
    array.into_iter().flat_map(|array| array.iter()).filter_map(|it| it.get_ref().as_table())
}
