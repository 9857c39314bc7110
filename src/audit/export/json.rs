//! The audit for programs: `precheck.audit/1`. Stable; `docs/formats.md` describes it.

use std::borrow::Cow;

use serde::Serialize;

use crate::audit::figures::Figures;
use crate::audit::findings::finding::Finding;
use crate::audit::jobs::summary::JobSummary;
use crate::audit::reading::audit::Audit;
use crate::audit::reading::list::FindingCounts;
use crate::domain::SecondAt;
use crate::domain::checklist::known;

pub const FORMAT: &str = "precheck.audit/1";

#[derive(Debug, Serialize)]
pub struct AuditJson<'a> {
    pub format: &'static str,
    /// The exit code of the command.
    pub exit_code: u8,
    /// When it was read, RFC 3339.
    pub time: String,
    pub read: ReadJson,
    /// The counts within the filter.
    pub counts: CountsJson,
    /// The exceptions, in the order of the list.
    pub findings: Vec<FindingJson<'a>>,
    pub figures: Figures,
    pub jobs: Vec<JobJson<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ReadJson {
    pub workshops: Vec<String>,
    pub stations: usize,
    pub rows: u64,
    /// The number of jobs, whatever the filter.
    pub jobs: usize,
    /// The parts that could not be checked, in words.
    pub unchecked: Vec<String>,
}

/// The counts within the filter.
#[derive(Debug, Serialize)]
pub struct CountsJson {
    pub jobs: usize,
    /// Findings that nobody has seen, by weight.
    pub grave: usize,
    pub serious: usize,
    pub notes: usize,
    pub seen: usize,
}

#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    kind: &'static str,
    group: &'static str,
    weight: &'static str,
    title: &'static str,
    sentence: String,
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
    action: Option<ActionJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ActionJson<'a> {
    state: &'static str,
    whose: &'a str,
    until: String,
    what: &'a str,
    since: String,
    set_by: &'a str,
    done: Option<SeenJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SeenJson<'a> {
    who: &'a str,
    time: String,
    remark: &'a str,
}

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
    is_intact: bool,
    flaws: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OverrideJson<'a> {
    item: &'a str,
    is_hold: bool,
    who: &'a str,
    second_at: Option<Cow<'static, str>>,
    reason: &'a str,
    time: String,
}

#[derive(Debug, Serialize)]
struct AttemptJson {
    outcome: &'static str,
    time: String,
}

impl<'a> AuditJson<'a> {
    /// The answer for the jobs and findings that a filter took.
    #[must_use]
    pub fn of(audit: &'a Audit, jobs: &[&'a JobSummary], findings: &[&'a Finding], counts: &FindingCounts) -> Self {
        Self {
            format: FORMAT,
            exit_code: counts.exit_code,
            time: audit.now.to_rfc3339(),
            read: ReadJson {
                workshops: audit.workshops.iter().map(|it| it.folder.display().to_string()).collect(),
                stations: audit.stations,
                rows: audit.rows,
                jobs: audit.jobs.len(),
                unchecked: audit.unchecked.iter().map(ToString::to_string).collect(),
            },
            counts: CountsJson {
                jobs: jobs.len(),
                grave: counts.grave,
                serious: counts.serious,
                notes: counts.notes,
                seen: counts.seen,
            },
            findings: findings.iter().map(|finding| FindingJson::of(audit, finding)).collect(),
            figures: Figures::of(jobs.iter().copied(), audit.is_per_technician),
            jobs: jobs.iter().map(|job| JobJson::of(audit, job)).collect(),
        }
    }
}

impl<'a> FindingJson<'a> {
    fn of(audit: &'a Audit, finding: &'a Finding) -> Self {
        let job = audit.job_of(finding);
        let location = finding.location();
        let workshop = job.map(|job| &job.workshop).or(location.and_then(|it| it.workshop.as_ref()));
        Self {
            kind: finding.kind.id(),
            group: finding.kind.group().word(),
            weight: finding.weight().word(),
            title: finding.kind.title(),
            sentence: finding.sentence.to_string(),
            item: finding.item.as_deref(),
            time: finding.time.map(|time| time.to_rfc3339()),
            workshop: workshop.map(|it| it.name.as_str()),
            station: job.map_or_else(|| location.map_or("", |it| it.station.as_str()), |job| job.key.station.as_str()),
            job: job.map(|job| job.key.number.as_str()),
            started: job.map(|job| job.started.to_rfc3339()),
            technician: job.map(|job| job.technician()),
            plate: job.and_then(|job| job.plate.as_deref()),
            file: location.map(|location| location.file.as_str()),
            line: location.and_then(|location| location.line),
            row: location.and_then(|location| location.row),
            seen: finding.seen.as_deref().map(|seen| SeenJson {
                who: &seen.who,
                time: seen.time.to_rfc3339(),
                remark: &seen.remark,
            }),
            action: finding.action.as_deref().map(|action| ActionJson {
                state: action.word(audit.now.date_naive()),
                whose: &action.whose,
                until: action.until.to_string(),
                what: &action.what,
                since: action.since.to_rfc3339(),
                set_by: &action.set_by,
                done: action.done.as_ref().map(|done| SeenJson {
                    who: &done.who,
                    time: done.time.to_rfc3339(),
                    remark: &done.remark,
                }),
            }),
        }
    }
}

impl<'a> JobJson<'a> {
    fn of(audit: &'a Audit, job: &'a JobSummary) -> Self {
        let overrides = job.overrides.iter().map(|it| OverrideJson {
            item: &it.item,
            is_hold: it.is_hold,
            who: &it.who,
            second_at: it.second_at.as_ref().map(SecondAt::word),
            reason: &it.reason,
            time: it.time.to_rfc3339(),
        });
        let attempts =
            job.attempts.iter().map(|it| AttemptJson { outcome: it.outcome.word(), time: it.time.to_rfc3339() });
        Self {
            workshop: &job.workshop.name,
            station: job.key.station.as_str(),
            job: job.key.number.as_str(),
            kind: job.kind(),
            revision: job.wording.revision,
            is_checklist_known: job.wording.checklist.is_some(),
            started: job.started.to_rfc3339(),
            cleared: job.cleared.map(|time| time.to_rfc3339()),
            ended: job.ended.map(|time| time.to_rfc3339()),
            outcome: job.outcome.words(),
            is_mistake: job.is_mistake(),
            is_via_file: job.is_via_file,
            technicians: job.technicians.iter().map(|name| &**name).collect(),
            plate: job.plate.as_deref(),
            car: job.token(known::CAR),
            engine: job.token(known::ENGINE),
            radio: job.token(known::RADIO),
            serial: job.serial.as_ref().map(crate::domain::Serial::as_str),
            serial_said: job.token(known::SERIAL),
            code: job.token(known::CODE),
            code_found: job.token(known::CODE_FOUND),
            arrival: job.token(known::ARRIVAL),
            radio_after: job.token(known::RADIO_AFTER),
            backup: job.token(known::BACKUP),
            car_volts: job.car_volts.as_deref(),
            overrides: overrides.collect(),
            skipped: job.skipped.iter().map(|item| &**item).collect(),
            corrections_after_end: job.corrections_after_end,
            interruptions: job.pauses,
            interrupted_ms: job.paused_ms,
            page_ms: job.page_ms,
            handover: job.handover.map(|(how, _)| how.word()),
            attempts: attempts.collect(),
            recovery: job.recovery.iter().map(|(item, answer)| (&**item, &**answer)).collect(),
            findings: audit.findings_of(job).iter().map(|finding| finding.kind.id()).collect(),
            receipt: job.receipt.map(|receipt| receipt.to_string()),
            is_intact: job.flaws.is_empty(),
            flaws: job.flaws.iter().map(ToString::to_string).collect(),
        }
    }
}
