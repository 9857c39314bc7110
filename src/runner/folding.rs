//! The jobs of one station, folded while its files are read: at the end of each file those that have ended become cards.

use std::collections::{BTreeMap, HashSet};
use std::mem;

use super::readers::{Readers, Wordings, read_faults};
use crate::app::event::JournalSnapshot;
use crate::domain::ages::WallClock;
use crate::domain::job::Jobs;
use crate::domain::{BesideCard, Fact, Job, JobCard, JobKey, JobNumber, Progress, Station};
use crate::journal::{Receipt, Record, Seal};
use crate::words::Sentence;

/// What is told once every station was read: rows about others' jobs, and what came to a journal that was read before.
#[derive(Default)]
pub(super) struct Elsewhere {
    /// The jobs that were begun there meanwhile.
    pub begun: Jobs,
    pub facts: Vec<Fact>,
    /// The seals of those that end one.
    pub seals: BTreeMap<(Station, u64), Seal>,
}

/// The jobs of one station.
pub(super) struct Folding {
    station: Station,
    open: Jobs,
    ended: HashSet<JobNumber>,
    /// Rows about jobs whose cards were given.
    late: Vec<Fact>,
    /// The seals of the rows of this file that end a job.
    endings: BTreeMap<u64, Seal>,
    /// The last row about a job.
    pub last_seq: Option<u64>,
    pub faults: Vec<Sentence>,
    /// Why files were not read.
    pub unread: Vec<(Station, String)>,
}

impl Folding {
    pub fn of(station: Station) -> Self {
        let (open, ended, late, endings) = (Jobs::default(), HashSet::new(), Vec::new(), BTreeMap::new());
        Self { station, open, ended, late, endings, last_seq: None, faults: Vec::new(), unread: Vec::new() }
    }

    /// Takes in a part of a file; at its end, gives the cards of the jobs that have ended, and what came late.
    pub fn take(
        &mut self,
        part: Record,
        readers: &Readers,
        wordings: &mut Wordings,
        elsewhere: &mut Elsewhere,
    ) -> Option<JournalSnapshot> {
        let (told, not_read) = read_faults(&self.station, &part);
        self.faults.extend(told);
        self.unread.extend(not_read);
        self.last_seq = self.last_seq.max(part.facts.iter().map(|fact| fact.seq).max());
        for fact in part.facts {
            if fact.job.station != self.station {
                let seal = part.endings.get(&fact.seq).map(|seal| ((self.station, fact.seq), *seal));
                elsewhere.seals.extend(seal);
                elsewhere.facts.push(fact);
            } else if self.ended.contains(&fact.job.number) {
                self.late.push(fact);
            } else {
                self.open.apply(fact);
            }
        }
        self.endings.extend(part.endings);
        part.ends_file.then(|| self.end_file(readers, wordings))
    }

    fn end_file(&mut self, readers: &Readers, wordings: &mut Wordings) -> JournalSnapshot {
        let mut piece = JournalSnapshot { facts: mem::take(&mut self.late), ..JournalSnapshot::default() };
        let done: Vec<JobKey> = self.open.iter().filter(|job| job.ending().is_some()).map(|job| job.key).collect();
        for key in done {
            if let Some(job) = self.open.remove(&key) {
                self.ended.insert(key.number);
                let seal = job.ending().and_then(|(_, fact)| self.endings.get(&fact.seq));
                piece.cards.push(card(readers, wordings, &job, seal));
            }
        }
        self.endings.clear();
        piece
    }

    /// What is left once all files were read: the jobs that are open, what was wrong with the files, and the wordings.
    pub fn end(self, readers: &Readers, wordings: &mut Wordings) -> JournalSnapshot {
        for job in self.open.iter() {
            wordings.of(readers, job);
        }
        JournalSnapshot {
            jobs: self.open,
            last_seq: self.last_seq.filter(|_| self.station == readers.station),
            checklists: wordings.checklists.clone(),
            unusable: wordings.unusable.clone(),
            faults: self.faults,
            unread: self.unread,
            ..JournalSnapshot::default()
        }
    }
}

/// The card of a job that has ended, and what is kept beside it.
fn card(readers: &Readers, wordings: &mut Wordings, job: &Job, seal: Option<&Seal>) -> (JobCard, BesideCard) {
    let ages = WallClock(job.last().time);
    let checklist = wordings.of(readers, job);
    let progress = checklist.map(|checklist| Progress::new(checklist, readers.catalog.book(), job, &ages));
    (JobCard::of(job, progress.as_ref(), seal.map(|seal| Receipt::of(seal).key())), BesideCard::of(job))
}
