//! Reads the `[[lock-out]]` blocks of a radio file: how long a radio takes no code after wrong ones, as different sources
//! tell it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::source::fields::Fields;
use crate::catalog::source::suggest::{closest, listed};
use crate::domain::lockout::WaitStep;
use crate::domain::{Id, LockoutSchedule};

/// More wrong codes than any radio counts.
const MOST_CODES: u32 = 1000;

/// The longest wait, in seconds: two days.
const LONGEST_WAIT_SECONDS: u32 = 172_800;

/// Reads all of them; `radio_ids` are the radios that may be named.
pub fn lock_outs(fields: &mut Fields, radio_ids: &BTreeSet<String>) -> Vec<LockoutSchedule> {
    let mut places = Vec::new();
    let schedules = fields.each_named("lock-out", &mut BTreeSet::new(), |block| {
        places.push((block.span(), block.span_of("default")));
        schedule(block, radio_ids)
    });
    check_defaults(fields, &schedules, &places);
    schedules
}

fn schedule(fields: &mut Fields, radio_ids: &BTreeSet<String>) -> LockoutSchedule {
    let schedule = LockoutSchedule {
        id: fields.id("id"),
        title: fields.text("title"),
        radios: named_radios(fields, radio_ids),
        steps: steps(fields),
        every: fields.maybe_whole("every", 1..=MOST_CODES),
        is_while_on: fields.flag("while-on").unwrap_or(false),
        dead_after: fields.maybe_whole("dead-after", 1..=MOST_CODES),
        provenance: fields.provenance(),
        is_default: fields.flag("default").unwrap_or(false),
        why: fields.maybe_text("why"),
    };
    if schedule.is_default {
        fields.needs("why", "why = \"…\": several sources disagree, so say why this one is counted by");
    }
    if let (Some(last), Some(dead)) = (schedule.steps.last(), schedule.dead_after)
        && dead < last.after
    {
        let message = format!("`dead-after` is {dead}, before the last step after {} wrong codes", last.after);
        fields.error("dead-after", message, "count all wrong codes together");
    }
    schedule
}

/// Reads the steps: more wrong codes never cost less.
fn steps(fields: &mut Fields) -> Vec<WaitStep> {
    fields.needs("steps", "steps = [{ after = 3, wait-seconds = 3600 }]");
    if fields.has("steps") && fields.is_empty("steps") {
        fields.error("steps", "`steps` is empty", "write [{ after = 3, wait-seconds = 3600 }]");
    }
    let mut before: Option<WaitStep> = None;
    fields.each("steps", |block| {
        let step = WaitStep {
            after: block.whole("after", 1..=MOST_CODES, "after = 3"),
            wait_seconds: block.whole("wait-seconds", 0..=LONGEST_WAIT_SECONDS, "wait-seconds = 3600"),
        };
        if block.is_sound() {
            check_rises(block, before, step);
            before = Some(step);
        }
        step
    })
}

fn check_rises(block: &Fields, before: Option<WaitStep>, step: WaitStep) {
    let Some(before) = before else { return };
    if step.after <= before.after {
        let message =
            format!("this step is after {} wrong codes, and the one before after {}", step.after, before.after);
        block.error("after", message, "write the steps with rising numbers");
    } else if step.wait_seconds < before.wait_seconds {
        let message = format!("{} s are less than the {} s of the step before", step.wait_seconds, before.wait_seconds);
        block.error("wait-seconds", message, "more wrong codes never cost less");
    }
}

/// Where there are schedules one of those for any radio is counted by, and never two for one radio.
fn check_defaults(fields: &Fields, schedules: &[LockoutSchedule], places: &[(Range<usize>, Range<usize>)]) {
    let mut taken: BTreeSet<Option<Id>> = BTreeSet::new();
    for (schedule, (_, place)) in schedules.iter().zip(places).filter(|(schedule, _)| schedule.is_default) {
        let any = schedule.radios.is_empty().then_some(None);
        for radio in schedule.radios.iter().copied().map(Some).chain(any) {
            if !taken.insert(radio) {
                let of = radio.map_or("any radio".to_owned(), |radio| format!("`{radio}`"));
                let message = format!("another schedule is the default for {of} already");
                fields.error_at(place, message, "leave it with the one that is counted by");
            }
        }
    }
    if let Some((first, _)) = places.first().filter(|_| !taken.contains(&None) && fields.is_sound()) {
        let message = "none of the schedules for any radio is the one to count by";
        fields.error_at(first, message, "add default = true and why = \"…\" to one that names no radios");
    }
}

/// Reads the radios of this file that a block names; none: it is about any radio.
pub fn named_radios(fields: &mut Fields, known: &BTreeSet<String>) -> Vec<Id> {
    let mut named = Vec::new();
    for (name, span) in fields.strings("radios").unwrap_or_default() {
        let Some(id) = fields.id_at(name, &span) else { continue };
        if known.contains(id.as_str()) {
            named.push(id);
            continue;
        }
        let ids = || known.iter().map(String::as_str);
        let help = match closest(name, ids()) {
            Some(meant) => format!("write \"{meant}\""),
            None => format!("the radios here: {}", listed(ids())),
        };
        fields.error_at(&span, format!("no radio here is called `{id}`"), help);
    }
    if fields.has("radios") && named.is_empty() && fields.is_sound() {
        fields.error("radios", "`radios` names none", "take the line out for any radio");
    }
    named
}
