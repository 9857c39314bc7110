//! Checks the names that radio and guide files give to what checklists ask about: items, engines, radios, ways in which a
//! code was found. A file that names another one helps nobody, in silence.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::builtin::CHECKLISTS;
use super::checklist::read_checklist;
use super::source::fields::Fields;
use super::source::suggest::{closest, listed};
use crate::domain::checklist::known;
use crate::domain::{Checklist, Id};

/// What checklists ask about.
#[derive(Debug, Clone, Default)]
pub struct Names {
    items: BTreeSet<String>,
    engines: BTreeSet<String>,
    radios: BTreeSet<String>,
    /// How a code may have been found.
    found: BTreeSet<String>,
    /// Whether a name that isn't here is an error; else it is a warning.
    is_strict: bool,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub enum Named {
    Item,
    Engine,
    Radio,
    CodeFound,
}

impl Names {
    /// Those of the built-in checklists; strict.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Names> = LazyLock::new(|| {
            let mut names = Names { is_strict: true, ..Names::default() };
            let checklists = CHECKLISTS.iter().map(|file| read_checklist(file.name, file.text.as_bytes()));
            checklists.filter_map(|parsed| parsed.value).for_each(|checklist| names.add(&checklist));
            names
        });
        &BUILT_IN
    }

    /// Those of `checklists`, and of the built-in ones; not strict, because nothing that a workshop takes out of a checklist
    /// may take a radio file away.
    pub fn of<'a>(checklists: impl Iterator<Item = &'a Checklist>) -> Self {
        let mut names = Self::default();
        checklists.for_each(|checklist| names.add(checklist));
        names
    }

    /// Adds what a checklist asks about.
    pub fn add(&mut self, checklist: &Checklist) {
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

    /// Reads a name that must be there.
    pub fn needed(&self, fields: &mut Fields, name: &'static str, named: Named) -> Id {
        self.check(fields, name, named);
        fields.id(name)
    }

    /// Reads a name where there is one.
    pub fn maybe(&self, fields: &mut Fields, name: &'static str, named: Named) -> Option<Id> {
        self.check(fields, name, named);
        fields.maybe_id(name)
    }

    /// Reads a list of items.
    pub fn items(&self, fields: &mut Fields, name: &'static str) -> Vec<Id> {
        let names = fields.strings(name).unwrap_or_default();
        names.iter().for_each(|(name, span)| self.check_one(fields, name, span, Named::Item));
        names.into_iter().filter_map(|(name, span)| fields.id_at(name, &span)).collect()
    }

    /// Tells a name that no checklist has; of the field, when it is there.
    pub fn check(&self, fields: &Fields, name: &str, named: Named) {
        if let Some(word) = fields.raw(name) {
            self.check_one(fields, word, &fields.span_of(name), named);
        }
    }

    fn check_one(&self, fields: &Fields, name: &str, span: &Range<usize>, named: Named) {
        // the built-in checklists are only read when a name isn't found in the workshop's own
        if self.set(named).contains(name) || (!self.is_strict && Self::built_in().set(named).contains(name)) {
            return;
        }
        let names = || self.set(named).iter().map(String::as_str);
        let message = match named {
            Named::Item => format!("`{name}` is no item that is asked by a checklist"),
            Named::Engine => format!("`{name}` is no engine that is offered by the item `engine`"),
            Named::Radio => format!("`{name}` is no radio that is offered by the item `radio` of every checklist"),
            Named::CodeFound => format!("`{name}` is no answer that is offered by the item `{}`", known::CODE_FOUND),
        };
        let help = match closest(name, names()) {
            Some(meant) => format!("write \"{meant}\""),
            None => format!("there are {}", listed(names())),
        };
        if self.is_strict { fields.error_at(span, message, help) } else { fields.warn_at(span, message, help) }
    }

    fn set(&self, named: Named) -> &BTreeSet<String> {
        match named {
            Named::Item => &self.items,
            Named::Engine => &self.engines,
            Named::Radio => &self.radios,
            Named::CodeFound => &self.found,
        }
    }
}
