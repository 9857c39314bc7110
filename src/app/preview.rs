//! The customer's sheet on the screen: as it will be on paper, to be printed or saved.

use super::cannot_open::CannotOpen;
use super::parts::{Scroll, TextAnswer, TextField};
use super::printing::{EmailOrder, Order};
use super::reaction::{Go, Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::fact::Print;
use crate::domain::input::Unfit;
use crate::domain::{EmailAddress, JobKey, Right, What, rules};
use crate::sheet::{self, EmailLetter, Request, Sheet};

/// Lines that a page key moves by.
const PAGE: usize = 15;

/// The columns of a line printer, and of the preview where the window has them.
pub const COLUMNS: usize = 80;

/// The sheet of a job.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The job.
    pub key: JobKey,
    /// Its sheet, as it was when the preview was opened.
    pub sheet: Box<Sheet>,
    /// The customer's name: on this page alone, for as long as it is shown.
    customer: String,
    /// Lines that are scrolled past.
    pub scroll: Scroll,
    /// What it asks.
    pub asks: Option<PreviewQuestion>,
}

/// What is asked over a sheet.
#[derive(Debug, Clone)]
pub enum PreviewQuestion {
    /// Whether another copy is wanted.
    Again,
    /// Who sends it to this address.
    Sender(EmailAddress, TextAnswer),
    /// Something to be typed.
    Type(PreviewField, TextField),
}

/// What is typed over a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewField {
    /// The customer's name.
    Customer,
    /// The printer, by its queue's name or its address.
    Printer,
    /// The customer's e-mail address.
    Email,
}

/// The most characters of a name that fit on its line.
pub const CUSTOMER_CHARS_MAX: usize = 120;

/// The most characters of a printer's name or address.
const PRINTER_CHARS_MAX: usize = 200;

fn customer_fits(text: &str) -> bool {
    text.chars().count() <= CUSTOMER_CHARS_MAX
}

fn address_fits(text: &str) -> bool {
    text.len() <= EmailAddress::CHARS_MAX
}

fn printer_fits(text: &str) -> bool {
    text.chars().count() <= PRINTER_CHARS_MAX
}

/// Whether somebody may send a page: who hands over may.
fn may_send(store: &Store, who: &str) -> Result<(), Unfit> {
    store.people.may(who, Right::Release, store.now().wall.date_naive())
}

/// The sheet of a job as it is known now, in this language and with this name of the customer, which may be empty.
///
/// # Errors
/// When the job has none, with the reason.
pub fn compose(store: &Store, key: &JobKey, language: &str, customer: &str) -> Result<Sheet, CannotOpen> {
    let words = store.letterhead.words(language);
    let progress = store.progress(key).ok_or_else(|| store.cannot_open(key))?;
    let guard = store.guard(key);
    let request = Request {
        progress: &progress,
        letterhead: &store.letterhead,
        words: &words,
        seal: store.seal(progress.job),
        flaws: store.flaws(key),
        now: store.now().wall,
        customer: Some(customer).filter(|name| !name.is_empty()),
        is_practice: store.clock.is_practice,
        guard: guard.as_ref(),
    };
    Ok(sheet::compose(&request)?)
}

impl Preview {
    /// Opens the sheet of a job.
    ///
    /// # Errors
    /// When the job has none, with the reason.
    pub fn open(store: &Store, key: JobKey) -> Result<Self, CannotOpen> {
        let sheet = Box::new(compose(store, &key, &store.letterhead.language, "")?);
        Ok(Self { key, sheet, customer: String::new(), scroll: Scroll::default(), asks: None })
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.asks {
            None => Context::Preview,
            Some(PreviewQuestion::Again) => Context::PrintAgain,
            Some(PreviewQuestion::Sender(_, answer)) => answer.context(),
            Some(PreviewQuestion::Type(..)) => Context::Type,
        }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        match &self.asks {
            None => match command {
                Command::Handover => store.may_hand_over(&self.key),
                Command::Email => store.letterhead.has_email || store.letterhead.email_fault.is_some(),
                _ => true,
            },
            Some(PreviewQuestion::Again) => !matches!(command, Command::Up | Command::Down),
            Some(PreviewQuestion::Sender(_, answer)) => answer.offers(command),
            Some(PreviewQuestion::Type(..)) => TextField::offers(command),
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if let Some(question) = self.asks.take() {
            return self.answer(store, session, question, &command);
        }
        match command {
            Command::Print => return self.ask_print(store, session),
            Command::Language => {
                let language = store.letterhead.language_after(&self.sheet.language).to_owned();
                self.compose_in(store, session, &language);
            }
            Command::CustomerName => {
                let field = TextField::holding(self.customer.as_str(), customer_fits);
                self.asks = Some(PreviewQuestion::Type(PreviewField::Customer, field));
            }
            Command::Email => self.ask_address(store, session),
            Command::OtherPrinter => {
                let printer = session.printer.as_deref().or(store.letterhead.printer.as_deref()).unwrap_or_default();
                let field = TextField::offering(printer, printer_fits);
                self.asks = Some(PreviewQuestion::Type(PreviewField::Printer, field));
            }
            Command::Escape => return Reaction::back(),
            Command::Save => return self.order(store, session, Effect::Save),
            Command::Handover => return Reaction::go(Go::Replace(Target::Job(self.key, Then::Handover))),
            command => {
                let lines = sheet::text(&self.sheet, COLUMNS).lines().count();
                self.scroll.take(&command, lines, PAGE);
            }
        }
        Reaction::stay()
    }

    /// Takes the answer to a question, or goes on asking it.
    fn answer(
        &mut self,
        store: &Store,
        session: &mut Session,
        question: PreviewQuestion,
        command: &Command,
    ) -> Reaction {
        let (what, mut field) = match question {
            PreviewQuestion::Again if *command == Command::PrintAgain => return self.print(store, session),
            PreviewQuestion::Again => return Reaction::stay(),
            PreviewQuestion::Sender(to, answer) => return self.answer_sender(store, session, (to, answer), command),
            PreviewQuestion::Type(what, field) => (what, field),
        };
        match (what, command) {
            (_, Command::Escape) => return Reaction::stay(),
            (PreviewField::Customer, Command::Enter) => {
                let Some(c) = sheet::cannot_be_set(field.text()) else {
                    field.text().clone_into(&mut self.customer);
                    let language = self.sheet.language.clone();
                    self.compose_in(store, session, &language);
                    return Reaction::stay();
                };
                field.refuse(format!("'{c}' can't be set on the page: leave the name out, and write it in by hand"));
            }
            (PreviewField::Printer, Command::Enter) => {
                let name = if field.text().is_empty() { "the default printer" } else { field.text() };
                session.tell(format!("p prints on {name}, until the program is left"));
                session.printer = Some(field.text().to_owned());
                return Reaction::stay();
            }
            (PreviewField::Email, Command::Enter) => match EmailAddress::parse(field.text()) {
                Ok(to) => match session.who.clone().filter(|who| may_send(store, who).is_ok()) {
                    Some(who) => return self.send(store, session, to, &who),
                    None => {
                        self.asks = Some(PreviewQuestion::Sender(to, TextAnswer::name(&session.technicians)));
                        return Reaction::stay();
                    }
                },
                Err(unfit) => field.refuse(unfit.to_string()),
            },
            (_, command) => drop(field.edit(command)),
        }
        self.asks = Some(PreviewQuestion::Type(what, field));
        Reaction::stay()
    }

    /// Composes the sheet anew in a language, with the name that was given.
    fn compose_in(&mut self, store: &Store, session: &mut Session, language: &str) {
        match compose(store, &self.key, language, &self.customer) {
            Ok(sheet) => *self.sheet = sheet,
            Err(why) => session.warn(why.to_string()),
        }
    }

    /// Prints; where a copy is out already, asks first, and while one is on its way says only that.
    fn ask_print(&mut self, store: &Store, session: &mut Session) -> Reaction {
        if let Some(stage) = session.printing.stage(&self.key) {
            let stage = stage.to_owned();
            session.tell(format!("it is on its way already: {stage}"));
            return Reaction::stay();
        }
        let facts = store.jobs.get(&self.key).map(|job| job.facts()).unwrap_or_default();
        let last = facts.iter().rev().find_map(|fact| match fact.what {
            What::Printed { result } if result != Print::Failed => Some(fact.time),
            _ => None,
        });
        if let Some(time) = last {
            self.asks = Some(PreviewQuestion::Again);
            session
                .tell(format!("a copy went out {}: y prints another one, Esc doesn't", time.format("%Y-%m-%d %H:%M")));
            return Reaction::stay();
        }
        self.print(store, session)
    }

    fn print(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let reaction = self.order(store, session, Effect::Print);
        if !reaction.effects.is_empty() {
            session.printing.set(self.key, "sending to the printer");
        }
        reaction
    }

    /// Asks for an address, where there is a server and nothing is on its way.
    fn ask_address(&mut self, store: &Store, session: &mut Session) {
        if !store.letterhead.has_email {
            return session.warn(match &store.letterhead.email_fault {
                Some(fault) => format!("the server for e-mail can't be read: {fault}"),
                None => "workshop.toml names no server for e-mail: [email], with server and from".to_owned(),
            });
        }
        if let Some(stage) = session.printing.stage(&self.key) {
            return session.tell(format!("it is on its way already: {stage}"));
        }
        self.asks = Some(PreviewQuestion::Type(PreviewField::Email, TextField::new(address_fits)));
    }

    /// Takes the name of whoever sends it.
    fn answer_sender(
        &mut self,
        store: &Store,
        session: &mut Session,
        (to, mut answer): (EmailAddress, TextAnswer),
        command: &Command,
    ) -> Reaction {
        if *command == Command::Escape && !answer.back_to_offers() {
            return Reaction::stay();
        }
        match answer.take(command).map(|name| rules::name(&name).and_then(|name| may_send(store, &name).map(|()| name)))
        {
            Some(Ok(who)) => return self.send(store, session, to, &who),
            Some(Err(unfit)) => answer.refuse(unfit.to_string()),
            None => {}
        }
        self.asks = Some(PreviewQuestion::Sender(to, answer));
        Reaction::stay()
    }

    /// Sends the page, without a name on it: what is sent is what is kept.
    fn send(&mut self, store: &Store, session: &mut Session, to: EmailAddress, who: &str) -> Reaction {
        let reaction = self.order(store, session, Effect::Print);
        let Some(Effect::Print(mut order)) = reaction.effects.into_iter().next() else { return Reaction::stay() };
        who.clone_into(&mut order.who);
        session.printing.set(self.key, "sending by e-mail");
        let words = store.letterhead.words(&order.sheet.language);
        let letter = EmailLetter::of(&words, &store.letterhead, &self.key, store.now().wall);
        Reaction::effect(Effect::Email(Box::new(EmailOrder { order: *order, to, letter })))
    }

    /// Composes the sheet anew, so that what was corrected meanwhile is on it, and orders what is to be done with it.
    fn order(&mut self, store: &Store, session: &mut Session, effect: fn(Box<Order>) -> Effect) -> Reaction {
        if store.clock.is_practice {
            session.warn("a practice job is not printed and not saved");
            return Reaction::stay();
        }
        let language = self.sheet.language.clone();
        self.compose_in(store, session, &language);
        match compose(store, &self.key, &language, "") {
            Ok(sheet) => {
                let letterhead = &store.letterhead;
                let chosen = session.printer.clone().map(|name| Some(name).filter(|name| !name.is_empty()));
                let (paper, printer) = (letterhead.paper, chosen.unwrap_or_else(|| letterhead.printer.clone()));
                let named = (!self.customer.is_empty()).then(|| (*self.sheet).clone());
                let who = session.who.clone().unwrap_or_default();
                let stem = store.jobs.get(&self.key).map_or_else(String::new, |job| sheet::file_stem(job, &sheet));
                let order = Order { job: self.key, sheet, named, paper, printer, stem, who };
                Reaction::effect(effect(Box::new(order)))
            }
            Err(why) => {
                session.warn(why.to_string());
                Reaction::stay()
            }
        }
    }
}
