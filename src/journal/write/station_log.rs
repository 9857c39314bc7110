//! A writer's knowledge of its station: its position, its jobs, and the rows that the caller knows.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::disk::Disk;
use super::position::{NextRow, Position};
use super::refusal::Refusal;
use super::tail;
use crate::domain::{Fact, JobKey, JournalId, Station};
use crate::journal::format::event::EventName;
use crate::journal::format::fact::{Meaning, is_of_job, job_elsewhere, meaning_of};
use crate::journal::format::file_name::FileName;
use crate::journal::format::row::Row;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{JobSum, Seal};

/// A station, as far as it was read.
#[derive(Debug)]
pub(super) struct StationLog {
    pub station: Station,
    /// The position up to which was read under the lock. Nothing before it is ever cut.
    pub settled: Position,
    /// The position up to which was read without it. A row there may still be taken back by whoever is writing it.
    peeked: Option<Position>,
    caller: CallerView,
    jobs: JobIndex,
}

impl StationLog {
    pub fn new(station: Station) -> Self {
        let (caller, jobs) = (CallerView::default(), JobIndex::default());
        Self { station, settled: Position::default(), peeked: None, caller, jobs }
    }

    /// Says up to which row the caller has read by itself.
    pub fn caught_up(&mut self, last_seq: Option<u64>) {
        self.caller = CallerView { is_set: true, up_to: last_seq, ..CallerView::default() };
    }

    /// Under the lock: reads what was added.
    pub fn settle(&mut self, disk: &mut dyn Disk) -> io::Result<NextRow> {
        let Self { station, settled, caller, jobs, .. } = self;
        let known = caller.known();
        let next = settled.catch_up(disk, known, &mut |file, row, seal| {
            jobs.note(file, row);
            caller.note(station, row, seal);
        })?;
        self.caller.settle(self.settled.end.as_ref().map(|(head, _)| head.seq));
        self.peeked = Some(self.settled.clone());
        Ok(next)
    }

    /// Without the lock: reads what was added.
    pub fn peek(&mut self, disk: &mut dyn Disk) -> io::Result<()> {
        let mut position = self.peeked.take().unwrap_or_default();
        if let Some(tail) = &position.tail {
            // What was seen without the lock was taken back: look again from what is settled.
            if !tail.is_still_there(disk).unwrap_or(false) {
                position = self.settled.clone();
            }
        }
        let Self { station, caller, .. } = self;
        let known = caller.known();
        position.catch_up(disk, known, &mut |_, row, seal| caller.note(station, row, seal))?;
        if !self.caller.is_set {
            self.caller.settle(position.end.as_ref().map(|(head, _)| head.seq));
        }
        self.peeked = Some(position);
        Ok(())
    }

    /// Takes what the caller doesn't know yet.
    pub fn take_news(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.caller.news)
    }

    /// After a row was written by this writer itself: the caller knows of it.
    pub fn wrote(&mut self, row: &Row) {
        if let Some(tail) = &self.settled.tail {
            self.jobs.note(tail.file, &row.view());
        }
        self.caller.settle(Some(row.seq));
        self.peeked = Some(self.settled.clone());
    }

    /// The seq of a job's last row at this station, if it has any.
    pub fn last_seq_of(&mut self, disk: &mut dyn Disk, job: &JobKey) -> io::Result<Option<u64>> {
        Ok(self.span_of(disk, job)?.map(|span| span.last_seq))
    }

    /// Whether the station has ever taken a job of another one over.
    pub fn has_taken(&mut self, disk: &mut dyn Disk, job: &JobKey) -> io::Result<bool> {
        Ok(self.span_of(disk, job)?.is_some_and(|span| span.is_taken))
    }

    fn span_of(&mut self, disk: &mut dyn Disk, job: &JobKey) -> io::Result<Option<JobSpan>> {
        let name = name_of(&self.station, job);
        // of another station's job there may be older rows as well
        if !self.jobs.spans.contains_key(&name) || job.station != self.station {
            self.index(disk)?;
        }
        Ok(self.jobs.spans.get(&name).copied())
    }

    /// The sum over a job's rows so far, read from the files.
    pub fn sum_of(&mut self, disk: &mut dyn Disk, job: &JobKey) -> io::Result<JobSum> {
        let mut sum = JobSum::default();
        self.walk_job(disk, job, &mut |_, seal| sum.add(&seal))?;
        Ok(sum)
    }

    /// What the files say of a job after a row, whether the caller counts as knowing it or not; none where a row that was seen there
    /// was taken back.
    pub fn facts_after(&mut self, disk: &mut dyn Disk, job: &JobKey, seq: u64) -> io::Result<Vec<Fact>> {
        let station = self.station;
        let (mut facts, mut last_seq) = (Vec::new(), 0);
        self.walk_job(disk, job, &mut |row, _| {
            last_seq = last_seq.max(row.seq);
            if row.seq > seq
                && let Meaning::Fact(fact) = meaning_of(row, &station)
            {
                facts.push(fact);
            }
        })?;
        if let Some(span) = self.jobs.spans.get_mut(&name_of(&station, job)) {
            span.last_seq = last_seq;
        }
        Ok(facts)
    }

    /// Visits a job's rows in the files.
    fn walk_job(
        &mut self,
        disk: &mut dyn Disk,
        job: &JobKey,
        visit: &mut dyn FnMut(&RowRef<'_>, Seal),
    ) -> io::Result<()> {
        self.index(disk)?;
        let station = self.station;
        let Some(span) = self.jobs.spans.get(&name_of(&station, job)) else { return Ok(()) };
        let first = self.settled.files.iter().position(|file| *file == span.first_file).unwrap_or(0);
        for file in &self.settled.files[first..] {
            tail::walk(disk, *file, &mut |row, seal| {
                if is_of_job(row, &station, job) {
                    visit(row, seal);
                }
            })?;
        }
        Ok(())
    }

    /// Reads the jobs of the files that were not visited yet: once, and not before somebody asks.
    fn index(&mut self, disk: &mut dyn Disk) -> io::Result<()> {
        if self.jobs.is_whole {
            return Ok(());
        }
        let files = &self.settled.files;
        let walked = files.iter().position(|file| Some(*file) == self.settled.first_walked).unwrap_or(files.len());
        let mut older = JobIndex::default();
        for file in &files[..walked] {
            tail::walk(disk, *file, &mut |row, _| older.note(*file, row))?;
        }
        self.jobs.go_back_to(older);
        Ok(())
    }
}

/// The caller's view: the rows it knows, and the news it doesn't know yet.
#[derive(Debug, Default)]
struct CallerView {
    /// True when it is known what the caller knows. If it never said so, that is all there was at the first look.
    is_set: bool,
    /// All rows up to here.
    up_to: Option<u64>,
    /// Rows after it that were read without the lock, and may yet turn out as others.
    beyond: BTreeMap<u64, Seal>,
    news: Vec<Fact>,
}

impl CallerView {
    /// As far as files need not be read for news.
    fn known(&self) -> Option<u64> {
        // A caller that has read an empty station knows nothing, and wants all.
        self.is_set.then(|| self.up_to.unwrap_or(0))
    }

    fn note(&mut self, station: &Station, row: &RowRef<'_>, seal: Seal) {
        let is_known = !self.is_set
            || self.up_to.is_some_and(|up_to| row.seq <= up_to)
            || self.beyond.get(&row.seq) == Some(&seal);
        if is_known {
            return;
        }
        self.beyond.insert(row.seq, seal);
        if let Meaning::Fact(fact) = meaning_of(row, station) {
            self.news.push(fact);
        }
    }

    fn settle(&mut self, last_seq: Option<u64>) {
        self.is_set = true;
        self.up_to = self.up_to.max(last_seq);
        self.beyond.clear();
    }
}

/// An index of the jobs.
#[derive(Debug, Default)]
struct JobIndex {
    spans: HashMap<String, JobSpan>,
    /// True when all files were read.
    is_whole: bool,
}

/// The rows of one job.
#[derive(Debug, Clone, Copy)]
struct JobSpan {
    first_file: FileName,
    last_seq: u64,
    /// Whether one of them takes the job over.
    is_taken: bool,
}

/// The name of a job among those that a station's rows are about.
fn name_of(station: &Station, job: &JobKey) -> String {
    if job.station == *station { job.number.folded() } else { name_elsewhere(job) }
}

/// The same, of another station's job.
fn name_elsewhere(job: &JobKey) -> String {
    format!("{} {}", job.station, job.number.folded())
}

impl JobIndex {
    fn note(&mut self, file: FileName, row: &RowRef<'_>) {
        let name = match row.job {
            Some(number) => number.to_ascii_lowercase(),
            None => match job_elsewhere(row) {
                Some((job, _)) => name_elsewhere(&job),
                None => return,
            },
        };
        let new = JobSpan { first_file: file, last_seq: row.seq, is_taken: false };
        let span = self.spans.entry(name).or_insert(new);
        span.last_seq = span.last_seq.max(row.seq);
        span.is_taken |= row.event == EventName::Take;
    }

    /// Adds what older files say.
    fn go_back_to(&mut self, older: Self) {
        for (number, old) in older.spans {
            let span = self.spans.entry(number).or_insert(old);
            span.first_file = old.first_file;
            span.last_seq = span.last_seq.max(old.last_seq);
            span.is_taken |= old.is_taken;
        }
        self.is_whole = true;
    }
}

/// The id of a new journal, by chance.
pub(super) fn new_id() -> Result<JournalId, Refusal> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::NoRandom)?;
    Ok(JournalId::from_bytes(bytes))
}
