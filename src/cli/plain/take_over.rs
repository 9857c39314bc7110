//! A job that another station holds, taken over line by line.

use super::{Failure, Plain};
use crate::domain::{JobCard, JobKey, JobNumber};

impl Plain<'_> {
    /// The open job of another station that a number means, where this station has none with it and it is the only one.
    pub(super) fn open_elsewhere(&mut self, number: &JobNumber) -> Result<Option<JobKey>, Failure> {
        let cards = &self.headless.store.cards;
        if cards.get(&self.headless.key(number)).is_some() {
            return Ok(None);
        }
        let open: Vec<JobKey> = cards.of_number(number).filter(|card| card.is_open()).map(JobCard::key).collect();
        let [only] = open[..] else { return Ok(None) };
        self.say(&format!("{only} is open at another station: yes opens it, Enter begins {number} here."))?;
        let line = self.line("open it")?;
        Ok(line.filter(|line| line == "yes").map(|_| only))
    }

    /// Whether the work on a job goes on here: where another station has it, or went on with it as well, somebody takes it over.
    pub(super) fn takes_over(&mut self, key: &JobKey) -> Result<bool, Failure> {
        let store = &self.headless.store;
        if !store.may_take_over(key) {
            return Ok(true);
        }
        let (holder, gate) = (store.holder(key), store.gate(key).map_or("", |gate| gate.word()));
        let taken = store.jobs.get(key).and_then(|job| store.taken_over_words(job)).map(|words| format!("{words}. "));
        self.say(&format!(
            "[{gate}] {}{holder} has this job, and answers nothing more of it once it is taken over: yes takes it over.",
            taken.unwrap_or_default()
        ))?;
        if self.line("take it over")?.as_deref() != Some("yes") {
            return Ok(false);
        }
        let entry = self.headless.store.taking_over(key, &self.who);
        entry.map_or(Ok(()), |entry| self.record(key, entry))?;
        Ok(self.headless.store.holds(key))
    }
}
