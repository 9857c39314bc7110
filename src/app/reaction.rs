//! What a screen wants after a command: effects, and a way to another screen.

use super::Effect;
use crate::domain::input::Unfit;
use crate::domain::{Id, JobKey, JobNumber, RefusedEntry};

/// What a screen wants after a command or a row.
#[derive(Debug, Default, Clone)]
pub struct Reaction {
    /// What is to be done.
    pub effects: Vec<Effect>,
    /// Where to go.
    pub go: Option<Go>,
}

/// A change of the stack of screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// Puts a screen in front of this one.
    Push(Target),
    /// Puts a screen in the place of this one.
    Replace(Target),
    /// Leaves this screen for the one behind it; a job there goes on so.
    Pop(Then),
    /// Leaves every screen for the board.
    Home,
    /// The same, and looks for this there.
    Found(String),
}

/// A screen that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A new job.
    NewJob,
    /// A new job, one of those that the workshop's own system offers: this one, or which is asked.
    Offered(Option<JobNumber>),
    /// A job, which goes on so. It always stands right in front of the board.
    Job(JobKey, Then),
    /// The customer's sheet of a job.
    Sheet(JobKey),
    /// What stands in front of a job.
    Beside(Beside, JobKey),
    /// What another station asks a second person.
    Second,
    /// The audit.
    Audit,
    /// The guide, at the page of the radio of the job that it is opened from.
    Guide,
}

impl Target {
    /// The job that the screen is about.
    #[must_use]
    pub fn job(&self) -> Option<&JobKey> {
        match self {
            Self::Job(key, _) | Self::Sheet(key) | Self::Beside(_, key) => Some(key),
            Self::NewJob | Self::Offered(_) | Self::Second | Self::Audit | Self::Guide => None,
        }
    }
}

/// What can stand in front of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The lock-out guard.
    Guard,
    /// The recovery route.
    Recovery,
}

/// How it goes on at the job that is come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// As it was left.
    Nothing,
    /// With what comes next.
    Advance,
    /// With stopping the job.
    Stop,
    /// With the item of the customer's code.
    Code,
    /// With overriding that item.
    Override,
    /// With how its sheet was handed over.
    Handover,
}

impl Reaction {
    /// Nothing to do.
    #[must_use]
    pub fn stay() -> Self {
        Self::default()
    }

    /// One thing to do.
    #[must_use]
    pub fn effect(effect: Effect) -> Self {
        Self { effects: vec![effect], go: None }
    }

    /// The note that something was said about a job, and not taken.
    #[must_use]
    pub fn refused(job: &JobKey, item: Option<Id>, unfit: &Unfit, who: &str) -> Self {
        let entry = RefusedEntry { job: *job, item, kind: unfit.kind, who: who.into() };
        Self::effect(Effect::NoteRefused(entry))
    }

    /// A screen in front of this one.
    #[must_use]
    pub fn push(target: Target) -> Self {
        Self::go(Go::Push(target))
    }

    /// Back to the screen behind.
    #[must_use]
    pub fn back() -> Self {
        Self::go(Go::Pop(Then::Nothing))
    }

    /// Another screen.
    #[must_use]
    pub fn go(go: Go) -> Self {
        Self { effects: Vec::new(), go: Some(go) }
    }
}
