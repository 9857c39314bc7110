//! A radio file: what is known about the radios of one car.

use std::collections::BTreeSet;

use super::checklist::{Head, head, is_newer_format};
use super::fault::Fault;
use super::fields::{Fields, id_of};
use super::lockout::lock_outs;
use super::log::{Log, Outcome};
use super::recovery::recovery;
use super::route::{Routes, routes};
use super::source::read;
use super::suggest::{closest, listed};
use super::{entry::entry, loss::losses, names::Names};
use crate::domain::radio::{Advice, EngineWait, Generation, RadioType};
use crate::domain::{Id, Make, Provenance};

/// Reads a radio file. `file` is what the file is called in faults.
///
/// # Errors
/// The faults of the file, when one of them is an error.
pub fn parse_make(file: &str, bytes: &[u8]) -> Result<Make, Vec<Fault>> {
    let outcome = read_make(file, bytes);
    outcome.value.ok_or(outcome.faults)
}

/// Reads a radio file as the linter does, and tells its warnings also when it can be used. Items, engines and radios that
/// it names must be in one of the built-in checklists.
#[must_use]
pub fn read_make(file: &str, bytes: &[u8]) -> Outcome<Make> {
    read_make_with(file, bytes, Names::built_in())
}

/// Reads a radio file beside checklists that ask for `names`.
pub(super) fn read_make_with(file: &str, bytes: &[u8], names: &Names) -> Outcome<Make> {
    read(file, bytes, |log, fields| make(log, fields, names))
}

fn make(log: &mut Log, mut fields: Fields<'_>, names: &Names) -> Option<Make> {
    if is_newer_format(log, &mut fields) {
        return None;
    }
    names.check(log, &fields);
    let head = head(log, &mut fields);
    let general = advice(log, &mut fields, "general");
    let mut routes = routes(log, &mut fields);
    let mut radio_ids = BTreeSet::new();
    let generations =
        each(log, &mut fields, "generation", |log, block| generation(log, block, &mut routes, &mut radio_ids));
    let radios = each_beside(log, &mut fields, "radio", &mut radio_ids, |log, block| radio(log, block, &mut routes));
    let losses = losses(log, &mut fields);
    let known = Radios(radio_ids);
    let lock_outs = lock_outs(log, &mut fields, &known);
    let recovery = recovery(log, &mut fields, &known);
    if !fields.has("generation") || (generations.is_empty() && !log.has_errors()) {
        fields.missing(log, "generation", "[[generation]] blocks with id, title and years");
    }
    fields.finish(log);
    let routes = routes.finish(log);
    let head = head?;
    let Head { id, title, revision } = head;
    Some(Make { id, title, revision, general, routes, losses, radios, generations, lock_outs, recovery })
}

/// The ids of the radios that a file tells of.
pub(super) struct Radios(BTreeSet<String>);

impl Radios {
    /// The radios that a block names; none: it is about any radio.
    pub(super) fn named(&self, log: &mut Log, fields: &mut Fields) -> Vec<Id> {
        let mut named = Vec::new();
        let is_given = fields.has("radios");
        for (name, span) in fields.strings(log, "radios").unwrap_or_default() {
            let Some(id) = id_of(log, name, &span) else { continue };
            if self.0.contains(id.as_str()) {
                named.push(id);
            } else {
                let ids = || self.0.iter().map(String::as_str);
                let help = match closest(name, ids()) {
                    Some(meant) => format!("write \"{meant}\""),
                    None => format!("the radios here: {}", listed(ids())),
                };
                log.error(&span, format!("no radio here is called `{id}`"), help);
            }
        }
        if is_given && named.is_empty() && !log.has_errors() {
            log.error(&fields.span_of("radios"), "`radios` names none", "take the line out for any radio".to_owned());
        }
        named
    }
}

/// Reads a list of blocks that each have an id of their own.
pub(super) fn each<T>(
    log: &mut Log,
    fields: &mut Fields,
    name: &'static str,
    read: impl FnMut(&mut Log, &mut Fields) -> Option<T>,
) -> Vec<T> {
    each_beside(log, fields, name, &mut BTreeSet::new(), read)
}

/// Reads a list of blocks that each have an id of their own, also against the `ids` that were read before.
fn each_beside<T>(
    log: &mut Log,
    fields: &mut Fields,
    name: &'static str,
    ids: &mut BTreeSet<String>,
    mut read: impl FnMut(&mut Log, &mut Fields) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for mut block in fields.tables(log, name) {
        let span = block.span_of("id");
        all.extend(read(log, &mut block));
        if let Some((id, _)) = block.string(log, "id")
            && !ids.insert(id.to_owned())
        {
            log.error(&span, format!("a {name} called `{id}` is there already"), "give it another id".to_owned());
        }
        block.finish(log);
    }
    all
}

fn generation(
    log: &mut Log,
    fields: &mut Fields,
    routes: &mut Routes,
    radio_ids: &mut BTreeSet<String>,
) -> Option<Generation> {
    let id = fields.needed_id(log, "id");
    let title = fields.needed_text(log, "title");
    let years = fields.needed_text(log, "years");
    let origin = origin(log, fields);
    let radios = each_beside(log, fields, "radio", radio_ids, |log, block| radio(log, block, routes));
    let waits = waits(log, fields);
    let losses = losses(log, fields);
    let advice = advice(log, fields, "advice");
    let provenance = origin?;
    Some(Generation { id: id?, title: title?, years: years?, provenance, radios, waits, losses, advice })
}

/// A radio type. Its id is a page of the guide, so that no two radios of a file may have the same.
fn radio(log: &mut Log, fields: &mut Fields, routes: &mut Routes) -> Option<RadioType> {
    let id = fields.needed_id(log, "id");
    let label = fields.needed_text(log, "label");
    let code_found = fields.needed_text(log, "code-found");
    let difficulty = fields.needed_text(log, "difficulty");
    let routes = routes.of_radio(log, fields);
    let entry = entry(log, fields);
    let origin = origin(log, fields);
    let advice = advice(log, fields, "advice");
    let provenance = origin?;
    Some(RadioType {
        id: id?,
        label: label?,
        routes,
        entry,
        code_found: code_found?,
        difficulty: difficulty?,
        provenance,
        advice,
    })
}

fn waits(log: &mut Log, fields: &mut Fields) -> Vec<EngineWait> {
    let mut engines: BTreeSet<Id> = BTreeSet::new();
    let mut waits = Vec::new();
    for mut block in fields.tables(log, "wait") {
        let span = block.span_of("engine");
        let engine = block.needed_id(log, "engine");
        let seconds = block.whole(log, "seconds", 1..=3600);
        if !block.has("seconds") {
            block.missing(log, "seconds", "seconds = 300");
        }
        let origin = origin(log, &mut block);
        block.finish(log);
        if let Some(engine) = &engine
            && !engines.insert(*engine)
        {
            log.error(&span, format!("a wait for `{engine}` is there already"), "take one of them out".to_owned());
        }
        if let (Some(engine), Some(seconds), Some(provenance)) = (engine, seconds, origin) {
            waits.push(EngineWait { engine, seconds, provenance });
        }
    }
    waits
}

fn advice(log: &mut Log, fields: &mut Fields, name: &'static str) -> Vec<Advice> {
    let mut all = Vec::new();
    for mut block in fields.tables(log, name) {
        let item = block.needed_id(log, "item");
        let text = block.needed_text(log, "text");
        let cost = block.text(log, "cost");
        let origin = origin(log, &mut block);
        block.finish(log);
        if let (Some(item), Some(text), Some(provenance)) = (item, text, origin) {
            all.push(Advice { item, text, cost, provenance });
        }
    }
    all
}

/// Where a fact is from and whether it was checked. Neither has a default: a fact without them is hearsay.
pub(super) fn origin(log: &mut Log, fields: &mut Fields) -> Option<Provenance> {
    let source = fields.string(log, "source");
    if !fields.has("source") {
        fields.missing(log, "source", "source = \"…\", such as the document or the car it was seen on");
    }
    let is_verified = fields.flag(log, "verified");
    if !fields.has("verified") {
        fields.missing(log, "verified", "verified = false, or true when somebody checked it");
    }
    Some(Provenance { source: source?.0.to_owned(), is_verified: is_verified? })
}
