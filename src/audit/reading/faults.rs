//! From faults of the journals to findings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::audit::Audit;
use crate::audit::findings::finding::{Finding, Location};
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::domain::{JobKey, JobNumber, Station};
use crate::journal::{Fault, FaultClass, FaultKind, JournalId, Report, Source, jobs_on_lines};
use crate::words::{Said, Sentence};

/// More faults of one file than this are counted instead of listed: `precheck verify` names them all.
const FAULTS_OF_A_FILE_MAX: usize = 20;

/// Makes findings of the faults of all stations: of their job where the row is known, else of the record.
pub(super) fn tell_faults(
    audit: &mut Audit,
    reports: &[Report],
    sources: &[Source],
    workshops: &[Arc<WorkshopFolder>],
) {
    let mut ids: HashMap<JournalId, usize> = HashMap::new();
    for (at, report) in reports.iter().enumerate() {
        let mut by_file: BTreeMap<String, Vec<Fault>> = BTreeMap::new();
        for fault in report.all_faults() {
            by_file.entry(fault.file.clone()).or_default().push(fault.clone());
        }
        // one station's check doesn't know the others
        for id in report.stations.iter().filter_map(|told| told.id) {
            if let Some(&other) = ids.get(&id) {
                let kind = FaultKind::SameId { other: sources[other].folder.display().to_string() };
                let fault =
                    Fault { station: sources[at].station.clone(), file: String::new(), line: None, seq: None, kind };
                by_file.entry(String::new()).or_default().push(fault);
            }
            ids.entry(id).or_insert(at);
        }
        for (file, faults) in by_file {
            let files = report.stations.iter().flat_map(|told| &told.files);
            let last_row = files.rev().find(|told| told.name == file).and_then(|told| told.last_seq);
            tell_faults_of_file(audit, &sources[at], &workshops[at], &faults, last_row);
        }
    }
}

/// Makes findings of the faults of one file, or of those that belong to no file of the station.
fn tell_faults_of_file(
    audit: &mut Audit,
    source: &Source,
    workshop: &Arc<WorkshopFolder>,
    faults: &[Fault],
    last_row: Option<u64>,
) {
    let Some(Fault { file, .. }) = faults.first() else { return };
    let lines: BTreeSet<u64> =
        faults.iter().filter(|fault| is_of_its_row(fault)).filter_map(|fault| fault.line).collect();
    let is_found = !lines.is_empty() && !file.is_empty();
    let jobs = if is_found { jobs_on_lines(&source.folder.join(file), &lines) } else { BTreeMap::new() };
    let of_record = |fault: &Fault| {
        let location = Location { line: fault.line, row: fault.seq, last_row, ..location_of(fault, Some(workshop)) };
        Finding::of_record(location, kind_of(fault), fault.sentence())
    };
    for (count, fault) in faults.iter().enumerate() {
        let number = fault.line.and_then(|line| jobs.get(&line)).filter(|_| is_of_its_row(fault));
        if let Some(job) = number.and_then(|number| job_with(audit, workshop, &source.station, number)) {
            let time = audit.jobs[job as usize].last;
            audit.findings.push(Finding::of_job(job, kind_of(fault), fault.sentence()).at(time));
        } else if count < FAULTS_OF_A_FILE_MAX {
            audit.findings.push(of_record(fault));
        }
    }
    if let Some(fault) = faults.get(FAULTS_OF_A_FILE_MAX) {
        let (more, station) = (faults.len() - FAULTS_OF_A_FILE_MAX, &source.station);
        let location = Location { last_row, ..location_of(fault, Some(workshop)) };
        let values = [("place", Said::text(format!("{station}/{file}"))), ("n", Said::text(more))];
        let sentence = Sentence::says("says-more-faults", values);
        audit.findings.push(Finding::of_record(location, kind_of(fault), sentence));
    }
}

/// A finding about a path that was given, and of which nothing could be read.
pub(super) fn finding_of_path(fault: &Fault) -> Finding {
    Finding::of_record(location_of(fault, None), kind_of(fault), fault.sentence())
}

fn location_of(fault: &Fault, workshop: Option<&Arc<WorkshopFolder>>) -> Location {
    Location::file(workshop.cloned(), &fault.station, &fault.file)
}

/// Whether a fault is about the row that stands in its line.
pub(super) fn is_of_its_row(fault: &Fault) -> bool {
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
        _ if fault.is_unread_journal() => FindingKind::JournalNotRead,
        (FaultClass::Broken, _) => FindingKind::Broken,
        (FaultClass::Unreadable, _) => FindingKind::Unreadable,
        (FaultClass::Unfinished, _) => FindingKind::Unfinished,
        (FaultClass::Resaved, _) => FindingKind::Resaved,
        (FaultClass::Remark, FaultKind::ClockBack { .. }) => FindingKind::ClockBack,
        (FaultClass::Remark, _) => FindingKind::OddFile,
    }
}
