//! `precheck verify`: the proof, checked.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::args::Format;
use super::tell::patiently;
use super::workshop::Asked;
use super::{Failure, args};
use crate::audit::{LinePlace, RowName, evidence, row_names};
use crate::domain::json::encode;
use crate::domain::text::printable;
use crate::files::{ReadTextError, read_text};
use crate::journal::{
    BUNDLE_CANNOT_SHOW, BundleReport, CANNOT_SHOW, Checkpoint, Checkpoints, Fault, FaultClass, FaultKind, Options,
    Receipt, ReceiptFound, Report, StationReport, verify as check,
};

pub(super) fn verify(asked: &Asked, args: &args::VerifyArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (options, skipped) = patiently(|| options(args))?;
    let paths: Vec<PathBuf> = if args.paths.is_empty() { own_journal(asked, &options)? } else { args.paths.clone() };
    let mut report = patiently(|| check(&paths, &options));
    report.bundles.iter_mut().for_each(evidence::compare_text);
    report.unchecked.extend(skipped);
    let names = row_names(&paths, &report);
    match args.format {
        Format::Text => text(&report, &names, out)?,
        Format::Json => out.write_all(&encode(&Json::of(&report, &names)).map_err(std::io::Error::from)?)?,
    }
    Ok(report.exit_code())
}

/// The workshop's journals. A workshop that has none yet is no fault, unless a receipt or a checkpoint says otherwise.
fn own_journal(asked: &Asked, options: &Options) -> Result<Vec<PathBuf>, Failure> {
    let folder = asked.find()?.journal();
    let is_expected = !options.receipts.is_empty() || !options.anchors.is_empty();
    let is_missing =
        std::fs::symlink_metadata(&folder).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    Ok(if is_missing && !is_expected { Vec::new() } else { vec![folder] })
}

/// More than any file of checkpoints has, in bytes.
const NOTES_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What to hold the journals against, and what of it could not be read.
fn options(args: &args::VerifyArgs) -> Result<(Options, Vec<String>), Failure> {
    let receipts = args
        .receipt
        .iter()
        .map(|code| Receipt::parse(code).map_err(|bad| Failure::Usage(format!("--receipt {code:?}: {bad}"))));
    let mut anchors: Vec<Checkpoint> = Vec::new();
    let mut skipped = Vec::new();
    for path in &args.against {
        let text = read_text(path, NOTES_BYTES_MAX).map_err(|error| {
            let told = format!("{}: {error}", path.display());
            if matches!(error, ReadTextError::Io(_)) { Failure::Io(told) } else { Failure::Usage(told) }
        })?;
        let Checkpoints { notes, skipped: bad } = Checkpoints::parse(&text);
        if notes.is_empty() {
            let why = bad.first().map_or("there is no checkpoint in it".to_owned(), ToString::to_string);
            return Err(Failure::Usage(format!("{}: {why}", path.display())));
        }
        skipped.extend(
            bad.iter().map(|bad| format!("{}: {bad}; the lines up to the next note were skipped", path.display())),
        );
        for note in notes {
            // notes are appended day by day, also when nothing was recorded in between
            let is_same = |known: &Checkpoint| {
                (known.station, &known.id, known.seq, known.seal) == (note.station, &note.id, note.seq, note.seal)
            };
            if !anchors.iter().any(is_same) {
                anchors.push(note);
            }
        }
    }
    let receipts = receipts.collect::<Result<_, _>>()?;
    Ok((Options { from: args.from, receipts, anchors, ..Options::default() }, skipped))
}

/// What lines with faults are about.
type Names = BTreeMap<LinePlace, RowName>;

fn text(report: &Report, names: &Names, out: &mut dyn Write) -> std::io::Result<()> {
    for station in &report.stations {
        station_text(station, names, out)?;
    }
    for bundle in &report.bundles {
        bundle_text(bundle, out)?;
    }
    for receipt in &report.receipts {
        receipt_text(receipt, out)?;
    }
    for fault in &report.faults {
        writeln!(out, "{}", fault_text(fault))?;
    }
    for unchecked in &report.unchecked {
        writeln!(out, "not checked: {}", printable(unchecked))?;
    }
    if report.stations.is_empty() && report.bundles.is_empty() && report.faults.is_empty() {
        writeln!(out, "there is no journal yet")?;
        return Ok(());
    }
    writeln!(out, "{}", verdict(report))?;
    writeln!(out, "what this can't show:")?;
    let of_journals = if is_bundles_only(report) { &[][..] } else { &CANNOT_SHOW[..] };
    let of_bundles = if report.bundles.is_empty() { &[][..] } else { &BUNDLE_CANNOT_SHOW[..] };
    for limit in of_journals.iter().chain(of_bundles.iter().filter(|limit| !of_journals.contains(limit))) {
        writeln!(out, "- {limit}")?;
    }
    Ok(())
}

/// Whether nothing but bundles of single jobs was looked at.
fn is_bundles_only(report: &Report) -> bool {
    report.stations.is_empty() && !report.bundles.is_empty()
}

/// Whether what is worst is a journal that was not read: what was read is intact.
fn is_unread_worst(report: &Report) -> bool {
    let mut broken = report.all_faults().filter(|fault| fault.class() == FaultClass::Broken).peekable();
    broken.peek().is_some() && broken.all(Fault::is_unread_journal)
}

/// Whether there was nothing to check.
fn is_nothing_checked(report: &Report) -> bool {
    report.faults.iter().any(|fault| matches!(fault.kind, FaultKind::NothingChecked { .. }))
}

fn verdict(report: &Report) -> &'static str {
    match report.class() {
        None | Some(FaultClass::Remark) if is_bundles_only(report) => "the bundle is intact: every seal in it fits",
        Some(FaultClass::Broken) if is_unread_worst(report) => {
            "what was read is intact: every seal and every link fits; a journal was NOT READ: see above"
        }
        None | Some(FaultClass::Remark) => "the record is intact: every seal and every link fits",
        Some(FaultClass::Broken) => "THE RECORD IS NOT INTACT: see above",
        Some(FaultClass::Unreadable) if is_nothing_checked(report) => "NOTHING WAS CHECKED: see above",
        Some(FaultClass::Unreadable) => "something could not be read: see above",
        Some(FaultClass::Unfinished) => {
            "intact but for an unfinished last row; the station's next row cuts it off and says so"
        }
        Some(FaultClass::Resaved) => "re-saved by another program; the contents are intact",
    }
}

fn station_text(station: &StationReport, names: &Names, out: &mut dyn Write) -> std::io::Result<()> {
    let id = station.id.as_ref().map_or("no id".to_owned(), ToString::to_string);
    writeln!(out, "station {} ({id})", printable(&station.station))?;
    if let Some((seq, time)) = station.begins.filter(|(seq, _)| *seq > 0) {
        writeln!(out, "  the record begins at row {seq}, {}", time.to_rfc3339())?;
    }
    for file in &station.files {
        let rows = match (file.first_seq, file.last_seq) {
            (Some(first), Some(last)) => format!("rows {first} to {last}"),
            _ => "no readable row".to_owned(),
        };
        let state =
            if file.faults.iter().any(|fault| fault.class() != FaultClass::Remark) { "faults" } else { "intact" };
        writeln!(out, "  {}: {rows}, {state}", printable(&file.name))?;
        for fault in &file.faults {
            writeln!(out, "    {}", fault_text(fault))?;
            if let Some(name) = name_of(fault, station, names) {
                writeln!(out, "      {}", printable(&name.words()))?;
            }
        }
    }
    for fault in &station.faults {
        writeln!(out, "  {}", fault_text(fault))?;
    }
    match (&station.anchors[..], station.anchors.iter().max()) {
        ([_, _, ..], Some(newest)) => {
            writeln!(out, "  {} checkpoints agree, the newest at row {newest}", station.anchors.len())?;
        }
        (_, Some(seq)) => writeln!(out, "  the checkpoint at row {seq} agrees")?,
        (_, None) => {}
    }
    for unchecked in &station.unchecked {
        writeln!(out, "  not checked: {}", printable(unchecked))?;
    }
    if let Some((seq, seal, time)) = &station.ends {
        writeln!(out, "  ends at row {seq}, {}, seal {seal}", time.to_rfc3339())?;
    }
    Ok(())
}

/// What the line of a fault is about.
fn name_of<'a>(fault: &Fault, station: &StationReport, names: &'a Names) -> Option<&'a RowName> {
    names.get(&(station.folder.clone(), fault.file.clone(), fault.line?))
}

fn bundle_text(bundle: &BundleReport, out: &mut dyn Write) -> std::io::Result<()> {
    let job = if bundle.job.is_empty() { "an unnamed job" } else { &bundle.job };
    writeln!(out, "bundle of {} ({})", printable(job), printable(&bundle.folder.display().to_string()))?;
    let state = if bundle.faults.is_empty() { "intact" } else { "faults" };
    writeln!(out, "  {} rows of its station, {} of others, {state}", bundle.rows, bundle.rows_elsewhere)?;
    for fault in &bundle.faults {
        writeln!(out, "    {}", fault_text(fault))?;
    }
    if bundle.has_wording {
        writeln!(out, "  the wording is that of the day")?;
    }
    match &bundle.ending {
        Some((seq, time, receipt)) => {
            writeln!(out, "  ended at row {seq}, {}, receipt {receipt}: compare it with the paper", time.to_rfc3339())?;
        }
        None => writeln!(out, "  no row ends the job")?,
    }
    for unchecked in &bundle.unchecked {
        writeln!(out, "  not checked: {}", printable(unchecked))?;
    }
    Ok(())
}

fn receipt_text(found: &ReceiptFound, out: &mut dyn Write) -> std::io::Result<()> {
    let agrees = match found.agrees() {
        Some(true) => "and the job's rows agree",
        Some(false) => "but THE JOB'S RECORD IS NOT INTACT:",
        None => "the job's rows reach outside what was given and were not checked",
    };
    writeln!(
        out,
        "receipt {}: job {} ended {}, station {}, row {} ({}:{}), {agrees}",
        found.receipt,
        printable(&found.job),
        found.time.to_rfc3339(),
        printable(&found.station),
        found.seq,
        printable(&found.file),
        found.line,
    )?;
    match found.rows_after {
        0 => {}
        1 => writeln!(out, "  1 row about the job was written later, which this receipt does not answer for")?,
        rows => {
            writeln!(out, "  {rows} rows about the job were written later, which this receipt does not answer for")?
        }
    }
    found.flaws.iter().try_for_each(|flaw| writeln!(out, "  {}", printable(&flaw.to_string())))
}

fn fault_text(fault: &Fault) -> String {
    let mark = if fault.class() == FaultClass::Remark { "remark" } else { "fault" };
    printable(&format!("{mark}: {fault}"))
}

/// The report for programs; docs/formats.md describes it.
#[derive(Serialize)]
struct Json<'a> {
    format: &'static str,
    exit_code: u8,
    verdict: &'static str,
    stations: Vec<JsonStation<'a>>,
    bundles: Vec<JsonBundle<'a>>,
    receipts: Vec<JsonReceipt<'a>>,
    faults: Vec<JsonFault<'a>>,
    unchecked: &'a [String],
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
    unchecked: &'a [String],
}

#[derive(Serialize)]
struct JsonBundle<'a> {
    folder: String,
    job: &'a str,
    rows: u64,
    rows_of_others: u64,
    receipt: Option<String>,
    has_wording: bool,
    unchecked: &'a [String],
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
    fn of(report: &'a Report, names: &'a Names) -> Self {
        let named = |fault: &'a Fault| {
            let mut stations = report.stations.iter().filter(|station| station.station == fault.station);
            JsonFault::of(fault, stations.find_map(|station| name_of(fault, station, names)))
        };
        Self {
            format: "precheck.verify/1",
            exit_code: report.exit_code(),
            verdict: verdict(report),
            stations: report.stations.iter().map(JsonStation::of).collect(),
            bundles: report.bundles.iter().map(JsonBundle::of).collect(),
            receipts: report.receipts.iter().map(JsonReceipt::of).collect(),
            faults: report.all_faults().map(named).collect(),
            unchecked: &report.unchecked,
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
            unchecked: &station.unchecked,
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
            unchecked: &bundle.unchecked,
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
            question: name.and_then(|name| name.question.as_deref()),
        }
    }
}
