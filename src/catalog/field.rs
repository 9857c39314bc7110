//! What can be typed or measured: the part of an item that its `kind` decides.

use std::ops::Range;

use super::condition::Seen;
use super::fields::{Fields, id_of};
use super::log::Log;
use crate::domain::{Field, Id, Limits, Pause, Shape, Since, Text};

/// The word after `kind =`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Choice,
    Text,
    Serial,
    Measure,
    Wait,
}

/// The kinds by their words.
pub(super) const KINDS: [(&str, Kind); 5] = [
    ("choice", Kind::Choice),
    ("text", Kind::Text),
    ("serial", Kind::Serial),
    ("measure", Kind::Measure),
    ("wait", Kind::Wait),
];

/// Names that belong to one kind only.
const OF_KIND: [(&str, Kind, &str); 6] = [
    ("shape", Kind::Text, "it belongs to kind = \"text\""),
    ("unit", Kind::Measure, "it belongs to kind = \"measure\""),
    ("limits", Kind::Measure, "it belongs to kind = \"measure\""),
    ("seconds", Kind::Wait, "it belongs to kind = \"wait\""),
    ("per-engine", Kind::Wait, "it belongs to kind = \"wait\""),
    ("since", Kind::Wait, "it belongs to kind = \"wait\""),
];

/// The longest wait, in seconds: an hour.
const LONGEST_WAIT: u32 = 3600;

/// Reads what belongs to `kind`. The outer `None` is a fault, the inner one an item with options only.
pub(super) fn field(
    log: &mut Log,
    fields: &mut Fields,
    kind: Option<Kind>,
    pause: Option<Pause>,
    seen: &Seen,
) -> Option<Option<Field>> {
    for (name, belongs, why) in OF_KIND {
        match kind {
            None => fields.pass_over(name),
            Some(kind) if kind != belongs => fields.misplaced(log, name, why),
            Some(_) => {}
        }
    }
    match kind? {
        Kind::Choice => Some(None),
        Kind::Serial => Some(Some(Field::Serial)),
        Kind::Text => {
            let shape = fields.one_of(log, "shape", &[("any", Shape::Any), ("plate", Shape::Plate)]);
            Some(Some(Field::Text(shape.unwrap_or(Shape::Any))))
        }
        Kind::Measure => measure(log, fields).map(Some),
        Kind::Wait => wait(log, fields, pause, seen).map(Some),
    }
}

fn measure(log: &mut Log, fields: &mut Fields) -> Option<Field> {
    let unit = unit(log, fields);
    let limits = match fields.table(log, "limits") {
        Some(table) => limits(log, table),
        None => Limits::default(),
    };
    Some(Field::Measure { unit: unit?, limits })
}

/// A unit is one short word: it stands behind the figure in the journal.
fn unit(log: &mut Log, fields: &mut Fields) -> Option<String> {
    let Some((unit, span)) = fields.string(log, "unit") else {
        if !fields.has("unit") {
            fields.missing(log, "unit", "unit = \"V\"");
        }
        return None;
    };
    if unit.chars().count() > 8 || unit.contains(char::is_whitespace) {
        log.error(&span, format!("{unit:?} is no unit"), "write one short word, such as \"V\" or \"A\"".to_owned());
        return None;
    }
    Some(unit.to_owned())
}

fn limits(log: &mut Log, mut fields: Fields) -> Limits {
    let limits = Limits {
        min: fields.number(log, "min"),
        max: fields.number(log, "max"),
        flat_below: fields.number(log, "flat-below"),
        warn_below: fields.number(log, "warn-below"),
        warn_above: fields.number(log, "warn-above"),
        stop_below: fields.number(log, "stop-below"),
        stop_above: fields.number(log, "stop-above"),
        low: fields.text(log, "low"),
        high: fields.text(log, "high"),
    };
    in_order(log, &fields, &limits);
    let is_low = limits.warn_below.is_some() || limits.stop_below.is_some();
    let is_high = limits.warn_above.is_some() || limits.stop_above.is_some();
    says_why(log, &fields, "low", is_low, limits.low.as_ref());
    says_why(log, &fields, "high", is_high, limits.high.as_ref());
    fields.finish(log);
    limits
}

/// From the smallest to the largest. What is missing in between is passed over.
fn in_order(log: &mut Log, fields: &Fields, limits: &Limits) {
    let rising = [
        ("min", limits.min),
        ("stop-below", limits.stop_below),
        ("flat-below", limits.flat_below),
        ("warn-below", limits.warn_below),
        ("warn-above", limits.warn_above),
        ("stop-above", limits.stop_above),
        ("max", limits.max),
    ];
    let given: Vec<(&str, f64)> = rising.into_iter().filter_map(|(name, limit)| Some((name, limit?))).collect();
    for pair in given.windows(2) {
        let ((lower, low), (higher, high)) = (pair[0], pair[1]);
        if low > high {
            let message = format!("`{higher}` is {high}, which is less than `{lower}`, {low}");
            let help = "the order is min, stop-below, flat-below, warn-below, warn-above, stop-above, max".to_owned();
            log.error(&fields.span_of(higher), message, help);
        }
    }
    if let (Some(min), Some(max)) = (limits.min, limits.max)
        && min >= max
    {
        log.error(&fields.span_of("max"), "no figure is between `min` and `max`", None);
    }
}

/// A verdict without a word is no help, and words that are never said are a slip.
fn says_why(log: &mut Log, fields: &Fields, name: &str, is_judged: bool, said: Option<&Text>) {
    if is_judged && said.is_none() {
        let message = format!("`{name}` is missing: what is said when a figure is too {name}");
        log.error(&fields.span(), message, format!("add {name} = \"…\""));
    } else if !is_judged && said.is_some() {
        let direction = if name == "low" { "below" } else { "above" };
        let message = format!("`{name}` is never said: there is no limit {direction}");
        log.error(&fields.span_of(name), message, format!("add warn-{direction} or stop-{direction}"));
    }
}

fn wait(log: &mut Log, fields: &mut Fields, pause: Option<Pause>, seen: &Seen) -> Option<Field> {
    let seconds = fields.whole(log, "seconds", 1..=LONGEST_WAIT);
    if seconds.is_none() && !fields.has("seconds") {
        fields.missing(log, "seconds", "seconds = 300");
    }
    let is_per_engine = fields.flag(log, "per-engine").unwrap_or(false);
    let since = since(log, fields, pause, seen, seconds);
    Some(Field::Wait { seconds: seconds?, is_per_engine, since: since? })
}

/// The shortest wait that may be counted from the call, when the leads came off: airbag parts keep a reserve for three
/// minutes. Source: makers' service texts agree on "at least 3 minutes".
const AIRBAG_SECONDS_MIN: u32 = 180;

/// Items that came before, or the call.
fn since(log: &mut Log, fields: &mut Fields, pause: Option<Pause>, seen: &Seen, seconds: Option<u32>) -> Option<Since> {
    let Some(names) = fields.strings(log, "since") else {
        fields.missing(log, "since", "since = \"call\", or [\"item\", …]");
        return None;
    };
    let span = fields.span_of("since");
    if let [("call", _)] = names.as_slice() {
        if pause.is_some_and(|pause| pause < Pause::C) {
            let help = "name the items, such as since = [\"ignition\"]".to_owned();
            log.error(&span, "the call comes at the end of page b, after this wait", help);
        }
        if let Some(seconds) = seconds.filter(|seconds| *seconds < AIRBAG_SECONDS_MIN) {
            let help = format!(
                "write seconds = {AIRBAG_SECONDS_MIN} or more: the airbags' reserve needs that long to run down"
            );
            log.error(&fields.span_of("seconds"), format!("{seconds} s from the call are too short"), help);
        }
        return Some(Since::Call);
    }
    if names.is_empty() {
        log.error(&span, "`since` names nothing", "write since = [\"item\"] or since = \"call\"".to_owned());
    }
    let mut items = Vec::new();
    for (name, span) in names {
        let Some(id) = id_of(log, name, &span) else { continue };
        if !seen.has(&id) {
            seen.not_found(log, name, &span);
        }
        outlasts(log, seen, &id, seconds, &span);
        items.push(id);
    }
    Some(Since::Items(items))
}

/// An answer that goes stale before the wait is over would begin it again, and again.
fn outlasts(log: &mut Log, seen: &Seen, id: &Id, seconds: Option<u32>, span: &Range<usize>) {
    if let (Some(stale), Some(seconds)) = (seen.stale_after_seconds(id), seconds)
        && stale <= seconds
    {
        let message = format!("`{id}` goes stale after {stale} s, before this wait of {seconds} s is over");
        log.error(span, message, format!("give `{id}` a longer stale-after"));
    }
}
