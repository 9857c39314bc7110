//! The lock-out guard on the screen: what the display says, what is prepared before a code is entered, what came of it, and
//! how long the radio takes none. The code itself is entered at the radio and nowhere else.
//!
//! What is shown follows from [`crate::domain::Guard`] and from how far the person has come here; nothing of it is kept but
//! the rows.

mod answers;

pub use answers::{Display, ELSE, OUTCOMES, PREPARATIONS, preparations};

use super::ask::{Ask, Pick, Purpose, Step};
use super::job::second_ask;
use super::limits;
use super::reaction::{Beside, Go, Reaction, Target, Then};
use super::{Command, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::{Origin, Outcome as Said};
use crate::domain::input::check_no_code;
use crate::domain::lockout::{self, Stage, State, last_attempt};
use crate::domain::{Answer, Fact, Guard, Id, JobKey, Signature, Status, What, rules};

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Earlier attempts are still being read.
    Reading,
    /// What does the display say?
    Display,
    /// The preparations.
    Prepare(Display),
    /// What came of it?
    Outcome,
    /// A wait is running, or something else says stop.
    Held(State),
    /// The code was accepted.
    Plays,
}

/// The guard's screen.
#[derive(Debug, Clone)]
pub struct GuardScreen {
    /// The job.
    pub key: JobKey,
    /// What the display says, once that was said.
    pub display: Option<Display>,
    /// What is prepared.
    pub is_prepared: [bool; PREPARATIONS],
    /// How many attempts were known when the display was read: with another one, all is prepared anew.
    counted: usize,
    /// What the radio did, marked and not recorded yet: by its place among the answers.
    pub marked: Option<usize>,
    /// A question in front of it.
    pub ask: Option<Ask>,
    /// What was recorded last of an attempt while this was open.
    last: Option<Stage>,
    /// Whether that was seen or told, not entered here.
    is_seen: bool,
}

/// An answer of the list that follows from what came of a code.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// What is recorded.
    pub what: What,
    /// `label: answer`.
    pub words: String,
    /// The note that it is recorded with.
    pub note: &'static str,
}

impl GuardScreen {
    /// Opens the guard of a job's radio.
    #[must_use]
    pub fn open(key: JobKey) -> Self {
        let is_prepared = [false; PREPARATIONS];
        Self { key, display: None, is_prepared, counted: 0, marked: None, ask: None, last: None, is_seen: false }
    }

    /// What is on the screen.
    #[must_use]
    pub fn page(&self, store: &Store) -> Page {
        let Some(guard) = store.guard(&self.key).filter(|_| !store.is_reading) else { return Page::Reading };
        match (guard.state, self.display) {
            (State::Entering, _) => Page::Outcome,
            _ if self.has_accepted() || self.is_list_behind(store) => Page::Plays,
            (state, _) if !guard.may_enter() => Page::Held(state),
            (_, None) => Page::Display,
            _ if guard.ledger.entries.len() != self.counted => Page::Display,
            (_, Some(display)) => Page::Prepare(display),
        }
    }

    /// What the checklist can be told after a code was accepted, or once the radio is locked.
    #[must_use]
    pub fn follow_ups(&self, store: &Store) -> Vec<FollowUp> {
        self.follow_ups_of(store, self.page(store))
    }

    fn follow_ups_of(&self, store: &Store, page: Page) -> Vec<FollowUp> {
        if self.key.station != store.station {
            return Vec::new();
        }
        let (why, answers): (&str, &[(&str, &str)]) = match page {
            Page::Plays if self.was_seen(store) => ("the radio plays again", &[(known::RADIO_AFTER, "plays")]),
            Page::Plays => (
                "the radio accepted the code",
                &[(known::RADIO_AFTER, "code-entered"), (known::CODE, "entered-accepted")],
            ),
            Page::Held(State::Locked) => ("the radio shows LOCKED", &[(known::RADIO_AFTER, "locked")]),
            _ => return Vec::new(),
        };
        let Some(progress) = store.progress(&self.key) else { return Vec::new() };
        let follow_up = |&(item, option): &(&str, &str)| {
            let (page, item) = progress.item(item)?;
            let is_said = progress.job.token(item.id.as_str()) == Some(option);
            // what is fine already needs no better reason for being fine
            if is_said || (option != "locked" && progress.status(page, item) == Status::Done) {
                return None;
            }
            let (item_id, answer) = (item.id, Answer::Option(Id::new(option).ok()?));
            let words = format!("{}: {}", item.label, progress.shown(item, &answer));
            let what = if progress.needs_reason(page, item) {
                What::Corrected { item: item_id, answer, reason: why.to_owned() }
            } else {
                What::Answered { item: item_id, answer }
            };
            let note = if matches!(what, What::Answered { .. }) { why } else { "" };
            rules::check(&progress, &what, &"somebody".into(), note).is_ok().then_some(FollowUp { what, words, note })
        };
        answers.iter().filter_map(follow_up).collect()
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.ask.is_some() {
            return self.on_ask(store, session, command);
        }
        match command {
            Command::Escape => Reaction::back(),
            Command::Recovery => Reaction::go(Go::Replace(Target::Beside(Beside::Recovery, self.key))),
            Command::Override => self.ask_override(store, session),
            Command::Correct => self.ask_what_came_of_it(store, session),
            Command::Choose(n) => self.choose(store, session, n),
            Command::Enter => self.enter(store, session),
            _ => Reaction::stay(),
        }
    }

    /// Whether a code was accepted while this was open.
    fn has_accepted(&self) -> bool {
        matches!(self.last, Some(Stage::Ended(Said::Accepted) | Stage::Corrected(Said::Accepted)))
    }

    /// Whether it plays without a code that was entered here: somebody unlocked it.
    #[must_use]
    pub fn was_seen(&self, store: &Store) -> bool {
        self.is_seen || self.unsaid(store) == Some(true)
    }

    /// Whether the list can be told that the radio accepted a code.
    fn is_list_behind(&self, store: &Store) -> bool {
        self.unsaid(store).is_some() && !self.follow_ups_of(store, Page::Plays).is_empty()
    }

    /// Whether the radio accepted a code since the list was told that it asks for one or is locked, so that the list is behind;
    /// and whether that was seen or told.
    fn unsaid(&self, store: &Store) -> Option<bool> {
        let job = store.jobs.get(&self.key).filter(|_| self.display.is_none())?;
        let said = job.latest(known::RADIO_AFTER)?;
        let last = last_attempt(job).filter(|last| last.outcome == Some(Said::Accepted))?;
        let is_behind = job.token(known::RADIO_AFTER).is_some_and(|said| known::WANTS_CODE.contains(&said));
        (is_behind && last.fact.is_after(said)).then(|| last.is_seen())
    }

    /// Whether it was here that the code was said to be entered: whoever comes later must not enter it again.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.last == Some(Stage::Begun)
    }

    /// How many of the four are prepared.
    #[must_use]
    pub fn prepared(&self) -> usize {
        self.is_prepared.iter().filter(|it| **it).count()
    }

    /// A code is to be entered: what other stations recorded is read first, then that it is entered gets a row of its own,
    /// and only then anybody touches the radio.
    fn enter(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match self.page(store) {
            Page::Prepare(_) => {}
            Page::Outcome => return self.came_of_it(store, session),
            _ => return Reaction::stay(),
        }
        if self.prepared() < PREPARATIONS {
            session.tell(format!("first the {PREPARATIONS} preparations: {} are done", self.prepared()));
            return Reaction::stay();
        }
        Reaction::effect(Effect::ReadOthers)
    }

    /// Records what the radio did.
    fn came_of_it(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let outcomes = OUTCOMES.iter().map(|(outcome, _)| Stage::Ended(*outcome));
        let stage = self.marked.and_then(|at| outcomes.chain(ELSE.iter().map(|(stage, _)| *stage)).nth(at));
        let Some(stage) = stage else {
            session.tell("first what the radio did, by its digit");
            return Reaction::stay();
        };
        let who = session.who().into();
        self.record(store, session, stage.what(), "", who)
    }

    /// What other stations recorded is known.
    pub fn on_others_read(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match self.page(store) {
            Page::Prepare(_) => {
                let who = session.who().into();
                self.record(store, session, Stage::Begun.what(), "", who)
            }
            Page::Outcome => {
                let other =
                    store.guard(&self.key).and_then(|guard| guard.ledger.open_elsewhere().map(|it| it.fact.job));
                if let Some(job) = other {
                    session
                        .warn(format!("STOP: another code is being entered, at {job}: enter nothing, and say so (5)"));
                }
                Reaction::stay()
            }
            _ => {
                session.warn("enter nothing: something was recorded about this radio meanwhile");
                Reaction::stay()
            }
        }
    }

    fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let Some(at) = n.checked_sub(1) else { return Reaction::stay() };
        match self.page(store) {
            Page::Reading => {}
            Page::Display => {
                if let Some(display) = Display::ALL.get(at) {
                    return self.take_display(store, session, *display);
                }
            }
            Page::Prepare(_) if n == PREPARATIONS && !self.is_prepared[at] => self.ask_attempts(),
            Page::Prepare(_) => {
                if let Some(tick) = self.is_prepared.get_mut(at) {
                    *tick = !*tick;
                }
            }
            Page::Outcome => {
                // whoever types the code here by mistake records nothing with it
                self.marked = (at < OUTCOMES.len() + ELSE.len()).then_some(at);
            }
            Page::Held(_) if n == 1 => self.ask = Some(Ask::typed(Purpose::PlaysAgain)),
            Page::Held(_) => return self.follow_up(store, session, at - 1),
            Page::Plays => return self.follow_up(store, session, at),
        }
        Reaction::stay()
    }

    /// Has the list say what came of the code.
    fn follow_up(&mut self, store: &Store, session: &mut Session, at: usize) -> Reaction {
        match self.follow_ups(store).into_iter().nth(at) {
            Some(follow_up) => {
                let who = session.who().into();
                self.record(store, session, follow_up.what, follow_up.note, who)
            }
            None => Reaction::stay(),
        }
    }

    /// The display was read. What shows that codes were entered elsewhere is recorded, because it decides when the next one
    /// may be.
    fn take_display(&mut self, store: &Store, session: &mut Session, display: Display) -> Reaction {
        let has_live = store.guard(&self.key).is_some_and(|guard| guard.ledger.live().next().is_some());
        match display {
            Display::Code | Display::Safe => {
                self.counted = store.guard(&self.key).map_or(0, |guard| guard.ledger.entries.len());
                (self.display, self.is_prepared) = (Some(display), [false; PREPARATIONS]);
            }
            Display::Error if has_live => {
                let picks = vec![
                    Pick::new("Our own last attempt, recorded already", "ours"),
                    Pick::new("Somebody else's, or nobody knows", "else"),
                ];
                self.ask = Some(Ask::pick(Purpose::WhoseError, picks));
            }
            Display::Wait | Display::Error | Display::Locked => {
                let more = if display == Display::Locked { ", no more tries" } else { "" };
                let store = format!("It says {}: record it{more}", display.word());
                let picks = vec![Pick::new(store, "record"), Pick::new("Look again", "again")];
                self.ask = Some(Ask::pick(Purpose::Seen(display), picks));
            }
            Display::Plays if has_live => self.ask = Some(Ask::typed(Purpose::PlaysAgain)),
            Display::Plays => {
                session.tell("it plays and asks for nothing: no code is to be entered");
                return Reaction::back();
            }
        }
        Reaction::stay()
    }

    fn ask_attempts(&mut self) {
        let picks = vec![
            Pick::new("No others than those counted here", "none"),
            Pick::new("Others were made elsewhere, number not known", "unknown"),
        ];
        self.ask = Some(Ask::pick(Purpose::OtherAttempts, picks));
    }

    fn ask_override(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match store.guard(&self.key).as_ref().and_then(Guard::override_item) {
            Some(_) => self.ask = Some(Ask::typed(Purpose::Override)),
            None => session.tell("there is nothing here that can be overridden"),
        }
        Reaction::stay()
    }

    /// Something else came of the last code: what it was is asked, then why.
    fn ask_what_came_of_it(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let recorded = store.guard(&self.key).and_then(|guard| guard.last_own()?.outcome);
        match recorded {
            Some(recorded) => {
                let others = OUTCOMES.iter().filter(|(outcome, _)| *outcome != recorded);
                let picks = others.map(|(outcome, words)| Pick::new(*words, outcome.word()));
                self.ask = Some(Ask::pick(Purpose::CameOf, picks.collect()));
            }
            None => session.tell("nothing came of a code here that could be corrected"),
        }
        Reaction::stay()
    }

    fn on_ask(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        if command == Command::Escape {
            self.ask = None;
            return Reaction::stay();
        }
        match ask.take(&command, limits::note_fits) {
            Some(value) => self.answered(store, session, &value),
            None => Reaction::stay(),
        }
    }

    fn answered(&mut self, store: &Store, session: &mut Session, value: &str) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        let is_typed = matches!(ask.step, Step::Type(_));
        if is_typed && let Err(unfit) = check_no_code(known::CODE, value) {
            ask.refusal = Some(unfit.to_string());
            return Reaction::stay();
        }
        match (ask.purpose.clone(), value) {
            (Purpose::WhoseError, "else") => {
                self.seen(store, session, Said::Unknown, Origin::Seen, "the display says ERROR")
            }
            (Purpose::WhoseError, _) => {
                self.ask = None;
                self.take_display(store, session, Display::Code)
            }
            (Purpose::Seen(display), "record") => {
                let outcome = if display == Display::Locked { Said::Locked } else { Said::Unknown };
                self.seen(store, session, outcome, Origin::Seen, &format!("the display says {}", display.word()))
            }
            (Purpose::OtherAttempts, "unknown") => {
                self.seen(store, session, Said::Unknown, Origin::Seen, "entered elsewhere, as the customer says")
            }
            (Purpose::OtherAttempts, _) => {
                (self.ask, self.is_prepared[PREPARATIONS - 1]) = (None, true);
                Reaction::stay()
            }
            (Purpose::PlaysAgain, "") => self.refuse(session, "say who unlocked it, or what happened".to_owned()),
            (Purpose::PlaysAgain, how) => self.seen(store, session, Said::Accepted, Origin::PlaysAgain, how),
            (Purpose::CameOf, word) => {
                self.ask = Said::from_word(word).map(|outcome| Ask::typed(Purpose::CameOfWhy { outcome }));
                Reaction::stay()
            }
            (Purpose::CameOfWhy { .. }, "") => self.refuse(session, "say why it changes".to_owned()),
            (Purpose::CameOfWhy { outcome }, why) => {
                if store.guard(&self.key).is_some_and(|guard| guard.is_eased_by(outcome)) {
                    let reason = why.to_owned();
                    self.ask = Some(second_ask(session, Purpose::CameOfSecond { outcome, reason }));
                    return Reaction::stay();
                }
                let who = session.who().into();
                self.record(store, session, lockout::correction(outcome, why), "", who)
            }
            (Purpose::CameOfSecond { outcome, reason }, second) => {
                self.record_by_two(store, session, lockout::correction(outcome, &reason), "", second)
            }
            (Purpose::Override, "") => self.refuse(session, "say why it is overridden".to_owned()),
            (Purpose::Override, reason) => {
                self.ask = Some(second_ask(session, Purpose::Second { reason: reason.to_owned() }));
                Reaction::stay()
            }
            (Purpose::Second { reason }, second) => self.overridden(store, session, &reason, second),
            _ => {
                self.ask = None;
                Reaction::stay()
            }
        }
    }

    fn overridden(&mut self, store: &Store, session: &mut Session, reason: &str, second: &str) -> Reaction {
        let item = store.guard(&self.key).and_then(|guard| Id::new(guard.override_item()?).ok());
        let Some(item) = item else {
            self.ask = None;
            session.tell("there is nothing to override any more");
            return Reaction::stay();
        };
        self.record_by_two(store, session, What::overrode(item, None), reason, second)
    }

    fn seen(&mut self, store: &Store, session: &mut Session, outcome: Said, origin: Origin, note: &str) -> Reaction {
        let who = session.who().into();
        self.record(store, session, What::Attempted { outcome, origin }, note, who)
    }

    /// Checks a fact against the rules and the guard and, when they allow it, asks for its row.
    fn record(&mut self, store: &Store, session: &mut Session, what: What, note: &str, who: Signature) -> Reaction {
        match store.allows(&self.key, &what, &who, note) {
            Some(Ok(())) => Reaction::effect(Effect::Append(store.draft(&self.key, what, who, note))),
            Some(Err(unfit)) => self.refuse(session, unfit.to_string()),
            None => Reaction::stay(),
        }
    }

    /// The same, signed by two.
    fn record_by_two(
        &mut self,
        store: &Store,
        session: &mut Session,
        what: What,
        note: &str,
        second: &str,
    ) -> Reaction {
        match rules::two(session.who.as_deref().unwrap_or_default(), second) {
            Ok(who) => self.record(store, session, what, note, who),
            Err(unfit) => self.refuse(session, unfit.to_string()),
        }
    }

    fn refuse(&mut self, session: &mut Session, why: String) -> Reaction {
        match &mut self.ask {
            Some(ask) => ask.refusal = Some(why),
            None => session.warn(why),
        }
        Reaction::stay()
    }

    /// A row is on the disk: what was prepared was prepared for one attempt.
    pub fn on_sealed(&mut self, store: &Store, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        self.ask = None;
        let stage = Stage::of(&fact.what);
        if stage.is_some() || matches!(fact.what, What::Overrode { .. }) {
            // the radio may say something else by now
            (self.display, self.is_prepared, self.marked) = (None, [false; PREPARATIONS], None);
        }
        if stage.is_some() {
            (self.last, self.is_seen) = (stage, lockout::is_seen(&fact.what));
        }
        match &fact.what {
            // another station may have begun at the same moment
            _ if stage == Some(Stage::Begun) => Reaction::effect(Effect::ReadOthers),
            What::Answered { .. } | What::Corrected { .. } if stage.is_none() => {
                let has_ended = store.jobs.get(&self.key).is_some_and(|job| job.ending().is_some());
                let effects = if has_ended { vec![Effect::Tabulate] } else { Vec::new() };
                let go = self.follow_ups(store).is_empty().then_some(Go::Pop(Then::Advance));
                Reaction { effects, go }
            }
            _ => Reaction::stay(),
        }
    }
}
