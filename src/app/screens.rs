//! The screens, and the stack in which they stand in front of each other.

use std::collections::BTreeSet;

use super::audit::AuditScreen;
use super::board::Board;
use super::guard::GuardScreen;
use super::guide::Guide;
use super::help::Help;
use super::identify::Identify;
use super::job::JobScreen;
use super::new_job::NewJob;
use super::parts::TextField;
use super::preview::Preview;
use super::reaction::{Go, Reaction, Target, Then};
use super::recovery::RecoveryScreen;
use super::second::SecondScreen;
use super::{Command, Context, Session, Store};
use crate::domain::{Fact, JobKey, What};
use crate::words::PlainWords;

/// One screen.
#[derive(Debug, Clone)]
pub enum Screen {
    /// All jobs.
    Board(Board),
    /// Beginning a job.
    NewJob(NewJob),
    /// One job.
    Job(Box<JobScreen>),
    /// The customer's sheet.
    Preview(Box<Preview>),
    /// The guide.
    Guide(Box<Guide>),
    /// The lock-out guard.
    Guard(Box<GuardScreen>),
    /// The recovery route.
    Recovery(Box<RecoveryScreen>),
    /// The audit.
    Audit(Box<AuditScreen>),
    /// Help.
    Help(Help),
    /// What another station asks a second person.
    Second(Box<SecondScreen>),
    /// Whose hand it is, in front of what is to be recorded.
    Identify(Box<Identify>),
}

impl Screen {
    /// What keys mean while it is seen.
    #[must_use]
    pub fn context(&self, store: &Store) -> Context {
        match self {
            Self::Board(board) => board.context(),
            Self::NewJob(new_job) => new_job.context(),
            Self::Job(job) => job.context(store),
            Self::Preview(preview) => preview.context(),
            Self::Guide(guide) => guide.context(),
            Self::Guard(guard) => guard.context(),
            Self::Recovery(recovery) => recovery.context(),
            Self::Audit(audit) => audit.context(),
            Self::Help(_) => Context::Help,
            Self::Second(second) => second.context(),
            Self::Identify(_) => Context::Type,
        }
    }

    /// Whether a command can do anything now: what can't is left out of the help line.
    #[must_use]
    pub fn offers(&self, store: &Store, command: &Command) -> bool {
        match self {
            Self::Board(board) => board.offers(store, command),
            Self::Job(job) => job.offers(store, command),
            Self::Preview(preview) => preview.offers(store, command),
            Self::Guard(guard) => guard.offers(store, command),
            Self::Recovery(recovery) => recovery.offers(store, command),
            Self::Audit(audit) => audit.offers(command),
            Self::NewJob(new_job) => new_job.offers(command),
            Self::Help(help) => help.offers(command),
            Self::Second(second) => second.ask.offers(command),
            Self::Identify(_) => TextField::offers(command),
            Self::Guide(_) => true,
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        match self {
            Self::Board(board) => board.on(store, session, command),
            Self::NewJob(new_job) => new_job.on(store, session, command),
            Self::Job(job) => job.on(store, session, command),
            Self::Preview(preview) => preview.on(store, session, command),
            Self::Guide(guide) => guide.on(store, session, &command),
            Self::Guard(guard) => guard.on(store, session, command),
            Self::Recovery(recovery) => recovery.on(store, session, command),
            Self::Audit(audit) => audit.on(store, session, command),
            Self::Help(help) => help.on(&command),
            Self::Second(second) => second.on(store, &command),
            Self::Identify(identify) => identify.on(&command),
        }
    }

    /// A row is on the disk.
    pub fn on_sealed(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        match self {
            Self::Job(job) => job.on_sealed(store, session, fact),
            Self::Guard(guard) => guard.on_sealed(store, fact),
            Self::Recovery(recovery) => recovery.on_sealed(store, session, fact),
            Self::NewJob(_) if matches!(fact.what, What::Started { .. }) => {
                Reaction::go(Go::Replace(Target::Job(fact.job, Then::Nothing)))
            }
            Self::Audit(audit) => audit.on_sealed(store, session, fact),
            Self::Second(_) => {
                session.tell("recorded: the other station is told");
                Reaction::back()
            }
            Self::Board(_)
            | Self::NewJob(_)
            | Self::Preview(_)
            | Self::Guide(_)
            | Self::Help(_)
            | Self::Identify(_) => Reaction::stay(),
        }
    }
}

/// The open screens in a stack. The board lies at the bottom and is never taken away; the one at the top is seen.
#[derive(Debug, Clone)]
pub struct Screens {
    board: Screen,
    front: Vec<Screen>,
}

impl Default for Screens {
    fn default() -> Self {
        Self { board: Screen::Board(Board::default()), front: Vec::new() }
    }
}

impl Screens {
    /// The screen that is seen.
    #[must_use]
    pub fn top(&self) -> &Screen {
        self.front.last().unwrap_or(&self.board)
    }

    /// The screen that is seen, to be changed.
    pub fn top_mut(&mut self) -> &mut Screen {
        self.front.last_mut().unwrap_or(&mut self.board)
    }

    /// The screen behind the one that is seen.
    #[must_use]
    pub fn behind(&self) -> &Screen {
        self.front.iter().rev().nth(1).unwrap_or(&self.board)
    }

    /// The words of the screen that is seen, those of the help being the words of the screen behind it: the workshop's language where
    /// the record is spoken of, else English.
    #[must_use]
    pub fn words(&self) -> &PlainWords {
        let seen = if matches!(self.top(), Screen::Help(_)) { self.behind() } else { self.top() };
        match seen {
            Screen::Audit(audit) => &audit.words,
            Screen::Identify(identify) => &identify.words,
            _ => PlainWords::english(),
        }
    }

    /// Puts a screen in front of the one that is seen.
    pub fn push(&mut self, screen: Screen) {
        self.front.push(screen);
    }

    /// Takes the screen away that is seen; the board stays.
    pub fn pop(&mut self) {
        self.front.pop();
    }

    /// Takes the question whose hand it is away, where it is seen: it is answered.
    pub(super) fn pop_identified(&mut self) {
        if matches!(self.top(), Screen::Identify(_)) {
            self.pop();
        }
    }

    /// Takes every screen away but the board.
    pub fn clear(&mut self) {
        self.front.clear();
    }

    /// Leaves every screen for the board, with a job in focus.
    pub fn go_home(&mut self, focus: Option<JobKey>) {
        self.front.clear();
        if let Screen::Board(board) = &mut self.board {
            board.come_back(focus);
        }
    }

    /// The job that is seen.
    #[must_use]
    pub fn job(&self) -> Option<&JobScreen> {
        match self.top() {
            Screen::Job(job) => Some(job),
            _ => None,
        }
    }

    /// The jobs that open screens are about.
    #[must_use]
    pub fn jobs(&self) -> BTreeSet<JobKey> {
        let key = |screen: &Screen| match screen {
            Screen::Job(job) => Some(job.key),
            Screen::Preview(preview) => Some(preview.key),
            Screen::Guard(guard) => Some(guard.key),
            Screen::Recovery(recovery) => Some(recovery.key),
            Screen::Board(_)
            | Screen::NewJob(_)
            | Screen::Guide(_)
            | Screen::Audit(_)
            | Screen::Help(_)
            | Screen::Identify(_) => None,
            Screen::Second(second) => Some(second.key),
        };
        self.front.iter().filter_map(key).collect()
    }

    /// A character was typed that means nothing on the screen in front; says whether a question there tells so.
    pub fn typed_past(&mut self) -> bool {
        match self.top_mut() {
            Screen::Job(job) => job.typed_past(),
            _ => false,
        }
    }

    /// The job that is open, wherever it stands.
    pub fn job_mut(&mut self) -> Option<&mut JobScreen> {
        self.front.iter_mut().find_map(|screen| match screen {
            Screen::Job(job) => Some(&mut **job),
            _ => None,
        })
    }

    /// The audit, wherever it stands.
    pub fn audit_mut(&mut self) -> Option<&mut AuditScreen> {
        self.front.iter_mut().find_map(|screen| match screen {
            Screen::Audit(audit) => Some(&mut **audit),
            _ => None,
        })
    }
}
