//! The sums over the rows of a station's jobs, while its rows pass by.

use std::collections::HashMap;

use crate::journal::format::seal::{JobSum, SealHex};

/// A job's number as bytes, at most 31 and then zeros.
type Number = [u8; 32];

/// A job's rows so far.
#[derive(Debug)]
struct SummedJob {
    /// The number as it was first written.
    number: Number,
    sum: JobSum,
    /// True when its first row is among those that were given.
    is_from_start: bool,
}

/// All jobs of a station. Numbers that differ only in case are one job.
#[derive(Debug, Default)]
pub(super) struct JobSums {
    jobs: Vec<SummedJob>,
    by_number: HashMap<Number, usize>,
    /// The job of the last row: mostly it is the next one's too.
    last: usize,
}

impl JobSums {
    /// The index of the job with this number; a new one asks whether its first row is here.
    pub fn index(&mut self, number: &str, is_from_start: impl FnOnce() -> bool) -> usize {
        let number = as_written(number);
        if self.jobs.get(self.last).is_none_or(|job| job.number != number) {
            let jobs = &mut self.jobs;
            self.last = *self.by_number.entry(number.map(|byte| byte.to_ascii_lowercase())).or_insert_with(|| {
                jobs.push(SummedJob { number, sum: JobSum::default(), is_from_start: is_from_start() });
                jobs.len() - 1
            });
        }
        self.last
    }

    /// Adds the seal of the job's next row.
    pub fn add(&mut self, index: usize, seal: &SealHex) {
        self.jobs[index].sum.add_hex(seal);
    }

    /// The sum of the job's rows so far.
    pub fn sum(&self, index: usize) -> &JobSum {
        &self.jobs[index].sum
    }

    /// True when the job's first row is among those that were given.
    pub fn is_from_start(&self, index: usize) -> bool {
        self.jobs[index].is_from_start
    }
}

fn as_written(number: &str) -> Number {
    let mut bytes = [0; 32];
    let len = number.len().min(bytes.len());
    bytes[..len].copy_from_slice(&number.as_bytes()[..len]);
    bytes
}
