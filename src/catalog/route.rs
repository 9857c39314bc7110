//! The ways to a serial number: `[[route]]` says each once, and `serial = [...]` names them in the order in which they are
//! tried, at the top of the file for a radio that isn't known, in a radio's block for that one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fields::Fields;
use super::log::Log;
use super::make::origin;
use super::suggest::{closest, listed};
use crate::domain::Text;
use crate::domain::route::{Route, Way};

/// How many ways a radio can have. Every radio keeps its own: without a limit a small file could fill the memory.
const MOST_WAYS: usize = 20;

/// The routes of a file while it is read.
pub(super) struct Routes {
    /// Every id with its place, also of a route that could not be read: it is no second fault to name it.
    ids: BTreeMap<String, Range<usize>>,
    known: Vec<Route>,
    used: BTreeSet<String>,
    /// Those for a radio that isn't known.
    general: Vec<Route>,
}

/// Reads the `[[route]]` blocks and the list for any radio.
pub(super) fn routes(log: &mut Log, fields: &mut Fields) -> Routes {
    let mut routes = Routes { ids: BTreeMap::new(), known: Vec::new(), used: BTreeSet::new(), general: Vec::new() };
    for mut block in fields.tables(log, "route") {
        let span = block.span_of("id");
        let route = route(log, &mut block);
        if let Some((id, _)) = block.string(log, "id")
            && routes.ids.insert(id.to_owned(), span.clone()).is_some()
        {
            log.error(&span, format!("a route called `{id}` is there already"), "give it another id".to_owned());
        }
        block.finish(log);
        routes.known.extend(route);
    }
    routes.general = routes.named(log, fields).unwrap_or_default();
    routes
}

impl Routes {
    /// The ways of a radio; those for any radio where it names none.
    pub(super) fn of_radio(&mut self, log: &mut Log, fields: &mut Fields) -> Vec<Route> {
        self.named(log, fields).unwrap_or_else(|| self.general.clone())
    }

    /// Ends the reading: gives the ways for any radio, and warns about those that nobody names.
    pub(super) fn finish(self, log: &mut Log) -> Vec<Route> {
        for (id, span) in self.ids.iter().filter(|(id, _)| !self.used.contains(id.as_str())) {
            let help = "name it in `serial` at the top of the file or of a radio".to_owned();
            log.warn(span, format!("the route `{id}` is never shown: no `serial` names it"), help);
        }
        self.general
    }

    fn named(&mut self, log: &mut Log, fields: &mut Fields) -> Option<Vec<Route>> {
        let mut names = fields.strings(log, "serial")?;
        if names.len() > MOST_WAYS {
            let message = format!("`serial` names {} ways, {MOST_WAYS} are read", names.len());
            log.error(&fields.span_of("serial"), message, "name those that are worth trying".to_owned());
            names.truncate(MOST_WAYS);
        }
        let mut named: Vec<Route> = Vec::new();
        for (name, span) in names {
            if !self.ids.contains_key(name) {
                let help = (!log.is_full()).then(|| self.meant_by(name));
                log.error(&span, format!("there is no route `{name}`"), help);
            } else if named.iter().any(|route| route.id.as_str() == name) {
                log.error(&span, format!("`{name}` is named twice here"), "take one of them out".to_owned());
            }
            self.used.insert(name.to_owned());
            named.extend(self.known.iter().find(|route| route.id.as_str() == name).cloned());
        }
        Some(named)
    }

    /// What to write in the place of a name that no route has.
    fn meant_by(&self, name: &str) -> String {
        let ids = || self.ids.keys().map(String::as_str);
        match closest(name, ids()) {
            Some(meant) => format!("write \"{meant}\""),
            None if self.ids.is_empty() => format!("add a [[route]] block with id = \"{name}\""),
            None => format!("write one of {}", listed(ids())),
        }
    }
}

fn route(log: &mut Log, fields: &mut Fields) -> Option<Route> {
    let id = fields.needed_id(log, "id");
    let way = fields.one_of(log, "way", &Way::ALL);
    if !fields.has("way") {
        fields.missing(log, "way", "way = \"label\", or what else the item `serial-source` offers");
    }
    let text = fields.needed_text(log, "text");
    let keys: Vec<Text> =
        fields.strings(log, "keys").unwrap_or_default().into_iter().map(|(key, _)| Text::plain(key)).collect();
    if keys.is_empty() && fields.has("keys") && !log.has_errors() {
        log.error(&fields.span_of("keys"), "`keys` names no key", "take the line out where none is pressed".to_owned());
    }
    let cost = fields.text(log, "cost");
    let provenance = origin(log, fields)?;
    Some(Route { id: id?, way: way?, text: text?, keys, cost, provenance })
}
