//! The options of an item.

use std::collections::BTreeSet;

use super::condition::{RESERVED, Seen, condition};
use super::fields::Fields;
use super::log::Log;
use crate::domain::{Choice, Verdict};

/// As many as there are digit keys.
const MOST_OPTIONS: usize = 9;

/// The words for a verdict.
const VERDICTS: [(&str, Verdict); 3] = [("ok", Verdict::Ok), ("warn", Verdict::Warn), ("stop", Verdict::Stop)];

/// Reads the options of an item. Those of the radio book are not counted here: the file can't know them.
pub(super) fn choices(log: &mut Log, item: &mut Fields, seen: &Seen) -> Vec<Choice> {
    let blocks = item.tables(log, "option");
    if let Some(tenth) = blocks.get(MOST_OPTIONS) {
        let message = format!("{} options, and there are nine digit keys", blocks.len());
        log.error(&tenth.span(), message, "put some together, or split the question".to_owned());
    }
    let mut choices: Vec<Choice> = Vec::new();
    for mut fields in blocks {
        let span = fields.span_of("id");
        let Some(choice) = choice(log, &mut fields, seen) else {
            fields.finish(log);
            continue;
        };
        fields.finish(log);
        if choices.iter().any(|other| other.id == choice.id) {
            log.error(&span, format!("the option \"{}\" is there already", choice.id), "give it another id".to_owned());
        } else if RESERVED.contains(&choice.id.as_str()) {
            let message =
                format!("no option can be called \"{}\": conditions use the word for something else", choice.id);
            log.error(&span, message, "give it another id".to_owned());
        }
        choices.push(choice);
    }
    same_words(log, item, &choices);
    choices
}

/// Two options that read the same and can be there together can't be told apart.
fn same_words(log: &mut Log, item: &Fields, choices: &[Choice]) {
    let mut always = BTreeSet::new();
    for choice in choices.iter().filter(|choice| choice.when.is_empty() && choice.unless.is_empty()) {
        if !always.insert(&choice.label.en) {
            let message = format!("two options read \"{}\"", choice.label.en);
            log.error(&item.span_of("option"), message, "let each say what sets it apart".to_owned());
        }
    }
}

fn choice(log: &mut Log, fields: &mut Fields, seen: &Seen) -> Option<Choice> {
    let id = fields.needed_id(log, "id");
    let label = fields.needed_text(log, "label");
    let verdict = fields.one_of(log, "verdict", &VERDICTS).unwrap_or(Verdict::Ok);
    let when = condition(log, fields, "when", seen);
    let unless = condition(log, fields, "unless", seen);
    let note = fields.text(log, "note");
    let advice = fields.text(log, "advice");
    let gate = fields.text(log, "gate");
    let sheet = fields.text(log, "sheet");
    Some(Choice { id: id?, label: label?, verdict, when, unless, note, advice, gate, sheet })
}
