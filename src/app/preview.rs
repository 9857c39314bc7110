//! The customer's sheet on the screen: as it will be on paper, to be printed or saved.

use super::printing::Order;
use super::reaction::{Go, Reaction, Target, Then};
use super::{Command, Effect, Session, Store};
use crate::domain::fact::Print;
use crate::domain::{JobKey, What};
use crate::sheet::{self, Request, Sheet};

/// Lines that a page key moves by.
const PAGE: u16 = 15;

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
    pub scrolled: u16,
    /// Whether it asks if another copy is wanted.
    pub asks_again: bool,
    /// The last line that scrolling may bring to the top.
    scrolled_max: u16,
}

/// The sheet of a job as it is known now, in this language, without a customer's name.
///
/// # Errors
/// When the job has none, with the reason.
pub fn compose(store: &Store, key: &JobKey, language: &str) -> Result<Sheet, String> {
    let words = store.letterhead.words(language);
    let Some(progress) = store.progress(key) else {
        return Err(format!("{key}: its checklist is not in exports/checklists: put the file back to see its sheet"));
    };
    let guard = store.guard(key);
    let request = Request {
        progress: &progress,
        letterhead: &store.letterhead,
        words: &words,
        seal: store.seal(progress.job),
        now: store.now().wall,
        customer: None,
        is_practice: store.is_practice,
        guard: guard.as_ref(),
    };
    sheet::compose(&request).map_err(|no| no.to_string())
}

impl Preview {
    /// Opens the sheet of a job.
    ///
    /// # Errors
    /// When the job has none, with the reason.
    pub fn open(store: &Store, key: JobKey) -> Result<Self, String> {
        let sheet = Box::new(compose(store, &key, &store.letterhead.language)?);
        let mut preview = Self { key, sheet, scrolled: 0, asks_again: false, scrolled_max: 0 };
        preview.measure();
        Ok(preview)
    }

    /// Sees how far there is to scroll.
    fn measure(&mut self) {
        let lines = sheet::text(&self.sheet, COLUMNS).lines().count();
        self.scrolled_max = u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(PAGE);
        self.scroll(0);
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.asks_again {
            self.asks_again = false;
            return if command == Command::PrintAgain { self.print(store, session) } else { Reaction::stay() };
        }
        match command {
            Command::Up => self.scroll(-1),
            Command::Down => self.scroll(1),
            Command::PageUp => self.scroll(-i32::from(PAGE)),
            Command::PageDown => self.scroll(i32::from(PAGE)),
            Command::Print => return self.ask_print(store, session),
            Command::Language => {
                let language = store.letterhead.language_after(&self.sheet.language);
                match compose(store, &self.key, language) {
                    Ok(sheet) => {
                        *self.sheet = sheet;
                        self.measure();
                    }
                    Err(why) => session.warn(why),
                }
            }
            Command::Escape => return Reaction::back(),
            Command::Save => return self.order(store, session, Effect::Save),
            Command::Handover => return Reaction::go(Go::Replace(Target::Job(self.key, Then::Handover))),
            _ => {}
        }
        Reaction::stay()
    }

    fn scroll(&mut self, by: i32) {
        let to = (i32::from(self.scrolled) + by).clamp(0, i32::from(self.scrolled_max));
        self.scrolled = u16::try_from(to).unwrap_or(0);
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
        let outcome = self.order(store, session, Effect::Print);
        if !outcome.effects.is_empty() {
            session.printing.set(self.key, "sending to the printer");
        }
        outcome
    }

    /// Composes the sheet anew, so that what was corrected meanwhile is on it, and orders what is to be done with it.
    fn order(&mut self, store: &Store, session: &mut Session, effect: fn(Box<Order>) -> Effect) -> Reaction {
        if store.is_practice {
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
                session.warn(why);
                Reaction::stay()
            }
        }
    }
}
