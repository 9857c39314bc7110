//! A guide file: topics to be looked up, each statement with its source.

use super::checklist::{Head, head, is_newer_format};
use super::fields::{Fields, id_of};
use super::log::{Log, Outcome};
use super::make::{each, origin};
use super::names::Names;
use super::source::read;
use crate::domain::Id;
use crate::domain::guide::{GuideFile, PerRadio, Statement, Topic};

/// Reads a guide file as the linter does. `file` is what the file is called in faults. Items that it names must be in one
/// of the built-in checklists.
#[must_use]
pub fn read_guide(file: &str, bytes: &[u8]) -> Outcome<GuideFile> {
    read_guide_with(file, bytes, Names::built_in())
}

/// Reads a guide file beside checklists that ask for `names`.
pub(super) fn read_guide_with(file: &str, bytes: &[u8], names: &Names) -> Outcome<GuideFile> {
    read(file, bytes, |log, fields| guide(log, fields, names))
}

fn guide(log: &mut Log, mut fields: Fields<'_>, names: &Names) -> Option<GuideFile> {
    if is_newer_format(log, &mut fields) {
        return None;
    }
    names.check(log, &fields);
    let head = head(log, &mut fields);
    let topics = each(log, &mut fields, "topic", topic);
    if !fields.has("topic") || (topics.is_empty() && !log.has_errors()) {
        fields.missing(log, "topic", "[[topic]] blocks with id, title and what they say");
    }
    fields.finish(log);
    let Head { id, title, revision } = head?;
    Some(GuideFile { id, title, revision, topics })
}

fn topic(log: &mut Log, fields: &mut Fields) -> Option<Topic> {
    let id = fields.needed_id(log, "id");
    let title = fields.needed_text(log, "title");
    let words = fields.strings(log, "words").unwrap_or_default();
    let words = words.into_iter().map(|(word, _)| word.to_owned()).collect();
    let facts = fields.strings(log, "facts").unwrap_or_default();
    let facts: Vec<Id> = facts.into_iter().filter_map(|(item, span)| id_of(log, item, &span)).collect();
    let per_radio = fields.one_of(log, "per-radio", &PerRadio::ALL);
    let statements = statements(log, fields);
    if !["say", "facts", "per-radio"].iter().any(|name| fields.has(name)) {
        fields.missing(log, "say", "[[topic.say]] blocks with text, source and verified, or facts = [\"item\"]");
    }
    Some(Topic { id: id?, title: title?, words, statements, facts, per_radio })
}

fn statements(log: &mut Log, fields: &mut Fields) -> Vec<Statement> {
    let mut statements = Vec::new();
    for mut block in fields.tables(log, "say") {
        let ask = block.text(log, "ask");
        let text = block.needed_text(log, "text");
        let cost = block.text(log, "cost");
        let origin = origin(log, &mut block);
        block.finish(log);
        if let (Some(text), Some(provenance)) = (text, origin) {
            statements.push(Statement { ask, text, cost, provenance });
        }
    }
    statements
}
