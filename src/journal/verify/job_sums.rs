//! The sums over the rows of a station's jobs, while its rows pass by.
//!
//! The seals of one job are one long message, so that each block has to wait for the one before it. Those of several jobs don't:
//! so seals are kept until some jobs have ended, and then taken into four sums side by side.

use std::collections::HashMap;

use crate::journal::format::lanes::{HashBlock, LANES};
use crate::journal::format::seal::JobSum;

/// A job's number as bytes: at most 31, and how many.
type Key = [u8; 32];

/// Most seals of a job that wait to be taken into its sum.
const WAITING_MAX: usize = 64;

/// A job's rows so far.
#[derive(Debug)]
struct SummedJob {
    /// The number as it was first written.
    number: Key,
    /// The sum of those that don't wait.
    sum: JobSum,
    /// Whether its first row is among those that were given.
    is_from_start: bool,
    /// Where its seals wait. None: they don't.
    waiting: Option<usize>,
    /// Whether a row ended it: what little follows doesn't wait.
    is_ended: bool,
}

/// A row that ends a job, and how many seals of the job wait that come before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    place: usize,
    rows: usize,
}

/// All jobs of a station.
#[derive(Debug, Default)]
pub(super) struct JobSums {
    jobs: Vec<SummedJob>,
    places: HashMap<Key, usize>,
    /// Those that rows were about lately: few jobs are worked on at a time.
    recent: [usize; 4],
    waiting: Waiting,
}

impl JobSums {
    /// The place of the job with this number; a new one asks whether its first row is here.
    #[inline]
    pub fn place(&mut self, number: &[u8], is_from_start: impl FnOnce() -> bool) -> usize {
        let is_it = |place: &usize| {
            self.jobs.get(*place).is_some_and(|job| *number == job.number[..usize::from(job.number[31])])
        };
        match self.recent.iter().copied().find(is_it) {
            Some(place) => place,
            None => self.look_up(number, is_from_start),
        }
    }

    fn look_up(&mut self, number: &[u8], is_from_start: impl FnOnce() -> bool) -> usize {
        let jobs = &mut self.jobs;
        let number = key_of(number);
        let mut folded = number;
        folded.make_ascii_lowercase();
        let place = *self.places.entry(folded).or_insert_with(|| {
            let (sum, is_from_start) = (JobSum::default(), is_from_start());
            jobs.push(SummedJob { number, sum, is_from_start, waiting: None, is_ended: false });
            jobs.len() - 1
        });
        self.recent.rotate_right(1);
        self.recent[0] = place;
        place
    }

    /// Adds the seal of the job's next row, as hex. True when so much waits that the endings should be looked at.
    #[inline]
    pub fn add(&mut self, place: usize, seal: &HashBlock) -> bool {
        let job = &mut self.jobs[place];
        let Some(at) = job.waiting else {
            if job.is_ended {
                job.sum.add_all(std::slice::from_ref(seal));
            } else {
                job.waiting = Some(self.waiting.take(*seal));
            }
            return false;
        };
        let list = &mut self.waiting.lists[at];
        list.push(*seal);
        let is_full = list.len() >= WAITING_MAX;
        if is_full && !job.is_ended {
            job.sum.add_all(list);
            list.clear();
        }
        is_full && job.is_ended
    }

    /// Notes that a row ends the job. None: what came before it doesn't wait, or an ending before it is still to be looked at.
    pub fn ending(&mut self, place: usize) -> Option<Ending> {
        let job = &mut self.jobs[place];
        let is_first = !std::mem::replace(&mut job.is_ended, true);
        let rows = self.waiting.lists[job.waiting.filter(|_| is_first)?].len();
        Some(Ending { place, rows })
    }

    /// The sums of the rows before endings, in the order of these. Nothing of their jobs waits from now on.
    pub fn before(&mut self, endings: &[Ending]) -> Vec<JobSum> {
        // those of about the same length side by side
        let mut order: Vec<usize> = (0..endings.len()).collect();
        order.sort_unstable_by_key(|at| endings[*at].rows);
        for four in order.chunks(LANES) {
            self.take_in(four.iter().map(|at| endings[*at]));
        }
        let sums = endings.iter().map(|ending| self.jobs[ending.place].sum.clone()).collect();
        for Ending { place, rows } in endings {
            let job = &mut self.jobs[*place];
            if let Some(at) = job.waiting.take() {
                job.sum.add_all(&self.waiting.lists[at][*rows..]);
                self.waiting.give_back(at);
            }
        }
        sums
    }

    /// Takes what waits before up to four endings into the sums: as long as there are four, side by side.
    fn take_in(&mut self, endings: impl Iterator<Item = Ending>) {
        let mut lanes = [(0, &[][..]); LANES];
        let mut count = 0;
        for Ending { place, rows } in endings {
            let list = self.jobs[place].waiting.map_or(&[][..], |at| &self.waiting.lists[at][..rows]);
            lanes[count] = (place, list);
            count += 1;
        }
        let mut common = 0;
        if count == LANES {
            let lists = lanes.map(|(_, list)| list);
            common = lists.iter().map(|list| list.len()).min().unwrap_or_default();
            let mut sums = lanes.map(|(place, _)| self.jobs[place].sum.clone());
            JobSum::add_to_four(&mut sums, lists);
            for ((place, _), sum) in lanes.iter().zip(sums) {
                self.jobs[*place].sum = sum;
            }
        }
        for (place, list) in &lanes[..count] {
            self.jobs[*place].sum.add_all(&list[common..]);
        }
    }

    /// The sum of a job of which nothing waits.
    pub fn sum(&self, place: usize) -> &JobSum {
        &self.jobs[place].sum
    }

    /// Whether a job's first row is among those that were given.
    pub fn is_from_start(&self, place: usize) -> bool {
        self.jobs[place].is_from_start
    }

    /// Takes in what waits of jobs that haven't ended, so that memory doesn't grow with them.
    pub fn rest(&mut self) {
        for job in &mut self.jobs {
            if let Some(at) = job.waiting.take() {
                job.sum.add_all(&self.waiting.lists[at]);
                self.waiting.give_back(at);
            }
        }
    }
}

/// Seals that wait, as hex: a list for each job that has some. Lists are used again.
#[derive(Debug, Default)]
struct Waiting {
    lists: Vec<Vec<HashBlock>>,
    unused: Vec<usize>,
}

impl Waiting {
    /// A list that begins with a seal.
    fn take(&mut self, seal: HashBlock) -> usize {
        let at = self.unused.pop().unwrap_or_else(|| {
            self.lists.push(Vec::with_capacity(WAITING_MAX));
            self.lists.len() - 1
        });
        self.lists[at].push(seal);
        at
    }

    fn give_back(&mut self, at: usize) {
        self.lists[at].clear();
        self.unused.push(at);
    }
}

fn key_of(number: &[u8]) -> Key {
    let mut key = [0; 32];
    let len = number.len().min(31);
    key[..len].copy_from_slice(&number[..len]);
    key[31] = len as u8;
    key
}
