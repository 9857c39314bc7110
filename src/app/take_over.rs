//! A job goes where the car goes: another station takes it over, and then that one alone answers its items.

use super::dialogue::Entry;
use super::event::JournalSnapshot;
use super::presence::take_up_work;
use super::{Effect, Screen, State, Store, reaction::Reaction};
use crate::domain::input::Unfit;
use crate::domain::text::moment;
use crate::domain::{Job, JobKey, What};

impl Store {
    /// Whether this station may take a job over: it is open, and another one holds it, or went on with it as well.
    #[must_use]
    pub fn may_take_over(&self, key: &JobKey) -> bool {
        let open = self.jobs.get(key).filter(|job| job.ending().is_none());
        open.is_some_and(|job| job.holder() != self.station || !job.unsettled().is_empty())
    }

    /// What is recorded when somebody here takes a job over.
    #[must_use]
    pub fn taking_over(&self, key: &JobKey, who: &str) -> Option<Entry> {
        let from = self.jobs.get(key)?.to_take();
        Some(Entry::new(What::TakenOver { from }, "", who))
    }

    /// Who holds a job at another station, and since when, where it was taken over there.
    #[must_use]
    pub fn taken_over_words(&self, job: &Job) -> Option<String> {
        let fact = job.taken_over().filter(|fact| fact.station != self.station)?;
        let since = moment(fact.time, self.now().wall);
        Some(format!("taken over at {} by {} since {since}", fact.station, fact.who.first))
    }

    /// Whether this station may record something of a job now: the work is recorded by the station that holds it.
    pub(super) fn is_its_turn(&self, job: &Job, what: &What) -> Result<(), Unfit> {
        let holder = job.holder();
        match what {
            What::TakenOver { .. } if !self.may_take_over(&job.key) => {
                Err(Unfit::new("this station has the job already".to_owned()))
            }
            What::TakenOver { .. } => Ok(()),
            what if what.may_be_anywhere() => Ok(()),
            // whoever comes back says so, also before anything else is recorded
            What::Resumed { .. } | What::Interrupted { .. } if holder == self.station => Ok(()),
            _ if holder == self.station && job.unsettled().is_empty() => Ok(()),
            _ if holder == self.station => {
                Err(Unfit::new("two stations went on with this job: look at the car, then t takes it over once more"))
            }
            _ if job.ending().is_some() => {
                Err(Unfit::new(format!("this job ended at {holder}: it is corrected there")))
            }
            _ => Err(Unfit::new(match self.taken_over_words(job) {
                Some(words) => format!("{words}: it is answered there; t takes it over"),
                None => format!("this job is continued at {holder}: t takes it over"),
            })),
        }
    }
}

impl State {
    /// Takes in what was read, and tells of it.
    pub(super) fn take_reading(&mut self, reading: JournalSnapshot) -> Reaction {
        self.telling_of_seconds(|state| {
            state.store.take_snapshot(reading, &mut state.session);
            state.let_go();
            state.leave_what_is_over();
            if std::mem::take(&mut state.is_fresh) {
                take_up_work(&state.store, &mut state.session);
            }
        })
    }

    /// On the screen of a job: goes to what went stale, and on from work that is over at the station that has the job.
    pub(super) fn leave_what_is_over(&mut self) {
        if let Screen::Job(job) = self.screens.top_mut() {
            job.go_to_what_went_stale(&self.store, &mut self.session);
        }
    }

    /// Does something, and tells on the screen of a job that another station has taken it over by then, or went on with it as well.
    pub(super) fn telling_of_turns(&mut self, act: impl FnOnce(&mut Self) -> Reaction) -> Reaction {
        let key = self.screens.job().map(|screen| screen.key);
        let is_here = |state: &Self| key.is_some_and(|key| state.store.is_workable(&key));
        let at_two = |state: &Self| {
            key.and_then(|key| state.store.jobs.get(&key)).is_some_and(|job| !job.unsettled().is_empty())
        };
        let (was_here, was_at_two) = (is_here(self), at_two(self));
        let mut reaction = act(self);
        let Some(job) = key.and_then(|key| self.store.jobs.get(&key)) else { return reaction };
        let words = match (self.store.taken_over_words(job), at_two(self)) {
            (_, true) if !was_at_two => {
                Some("two stations went on with this job at once: look at the car, then one takes it over".to_owned())
            }
            (words, _) if was_here && !is_here(self) => words,
            _ => None,
        };
        if let Some(words) = words {
            if let Some(screen) = self.screens.job_mut() {
                screen.close();
            }
            self.session.warn(words);
            reaction.effects.push(Effect::Ring);
        }
        reaction
    }
}
