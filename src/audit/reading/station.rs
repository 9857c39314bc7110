//! One station's journal, which is read twice: first to verify it and to count the rows about each job, then, without checking
//! it again, to fold each job up to its last row and to sum it up there.
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
use crate::audit::jobs::summary::{RefusedItem, SummedJob};
use crate::audit::jobs::wording::Wording;
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::shared::Shared;
use crate::domain::text::clock;
use crate::domain::{Fact, Job, JobKey, People, RefusedEntry, What};
use crate::journal::{
    FileEvent, Flaw, Meaning, Month, Options, Receipt, Report, Shown, Source, Witness, show_again_from, verify_showing,
};
use crate::words::{Said, Sentence};

/// The progress is told after so many rows.
const ROWS_TOLD: u64 = 4096;

/// A fact about another station's job, with its receipt where it ends that job.
pub(super) type Told = (Fact, Option<Receipt>);

/// The result of the first reading of a station.
#[derive(Debug, Default)]
pub(super) struct StationSurvey {
    pub report: Report,
    pub rows: u64,
    /// The number of rows about each of the station's own jobs.
    pub rows_of_jobs: Vec<u32>,
    /// Facts about other stations' jobs, those that end one with their receipts.
    pub elsewhere: Vec<Told>,
    /// Findings about its files.
    pub record: Vec<Finding>,
    /// Reviews of findings about the record.
    pub reviews: Vec<RecordSeen>,
    /// What was said about jobs, of whatever station, and not taken.
    pub refused: Vec<RefusedEntry>,
}

/// Verifies a station's journal and counts its rows, which `told` follows. `keeps_seals`: to be held against what others saw.
pub(super) fn survey(
    source: &Source,
    workshop: &Arc<WorkshopFolder>,
    from: Option<Month>,
    keeps_seals: bool,
    told: &AtomicU64,
) -> StationSurvey {
    let mut survey = StationSurvey::default();
    let report = verify_showing(source, &Options { from, keeps_seals, ..Options::default() }, &mut |shown| {
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
            Meaning::Fact(fact) => {
                let receipt = shown.row().event.is_ending().then(|| Receipt::of(&shown.seal()));
                survey.elsewhere.push((fact, receipt));
            }
            Meaning::File(event) => survey.row_of_file(&shown, event, source, workshop),
            Meaning::Unknown => {}
        }
    });
    told.fetch_add(survey.rows % ROWS_TOLD, Ordering::Relaxed);
    StationSurvey { report, ..survey }
}

impl StationSurvey {
    /// A finding about one row.
    fn of_row(
        &mut self,
        shown: &Shown<'_>,
        source: &Source,
        workshop: &Arc<WorkshopFolder>,
        kind: FindingKind,
        what: Sentence,
    ) {
        let row = shown.row();
        let place = format!("{}/{}", source.station, shown.file);
        let values = [("place", Said::text(place)), ("row", Said::text(row.seq)), ("what", what.into())];
        let sentence = Sentence::says("says-row", values);
        let file = Location::file(Some(workshop.clone()), &source.station, shown.file);
        let location = Location { row: Some(row.seq), ..file };
        self.record.push(Finding::of_record(location, kind, sentence).at(row.time));
    }

    /// A row about the file itself.
    fn row_of_file(&mut self, shown: &Shown<'_>, event: FileEvent, source: &Source, workshop: &Arc<WorkshopFolder>) {
        let row = shown.row();
        match event {
            FileEvent::Recovered { bytes } => {
                let what = Sentence::says("says-recovered", [("n", Said::text(bytes))]);
                self.of_row(shown, source, workshop, FindingKind::Recovered, what);
            }
            FileEvent::Reviewed(review) => self.reviews.push(RecordSeen { review, time: row.time }),
            FileEvent::ClockForward { seconds } => {
                let what = Sentence::says("says-clock-forward", [("span", Sentence::long(seconds).into())]);
                self.of_row(shown, source, workshop, FindingKind::ClockForward, what);
            }
            FileEvent::ClockAhead { seconds } => {
                let what = Sentence::says("says-clock-ahead", [("span", Sentence::long(seconds).into())]);
                self.of_row(shown, source, workshop, FindingKind::ClockApart, what);
            }
            FileEvent::ClockAlone { seconds, job } => {
                let time = clock(u32::try_from(seconds).unwrap_or(u32::MAX));
                let values = [("job", Said::text(job.number)), ("time", Said::text(time))];
                let what = Sentence::says("says-clock-alone", values);
                self.of_row(shown, source, workshop, FindingKind::WaitByClock, what);
            }
            FileEvent::Witnessed(Witness { station, seq, ahead_seconds: ahead @ 1.., .. }) => {
                let what = Sentence::says(
                    "says-clock-apart",
                    [
                        ("row", Said::text(seq)),
                        ("station", Said::text(station)),
                        ("span", Sentence::long(ahead).into()),
                    ],
                );
                self.of_row(shown, source, workshop, FindingKind::ClockApart, what);
            }
            FileEvent::EntryRefused(entry) => self.refused.push(entry),
            FileEvent::Opened(_) | FileEvent::ClockBack { .. } | FileEvent::Witnessed(_) | FileEvent::Retired(_) => {}
        }
    }
}

/// The context in which a station's jobs are summed up.
#[derive(Clone, Copy)]
pub(super) struct StationContext<'a> {
    /// The first month that is read, as in the first reading.
    pub from: Option<Month>,
    pub library: &'a WordingLibrary,
    pub thresholds: &'a AuditThresholds,
    /// The people of the workshop that the station is in, where they are known.
    pub people: &'a People,
    /// The workshop that the station is in.
    pub workshop: &'a Arc<WorkshopFolder>,
    /// Facts that other stations recorded about jobs of this workshop.
    pub elsewhere: Option<&'a HashMap<JobKey, Vec<Told>>>,
    /// What was said about jobs of this workshop, and not taken.
    pub refused: Option<&'a HashMap<JobKey, Vec<RefusedItem>>>,
    /// What is wrong with the records of the workshop's jobs, by station and number in lower case.
    pub flaws: &'a JobFlaws,
}

/// What is wrong with the records of jobs, by the name of the station's folder and the number in lower case.
pub(super) type JobFlaws = HashMap<(String, String), Vec<Flaw>>;

/// A station's jobs, summed up.
#[derive(Debug, Clone, Default)]
pub(super) struct StationJobs {
    pub jobs: Vec<Arc<SummedJob>>,
    /// Their findings, in which each job is named by its index among these.
    pub findings: Vec<Finding>,
    /// The number of facts about jobs whose start was not read.
    pub without_start: u64,
    /// The number of facts from elsewhere that were about one of the jobs.
    pub told: usize,
}

/// Sums up the jobs of a station, of which `rows` says how many rows there are about each.
pub(super) fn sum_up(source: &Source, rows: &[u32], context: StationContext<'_>) -> StationJobs {
    let mut open: Vec<OpenJob> = rows.iter().map(|&rows_left| OpenJob { rows_left, job: None }).collect();
    let mut summing = Summing {
        context,
        folder: &source.station,
        wordings: Vec::new(),
        names: Shared::default(),
        read: StationJobs::default(),
    };
    show_again_from(source, context.from, &mut |shown| {
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
    /// The job so far; `None` before its start and after its last row.
    job: Option<Box<FoldedJob>>,
}

struct FoldedJob {
    job: Job,
    /// That of its end.
    receipt: Option<Receipt>,
}

struct Summing<'a> {
    context: StationContext<'a>,
    /// The name of the station's folder.
    folder: &'a str,
    /// The wordings that this station's jobs were asked, so that the library, which all threads share, is asked once for each.
    wordings: Vec<Arc<Wording>>,
    /// Few people work on many jobs.
    names: Shared<str>,
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
                    None => self.read.without_start += 1,
                }
            }
        }
        if open.rows_left == 0
            && let Some(job) = open.job.take()
        {
            self.end(*job);
        }
    }

    fn end(&mut self, FoldedJob { mut job, mut receipt }: FoldedJob) {
        if let Some(facts) = self.context.elsewhere.and_then(|facts| facts.get(&job.key)) {
            self.read.told += facts.len();
            let is_told = |(fact, _): &&Told| !matches!(fact.what, What::Printed { .. });
            facts.iter().filter(is_told).for_each(|(fact, _)| job.apply(fact.clone()));
            // it may have been ended where it was taken over
            if let Some(end) = job.ending().map(|(_, end)| end).filter(|end| end.station != job.key.station) {
                let is_end = |(fact, _): &&Told| (fact.station, fact.seq) == (end.station, end.seq);
                receipt = facts.iter().find(is_end).and_then(|(_, receipt)| *receipt);
            }
        }
        let wording = self.wording(&job);
        let StationContext { workshop, library, thresholds, people, .. } = self.context;
        let flaws = match self.context.flaws {
            none if none.is_empty() => None,
            flaws => flaws.get(&(self.folder.to_owned(), job.key.number.folded())),
        };
        let flaws = flaws.map_or(&[][..], Vec::as_slice);
        let (workshop, book) = (workshop.clone(), library.book());
        let beside = SummaryContext { workshop, wording, book, thresholds, receipt, flaws, people };
        let StationJobs { jobs, findings, .. } = &mut self.read;
        let mut summary = examine(&job, &beside, jobs.len(), findings);
        let refused = self.context.refused.and_then(|refused| refused.get(&job.key));
        summary.technicians = summary.technicians.iter().map(|name| self.names.one(name)).collect();
        summary.refused = refused.map_or_else(Box::default, |refused| refused.as_slice().into());
        jobs.push(Arc::new(summary));
    }

    fn wording(&mut self, job: &Job) -> Arc<Wording> {
        let asked = job.asked();
        let is_it = |wording: &&Arc<Wording>| {
            *wording.sha == *asked.sha && wording.revision == asked.revision && wording.kind == *asked.checklist
        };
        if let Some(known) = self.wordings.iter().find(is_it) {
            return known.clone();
        }
        let wording = self.context.library.wording(&self.context.workshop.folder, asked);
        self.wordings.push(wording.clone());
        wording
    }
}
