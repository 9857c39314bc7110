//! The audit: stories of jobs, written through the real writer, and what a manager is told about them.

mod evidence;
mod figures;
mod filters;
mod gate;
mod identity;
mod marking;
mod memory;
mod outcome;
mod plausibility;
mod reading;
mod record;
mod report;
mod saving;
mod screen;
mod seen;
mod xlsx;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use crate::double::Double;
use chrono::{DateTime, Duration, FixedOffset};
use precheck::audit::{Audit, AuditRequest, FindingKind, JobSummary, collect};
use precheck::catalog::{AuditThresholds, Catalog};
use precheck::domain::fact::{Handover, LeftUnsafe, StopReason};
use precheck::domain::{
    Answer, Checklist, Id, JobKey, JobNumber, Measurement, PausePoint, People, Serial, Signature, Station, What,
    checklist::known,
};
use precheck::journal::{Draft, Seal, Writer};
use precheck::runner::archive::keep;

use crate::built_in;

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// When these tests look at what was written, unless they say otherwise.
pub fn today() -> DateTime<FixedOffset> {
    moment("2026-11-23T08:00:00+01:00")
}

/// Seconds between two steps.
const STEP_SECONDS: i64 = 10;

/// One job, told step by step.
#[derive(Clone)]
pub struct Story {
    checklist: Checklist,
    sha: String,
    key: JobKey,
    pub who: String,
    pub time: DateTime<FixedOffset>,
    pub gap_seconds: i64,
    steps: Vec<(DateTime<FixedOffset>, Draft)>,
}

/// What a flawless battery job answers, page by page.
const BATTERY: [(PausePoint, &[(&str, &str)]); 4] = [
    (
        PausePoint::A,
        &[
            ("arrival-volts", "12.41"),
            ("arrival", "plays"),
            ("plate", "AB12 CDE"),
            ("car", "j11"),
            ("engine", "petrol"),
            ("stop-start", "yes"),
            ("radio", "j11-connect"),
            ("radio-serial", "BP538971317615"),
            ("serial-source", "label"),
            ("customer-code", "card-seen"),
            ("code-found", "documents"),
            ("lamps", "none"),
            ("access", "window-open"),
            ("consent", "customer-here"),
        ],
    ),
    (
        PausePoint::B,
        &[
            ("source-volts", "12.83"),
            ("source-polarity", "right"),
            ("backup-power", "second-battery"),
            ("insulation", "ready"),
            ("doors", "doors-shut"),
            ("ignition", "key-away"),
            ("wait", "300"),
        ],
    ),
    (PausePoint::C, &[("car-volts", "12.61")]),
    (
        PausePoint::D,
        &[
            ("leads", "both-tight"),
            ("backup-removed", "removed"),
            ("insulation-removed", "removed"),
            ("charging-volts", "14.32"),
            ("battery-type", "efb"),
            ("battery-reset", "reset"),
            ("radio-after", "plays"),
            ("windows", "initialised"),
            ("clock", "set"),
            ("lamps-after", "as-before"),
        ],
    ),
];

impl Story {
    /// A job that begins at 9:00 on 22 November 2026.
    pub fn begin(kind: &str, number: &str) -> Self {
        Self::begin_via(kind, number, false)
    }

    pub fn begin_via(kind: &str, number: &str, is_via_file: bool) -> Self {
        Self::begin_by(built_in::first(), kind, number, is_via_file)
    }

    /// A job by the list that is built in now.
    pub fn of_now(kind: &str, number: &str) -> Self {
        Self::begin_by(built_in::catalog(), kind, number, false)
    }

    fn begin_by(catalog: &Catalog, kind: &str, number: &str, is_via_file: bool) -> Self {
        let entry = catalog.get(kind).unwrap();
        let key = JobKey { station: Station::new("bay-1").unwrap(), number: JobNumber::new(number).unwrap() };
        let mut story = Self {
            checklist: (*entry.content).clone(),
            sha: Seal::of_bytes(&entry.file.bytes).hex(),
            key,
            who: "Ana K.".to_owned(),
            time: moment("2026-11-22T09:00:00+01:00"),
            gap_seconds: STEP_SECONDS,
            steps: Vec::new(),
        };
        let what = What::Started {
            checklist: story.checklist.id,
            revision: story.checklist.revision,
            sha: story.sha.clone(),
            is_via_file,
        };
        story.tell(what, "");
        story
    }

    /// A whole battery job up to its end, handed over. `changes` are other answers; an empty one leaves the item out.
    pub fn battery(number: &str, changes: &[(&str, &str)]) -> Self {
        let mut story = Self::begin("battery", number);
        story.pages(&PausePoint::ALL, changes);
        story.finish();
        story.hand_over();
        story
    }

    /// The answers of some pages and their calls.
    pub fn pages(&mut self, pages: &[PausePoint], changes: &[(&str, &str)]) {
        for (page, answers) in BATTERY.iter().filter(|(page, _)| pages.contains(page)) {
            for (item, value) in *answers {
                let value = changes.iter().find(|(changed, _)| changed == item).map_or(*value, |(_, value)| value);
                if !value.is_empty() {
                    self.answer(item, value);
                }
            }
            if *page != PausePoint::D {
                self.call(*page);
            }
        }
    }

    /// The same job on another day or at another hour.
    pub fn moved(mut self, time: &str) -> Self {
        let by = moment(time) - self.steps[0].0;
        self.steps.iter_mut().for_each(|(time, _)| *time += by);
        self.time += by;
        self
    }

    /// The same job by somebody else.
    pub fn by(mut self, who: &str) -> Self {
        self.steps.iter_mut().for_each(|(_, draft)| draft.who.first = who.into());
        who.clone_into(&mut self.who);
        self
    }

    /// The same job at another station.
    pub fn at_station(mut self, station: &str) -> Self {
        self.key.station = Station::new(station).unwrap();
        self.steps.iter_mut().for_each(|(_, draft)| draft.job = self.key);
        self
    }

    /// The same job asked by a checklist that nobody has.
    pub fn change_sha(&mut self) {
        for (_, draft) in &mut self.steps {
            if let What::Started { sha, .. } = &mut draft.what {
                *sha = "ab".repeat(32);
            }
        }
    }

    /// Leaves out what was told so far: what follows is another station's.
    pub fn forget(&mut self) {
        self.steps.clear();
    }

    pub fn tell(&mut self, what: What, note: &str) {
        let who = match what {
            What::Overrode { .. } => Signature::of_two(&self.who, "Bo L."),
            _ => Signature::from(&self.who),
        };
        self.time += Duration::seconds(self.gap_seconds);
        let draft = Draft { job: self.key, who, note: note.to_owned(), what, expects: None };
        self.steps.push((self.time, draft));
    }

    fn parsed(&self, item: &str, value: &str) -> Answer {
        let Some((_, asked)) = self.checklist.item(item) else { return Answer::Option(id(value)) };
        let is_option = asked.options.iter().any(|option| option.id.as_str() == value)
            || (asked.more.is_some() && asked.field.is_none());
        match item {
            _ if is_option => Answer::Option(id(value)),
            known::SERIAL => Answer::Serial(Serial::parse(value).unwrap()),
            known::PLATE => Answer::Text(value.to_owned()),
            "wait" | "airbag-wait" => Answer::Number(Measurement::parse(value, "s").unwrap()),
            _ => Answer::Number(Measurement::parse(value, "V").unwrap()),
        }
    }

    pub fn answer(&mut self, item: &str, value: &str) {
        let answer = self.parsed(item, value);
        if let ("wait", Answer::Number(waited)) = (item, &answer) {
            self.time += Duration::seconds(waited.value() as i64);
        }
        self.tell(What::Answered { item: id(item), answer }, "");
    }

    pub fn correct(&mut self, item: &str, value: &str, why: &str) {
        let answer = self.parsed(item, value);
        self.tell(What::Corrected { item: id(item), answer, reason: why.to_owned() }, "");
    }

    pub fn override_(&mut self, item: &str, value: Option<&str>, why: &str) {
        let answer = value.map(|value| self.parsed(item, value));
        self.tell(What::overrode(id(item), answer), why);
    }

    pub fn call(&mut self, page: PausePoint) {
        self.tell(What::Cleared { page, skipped: 0, overridden: 0 }, "");
    }

    pub fn finish(&mut self) {
        self.tell(What::Finished { rows: 0 }, "");
    }

    pub fn stop(&mut self, reason: StopReason, left: LeftUnsafe, remark: &str) {
        self.tell(What::Stopped { rows: 0, reason: Some(reason), left }, remark);
    }

    pub fn hand_over(&mut self) {
        self.tell(What::HandedOver { how: Handover::Signed }, "");
    }
}

/// A folder that journals are collected in.
pub struct Shop {
    dir: tempfile::TempDir,
    pub thresholds: AuditThresholds,
    pub now: DateTime<FixedOffset>,
}

impl Shop {
    pub fn new() -> Self {
        let dir = tempfile::Builder::new().prefix("precheck-audit-").tempdir().unwrap();
        Self { dir, thresholds: AuditThresholds::default(), now: today() }
    }

    /// A shop whose station bay-1 recorded these stories.
    pub fn with(stories: &[Story]) -> Self {
        let shop = Self::new();
        shop.record("exports/journal/bay-1", stories);
        shop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes stories into a station's folder, in the order of their times.
    pub fn record(&self, folder: &str, stories: &[Story]) {
        let station = folder.rsplit('/').next().unwrap();
        let disk = Double::default();
        let mut writer = Writer::new(disk.clone(), Station::new(station).unwrap(), "precheck 0.1.0".to_owned());
        let mut steps: Vec<&(DateTime<FixedOffset>, Draft)> = stories.iter().flat_map(|story| &story.steps).collect();
        // the order of one story alone is kept, whatever its clock says
        if stories.len() > 1 {
            steps.sort_by_key(|(time, _)| *time);
        }
        for (time, draft) in steps {
            writer.append(draft, *time).unwrap();
        }
        fs::create_dir_all(self.path(folder)).unwrap();
        for name in disk.names().into_iter().filter(|name| name.ends_with(".csv")) {
            fs::write(self.path(folder).join(&name), disk.bytes(&name)).unwrap();
        }
        self.keep_wordings(folder);
    }

    /// Keeps the checklists that stories are told by beside a station's folder, as the program does when a job begins.
    fn keep_wordings(&self, folder: &str) {
        let Some(exports) = Path::new(folder).ancestors().nth(2) else { return };
        for checklist in built_in::first().checklists() {
            let (id, revision) = (checklist.content.id.as_str(), checklist.content.revision);
            keep(&self.dir.path().join(exports).join("checklists"), id, revision, &checklist.file.bytes).unwrap();
        }
    }

    /// Changes the only journal file of bay-1.
    pub fn change(&self, change: impl FnOnce(String) -> String) {
        let folder = self.path("exports/journal/bay-1");
        let file = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).next().unwrap();
        fs::write(&file, change(fs::read_to_string(&file).unwrap())).unwrap();
    }

    pub fn audit(&self) -> Audit {
        self.audit_of(&[self.dir.path().to_owned()])
    }

    pub fn audit_of(&self, paths: &[PathBuf]) -> Audit {
        let request = AuditRequest {
            paths,
            own: None,
            thresholds: self.thresholds,
            people: People::default(),
            from: None,
            now: self.now,
            threads: None,
        };
        collect(&request, None, &AtomicU64::new(0))
    }
}

/// The job with this number.
#[track_caller]
pub fn case<'a>(audit: &'a Audit, number: &str) -> &'a JobSummary {
    let is_it = |case: &&JobSummary| case.key.number.as_str() == number;
    audit.jobs.iter().find(is_it).unwrap_or_else(|| panic!("no job {number}"))
}

/// The ids of the findings of a job.
#[track_caller]
pub fn kinds(audit: &Audit, number: &str) -> Vec<&'static str> {
    audit.findings_of(case(audit, number)).iter().map(|finding| finding.kind.id()).collect()
}

/// The sentence of the job's first finding of a kind.
#[track_caller]
pub fn sentence(audit: &Audit, number: &str, kind: FindingKind) -> String {
    let finding = audit.findings_of(case(audit, number)).iter().find(|finding| finding.kind == kind);
    finding
        .map_or_else(|| panic!("no {}: {:?}", kind.id(), kinds(audit, number)), |finding| finding.sentence.to_string())
}

/// The ids of the findings of one job that stands alone.
#[track_caller]
pub fn found(story: &Story) -> Vec<&'static str> {
    let audit = Shop::with(std::slice::from_ref(story)).audit();
    assert!(audit.record().is_empty(), "{:?}", audit.record());
    kinds(&audit, story.key.number.as_str())
}
