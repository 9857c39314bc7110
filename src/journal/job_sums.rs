//! The sums over the rows of a station's jobs, while its rows pass by.

use std::collections::HashMap;

use super::seal::JobSum;

/// A job's number as bytes: at most 31, and how many.
type Key = [u8; 32];

/// A job's rows so far.
#[derive(Debug)]
pub(super) struct SummedJob {
    /// The number as it was first written.
    number: Key,
    /// Their sum.
    pub sum: JobSum,
    /// Whether its first row is among those that were given.
    pub is_from_start: bool,
}

/// All jobs of a station.
#[derive(Debug, Default)]
pub(super) struct JobSums {
    jobs: Vec<SummedJob>,
    places: HashMap<Key, usize>,
    /// Those that rows were about lately: few jobs are worked on at a time.
    recent: [usize; 4],
}

impl JobSums {
    /// The job with this number; a new one asks whether its first row is here.
    pub fn of(&mut self, number: &str, is_from_start: impl FnOnce() -> bool) -> &mut SummedJob {
        let is_it = |place: &usize| {
            self.jobs.get(*place).is_some_and(|job| *number.as_bytes() == job.number[..usize::from(job.number[31])])
        };
        let place = match self.recent.iter().copied().find(is_it) {
            Some(place) => place,
            None => {
                let jobs = &mut self.jobs;
                let number = key_of(number);
                let mut folded = number;
                folded.make_ascii_lowercase();
                let place = *self.places.entry(folded).or_insert_with(|| {
                    jobs.push(SummedJob { number, sum: JobSum::default(), is_from_start: is_from_start() });
                    jobs.len() - 1
                });
                self.recent.rotate_right(1);
                self.recent[0] = place;
                place
            }
        };
        &mut self.jobs[place]
    }
}

fn key_of(number: &str) -> Key {
    let mut key = [0; 32];
    let len = number.len().min(31);
    key[..len].copy_from_slice(&number.as_bytes()[..len]);
    key[31] = len as u8;
    key
}
