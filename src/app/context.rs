//! What keys mean just now.

use super::ask::{Ask, Step};
use super::audit::{MarkStep, Tab};
use super::board::Find;
use super::guard::{GuardScreen, PREPARATIONS, Page};
use super::job::{InFocus, Mode};
use super::{Command, Screen, State, new_job};
use crate::domain::checklist::known;
use crate::domain::{Field, Guard, JobKey};

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
    /// The lock-out guard.
    Guard,
    /// The recovery route.
    Recovery,
    /// The customer's sheet.
    Preview,
    /// The customer's sheet, asking whether another copy is wanted.
    PrintAgain,
    /// The guide's contents.
    Guide,
    /// The guide's contents, typing what to look for.
    GuideFind,
    /// A page of the guide.
    GuidePage,
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
        matches!(
            self,
            Self::BoardFind | Self::GuideFind | Self::AuditFind | Self::NewJobField | Self::Field | Self::Type
        )
    }
}

/// The context of a question, where one is open.
fn asked(ask: Option<&Ask>) -> Option<Context> {
    ask.map(|ask| if matches!(ask.step, Step::Type(_)) { Context::Type } else { Context::Pick })
}

impl State {
    /// What keys mean now.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context_of(self.screens.top())
    }

    /// What keys mean while a screen is seen.
    #[must_use]
    pub fn context_of(&self, screen: &Screen) -> Context {
        match screen {
            Screen::Help(_) => Context::Help,
            Screen::Guard(guard) => asked(guard.ask.as_ref()).unwrap_or(Context::Guard),
            Screen::Recovery(recovery) => asked(recovery.ask.as_ref()).unwrap_or(Context::Recovery),
            Screen::Preview(preview) if preview.asks_again => Context::PrintAgain,
            Screen::Preview(_) => Context::Preview,
            Screen::Guide(guide) if matches!(guide.find, Find::Typing(_)) => Context::GuideFind,
            Screen::Guide(guide) if guide.is_open => Context::GuidePage,
            Screen::Guide(_) => Context::Guide,
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
                Mode::Ask(ask) => asked(Some(ask)).unwrap_or(Context::Pick),
                Mode::Look if job.key.station != self.store.station => Context::Elsewhere,
                Mode::Look => self.looking(job),
            },
        }
    }

    /// The context of a job's screen with nothing open on it.
    fn looking(&self, job: &super::job::JobScreen) -> Context {
        let has_ended = self.store.jobs.get(&job.key).is_some_and(|it| it.ending().is_some());
        if has_ended {
            return Context::Ended;
        }
        match job.item(&self.store).map(|it| &it.item.field) {
            Some(Some(Field::Wait { .. })) => Context::Wait,
            Some(Some(_)) => Context::Typed,
            Some(None) => Context::Item,
            None => Context::Call,
        }
    }

    /// Whether a command can do anything now: what can't is left out of the help line.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        let job = match self.screens.top() {
            Screen::Job(job) => job,
            Screen::Guard(guard) => return self.guard_offers(guard, command),
            Screen::Recovery(recovery) => {
                return match command {
                    Command::Stop | Command::Override => self.store.is_workable(&recovery.key),
                    Command::Guard => self.has_to_do_with_a_code(&recovery.key),
                    _ => true,
                };
            }
            Screen::Audit(audit) => {
                return match command {
                    Command::MarkSeen => audit.tab == Tab::Findings && audit.finding().is_some(),
                    Command::Enter if self.context() == Context::Audit => audit.job().is_some(),
                    Command::Sheet => audit.job().is_some(),
                    _ => true,
                };
            }
            Screen::Board(board) if *command == Command::Enter => return !board.rows(&self.store).is_empty(),
            Screen::Preview(preview) if *command == Command::Handover => return self.may_hand_over(&preview.key),
            _ => return true,
        };
        if !matches!(job.mode, Mode::Look) {
            return true;
        }
        let of_item = |can: fn(InFocus<'_>) -> bool| job.item(&self.store).is_none_or(can);
        match command {
            Command::Remark => of_item(|it| !it.status().is_settled()),
            Command::Skip => of_item(|it| it.item.may_skip && !it.item.is_hold),
            Command::Override => of_item(|it| it.item.may_override),
            Command::Choose(_) => of_item(|it| !it.progress.options(it.item).is_empty()),
            Command::RestartWait => job.may_restart_wait(&self.store),
            Command::Call => job.is_call_due(&self.store),
            Command::Guard => self.has_to_do_with_a_code(&job.key),
            Command::Recovery => self.lacks_the_code(&job.key),
            Command::Handover => self.may_hand_over(&job.key),
            _ => true,
        }
    }

    /// Whether a job has a sheet to be handed over: it has ended, and was not entered by mistake.
    fn may_hand_over(&self, key: &JobKey) -> bool {
        self.store.jobs.get(key).is_some_and(|job| job.ending().is_some() && !job.is_mistake())
    }

    /// Whether a command can do anything on the guard's screen.
    fn guard_offers(&self, guard: &GuardScreen, command: &Command) -> bool {
        if guard.ask.is_some() {
            return true;
        }
        let page = guard.page(&self.store);
        match command {
            Command::Override => self.store.guard(&guard.key).is_some_and(|it| it.override_item().is_some()),
            Command::Enter => match page {
                Page::Prepare(_) => guard.prepared() == PREPARATIONS,
                Page::Outcome => guard.marked.is_some(),
                _ => false,
            },
            Command::Correct => {
                let came_of_it = |it: Guard<'_>| it.last_own().is_some_and(|entry| entry.outcome.is_some());
                self.store.guard(&guard.key).is_some_and(came_of_it)
            }
            Command::Choose(_) => {
                page != Page::Reading && (page != Page::Plays || !guard.follow_ups(&self.store).is_empty())
            }
            Command::Recovery => matches!(page, Page::Display | Page::Prepare(_) | Page::Held(_)),
            _ => true,
        }
    }

    /// Whether the radio of a job has asked for its code, or was given one.
    fn has_to_do_with_a_code(&self, key: &JobKey) -> bool {
        let Some(job) = self.store.jobs.get(key) else { return false };
        let says = |item| job.token(item).is_some_and(|said| known::WANTS_CODE.contains(&said));
        let has_attempts = || self.store.guard(key).is_some_and(|guard| guard.ledger.live().next().is_some());
        says(known::ARRIVAL) || says(known::RADIO_AFTER) || has_attempts()
    }

    /// Whether the code of a job's radio is not at hand.
    fn lacks_the_code(&self, key: &JobKey) -> bool {
        let job = self.store.jobs.get(key);
        job.is_some_and(|job| matches!(job.token(known::CODE), Some("no" | "dealer-supplies")))
    }
}
