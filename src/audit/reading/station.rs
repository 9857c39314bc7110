//! One station's journal, which is read twice: first to verify it and to count the rows about each job, then to fold each job
//! up to its last row and to sum it up there.
//!
//! So there is one way for what is recorded late, here or at another station: it is folded into its job like everything else,
//! the rows of the job's own station first. What is written between the two readings is left to the next audit.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::library::WordingLibrary;
use crate::audit::findings::finding::{Finding, Location};
use crate::audit::findings::judge::examine;
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::project::SummaryContext;
use crate::audit::jobs::review::RecordSeen;
use crate::audit::jobs::summary::JobSummaries;
use crate::audit::jobs::wording::Wording;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::lockout::is_at_the_radio;
use crate::domain::{Fact, Job, JobKey, What};
use crate::journal::{FileEvent, Meaning, Options, Receipt, Report, Shown, Source, verify_showing};

/// The progress is told after so many rows.
const ROWS_TOLD: u64 = 4096;

/// What the first reading of a station tells.
#[derive(Debug, Default)]
pub(super) struct StationSurvey {
    pub report: Report,
    pub rows: u64,
    /// How many rows there are about each of the station's own jobs.
    pub rows_of_jobs: Vec<u32>,
    /// What it recorded about other stations' jobs.
    pub elsewhere: Vec<Fact>,
    /// What happened to its files.
    pub record: Vec<Finding>,
    /// What was said there of findings about the record, with the id of the journal where that is another workshop's.
    pub reviews: Vec<RecordSeen>,
}

/// Verifies a station's journal and counts its rows, which `told` follows.
pub(super) fn survey(source: &Source, workshop: &Arc<WorkshopFolder>, told: &AtomicU64) -> StationSurvey {
    let mut survey = StationSurvey::default();
    let report = verify_showing(source, &Options::default(), &mut |shown| {
        survey.rows += 1;
        if survey.rows.is_multiple_of(ROWS_TOLD) {
            told.fetch_add(ROWS_TOLD, Ordering::Relaxed);
        }
        if let Some(job) = shown.job {
            if survey.rows_of_jobs.len() <= job {
                survey.rows_of_jobs.resize(job + 1, 0);
            }
            survey.rows_of_jobs[job] += 1;
            return;
        }
        match shown.meaning() {
            // a print makes no difference
            Meaning::Fact(fact) if matches!(fact.what, What::Printed { .. }) => {}
            Meaning::Fact(fact) => survey.elsewhere.push(fact),
            Meaning::File(event) => survey.row_of_file(&shown, event, source, workshop),
            Meaning::Unknown => {}
        }
    });
    told.fetch_add(survey.rows % ROWS_TOLD, Ordering::Relaxed);
    StationSurvey { report, ..survey }
}

impl StationSurvey {
    /// A row about the file itself.
    fn row_of_file(&mut self, shown: &Shown<'_>, event: FileEvent, source: &Source, workshop: &Arc<WorkshopFolder>) {
        let row = shown.row();
        match event {
            FileEvent::Recovered { bytes } => {
                let place = format!("{}/{}", source.station, shown.file);
                let sentence = format!("{place}: row {}: an unfinished row of {bytes} bytes was cut off", row.seq);
                let file = Location::file(Some(workshop.clone()), &source.station, shown.file);
                let location = Location { row: Some(row.seq), ..file };
                self.record.push(Finding::of_record(location, FindingKind::Recovered, sentence).at(row.time));
            }
            FileEvent::Reviewed(review) => self.reviews.push(RecordSeen { review, time: row.time }),
            FileEvent::Opened(_) | FileEvent::ClockBack { .. } => {}
        }
    }
}

/// What a station's jobs are summed up beside.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub library: &'a WordingLibrary,
    pub thresholds: &'a AuditThresholds,
    /// The workshop that the station is in.
    pub workshop: &'a Arc<WorkshopFolder>,
    /// What other stations recorded about jobs of this workshop.
    pub elsewhere: &'a HashMap<JobKey, Vec<Fact>>,
}

/// A station's jobs, summed up.
#[derive(Debug, Default)]
pub(super) struct StationJobs {
    pub jobs: JobSummaries,
    /// What was found in them; each is named by its place among these jobs.
    pub findings: Vec<Finding>,
    /// How many facts there are about jobs whose start was not read.
    pub strays: u64,
    /// How many of the facts from elsewhere were about one of the jobs.
    pub told: usize,
}

/// Sums up the jobs of a station, of which `rows` says how many rows there are about each.
pub(super) fn sum_up(source: &Source, rows: &[u32], with: With<'_>) -> StationJobs {
    let mut open: Vec<OpenJob> = rows.iter().map(|&rows_left| OpenJob { rows_left, job: None }).collect();
    let mut summing = Summing { with, wordings: Vec::new(), read: StationJobs::default() };
    let _ = verify_showing(source, &Options::default(), &mut |shown| {
        let Some(open) = shown.job.and_then(|job| open.get_mut(job)).filter(|open| open.rows_left > 0) else { return };
        open.rows_left -= 1;
        summing.row(&shown, open);
    });
    // of a file that has become shorter since it was counted
    open.into_iter().filter_map(|open| open.job).for_each(|job| summing.end(*job));
    summing.read
}

/// One of the station's jobs on the way to its last row.
struct OpenJob {
    rows_left: u32,
    /// What was read of it; `None` before its start and after its last row.
    job: Option<Box<FoldedJob>>,
}

struct FoldedJob {
    job: Job,
    /// That of its end.
    receipt: Option<Receipt>,
}

struct Summing<'a> {
    with: With<'a>,
    /// The wordings that this station's jobs were asked, so that the library, which all threads share, is asked once for each.
    wordings: Vec<Arc<Wording>>,
    read: StationJobs,
}

impl Summing<'_> {
    fn row(&mut self, shown: &Shown<'_>, open: &mut OpenJob) {
        match &mut open.job {
            Some(known) => {
                if shown.tell(&mut known.job) && known.receipt.is_none() {
                    known.receipt = Some(Receipt::of(&shown.seal()));
                }
            }
            None => {
                let Meaning::Fact(fact) = shown.meaning() else { return };
                match Job::begin(fact) {
                    Some(job) => open.job = Some(Box::new(FoldedJob { job, receipt: None })),
                    None => self.read.strays += 1,
                }
            }
        }
        if open.rows_left == 0
            && let Some(job) = open.job.take()
        {
            self.end(*job);
        }
    }

    fn end(&mut self, FoldedJob { mut job, receipt }: FoldedJob) {
        if let Some(facts) = self.with.elsewhere.get(&job.key) {
            self.read.told += facts.len();
            facts.iter().filter(|fact| is_said_elsewhere(&fact.what)).for_each(|fact| job.apply(fact.clone()));
        }
        let wording = self.wording(&job);
        let With { workshop, library, thresholds, .. } = self.with;
        let beside = SummaryContext { workshop: workshop.clone(), wording, book: library.book(), thresholds, receipt };
        let StationJobs { jobs, findings, .. } = &mut self.read;
        jobs.push(Box::new(examine(&job, &beside, jobs.len(), findings)));
    }

    fn wording(&mut self, job: &Job) -> Arc<Wording> {
        let asked = job.asked();
        let is_it = |wording: &&Arc<Wording>| {
            *wording.sha == *asked.sha && wording.revision == asked.revision && wording.kind == asked.checklist.word()
        };
        if let Some(known) = self.wordings.iter().find(is_it) {
            return known.clone();
        }
        let wording = self.with.library.wording(&self.with.workshop.folder, asked);
        self.wordings.push(wording.clone());
        wording
    }
}

/// Whether another station than the job's own may say so: that one alone answers its items.
fn is_said_elsewhere(what: &What) -> bool {
    is_at_the_radio(what) || matches!(what, What::HandedOver { .. } | What::Reviewed { .. })
}
