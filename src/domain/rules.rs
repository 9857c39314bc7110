//! What may be said about a job, and when: the same rules for the screen, for line mode and for an answers file.
//!
//! A [`What`] that passes [`check`] can go to the journal as it is.

use super::fact::StopReason;
use super::input::{Unfit, check_no_code, check_note};
use super::{Answer, Field, Gate, Id, Item, Pause, PausePoint, Progress, Status, What};

/// Checks that `what`, by `who` and with `note`, may be recorded now.
///
/// # Errors
/// When it may not, with the reason and what to do instead.
pub fn check(progress: &Progress<'_>, what: &What, who: &str, note: &str) -> Result<(), Unfit> {
    if who.trim().is_empty() {
        return refuse("say who works on the job first");
    }
    match what {
        What::Answered { item, answer } => check_answer(progress, item, answer, note, false),
        What::Corrected { item, answer } => check_answer(progress, item, answer, note, true),
        What::Skipped { item } => check_skip(progress, item, note),
        What::Overrode { item, answer } => check_override(progress, item, answer.as_ref(), who, note),
        What::Cleared { page, .. } => check_call(progress, *page),
        What::Finished { .. } => check_finish(progress),
        What::Stopped { .. } => check_stop(progress, note),
        What::Paused { .. } | What::Resumed { .. } | What::Attempted { .. } => check_open(progress),
        What::HandedOver { .. } => check_handover(progress),
        What::Started { .. } | What::Printed { .. } | What::Reviewed { .. } => Ok(()),
    }
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit(why.into()))
}

/// The job must not have ended.
fn check_open(progress: &Progress<'_>) -> Result<(), Unfit> {
    match progress.gate() {
        Gate::Done { .. } => refuse("the job is finished: what was wrong can still be corrected"),
        Gate::Stopped { .. } => refuse("the job was stopped: start a new one to go on"),
        _ => Ok(()),
    }
}

/// The page and item, when the item may be dealt with now.
fn place<'a>(progress: &Progress<'a>, id: &Id) -> Result<(&'a PausePoint, &'a Item), Unfit> {
    let Some((pause, item)) = progress.checklist.item(id.as_str()) else {
        return refuse(format!("{id}: the checklist {} has no such item", progress.checklist.id));
    };
    let Some(page) = progress.checklist.page(pause) else { return refuse(format!("{id}: its page is missing")) };
    if progress.status(page, item) == Status::NotHere {
        return refuse(format!("{}: does not apply here", item.label));
    }
    if !progress.may_answer(page, item) {
        let first = progress.first_open().map_or("B's completion call".to_owned(), |(_, open)| open.label.to_string());
        return refuse(format!("{}: not yet, first comes: {first}", item.label));
    }
    Ok((page, item))
}

/// An answer must be one of those that the item has now; a changed one needs a reason.
fn check_answer(
    progress: &Progress<'_>,
    id: &Id,
    answer: &Answer,
    note: &str,
    is_correction: bool,
) -> Result<(), Unfit> {
    if !is_correction || matches!(progress.gate(), Gate::Stopped { .. }) {
        check_open(progress)?;
    }
    let (page, item) = place(progress, id)?;
    let status = progress.status(page, item);
    let wants_reason = needs_reason(status);
    if wants_reason && !is_correction {
        return refuse(format!("{}: it has an answer; to change it, correct it and say why", item.label));
    }
    if is_correction && !wants_reason {
        return refuse(format!("{}: there is nothing to correct yet", item.label));
    }
    if is_correction && note.trim().is_empty() {
        return refuse(format!("{}: say why the answer changes", item.label));
    }
    check_value(progress, item, answer)?;
    let option = match answer {
        Answer::Option(chosen) => progress.options(item).into_iter().find(|option| option.id == *chosen),
        _ => None,
    };
    check_note(item, option.as_ref(), note)
}

/// Whether changing an item in this state is a correction, which needs a reason.
#[must_use]
pub fn needs_reason(status: Status) -> bool {
    matches!(status, Status::Done | Status::Warn | Status::Skipped | Status::Overridden | Status::Stop)
}

/// The value must be of the item's kind, available, and, for a wait, long enough.
fn check_value(progress: &Progress<'_>, item: &Item, answer: &Answer) -> Result<(), Unfit> {
    match (answer, &item.field) {
        (Answer::Option(chosen), _) => {
            let options = progress.options(item);
            if options.iter().any(|option| option.id == *chosen) {
                return Ok(());
            }
            let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            refuse(format!("{}: {chosen:?} is not one of its options now: {}", item.label, known.join(", ")))
        }
        (Answer::Number(waited), Some(Field::Wait { .. })) => check_wait(progress, item, waited.value()),
        (Answer::Number(reading), Some(Field::Measure { unit, limits })) => {
            let is_in = limits.min.is_none_or(|min| reading.value() >= min)
                && limits.max.is_none_or(|max| reading.value() <= max);
            if is_in && reading.unit() == unit { Ok(()) } else { refuse(format!("{}: {reading} can't be", item.label)) }
        }
        (Answer::Serial(_), Some(Field::Serial)) | (Answer::Text(_), Some(Field::Text(_))) => Ok(()),
        _ => refuse(format!("{}: this is not the kind of answer it takes", item.label)),
    }
}

/// A wait must have begun and must be over.
fn check_wait(progress: &Progress<'_>, item: &Item, waited_seconds: f64) -> Result<(), Unfit> {
    let Some(wait) = progress.wait(item) else { return refuse("this item has no wait") };
    if wait.waited_seconds.is_none() {
        return refuse(format!("{}: it begins when what comes before it is answered", item.label));
    }
    let needed = wait.needed.seconds;
    if waited_seconds < f64::from(needed) {
        let way_out = if item.may_override { ", or override it" } else { "; this wait can't be overridden" };
        return refuse(format!("{}: {waited_seconds} s of {needed} s: wait{way_out}", item.label));
    }
    Ok(())
}

fn check_skip(progress: &Progress<'_>, id: &Id, note: &str) -> Result<(), Unfit> {
    check_open(progress)?;
    let (_, item) = place(progress, id)?;
    if item.is_hold {
        return refuse(format!("{}: a hold point is done, overridden, or the job is stopped", item.label));
    }
    if !item.may_skip {
        return refuse(format!("{}: this can't be left out; choose the answer that fits", item.label));
    }
    if note.trim().is_empty() {
        return refuse(format!("{}: say why it does not apply", item.label));
    }
    check_no_code(id.as_str(), note)
}

fn check_override(
    progress: &Progress<'_>,
    id: &Id,
    answer: Option<&Answer>,
    who: &str,
    note: &str,
) -> Result<(), Unfit> {
    check_open(progress)?;
    let (page, item) = place(progress, id)?;
    if !item.may_override {
        return refuse(format!("{}: this can't be overridden", item.label));
    }
    if matches!(progress.status(page, item), Status::Done | Status::Warn) {
        return refuse(format!("{}: it is done, there is nothing to override", item.label));
    }
    if note.trim().is_empty() {
        return refuse(format!("{}: say why it is overridden", item.label));
    }
    let Some((first, second)) = who.split_once(" + ") else {
        return refuse(format!("{}: an override needs a second person's name", item.label));
    };
    check_second(first, second)?;
    if let Some(answer) = answer {
        let is_waited = matches!((&item.field, answer), (Some(Field::Wait { .. }), Answer::Number(_)));
        if !is_waited {
            check_value(progress, item, answer)?;
        }
    }
    check_no_code(id.as_str(), note)
}

/// The second person of an override must be somebody else.
///
/// # Errors
/// When the name is missing or is the first one's again.
pub fn check_second(first: &str, second: &str) -> Result<(), Unfit> {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if folded(second).is_empty() {
        return refuse("name a second person, here or on the phone");
    }
    if folded(first) == folded(second) {
        return refuse("the second person must be somebody else");
    }
    check_name(second)
}

/// A name must be readable in the journal: no ` + `, which parts two names.
///
/// # Errors
/// When it is empty or holds a `+`.
pub fn check_name(name: &str) -> Result<(), Unfit> {
    if name.trim().is_empty() {
        return refuse("type a name");
    }
    if name.contains('+') {
        return refuse("a name can't have a +: it parts two names");
    }
    if name.chars().any(char::is_control) || name.len() > 60 {
        return refuse("that is too long for a name: at most 60 bytes");
    }
    Ok(())
}

fn check_call(progress: &Progress<'_>, pause: Pause) -> Result<(), Unfit> {
    check_open(progress)?;
    let Some(page) = progress.pages().find(|page| page.pause == pause && pause != Pause::D) else {
        return refuse("there is no such completion call here");
    };
    if progress.is_called(page) {
        return refuse(format!("{} was called complete already", page.title));
    }
    let is_earlier_complete =
        progress.pages().filter(|earlier| earlier.pause <= pause).all(|earlier| progress.is_complete(earlier));
    if is_earlier_complete {
        return Ok(());
    }
    let open = progress.first_open().map_or(String::new(), |(_, item)| format!(": {} is open", item.label));
    refuse(format!("{} can't be called complete{open}", page.title))
}

fn check_finish(progress: &Progress<'_>) -> Result<(), Unfit> {
    check_open(progress)?;
    if progress.job.cleared(Pause::B).is_none() {
        return refuse("the job can't be finished before B's completion call");
    }
    match progress.pages().find(|page| !progress.is_complete(page)) {
        None => Ok(()),
        Some(page) => {
            let item = page.items.iter().find(|item| !progress.status(page, item).is_settled());
            refuse(format!("not finished: {} is open", item.map_or(String::new(), |item| item.label.to_string())))
        }
    }
}

/// What a stop's note says when the car is left with the lead off.
pub const LEFT_LEAD_OFF: &str = "car left with the lead off";

/// The note of a stop: the reason's word, then whether the car was left with the lead off, then what was remarked.
#[must_use]
pub fn stop_note(reason: StopReason, is_left_off: bool, remark: &str) -> String {
    let mut parts = vec![reason.word().to_owned()];
    if is_left_off {
        parts.push(LEFT_LEAD_OFF.to_owned());
    }
    if !remark.trim().is_empty() {
        parts.push(remark.trim().to_owned());
    }
    parts.join(": ")
}

/// Items that must be signed off before a job may be stopped with the lead off, and are not.
#[must_use]
pub fn make_safe_items<'a>(progress: &Progress<'a>) -> Vec<(&'a PausePoint, &'a Item)> {
    if progress.lead_off_at().is_none() {
        return Vec::new();
    }
    progress
        .checklist
        .pages
        .iter()
        .flat_map(|page| page.items.iter().map(move |item| (page, item)))
        .filter(|(page, item)| item.is_make_safe && !progress.status(page, item).is_settled())
        .collect()
}

fn check_stop(progress: &Progress<'_>, note: &str) -> Result<(), Unfit> {
    check_open(progress)?;
    if StopReason::from_word(note.split(':').next().unwrap_or_default()).is_none() {
        return refuse("say why the job is stopped: no-code, declined, unsafe, part-wrong or mistake");
    }
    let is_left_so = note.split(": ").any(|part| part == LEFT_LEAD_OFF);
    // whatever is remarked on a stop is likely to be about the code
    check_no_code(super::checklist::known::CODE, note)?;
    match make_safe_items(progress).first() {
        Some((_, item)) if !is_left_so => {
            refuse(format!("the lead is off: sign off {} first, or record that the car is left so", item.label))
        }
        _ => Ok(()),
    }
}

fn check_handover(progress: &Progress<'_>) -> Result<(), Unfit> {
    if progress.job.ending().is_none() {
        return refuse("the job is still open: finish or stop it first");
    }
    if progress.job.is_mistake() {
        return refuse("the job was entered by mistake: it makes no sheet");
    }
    Ok(())
}
