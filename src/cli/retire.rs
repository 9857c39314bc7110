//! `precheck retire --before YYYY-MM`: what is older goes, on purpose, and the record says so.

use std::io::Write;

use super::tell::{counted_in_words, patiently};
use super::whereabouts::shown;
use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::domain::input::{Unfit, check_managers_remark};
use crate::domain::text::{is_unprintable, printable};
use crate::domain::{Right, rules};
use crate::journal::{FaultClass, Month};
use crate::runner::SystemClock;
use crate::runner::retire::{RetireError, Retiring};
use crate::words::PlainWords;

pub(super) fn retire(asked: &Asked, args: &args::RetireArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let usage = |bad: Unfit| Failure::Usage(bad.to_string());
    let now = SystemClock::start().now().wall;
    let before = args.before;
    if before > Month::of(&now) {
        return Err(Failure::Usage(format!("--before {before}: this month and what comes after it stay")));
    }
    let remark = args.remark.as_deref().unwrap_or_default().trim();
    if remark.contains(is_unprintable) {
        return Err(Failure::Usage("--remark: say it in one line".to_owned()));
    }
    check_managers_remark(remark).map_err(usage)?;
    let who = args.who.as_deref().map(rules::name).transpose().map_err(usage)?;
    let mut recorder = match who {
        None => asked.recorder_at(asked.find()?)?,
        Some(_) => asked.named_recorder()?,
    };
    let exports = recorder.folders.exports.clone();
    let retiring = patiently(|| Retiring::of(&exports, before));
    let words = &asked.words().plain();
    retiring.held.iter().for_each(|held| tell(&format!("precheck: {}", held.sentence().in_words(words))));
    if retiring.before < before {
        let stays = words.say("desk-stays", &[("month", &retiring.before.to_string())]);
        tell(&format!("precheck: {stays}"));
    }
    if let Some(newest) = retiring.newest.filter(|newest| before > *newest) {
        return Err(Failure::Usage(format!(
            "--before {before}: the last row here is of {newest}, and all would go: write a month up to that, or look at this \
             computer's clock"
        )));
    }
    if retiring.is_empty() {
        writeln!(out, "{}", words.say("desk-none-older", &[("month", &retiring.before.to_string())]))?;
        return Ok(u8::from(retiring.before < before));
    }
    for fault in &retiring.faults {
        tell(&format!("precheck: {}", printable(&fault.to_string())));
    }
    for folder in &retiring.unread {
        tell(&format!("precheck: not read: {}", printable(folder)));
    }
    let Some(who) = who else {
        list(&retiring, &exports, words, out)?;
        return Ok(0);
    };
    if !retiring.unread.is_empty() || retiring.faults.iter().any(|fault| fault.class() == FaultClass::Unreadable) {
        return Err(Failure::Finding("something can't be read: nothing was taken away".to_owned()));
    }
    recorder.workshop.people().may(&who, Right::Review, now.date_naive()).map_err(usage)?;
    if !retiring.faults.is_empty() && remark.is_empty() {
        return Err(Failure::Finding(
            "the record is not intact, and what is taken away can't be looked into any more: nothing was taken away; \
             --remark says why it goes all the same"
                .to_owned(),
        ));
    }
    let (checkpoint, rows) =
        retiring.carry_out(&mut recorder, &who.into(), remark, now).map_err(|error| match error {
            RetireError::Recorder(error) => Failure::from(error),
            RetireError::Journals(error) => Failure::from(error),
            other => Failure::Io(other.to_string()),
        })?;
    let files: usize = retiring.journals.iter().map(|journal| journal.files.len() + journal.beside.len()).sum();
    let jobs = counted_in_words(retiring.jobs, "desk-jobs", words);
    let files = counted_in_words(files + retiring.made.len(), "desk-files", words);
    let month = retiring.before.to_string();
    writeln!(out, "{}", words.say("desk-retired", &[("jobs", &jobs), ("files", &files), ("month", &month)]))?;
    for journal in &retiring.journals {
        let row = (journal.end.seq + 1).to_string();
        let named = [("station", journal.end.station.as_str()), ("row", &*row)];
        writeln!(out, "  {}", words.say("desk-begins", &named))?;
    }
    if let [first, .., last] | [first @ last] = &rows[..] {
        let message = if first == last { "desk-row-says" } else { "desk-rows-say" };
        let (first, last) = (first.to_string(), last.to_string());
        let named = [("first", &*first), ("last", &*last), ("station", recorder.station().as_str())];
        writeln!(out, "{}", words.say(message, &named))?;
    }
    writeln!(out, "{}", words.say("desk-keep", &[("file", &format!("exports/{}", shown(&exports, &checkpoint)))]))?;
    writeln!(out, "{}", words.get("desk-copies"))?;
    Ok(0)
}

/// What would go.
fn list(
    retiring: &Retiring,
    exports: &std::path::Path,
    words: &PlainWords,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (month, jobs) = (retiring.before.to_string(), counted_in_words(retiring.jobs, "desk-jobs", words));
    writeln!(out, "{}", words.say("desk-would-go", &[("month", &month), ("jobs", &jobs)]))?;
    for journal in &retiring.journals {
        for (file, rows) in &journal.files {
            let rows = counted_in_words(usize::try_from(*rows).unwrap_or(usize::MAX), "desk-rows", words);
            writeln!(out, "  journal/{}/{file}  {rows}", journal.end.station)?;
        }
    }
    for file in retiring.journals.iter().flat_map(|journal| &journal.beside).chain(&retiring.made) {
        writeln!(out, "  {}", shown(exports, file))?;
    }
    writeln!(out, "\n{}", words.get("desk-none-gone"))?;
    Ok(())
}
