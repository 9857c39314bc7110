//! One station's journal, read row by row: jobs are folded while they are open, summed up soon after their end, and dropped.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::library::Library;
use crate::audit::cases::case::{Case, Cases};
use crate::audit::cases::summary::Beside;
use crate::audit::cases::wording::Wording;
use crate::audit::cases::workshop::WorkshopFolder;
use crate::audit::findings::finding::{Finding, FindingKind};
use crate::audit::findings::record::{RecordFinding, RecordSeen};
use crate::catalog::AuditThresholds;
use crate::domain::job::{Asked, Jobs};
use crate::domain::{Fact, Job, JobKey, What};
use crate::journal::{FileEvent, Meaning, Options, Receipt, Report, Shown, Source, verify_showing};

/// At least so many jobs that have ended are kept as they are: what is corrected, handed over or printed soon after the end is
/// folded like everything else.
const RESTING_MIN: usize = 16;
/// So many jobs are summed up one after the other, so that the processor still has at hand what that takes.
const TOGETHER: usize = 16;
/// The progress is told after so many rows.
const ROWS_TOLD: u64 = 4096;

/// What was read of a station.
#[derive(Debug, Default)]
pub(crate) struct StationRead {
    pub cases: Cases,
    /// What it recorded about other stations' jobs.
    pub elsewhere: Vec<Fact>,
    /// What happened to its files.
    pub record: Vec<RecordFinding>,
    /// What was said there of findings about the record, with the id of the journal where that is another workshop's.
    pub reviews: Vec<RecordSeen>,
    pub report: Report,
    pub rows: u64,
    /// Rows about jobs whose start was not read.
    pub strays: u64,
}

/// What a station is read with.
#[derive(Clone, Copy)]
pub(crate) struct With<'a> {
    pub library: &'a Library,
    pub thresholds: &'a AuditThresholds,
    /// Counts the rows of all stations.
    pub rows: &'a AtomicU64,
}

/// Reads a station.
pub(crate) fn read(source: &Source, workshop: &Arc<WorkshopFolder>, with: With<'_>) -> StationRead {
    let mut shelf = Shelf::new(workshop, with);
    let options = Options::default();
    let report = verify_showing(source, &options, &mut |shown| shelf.row(&shown, source));
    shelf.end();
    if !shelf.anew.is_empty() {
        let mut anew: BTreeMap<usize, Vec<Fact>> = shelf.anew.iter().map(|place| (*place, Vec::new())).collect();
        let _ = verify_showing(source, &options, &mut |shown| {
            if let Some(facts) = shown.job.and_then(|place| anew.get_mut(&place))
                && let Meaning::Fact(fact) = shown.meaning()
            {
                facts.push(fact);
            }
        });
        for (place, facts) in anew {
            Jobs::fold(facts).iter().for_each(|job| shelf.sum_up_anew(job, place));
        }
    }
    with.rows.fetch_add(shelf.read.rows % ROWS_TOLD, Ordering::Relaxed);
    StationRead { report, ..shelf.read }
}

/// Sums up some of a station's jobs once more, now with what other stations recorded at their radios.
pub(crate) fn read_again(
    source: &Source,
    workshop: &Arc<WorkshopFolder>,
    with: With<'_>,
    mut wanted: BTreeMap<JobKey, Vec<Fact>>,
) -> Vec<Case> {
    let _ = verify_showing(source, &Options::default(), &mut |shown| {
        if shown.job.is_some()
            && let Meaning::Fact(fact) = shown.meaning()
            && let Some(facts) = wanted.get_mut(&fact.job)
        {
            facts.push(fact);
        }
    });
    let mut shelf = Shelf::new(workshop, with);
    Jobs::fold(wanted.into_values().flatten()).iter().map(|job| shelf.sum_up(job, None)).collect()
}

/// What is kept of a job.
#[derive(Default)]
enum Kept {
    /// Nothing: its start was not read.
    #[default]
    Nothing,
    /// All of it: it has not ended.
    Open(Box<Job>),
    /// All of it: it ended a little while ago.
    Resting(Box<Job>, Receipt),
    /// It is summed up: its place among the cases.
    Settled(usize),
}

struct Shelf<'a> {
    workshop: &'a Arc<WorkshopFolder>,
    with: With<'a>,
    /// The wordings that this station's jobs were asked, so that the library, which all threads share, is asked once for each.
    wordings: Vec<Arc<Wording>>,
    /// The station's jobs, by their places.
    jobs: Vec<Kept>,
    /// The places of those that rest, in the order in which they ended.
    resting: VecDeque<usize>,
    /// Jobs that were corrected long after their end: they are read and summed up once more.
    anew: BTreeSet<usize>,
    read: StationRead,
}

impl<'a> Shelf<'a> {
    fn new(workshop: &'a Arc<WorkshopFolder>, with: With<'a>) -> Self {
        Self {
            workshop,
            with,
            wordings: Vec::new(),
            jobs: Vec::new(),
            resting: VecDeque::new(),
            anew: BTreeSet::new(),
            read: StationRead::default(),
        }
    }

    fn row(&mut self, shown: &Shown<'_>, source: &Source) {
        self.read.rows += 1;
        if self.read.rows.is_multiple_of(ROWS_TOLD) {
            self.with.rows.fetch_add(ROWS_TOLD, Ordering::Relaxed);
        }
        if let Some(place) = shown.job {
            return self.row_of_job(shown, place);
        }
        match shown.meaning() {
            // a print makes no difference
            Meaning::Fact(fact) if matches!(fact.what, What::Printed { .. }) => {}
            Meaning::Fact(fact) => self.read.elsewhere.push(fact),
            Meaning::File(event) => self.row_of_file(shown, event, source),
            Meaning::Unknown => {}
        }
    }

    /// A row about the file itself.
    fn row_of_file(&mut self, shown: &Shown<'_>, event: FileEvent, source: &Source) {
        let row = shown.row();
        match event {
            FileEvent::Recovered { bytes } => {
                let place = format!("{}/{}", source.station, shown.file);
                let sentence = format!("{place}: row {}: an unfinished row of {bytes} bytes was cut off", row.seq);
                let finding = Finding::new(FindingKind::Recovered, sentence).at(row.time);
                let record = RecordFinding::new(Some(self.workshop.clone()), &source.station, shown.file, finding);
                self.read.record.push(RecordFinding { row: Some(row.seq), ..record });
            }
            FileEvent::Reviewed(review) => self.read.reviews.push(RecordSeen { review, time: row.time }),
            FileEvent::Opened(_) | FileEvent::ClockBack { .. } => {}
        }
    }

    /// A row about one of the station's own jobs.
    fn row_of_job(&mut self, shown: &Shown<'_>, place: usize) {
        if self.jobs.len() <= place {
            self.jobs.resize_with(place + 1, Kept::default);
        }
        match &mut self.jobs[place] {
            Kept::Open(job) => {
                if shown.tell(job) && job.ending().is_some() {
                    self.rest(place, Receipt::of(&shown.seal()));
                }
            }
            Kept::Resting(job, _) => {
                shown.tell(job);
            }
            &mut Kept::Settled(at) => {
                let case = &mut self.read.cases[at];
                if let Meaning::Fact(fact) = shown.meaning()
                    && !case.take_late(&fact)
                {
                    self.anew.insert(place);
                }
            }
            kept @ Kept::Nothing => {
                let Meaning::Fact(fact) = shown.meaning() else { return };
                match Job::begin(fact) {
                    Some(job) => *kept = Kept::Open(Box::new(job)),
                    None => self.read.strays += 1,
                }
            }
        }
    }

    /// A job has ended: it is kept a while longer, and those that have rested longest are summed up.
    fn rest(&mut self, place: usize, receipt: Receipt) {
        if let Kept::Open(job) = std::mem::take(&mut self.jobs[place]) {
            self.jobs[place] = Kept::Resting(job, receipt);
            self.resting.push_back(place);
        }
        if self.resting.len() >= RESTING_MIN + TOGETHER {
            for _ in 0..TOGETHER {
                let longest = self.resting.pop_front();
                longest.into_iter().for_each(|place| self.settle(place));
            }
        }
    }

    fn settle(&mut self, place: usize) {
        let (job, receipt) = match std::mem::take(&mut self.jobs[place]) {
            Kept::Open(job) => (job, None),
            Kept::Resting(job, receipt) => (job, Some(receipt)),
            kept => return self.jobs[place] = kept,
        };
        self.jobs[place] = Kept::Settled(self.read.cases.len());
        let case = self.sum_up(&job, receipt);
        self.read.cases.push(Box::new(case));
    }

    fn sum_up(&mut self, job: &Job, receipt: Option<Receipt>) -> Case {
        let beside = Beside {
            workshop: self.workshop.clone(),
            wording: self.wording(job.asked()),
            book: self.with.library.book(),
            thresholds: self.with.thresholds,
            receipt,
        };
        Case::of(job, &beside)
    }

    fn wording(&mut self, asked: Asked<'_>) -> Arc<Wording> {
        let is_it = |wording: &&Arc<Wording>| {
            *wording.sha == *asked.sha && wording.revision == asked.revision && wording.kind == asked.checklist.word()
        };
        if let Some(known) = self.wordings.iter().find(is_it) {
            return known.clone();
        }
        let wording = self.with.library.wording(&self.workshop.folder, asked);
        self.wordings.push(wording.clone());
        wording
    }

    fn sum_up_anew(&mut self, job: &Job, place: usize) {
        let Kept::Settled(at) = self.jobs[place] else { return };
        let receipt = self.read.cases[at].receipt;
        *self.read.cases[at] = self.sum_up(job, receipt);
    }

    /// Sums up what is left.
    fn end(&mut self) {
        for place in std::mem::take(&mut self.resting) {
            self.settle(place);
        }
        (0..self.jobs.len()).for_each(|place| self.settle(place));
    }
}
