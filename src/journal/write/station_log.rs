//! What a writer knows of its station: how far it is read, its jobs, and what the caller has been told.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::disk::Disk;
use super::position::{Ground, Position};
use super::tail;
use crate::domain::{Fact, JobNumber, Station};
use crate::journal::format::fact::{Meaning, meaning_of};
use crate::journal::format::file_name::FileName;
use crate::journal::format::row::Row;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{JobSum, Seal};

/// A station, as far as it was read.
#[derive(Debug)]
pub(super) struct StationLog {
    pub station: Station,
    /// What was read under the lock. Nothing before it is ever cut.
    pub settled: Position,
    /// What was read without it. A row there may still be taken back by whoever is writing it.
    peeked: Option<Position>,
    told: Told,
    jobs: Jobs,
}

impl StationLog {
    pub fn new(station: Station) -> Self {
        let (told, jobs) = (Told::default(), Jobs::default());
        Self { station, settled: Position::default(), peeked: None, told, jobs }
    }

    /// Says up to which row the caller has read by itself.
    pub fn caught_up(&mut self, last_seq: Option<u64>) {
        self.told = Told { is_set: true, up_to: last_seq, ..Told::default() };
    }

    /// Under the lock: reads what was added.
    pub fn settle(&mut self, disk: &mut dyn Disk) -> io::Result<Ground> {
        let Self { station, settled, told, jobs, .. } = self;
        let known = told.known();
        let ground = settled.catch_up(disk, known, &mut |file, row, seal| {
            jobs.note(file, row);
            told.note(station, row, seal);
        })?;
        self.told.settle(self.settled.end.as_ref().map(|(head, _)| head.seq));
        self.peeked = Some(self.settled.clone());
        Ok(ground)
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
        let Self { station, told, .. } = self;
        let known = told.known();
        position.catch_up(disk, known, &mut |_, row, seal| told.note(station, row, seal))?;
        if !self.told.is_set {
            self.told.settle(position.end.as_ref().map(|(head, _)| head.seq));
        }
        self.peeked = Some(position);
        Ok(())
    }

    /// Takes what the caller doesn't know yet.
    pub fn take_news(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.told.news)
    }

    /// After a row was written by this writer itself: the caller knows of it.
    pub fn wrote(&mut self, row: &Row) {
        if let Some(tail) = &self.settled.tail {
            self.jobs.note(tail.file, &row.view());
        }
        self.told.settle(Some(row.seq));
        self.peeked = Some(self.settled.clone());
    }

    /// The seq of a job's last row at this station, if it has any.
    pub fn last_seq_of(&mut self, disk: &mut dyn Disk, number: &JobNumber) -> io::Result<Option<u64>> {
        if let Some(trace) = self.jobs.traces.get(&number.folded()) {
            return Ok(Some(trace.last_seq));
        }
        self.index(disk)?;
        Ok(self.jobs.traces.get(&number.folded()).map(|trace| trace.last_seq))
    }

    /// The sum over a job's rows so far, read from the files.
    pub fn sum_of(&mut self, disk: &mut dyn Disk, number: &JobNumber) -> io::Result<JobSum> {
        self.index(disk)?;
        let mut sum = JobSum::default();
        let Some(trace) = self.jobs.traces.get(&number.folded()) else { return Ok(sum) };
        let first = self.settled.files.iter().position(|file| *file == trace.first_file).unwrap_or(0);
        for file in &self.settled.files[first..] {
            tail::walk(disk, *file, &mut |row, seal| {
                if row.job.is_some_and(|job| job.eq_ignore_ascii_case(number.as_str())) {
                    sum.add(&seal);
                }
            })?;
        }
        Ok(sum)
    }

    /// Reads the jobs of the files that were not visited yet: once, and not before somebody asks.
    fn index(&mut self, disk: &mut dyn Disk) -> io::Result<()> {
        if self.jobs.is_whole {
            return Ok(());
        }
        let files = &self.settled.files;
        let walked = files.iter().position(|file| Some(*file) == self.settled.first_walked).unwrap_or(files.len());
        let mut older = Jobs::default();
        for file in &files[..walked] {
            tail::walk(disk, *file, &mut |row, _| older.note(*file, row))?;
        }
        self.jobs.go_back_to(older);
        Ok(())
    }
}

/// What the caller knows, and what it doesn't know yet.
#[derive(Debug, Default)]
struct Told {
    /// Whether it is known what the caller knows. If it never said so, that is all there was at the first look.
    is_set: bool,
    /// All rows up to here.
    up_to: Option<u64>,
    /// Rows after it that were read without the lock, and may yet turn out as others.
    beyond: BTreeMap<u64, Seal>,
    news: Vec<Fact>,
}

impl Told {
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

/// Where each job is.
#[derive(Debug, Default)]
struct Jobs {
    traces: HashMap<String, Trace>,
    /// Whether all files were read.
    is_whole: bool,
}

/// Where a job is.
#[derive(Debug, Clone, Copy)]
struct Trace {
    first_file: FileName,
    last_seq: u64,
}

impl Jobs {
    fn note(&mut self, file: FileName, row: &RowRef<'_>) {
        if let Some(number) = row.job {
            let new = Trace { first_file: file, last_seq: row.seq };
            let trace = self.traces.entry(number.to_ascii_lowercase()).or_insert(new);
            trace.last_seq = trace.last_seq.max(row.seq);
        }
    }

    /// Adds what older files say.
    fn go_back_to(&mut self, older: Self) {
        for (number, old) in older.traces {
            let trace = self.traces.entry(number).or_insert(old);
            trace.first_file = old.first_file;
            trace.last_seq = trace.last_seq.max(old.last_seq);
        }
        self.is_whole = true;
    }
}
