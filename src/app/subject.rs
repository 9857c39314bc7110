//! What keys are for just now: an item, a question, a page.

use std::mem::{Discriminant, discriminant};

use super::audit::MarkStep;
use super::dialogue::{JobChoice, JobQuestion, RadioChoice, RadioQuestion};
use super::guard::Page;
use super::job::{Focus, InFocus, Mode, Question};
use super::new_job::NewJobStep;
use super::parts::{Ask, TextField};
use super::scanned::is_for_elsewhere;
use super::{Context, Screen, State};
use crate::domain::checklist::PageMode;
use crate::domain::{Field, Id, JobKey};

/// What keys are for; when it differs, something else has come up.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    context: Context,
    which: Which,
}

/// Which of several that have the same context.
#[derive(Debug, Clone, PartialEq)]
enum Which {
    One,
    Focus(Focus),
    Step(Discriminant<NewJobStep>),
    Page(Discriminant<Page>),
    Question(Discriminant<Question>, Option<Discriminant<JobQuestion>>),
    Choice(Discriminant<JobChoice>),
    RadioQuestion(Discriminant<RadioQuestion>),
    RadioChoice(Discriminant<RadioChoice>),
    RecoveryStep(Option<Id>),
    Mark(Discriminant<MarkStep>),
}

/// A step that is done by hand at the car, so that it takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandStep {
    job: JobKey,
    item: Id,
}

impl State {
    /// The step by hand that a digit or Enter would answer now: on a page that is done item by item, as its checklist marks it.
    #[must_use]
    pub fn hand_step(&self) -> Option<HandStep> {
        let job = self.screens.job().filter(|job| !matches!(job.mode, Mode::Ask(_)))?;
        let InFocus { page, item, .. } = job.item(&self.store)?;
        let is_wait = matches!(item.field, Some(Field::Wait { .. }));
        let takes_time = page.mode == PageMode::ReadDo && item.is_physical && !is_wait;
        (takes_time && self.store.is_workable(&job.key)).then_some(HandStep { job: job.key, item: item.id })
    }

    /// Whether a job is on the screen, and nothing is asked in front of its item.
    #[must_use]
    pub fn is_at_item(&self) -> bool {
        matches!(self.screens.top(), Screen::Job(job) if !matches!(job.mode, Mode::Ask(_)))
    }

    /// What keys are for.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let which = match self.screens.top() {
            Screen::Job(job) => match &job.mode {
                Mode::Ask(Ask::Text(question, _)) => {
                    let of_dialogue = match question {
                        Question::Dialogue(question) => Some(discriminant(question)),
                        Question::Who(_) => None,
                    };
                    Which::Question(discriminant(question), of_dialogue)
                }
                Mode::Ask(Ask::Choice(choice, _)) => Which::Choice(discriminant(choice)),
                Mode::Look | Mode::Field(_) => Which::Focus(job.focus.clone()),
            },
            Screen::Guard(guard) => match &guard.ask {
                Some(Ask::Text(question, _)) => Which::RadioQuestion(discriminant(question)),
                Some(Ask::Choice(choice, _)) => Which::RadioChoice(discriminant(choice)),
                None => Which::Page(discriminant(&guard.page(&self.store))),
            },
            Screen::NewJob(new_job) => Which::Step(discriminant(&new_job.step)),
            Screen::Recovery(recovery) => Which::RecoveryStep(recovery.focused(&self.store)),
            Screen::Audit(audit) => {
                audit.mark.as_ref().map_or(Which::One, |mark| Which::Mark(discriminant(&mark.step)))
            }
            _ => Which::One,
        };
        Subject { context: self.context(), which }
    }

    /// The field that is open, where what a scanner reads may be meant.
    #[must_use]
    pub fn field(&self) -> Option<&TextField> {
        match self.screens.top() {
            Screen::Job(job) => match &job.mode {
                Mode::Field(field) => Some(field),
                Mode::Ask(Ask::Text(_, answer)) => answer.field(),
                Mode::Look | Mode::Ask(Ask::Choice(..)) => None,
            },
            Screen::NewJob(new_job) => match &new_job.step {
                NewJobStep::Number => Some(&new_job.number),
                NewJobStep::Name(answer) => answer.field(),
                NewJobStep::Kind(_) | NewJobStep::Offer(_) => None,
            },
            _ => None,
        }
    }

    /// Whether a scan that came into an item's field is surely for something else.
    #[must_use]
    pub fn is_for_elsewhere(&self, text: &str) -> bool {
        is_for_elsewhere(&self.store, &self.screens, text)
    }

    /// Whether what is typed is to be compared with what was typed before: what was scanned twice proves nothing.
    #[must_use]
    pub fn is_typed_again(&self) -> bool {
        let question = match self.screens.top() {
            Screen::Job(job) => match &job.mode {
                Mode::Ask(Ask::Text(question, _)) => Some(question),
                _ => None,
            },
            _ => None,
        };
        matches!(question, Some(Question::Dialogue(JobQuestion::SerialAgain { .. })))
    }
}
