//! `precheck retire --before YYYY-MM`: what is older goes, on purpose, and the record says so.

use std::io::Write;

use super::tell::{counted, patiently};
use super::whereabouts::shown;
use super::workshop::Asked;
use super::{Failure, args, tell};
use crate::domain::input::{Unfit, check_managers_remark};
use crate::domain::text::{is_unprintable, printable};
use crate::domain::{Right, rules};
use crate::journal::{FaultClass, Month};
use crate::runner::SystemClock;
use crate::runner::retire::{RetireError, Retiring};

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
    retiring.held.iter().for_each(|held| tell(&format!("precheck: {held}")));
    if retiring.before < before {
        tell(&format!("precheck: so {} and what follows it stay, and only what is older can go", retiring.before));
    }
    if let Some(newest) = retiring.newest.filter(|newest| before > *newest) {
        return Err(Failure::Usage(format!(
            "--before {before}: the last row here is of {newest}, and all would go: write a month up to that, or look at this \
             computer's clock"
        )));
    }
    if retiring.is_empty() {
        writeln!(out, "nothing here is older than {}", retiring.before)?;
        return Ok(u8::from(retiring.before < before));
    }
    for fault in &retiring.faults {
        tell(&format!("precheck: {}", printable(&fault.to_string())));
    }
    for folder in &retiring.unread {
        tell(&format!("precheck: not read: {}", printable(folder)));
    }
    let Some(who) = who else {
        list(&retiring, &exports, out)?;
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
    let jobs = counted(retiring.jobs, "job");
    let files = counted(files + retiring.made.len(), "file");
    writeln!(out, "{jobs} and {files} from before {} were taken away", retiring.before)?;
    for journal in &retiring.journals {
        writeln!(out, "  {} begins with row {}", journal.end.station, journal.end.seq + 1)?;
    }
    if let [first, .., last] | [first @ last] = &rows[..] {
        let rows = if first == last { format!("row {first} says") } else { format!("rows {first} to {last} say") };
        writeln!(out, "{rows} so at {}", recorder.station())?;
    }
    writeln!(out, "keep exports/{} elsewhere: it says how each journal stood", shown(&exports, &checkpoint))?;
    writeln!(out, "copies of the folder, backups too, have what they had")?;
    Ok(0)
}

/// What would go.
fn list(retiring: &Retiring, exports: &std::path::Path, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "From before {}: {}", retiring.before, counted(retiring.jobs, "job"))?;
    for journal in &retiring.journals {
        for (file, rows) in &journal.files {
            let rows = counted(usize::try_from(*rows).unwrap_or(usize::MAX), "row");
            writeln!(out, "  journal/{}/{file}  {rows}", journal.end.station)?;
        }
    }
    for file in retiring.journals.iter().flat_map(|journal| &journal.beside).chain(&retiring.made) {
        writeln!(out, "  {}", shown(exports, file))?;
    }
    writeln!(out, "\nNothing was taken away. With --who NAME it is, and does not come back.")?;
    Ok(())
}
