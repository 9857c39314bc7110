//! The audit for programs: `precheck.audit/1`. Stable; `docs/formats.md` describes it.

use serde::Serialize;

use crate::audit::cases::case::{Case, Said};
use crate::audit::figures::Figures;
use crate::audit::findings::exception::{Exception, ExceptionCounts};
use crate::audit::reading::collect::Audit;

/// The name of the format.
pub const FORMAT: &str = "precheck.audit/1";

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    /// [`FORMAT`].
    pub format: &'static str,
    /// The exit code of the command.
    pub exit_code: u8,
    /// When it was read, RFC 3339.
    pub time: String,
    /// What was read.
    pub read: Read<'a>,
    /// How much there is, within the filter.
    pub counts: Counts,
    /// The exceptions, in the order of the list.
    pub findings: Vec<FindingJson<'a>>,
    /// What the jobs come to.
    pub figures: Figures,
    /// The jobs, by their start.
    pub jobs: Vec<JobJson<'a>>,
}

/// What was read.
#[derive(Debug, Serialize)]
pub struct Read<'a> {
    /// The workshops' folders.
    pub workshops: Vec<String>,
    /// How many stations.
    pub stations: usize,
    /// How many rows.
    pub rows: u64,
    /// How many jobs, whatever the filter.
    pub jobs: usize,
    /// What could not be checked, in words.
    pub unchecked: &'a [String],
}

/// How much there is, within the filter.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Jobs.
    pub jobs: usize,
    /// Findings that nobody has seen, by weight.
    pub grave: usize,
    /// See `grave`.
    pub serious: usize,
    /// See `grave`.
    pub notes: usize,
    /// Findings that were seen.
    pub seen: usize,
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    kind: &'static str,
    group: &'static str,
    weight: &'static str,
    title: &'static str,
    sentence: &'a str,
    item: Option<&'a str>,
    time: Option<String>,
    workshop: Option<&'a str>,
    station: &'a str,
    job: Option<&'a str>,
    started: Option<String>,
    technician: Option<&'a str>,
    plate: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u64>,
    row: Option<u64>,
    seen: Option<SeenJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SeenJson<'a> {
    who: &'a str,
    time: String,
    remark: &'a str,
}

/// A job.
#[derive(Debug, Serialize)]
pub struct JobJson<'a> {
    workshop: &'a str,
    station: &'a str,
    job: &'a str,
    kind: &'a str,
    revision: u32,
    is_checklist_known: bool,
    started: String,
    cleared: Option<String>,
    ended: Option<String>,
    outcome: String,
    is_mistake: bool,
    is_via_file: bool,
    technicians: Vec<&'a str>,
    plate: Option<&'a str>,
    car: Option<&'a str>,
    engine: Option<&'a str>,
    radio: Option<&'a str>,
    serial: Option<&'a str>,
    serial_said: Option<&'a str>,
    code: Option<&'a str>,
    code_found: Option<&'a str>,
    arrival: Option<&'a str>,
    radio_after: Option<&'a str>,
    backup: Option<&'a str>,
    car_volts: Option<&'a str>,
    overrides: Vec<OverrideJson<'a>>,
    skipped: Vec<&'a str>,
    corrections_after_end: u32,
    interruptions: u32,
    interrupted_ms: u64,
    /// Milliseconds of A, B, C and D.
    page_ms: [Option<i64>; 4],
    handover: Option<&'static str>,
    attempts: Vec<AttemptJson>,
    recovery: Vec<(&'a str, &'a str)>,
    findings: Vec<&'static str>,
    receipt: Option<String>,
}

#[derive(Debug, Serialize)]
struct OverrideJson<'a> {
    item: &'a str,
    is_hold: bool,
    who: &'a str,
    reason: &'a str,
    time: String,
}

#[derive(Debug, Serialize)]
struct AttemptJson {
    outcome: &'static str,
    time: String,
}

impl<'a> Json<'a> {
    /// The answer for the jobs and exceptions that a filter took.
    #[must_use]
    pub fn of(audit: &'a Audit, cases: &[&'a Case], exceptions: &[Exception<'a>], counts: &ExceptionCounts) -> Self {
        Self {
            format: FORMAT,
            exit_code: counts.exit_code,
            time: audit.now.to_rfc3339(),
            read: Read {
                workshops: audit.workshops.iter().map(|it| it.folder.display().to_string()).collect(),
                stations: audit.stations,
                rows: audit.rows,
                jobs: audit.cases.len(),
                unchecked: &audit.unchecked,
            },
            counts: Counts {
                jobs: cases.len(),
                grave: counts.grave,
                serious: counts.serious,
                notes: counts.notes,
                seen: counts.seen,
            },
            findings: exceptions.iter().map(FindingJson::of).collect(),
            figures: Figures::of(cases.iter().copied(), audit.is_per_technician),
            jobs: cases.iter().map(|case| JobJson::of(case)).collect(),
        }
    }
}

impl<'a> FindingJson<'a> {
    fn of(exception: &Exception<'a>) -> Self {
        let finding = exception.finding();
        let case = exception.case();
        let record = match exception {
            Exception::Record(record) => Some(record),
            Exception::Case { .. } => None,
        };
        let seen = exception.seen();
        let workshop = case.map(|case| &case.workshop).or(record.and_then(|record| record.workshop.as_ref()));
        Self {
            kind: finding.kind.id(),
            group: finding.kind.group().word(),
            weight: finding.weight().word(),
            title: finding.kind.title(),
            sentence: &finding.sentence,
            item: finding.item.as_deref(),
            time: finding.time.map(|time| time.to_rfc3339()),
            workshop: workshop.map(|it| it.name.as_str()),
            station: case.map_or_else(|| record.map_or("", |it| it.station.as_str()), |case| case.key.station.as_str()),
            job: case.map(|case| case.key.number.as_str()),
            started: case.map(|case| case.started.to_rfc3339()),
            technician: case.map(Case::technician),
            plate: case.and_then(|case| case.plate.as_deref()),
            file: record.map(|record| record.file.as_str()),
            line: record.and_then(|record| record.line),
            row: record.and_then(|record| record.row),
            seen: seen.map(|seen| SeenJson { who: &seen.who, time: seen.time.to_rfc3339(), remark: &seen.remark }),
        }
    }
}

impl<'a> JobJson<'a> {
    fn of(case: &'a Case) -> Self {
        let overrides = case.overrides.iter().map(|it| OverrideJson {
            item: &it.item,
            is_hold: it.is_hold,
            who: &it.who,
            reason: &it.reason,
            time: it.time.to_rfc3339(),
        });
        let attempts =
            case.attempts.iter().map(|it| AttemptJson { outcome: it.outcome.word(), time: it.time.to_rfc3339() });
        Self {
            workshop: &case.workshop.name,
            station: case.key.station.as_str(),
            job: case.key.number.as_str(),
            kind: case.kind(),
            revision: case.wording.revision,
            is_checklist_known: case.wording.checklist.is_some(),
            started: case.started.to_rfc3339(),
            cleared: case.cleared.map(|time| time.to_rfc3339()),
            ended: case.ended.map(|time| time.to_rfc3339()),
            outcome: case.outcome.words(),
            is_mistake: case.is_mistake(),
            is_via_file: case.is_via_file,
            technicians: case.technicians.iter().map(|name| &**name).collect(),
            plate: case.plate.as_deref(),
            car: case.said(Said::Car),
            engine: case.said(Said::Engine),
            radio: case.said(Said::Radio),
            serial: case.serial.as_ref().map(crate::domain::Serial::as_str),
            serial_said: case.said(Said::Serial),
            code: case.said(Said::Code),
            code_found: case.said(Said::CodeFound),
            arrival: case.said(Said::Arrival),
            radio_after: case.said(Said::RadioAfter),
            backup: case.said(Said::Backup),
            car_volts: case.car_volts.as_deref(),
            overrides: overrides.collect(),
            skipped: case.skipped.iter().map(|item| &**item).collect(),
            corrections_after_end: case.corrections_after_end,
            interruptions: case.pauses,
            interrupted_ms: case.paused_ms,
            page_ms: case.page_ms,
            handover: case.handover.map(|(how, _)| how.word()),
            attempts: attempts.collect(),
            recovery: case.recovery.iter().map(|(item, answer)| (&**item, &**answer)).collect(),
            findings: case.findings.iter().map(|finding| finding.kind.id()).collect(),
            receipt: case.receipt.map(|receipt| receipt.to_string()),
        }
    }
}
