//! Reads one item of a page, with its options.

use std::collections::BTreeSet;

use super::condition::{Earlier, RESERVED, condition};
use super::field::{ItemKind, field, kind};
use crate::catalog::source::fields::Fields;
use crate::domain::checklist::More;
use crate::domain::lockout::is_guards;
use crate::domain::recovery::is_recovery;
use crate::domain::{Choice, Field, Id, Item, Pause, Verdict};

/// The longest time until an answer is stale, in seconds: a day.
const LONGEST_STALE: u32 = 24 * 3600;

/// As many options as there are digit keys.
const MOST_OPTIONS: usize = 9;

/// The verdicts by their words.
const VERDICTS: [(&str, Verdict); 3] = [("ok", Verdict::Ok), ("warn", Verdict::Warn), ("stop", Verdict::Stop)];

/// Reads an item. It is not yet among the earlier ones: no condition of its own can look at it.
///
/// Where a file says nothing, a hold point and a wait are overridden rather than skipped, anything else is skipped with a
/// reason, and there is an override wherever something can say stop.
pub fn item(fields: &mut Fields, earlier: &Earlier) -> Item {
    let (id, label, ask) = (own_id(fields), fields.text("label"), fields.text("ask"));
    let kind = kind(fields);
    let field = field(fields, kind, earlier);
    let more = fields.maybe_word("more", &[("cars", More::Cars), ("radios", More::Radios)]);
    let options = options(fields, earlier);
    if kind == Some(ItemKind::Choice) && more.is_none() {
        fields.needs("option", "option = [ { id = \"…\", label = \"…\" } ]");
    }
    // A slip in the value was still meant to hold.
    let is_hold = fields.flag("hold").unwrap_or(fields.has("hold"));
    let is_hard = is_hold || kind == Some(ItemKind::Wait);
    let item = Item {
        id,
        label,
        ask,
        is_hold,
        may_skip: may_skip(fields, is_hold).unwrap_or(!is_hard),
        may_override: fields.flag("override").unwrap_or(is_hard || can_stop(field.as_ref(), &options)),
        field,
        options,
        more,
        stale_after_seconds: stale_after(fields, earlier),
        is_lead_on: is_lead_on(fields, earlier),
        is_make_safe: fields.flag("make-safe").unwrap_or(fields.has("make-safe")),
        undoes: fields.string("undoes").and_then(|(name, span)| earlier.item_at(fields, name, &span)),
        proven_by: proven_by(fields, earlier),
        is_same_line: fields.flag("same-line").unwrap_or(false),
        is_physical: fields.flag("physical").unwrap_or(false),
        takes_advice: fields.flag("advice").unwrap_or(true),
        when: condition(fields, "when", earlier),
        unless: condition(fields, "unless", earlier),
        sheet: fields.maybe_text("sheet"),
        help: fields.maybe_text("help"),
    };
    // it only counts when a job is stopped, where make-safe items are asked for
    if fields.has("undoes") && !item.is_make_safe {
        let message = "`undoes` belongs to an item that makes the car safe before a stop";
        fields.error("undoes", message, "add make-safe = true, or take `undoes` out");
    }
    item
}

fn own_id(fields: &mut Fields) -> Id {
    let id = fields.id("id");
    if is_guards(&id) || is_recovery(&id) {
        let message = format!("`{id}` is a name of the program's own, for what is recorded beside the checklist");
        fields.error("id", message, "give the item another id");
    }
    id
}

fn may_skip(fields: &mut Fields, is_hold: bool) -> Option<bool> {
    let skip = fields.flag("skip");
    if is_hold && skip == Some(true) {
        let message = "a hold point can't be skipped: it is done, overridden, or the job is stopped";
        fields.error("skip", message, "take `skip` out");
    }
    skip
}

/// Whether an answer can have the verdict stop.
fn can_stop(field: Option<&Field>, options: &[Choice]) -> bool {
    let by_figure = matches!(field, Some(Field::Measure { limits, .. })
        if limits.stop_below.is_some() || limits.stop_above.is_some());
    by_figure || options.iter().any(|option| option.verdict == Verdict::Stop)
}

fn stale_after(fields: &mut Fields, earlier: &Earlier) -> Option<u32> {
    let seconds = fields.maybe_whole("stale-after", 1..=LONGEST_STALE)?;
    if earlier.is_lead_off() {
        let help = "take it out: once the lead is off nothing goes stale";
        fields.error("stale-after", "`stale-after` has no place on this page", help);
    }
    Some(seconds)
}

fn is_lead_on(fields: &mut Fields, earlier: &Earlier) -> bool {
    let is_lead_on = fields.flag("lead-on").unwrap_or(false);
    if is_lead_on && earlier.pause.is_some_and(|pause| pause != Pause::D) {
        fields.error("lead-on", "the lead comes on again on page d and nowhere else", "move it to page d");
    }
    is_lead_on
}

/// Reads the earlier items that prove what this one says. They only count before the lead comes off.
fn proven_by(fields: &mut Fields, earlier: &Earlier) -> Vec<Id> {
    if fields.has("proven-by") && earlier.is_lead_off() {
        let help = "take it out: once the lead is off nothing is asked again";
        fields.error("proven-by", "`proven-by` has no place on this page", help);
    }
    earlier.named(fields, "proven-by")
}

/// Reads the options of an item. Those of the radio book are not counted here: the file can't know them.
fn options(fields: &mut Fields, earlier: &Earlier) -> Vec<Choice> {
    let count = fields.count("option").unwrap_or(0);
    let place = fields.span_of("option");
    let (mut at, mut ids, mut labels) = (0, BTreeSet::new(), BTreeSet::new());
    fields.each("option", |block| {
        if at == MOST_OPTIONS {
            let message = format!("{count} options, and there are nine digit keys");
            block.error("", message, "put some together, or split the question");
        }
        at += 1;
        let option = option(block, earlier);
        if RESERVED.contains(&option.id.as_str()) {
            let message =
                format!("no option can be called \"{}\": conditions use the word for something else", option.id);
            block.error("id", message, "give it another id");
        }
        if block.is_sound() && !ids.insert(option.id) {
            block.error("id", format!("the option \"{}\" is there already", option.id), "give it another id");
        }
        // two that read the same and can be there together can't be told apart
        let is_always = option.when.is_empty() && option.unless.is_empty();
        if block.is_sound() && is_always && !labels.insert(option.label.en.clone()) {
            let message = format!("two options read \"{}\"", option.label.en);
            block.error_at(&place, message, "let each say what sets it apart");
        }
        option
    })
}

fn option(fields: &mut Fields, earlier: &Earlier) -> Choice {
    Choice {
        id: fields.id("id"),
        label: fields.text("label"),
        verdict: fields.maybe_word("verdict", &VERDICTS).unwrap_or(Verdict::Ok),
        when: condition(fields, "when", earlier),
        unless: condition(fields, "unless", earlier),
        note: fields.maybe_text("note"),
        advice: fields.maybe_text("advice"),
        gate: fields.maybe_text("gate"),
        sheet: fields.maybe_text("sheet"),
    }
}
