//! What may be said about a job, and when: the same rules for the screen, for line mode and for an answers file.
//!
//! A [`What`] that passes [`check`] can go to the journal as it is.

use super::checklist::{PageMode, known};
use super::fact::{LeftUnsafe, RemarkOn, StopReason};
use super::input::{Unfit, UnfitKind, check_no_code, check_note};
use super::lead::Done;
use super::lockout;
use super::people::is_same_name;
use super::recovery::{Found, is_recovery};
use super::text::{clock, is_unprintable, moment};
use super::{
    Answer, ChecklistPage, Fact, Field, Gate, Id, Item, Job, PausePoint, Plate, Progress, RowLink, SecondAt, Serial,
    Signature, Status, TakenFrom, What,
};

/// Checks that `what`, by `who` and with `note`, may be recorded now.
///
/// # Errors
/// When it may not, with the reason and what to do instead.
pub fn check(progress: &Progress<'_>, what: &What, who: &Signature, note: &str) -> Result<(), Unfit> {
    if who.first.trim().is_empty() {
        return refuse("say who works on the job first (t)");
    }
    let reason = if let What::Corrected { reason, .. } = what { reason } else { "" };
    let second = who.second.as_deref().unwrap_or_default();
    if [&*who.first, second, reason, note].iter().any(|text| text.contains(is_unprintable)) {
        return refuse("there is a character in it that can't be printed: type it anew");
    }
    if let Some(checked) = check_beside(progress, what, note) {
        return checked;
    }
    call_still_valid(progress, what)?;
    keeps_what_is_fitted(progress, what)?;
    match what {
        What::Answered { item, answer } => check_answer(progress, item, answer, note, None),
        What::Corrected { item, answer, .. } if answer.is_taken_back() => check_taking_back(progress, item),
        What::Corrected { item, answer, reason } => check_answer(progress, item, answer, note, Some(reason)),
        What::Skipped { item } => check_skip(progress, item, note),
        What::Overrode { item, answer } => check_override(progress, item, answer.as_ref(), who, note),
        What::SecondAsked { item, answer, second } => {
            check_override(progress, item, answer.as_ref(), &two(&who.first, second)?, note)
        }
        What::SecondAnswered { item, request, .. } => check_second(progress, item, request, who),
        What::TakenOver { from } => check_taking_over(progress, from),
        // whoever calls has said of himself what the one before him said
        What::Cleared { page, .. } => check_call(&progress.for_worker(&who.first), *page),
        What::Finished { .. } => check_finish(&progress.for_worker(&who.first)),
        What::Stopped { reason, left, .. } => check_stop(progress, *reason, left, note),
        What::Interrupted { .. } | What::Resumed { .. } => check_open(progress),
        What::Attempted { .. } => Ok(()),
        What::HandedOver { .. } => check_handover(progress),
        What::Remarked { on } => check_remark(progress, *on, note),
        What::CodesRead { item, .. } => {
            progress.may_read_codes(item.as_str())?;
            check_no_code(item.as_str(), note)
        }
        What::Started { .. }
        | What::Printed { .. }
        | What::Emailed
        | What::Reviewed { .. }
        | What::Action { .. }
        | What::Watched { .. } => Ok(()),
    }
}

/// What stands beside the checklist, before and after the end: attempts to enter a code, an override before one, what came
/// of looking for a code. `None` when it is none of them. Whether a code may be entered just now, [`super::Guard`] says: it
/// looks at other jobs, too.
fn check_beside(progress: &Progress<'_>, what: &What, note: &str) -> Option<Result<(), Unfit>> {
    let is_beside = match what {
        What::Answered { item, .. } if is_recovery(item) => true,
        what => lockout::is_at_the_radio(what),
    };
    is_beside.then(|| {
        if progress.job.is_mistake() {
            return refuse("the job was entered by mistake: record it in the right one");
        }
        if let What::Answered { item, answer } = what
            && is_recovery(item)
        {
            check_recovery(progress, item, answer)?;
        }
        if let What::Corrected { reason, .. } = what {
            check_no_code(known::CODE, reason)?;
        }
        check_no_code(known::CODE, note)
    })
}

/// A step of the recovery route must be one for this radio, and its answer one of the three.
fn check_recovery(progress: &Progress<'_>, item: &Id, answer: &Answer) -> Result<(), Unfit> {
    let (car, radio) = (progress.job.token(known::CAR), progress.job.token(known::RADIO));
    if !progress.book.recovery(car, radio).iter().any(|step| step.item() == *item) {
        return refuse(format!("{item}: there is no such step for this radio"));
    }
    match answer {
        Answer::Option(word) if Found::from_word(word.as_str()).is_some() => Ok(()),
        _ => refuse(format!("{item}: {} is none of found, not-found, not-tried", answer.shown())),
    }
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit::new(why))
}

fn no_name<T>(why: &str) -> Result<T, Unfit> {
    Err(Unfit::new(why).of(UnfitKind::Name))
}

/// The job must not have ended.
fn check_open(progress: &Progress<'_>) -> Result<(), Unfit> {
    match progress.gate() {
        Gate::Done { .. } => refuse("the job is finished: what was wrong can still be corrected"),
        Gate::Stopped { .. } => refuse("the job was stopped: start a new one to go on"),
        _ => Ok(()),
    }
}

/// Once B's call is made, no answer may change what it said, or what must be signed off because of it.
fn call_still_valid(progress: &Progress<'_>, what: &What) -> Result<(), Unfit> {
    let Some(item) = what.item().filter(|_| progress.begun_at().is_some()) else { return Ok(()) };
    let job = job_with(progress, what);
    let label = label_of(progress, item);
    if progress.off_early().is_some() {
        return keeps_it_off(progress, &progress.with_job(&job), label);
    }
    if relies_on(progress) == relies_on(&progress.with_job(&job)) {
        return Ok(());
    }
    refuse(format!(
        "{label}: the completion call was made on the old answer, which decides what comes off and on again: stop this job and \
         begin another"
    ))
}

/// Once the battery was off before it was called, no answer may change what must be signed off because of it, nor that it is
/// off once that was relied on.
fn keeps_it_off(progress: &Progress<'_>, after: &Progress<'_>, label: &str) -> Result<(), Unfit> {
    let is_c_left = |job: &Progress<'_>| job.pages().any(|page| page.pause == PausePoint::C && !job.is_complete(page));
    if progress.lead_on_at().is_some() && is_c_left(after) && !is_c_left(progress) {
        return refuse(format!(
            "{label}: the battery is on again, and the list would ask for what is done while it is off: stop this job, begin another"
        ));
    }
    let (asked, still_asked) = (relies_on(progress).1, relies_on(after).1);
    let mut later = progress.items().filter(|(page, _)| page.pause >= PausePoint::C);
    let is_relied_on = later.any(|(_, item)| progress.job.latest(item.id.as_str()).is_some());
    if asked.iter().all(|id| still_asked.contains(id)) && (after.off_early().is_some() || !is_relied_on) {
        return Ok(());
    }
    refuse(format!(
        "{label}: the battery is off, and the list would no longer ask for it to be made safe: stop this job, begin another"
    ))
}

/// The job, were that recorded now.
fn job_with(progress: &Progress<'_>, what: &What) -> Job {
    let mut job = progress.job.clone();
    let station = job.holder();
    job.apply(Fact { what: what.clone(), station, seq: job.last_seq_at(station) + 1, ..job.last().clone() });
    job
}

fn label_of<'a>(progress: &Progress<'a>, item: &'a Id) -> &'a str {
    progress.checklist.item(item.as_str()).map_or(item.as_str(), |(_, item)| item.label.en.as_str())
}

/// Before the call, no answer to something else may make the list forget a second source that is fitted: it would never be
/// signed off as removed.
fn keeps_what_is_fitted(progress: &Progress<'_>, what: &What) -> Result<(), Unfit> {
    let is_early = progress.job.cleared(PausePoint::B).is_none();
    let Some(item) = what.item().filter(|item| is_early && !item.is(known::BACKUP)) else { return Ok(()) };
    let is_of_source = |it: &Item| it.undoes.as_ref().is_some_and(|fitted| fitted.is(known::BACKUP));
    let Some((page, off)) = make_safe_items(progress).into_iter().find(|(_, it)| is_of_source(it)) else {
        return Ok(());
    };
    if progress.with_job(&job_with(progress, what)).status(page, off) != Status::NotHere {
        return Ok(());
    }
    let label = label_of(progress, item);
    refuse(format!(
        "{label}: a backup supply is fitted, and the list would no longer ask for it to come off: stop this job, begin another"
    ))
}

/// What the call of B decides: whether the lead comes off, and which items make the car safe afterwards.
fn relies_on<'a>(progress: &Progress<'a>) -> (Option<bool>, Vec<&'a Id>) {
    let call = progress.checklist.page(PausePoint::B).and_then(|page| progress.call(page)).map(|call| call.lead_off);
    let pages = progress.checklist.pages.iter();
    let items = pages.flat_map(|page| page.items.iter().map(move |item| (page, item)));
    let safe = items.filter(|(page, item)| item.is_make_safe && progress.status(page, item) != Status::NotHere);
    (call, safe.map(|(_, item)| &item.id).collect())
}

/// The page and item, when the item may be dealt with now.
fn place<'a>(progress: &Progress<'a>, id: &Id) -> Result<(&'a ChecklistPage, &'a Item), Unfit> {
    let Some((page, item)) = progress.item(id.as_str()) else {
        return refuse(format!("{id}: the checklist {} has no such item", progress.checklist.id));
    };
    if progress.status(page, item) == Status::NotHere {
        return refuse(format!("{}: does not apply here", item.label));
    }
    let is_lead_on_again =
        page.pause == PausePoint::C && progress.lead_on_at().is_some() && progress.job.ending().is_none();
    if is_lead_on_again {
        return refuse(format!("{}: the lead is on again; stop this job and begin another", item.label));
    }
    check_order(progress, page, item)?;
    if !progress.may_answer(page, item) {
        let first = progress.first_open().map_or("B's completion call".to_owned(), |(_, open)| open.label.to_string());
        return refuse(format!("{}: not yet, first comes: {first}", item.label));
    }
    Ok((page, item))
}

/// An item must not be dealt with before what comes first on its page.
///
/// # Errors
/// When something comes first, with what it is.
pub fn check_order(progress: &Progress<'_>, page: &ChecklistPage, item: &Item) -> Result<(), Unfit> {
    match comes_first(progress, page, item) {
        Some(first) => refuse(format!("{}: not yet, first comes: {}", item.label, first.label)),
        None => Ok(()),
    }
}

/// What must be settled on the page before the item is answered: a wait since the call; on a page that is read and done item
/// by item, everything above. What is settled may be changed in any order, and so may all after the end; what was fitted may
/// be taken off at any time, as it must be where the lead can't go on or the source harms the car.
fn comes_first<'a>(progress: &Progress<'_>, page: &'a ChecklistPage, item: &Item) -> Option<&'a Item> {
    let is_in_order = page.mode == PageMode::ReadDo
        && progress.is_reached(page.pause)
        && progress.job.ending().is_none()
        && !(item.undoes.is_some() && progress.makes_safe(page, item))
        && !progress.status(page, item).is_settled();
    let before = page.items.iter().take_while(|it| it.id != item.id);
    let mut open = before.filter(|it| !progress.status(page, it).is_settled());
    open.find(|it| is_in_order || it.is_by_rows())
}

/// An answer must be one of those that the item has now; a changed one needs a reason, which only a correction has.
fn check_answer(
    progress: &Progress<'_>,
    id: &Id,
    answer: &Answer,
    note: &str,
    reason: Option<&str>,
) -> Result<(), Unfit> {
    let is_correction = reason.is_some();
    if !is_correction || matches!(progress.gate(), Gate::Stopped { .. }) {
        check_open(progress)?;
    }
    let (page, item) = place(progress, id)?;
    let wants_reason = progress.needs_reason(page, item);
    if wants_reason && !is_correction && !is_affirmed(progress, item, answer) {
        return refuse(format!("{}: it has an answer; to change it, correct it and say why", item.label));
    }
    if is_correction && !wants_reason {
        return refuse(format!("{}: there is nothing to correct yet", item.label));
    }
    if reason.is_some_and(|reason| reason.trim().is_empty()) {
        return refuse(format!("{}: say why the answer changes", item.label));
    }
    check_value(progress, item, answer)?;
    check_identity(progress, item, answer)?;
    let is_reading = matches!(progress.job.answer(id.as_str()), Some(Answer::Number(_)));
    if page.pause >= PausePoint::C
        && is_reading
        && matches!(answer, Answer::Option(_))
        && progress.status(page, item) == Status::Stop
    {
        return refuse(format!("{}: it was measured and says stop; measure again once that is put right", item.label));
    }
    let option = match answer {
        Answer::Option(chosen) => progress.options(item).into_iter().find(|option| option.id == *chosen),
        _ => None,
    };
    if let Some(reason) = reason {
        check_no_code(id.as_str(), reason)?;
    }
    check_note(item, option.as_ref(), note)
}

/// A car's plate and its radio's serial number are never the same: one of them was scanned for the other.
fn check_identity(progress: &Progress<'_>, item: &Item, answer: &Answer) -> Result<(), Unfit> {
    let are_same = |plate: Plate<'_>, serial: &Serial| plate == Plate::new(&serial.key());
    match (item.id.as_str(), answer, progress.job.plate(), progress.job.serial()) {
        (known::SERIAL, Answer::Serial(serial), Some(plate), _) if are_same(plate, serial) => {
            refuse(format!("{}: that is what was recorded as the car's plate or VIN", item.label))
        }
        (known::PLATE, Answer::Text(plate), _, Some(serial)) if are_same(Plate::new(plate), serial) => {
            refuse(format!("{}: that is what was recorded as the radio's serial number", item.label))
        }
        _ => Ok(()),
    }
}

/// How long after an answer it may be taken back without a reason, in milliseconds.
pub const TAKE_BACK_MS: i64 = 10_000;

/// An answer is taken back at once: while nobody relies on it yet, and never one that says where the battery lead is.
fn check_taking_back(progress: &Progress<'_>, id: &Id) -> Result<(), Unfit> {
    check_open(progress)?;
    let (_, item) = place(progress, id)?;
    let is_answer = |what: &What| match what {
        What::Answered { answer, .. } | What::Corrected { answer, .. } => !answer.is_taken_back(),
        _ => false,
    };
    let Some(fact) = progress.job.latest(id.as_str()).filter(|fact| is_answer(&fact.what)) else {
        return refuse(format!("{}: there is no answer to take back", item.label));
    };
    let is_later_call = |it: &&Fact| progress.job.is_later(it, fact) && matches!(it.what, What::Cleared { .. });
    if progress.job.facts().iter().any(|it| is_later_call(&it)) {
        return refuse(format!("{}: a completion call was made since: answer it again, and say why", item.label));
    }
    if progress.ages.at_least_ms(fact) > TAKE_BACK_MS {
        return refuse(format!("{}: that is more than ten seconds ago: answer it again, and say why", item.label));
    }
    let what = What::Corrected { item: *id, answer: Answer::taken_back(), reason: String::new() };
    let job = job_with(progress, &what);
    let after = progress.with_job(&job);
    let lead = |it: &Progress<'_>| (it.is_lead_off(), it.lead_on_at().is_some(), it.off_early().is_some());
    if lead(progress) != lead(&after) {
        return refuse(format!("{}: it says where the battery lead is: answer it again, and say why", item.label));
    }
    Ok(())
}

/// Whether an answer that can go stale is given once more, before the call: no correction, it is as true as before.
fn is_affirmed(progress: &Progress<'_>, item: &Item, answer: &Answer) -> bool {
    item.stale_after_seconds.is_some()
        && progress.begun_at().is_none()
        && progress.job.answer(item.id.as_str()) == Some(answer)
}

/// The value must be of the item's kind, available, and, for a wait, long enough.
fn check_value(progress: &Progress<'_>, item: &Item, answer: &Answer) -> Result<(), Unfit> {
    match (answer, &item.field) {
        (Answer::Option(chosen), _) => {
            let options = progress.options(item);
            if options.iter().any(|option| option.id == *chosen) {
                if !progress.is_confirmed(item, chosen) {
                    return refuse(format!(
                        "{}: record the entry of the code first, and what the radio said to it (x)",
                        item.label
                    ));
                }
                return Ok(());
            }
            let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            refuse(format!("{}: {chosen} is not one of its options now: {}", item.label, known.join(", ")))
        }
        (Answer::Number(waited), Some(Field::Wait { .. })) => check_wait(progress, item, waited.value()),
        (Answer::Number(reading), Some(Field::Measure { unit, limits, .. })) => {
            let is_in = limits.min.is_none_or(|min| reading.value() >= min)
                && limits.max.is_none_or(|max| reading.value() <= max);
            if is_in && *reading.unit() == **unit {
                check_off_since(progress, item, reading.value())
            } else {
                refuse(format!("{}: {reading} can't be", item.label))
            }
        }
        (Answer::Text(text), Some(Field::Text(_))) if text.contains(is_unprintable) => {
            refuse(format!("{}: there is a character in it that can't be printed", item.label))
        }
        (Answer::Serial(_), Some(Field::Serial)) | (Answer::Text(_), Some(Field::Text(_))) => Ok(()),
        _ => refuse(format!("{}: this is not the kind of answer it takes", item.label)),
    }
}

/// A battery that was off before it was called came off after the last thing that was recorded with it on. What a file says
/// happened elsewhere.
fn check_off_since(progress: &Progress<'_>, item: &Item, minutes: f64) -> Result<(), Unfit> {
    let is_asked = item.id.is(known::OFF_SINCE) && !progress.job.is_via_file();
    let Some(off) = progress.off_early().filter(|_| is_asked) else { return Ok(()) };
    let is_before = |fact: &&Fact| progress.job.is_of_holder(fact) && progress.job.is_later(off, fact);
    let earlier = progress.job.facts().iter().rev().filter(is_before);
    let mut said = earlier.filter_map(|fact| Some((fact, progress.checklist.item(fact.what.item()?.as_str())?.1)));
    let Some((last, with)) = said.next() else { return Ok(()) };
    // what is told is told in whole minutes
    if minutes * 60_000.0 <= progress.ages.at_most_ms(last) as f64 + 60_000.0 {
        return Ok(());
    }
    let at = moment(last.time, off.time);
    refuse(format!("{}: at {at} the record has the battery on ({}); it came off after that", item.label, with.label))
}

/// A wait must have begun and must be over. How long it was is believed only of an answers file, where somebody else
/// measured it; and never of a wait that runs from the call, because that moment is in the record.
fn check_wait(progress: &Progress<'_>, item: &Item, given_seconds: f64) -> Result<(), Unfit> {
    let Some(wait) = progress.wait(item) else { return refuse("this item has no wait") };
    let Some(passed) = wait.waited_seconds else {
        return refuse(format!("{}: it begins when what comes before it is answered", item.label));
    };
    let is_believed = progress.job.is_via_file() && !item.is_by_rows();
    let waited = if is_believed { given_seconds } else { given_seconds.min(f64::from(passed)) };
    let needed = wait.needed.seconds;
    if waited < f64::from(needed) {
        let way_out = if item.may_override { ", or override it" } else { "; this wait can't be overridden" };
        let (waited, needed) = (clock(waited as u32), clock(needed));
        let why = format!("{}: {waited} of {needed}: wait{way_out}", item.label);
        return Err(Unfit::new(why).of(UnfitKind::Early));
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
    who: &Signature,
    note: &str,
) -> Result<(), Unfit> {
    check_open(progress)?;
    let (page, item) = place(progress, id)?;
    if !item.may_override {
        return refuse(format!("{}: this can't be overridden", item.label));
    }
    let status = progress.status(page, item);
    if matches!(status, Status::Done | Status::Warn) {
        return refuse(format!("{}: it is done, there is nothing to override", item.label));
    }
    let is_wait = matches!(item.field, Some(Field::Wait { .. }));
    if !item.is_hold && !is_wait && status != Status::Stop {
        return refuse(format!("{}: answer it first; what says stop can then be overridden", item.label));
    }
    if note.trim().is_empty() {
        return refuse(format!("{}: say why it is overridden", item.label));
    }
    let Some(second) = &who.second else {
        return refuse(format!("{}: an override needs a second person's name", item.label));
    };
    two(&who.first, second)?;
    check_agreed(progress, id, who)?;
    if let Some(answer) = answer {
        let is_waited = matches!((&item.field, answer), (Some(Field::Wait { .. }), Answer::Number(_)));
        if !is_waited {
            check_value(progress, item, answer)?;
        }
    }
    check_no_code(id.as_str(), note)
}

/// A job is taken over while it goes on, behind all that is known of it.
fn check_taking_over(progress: &Progress<'_>, from: &TakenFrom) -> Result<(), Unfit> {
    check_open(progress)?;
    let known = progress.job.to_take();
    if (from.last.station, from.last.seq, from.beside) == (known.last.station, known.last.seq, known.beside) {
        return Ok(());
    }
    refuse("something was recorded about this job meanwhile: look at it again")
}

/// Whether somebody may say that he is the second person, or not: he is asked, and nobody answered yet.
fn check_second(progress: &Progress<'_>, item: &Id, to: &RowLink, who: &Signature) -> Result<(), Unfit> {
    let request = progress.job.second_request(item.as_str()).filter(|it| it.asked.is_at(to));
    let Some(request) = request.filter(|it| it.said.is_none()) else {
        return refuse("that is not asked any more".to_owned());
    };
    if !is_same_name(&who.first, request.second) {
        return no_name(&format!("{} is asked, and answers in person", request.second));
    }
    two(&request.asked.who.first, &who.first).map(drop)
}

/// Whether the second person of an override said at another station that he is.
fn check_agreed(progress: &Progress<'_>, item: &Id, who: &Signature) -> Result<(), Unfit> {
    let Some(SecondAt::Station(link)) = &who.second_at else { return Ok(()) };
    let said = progress.job.second_request(item.as_str()).and_then(|it| it.said.filter(|(_, agrees)| *agrees));
    match said {
        Some((fact, _)) if fact.is_at(link) && Some(&fact.who.first) == who.second.as_ref() => Ok(()),
        _ => refuse("nobody has said so at another station".to_owned()),
    }
}

/// Two people, as a row signs them. The second person of an override must be somebody else.
///
/// # Errors
/// When the second name is missing, is the first one's again, or is no name.
pub fn two(first: &str, second: &str) -> Result<Signature, Unfit> {
    let folded =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if folded(second).is_empty() {
        return no_name("name a second person, here or on the phone");
    }
    if folded(first) == folded(second) {
        return no_name("the second person must be somebody else");
    }
    Ok(Signature::of_two(first, &name(second)?))
}

/// A name as it is kept: blanks around and within it made one.
///
/// # Errors
/// When it is empty, has no letter, is too long, or holds a `+`, which parts two names in the record.
pub fn name(typed: &str) -> Result<String, Unfit> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return no_name("type a name");
    }
    if name.contains('+') {
        return no_name("a name can't have a +: it parts two names");
    }
    if !name.chars().any(char::is_alphabetic) {
        return no_name("a name has letters");
    }
    if name.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() >= 4) {
        return no_name("a name has no 4 digits: they may be the radio code, which is never written down here");
    }
    if name.contains(is_unprintable) || name.len() > 60 {
        return no_name("that can't be a name: at most 60 bytes, and nothing that can't be printed");
    }
    Ok(name)
}

fn check_call(progress: &Progress<'_>, pause: PausePoint) -> Result<(), Unfit> {
    check_open(progress)?;
    let Some(page) = progress.pages().find(|page| page.pause == pause && pause != PausePoint::D) else {
        return refuse("there is no such completion call here");
    };
    if progress.is_called(page) {
        return refuse(format!("{} was called complete already", page.title));
    }
    if pause == PausePoint::C && progress.lead_on_at().is_some() {
        return refuse("the lead is on again; stop this job and begin another");
    }
    if let Some(earlier) = progress.pages().find(|earlier| earlier.pause < pause && !progress.is_called(earlier)) {
        return refuse(format!("first comes the completion call of {}: {}", earlier.pause.letter(), earlier.title));
    }
    if progress.pages().filter(|earlier| earlier.pause <= pause).all(|earlier| progress.is_complete(earlier)) {
        return Ok(());
    }
    let open = progress.asked_of_the_next().or_else(|| Some(format!("{} is open", progress.first_open()?.1.label)));
    let open = open.map_or_else(String::new, |open| format!(": {open}"));
    refuse(format!("{} can't be called complete{open}", page.title))
}

fn check_finish(progress: &Progress<'_>) -> Result<(), Unfit> {
    check_open(progress)?;
    if progress.begun_at().is_none() {
        return refuse("the job can't be finished before B's completion call");
    }
    if progress.is_lead_off() {
        return refuse("the lead is off: a job ends with the lead on, or it is stopped");
    }
    if let Some(page) = progress.pages().find(|page| page.pause != PausePoint::D && !progress.is_called(page)) {
        return refuse(format!("first comes the completion call of {}: {}", page.pause.letter(), page.title));
    }
    match progress.pages().find(|page| !progress.is_complete(page)) {
        None => Ok(()),
        Some(page) => {
            let item = page.items.iter().find(|item| !progress.status(page, item).is_settled());
            refuse(format!("not finished: {} is open", item.map_or(String::new(), |item| item.label.to_string())))
        }
    }
}

/// What would be left unsafe, were the job stopped now.
#[must_use]
pub fn unsafe_parts_left(progress: &Progress<'_>) -> LeftUnsafe {
    let unsafe_items = make_safe_items(progress);
    let fitted = unsafe_items
        .iter()
        .filter_map(|(_, item)| progress.checklist.item(item.undoes.as_ref()?.as_str()))
        .map(|(_, fitted)| fitted.label.en.clone());
    LeftUnsafe { is_lead_off: unsafe_items.iter().any(|(_, item)| item.undoes.is_none()), fitted: fitted.collect() }
}

/// Items that must be signed off before a job may be stopped, and are not: the lead is off, or something is fitted that is
/// to come off again.
#[must_use]
pub fn make_safe_items<'a>(progress: &Progress<'a>) -> Vec<(&'a ChecklistPage, &'a Item)> {
    let pages = progress.checklist.pages.iter();
    let mut items: Vec<_> = pages
        .flat_map(|page| page.items.iter().map(move |item| (page, item)))
        .filter(|(page, item)| progress.makes_safe(page, item) && !progress.status(page, item).is_settled())
        .collect();
    // a source that harms the car comes off before the battery goes on
    let says_stop = |page: &ChecklistPage| page.items.iter().any(|item| progress.status(page, item) == Status::Stop);
    if progress.pages().any(|page| page.pause == PausePoint::C && says_stop(page)) {
        items.sort_by_key(|(_, item)| item.undoes.as_ref().map(Id::as_str) != Some(known::BACKUP));
    }
    items
}

/// What is to be dealt with next so that the car is made safe: the first of those items, or what comes before it on its page.
#[must_use]
pub fn next_to_make_safe<'a>(progress: &Progress<'a>) -> Option<&'a Item> {
    let (page, item) = *make_safe_items(progress).first()?;
    Some(comes_first(progress, page, item).unwrap_or(item))
}

fn check_stop(progress: &Progress<'_>, reason: Option<StopReason>, left: &LeftUnsafe, note: &str) -> Result<(), Unfit> {
    check_open(progress)?;
    match reason {
        None => return refuse("say why the job is stopped: no-code, declined, unsafe, part-wrong or mistake"),
        Some(StopReason::Mistake) => check_mistake(progress)?,
        Some(_) => {}
    }
    // whatever is remarked on a stop is likely to be about the code
    check_no_code(known::CODE, note)?;
    let there = unsafe_parts_left(progress);
    if *left == there {
        return Ok(());
    }
    if !there.is_any() {
        return refuse("nothing is left unsafe: look again how the car is left");
    }
    refuse(format!("{}: make it safe first, or record that the car is left so", there.said()))
}

/// A job is entered by mistake only as long as nothing was done under it: afterwards the record of what was done would vanish
/// from everything that anybody looks at.
///
/// # Errors
/// When the work began, or a code was entered, with the way on.
pub fn check_mistake(progress: &Progress<'_>) -> Result<(), Unfit> {
    let done = match progress.done_under_it() {
        None => return Ok(()),
        Some(Done::Off) => "the battery was off under it",
        Some(Done::Work) => "the work was begun under it",
        Some(Done::Code) => "a code was entered under it",
    };
    refuse(format!(
        "it is no mistake any more: {done}. Correct what is wrong in it, or stop it for the reason that is so"
    ))
}

/// A remark can be put to anything at any time; what it is about must be there, and it never says the code.
fn check_remark(progress: &Progress<'_>, on: RemarkOn, note: &str) -> Result<(), Unfit> {
    if note.is_empty() {
        return refuse("say what is to be remarked");
    }
    match on {
        RemarkOn::Item(item) if is_recovery(&item) => check_no_code(known::CODE, note),
        RemarkOn::Item(item) if progress.checklist.item(item.as_str()).is_some() => check_no_code(item.as_str(), note),
        RemarkOn::Item(item) => refuse(format!("{item}: the checklist {} has no such item", progress.checklist.id)),
        // whatever is remarked on a job is likely to be about the code
        RemarkOn::Call(_) | RemarkOn::Job => check_no_code(known::CODE, note),
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
