//! Checks a bundle: every seal, the order, the job's sum, the wording, the receipt. Reads only.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::report::{BundleReport, ReceiptFound};
use std::collections::BTreeMap;

use crate::domain::{JobKey, Station};
use crate::journal::format::bundle::{
    BUNDLE_CHECKLISTS, BUNDLE_MAGIC, BUNDLE_ROWS, BUNDLE_SEALS, Bundle, Exhibit, bad, fault, line_of,
};
use crate::journal::format::event::EventName;
use crate::journal::format::fact::{asked_of, ending_disagrees, is_of_job};
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::file_event::taken_from;
use crate::journal::format::receipt::Receipt;
use crate::journal::format::seal::{JobSum, Seal};
use crate::journal::read::job_seals::flaws_of;

/// True when a folder is a bundle, of this form or of another.
pub(super) fn is_bundle(folder: &Path) -> bool {
    let kind = BUNDLE_MAGIC.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut start = Vec::new();
    let read =
        File::open(folder.join(BUNDLE_ROWS)).and_then(|file| file.take(kind.len() as u64).read_to_end(&mut start));
    read.is_ok() && start == kind.as_bytes()
}

/// Checks the bundle in a folder. The receipts among `wanted` that are its own are found.
pub(super) fn check(folder: &Path, wanted: &[Receipt]) -> (BundleReport, Vec<ReceiptFound>) {
    let mut report = BundleReport { folder: folder.to_owned(), ..BundleReport::default() };
    let mut found = Vec::new();
    match fs::read(folder.join(BUNDLE_ROWS)) {
        Ok(bytes) => {
            let (bundle, faults) = Bundle::parse(&bytes);
            report.faults = faults;
            if let Some(job) = &bundle.job {
                report.job = job.to_string();
                check_rows(job, &bundle, wanted, &mut report, &mut found);
            }
            check_seals(folder, &bundle, &mut report);
            check_wording(folder, &bundle, &mut report);
        }
        Err(error) => report.faults.push(unreadable(BUNDLE_ROWS, &error)),
    }
    (report, found)
}

fn unreadable(file: &str, error: &std::io::Error) -> Fault {
    fault(file, None, FaultKind::Unreadable { why: error.to_string() })
}

/// Every row's seal, whose it is, their order, and what the endings say of them.
fn check_rows(
    job: &JobKey,
    bundle: &Bundle,
    wanted: &[Receipt],
    report: &mut BundleReport,
    found: &mut Vec<ReceiptFound>,
) {
    let mut sums: BTreeMap<Station, JobSum> = BTreeMap::new();
    let mut before: Option<&Exhibit> = None;
    for (place, exhibit) in bundle.rows.iter().enumerate() {
        let line = line_of(place);
        let mut faults: Vec<FaultKind> = Vec::new();
        if exhibit.lead.is_empty() {
            let at = format!("{} row {}", exhibit.station, exhibit.row.seq);
            report.unchecked.push(format!("{at}: the seal of the row before it could not be read when this was made"));
        } else if !exhibit.is_linked {
            faults.push(FaultKind::Changed);
        }
        if !is_of_job(&exhibit.row.view(), &exhibit.station, job) {
            faults.push(bad("the row is not about this job"));
        }
        let is_own = exhibit.station == job.station;
        let in_order = before.is_none_or(|before| {
            let rank = |it: &Exhibit| (it.station != job.station, it.station, it.row.seq);
            rank(before) < rank(exhibit)
        });
        if !in_order {
            faults.push(bad("the row stands in the wrong place: a station's rows come in the order of their numbers"));
        }
        if before.is_none() && !(is_own && exhibit.row.event == EventName::Start) {
            faults.push(bad("the job's 'start' row was expected first"));
        }
        before = Some(exhibit);
        let sum = sums.entry(exhibit.station).or_default();
        if let Some(from) = taken_from(&exhibit.row.view()) {
            let held = bundle.rows.iter().filter(|it| it.station == from.last.station && it.row.seq <= from.last.seq);
            let mut part = JobSum::default();
            held.for_each(|it| part.add(&it.seal));
            if (part.rows(), part.seal().bytes()) != (from.rows, &from.sum) {
                faults.push(bad("it does not agree with the rows of the station that held the job"));
            }
        }
        if exhibit.row.event.is_ending() {
            let disagrees = ending_disagrees(exhibit.value(), sum);
            let receipt = Receipt::of(&exhibit.seal);
            // one that another station took over was ended there
            if report.ending.is_none() || !is_own {
                report.ending = Some((exhibit.row.seq, exhibit.row.time, receipt));
            }
            if wanted.contains(&receipt) {
                found.push(ReceiptFound {
                    receipt,
                    station: exhibit.station.to_string(),
                    file: BUNDLE_ROWS.to_owned(),
                    line: line as u64,
                    seq: exhibit.row.seq,
                    time: exhibit.row.time,
                    job: job.number.to_string(),
                    rows: Some(sum.rows()),
                    seal: exhibit.seal,
                    is_linked: exhibit.is_linked,
                    is_all_here: true,
                    flaws: flaws_of(job, &bundle.rows),
                    rows_after: 0,
                });
            }
            faults.extend(disagrees.map(|why| FaultKind::JobSum { job: job.number.to_string(), why }));
        }
        sum.add(&exhibit.seal);
        let station = exhibit.station.to_string();
        let ends = found.iter_mut().filter(|ended| ended.station == station && ended.seq < exhibit.row.seq);
        ends.for_each(|ended| ended.rows_after += 1);
        *(if is_own { &mut report.rows } else { &mut report.rows_elsewhere }) += 1;
        let at_row = |kind| Fault { seq: Some(exhibit.row.seq), ..fault(BUNDLE_ROWS, Some(line), kind) };
        report.faults.extend(faults.into_iter().map(at_row));
    }
    if bundle.rows.is_empty() {
        report.faults.push(fault(BUNDLE_ROWS, None, bad("there is no row in it")));
    } else if report.ending.is_none() {
        let note =
            "the job was open when this was made: no row says yet how many there are, so a row left out can't be seen";
        report.unchecked.push(note.to_owned());
    }
}

/// Compares the list of seals with the rows.
fn check_seals(folder: &Path, bundle: &Bundle, report: &mut BundleReport) {
    match fs::read(folder.join(BUNDLE_SEALS)) {
        Ok(bytes) if bytes == bundle.seals_text().as_bytes() => {}
        Ok(_) => report.faults.push(fault(BUNDLE_SEALS, None, bad("these are not the seals of the rows"))),
        Err(error) => report.faults.push(unreadable(BUNDLE_SEALS, &error)),
    }
}

/// Compares the kept checklist with the one that the job was begun with.
fn check_wording(folder: &Path, bundle: &Bundle, report: &mut BundleReport) {
    let Some((name, sha)) = bundle.own().next().and_then(|first| asked_of(&first.row)) else { return };
    let path = Path::new(BUNDLE_CHECKLISTS).join(&name);
    let shown = format!("{BUNDLE_CHECKLISTS}/{name}");
    match fs::read(folder.join(path)) {
        Ok(bytes) if Seal::of_bytes(&bytes) == sha => report.has_wording = true,
        Ok(bytes) if sha.original(&bytes).is_some() => {
            report.has_wording = true;
            let how = "the same text with other line ends, another end or a byte order mark".to_owned();
            report.faults.push(fault(&shown, None, FaultKind::Resaved { how }));
        }
        Ok(_) => {
            let why = "this is not the checklist that the job was begun with: its SHA-256 is another";
            report.faults.push(fault(&shown, None, bad(why)));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            report.unchecked.push(format!("the wording: {shown} is not in the bundle"));
        }
        Err(error) => report.faults.push(unreadable(&shown, &error)),
    }
}
