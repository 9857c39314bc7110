//! From faults of the journals to findings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::audit::Audit;
use crate::audit::findings::finding::{Finding, Location};
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::domain::{JobKey, JobNumber, Station};
use crate::journal::{Class, Fault, FaultKind, Source, jobs_on_lines};

/// More faults of one file than this are counted instead of listed: `precheck verify` names them all.
const FAULTS_OF_A_FILE_MAX: usize = 20;

/// Makes findings of faults: of their job where the row is known, else of the record.
pub(super) fn tell_faults(
    audit: &mut Audit,
    faults: Vec<(usize, Fault)>,
    sources: &[Source],
    workshops: &[Arc<WorkshopFolder>],
    last_rows: &HashMap<(usize, String), Option<u64>>,
) {
    let mut by_file: BTreeMap<(usize, String), Vec<Fault>> = BTreeMap::new();
    for (at, fault) in faults {
        by_file.entry((at, fault.file.clone())).or_default().push(fault);
    }
    for ((at, file), faults) in by_file {
        let lines: BTreeSet<u64> =
            faults.iter().filter(|fault| is_of_its_row(fault)).filter_map(|fault| fault.line).collect();
        let is_found = !lines.is_empty() && !file.is_empty();
        let last_row = last_rows.get(&(at, file.clone())).copied().flatten();
        let jobs = if is_found { jobs_on_lines(&sources[at].folder.join(&file), &lines) } else { BTreeMap::new() };
        let (workshop, station) = (&workshops[at], &sources[at].station);
        let of_record = |fault: &Fault| {
            let location =
                Location { line: fault.line, row: fault.seq, last_row, ..location_of(fault, Some(workshop)) };
            Finding::of_record(location, kind_of(fault), fault.to_string())
        };
        for (count, fault) in faults.iter().enumerate() {
            let number = fault.line.and_then(|line| jobs.get(&line)).filter(|_| is_of_its_row(fault));
            if let Some(job) = number.and_then(|number| job_with(audit, workshop, station, number)) {
                let time = audit.jobs[job as usize].last;
                audit.findings.push(Finding::of_job(job, kind_of(fault), fault.to_string()).at(time));
            } else if count < FAULTS_OF_A_FILE_MAX {
                audit.findings.push(of_record(fault));
            }
        }
        if let Some(more) = faults.len().checked_sub(FAULTS_OF_A_FILE_MAX).filter(|more| *more > 0) {
            let fault = &faults[FAULTS_OF_A_FILE_MAX];
            let location = Location { last_row, ..location_of(fault, Some(workshop)) };
            let sentence = format!("{station}/{file}: up to {more} more faults; precheck verify names them");
            audit.findings.push(Finding::of_record(location, kind_of(fault), sentence));
        }
    }
}

/// A finding about a path that was given, and of which nothing could be read.
pub(super) fn finding_of_path(fault: &Fault) -> Finding {
    Finding::of_record(location_of(fault, None), kind_of(fault), fault.to_string())
}

fn location_of(fault: &Fault, workshop: Option<&Arc<WorkshopFolder>>) -> Location {
    Location::file(workshop.cloned(), &fault.station, &fault.file)
}

/// Whether a fault is about the row that stands in its line.
fn is_of_its_row(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        FaultKind::Changed
            | FaultKind::Renumbered { .. }
            | FaultKind::BadRow { .. }
            | FaultKind::Moved
            | FaultKind::Inserted
            | FaultKind::JobSum { .. }
            | FaultKind::ClockBack { .. }
    )
}

/// The index of a station's job.
fn job_with(audit: &Audit, workshop: &Arc<WorkshopFolder>, station: &str, number: &JobNumber) -> Option<u32> {
    let station = Station::new(station).ok();
    let is_it = |key: &JobKey| key.number == *number && station.is_none_or(|station| key.station == station);
    let mut jobs = (0..).zip(&audit.jobs);
    jobs.find(|(_, job)| is_it(&job.key) && Arc::ptr_eq(&job.workshop, workshop)).map(|(at, _)| at)
}

/// The kind of finding that a fault is.
fn kind_of(fault: &Fault) -> FindingKind {
    match (fault.class(), &fault.kind) {
        (Class::Broken, _) => FindingKind::Broken,
        (Class::Unreadable, _) => FindingKind::Unreadable,
        (Class::Unfinished, _) => FindingKind::Unfinished,
        (Class::Resaved, _) => FindingKind::Resaved,
        (Class::Remark, FaultKind::ClockBack { .. }) => FindingKind::ClockBack,
        (Class::Remark, FaultKind::Stray { is_journal: true }) => FindingKind::JournalNotRead,
        (Class::Remark, _) => FindingKind::OddFile,
    }
}
