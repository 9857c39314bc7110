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
use crate::words::{Said, Sentence};

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
    fault(file, None, FaultKind::Unreadable { why: error.to_string().into() })
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
            let at = [("station", Said::text(exhibit.station)), ("row", Said::text(exhibit.row.seq))];
            report.unchecked.push(Sentence::says("unchecked-seal", at));
        } else if !exhibit.is_linked {
            faults.push(FaultKind::Changed);
        }
        if !is_of_job(&exhibit.row.view(), &exhibit.station, job) {
            faults.push(bad("bundle-other-job"));
        }
        let is_own = exhibit.station == job.station;
        let in_order = before.is_none_or(|before| {
            let rank = |it: &Exhibit| (it.station != job.station, it.station, it.row.seq);
            rank(before) < rank(exhibit)
        });
        if !in_order {
            faults.push(bad("bundle-order"));
        }
        if before.is_none() && !(is_own && exhibit.row.event == EventName::Start) {
            faults.push(bad("bundle-no-start"));
        }
        before = Some(exhibit);
        let sum = sums.entry(exhibit.station).or_default();
        if let Some(from) = taken_from(&exhibit.row.view()) {
            let held = bundle.rows.iter().filter(|it| it.station == from.last.station && it.row.seq <= from.last.seq);
            let mut part = JobSum::default();
            held.for_each(|it| part.add(&it.seal));
            if (part.rows(), part.seal().bytes()) != (from.rows, &from.sum) {
                faults.push(bad("bundle-take"));
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
        report.faults.push(fault(BUNDLE_ROWS, None, bad("bundle-empty")));
    } else if report.ending.is_none() {
        report.unchecked.push(Sentence::says("unchecked-open", []));
    }
}

/// Compares the list of seals with the rows.
fn check_seals(folder: &Path, bundle: &Bundle, report: &mut BundleReport) {
    match fs::read(folder.join(BUNDLE_SEALS)) {
        Ok(bytes) if bytes == bundle.seals_text().as_bytes() => {}
        Ok(_) => report.faults.push(fault(BUNDLE_SEALS, None, bad("bundle-other-seals"))),
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
            let how = Sentence::says("why-text-form", []);
            report.faults.push(fault(&shown, None, FaultKind::Resaved { how }));
        }
        Ok(_) => report.faults.push(fault(&shown, None, bad("bundle-other-wording"))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            report.unchecked.push(Sentence::says("unchecked-wording", [("file", Said::text(shown))]));
        }
        Err(error) => report.faults.push(unreadable(&shown, &error)),
    }
}
