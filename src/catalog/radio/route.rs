//! Reads the ways to a serial number: `[[route]]` says each once, and `serial = [...]` names them in the order in which they
//! are tried, at the top of the file for a radio that isn't known, in a radio's block for that one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalog::source::fields::Fields;
use crate::catalog::source::suggest::{closest, listed};
use crate::domain::Text;
use crate::domain::route::{Route, Way};

/// How many ways a radio can have. Every radio keeps its own: without a limit a small file could fill the memory.
const MOST_WAYS: usize = 20;

/// The routes of a file while it is read.
pub struct Routes {
    /// Those for a radio that isn't known.
    pub general: Vec<Route>,
    /// Every id with its place, also of a route that could not be read: it is no second fault to name it.
    ids: BTreeMap<String, Range<usize>>,
    known: Vec<Route>,
    used: BTreeSet<String>,
}

impl Routes {
    /// Reads the `[[route]]` blocks and the list for any radio.
    pub fn read(fields: &mut Fields) -> Self {
        let mut ids = BTreeMap::new();
        let known = fields.each_named("route", &mut BTreeSet::new(), |block| {
            if let Some(id) = block.raw("id") {
                ids.insert(id.to_owned(), block.span_of("id"));
            }
            route(block)
        });
        let mut routes = Self { general: Vec::new(), ids, known, used: BTreeSet::new() };
        routes.general = routes.named(fields).unwrap_or_default();
        routes
    }

    /// Reads the ways of a radio; those for any radio where it names none.
    pub fn of_radio(&mut self, fields: &mut Fields) -> Vec<Route> {
        self.named(fields).unwrap_or_else(|| self.general.clone())
    }

    /// Warns about routes that nobody names.
    pub fn tell_unused(&self, fields: &Fields) {
        for (id, span) in self.ids.iter().filter(|(id, _)| !self.used.contains(id.as_str())) {
            let help = "name it in `serial` at the top of the file or of a radio";
            fields.warn_at(span, format!("the route `{id}` is never shown: no `serial` names it"), help);
        }
    }

    fn named(&mut self, fields: &mut Fields) -> Option<Vec<Route>> {
        let mut names = fields.strings("serial")?;
        if names.len() > MOST_WAYS {
            let message = format!("`serial` names {} ways, {MOST_WAYS} are read", names.len());
            fields.error("serial", message, "name those that are worth trying");
            names.truncate(MOST_WAYS);
        }
        let mut named: Vec<Route> = Vec::new();
        for (name, span) in names {
            if !self.ids.contains_key(name) {
                let help = if fields.is_full() { String::new() } else { self.meant_by(name) };
                fields.error_at(&span, format!("there is no route `{name}`"), help);
            } else if named.iter().any(|route| route.id.is(name)) {
                fields.error_at(&span, format!("`{name}` is named twice here"), "take one of them out");
            }
            self.used.insert(name.to_owned());
            named.extend(self.known.iter().find(|route| route.id.is(name)).cloned());
        }
        Some(named)
    }

    /// Says what to write in the place of a name that no route has.
    fn meant_by(&self, name: &str) -> String {
        let ids = || self.ids.keys().map(String::as_str);
        match closest(name, ids()) {
            Some(meant) => format!("write \"{meant}\""),
            None if self.ids.is_empty() => format!("add a [[route]] block with id = \"{name}\""),
            None => format!("write one of {}", listed(ids())),
        }
    }
}

fn route(fields: &mut Fields) -> Route {
    let route = Route {
        id: fields.id("id"),
        way: fields.word("way", &Way::ALL, "way = \"label\", or what else the item `serial-source` offers"),
        text: fields.text("text"),
        keys: fields.strings("keys").unwrap_or_default().into_iter().map(|(key, _)| Text::plain(key)).collect(),
        cost: fields.maybe_text("cost"),
        provenance: fields.provenance(),
    };
    if route.keys.is_empty() && fields.has("keys") && fields.is_sound() {
        fields.error("keys", "`keys` names no key", "take the line out where none is pressed");
    }
    route
}
