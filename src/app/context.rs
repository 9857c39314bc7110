//! What keys mean just now.

use super::ask::Step;
use super::audit::{MarkStep, Tab};
use super::board::Find;
use super::job::Mode;
use super::{Command, Screen, State, new_job};
use crate::domain::{Field, Item, Progress};

/// A situation in which each key has one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of jobs.
    Board,
    /// The list of jobs, typing what to look for.
    BoardFind,
    /// A new job, choosing.
    NewJob,
    /// A new job, typing.
    NewJobField,
    /// A job, an item with options in focus.
    Item,
    /// A job, an item in focus whose field is not open.
    Typed,
    /// A job, a wait in focus.
    Wait,
    /// A job, a completion call in focus.
    Call,
    /// A job, the item's field open.
    Field,
    /// A job, a question to be answered by one key.
    Pick,
    /// A job, a question to be answered by typing.
    Type,
    /// A job that has ended.
    Ended,
    /// A job of another station.
    Elsewhere,
    /// The customer's sheet.
    Preview,
    /// The customer's sheet, asking whether another copy is wanted.
    PrintAgain,
    /// The audit.
    Audit,
    /// The audit, typing the filter.
    AuditFind,
    /// The rows of one job, out of the audit.
    Proof,
    /// Help.
    Help,
}

impl Context {
    /// Whether printable keys are text here.
    #[must_use]
    pub fn is_field(self) -> bool {
        matches!(self, Self::BoardFind | Self::AuditFind | Self::NewJobField | Self::Field | Self::Type)
    }
}

impl State {
    /// What keys mean now.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.screen {
            Screen::Help(_) => Context::Help,
            Screen::Preview(preview) if preview.asks_again => Context::PrintAgain,
            Screen::Preview(_) => Context::Preview,
            Screen::Audit(audit) => match audit.mark.as_ref().map(|mark| &mark.step) {
                Some(MarkStep::Who(_)) => Context::Pick,
                Some(MarkStep::Remark(_) | MarkStep::WhoTyped(_)) => Context::Type,
                None if audit.proof.is_some() => Context::Proof,
                None if audit.looking.is_typing() => Context::AuditFind,
                None => Context::Audit,
            },
            Screen::Board(board) if matches!(board.find, Find::Typing(_)) => Context::BoardFind,
            Screen::Board(_) => Context::Board,
            Screen::NewJob(new) => match new.step {
                new_job::Step::Number | new_job::Step::NameTyped(_) => Context::NewJobField,
                new_job::Step::Name | new_job::Step::Kind => Context::NewJob,
            },
            Screen::Job(job) => match &job.mode {
                Mode::Field(_) => Context::Field,
                Mode::Ask(ask) if matches!(ask.step, Step::Type(_)) => Context::Type,
                Mode::Ask(_) => Context::Pick,
                Mode::Look if job.key.station != self.world.station => Context::Elsewhere,
                Mode::Look => self.looking(job),
            },
        }
    }

    /// The context of a job's screen with nothing open on it.
    fn looking(&self, job: &super::job::JobScreen) -> Context {
        let has_ended = self.world.jobs.get(&job.key).is_some_and(|it| it.ending().is_some());
        if has_ended {
            return Context::Ended;
        }
        let of_item = job.with_item(&self.world, |_, _, item| match item.field {
            Some(Field::Wait { .. }) => Context::Wait,
            Some(_) => Context::Typed,
            None => Context::Item,
        });
        of_item.unwrap_or(Context::Call)
    }

    /// Whether a command can do anything now: what can't is left out of the help line.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        if let Screen::Audit(audit) = &self.screen {
            return match command {
                Command::MarkSeen => audit.tab == Tab::Findings && audit.case().is_some(),
                Command::Enter if self.context() == Context::Audit => audit.case().is_some(),
                Command::Sheet => audit.case().is_some(),
                _ => true,
            };
        }
        let Screen::Job(job) = &self.screen else { return true };
        if !matches!(job.mode, Mode::Look) {
            return true;
        }
        let of_item = |can: fn(&Progress<'_>, &Item) -> bool| {
            job.with_item(&self.world, |progress, _, item| can(progress, item)).unwrap_or(true)
        };
        match command {
            Command::Skip => of_item(|_, item| item.may_skip && !item.is_hold),
            Command::Override => of_item(|_, item| item.may_override),
            Command::Choose(_) => of_item(|progress, item| !progress.options(item).is_empty()),
            Command::RestartWait => job.may_restart_wait(&self.world),
            Command::Call => job.is_call_due(&self.world),
            _ => true,
        }
    }
}
