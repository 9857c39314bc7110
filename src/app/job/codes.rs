//! The VIN and the codes of the car, asked by a key at the warning lights: shown first, and recorded by Enter.

use super::{InFocus, JobScreen, Mode};
use crate::app::codes_request::CodesRequest;
use crate::app::dialogue::Entry;
use crate::app::event::NotRead;
use crate::app::reaction::Reaction;
use crate::app::{Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::{Fact, What};
use crate::domain::{CarCodes, CodesRead, Id, Instrument, Job};

/// For so long what was read stands for the car as it is.
const FRESH_MS: i64 = 120_000;
/// What came up within so long nobody has looked at: a key, or a line, that comes sooner was there before it.
pub const LOOKED_AT_MS: i64 = 300;
/// An adapter that has not answered by then is asked anew.
const PATIENCE_MS: i64 = 100_000;

/// What was asked of a car, at an item.
#[derive(Debug, Clone)]
pub struct AskedCodes {
    /// The item.
    pub item: Id,
    /// The adapter.
    pub by: Id,
    /// Whether nothing is asked, since it is only practised.
    pub is_pretended: bool,
    /// What came of it.
    pub answer: CodesAnswer,
    /// When it was asked, or answered, on the steady count.
    at_ms: i64,
}

/// What came of asking.
#[derive(Debug, Clone)]
pub enum CodesAnswer {
    /// Nothing yet.
    Awaited,
    /// What the car told.
    Told(CarCodes),
    /// Why it told nothing.
    Failed(String),
}

impl JobScreen {
    /// The adapter that may read the car for the item in focus.
    #[must_use]
    pub fn codes_reader<'a>(&self, store: &'a Store) -> Option<&'a Instrument> {
        let it = self.item(store).filter(|_| store.is_workable(&self.key))?;
        it.progress.may_read_codes(it.item.id.as_str()).ok()?;
        store.live.instruments().iter().find(|instrument| instrument.reads_codes())
    }

    /// What was asked of the car for the item in focus.
    #[must_use]
    pub fn asked_codes(&self, store: &Store) -> Option<&AskedCodes> {
        let it = self.item(store)?;
        self.codes.as_ref().filter(|asked| asked.item == it.item.id)
    }

    /// What Enter records: what the car told for the item in focus, while it is fresh and no option is pointed at.
    #[must_use]
    pub fn offered_codes(&self, store: &Store) -> Option<(&AskedCodes, &CarCodes)> {
        self.codes_reader(store)?;
        let asked = self.asked_codes(store).filter(|asked| asked.is_fresh(store) && self.pointed().is_none())?;
        match &asked.answer {
            CodesAnswer::Told(told) if matches!(self.mode, Mode::Look) => Some((asked, told)),
            _ => None,
        }
    }

    /// Asks the car, by the adapter.
    pub(super) fn read_codes(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Some(it) = self.item(store).filter(InFocus::may_answer) else { return Reaction::stay() };
        let item = it.item.id;
        if let Err(unfit) = it.progress.may_read_codes(item.as_str()) {
            session.tell(unfit.to_string());
            return Reaction::stay();
        }
        let Some(instrument) = self.codes_reader(store) else {
            session.tell("no adapter that reads codes is set in workshop.toml");
            return Reaction::stay();
        };
        if self.asked_codes(store).is_some_and(|asked| asked.is_awaited(store)) {
            session.tell("the car is being asked: that takes up to a minute");
            return Reaction::stay();
        }
        let request = CodesRequest { job: self.key, item, instrument: instrument.name };
        let (by, is_pretended) = (instrument.name, instrument.is_pretended());
        let at_ms = store.now().tick_ms;
        self.codes = Some(AskedCodes { item, by, is_pretended, answer: CodesAnswer::Awaited, at_ms });
        Reaction::effect(Effect::ReadCodes(request))
    }

    /// Takes in what the car told, where it is still asked for.
    pub fn take_codes(&mut self, store: &Store, request: &CodesRequest, read: Result<CarCodes, NotRead>) {
        let is_asked = |asked: &&mut AskedCodes| {
            asked.item == request.item && matches!(asked.answer, CodesAnswer::Awaited) && self.key == request.job
        };
        let Some(asked) = self.codes.as_mut().filter(is_asked) else { return };
        asked.at_ms = store.now().tick_ms;
        asked.answer = match read {
            Ok(told) => CodesAnswer::Told(told),
            Err(why) => CodesAnswer::Failed(why.to_string()),
        };
    }

    /// Records what the car told.
    pub(super) fn record_codes(&mut self, store: &Store, session: &mut Session) -> Option<Reaction> {
        let (asked, told) = self.offered_codes(store)?;
        if store.now().tick_ms - asked.at_ms < LOOKED_AT_MS {
            session.tell("that has only just come: look at it, then Enter");
            return Some(Reaction::stay());
        }
        let read = Box::new(CodesRead { by: asked.by, told: told.clone() });
        let entry = Entry::new(What::CodesRead { item: asked.item, read }, "", session.who());
        Some(self.record(store, session, entry))
    }

    /// They are on the disk: the item still waits for its answer.
    pub(super) fn on_codes_recorded(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        let What::CodesRead { item, read } = &fact.what else { return Reaction::stay() };
        self.codes = None;
        self.look_for_contradictions(store);
        let told = self.contradictions.iter().filter(|it| it.item == *item);
        told.for_each(|it| session.warn(it.words.clone()));
        let change = store.jobs.get(&self.key).filter(|_| item.is(known::LAMPS_AFTER));
        let change = change.and_then(Job::codes_change);
        session.tell(match change {
            Some(change) => format!("recorded, beside those before the work: {}", change.words()),
            None => format!("recorded: {}", read.told.words()),
        });
        Reaction::stay()
    }

    /// Milliseconds until what was asked of the car stands for it no more.
    pub(super) fn codes_change_ms(&self, store: &Store) -> Option<i64> {
        let asked = self.asked_codes(store)?;
        let holds_ms = if matches!(asked.answer, CodesAnswer::Awaited) { PATIENCE_MS } else { FRESH_MS };
        Some(asked.at_ms + holds_ms + 1 - store.now().tick_ms).filter(|left_ms| *left_ms > 0)
    }
}

impl AskedCodes {
    /// Whether the answer stands for the car as it is.
    #[must_use]
    pub fn is_fresh(&self, store: &Store) -> bool {
        store.now().tick_ms - self.at_ms <= FRESH_MS
    }

    /// Whether the adapter is still being waited for.
    #[must_use]
    pub fn is_awaited(&self, store: &Store) -> bool {
        matches!(self.answer, CodesAnswer::Awaited) && store.now().tick_ms - self.at_ms <= PATIENCE_MS
    }
}
