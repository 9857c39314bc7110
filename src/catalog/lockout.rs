//! The `[[lock-out]]` blocks of a radio file: how long a radio takes no code after wrong ones, as different sources tell it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fields::Fields;
use super::log::Log;
use super::make::{Radios, each, origin};
use crate::domain::lockout::Step;
use crate::domain::{Id, Schedule};

/// More wrong codes than any radio counts.
const MOST_CODES: u32 = 1000;

/// The longest wait, in seconds: two days.
pub const LONGEST_WAIT_SECONDS: u32 = 172_800;

/// Reads all of them; `radios` are the ids that may be named.
pub(super) fn lock_outs(log: &mut Log, fields: &mut Fields, radios: &Radios) -> Vec<Schedule> {
    let mut defaults: Vec<(Vec<Id>, Range<usize>)> = Vec::new();
    let mut first = None;
    let schedules = each(log, fields, "lock-out", |log, block| {
        first.get_or_insert(block.span());
        let place = block.span_of("default");
        let schedule = schedule(log, block, radios)?;
        if schedule.is_default {
            defaults.push((schedule.radios.clone(), place));
        }
        Some(schedule)
    });
    one_default(log, &schedules, &defaults, first);
    schedules
}

fn schedule(log: &mut Log, fields: &mut Fields, radios: &Radios) -> Option<Schedule> {
    let id = fields.needed_id(log, "id");
    let title = fields.needed_text(log, "title");
    let named = radios.named(log, fields);
    let steps = steps(log, fields);
    let dead_after = fields.whole(log, "dead-after", 1..=MOST_CODES);
    let is_default = fields.flag(log, "default").unwrap_or(false);
    let why = fields.text(log, "why");
    if is_default && why.is_none() && !fields.has("why") {
        fields.missing(log, "why", "why = \"…\": several sources disagree, so say why this one is counted by");
    }
    if let (Some(last), Some(dead)) = (steps.last(), dead_after)
        && dead < last.after
    {
        let message = format!("`dead-after` is {dead}, before the last step after {} wrong codes", last.after);
        log.error(&fields.span_of("dead-after"), message, "count all wrong codes together".to_owned());
    }
    let provenance = origin(log, fields)?;
    Some(Schedule { id: id?, title: title?, radios: named, steps, dead_after, provenance, is_default, why })
}

/// The steps: more wrong codes never cost less.
fn steps(log: &mut Log, fields: &mut Fields) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for mut block in fields.tables(log, "steps") {
        let after = block.whole(log, "after", 1..=MOST_CODES);
        let wait_seconds = block.whole(log, "wait-seconds", 0..=LONGEST_WAIT_SECONDS);
        for (name, example) in [("after", "after = 3"), ("wait-seconds", "wait-seconds = 3600")] {
            if !block.has(name) {
                block.missing(log, name, example);
            }
        }
        if let (Some(after), Some(wait_seconds)) = (after, wait_seconds) {
            if let Some(before) = steps.last() {
                in_order(log, &block, *before, Step { after, wait_seconds });
            }
            steps.push(Step { after, wait_seconds });
        }
        block.finish(log);
    }
    if !fields.has("steps") {
        fields.missing(log, "steps", "steps = [{ after = 3, wait-seconds = 3600 }]");
    } else if steps.is_empty() && !log.has_errors() {
        log.error(
            &fields.span_of("steps"),
            "`steps` is empty",
            "write [{ after = 3, wait-seconds = 3600 }]".to_owned(),
        );
    }
    steps
}

fn in_order(log: &mut Log, block: &Fields, before: Step, step: Step) {
    if step.after <= before.after {
        let message =
            format!("this step is after {} wrong codes, and the one before after {}", step.after, before.after);
        log.error(&block.span_of("after"), message, "write the steps with rising numbers".to_owned());
    } else if step.wait_seconds < before.wait_seconds {
        let message = format!("{} s are less than the {} s of the step before", step.wait_seconds, before.wait_seconds);
        log.error(&block.span_of("wait-seconds"), message, "more wrong codes never cost less".to_owned());
    }
}

/// Where there are schedules one of those for any radio is counted by, and never two for one radio.
fn one_default(log: &mut Log, all: &[Schedule], defaults: &[(Vec<Id>, Range<usize>)], first: Option<Range<usize>>) {
    let mut taken: BTreeSet<Option<&Id>> = BTreeSet::new();
    for (radios, place) in defaults {
        let each: Vec<Option<&Id>> = if radios.is_empty() { vec![None] } else { radios.iter().map(Some).collect() };
        for radio in each {
            if !taken.insert(radio) {
                let of = radio.map_or("any radio".to_owned(), |radio| format!("`{radio}`"));
                let help = "leave it with the one that is counted by".to_owned();
                log.error(place, format!("another schedule is the default for {of} already"), help);
            }
        }
    }
    if let Some(first) = first.filter(|_| !all.is_empty() && !taken.contains(&None) && !log.has_errors()) {
        let message = "none of the schedules for any radio is the one to count by";
        log.error(&first, message, "add default = true and why = \"…\" to one that names no radios".to_owned());
    }
}
