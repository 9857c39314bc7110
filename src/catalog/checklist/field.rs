//! Reads what can be typed or measured: the part of an item that its `kind` decides.

use std::ops::Range;

use super::condition::Earlier;
use crate::catalog::source::fields::Fields;
use crate::catalog::source::spots::spots;
use crate::domain::checklist::Per;
use crate::domain::{Field, Id, Limits, Shape, Since, Spot, Text};

/// The word after `kind =`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Choice,
    Find,
    Text,
    Serial,
    Measure,
    Wait,
}

/// The kinds by their words.
const KINDS: [(&str, ItemKind); 6] = [
    ("choice", ItemKind::Choice),
    ("find", ItemKind::Find),
    ("text", ItemKind::Text),
    ("serial", ItemKind::Serial),
    ("measure", ItemKind::Measure),
    ("wait", ItemKind::Wait),
];

/// The names that belong to one kind only.
const OF_KIND: [(&str, ItemKind, &str); 9] = [
    ("shape", ItemKind::Text, "it belongs to kind = \"text\""),
    ("unit", ItemKind::Measure, "it belongs to kind = \"measure\""),
    ("limits", ItemKind::Measure, "it belongs to kind = \"measure\""),
    ("measured-at", ItemKind::Measure, "it belongs to kind = \"measure\""),
    ("seconds", ItemKind::Wait, "it belongs to kind = \"wait\""),
    ("per-engine", ItemKind::Wait, "it belongs to kind = \"wait\""),
    ("per", ItemKind::Wait, "it belongs to kind = \"wait\""),
    ("minutes-from", ItemKind::Wait, "it belongs to kind = \"wait\""),
    ("since", ItemKind::Wait, "it belongs to kind = \"wait\""),
];

/// The longest wait, in seconds: an hour.
const LONGEST_WAIT: u32 = 3600;

/// The fewest minutes that are believed of a wait that somebody types: more than the text of most makers. Source: GM's text of
/// 1997 says up to 10 minutes for its own cars; Land Rover's of 2003, too.
const TYPED_MINUTES_MIN: f64 = 10.0;

/// The shortest wait that may be counted from the call, when the leads came off: airbag parts keep a reserve for three
/// minutes. Source: makers' service texts agree on "at least 3 minutes".
const AIRBAG_SECONDS_MIN: u32 = 180;

/// Reads the kind of an item; names that belong to another kind are told.
pub fn kind(fields: &mut Fields) -> Option<ItemKind> {
    fields.needs("kind", "kind = \"choice\", \"find\", \"text\", \"serial\", \"measure\" or \"wait\"");
    let kind = fields.maybe_word("kind", &KINDS);
    for (name, belongs, why) in OF_KIND {
        match kind {
            None => fields.pass_over(name),
            Some(kind) if kind != belongs => fields.misplaced(name, why),
            Some(_) => {}
        }
    }
    kind
}

/// Reads what belongs to the kind; `None` for an item with options only.
pub fn field(fields: &mut Fields, kind: Option<ItemKind>, earlier: &Earlier) -> Option<Field> {
    match kind? {
        ItemKind::Choice => None,
        ItemKind::Find => Some(Field::Find),
        ItemKind::Serial => Some(Field::Serial),
        ItemKind::Text => {
            let shape = fields.maybe_word("shape", &[("any", Shape::Any), ("plate", Shape::Plate)]);
            Some(Field::Text(shape.unwrap_or(Shape::Any)))
        }
        ItemKind::Measure => {
            let (unit, limits) = (unit(fields), fields.table("limits", limits).unwrap_or_default());
            let measured_at = measured_at(fields, &unit);
            Some(Field::Measure { unit, limits, measured_at })
        }
        ItemKind::Wait => {
            fields.needs("seconds", "seconds = 300");
            let seconds = fields.maybe_whole("seconds", 1..=LONGEST_WAIT);
            let per = per(fields);
            Some(Field::Wait {
                seconds: seconds.unwrap_or(LONGEST_WAIT),
                per,
                minutes_from: minutes_from(fields, earlier),
                since: since(fields, earlier, seconds, per),
            })
        }
    }
}

/// Reads whose figure of a wait counts.
fn per(fields: &mut Fields) -> Per {
    let per_engine = fields.flag("per-engine");
    let words = [("engine", Per::Engine), ("airbag", Per::Airbag), ("starting", Per::Starting)];
    let per = fields.maybe_word("per", &words);
    if per_engine.is_some() && per.is_some() {
        fields.error("per-engine", "`per` and `per-engine` say whose figure counts", "take `per-engine` out");
    }
    per.unwrap_or(if per_engine == Some(true) { Per::Engine } else { Per::Checklist })
}

/// Reads the item whose minutes count: it must be typed in minutes, and never fewer than an airbag wait may have.
fn minutes_from(fields: &mut Fields, earlier: &Earlier) -> Option<Id> {
    let (name, span) = fields.string("minutes-from")?;
    let id = earlier.item_at(fields, name, &span)?;
    if earlier.has(&id) && earlier.minutes_min(&id).is_none_or(|min| min < TYPED_MINUTES_MIN) {
        let message = format!("`{id}` does not ask for at least {TYPED_MINUTES_MIN} minutes");
        let help = format!("give it kind = \"measure\", unit = \"min\" and a limit min of {TYPED_MINUTES_MIN} or more");
        fields.error_at(&span, message, help);
    }
    Some(id)
}

/// Reads a unit, one short word: it stands behind the figure in the journal.
fn unit(fields: &mut Fields) -> String {
    fields.needs("unit", "unit = \"V\"");
    let unit = fields.string("unit").map_or("", |(unit, _)| unit);
    if unit.chars().count() > 8 || unit.contains(char::is_whitespace) {
        fields.error("unit", format!("{unit:?} is no unit"), "write one short word, such as \"V\" or \"A\"");
    }
    unit.to_owned()
}

/// Reads where an instrument may read the figure.
fn measured_at(fields: &mut Fields, unit: &str) -> Vec<Spot> {
    if fields.has("measured-at") && unit != "V" {
        fields.error("measured-at", format!("instruments read volts, and no {unit}"), "take it out");
    }
    spots(fields, "measured-at")
}

fn limits(fields: &mut Fields) -> Limits {
    let limits = Limits {
        min: fields.number("min"),
        max: fields.number("max"),
        flat_below: fields.number("flat-below"),
        warn_below: fields.number("warn-below"),
        warn_above: fields.number("warn-above"),
        stop_below: fields.number("stop-below"),
        stop_above: fields.number("stop-above"),
        low: fields.maybe_text("low"),
        high: fields.maybe_text("high"),
    };
    check_order(fields, &limits);
    check_words(fields, "low", limits.judges_low(), limits.low.as_ref());
    check_words(fields, "high", limits.judges_high(), limits.high.as_ref());
    limits
}

/// Limits rise from the smallest to the largest. What is missing in between is passed over.
fn check_order(fields: &Fields, limits: &Limits) {
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
            let help = "the order is min, stop-below, flat-below, warn-below, warn-above, stop-above, max";
            fields.error(higher, message, help);
        }
    }
    if let (Some(min), Some(max)) = (limits.min, limits.max)
        && min >= max
    {
        fields.error("max", "no figure is between `min` and `max`", "");
    }
}

/// A verdict without a word is no help, and words that are never said are a slip.
fn check_words(fields: &Fields, name: &str, is_judged: bool, said: Option<&Text>) {
    if is_judged && said.is_none() {
        let message = format!("`{name}` is missing: what is said when a figure is too {name}");
        fields.error("", message, format!("add {name} = \"…\""));
    } else if !is_judged && said.is_some() {
        let direction = if name == "low" { "below" } else { "above" };
        let message = format!("`{name}` is never said: there is no limit {direction}");
        fields.error(name, message, format!("add warn-{direction} or stop-{direction}"));
    }
}

/// Reads from when a wait of `seconds` is counted: items that came before, or the call.
fn since(fields: &mut Fields, earlier: &Earlier, seconds: Option<u32>, per: Per) -> Since {
    fields.needs("since", "since = \"call\", or [\"item\", …]");
    let names = fields.strings("since").unwrap_or_default();
    if let [("call", _)] = names.as_slice() {
        if earlier.pause.is_some() && !earlier.is_lead_off() {
            let help = "name the items, such as since = [\"ignition\"]";
            fields.error("since", "the call comes at the end of page b, after this wait", help);
        }
        check_airbag_seconds(fields, seconds, "from the call");
        return Since::Call;
    }
    if names.is_empty() && fields.has("since") {
        fields.error("since", "`since` names nothing", "write since = [\"item\"] or since = \"call\"");
    }
    if per == Per::Airbag {
        check_airbag_seconds(fields, seconds, "before airbag parts are touched");
        if !names.iter().any(|(name, _)| earlier.says_lead_off(name)) {
            let help = "name the item with lead-off = true: the wait runs from when the cables are off";
            fields.error("since", "this wait does not run from the cables being off", help);
        }
    }
    let mut items = Vec::new();
    for (name, span) in names {
        let Some(id) = earlier.item_at(fields, name, &span) else { continue };
        if let Some(seconds) = seconds {
            check_outlasted(fields, earlier, &id, seconds, &span);
        }
        items.push(id);
    }
    Since::Items(items)
}

fn check_airbag_seconds(fields: &Fields, seconds: Option<u32>, when: &str) {
    if let Some(seconds) = seconds.filter(|seconds| *seconds < AIRBAG_SECONDS_MIN) {
        let help =
            format!("write seconds = {AIRBAG_SECONDS_MIN} or more: the airbags' reserve needs that long to run down");
        fields.error("seconds", format!("{seconds} s {when} are too short"), help);
    }
}

/// An answer that goes stale before the wait is over would begin it again, and again.
fn check_outlasted(fields: &Fields, earlier: &Earlier, id: &Id, seconds: u32, span: &Range<usize>) {
    if let Some(stale) = earlier.stale_after_seconds(id).filter(|stale| *stale <= seconds) {
        let message = format!("`{id}` goes stale after {stale} s, before this wait of {seconds} s is over");
        fields.error_at(span, message, format!("give `{id}` a longer stale-after"));
    }
}
