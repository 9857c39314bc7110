//! One job, worked on step by step without a screen: line mode and answers files stand on it.

use super::clock::SystemClock;
use super::instruments::{ask_car, read_once};
use super::past::Past;
use super::patience::with_patience;
use super::recorder::{Recorder, RecorderError, refused, sealed};
use super::tables::tabulate;
use crate::app::clock::went_forward;
use crate::app::event::Sealed;
use crate::app::{LiveFigure, Session, Store};
use crate::domain::input::{Unfit, UnfitKind};
use crate::domain::{
    Answer, CarCodes, Checklist, Id, Identified, IdentityRule, Instrument, Item, JobKey, JobNumber, PausePoint,
    Progress, RefusedEntry, Signature, What, steps,
};
use crate::instrument::InstrumentTrouble;

/// A recorder with everything read, and the clock to record by.
pub struct Headless {
    /// The recorder.
    pub recorder: Recorder,
    /// What is known.
    pub store: Store,
    /// Who is there.
    pub session: Session,
    past: Past,
    clock: SystemClock,
    /// Says that a drive takes longer than those that work.
    tell_hanging: fn(),
}

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The rules don't allow it: say something else.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The journal did not take it: nothing was recorded.
    #[error("{0}")]
    NotRecorded(String),
    /// The job can't be worked on.
    #[error("{0}")]
    NoJob(String),
}

fn missing(store: &Store, key: &JobKey) -> StepError {
    StepError::NoJob(store.cannot_open(key).to_string())
}

impl Drop for Headless {
    fn drop(&mut self) {
        self.recorder.write_refused(self.clock.now().wall);
        self.recorder.witness_at_end(self.clock.now().wall);
    }
}

impl Headless {
    /// Reads everything that the recorder has. `tell_hanging` is called when the drive lets a row wait longer than one that works does.
    ///
    /// # Errors
    /// When the journals' folder, or a file of this station's journal, can't be read.
    pub fn begin(recorder: Recorder, tell_hanging: fn()) -> Result<Self, RecorderError> {
        let clock = SystemClock::start();
        let (mut store, session) = (recorder.store(clock.now()), recorder.session());
        store.offers = recorder.offers().map(|watch| watch.read_now()).unwrap_or_default();
        let mut headless = Self { recorder, store, session, past: Past::default(), clock, tell_hanging };
        let last_seq = headless.read()?;
        headless.recorder.caught_up(last_seq);
        Ok(headless)
    }

    /// Reads again what all stations have recorded.
    ///
    /// # Errors
    /// As [`Headless::begin`].
    pub fn read_again(&mut self) -> Result<(), RecorderError> {
        self.read().map(drop)
    }

    /// As [`Self::read_again`]; the last row of this station that was read, where one was.
    fn read(&mut self) -> Result<Option<u64>, RecorderError> {
        let Self { recorder, store, session, past, .. } = self;
        let last_seq = recorder.readers().fill(past, store, session)?;
        if let Some((_, fault)) = store.unread.iter().find(|(station, _)| *station == store.station) {
            return Err(RecorderError::Unread(fault.clone()));
        }
        Ok(last_seq)
    }

    /// Holds a job whole, where it is known, and the last visit of its car.
    ///
    /// # Errors
    /// When a file of theirs can't be read.
    pub fn hold(&mut self, key: &JobKey) -> Result<(), RecorderError> {
        Ok(self.recorder.readers().hold(&mut self.store, key)?)
    }

    /// Rebuilds the jobs tables; what can't be replaced is told.
    #[must_use]
    pub fn tabulate(&self) -> Vec<String> {
        tabulate(&self.recorder.readers(), self.clock.now().wall)
    }

    /// What reading and writing had to tell since the last time: faults of the record, and what was done about them. Whoever
    /// has this must pass it on.
    #[must_use]
    pub fn take_told(&mut self) -> Option<String> {
        self.session.notice.take().map(|notice| notice.text)
    }

    /// Moves the clock on to now.
    pub fn catch_up(&mut self) {
        if let Some(seconds) = self.store.clock.set(self.clock.now()) {
            self.session.warn(went_forward(seconds));
            self.recorder.clock_went_forward(seconds);
        }
    }

    /// The job's key, when it is this station's.
    #[must_use]
    pub fn key(&self, number: &JobNumber) -> JobKey {
        JobKey { station: self.store.station, number: *number }
    }

    /// Begins a job.
    ///
    /// # Errors
    /// When the checklist can't be used, or the journal doesn't take the row.
    pub fn start(
        &mut self,
        number: &JobNumber,
        who: &str,
        kind: &str,
        is_via_file: bool,
    ) -> Result<JobKey, RecorderError> {
        self.catch_up();
        let Self { recorder, clock, .. } = self;
        let started =
            with_patience(self.tell_hanging, || recorder.start(number, who, kind, is_via_file, clock.now().wall))?;
        self.session.who = Some(who.to_owned());
        let (key, fact) = (started.fact.job, started.fact.clone());
        self.take(started);
        self.recorder.witness_after(&fact, self.clock.now().wall);
        Ok(key)
    }

    /// The job beside its checklist.
    ///
    /// # Errors
    /// When one of them isn't known.
    pub fn progress(&self, key: &JobKey) -> Result<Progress<'_>, StepError> {
        self.store.progress(key).ok_or_else(|| missing(&self.store, key))
    }

    /// Records a fact, when the rules allow it, signed by `who`.
    ///
    /// # Errors
    /// When the rules don't allow it, or the journal doesn't take it.
    pub fn record(
        &mut self,
        key: &JobKey,
        what: What,
        note: &str,
        who: impl Into<Signature>,
    ) -> Result<Sealed, StepError> {
        self.catch_up();
        let (note, who) = (note.trim(), who.into());
        self.store.signs(key, &who, &what)?;
        self.store.allows(key, &what, &who, note).ok_or_else(|| missing(&self.store, key))??;
        if let Some(seconds) = self.store.by_clock_seconds(key, &what) {
            self.recorder.clock_alone(seconds, *key);
        }
        let mut draft = self.store.draft(key, what, who, note);
        if let Some(name) = self.store.to_identify(&draft) {
            if self.store.people.identity == IdentityRule::Required {
                let way_on = "the screen and run --plain ask for a PIN or a badge";
                return Err(Unfit::new(format!("{name} has to be identified: {way_on}")).of(UnfitKind::Name).into());
            }
            draft.who.identified = Some(Identified::Typed);
        }
        let Self { recorder, clock, .. } = self;
        match with_patience(self.tell_hanging, || recorder.append(&draft, clock.now().wall)) {
            Ok(appended) => {
                let taken = sealed(appended);
                self.take(taken.clone());
                self.recorder.witness_after(&taken.fact, self.clock.now().wall);
                Ok(taken)
            }
            Err(refusal) => {
                let refused = refused(refusal);
                self.store.take_news(refused.news);
                Err(StepError::NotRecorded(refused.message))
            }
        }
    }

    /// Notes that something was said about a job, and not taken.
    pub fn note_refused(&mut self, key: &JobKey, item: Option<Id>, unfit: &Unfit, who: &str) {
        self.recorder.note_refused(RefusedEntry { job: *key, item, kind: unfit.kind, who: who.into() });
        self.recorder.write_refused(self.clock.now().wall);
    }

    /// Answers an item; a second time where it has to be asked again.
    ///
    /// # Errors
    /// As [`Headless::record`].
    pub fn answer(
        &mut self,
        key: &JobKey,
        item: &Id,
        answer: Answer,
        note: &str,
        who: &str,
    ) -> Result<Sealed, StepError> {
        self.record(key, What::Answered { item: *item, answer }, note, who)
    }

    /// Has an instrument read for an item: of those that can, the one with this name.
    ///
    /// # Errors
    /// When it gives no reading.
    pub fn measure(&mut self, item: &Item, name: Id) -> Result<Option<LiveFigure>, InstrumentTrouble> {
        let wanted = self.store.live.wanted(item).into_iter().find(|it| it.name == name);
        let instruments = self.recorder.instruments();
        let instrument = instruments.iter().find(|it| it.name == name);
        let Some((wanted, instrument)) = wanted.zip(instrument) else { return Ok(None) };
        self.store.live.keep(&[wanted]);
        let reading = read_once(instrument, wanted.around, self.clock)?;
        self.catch_up();
        self.store.live.take(name, Ok(reading));
        Ok(self.store.live.figure(item, self.store.now().tick_ms))
    }

    /// The adapter that can ask a car for its VIN and codes.
    #[must_use]
    pub fn codes_reader(&self) -> Option<Instrument> {
        self.recorder.instruments().into_iter().find(Instrument::reads_codes)
    }

    /// Has it ask the car, for an item.
    ///
    /// # Errors
    /// When the car tells nothing that can be read.
    pub fn ask_car(&mut self, instrument: &Instrument, item: Id) -> Result<CarCodes, InstrumentTrouble> {
        let told = ask_car(instrument, item);
        self.catch_up();
        told
    }

    /// Makes a page's completion call; D's is the end of the job.
    ///
    /// # Errors
    /// As [`Headless::record`].
    pub fn call(&mut self, key: &JobKey, pause: PausePoint, who: &str) -> Result<Sealed, StepError> {
        let what = steps::call(&self.progress(key)?, pause);
        let what = what.ok_or_else(|| StepError::NoJob(format!("{key}: it has no page {}", pause.letter())))?;
        self.record(key, what, "", who)
    }

    /// The page whose completion call is due: complete, reached and not called.
    #[must_use]
    pub fn call_due(&self, key: &JobKey) -> Option<PausePoint> {
        let progress = self.store.progress(key)?;
        progress.pages().find(|page| progress.may_call(page)).map(|page| page.pause)
    }

    /// The checklist of a job.
    #[must_use]
    pub fn checklist(&self, key: &JobKey) -> Option<std::sync::Arc<Checklist>> {
        let job = self.store.jobs.get(key)?;
        self.store.checklists.get(job.asked().sha).cloned()
    }

    fn take(&mut self, sealed: Sealed) {
        self.catch_up();
        let key = sealed.fact.job;
        let notices = self.store.take_sealed(sealed);
        self.session.warn_all(notices);
        // which visit was the last one is known once the car is; what can't be read now is not shown beside
        let _ = self.hold(&key);
    }
}
