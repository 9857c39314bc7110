//! The screens, and how one leads to another.

use super::audit::AuditScreen;
use super::board::Board;
use super::guard::GuardScreen;
use super::guide::Guide;
use super::job::JobScreen;
use super::new_job::NewJob;
use super::preview::Preview;
use super::recovery::RecoveryScreen;
use super::{Command, Effect, World};
use crate::domain::{Fact, JobKey, What};

/// What is on the screen.
#[derive(Debug, Clone)]
pub enum Screen {
    /// All jobs.
    Board(Board),
    /// Beginning a job.
    NewJob(NewJob),
    /// One job.
    Job(Box<JobScreen>),
    /// The customer's sheet, in front of the screen that it was opened from.
    Preview(Box<Preview>),
    /// The guide, in front of the screen that it was opened from.
    Guide(Box<Guide>),
    /// The lock-out guard, in front of a job.
    Guard(Box<GuardScreen>),
    /// The recovery route, in front of a job.
    Recovery(Box<RecoveryScreen>),
    /// The audit.
    Audit(Box<AuditScreen>),
    /// Help, in front of the screen that it is about.
    Help(Help),
}

/// Help for a screen.
#[derive(Debug, Clone)]
pub struct Help {
    /// The screen that it is about.
    pub behind: Box<Screen>,
    /// Lines that are scrolled past.
    pub scrolled: u16,
}

/// Lines that a page of help goes on by: fewer than the smallest window shows.
const HELP_PAGE: u16 = 10;

/// What a screen wants after a command.
#[derive(Debug, Default, Clone)]
pub struct Outcome {
    /// What is to be done.
    pub effects: Vec<Effect>,
    /// Where to go.
    pub go: Option<Go>,
}

/// A way to another screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// To the board.
    Board,
    /// To the audit.
    Audit,
    /// To a new job.
    NewJob,
    /// To a job.
    Job(JobKey),
    /// To the customer's sheet of a job.
    Sheet(JobKey),
    /// To a job, to record how its sheet was handed over.
    Handover(JobKey),
    /// To what stands in front of a job.
    Beside(Beside, JobKey),
    /// Back to the job behind, and on there.
    Behind(Then),
    /// Out.
    Quit,
}

/// What can stand in front of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The lock-out guard.
    Guard,
    /// The recovery route.
    Recovery,
}

/// How it goes on at the job behind.
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
}

impl Outcome {
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

    /// Another screen.
    #[must_use]
    pub fn go(go: Go) -> Self {
        Self { effects: Vec::new(), go: Some(go) }
    }
}

impl Screen {
    /// Acts on a command.
    pub fn on(&mut self, world: &mut World, command: Command) -> Outcome {
        match self {
            Self::Board(board) => board.on(world, command),
            Self::NewJob(new_job) => new_job.on(world, command),
            Self::Job(job) => job.on(world, command),
            Self::Preview(preview) => preview.on(world, command),
            Self::Guide(guide) => guide.on(world, command),
            Self::Guard(guard) => guard.on(world, command),
            Self::Recovery(recovery) => recovery.on(world, command),
            Self::Audit(audit) => audit.on(world, command),
            Self::Help(help) => {
                match command {
                    Command::PageUp => help.scrolled = help.scrolled.saturating_sub(HELP_PAGE),
                    Command::PageDown => help.scrolled = help.scrolled.saturating_add(HELP_PAGE).min(400),
                    Command::Up => help.scrolled = help.scrolled.saturating_sub(1),
                    Command::Down => help.scrolled = help.scrolled.saturating_add(1).min(400),
                    _ => {}
                }
                Outcome::stay()
            }
        }
    }

    /// The journals of the other stations were read.
    pub fn on_others_read(&mut self, world: &mut World) -> Outcome {
        match self {
            Self::Guard(guard) => guard.on_others_read(world),
            _ => Outcome::stay(),
        }
    }

    /// The audit, also behind a sheet or help.
    pub fn audit(&mut self) -> Option<&mut AuditScreen> {
        match self {
            Self::Audit(audit) => Some(audit),
            Self::Help(help) => help.behind.audit(),
            Self::Preview(preview) => preview.behind.audit(),
            Self::Guide(guide) => guide.behind.audit(),
            Self::Board(_) | Self::NewJob(_) | Self::Job(_) | Self::Guard(_) | Self::Recovery(_) => None,
        }
    }

    /// A row is on the disk.
    pub fn on_sealed(&mut self, world: &mut World, fact: &Fact) -> Outcome {
        match self {
            Self::Job(job) => job.on_sealed(world, fact),
            Self::Guard(guard) => guard.on_sealed(world, fact),
            Self::Recovery(recovery) => recovery.on_sealed(world, fact),
            Self::NewJob(_) if matches!(fact.what, What::Started { .. }) => Outcome::go(Go::Job(fact.job)),
            Self::Help(help) => help.behind.on_sealed(world, fact),
            Self::Preview(preview) => preview.behind.on_sealed(world, fact),
            Self::Guide(guide) => guide.behind.on_sealed(world, fact),
            Self::Audit(audit) => audit.on_sealed(world, fact),
            Self::Board(_) | Self::NewJob(_) => Outcome::stay(),
        }
    }
}
