//! Which instruments are read, and whether cards are.

use super::codes_request::CodesRequest;
use super::event::NotRead;
use super::reaction::Reaction;
use super::{Effect, Screen, State};
use crate::domain::{CarCodes, Id, Reading};

impl State {
    /// Has the instruments read that fit the item in focus, and no others; help in front of it changes nothing.
    pub(super) fn measure(&mut self) -> Option<Effect> {
        let wanted = match self.screens.top() {
            Screen::Job(job) => job.wanted_instruments(&self.store),
            Screen::Help(_) => return None,
            _ => Vec::new(),
        };
        (wanted != self.measuring).then(|| {
            self.store.live.keep(&wanted);
            self.measuring.clone_from(&wanted);
            Effect::Measure(wanted)
        })
    }

    /// Has cards looked for while it is asked whose hand it is; help in front of it changes nothing.
    pub(super) fn look_for_cards(&mut self) -> Option<Effect> {
        let is_asking = match self.screens.top() {
            Screen::Identify(_) => self.store.people.has_card_reader,
            Screen::Help(_) => return None,
            _ => false,
        };
        let was = std::mem::replace(&mut self.is_looking_for_cards, is_asking);
        (was != is_asking).then_some(Effect::LookForCards(is_asking))
    }

    /// Takes in what a car told; nobody waits for it any more where its job was left.
    pub(super) fn take_codes(&mut self, request: &CodesRequest, read: Result<CarCodes, NotRead>) -> Reaction {
        if let Some(job) = self.screens.job_mut() {
            job.take_codes(&self.store, request, read);
        }
        Reaction::stay()
    }

    /// Takes in what an instrument read; what is not wanted any more is passed over.
    pub(super) fn take_measured(&mut self, instrument: Id, read: Result<Reading, NotRead>) -> Reaction {
        if self.measuring.iter().any(|it| it.name == instrument) {
            self.store.live.take(instrument, read.clone());
        }
        self.take_watched(instrument, read)
    }
}
