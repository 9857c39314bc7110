//! Reads one item of a page, with its options.

use super::condition::{Earlier, condition};
use super::field::{ItemKind, field, kind};
use super::option::options;
use crate::catalog::source::fields::Fields;
use crate::domain::checklist::{More, known::OF_BOOK};
use crate::domain::lockout::is_guards;
use crate::domain::recovery::is_recovery;
use crate::domain::{Choice, Field, Id, Item, PausePoint, Verdict};

/// The longest time until an answer is stale, in seconds: a day.
const LONGEST_STALE: u32 = 24 * 3600;

/// Reads an item. It is not yet among the earlier ones: no condition of its own can look at it.
///
/// Where a file says nothing, a hold point and a wait are overridden rather than skipped, anything else is skipped with a
/// reason, and there is an override wherever something can say stop.
pub fn item(fields: &mut Fields, earlier: &Earlier) -> Item {
    let (id, label, ask) = (own_id(fields), fields.text("label"), fields.text("ask"));
    let kind = kind(fields);
    let field = field(fields, kind, earlier);
    let more = fields.maybe_word("more", &[("makes", More::Makes), ("cars", More::Cars), ("radios", More::Radios)]);
    let options = options(fields, earlier);
    if matches!(kind, Some(ItemKind::Choice | ItemKind::Find)) && more.is_none() {
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
        is_lead_off: is_lead_off(fields, earlier),
        is_lead_on: is_lead_on(fields, earlier),
        is_make_safe: fields.flag("make-safe").unwrap_or(fields.has("make-safe")),
        undoes: fields.string("undoes").and_then(|(name, span)| earlier.item_at(fields, name, &span)),
        proven_by: proven_by(fields, earlier),
        is_same_line: fields.flag("same-line").unwrap_or(false),
        is_physical: fields.flag("physical").unwrap_or(false),
        takes_advice: fields.flag("advice").unwrap_or(true),
        is_column: fields.flag("column").unwrap_or(false),
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
    if is_guards(&id) || is_recovery(&id) || OF_BOOK.iter().any(|(asked, _)| *asked == id.as_str()) {
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

fn is_lead_off(fields: &mut Fields, earlier: &Earlier) -> bool {
    let is_lead_off = fields.flag("lead-off").unwrap_or(false);
    if is_lead_off && earlier.pause.is_some_and(|pause| pause != PausePoint::C) {
        fields.error("lead-off", "that the lead is off is recorded on page c and nowhere else", "move it to page c");
    }
    is_lead_off
}

fn is_lead_on(fields: &mut Fields, earlier: &Earlier) -> bool {
    let is_lead_on = fields.flag("lead-on").unwrap_or(false);
    if is_lead_on && earlier.pause.is_some_and(|pause| pause != PausePoint::D) {
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
