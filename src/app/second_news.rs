//! What somebody has said at another station, told on the screen of the job that asks.

use super::reaction::Reaction;
use super::{Effect, State};

impl State {
    /// Whether other stations may say something about the job that is seen: whether somebody is the second person, or that it is
    /// taken over.
    #[must_use]
    pub fn awaits_others(&self) -> bool {
        let job = self.screens.job().and_then(|screen| self.store.jobs.get(&screen.key));
        job.is_some_and(|job| job.ending().is_none())
    }

    /// Does something, and tells on the screen of a job what somebody has said at another station by then.
    pub(super) fn telling_of_seconds(&mut self, act: impl FnOnce(&mut Self)) -> Reaction {
        let key = self.screens.job().map(|screen| screen.key);
        let said = |state: &Self| key.map(|key| state.store.seconds_said(&key)).unwrap_or_default();
        let before = said(self);
        act(self);
        let news: Vec<String> = said(self).into_iter().filter(|words| !before.contains(words)).collect();
        if news.is_empty() {
            return Reaction::stay();
        }
        news.into_iter().for_each(|words| self.session.tell(words));
        Reaction::effect(Effect::Ring)
    }
}
