//! The recovery route on the screen: where to look for the code, step by step, and what came of each.

use super::dialogue::Entry;
use super::limits::note_fits;
use super::parts::{List, Motion, TextField, record};
use super::reaction::{Beside, Go, Reaction, Target, Then};
use super::{Command, Context, Session, Store};
use crate::domain::checklist::known;
use crate::domain::fact::RemarkOn;
use crate::domain::input::Unfit;
use crate::domain::recovery::{Found, outcome};
use crate::domain::{Answer, Fact, Id, JobKey, RecoveryStep, What};

/// The screen of the route.
#[derive(Debug, Clone)]
pub struct RecoveryScreen {
    /// The job.
    pub key: JobKey,
    /// Which step is in focus, by its id.
    pub list: List<Id>,
    /// The field of a remark on the step in focus, while it is typed.
    pub field: Option<TextField>,
}

impl RecoveryScreen {
    /// Opens the route at the first step that was not tried.
    #[must_use]
    pub fn open(store: &Store, key: JobKey) -> Self {
        let mut screen = Self { key, list: List::default(), field: None };
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

    /// The index of the step in focus.
    #[must_use]
    pub fn index(&self, steps: &[&RecoveryStep]) -> Option<usize> {
        self.list.index(&ids(steps))
    }

    /// The step in focus.
    #[must_use]
    pub fn focused(&self, store: &Store) -> Option<Id> {
        self.list.focused(&ids(&self.steps(store))).copied()
    }

    /// Goes to the first step, behind the one in focus and then from the top, of which nothing is known.
    fn advance(&mut self, store: &Store) {
        let steps = self.steps(store);
        let from = self.index(&steps).unwrap_or(0);
        let is_open = |at: &usize| self.outcome(store, steps[*at]).is_none();
        if let Some(next) = (from..steps.len()).chain(0..from).find(is_open) {
            self.list.go_to(&ids(&steps), next);
        }
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.field.is_some() { Context::Type } else { Context::Recovery }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        match command {
            _ if self.field.is_some() => TextField::offers(command),
            Command::Override => {
                let may_override = |code| store.may_say(&self.key, &What::overrode(code, None));
                !store.is_code_found(&self.key) && Id::new(known::CODE).is_ok_and(may_override)
            }
            Command::Stop => store.is_workable(&self.key),
            Command::Guard => store.has_to_do_with_a_code(&self.key),
            _ => true,
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.field.is_some() {
            return self.on_field(store, session, &command);
        }
        match command {
            Command::Escape => return Reaction::back(),
            Command::Guard => return Reaction::go(Go::Replace(Target::Beside(Beside::Guard, self.key))),
            Command::Up => self.list.go(&ids(&self.steps(store)), Motion::By(-1)),
            Command::Down => self.list.go(&ids(&self.steps(store)), Motion::By(1)),
            Command::Choose(n) => return self.choose(store, session, n),
            Command::Remark => self.field = Some(TextField::new(note_fits)),
            Command::Stop if store.is_workable(&self.key) => return Reaction::go(Go::Pop(Then::Stop)),
            Command::Override if self.offers(store, &command) => return Reaction::go(Go::Pop(Then::Override)),
            _ => {}
        }
        Reaction::stay()
    }

    fn on_field(&mut self, store: &Store, session: &Session, command: &Command) -> Reaction {
        let steps = self.steps(store);
        let Some(item) = self.index(&steps).map(|at| steps[at].item()) else { return Reaction::stay() };
        let Some(field) = &mut self.field else { return Reaction::stay() };
        match command {
            Command::Escape => self.field = None,
            Command::Enter => {
                let what = What::Remarked { on: RemarkOn::Item(item) };
                return record(store, &self.key, Entry::new(what, field.text(), session.who())).unwrap_or_else(
                    |unfit| {
                        field.refuse(unfit.to_string());
                        Reaction::refused(&self.key, Id::new(known::CODE).ok(), &unfit, session.who())
                    },
                );
            }
            command => drop(field.edit(command)),
        }
        Reaction::stay()
    }

    /// A digit: what came of the step in focus.
    fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let steps = self.steps(store);
        let found = n.checked_sub(1).and_then(|at| Found::ALL.get(at));
        let (Some(at), Some(found)) = (self.index(&steps), found) else { return Reaction::stay() };
        let Ok(option) = Id::new(found.word()) else { return Reaction::stay() };
        let what = What::Answered { item: steps[at].item(), answer: Answer::Option(option) };
        let recorded = if store.holds(&self.key) {
            record(store, &self.key, Entry::new(what, "", session.who()))
        } else {
            Err(Unfit::new(format!("this job is continued at {}: record it there", store.holder(&self.key))))
        };
        recorded.unwrap_or_else(|unfit| {
            session.warn(unfit.to_string());
            Reaction::refused(&self.key, Some(steps[at].item()), &unfit, session.who())
        })
    }

    /// A row is on the disk: a code that was found leads back to its item, else the next step comes.
    pub fn on_sealed(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        if fact.job != self.key {
            return Reaction::stay();
        }
        self.field = None;
        if let What::Remarked { .. } = fact.what {
            return Reaction::stay();
        }
        let is_found =
            matches!(&fact.what, What::Answered { answer: Answer::Option(word), .. } if word.is(Found::Found.word()));
        if is_found && store.is_workable(&self.key) {
            session.tell("found: say here how it is known; x, before it is entered at the radio");
            return Reaction::go(Go::Pop(Then::Code));
        }
        self.advance(store);
        Reaction::stay()
    }
}

fn ids(steps: &[&RecoveryStep]) -> Vec<Id> {
    steps.iter().map(|step| step.id).collect()
}
