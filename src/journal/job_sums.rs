//! The sums over the rows of a station's jobs, while its rows pass by.

use std::collections::HashMap;

use super::seal::JobSum;

/// A job's number without case, as bytes: at most 31, and how many.
type Key = [u8; 32];

/// A job's rows so far.
#[derive(Debug)]
pub(super) struct SummedJob {
    key: Key,
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
        let key = key_of(number);
        let is_it = |place: &usize| self.jobs.get(*place).is_some_and(|job| job.key == key);
        let place = match self.recent.iter().copied().find(is_it) {
            Some(place) => place,
            None => {
                let jobs = &mut self.jobs;
                let place = *self.places.entry(key).or_insert_with(|| {
                    jobs.push(SummedJob { key, sum: JobSum::default(), is_from_start: is_from_start() });
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
    key.make_ascii_lowercase();
    key[31] = len as u8;
    key
}
