//! The report for programs, in English whatever language the workshop speaks.

use serde::Serialize;

use super::verdict::{Names, name_of, verdict};
use crate::audit::RowName;
use crate::journal::{BundleReport, Fault, FaultClass, ReceiptFound, Report, StationReport};
use crate::words::{Sentence, english};

/// The report for programs; docs/formats.md describes it.
#[derive(Serialize)]
pub(super) struct Json<'a> {
    format: &'static str,
    exit_code: u8,
    verdict: &'static str,
    stations: Vec<JsonStation<'a>>,
    bundles: Vec<JsonBundle<'a>>,
    receipts: Vec<JsonReceipt<'a>>,
    faults: Vec<JsonFault<'a>>,
    unchecked: Vec<String>,
}

#[derive(Serialize)]
struct JsonStation<'a> {
    station: &'a str,
    id: Option<String>,
    first_row: Option<u64>,
    last_row: Option<u64>,
    head: Option<String>,
    files: Vec<JsonFile<'a>>,
    agreeing_checkpoints: &'a [u64],
    unchecked: Vec<String>,
}

#[derive(Serialize)]
struct JsonBundle<'a> {
    folder: String,
    job: &'a str,
    rows: u64,
    rows_of_others: u64,
    receipt: Option<String>,
    has_wording: bool,
    unchecked: Vec<String>,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    file: &'a str,
    rows: u64,
    first_row: Option<u64>,
    last_row: Option<u64>,
    head: Option<String>,
}

#[derive(Serialize)]
struct JsonReceipt<'a> {
    receipt: String,
    station: &'a str,
    job: &'a str,
    row: u64,
    time: String,
    seal: String,
    is_linked: bool,
    job_agrees: Option<bool>,
    rows_after: u64,
    flaws: Vec<String>,
}

#[derive(Serialize)]
struct JsonFault<'a> {
    code: &'static str,
    is_remark: bool,
    station: &'a str,
    file: &'a str,
    line: Option<u64>,
    row: Option<u64>,
    message: String,
    job: Option<&'a str>,
    plate: Option<&'a str>,
    item: Option<&'a str>,
    question: Option<&'a str>,
}

impl<'a> Json<'a> {
    pub(super) fn of(report: &'a Report, names: &'a Names) -> Self {
        let named = |fault: &'a Fault| {
            let mut stations = report.stations.iter().filter(|station| station.station == fault.station);
            JsonFault::of(fault, stations.find_map(|station| name_of(fault, station, names)))
        };
        Self {
            format: "precheck.verify/1",
            exit_code: report.exit_code(),
            verdict: english(verdict(report)),
            stations: report.stations.iter().map(JsonStation::of).collect(),
            bundles: report.bundles.iter().map(JsonBundle::of).collect(),
            receipts: report.receipts.iter().map(JsonReceipt::of).collect(),
            faults: report.all_faults().map(named).collect(),
            unchecked: in_english(&report.unchecked),
        }
    }
}

impl<'a> JsonStation<'a> {
    fn of(station: &'a StationReport) -> Self {
        let files = station.files.iter().map(|file| JsonFile {
            file: &file.name,
            rows: file.rows,
            first_row: file.first_seq,
            last_row: file.last_seq,
            head: file.head.as_ref().map(ToString::to_string),
        });
        Self {
            station: &station.station,
            id: station.id.as_ref().map(ToString::to_string),
            first_row: station.begins.as_ref().map(|(seq, _)| *seq),
            last_row: station.ends.as_ref().map(|(seq, ..)| *seq),
            head: station.ends.as_ref().map(|(_, seal, _)| seal.to_string()),
            files: files.collect(),
            agreeing_checkpoints: &station.anchors,
            unchecked: in_english(&station.unchecked),
        }
    }
}

impl<'a> JsonBundle<'a> {
    fn of(bundle: &'a BundleReport) -> Self {
        Self {
            folder: bundle.folder.display().to_string(),
            job: &bundle.job,
            rows: bundle.rows,
            rows_of_others: bundle.rows_elsewhere,
            receipt: bundle.ending.as_ref().map(|(.., receipt)| receipt.to_string()),
            has_wording: bundle.has_wording,
            unchecked: in_english(&bundle.unchecked),
        }
    }
}

impl<'a> JsonReceipt<'a> {
    fn of(found: &'a ReceiptFound) -> Self {
        Self {
            receipt: found.receipt.to_string(),
            station: &found.station,
            job: &found.job,
            row: found.seq,
            time: found.time.to_rfc3339(),
            seal: found.seal.to_string(),
            is_linked: found.is_linked,
            job_agrees: found.agrees(),
            rows_after: found.rows_after,
            flaws: found.flaws.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> JsonFault<'a> {
    fn of(fault: &'a Fault, name: Option<&'a RowName>) -> Self {
        Self {
            code: fault.code(),
            is_remark: fault.class() == FaultClass::Remark,
            station: &fault.station,
            file: &fault.file,
            line: fault.line,
            row: fault.seq,
            message: fault.to_string(),
            job: name.map(|name| name.job.as_str()),
            plate: name.and_then(|name| name.plate.as_deref()),
            item: name.and_then(|name| name.item.as_deref()),
            question: name.and_then(|name| name.question.as_ref()).map(|question| question.en.as_str()),
        }
    }
}

fn in_english(sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().map(ToString::to_string).collect()
}
