//! Beginning a job: its number, who works on it, what kind of work it is. One key each where possible.

use super::limits::short_fits;
use super::parts::{Pointer, TextAnswer, TextField};
use super::reaction::{Go, Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::{JobCard, JobKey, JobNumber, rules};

/// The screen of a new job.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The number: the free one is offered.
    pub number: TextField,
    /// Who works on it, once chosen.
    pub who: Option<String>,
    /// What is asked now.
    pub step: NewJobStep,
    /// The kind of work that is not the order's, once that was told: the same key again begins it.
    told: Option<usize>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum NewJobStep {
    /// Which of those that the workshop's own system offers; arrows point at one.
    Offer(Pointer),
    /// The number.
    Number,
    /// Who works on it.
    Name(TextAnswer),
    /// The kind of work; arrows point at one.
    Kind(Pointer),
}

impl NewJob {
    /// Takes the next free number: the workshop's own can be typed in its place.
    #[must_use]
    pub fn begin(store: &Store, session: &mut Session) -> Self {
        Self::of(&store.next_number(), store, session)
    }

    /// Offers the jobs that the workshop's own system has; where it is one, that one.
    #[must_use]
    pub fn offered(store: &Store, session: &mut Session) -> Self {
        match store.offered()[..] {
            [only] => Self::of(&only.number, store, session),
            _ => Self { step: NewJobStep::Offer(Pointer::default()), ..Self::with(&store.next_number()) },
        }
    }

    /// A job with this number. Of one that is offered, the kind is pointed at once it is asked for.
    #[must_use]
    pub fn of(number: &JobNumber, store: &Store, session: &mut Session) -> Self {
        let mut new_job = Self::with(number);
        new_job.take_number(store, session);
        new_job
    }

    /// Offers a number.
    #[must_use]
    pub fn with(number: &JobNumber) -> Self {
        Self {
            number: TextField::offering(number.as_str(), short_fits),
            who: None,
            step: NewJobStep::Number,
            told: None,
        }
    }

    /// Why the last try was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match &self.step {
            NewJobStep::Number => self.number.refusal(),
            NewJobStep::Name(answer) => answer.refusal(),
            NewJobStep::Kind(_) | NewJobStep::Offer(_) => None,
        }
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.step {
            NewJobStep::Number => Context::NewJobField,
            NewJobStep::Name(answer) if answer.field().is_some() => Context::NewJobField,
            NewJobStep::Name(_) | NewJobStep::Kind(_) | NewJobStep::Offer(_) => Context::NewJob,
        }
    }

    /// Whether a command can do anything now: Enter takes what is pointed at.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        match &self.step {
            NewJobStep::Name(answer) => answer.offers(command),
            NewJobStep::Kind(pointer) | NewJobStep::Offer(pointer) => pointer.offers(command),
            NewJobStep::Number => TextField::offers(command),
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        match (&mut self.step, &command) {
            (_, Command::Escape) => return self.back(session),
            (NewJobStep::Offer(pointer), command) => {
                if !pointer.go(command, store.offered().len())
                    && let Some(at) = pointer.taken(command)
                {
                    let number = store.offered().get(at).map(|job| job.number);
                    number.into_iter().for_each(|number| *self = Self::of(&number, store, session));
                }
            }
            (NewJobStep::Number, Command::Enter) => {
                // a customer's page is at hand more often than a workshop numbers its jobs so
                if let [only] = store.of_receipt(self.number.text())[..] {
                    session.tell(format!("the receipt of job {}", only.number()));
                    return Reaction::go(Go::Replace(Target::Job(only.key(), Then::Nothing)));
                }
                match store.no_such_receipt(self.number.text()) {
                    Some(why) => self.number.refuse(why),
                    None => self.take_number(store, session),
                }
            }
            (NewJobStep::Number, _) => drop(self.number.edit(&command)),
            (NewJobStep::Name(answer), _) => {
                if let Some(name) = answer.take(&command) {
                    match rules::name(&name) {
                        Ok(name) => self.take_name(store, name),
                        Err(unfit) => answer.refuse(unfit.to_string()),
                    }
                }
            }
            (NewJobStep::Kind(pointer), command) => {
                if !pointer.go(command, store.kinds.len())
                    && let Some(at) = pointer.taken(command)
                {
                    return self.start(store, session, at);
                }
            }
        }
        Reaction::stay()
    }

    fn back(&mut self, session: &Session) -> Reaction {
        if let NewJobStep::Name(answer) = &mut self.step
            && answer.back_to_offers()
        {
            return Reaction::stay();
        }
        self.step = match self.step {
            NewJobStep::Number | NewJobStep::Offer(_) => return Reaction::go(Go::Home),
            NewJobStep::Kind(_) if session.technicians.len() != 1 => {
                NewJobStep::Name(TextAnswer::name(&session.technicians))
            }
            NewJobStep::Name(_) | NewJobStep::Kind(_) => NewJobStep::Number,
        };
        Reaction::stay()
    }

    fn take_number(&mut self, store: &Store, session: &mut Session) {
        let number = match JobNumber::new(self.number.text()) {
            Ok(number) => number,
            Err(bad) => return self.number.refuse(bad.to_string()),
        };
        if let Some(card) = store.cards.get(&JobKey { station: store.station, number }) {
            let number = card.number();
            return self.number.refuse(format!("{number} was begun at this station already: open it from the board"));
        }
        let elsewhere = store.cards.of_number(&number).map(JobCard::key).min();
        if let Some(other) = elsewhere {
            session.tell(format!("{other} is another job with this number; this one is {}/{number}", store.station));
        }
        match &session.technicians[..] {
            [only] => self.take_name(store, only.clone()),
            names => self.step = NewJobStep::Name(TextAnswer::name(names)),
        }
    }

    fn take_name(&mut self, store: &Store, name: String) {
        self.who = Some(name);
        let offer = JobNumber::new(self.number.text()).ok().and_then(|number| store.offer(&number));
        let kind = offer.and_then(|offer| store.offered_kind(offer));
        self.step = NewJobStep::Kind(kind.map_or_else(Pointer::default, Pointer::to));
    }

    fn start(&mut self, store: &Store, session: &mut Session, at: usize) -> Reaction {
        let kind = match store.kinds.get(at) {
            Some(Ok(kind)) => kind,
            Some(Err(unavailable)) => {
                session.tell(unavailable.to_string());
                return Reaction::stay();
            }
            None => return Reaction::stay(),
        };
        let (Ok(number), Some(who)) = (JobNumber::new(self.number.text()), self.who.clone()) else {
            return Reaction::stay();
        };
        let ordered = store.offer(&number).and_then(|offer| store.offered_kind(offer)).filter(|ordered| *ordered != at);
        if let Some(Ok(ordered)) = ordered.and_then(|ordered| store.kinds.get(ordered)) {
            let (ordered, begun) = (&ordered.title, &kind.title);
            if self.told.replace(at) != Some(at) {
                session.tell(format!("the order says {ordered}: is it the right order? Once more begins {begun}"));
                return Reaction::stay();
            }
        }
        let checklist = kind.id;
        session.who = Some(who.clone());
        session.learn_name(&who);
        Reaction::effect(Effect::Start { number, who, checklist })
    }
}
