//! The lock-out guard on the screen: what the display says, what is prepared before a code is entered, what came of it, and
//! how long the radio takes none. The code itself is entered at the radio and nowhere else.
//!
//! What is shown follows from [`crate::domain::LockoutGuard`] and from how far the person has come here; nothing of it is kept but
//! the rows.

use super::dialogue::radio::{Display, ELSE, OUTCOMES, PREPARATIONS, UNCLEAR};
use super::dialogue::{Entry, RadioChoice, RadioDialogue, RadioNext, RadioQuestion};
use super::parts::{Answered, Ask, TextAnswer, record};
use super::reaction::{Beside, Go, Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::RadioReply as Said;
use crate::domain::input::Unfit;
use crate::domain::lockout::{self, ATTEMPT, AttemptStage, GuardState, ReadAgain, last_attempt};
use crate::domain::{Answer, Fact, Id, JobKey, Status, What, rules};

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
    Held(GuardState),
    /// The code was accepted.
    Plays,
    /// LOCKED was misread, and the list says it still.
    Misread(ReadAgain),
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
    pub ask: Option<Ask<RadioQuestion, RadioChoice>>,
    /// What was recorded last of an attempt while this was open.
    last: Option<AttemptStage>,
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
        if let Some(shows) = self.misread(store) {
            return Page::Misread(shows);
        }
        match (guard.state, self.display) {
            (GuardState::Entering, _) => Page::Outcome,
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
        if !store.holds(&self.key) {
            return Vec::new();
        }
        let (why, answers): (&str, &[(&str, &str)]) = match page {
            Page::Plays if self.was_seen(store) => ("the radio plays again", &[(known::RADIO_AFTER, "plays")]),
            Page::Plays => (
                "the radio accepted the code",
                &[(known::RADIO_AFTER, "code-entered"), (known::CODE, "entered-accepted")],
            ),
            Page::Held(GuardState::Locked) => ("the radio shows LOCKED", &[(known::RADIO_AFTER, "locked")]),
            Page::Misread(ReadAgain::Asks) => ("LOCKED was misread", &[(known::RADIO_AFTER, "asks-code")]),
            Page::Misread(ReadAgain::Waits) => ("LOCKED was misread", &[(known::RADIO_AFTER, "counts-down")]),
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

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        self.ask.as_ref().map_or(Context::Guard, Ask::context)
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        let page = self.page(store);
        if let Some(ask) = &self.ask {
            return ask.offers(command);
        }
        match command {
            Command::Override => self.dialogue(store, "").is_some_and(|it| it.overriding().is_ok()),
            Command::Correct => self.dialogue(store, "").is_some_and(|it| it.other_outcome().is_ok()),
            Command::Enter => match page {
                Page::Prepare(_) => self.prepared() == PREPARATIONS,
                Page::Outcome => self.marked.is_some(),
                _ => false,
            },
            Command::Choose(_) => match page {
                Page::Reading => false,
                Page::Plays => !self.follow_ups(store).is_empty(),
                _ => true,
            },
            Command::Recovery => matches!(page, Page::Display | Page::Prepare(_) | Page::Held(_)),
            _ => true,
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.ask.is_some() {
            return self.on_ask(store, session, &command);
        }
        match command {
            Command::Escape => Reaction::back(),
            Command::Recovery => Reaction::go(Go::Replace(Target::Beside(Beside::Recovery, self.key))),
            Command::Override => self.begin(store, session, |dialogue| dialogue.overriding()),
            Command::Correct => self.begin(store, session, |dialogue| dialogue.other_outcome()),
            Command::Choose(n) => self.choose(store, session, n),
            Command::Enter => self.enter(store, session),
            _ => Reaction::stay(),
        }
    }

    fn dialogue<'a>(&self, store: &'a Store, who: &'a str) -> Option<RadioDialogue<'a>> {
        Some(RadioDialogue { guard: store.guard(&self.key)?, who })
    }

    /// Asks the first question of what somebody wants to say, or tells why it can't be said.
    fn begin(
        &mut self,
        store: &Store,
        session: &mut Session,
        first: impl Fn(&RadioDialogue<'_>) -> Result<RadioNext, Unfit>,
    ) -> Reaction {
        match self.dialogue(store, session.who()).map(|dialogue| first(&dialogue)) {
            Some(Ok(next)) => self.go_on(store, session, next),
            Some(Err(unfit)) => {
                session.tell(unfit.to_string());
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    fn on_ask(&mut self, store: &Store, session: &mut Session, command: &Command) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        if *command == Command::Escape {
            self.ask = None;
            return Reaction::stay();
        }
        let Some(answered) = ask.take(command) else { return Reaction::stay() };
        let Some(dialogue) = self.dialogue(store, session.who()) else { return Reaction::stay() };
        let next = match answered {
            Answered::Text(question, text) => dialogue.after_text(question, &text),
            Answered::Pick(pick) => dialogue.after_pick(pick),
        };
        match next {
            Ok(next) => self.go_on(store, session, next),
            Err(unfit) => self.refuse(session, &unfit),
        }
    }

    fn go_on(&mut self, store: &Store, session: &mut Session, next: RadioNext) -> Reaction {
        // who may not sign is told so at the name
        if let RadioNext::Choose(RadioChoice::SecondAt(entry)) = &next
            && let Err(unfit) = store.checked(&self.key, (**entry).clone())
        {
            return self.refuse(session, &unfit);
        }
        self.ask = match next {
            RadioNext::Record(entry) => return self.record(store, session, entry),
            RadioNext::Ask(question) => {
                let answer = match question {
                    RadioQuestion::CorrectionSecond { .. } | RadioQuestion::OverrideSecond { .. } => {
                        TextAnswer::name(session.others())
                    }
                    _ => TextAnswer::typed(),
                };
                Some(Ask::Text(question, answer))
            }
            RadioNext::Choose(choice) => Some(Ask::choice(choice)),
            RadioNext::Prepare(display) => {
                self.counted = store.guard(&self.key).map_or(0, |guard| guard.ledger.entries.len());
                (self.display, self.is_prepared) = (Some(display), [false; PREPARATIONS]);
                None
            }
            RadioNext::AttemptsKnown => {
                self.is_prepared[PREPARATIONS - 1] = true;
                None
            }
            RadioNext::Plays => {
                session.tell("it plays and asks for nothing: no code is to be entered");
                return Reaction::back();
            }
            RadioNext::Unclear => {
                session.tell(UNCLEAR);
                None
            }
            RadioNext::Back => None,
        };
        Reaction::stay()
    }

    /// Whether a code was accepted while this was open.
    fn has_accepted(&self) -> bool {
        matches!(self.last, Some(AttemptStage::Ended(Said::Accepted) | AttemptStage::Corrected(Said::Accepted)))
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

    /// What the radio shows that was read as LOCKED, while the list says LOCKED still.
    fn misread(&self, store: &Store) -> Option<ReadAgain> {
        let job = store.jobs.get(&self.key)?;
        let said = job.latest(known::RADIO_AFTER).filter(|_| job.token(known::RADIO_AFTER) == Some("locked"))?;
        let shows = |fact: &Fact| match AttemptStage::of(&fact.what) {
            Some(AttemptStage::ReadAgain(shows)) if fact.is_after(said) => Some(shows),
            _ => None,
        };
        let shows = job.facts().iter().rev().find_map(shows)?;
        (!self.follow_ups_of(store, Page::Misread(shows)).is_empty()).then_some(shows)
    }

    /// Whether it was here that the code was said to be entered: whoever comes later must not enter it again.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.last == Some(AttemptStage::Begun)
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
        let outcomes = OUTCOMES.iter().map(|(outcome, _)| AttemptStage::Ended(*outcome));
        let stage = self.marked.and_then(|at| outcomes.chain(ELSE.iter().map(|(stage, _)| *stage)).nth(at));
        match stage {
            Some(stage) => self.begin(store, session, |dialogue| Ok(dialogue.stage(stage))),
            None => {
                session.tell("first what the radio did, by its digit");
                Reaction::stay()
            }
        }
    }

    /// What other stations recorded is known.
    pub fn on_others_read(&mut self, store: &Store, session: &mut Session) -> Reaction {
        match self.page(store) {
            Page::Prepare(_) => self.begin(store, session, |dialogue| Ok(dialogue.stage(AttemptStage::Begun))),
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
                    return self.begin(store, session, |dialogue| Ok(dialogue.display(*display)));
                }
            }
            Page::Prepare(_) if n == PREPARATIONS && !self.is_prepared[at] => {
                self.ask = Some(Ask::choice(RadioChoice::OtherAttempts));
            }
            Page::Prepare(_) => {
                if let Some(tick) = self.is_prepared.get_mut(at) {
                    *tick = !*tick;
                }
            }
            Page::Outcome => {
                // whoever types the code here by mistake records nothing with it
                self.marked = (at < OUTCOMES.len() + ELSE.len()).then_some(at);
            }
            Page::Held(_) if n == 1 => self.ask = Some(Ask::typed(RadioQuestion::PlaysAgain)),
            Page::Held(_) => return self.follow_up(store, session, at - 1),
            Page::Plays | Page::Misread(_) => return self.follow_up(store, session, at),
        }
        Reaction::stay()
    }

    /// Has the list say what came of the code.
    fn follow_up(&mut self, store: &Store, session: &mut Session, at: usize) -> Reaction {
        match self.follow_ups(store).into_iter().nth(at) {
            Some(it) => self.record(store, session, Entry::new(it.what, it.note, session.who())),
            None => Reaction::stay(),
        }
    }

    fn record(&mut self, store: &Store, session: &mut Session, entry: Entry) -> Reaction {
        record(store, &self.key, entry).unwrap_or_else(|unfit| self.refuse(session, &unfit))
    }

    fn refuse(&mut self, session: &mut Session, unfit: &Unfit) -> Reaction {
        match &mut self.ask {
            Some(ask) => ask.refuse(unfit.to_string()),
            None => session.warn(unfit.to_string()),
        }
        Reaction::refused(&self.key, Id::new(ATTEMPT).ok(), unfit, session.who())
    }

    /// A row is on the disk: what was prepared was prepared for one attempt.
    pub fn on_sealed(&mut self, store: &Store, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        self.ask = None;
        let stage = AttemptStage::of(&fact.what);
        if stage.is_some() || matches!(fact.what, What::Overrode { .. }) {
            // the radio may say something else by now
            (self.display, self.is_prepared, self.marked) = (None, [false; PREPARATIONS], None);
        }
        if stage.is_some() {
            (self.last, self.is_seen) = (stage, lockout::is_seen(&fact.what));
        }
        match &fact.what {
            // another station may have begun at the same moment
            _ if stage == Some(AttemptStage::Begun) => Reaction::effect(Effect::ReadOthers),
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
