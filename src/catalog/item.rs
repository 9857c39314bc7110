//! One item of a page.

use super::choice::choices;
use super::condition::{Seen, condition};
use super::field::{KINDS, Kind, field};
use super::fields::{Fields, id_of};
use super::log::Log;
use crate::domain::checklist::More;
use crate::domain::lockout::is_guards;
use crate::domain::recovery::is_recovery;
use crate::domain::{Choice, Field, Id, Item, Pause, Verdict};

/// The longest time until an answer is stale, in seconds: a day.
const LONGEST_STALE: u32 = 24 * 3600;

/// Reads an item. It is not yet among `seen`: no condition of its own can look at it. Without a `pause` nothing is said
/// about what depends on the page.
pub(super) fn item(log: &mut Log, fields: &mut Fields, pause: Option<Pause>, seen: &Seen) -> Option<Item> {
    let id = fields.needed_id(log, "id");
    if let Some(id) = id.as_ref().filter(|id| is_guards(id) || is_recovery(id)) {
        let message = format!("`{id}` is a name of the program's own, for what is recorded beside the checklist");
        log.error(&fields.span_of("id"), message, "give the item another id".to_owned());
    }
    let label = fields.needed_text(log, "label");
    let ask = fields.needed_text(log, "ask");
    let kind = kind(log, fields);
    let field = field(log, fields, kind, pause, seen);
    let more = fields.one_of(log, "more", &[("cars", More::Cars), ("radios", More::Radios)]);
    let options = choices(log, fields, seen);
    if kind == Some(Kind::Choice) && options.is_empty() && more.is_none() && !fields.has("option") {
        fields.missing(log, "option", "option = [ { id = \"…\", label = \"…\" } ]");
    }
    let rules = Rules::read(log, fields, kind, field.as_ref().and_then(Option::as_ref), &options);
    let stale_after_seconds = fields.whole(log, "stale-after", 1..=LONGEST_STALE);
    if stale_after_seconds.is_some() && pause.is_some_and(|pause| pause >= Pause::C) {
        let help = "take it out: once the lead is off nothing goes stale".to_owned();
        log.error(&fields.span_of("stale-after"), "`stale-after` has no place on this page", help);
    }
    let is_lead_on = fields.flag(log, "lead-on").unwrap_or(false);
    if is_lead_on && pause.is_some_and(|pause| pause != Pause::D) {
        let help = "move it to page d".to_owned();
        log.error(&fields.span_of("lead-on"), "the lead comes on again on page d and nowhere else", help);
    }
    let is_make_safe = fields.flag(log, "make-safe");
    let undoes = undoes(log, fields, is_make_safe, seen);
    let proven_by = proven_by(log, fields, pause, seen);
    let when = condition(log, fields, "when", seen);
    let unless = condition(log, fields, "unless", seen);
    Some(Item {
        is_same_line: fields.flag(log, "same-line").unwrap_or(false),
        is_physical: fields.flag(log, "physical").unwrap_or(false),
        is_make_safe: is_make_safe.unwrap_or(false),
        takes_advice: fields.flag(log, "advice").unwrap_or(true),
        undoes,
        proven_by,
        sheet: fields.text(log, "sheet"),
        help: fields.text(log, "help"),
        id: id?,
        label: label?,
        ask: ask?,
        field: field?,
        options,
        more,
        is_hold: rules.is_hold,
        may_skip: rules.may_skip,
        may_override: rules.may_override,
        stale_after_seconds,
        is_lead_on,
        when,
        unless,
    })
}

fn kind(log: &mut Log, fields: &mut Fields) -> Option<Kind> {
    let kind = fields.one_of(log, "kind", &KINDS);
    if kind.is_none() && !fields.has("kind") {
        fields.missing(log, "kind", "kind = \"choice\", \"text\", \"serial\", \"measure\" or \"wait\"");
    }
    kind
}

/// The earlier item that this one takes back. It only counts when a job is stopped, where make-safe items are asked for.
fn undoes(log: &mut Log, fields: &mut Fields, is_make_safe: Option<bool>, seen: &Seen) -> Option<Id> {
    let (name, span) = fields.string(log, "undoes")?;
    // A slip in the value was still meant to be one.
    if !is_make_safe.unwrap_or(fields.has("make-safe")) {
        let message = "`undoes` belongs to an item that makes the car safe before a stop";
        log.error(&span, message, "add make-safe = true, or take `undoes` out".to_owned());
    }
    let id = id_of(log, name, &span)?;
    if !seen.has(&id) {
        seen.not_found(log, name, &span);
        return None;
    }
    Some(id)
}

/// The earlier items that prove what this one says. It only counts before the lead comes off.
fn proven_by(log: &mut Log, fields: &mut Fields, pause: Option<Pause>, seen: &Seen) -> Vec<Id> {
    let mut items = Vec::new();
    let Some(names) = fields.strings(log, "proven-by") else { return items };
    if pause.is_some_and(|pause| pause >= Pause::C) {
        let help = "take it out: once the lead is off nothing is asked again".to_owned();
        log.error(&fields.span_of("proven-by"), "`proven-by` has no place on this page", help);
    }
    for (name, span) in names {
        let Some(id) = id_of(log, name, &span) else { continue };
        if !seen.has(&id) {
            seen.not_found(log, name, &span);
        }
        items.push(id);
    }
    items
}

/// What may be said instead of an answer.
struct Rules {
    is_hold: bool,
    may_skip: bool,
    may_override: bool,
}

impl Rules {
    /// Where a file says nothing: a hold point and a wait are overridden rather than skipped, anything else is skipped
    /// with a reason, and there is an override wherever something can say stop.
    fn read(log: &mut Log, fields: &mut Fields, kind: Option<Kind>, field: Option<&Field>, options: &[Choice]) -> Self {
        // A slip in the value was still meant to hold.
        let is_hold = fields.flag(log, "hold").unwrap_or(fields.has("hold"));
        let is_hard = is_hold || kind == Some(Kind::Wait);
        let skip = fields.flag(log, "skip");
        if is_hold && skip == Some(true) {
            let message = "a hold point can't be skipped: it is done, overridden, or the job is stopped";
            log.error(&fields.span_of("skip"), message, "take `skip` out".to_owned());
        }
        let may_override = fields.flag(log, "override").unwrap_or(is_hard || can_stop(field, options));
        Self { is_hold, may_skip: skip.unwrap_or(!is_hard), may_override }
    }
}

/// Whether an answer can have the verdict stop.
fn can_stop(field: Option<&Field>, options: &[Choice]) -> bool {
    let by_figure = matches!(field, Some(Field::Measure { limits, .. })
        if limits.stop_below.is_some() || limits.stop_above.is_some());
    by_figure || options.iter().any(|option| option.verdict == Verdict::Stop)
}
