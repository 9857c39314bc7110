//! What an instrument reads for the item in focus: shown in its field, and an answer once somebody records it.

use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::reaction::Reaction;
use crate::app::{LiveFigure, Session, Store, WantedInstrument};
use crate::domain::{PausePoint, Volts};

/// By how much a good supply is above the floor, for the instrument that pretends.
const ABOVE_FLOOR: Volts = Volts(1_500);

impl JobScreen {
    /// The instruments to read for the item in focus.
    #[must_use]
    pub fn wanted_instruments(&self, store: &Store) -> Vec<WantedInstrument> {
        let is_workable = store.is_workable(&self.key);
        let it = self.item(store).filter(|it| is_workable && it.may_answer());
        match it {
            Some(it) => store.live.wanted(it.item),
            None => self.about_to_watch(store).into_iter().collect(),
        }
    }

    /// The instrument that watches from the call on by which the battery comes off: it is reached before, so that nothing is missed,
    /// and contact is seen to be there.
    #[must_use]
    pub fn about_to_watch(&self, store: &Store) -> Option<WantedInstrument> {
        let progress = store.progress(&self.key).filter(|_| self.focus == Focus::Call(PausePoint::B))?;
        let comes_off = progress.call(progress.checklist.page(PausePoint::B)?)?.lead_off;
        let is_before = store.is_workable(&self.key) && progress.begun_at().is_none();
        let floor = progress.watch_floor().filter(|_| comes_off && is_before)?;
        store.watcher().map(|it| WantedInstrument { name: it.name, around: floor + ABOVE_FLOOR })
    }

    /// What an instrument reads for the item in focus, while nothing is typed or pointed at.
    #[must_use]
    pub fn measured(&self, store: &Store) -> Option<LiveFigure> {
        let is_untouched = matches!(&self.mode, Mode::Field(field) if field.input().value().is_empty());
        let it = self.item(store).filter(InFocus::may_answer)?;
        let is_offered = is_untouched && self.pointed().is_none();
        store.live.figure(it.item, store.now().tick_ms).filter(|_| is_offered)
    }

    /// Records what was shown, and not what has come up in the moment of the key.
    pub(super) fn record_measured(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let tick_ms = store.now().tick_ms;
        let Some(figure) = self.item(store).and_then(|it| store.live.looked_at(it.item, tick_ms)) else {
            session.tell("that reading has only just come: look at it, then Enter");
            return Reaction::stay();
        };
        self.say(store, session, |dialogue, it| dialogue.measured(it.item, figure.volts, figure.measured))
    }
}
