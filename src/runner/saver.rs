//! Saves what a manager takes away from the audit, on a thread of its own, one thing after the other: workbooks, and one
//! job's evidence. What was begun is brought to its end before the program leaves.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::lane::{Lane, Sink};
use crate::app::Event;
use crate::app::audit::{ReportOrder, Selection};
use crate::audit::{JobSummary, NoWorkbook, evidence};
use crate::domain::JobKey;
use crate::files::{replace, replace_folder};
use crate::journal::ReadError;
use crate::sheet::{self, EvidenceRequest, PdfError, ReportRequest, Sheet};
use crate::words::Words;

/// Something to save.
#[derive(Debug)]
pub enum Task {
    /// A workbook with what is selected.
    Workbook(Box<ReportOrder>),
    /// Pages to hand out.
    Report(Box<ReportOrder>),
    /// One job's evidence, as a folder.
    Evidence {
        key: JobKey,
        /// The folder that the stations' folders of its workshop lie in.
        journal: PathBuf,
        /// The language of its texts.
        language: String,
    },
}

/// The saving thread.
pub(super) struct Saver {
    lane: Lane<PathBuf>,
    sink: Sink,
}

impl Saver {
    /// Starts it. What it saves lies in the folder `audit` of `exports`.
    pub(super) fn start(exports: PathBuf, sink: Sink) -> Self {
        let told = sink.clone();
        let why = "not saved: this is a fault of the program; precheck audit -o does the same";
        let lane = Lane::start(exports, move || told(Event::Warning(why.to_owned())));
        Self { lane, sink }
    }

    /// Saves something as of `now`, which goes into its name.
    pub(super) fn send(&self, task: Task, now: DateTime<FixedOffset>) {
        let sink = self.sink.clone();
        self.lane.run(move |exports| sink(save(exports, &task, now)));
    }
}

/// Saves something in the folder `audit` of `exports`, named by its time, and tells where it is, or why it isn't. There is
/// never half of it, and nothing is written over.
#[must_use]
pub fn save(exports: &Path, task: &Task, now: DateTime<FixedOffset>) -> Event {
    let words = match task {
        Task::Workbook(order) | Task::Report(order) => order.letterhead.words(&order.letterhead.language),
        Task::Evidence { language, .. } => Words::new(language, None),
    };
    match write(exports, task, now) {
        Ok(name) => Event::Info(words.fill("audit-saved", &[("path", &format!("exports/audit/{name}"))])),
        Err(error) => Event::Warning(words.fill("audit-not-saved", &[("why", &error.to_string())])),
    }
}

/// Why something was not saved.
#[derive(Debug, thiserror::Error)]
enum SaveError {
    #[error("{0} is there already")]
    Taken(String),
    #[error(transparent)]
    Workbook(#[from] NoWorkbook),
    #[error(transparent)]
    Pages(#[from] PdfError),
    #[error(transparent)]
    Journals(#[from] ReadError),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Writes it; returns its name.
fn write(exports: &Path, task: &Task, now: DateTime<FixedOffset>) -> Result<String, SaveError> {
    let folder = exports.join("audit");
    let time = now.format("%Y-%m-%d-%H%M%S");
    match task {
        Task::Workbook(order) => {
            let name = format!("{time}.xlsx");
            let path = free(&folder, &name)?;
            let words = &order.letterhead.words(&order.letterhead.language);
            let bytes = sheet::month_workbook(&request(order, words))?;
            make_folder(&folder).and_then(|()| replace(&path, &bytes))?;
            Ok(name)
        }
        Task::Report(order) => {
            let (name, sheet) = pages(order, now)?;
            let name = format!("{name}{time}.pdf");
            let path = free(&folder, &name)?;
            let bytes = sheet::pdf(&sheet, order.letterhead.paper)?;
            make_folder(&folder).and_then(|()| replace(&path, &bytes))?;
            Ok(name)
        }
        Task::Evidence { key, journal, language } => {
            let name = format!("{}-{}-{time}", key.station, key.number.folded());
            let path = free(&folder, &name)?;
            let evidence = evidence::read(journal, key)?;
            make_folder(&folder).and_then(|()| replace_folder(&path, &evidence::files(&evidence, language)))?;
            Ok(name)
        }
    }
}

/// The pages that are meant, and how their name begins.
fn pages(order: &ReportOrder, now: DateTime<FixedOffset>) -> Result<(String, Sheet), ReadError> {
    let ReportOrder { selection: Selection { audit, .. }, letterhead, job, .. } = order;
    let words = &letterhead.words(&letterhead.language);
    let Some((key, journal)) = job else {
        return Ok(("report-".to_owned(), sheet::month_report(&request(order, words))));
    };
    let evidence = &evidence::read(journal, key)?;
    let is_it = |job: &&JobSummary| job.key == *key && job.workshop.journal == *journal;
    let audited = audit.jobs.iter().find(is_it).map(|job| (&**audit, job));
    let sheet = sheet::evidence_report(&EvidenceRequest { evidence, audited, letterhead, words, now });
    Ok((format!("{}-{}-", key.station, key.number.folded()), sheet))
}

/// The report of what a filter takes, in these words.
fn request<'a>(order: &'a ReportOrder, words: &'a Words) -> ReportRequest<'a> {
    let ReportOrder { selection: Selection { audit, filter }, words: filter_words, letterhead, .. } = order;
    ReportRequest { audit, filter, filter_words, letterhead, words }
}

/// The path of a name that nothing has yet.
fn free(folder: &Path, name: &str) -> Result<PathBuf, SaveError> {
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() { Err(SaveError::Taken(name.to_owned())) } else { Ok(path) }
}
