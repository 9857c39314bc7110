//! One station's journal, read row by row: jobs are folded while they are open, summed up soon after their end, and dropped.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::HashMap;

use super::case::Case;
use super::finding::{Finding, FindingKind};
use super::library::Library;
use super::names::Names;
use super::record::{RecordFinding, RecordSeen};
use super::summary::Beside;
use super::wording::Wording;
use super::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::job::{Asked, Jobs};
use crate::domain::{Fact, Id, Job, JobNumber, What};
use crate::journal::{Crew, FileEvent, Meaning, Options, Receipt, Report, RowRef, Seal, Shown, Source, verify_showing};

/// So many jobs that have ended are kept as they are: what is corrected, handed over or printed soon after the end is
/// folded like everything else.
const RESTING_MAX: usize = 64;
/// The progress is told after so many rows.
const ROWS_TOLD: u64 = 4096;

/// What was read of a station.
#[derive(Debug, Default)]
pub(super) struct StationRead {
    pub cases: Vec<Case>,
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
pub(super) struct With<'a> {
    pub library: &'a Library,
    pub thresholds: &'a AuditThresholds,
    /// Counts the rows of all stations.
    pub rows: &'a AtomicU64,
}

/// Reads a station.
pub(super) fn read(crew: &Crew, source: &Source, workshop: &Arc<WorkshopFolder>, with: With<'_>) -> StationRead {
    let mut shelf = Shelf::new(workshop, with);
    let options = Options::default();
    let report = verify_showing(crew, source, &options, &mut |shown| shelf.row(shown, source));
    shelf.end();
    if !shelf.anew.is_empty() {
        let wanted = std::mem::take(&mut shelf.anew);
        let mut facts = Vec::new();
        let _ = verify_showing(crew, source, &options, &mut |shown| match shown.meaning {
            Meaning::Fact(fact) if fact.station == fact.job.station && wanted.contains(&fact.job.number) => {
                facts.push(fact);
            }
            _ => {}
        });
        Jobs::fold(facts).iter().for_each(|job| shelf.sum_up_anew(job));
    }
    with.rows.fetch_add(shelf.read.rows % ROWS_TOLD, Ordering::Relaxed);
    StationRead { report, ..shelf.read }
}

/// What a row says of a finding about the record.
pub(super) fn seen_in(row: &RowRef<'_>, finding: Id) -> RecordSeen {
    let (who, note) = (row.who.clone().into_owned(), row.note.clone().into_owned());
    RecordSeen { finding, who, note, time: row.time }
}

struct Shelf<'a> {
    workshop: &'a Arc<WorkshopFolder>,
    with: With<'a>,
    names: Names,
    /// The wordings that this station's jobs were asked, so that the library, which all threads share, is asked once for each.
    wordings: Vec<Arc<Wording>>,
    open: HashMap<JobNumber, Job>,
    resting: VecDeque<(Job, Receipt)>,
    /// Jobs that are summed up, as places among the cases.
    settled: HashMap<JobNumber, usize>,
    /// Jobs that were corrected long after their end: they are read and summed up once more.
    anew: BTreeSet<JobNumber>,
    read: StationRead,
}

impl<'a> Shelf<'a> {
    fn new(workshop: &'a Arc<WorkshopFolder>, with: With<'a>) -> Self {
        Self {
            workshop,
            with,
            names: Names::default(),
            wordings: Vec::new(),
            open: HashMap::default(),
            resting: VecDeque::new(),
            settled: HashMap::default(),
            anew: BTreeSet::new(),
            read: StationRead::default(),
        }
    }

    fn row(&mut self, shown: Shown<'_>, source: &Source) {
        self.read.rows += 1;
        if self.read.rows.is_multiple_of(ROWS_TOLD) {
            self.with.rows.fetch_add(ROWS_TOLD, Ordering::Relaxed);
        }
        match shown.meaning {
            Meaning::Fact(fact) => self.fact(fact, &shown.seal),
            Meaning::File(FileEvent::Recovered { bytes }) => {
                let place = format!("{}/{}", source.station, shown.file);
                let sentence =
                    format!("{place}: row {}: an unfinished row of {bytes} bytes was cut off", shown.row.seq);
                let finding = Finding::new(FindingKind::Recovered, sentence).at(shown.row.time);
                let workshop = Some(self.workshop.clone());
                let record = RecordFinding::new(workshop, &source.station, shown.file, finding);
                self.read.record.push(RecordFinding { row: Some(shown.row.seq), ..record });
            }
            Meaning::File(FileEvent::Reviewed { finding }) => self.read.reviews.push(seen_in(shown.row, finding)),
            Meaning::File(_) | Meaning::Unknown => {}
        }
    }

    fn fact(&mut self, fact: Fact, seal: &Seal) {
        if fact.station != fact.job.station {
            // a print makes no difference
            if !matches!(fact.what, What::Printed { .. }) {
                self.read.elsewhere.push(fact);
            }
            return;
        }
        if let Some(job) = self.open.get_mut(&fact.job.number) {
            let is_end = matches!(fact.what, What::Finished { .. } | What::Stopped { .. });
            job.apply(fact);
            if is_end {
                let number = job.key.number.clone();
                self.resting.extend(self.open.remove(&number).map(|job| (job, Receipt::of(seal))));
            }
            if self.resting.len() > RESTING_MAX
                && let Some((job, receipt)) = self.resting.pop_front()
            {
                self.settle(&job, Some(receipt));
            }
        } else if let Some((job, _)) = self.resting.iter_mut().rev().find(|(job, _)| job.key == fact.job) {
            job.apply(fact);
        } else if let Some(&at) = self.settled.get(&fact.job.number) {
            if !self.read.cases[at].take_late(&fact, &mut self.names) {
                self.anew.insert(fact.job.number);
            }
        } else if let Some(job) = Job::begin(fact) {
            self.open.insert(job.key.number.clone(), job);
        } else {
            self.read.strays += 1;
        }
    }

    fn settle(&mut self, job: &Job, receipt: Option<Receipt>) {
        let case = self.sum_up(job, receipt);
        self.settled.insert(job.key.number.clone(), self.read.cases.len());
        self.read.cases.push(case);
    }

    fn sum_up(&mut self, job: &Job, receipt: Option<Receipt>) -> Case {
        let beside = Beside {
            workshop: self.workshop.clone(),
            wording: self.wording(job.asked()),
            book: self.with.library.book(),
            thresholds: self.with.thresholds,
            receipt,
        };
        Case::of(job, &beside, &mut self.names)
    }

    fn wording(&mut self, asked: Asked<'_>) -> Arc<Wording> {
        let is_it = |wording: &&Arc<Wording>| {
            *wording.sha == *asked.sha
                && wording.revision == asked.revision
                && *wording.kind == *asked.checklist.as_str()
        };
        if let Some(known) = self.wordings.iter().find(is_it) {
            return known.clone();
        }
        let wording = self.with.library.wording(&self.workshop.folder, asked);
        self.wordings.push(wording.clone());
        wording
    }

    fn sum_up_anew(&mut self, job: &Job) {
        let Some(&at) = self.settled.get(&job.key.number) else { return };
        let receipt = self.read.cases[at].receipt;
        self.read.cases[at] = self.sum_up(job, receipt);
    }

    /// Sums up what is left.
    fn end(&mut self) {
        for (job, receipt) in std::mem::take(&mut self.resting) {
            self.settle(&job, Some(receipt));
        }
        for job in std::mem::take(&mut self.open).into_values() {
            self.settle(&job, None);
        }
    }
}
