//! The recovery route on the screen: where to look for the code, step by step, and what came of each.

use super::ask::{Ask, Purpose};
use super::limits;
use super::reaction::{Beside, Go, Reaction, Target, Then};
use super::{Command, Effect, Session, Store};
use crate::domain::checklist::known;
use crate::domain::input::check_no_code;
use crate::domain::recovery::{Found, outcome};
use crate::domain::{Answer, Fact, Id, JobKey, RecoveryStep, What};

/// The screen of the route.
#[derive(Debug, Clone)]
pub struct RecoveryScreen {
    /// The job.
    pub key: JobKey,
    /// The step in focus, from 0.
    pub focus: usize,
    /// A remark for what comes of the step in focus.
    pub remark: String,
    /// A question in front of it.
    pub ask: Option<Ask>,
}

impl RecoveryScreen {
    /// Opens the route at the first step that was not tried.
    #[must_use]
    pub fn open(store: &Store, key: JobKey) -> Self {
        let mut screen = Self { key, focus: 0, remark: String::new(), ask: None };
        screen.advance(store);
        screen
    }

    /// The steps for this job's radio.
    #[must_use]
    pub fn steps<'a>(&self, store: &'a Store) -> Vec<&'a RecoveryStep> {
        let job = store.jobs.get(&self.key);
        let token = |item| job.and_then(|job| job.token(item));
        store.book.recovery(token(known::CAR), token(known::RADIO))
    }

    /// What came of a step, with its fact.
    #[must_use]
    pub fn outcome<'a>(&self, store: &'a Store, step: &RecoveryStep) -> Option<(Found, &'a Fact)> {
        outcome(store.jobs.get(&self.key)?, step)
    }

    /// Goes to the first step, behind the one in focus and then from the top, of which nothing is known.
    fn advance(&mut self, store: &Store) {
        let steps = self.steps(store);
        let open = |at: &usize| self.outcome(store, steps[*at]).is_none();
        let next = (self.focus..steps.len()).chain(0..self.focus.min(steps.len())).find(open);
        self.focus = next.unwrap_or(self.focus);
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.ask.is_some() {
            return self.on_ask(command);
        }
        match command {
            Command::Escape => return Reaction::back(),
            Command::Guard => return Reaction::go(Go::Replace(Target::Beside(Beside::Guard, self.key))),
            Command::Up => self.focus = self.focus.saturating_sub(1),
            Command::Down => self.focus = (self.focus + 1).min(self.steps(store).len().saturating_sub(1)),
            Command::Choose(n) => return self.choose(store, session, n),
            Command::Remark => {
                let mut ask = Ask::typed(Purpose::Remark);
                ask.step = super::ask::Step::Type(self.remark.clone().into());
                self.ask = Some(ask);
            }
            Command::Stop if store.is_workable(&self.key) => return Reaction::go(Go::Pop(Then::Stop)),
            Command::Override if store.is_workable(&self.key) => return Reaction::go(Go::Pop(Then::Override)),
            _ => {}
        }
        Reaction::stay()
    }

    fn on_ask(&mut self, command: Command) -> Reaction {
        let Some(ask) = &mut self.ask else { return Reaction::stay() };
        if command == Command::Escape {
            self.ask = None;
        } else if let Some(text) = ask.take(&command, limits::note_fits) {
            match check_no_code(known::CODE, &text) {
                Ok(()) => (self.remark, self.ask) = (text, None),
                Err(unfit) => ask.refusal = Some(unfit.to_string()),
            }
        }
        Reaction::stay()
    }

    /// A digit: what came of the step in focus.
    fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let step = self.steps(store).get(self.focus).map(|step| step.item());
        let found = n.checked_sub(1).and_then(|at| Found::ALL.get(at));
        let (Some(item), Some(found)) = (step, found) else { return Reaction::stay() };
        let Ok(option) = Id::new(found.word()) else { return Reaction::stay() };
        let what = What::Answered { item, answer: Answer::Option(option) };
        if self.key.station != store.station {
            session.warn(format!("this job is continued at {}: record it there", self.key.station));
            return Reaction::stay();
        }
        match store.allows(&self.key, &what, &session.who().into(), &self.remark) {
            Some(Ok(())) => {
                Reaction::effect(Effect::Append(store.draft(&self.key, what, session.who(), &*self.remark)))
            }
            Some(Err(unfit)) => {
                session.warn(unfit.to_string());
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    /// A row is on the disk: a code that was found leads back to its item, else the next step comes.
    pub fn on_sealed(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        self.remark.clear();
        let is_found = matches!(&fact.what, What::Answered { answer: Answer::Option(word), .. } if word.as_str() == Found::Found.word());
        if is_found && store.is_workable(&self.key) {
            session.tell("found: say here how it is known; x, before it is entered at the radio");
            return Reaction::go(Go::Pop(Then::Code));
        }
        self.advance(store);
        Reaction::stay()
    }
}
