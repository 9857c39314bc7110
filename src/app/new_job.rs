//! Beginning a job: its number, who works on it, what kind of work it is. One key each where possible.

use tui_input::{Input, InputRequest};

use super::ask::{FULL, begin_anew, insert};
use super::reaction::{Go, Reaction};
use super::{Command, Effect, Session, Store};
use crate::domain::{JobNumber, rules};

/// The screen of a new job.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The number, offered and open to change.
    pub number: Input,
    /// Whether that is the free number that is offered, which gives way to what is typed.
    is_offered: bool,
    /// Who works on it, once chosen.
    pub who: Option<String>,
    /// What is asked now.
    pub step: Step,
    /// Why the last try was not taken.
    pub refusal: Option<String>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Step {
    /// The number.
    Number,
    /// Who, by one key.
    Name,
    /// Who, typed.
    NameTyped(Input),
    /// The kind of work.
    Kind,
}

impl NewJob {
    /// Offers the next free number.
    #[must_use]
    pub fn begin(store: &Store) -> Self {
        let number = Input::new(store.next_number().to_string());
        Self { number, is_offered: true, who: None, step: Step::Number, refusal: None }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if matches!(self.step, Step::Number) {
            begin_anew(&mut self.number, &mut self.is_offered, &command);
        }
        match command {
            Command::Escape => return self.back(session),
            Command::Enter => self.enter(store, session),
            Command::Edit(request) => self.edit(request),
            Command::Paste(text) => self.paste(&text),
            Command::Choose(n) => return self.choose(store, session, n),
            _ => {}
        }
        Reaction::stay()
    }

    fn back(&mut self, session: &Session) -> Reaction {
        self.refusal = None;
        let has_one_name = session.technicians.len() == 1;
        self.step = match &self.step {
            Step::Number => return Reaction::go(Go::Home),
            Step::NameTyped(_) if !session.technicians.is_empty() => Step::Name,
            Step::Name | Step::NameTyped(_) => Step::Number,
            Step::Kind if has_one_name => Step::Number,
            Step::Kind => name_step(session),
        };
        Reaction::stay()
    }

    fn edit(&mut self, request: InputRequest) {
        self.refusal = None;
        let before = self.field().map(|input| input.clone());
        let Some(input) = self.field() else { return };
        input.handle(request);
        if input.value().len() > 60 {
            *input = before.unwrap_or_default();
            self.refusal = Some(FULL.to_owned());
        }
    }

    fn paste(&mut self, text: &str) {
        let Some(input) = self.field() else { return };
        if !insert(input, text, |text| text.len() <= 60) {
            self.refusal = Some(FULL.to_owned());
        }
    }

    fn field(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            Step::Number => Some(&mut self.number),
            Step::NameTyped(input) => Some(input),
            Step::Name | Step::Kind => None,
        }
    }

    fn enter(&mut self, store: &Store, session: &mut Session) {
        self.refusal = None;
        match &self.step {
            Step::Number => self.take_number(store, session),
            Step::NameTyped(input) => match rules::name(input.value()) {
                Ok(name) => self.take_name(name),
                Err(unfit) => self.refusal = Some(unfit.to_string()),
            },
            Step::Name | Step::Kind => {}
        }
    }

    fn take_number(&mut self, store: &Store, session: &mut Session) {
        let number = match JobNumber::new(self.number.value()) {
            Ok(number) => number,
            Err(bad) => return self.refusal = Some(bad.to_string()),
        };
        let taken = store.jobs.iter().find(|job| job.key.station == store.station && job.key.number == number);
        if let Some(job) = taken {
            return self.refusal =
                Some(format!("{} was begun at this station already: open it from the board", job.key.number));
        }
        let elsewhere = store.jobs.iter().find(|job| job.key.number == number).map(|job| job.key);
        if let Some(other) = elsewhere {
            session.tell(format!("{other} is another job with this number; this one is {}/{number}", store.station));
        }
        match &session.technicians[..] {
            [only] => self.take_name(only.clone()),
            _ => self.step = name_step(session),
        }
    }

    fn take_name(&mut self, name: String) {
        self.who = Some(name);
        self.step = Step::Kind;
    }

    fn choose(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        self.refusal = None;
        match self.step {
            Step::Name => match session.names().get(n.wrapping_sub(1)) {
                Some(name) => self.take_name(name.clone()),
                None if n == session.names().len() + 1 => self.step = Step::NameTyped(Input::default()),
                None => {}
            },
            Step::Kind => return self.start(store, session, n),
            Step::Number | Step::NameTyped(_) => {}
        }
        Reaction::stay()
    }

    fn start(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let Some(kind) = store.kinds.get(n.wrapping_sub(1)) else { return Reaction::stay() };
        let (Ok(number), Some(who)) = (JobNumber::new(self.number.value()), self.who.clone()) else {
            return Reaction::stay();
        };
        let checklist = kind.id;
        session.who = Some(who.clone());
        session.learn_name(&who);
        Reaction::effect(Effect::Start { number, who, checklist })
    }
}

fn name_step(session: &Session) -> Step {
    if session.technicians.is_empty() { Step::NameTyped(Input::default()) } else { Step::Name }
}
