//! The jobs of some journals, each folded from the rows of whatever station.

use std::collections::BTreeMap;

use super::{Fact, Job, JobKey};

/// The jobs of some journals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Jobs(BTreeMap<JobKey, Job>);

impl IntoIterator for Jobs {
    type Item = Job;
    type IntoIter = std::collections::btree_map::IntoValues<JobKey, Job>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_values()
    }
}

impl Jobs {
    /// Folds facts in the order in which they come; those of one station must come in the order of their rows. A fact
    /// about a job whose start is not among them is dropped: its start stands in a file that was not read.
    #[must_use]
    pub fn fold(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut jobs = Self::default();
        let mut elsewhere = Vec::new();
        for fact in facts {
            if fact.station == fact.job.station {
                jobs.apply(fact);
            } else {
                elsewhere.push(fact);
            }
        }
        // what another station wrote may have been read before the job itself
        for fact in elsewhere {
            jobs.apply(fact);
        }
        jobs
    }

    /// Adds what happened next. A row that is known already counts as it is told last: what was seen before it was on the
    /// disk may have been taken back, and another row have its number.
    pub fn apply(&mut self, fact: Fact) {
        let Some(job) = self.0.get_mut(&fact.job) else {
            self.0.extend(Job::begin(fact).map(|job| (job.key, job)));
            return;
        };
        if job.is_followed_by(&fact) {
            job.apply(fact);
            return;
        }
        let mut known = job.facts().iter().chain(job.beside());
        match known.find(|it| it.seq == fact.seq && it.station == fact.station) {
            None => job.apply(fact),
            Some(known) if *known == fact => {}
            Some(_) => job.merge([fact]),
        }
    }

    /// The job with this key.
    #[must_use]
    pub fn get(&self, key: &JobKey) -> Option<&Job> {
        self.0.get(key)
    }

    /// Takes a job out.
    pub fn remove(&mut self, key: &JobKey) -> Option<Job> {
        self.0.remove(key)
    }

    /// Takes in what is known of one job.
    pub fn merge_job(&mut self, job: Job) {
        match self.0.get_mut(&job.key) {
            None => drop(self.0.insert(job.key, job)),
            Some(known) if *known == job => {}
            Some(known) => known.merge(job.into_facts()),
        }
    }

    /// All of them, by station and number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Job> {
        self.0.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out of all other jobs the row whose number a fact bears: it was seen before it was on the disk, and taken back.
    /// Returns the jobs that it was taken out of.
    pub fn take_back(&mut self, fact: &Fact) -> Vec<JobKey> {
        let is_row = |it: &Fact| it.seq == fact.seq && it.station == fact.station;
        let mut touched: Vec<JobKey> =
            self.0.values().filter(|job| job.key != fact.job && is_row(job.start())).map(|job| job.key).collect();
        self.0.retain(|key, _| !touched.contains(key));
        let has_row = |job: &&mut Job| job.facts().iter().chain(job.beside()).any(is_row);
        for job in self.0.values_mut().filter(|job| job.key != fact.job).filter(has_row) {
            job.take_out(is_row);
            touched.push(job.key);
        }
        touched
    }

    /// Takes in what another reading knows. Nothing that is known here goes: either side may have rows that the other one has
    /// not read yet.
    pub fn merge(&mut self, other: Self) {
        other.0.into_values().for_each(|job| self.merge_job(job));
    }
}
