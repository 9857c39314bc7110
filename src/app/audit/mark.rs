//! Marking a finding as seen: a remark, then who it is, then a row in this station's journal.

use super::AuditScreen;
use crate::app::limits::note_fits;
use crate::app::parts::{TextAnswer, TextField};
use crate::app::reaction::Reaction;
use crate::app::{Command, Context, Effect, Session, Store};
use crate::audit::listing::seen_words;
use crate::audit::{FindingKind, NewReview};
use crate::domain::fact::Observed;
use crate::domain::input::check_managers_remark;
use crate::domain::{JobKey, Right, What, rules};
use crate::journal::{Draft, RecordReview};

/// A finding on its way to being seen.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it is about.
    pub about: About,
    /// The finding.
    pub kind: FindingKind,
    /// Its item, where another finding of its kind is about another one.
    pub item: Option<String>,
    /// Who worked on the job: somebody else has to look at what was found.
    doers: Vec<String>,
    /// What is asked now.
    pub step: MarkStep,
    /// The remark, once it was typed.
    remark: String,
}

/// What a finding is about.
#[derive(Debug, Clone)]
pub enum About {
    /// A job, and what its row says.
    Job(JobKey, What),
    /// The record itself, at this place, and what its row says but for the name and the remark.
    Record(String, RecordReview),
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum MarkStep {
    /// What was seen at the car.
    Observed(TextAnswer),
    /// A remark.
    Remark(TextField),
    /// Who has seen it.
    Who(TextAnswer),
}

impl Mark {
    /// What keys mean while it is asked.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.step {
            MarkStep::Remark(_) => Context::Type,
            MarkStep::Observed(answer) | MarkStep::Who(answer) => answer.context(),
        }
    }

    /// Why the last try was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match &self.step {
            MarkStep::Remark(field) => field.refusal(),
            MarkStep::Observed(answer) | MarkStep::Who(answer) => answer.refusal(),
        }
    }
}

/// What is taken where the car is as recorded: no item is called so.
const AGREES: &str = "=";

impl Mark {
    /// It was said what was seen at the car.
    fn observe(&mut self, seen: Observed) {
        if let About::Job(_, What::Reviewed { observed, .. }) = &mut self.about {
            *observed = Some(seen);
        }
        self.step = MarkStep::Remark(TextField::new(note_fits));
    }
}

impl AuditScreen {
    /// Begins to mark the finding in focus as seen.
    pub(super) fn ask_mark(&mut self, store: &Store, session: &mut Session) {
        let finding = self.finding().filter(|_| self.tab == super::Tab::Findings);
        let (Some(audit), Some(finding)) = (&self.audit, finding) else {
            return session.tell("only a finding can be marked as seen: 1 shows them");
        };
        if let Some(review) = &finding.seen {
            return session.tell(format!("already {}", seen_words(review)));
        }
        let item = audit.item_to_say(finding);
        let about = match audit.review(finding, store.station.as_str()) {
            Ok(NewReview::Job(key, what)) => About::Job(key, what),
            Ok(NewReview::Record(review)) => About::Record(audit.subject_name(finding), review),
            Err(why) => return session.tell(why.to_string()),
        };
        let doers = audit.doers(finding).map(str::to_owned).collect();
        let step = match finding.kind {
            FindingKind::ToObserve => {
                let agrees = ("The car is as recorded".to_owned(), AGREES.to_owned());
                MarkStep::Observed(TextAnswer::offering(vec![agrees], "It is not: which item, typed"))
            }
            _ => MarkStep::Remark(TextField::new(note_fits)),
        };
        self.mark =
            Some(Mark { about, doers, kind: finding.kind, item: item.map(str::to_owned), step, remark: String::new() });
    }

    pub(super) fn on_mark(&mut self, store: &Store, session: &mut Session, command: &Command) -> Reaction {
        let job = self.job().cloned();
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        match (&mut mark.step, command) {
            (MarkStep::Observed(answer), Command::Escape) => {
                if !answer.back_to_offers() {
                    self.mark = None;
                }
            }
            (MarkStep::Observed(answer), command) => {
                let seen = match (answer.take(command), job) {
                    (Some(text), _) if text == AGREES => Ok(Observed::Agrees),
                    (Some(text), Some(job)) => job.differs(&text),
                    _ => return Reaction::stay(),
                };
                match seen {
                    Ok(seen) => mark.observe(seen),
                    Err(unfit) => answer.refuse(unfit.to_string()),
                }
            }
            // back to the remark, as it was typed
            (MarkStep::Who(_), Command::Escape) => {
                mark.step = MarkStep::Remark(TextField::holding(std::mem::take(&mut mark.remark), note_fits));
            }
            (MarkStep::Remark(_), Command::Escape) => self.mark = None,
            (MarkStep::Remark(field), Command::Enter) => {
                let remark = field.text().to_owned();
                if remark.is_empty() {
                    field.refuse("say in one line what was done about it");
                    return Reaction::stay();
                }
                if let Err(unfit) = check_managers_remark(&remark) {
                    field.refuse(unfit.to_string());
                    return Reaction::stay();
                }
                mark.remark = remark;
                if self.reviewer.as_ref().is_some_and(|name| refusal_of(&mark.doers, store, name).is_none()) {
                    return self.record(store);
                }
                mark.step = MarkStep::Who(TextAnswer::name(&session.technicians));
            }
            (MarkStep::Remark(field), command) => drop(field.edit(command)),
            (MarkStep::Who(answer), command) => match answer.take(command).map(|name| rules::name(&name)) {
                Some(Ok(name)) => match refusal_of(&mark.doers, store, &name) {
                    Some(why) => answer.refuse(why),
                    None => {
                        self.reviewer = Some(name);
                        return self.record(store);
                    }
                },
                Some(Err(unfit)) => answer.refuse(unfit.to_string()),
                None => {}
            },
        }
        Reaction::stay()
    }

    /// Asks for the row. The question stays until it is on the disk, so that nothing is lost when it is refused.
    fn record(&self, store: &Store) -> Reaction {
        let Some(mark) = &self.mark else { return Reaction::stay() };
        let who = self.reviewer.as_deref().unwrap_or_default();
        let remark = mark.remark.clone();
        Reaction::effect(match &mark.about {
            About::Job(key, what) => {
                // it makes no difference what others recorded about the job meanwhile
                let draft = store.draft(key, what.clone(), who, remark);
                Effect::Append(Draft { expects: None, ..draft })
            }
            About::Record(_, review) => Effect::Review(RecordReview { who: who.into(), remark, ..review.clone() }),
        })
    }
}

/// Why somebody can't say that he has seen a finding of a job that these worked on.
fn refusal_of(doers: &[String], store: &Store, name: &str) -> Option<String> {
    let is_doer = |doer: &&String| store.people.may_be_one(doer, name);
    let may = store.people.may(name, Right::Review, store.now().wall.date_naive());
    match (may, doers.iter().find(is_doer)) {
        (Err(unfit), _) => Some(unfit.to_string()),
        (Ok(()), Some(doer)) => Some(format!("{doer} worked on this job: somebody else has to look at it")),
        (Ok(()), None) => None,
    }
}
