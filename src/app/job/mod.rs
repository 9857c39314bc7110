//! A job on the screen: which item is in focus, what is being typed or asked, and what that leads to.
//!
//! `focus` moves between items and calls, `answer` says what was typed or chosen in the dialogue, `pointing` says which option
//! arrows are at, `questions` asks what the dialogue asks, `offers` says which keys can do anything. All of them only ever *ask* for
//! a row; the answer stands when the row is on the disk.

mod answer;
mod codes;
mod focus;
mod measured;
mod offers;
mod pointing;
mod questions;
mod unsaid;

pub use codes::{AskedCodes, CodesAnswer, LOOKED_AT_MS};
pub use questions::{Arrival, Question};
pub use unsaid::Unsaid;

use std::collections::BTreeSet;

use super::bells::{self, running_wait_seconds};
use super::cannot_open::CannotOpen;
use super::dialogue::JobChoice;
use super::earlier::Contradiction;
use super::parts::{Ask, Pointer, TextField};
use super::reaction::{Beside, Go, Reaction, Target};
use super::{Command, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::{Fact, StopReason, What};
use crate::domain::{Answer, ChecklistPage, Id, Item, JobKey, PausePoint, Progress, Status};

/// The screen of one job.
#[derive(Debug, Clone)]
pub struct JobScreen {
    /// The job.
    pub key: JobKey,
    /// What is in focus.
    pub focus: Focus,
    /// What is open in front of it.
    pub mode: Mode,
    /// What was typed and is not recorded yet.
    pub unsaid: Unsaid,
    /// Which option arrows point at, of the item.
    pointer: Option<(Id, Pointer)>,
    /// What was open when it was asked who is there.
    interrupted: Option<Mode>,
    /// Why the job is being stopped, while the car is made safe for it.
    stopping: Option<StopReason>,
    /// Where to go once it is known who is there.
    beside: Option<Beside>,
    /// What answers say otherwise than other jobs do.
    pub contradictions: Vec<Contradiction>,
    /// Whether the handover is asked in front of the sheet.
    is_from_sheet: bool,
    /// What is confirmed by the look that is being recorded, beside the item in focus.
    same_look: Option<(Id, Answer)>,
    /// Whether what is being recorded belongs to the look before it.
    is_one_look: bool,
    /// The items that the last key answered.
    answered: Vec<Id>,
    /// When that was, on the steady count.
    answered_ms: i64,
    /// What was asked of the car's computer.
    codes: Option<AskedCodes>,
    /// What was to be asked again when the screen last looked.
    stale: BTreeSet<Id>,
}

/// What is in focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// An item, by its id.
    Item(Id),
    /// The completion call of a page.
    Call(PausePoint),
    /// The work, while it goes on: nothing is asked.
    Work,
}

/// The item in focus, on its page and beside the job.
#[derive(Debug)]
pub struct InFocus<'a> {
    /// The job beside its checklist.
    pub progress: Progress<'a>,
    /// The item's page.
    pub page: &'a ChecklistPage,
    /// The item.
    pub item: &'a Item,
}

impl InFocus<'_> {
    /// How the item stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.progress.status(self.page, self.item)
    }

    /// Whether it can be answered now.
    #[must_use]
    pub fn may_answer(&self) -> bool {
        self.progress.may_answer(self.page, self.item)
    }
}

/// What is open.
#[derive(Debug, Clone)]
pub enum Mode {
    /// Nothing: keys are commands, digits choose.
    Look,
    /// The item's field.
    Field(TextField),
    /// A question.
    Ask(Ask<Question, JobChoice>),
}

impl JobScreen {
    /// Opens a job at its first open item, with what was typed about it before; asks first who is there when work on it goes on after a break.
    ///
    /// # Errors
    /// When the job or its checklist isn't known, with what to do about it.
    pub fn open(store: &Store, session: &Session, key: JobKey, unsaid: Unsaid) -> Result<Self, CannotOpen> {
        let Some(job) = store.jobs.get(&key) else { return Err(CannotOpen::NoJob(key)) };
        if !store.checklists.contains_key(job.asked().sha) {
            return Err(store.unusable.why(job));
        }
        let mut screen = Self {
            key,
            focus: Focus::Call(PausePoint::A),
            mode: Mode::Look,
            unsaid,
            pointer: None,
            interrupted: None,
            stopping: None,
            beside: None,
            contradictions: Vec::new(),
            is_from_sheet: false,
            same_look: None,
            is_one_look: false,
            answered: Vec::new(),
            answered_ms: 0,
            codes: None,
            stale: BTreeSet::new(),
        };
        screen.look_for_contradictions(store);
        screen.stale = screen.stale_items(store);
        screen.advance(store);
        screen.go_to_stop(store);
        let away_seconds = (store.now().wall - job.last_by_hand().time).num_seconds().max(0);
        // what somebody else said of himself is asked of whoever is here: first that it is he
        let is_another = session.who.as_deref().is_some_and(|who| {
            let progress = store.progress(&key).filter(|_| store.is_workable(&key));
            progress.is_some_and(|progress| progress.for_worker(who).asked_of_the_next().is_some())
        });
        let is_break = is_another
            || session.who.is_none()
            || job.open_interruption().is_some()
            || away_seconds * 1000 >= store.away_ms;
        if is_break {
            screen.ask_who_is_there(store, session, away_seconds);
        }
        Ok(screen)
    }

    /// The item in focus, where one is.
    #[must_use]
    pub fn item<'a>(&self, store: &'a Store) -> Option<InFocus<'a>> {
        let Focus::Item(id) = &self.focus else { return None };
        let progress = store.progress(&self.key)?;
        let (page, item) = progress.item(id.as_str())?;
        Some(InFocus { progress, page, item })
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        (self.same_look, self.is_one_look) = (None, false);
        match self.mode {
            Mode::Look => self.on_look(store, session, command),
            Mode::Field(_) => self.on_field(store, session, &command),
            Mode::Ask(_) => self.on_ask(store, session, &command),
        }
    }

    fn on_look(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        match command {
            Command::ChangeHands if !self.offers(store, &command) => {
                session.tell("this job has ended: it is not taken over any more");
            }
            Command::Escape => return Reaction::go(Go::Home),
            Command::Up | Command::Down if self.point(store, &command) => {}
            Command::Up | Command::PageUp => self.step(store, -1),
            Command::Down | Command::PageDown => self.step(store, 1),
            Command::Enter => return self.enter(store, session),
            Command::Choose(n) => return self.choose(store, session, n),
            Command::Call => return self.call(store, session),
            Command::WorkDone => self.end_work(store),
            Command::RestartWait => return self.restart_wait(store, session),
            Command::TakeBack => return self.take_back(store, session),
            Command::Skip => return self.say(store, session, |dialogue, it| dialogue.skip(it.item.id)),
            Command::Override => {
                let mut reaction = self.say(store, session, |dialogue, it| dialogue.overriding(it.item.id));
                // until it is asked where the second person is, it is known what other stations there are
                reaction.effects.extend(matches!(self.mode, Mode::Ask(_)).then_some(Effect::Read));
                return reaction;
            }
            Command::Pause => self.choose_among(store, JobChoice::PauseReason),
            Command::Stop => self.choose_stop(store, session),
            Command::ChangeHands => return self.change_hands(store, session),
            Command::ReadCodes => return self.read_codes(store, session),
            Command::Remark => self.ask_remark(store, session),
            Command::Handover => self.ask_handover(store, session),
            Command::Guide => return Reaction::push(Target::Guide),
            Command::Sheet => return Reaction::push(Target::Sheet(self.key)),
            Command::Guard => return self.go_beside(store, session, Beside::Guard),
            Command::Recovery => return self.go_beside(store, session, Beside::Recovery),
            _ => {}
        }
        Reaction::stay()
    }

    /// A row of this job is on the disk: settles what waited for it and goes on.
    pub fn on_sealed(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        match fact.what {
            What::Remarked { .. } => return self.on_remarked(store, session, fact),
            What::CodesRead { .. } => return self.on_codes_recorded(store, session, fact),
            _ => {}
        }
        if let Some(item) = fact.what.item() {
            self.unsaid.forget(item);
            // something else is done than making the car safe: the stop was thought better of
            self.stopping.take_if(|_| !makes_safe(store, &self.key, item));
        }
        (self.mode, self.pointer) = (Mode::Look, None);
        // who came back finds what was half said
        if !matches!(fact.what, What::Resumed { .. }) {
            self.unsaid.question = None;
        }
        let is_one_look = std::mem::take(&mut self.is_one_look);
        match &fact.what {
            What::Corrected { item, answer, .. } if answer.is_taken_back() => self.answered.retain(|it| it != item),
            What::Answered { item, .. } | What::Corrected { item, .. } => {
                if !is_one_look {
                    self.answered.clear();
                }
                self.answered.push(*item);
                self.answered_ms = store.now().tick_ms;
            }
            _ => self.answered.clear(),
        }
        if let What::Corrected { item, answer, .. } = &fact.what
            && answer.is_taken_back()
        {
            self.look_for_contradictions(store);
            self.ask_again(store, *item);
            return if self.answered.is_empty() { Reaction::stay() } else { self.take_back(store, session) };
        }
        self.tell_warning(store, session, fact);
        self.tell_what_is_known(store, session, fact);
        let asks_on = asks_for_a_code(&fact.what);
        if let What::SecondAsked { second, .. } = &fact.what {
            session.tell(format!("{second} is asked on the other stations' boards; what he says is told here"));
        }
        if let What::TakenOver { from } = &fact.what {
            session.tell(match from.last.station {
                here if here == store.station => "taken over once more: it is answered here".to_owned(),
                other => format!("taken over from {other}: it is answered here now"),
            });
            // to what is open first, as when it is opened
            self.focus = Focus::Call(PausePoint::A);
        }
        match &fact.what {
            What::Interrupted { .. } => {
                session.leave();
                return Reaction::go(Go::Home);
            }
            What::Finished { .. } => {
                self.focus = Focus::Call(PausePoint::D);
                return Reaction { effects: vec![Effect::Tabulate], go: Some(Go::Push(Target::Sheet(self.key))) };
            }
            What::Stopped { .. } => {
                self.focus = Focus::Call(PausePoint::D);
                return Reaction::effect(Effect::Tabulate);
            }
            What::HandedOver { .. } => return Reaction::go(Go::Home),
            What::Resumed { .. } => {
                match self.interrupted.take() {
                    Some(mode) => self.mode = mode,
                    None => self.stay_or_advance(store),
                }
                if let Some(beside) = self.beside.take() {
                    return Reaction::push(Target::Beside(beside, self.key));
                }
            }
            What::Corrected { .. } if !store.is_workable(&self.key) => {
                if store.jobs.get(&self.key).is_some_and(|job| job.changed_since_handover().is_some()) {
                    session.warn("corrected: the customer's page says otherwise: print it again and hand it over");
                }
                let go = if asks_on == Some(known::RADIO_AFTER) {
                    self.go_beside(store, session, Beside::Guard).go
                } else {
                    None
                };
                return Reaction { effects: vec![Effect::Tabulate], go };
            }
            What::Answered { .. } | What::Corrected { .. } if self.is_on_stop(store) => self.open_field(store),
            _ if self.stopping.is_some() => drop(self.make_safe(store, session)),
            _ => self.advance(store),
        }
        if let Some(reaction) = self.confirm_the_rest(store, session) {
            return reaction;
        }
        if asks_on == Some(known::ARRIVAL) {
            // in a field x is text; elsewhere Esc would lead to the board
            let keys = if self.context(store).is_field() { "Esc, then x" } else { "x" };
            session.tell(format!("{keys}, before a code is entered: it counts the attempts and the waits"));
        }
        // after the work the code is what comes next
        if asks_on == Some(known::RADIO_AFTER) && self.stopping.is_none() {
            return self.go_beside(store, session, Beside::Guard);
        }
        Reaction::stay()
    }

    /// Tells what is to be heeded about an answer, as the focus goes on.
    fn tell_warning(&self, store: &Store, session: &mut Session, fact: &Fact) {
        let (What::Answered { item, answer } | What::Corrected { item, answer, .. }) = &fact.what else { return };
        let Some(progress) = store.progress(&self.key) else { return };
        let Some((_, item)) = progress.checklist.item(item.as_str()) else { return };
        if let Some(text) = progress.told(item, answer) {
            session.warn(format!("{}: {text}", item.label));
        }
    }

    /// Tells what other jobs say about the car, or otherwise than the answer, as the focus goes on.
    fn tell_what_is_known(&mut self, store: &Store, session: &mut Session, fact: &Fact) {
        let Some(item) = fact.what.item() else { return };
        let is_plate = item.is(known::PLATE);
        self.look_for_contradictions(store);
        let told = self.contradictions.iter().filter(|it| it.item == *item || is_plate);
        told.for_each(|it| session.warn(it.words.clone()));
        let Some(last) = store.last_visit(&self.key).filter(|_| is_plate) else { return };
        let progress = store.progress(&self.key);
        let mut items = progress.iter().flat_map(Progress::items);
        let is_offered = |(_, item): (_, &Item)| store.as_before(&self.key, item).is_some();
        let more = if items.any(is_offered) { ": what was fitted then is offered, to be looked at" } else { "" };
        session.tell(format!("here before, on {}{more}", store.day(last)));
    }

    /// What the answers of this job say otherwise than other jobs do: all of them anew, as another plate is another car.
    pub(in crate::app) fn look_for_contradictions(&mut self, store: &Store) {
        let job = store.jobs.get(&self.key).filter(|job| job.ending().is_none());
        let answers = job.into_iter().flat_map(|job| CONTRADICTED.map(|item| job.latest(item)));
        let of_answers = answers.flatten().flat_map(|fact| store.contradictions(fact));
        self.contradictions = of_answers.chain(store.vins_unlike(&self.key)).collect();
    }

    /// Whether the item in focus has an answer that says stop: the focus stays, so that the way on is read.
    fn is_on_stop(&self, store: &Store) -> bool {
        self.item(store).is_some_and(|it| it.status() == Status::Stop)
    }

    /// Milliseconds until the screen changes by itself.
    #[must_use]
    pub fn next_change_ms(&self, store: &Store) -> Option<i64> {
        let progress = store.progress(&self.key)?;
        let of_answers = progress.next_change_ms();
        let is_waiting = store.is_workable(&self.key) && running_wait_seconds(&progress).is_some_and(|left| left > 0);
        let of_wait = is_waiting.then(|| 1000 - store.now().tick_ms.rem_euclid(1000));
        let of_radio = store.radio_wait(&self.key).map(|wait| wait.next_second_ms());
        let of_bells = bells::next_ms(store, &progress).filter(|_| store.is_workable(&self.key));
        let of_taking_back = self.take_back_ms(store);
        let of_reading = self.item(store).and_then(|it| store.live.next_change_ms(it.item, store.now().tick_ms));
        let all = of_answers.into_iter().chain(of_wait).chain(of_radio).chain(of_bells);
        all.chain(of_taking_back).chain(of_reading).chain(self.codes_change_ms(store)).min()
    }
}

/// Items whose answers other jobs may contradict, or the order that a job is for.
const CONTRADICTED: [&str; 4] = [known::PLATE, known::RADIO, known::SERIAL, known::SERIAL_SOURCE];

/// Whether an item is one of those that make the car safe before a stop, or stands on their page.
fn makes_safe(store: &Store, key: &JobKey, item: &Id) -> bool {
    let progress = store.progress(key);
    let place = progress.and_then(|progress| progress.checklist.item(item.as_str()));
    place.is_some_and(|(pause, item)| item.is_make_safe || pause == PausePoint::D)
}

/// The item whose answer says that the radio asks for its code, or takes none.
fn asks_for_a_code(what: &What) -> Option<&'static str> {
    let (What::Answered { item, answer } | What::Corrected { item, answer, .. }) = what else { return None };
    let is_said = known::WANTS_CODE.contains(&answer.token());
    [known::ARRIVAL, known::RADIO_AFTER].into_iter().find(|known| is_said && item.is(known))
}
