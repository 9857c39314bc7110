//! The customer's sheet on the screen: as it will be on paper, to be printed or saved.

use super::cannot_open::CannotOpen;
use super::parts::Scroll;
use super::printing::Order;
use super::reaction::{Go, Reaction, Target, Then};
use super::{Command, Context, Effect, Session, Store};
use crate::domain::fact::Print;
use crate::domain::{JobKey, What};
use crate::sheet::{self, Request, Sheet};

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
    /// Lines that are scrolled past.
    pub scroll: Scroll,
    /// Whether it asks if another copy is wanted.
    pub asks_again: bool,
}

/// The sheet of a job as it is known now, in this language, without a customer's name.
///
/// # Errors
/// When the job has none, with the reason.
pub fn compose(store: &Store, key: &JobKey, language: &str) -> Result<Sheet, CannotOpen> {
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
        customer: None,
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
        let sheet = Box::new(compose(store, &key, &store.letterhead.language)?);
        Ok(Self { key, sheet, scroll: Scroll::default(), asks_again: false })
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.asks_again { Context::PrintAgain } else { Context::Preview }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        *command != Command::Handover || store.may_hand_over(&self.key)
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.asks_again {
            self.asks_again = false;
            return if command == Command::PrintAgain { self.print(store, session) } else { Reaction::stay() };
        }
        match command {
            Command::Print => return self.ask_print(store, session),
            Command::Language => {
                let language = store.letterhead.language_after(&self.sheet.language);
                match compose(store, &self.key, language) {
                    Ok(sheet) => *self.sheet = sheet,
                    Err(why) => session.warn(why.to_string()),
                }
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
            self.asks_again = true;
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

    /// Composes the sheet anew, so that what was corrected meanwhile is on it, and orders what is to be done with it.
    fn order(&mut self, store: &Store, session: &mut Session, effect: fn(Box<Order>) -> Effect) -> Reaction {
        if store.clock.is_practice {
            session.warn("a practice job is not printed and not saved");
            return Reaction::stay();
        }
        match compose(store, &self.key, &self.sheet.language) {
            Ok(sheet) => {
                *self.sheet = sheet.clone();
                let letterhead = &store.letterhead;
                let (paper, printer) = (letterhead.paper, letterhead.printer.clone());
                let who = session.who.clone().unwrap_or_default();
                let stem = store.jobs.get(&self.key).map_or_else(String::new, |job| sheet::file_stem(job, &sheet));
                let order = Order { job: self.key, sheet, paper, printer, stem, who };
                Reaction::effect(effect(Box::new(order)))
            }
            Err(why) => {
                session.warn(why.to_string());
                Reaction::stay()
            }
        }
    }
}
