//! Reads a guide file: topics to be looked up, each statement with its source.

use std::collections::BTreeSet;

use super::names::Names;
use super::source::fields::Fields;
use super::source::log::Parsed;
use super::source::{head, read};
use crate::domain::guide::{GuideFile, PerRadio, Statement, Topic};

/// Reads a guide file as the linter does. `file` is what the file is called in faults. Items that it names must be in one
/// of the built-in checklists.
#[must_use]
pub fn read_guide(file: &str, bytes: &[u8]) -> Parsed<GuideFile> {
    read_guide_with(file, bytes, Names::built_in())
}

/// Reads a guide file beside checklists that ask for `names`.
pub fn read_guide_with(file: &str, bytes: &[u8], names: &Names) -> Parsed<GuideFile> {
    read(file, bytes, |fields| guide(fields, names))
}

fn guide(fields: &mut Fields, names: &Names) -> Option<GuideFile> {
    let head = head(fields)?;
    if fields.is_empty("topic") {
        fields.missing("topic", "[[topic]] blocks with id, title and what they say");
    }
    Some(GuideFile {
        id: head.id,
        title: head.title,
        revision: head.revision,
        topics: fields.each_named("topic", &mut BTreeSet::new(), |block| topic(block, names)),
    })
}

fn topic(fields: &mut Fields, names: &Names) -> Topic {
    let topic = Topic {
        id: fields.id("id"),
        title: fields.text("title"),
        words: fields.strings("words").unwrap_or_default().into_iter().map(|(word, _)| word.to_owned()).collect(),
        facts: names.items(fields, "facts"),
        per_radio: fields.maybe_word("per-radio", &PerRadio::ALL),
        statements: fields.each("say", |block| Statement {
            ask: block.maybe_text("ask"),
            text: block.text("text"),
            cost: block.maybe_text("cost"),
            provenance: block.provenance(),
        }),
    };
    if !["say", "facts", "per-radio"].iter().any(|name| fields.has(name)) {
        fields.missing("say", "[[topic.say]] blocks with text, source and verified, or facts = [\"item\"]");
    }
    topic
}
