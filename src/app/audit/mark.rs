//! Marking a finding as seen: a remark, then who it is, then a row in this station's journal.

use tui_input::{Input, InputRequest};

use super::AuditScreen;
use crate::app::ask::{FULL, insert};
use crate::app::limits::note_fits;
use crate::app::reaction::Reaction;
use crate::app::{Command, Effect, Session, Store};
use crate::audit::listing::seen_words;
use crate::audit::{FindingKind, NewReview};
use crate::domain::input::check_managers_remark;
use crate::domain::{JobKey, What, rules};
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
    /// What is asked now.
    pub step: MarkStep,
    /// Why the last try was not taken.
    pub refusal: Option<String>,
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
    /// A remark.
    Remark(Input),
    /// Who, by one key; one more key opens the field.
    Who(Vec<String>),
    /// Who, typed.
    WhoTyped(Input),
}

impl Mark {
    fn field(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            MarkStep::Remark(input) | MarkStep::WhoTyped(input) => Some(input),
            MarkStep::Who(_) => None,
        }
    }

    /// Goes back to the remark, as it was typed, from the question who it is; false where there is nothing to go back to.
    fn goes_back(&mut self) -> bool {
        let is_asked = !matches!(self.step, MarkStep::Remark(_));
        if is_asked {
            (self.step, self.refusal) = (MarkStep::Remark(std::mem::take(&mut self.remark).into()), None);
        }
        is_asked
    }

    fn edit(&mut self, request: InputRequest) {
        self.refusal = None;
        let Some(input) = self.field() else { return };
        let before = input.clone();
        input.handle(request);
        if !note_fits(input.value()) {
            *input = before;
            self.refusal = Some(FULL.to_owned());
        }
    }

    fn paste(&mut self, text: &str) {
        let Some(input) = self.field() else { return };
        if !insert(input, text, note_fits) {
            self.refusal = Some(FULL.to_owned());
        }
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
        self.mark = Some(Mark {
            about,
            kind: finding.kind,
            item: item.map(str::to_owned),
            step: MarkStep::Remark(Input::default()),
            refusal: None,
            remark: String::new(),
        });
    }

    pub(super) fn on_mark(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        match command {
            Command::Escape if mark.goes_back() => {}
            Command::Escape => self.mark = None,
            Command::Edit(request) => mark.edit(request),
            Command::Paste(text) => mark.paste(&text),
            Command::Choose(n) => return self.choose_who(store, session, n),
            Command::Enter => return self.enter_mark(store, session),
            _ => {}
        }
        Reaction::stay()
    }

    fn enter_mark(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        match &mark.step {
            MarkStep::Remark(input) => {
                let remark = input.value().trim().to_owned();
                if remark.is_empty() {
                    mark.refusal = Some("say in one line what was done about it".to_owned());
                    return Reaction::stay();
                }
                if let Err(unfit) = check_managers_remark(&remark) {
                    mark.refusal = Some(unfit.to_string());
                    return Reaction::stay();
                }
                mark.remark = remark;
                mark.refusal = None;
                if session.who.is_some() {
                    return self.record(store, session);
                }
                mark.step = match session.names() {
                    [] => MarkStep::WhoTyped(Input::default()),
                    names => MarkStep::Who(names.to_vec()),
                };
                Reaction::stay()
            }
            MarkStep::WhoTyped(input) => match rules::name(input.value()) {
                Ok(name) => {
                    session.who = Some(name);
                    self.record(store, session)
                }
                Err(unfit) => {
                    mark.refusal = Some(unfit.to_string());
                    Reaction::stay()
                }
            },
            MarkStep::Who(_) => Reaction::stay(),
        }
    }

    fn choose_who(&mut self, store: &Store, session: &mut Session, n: usize) -> Reaction {
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        let MarkStep::Who(names) = &mark.step else { return Reaction::stay() };
        match n.checked_sub(1).and_then(|at| names.get(at)) {
            Some(name) => {
                session.who = Some(name.clone());
                self.record(store, session)
            }
            None if n == names.len() + 1 => {
                mark.step = MarkStep::WhoTyped(Input::default());
                Reaction::stay()
            }
            None => Reaction::stay(),
        }
    }

    /// Asks for the row. The question stays until it is on the disk, so that nothing is lost when it is refused.
    fn record(&self, store: &Store, session: &Session) -> Reaction {
        let Some(mark) = &self.mark else { return Reaction::stay() };
        let remark = mark.remark.clone();
        Reaction::effect(match &mark.about {
            About::Job(key, what) => {
                // it makes no difference what others recorded about the job meanwhile
                let draft = store.draft(key, what.clone(), session.who(), remark);
                Effect::Append(Draft { expects: None, ..draft })
            }
            About::Record(_, review) => {
                Effect::Review(RecordReview { who: session.who().into(), remark, ..review.clone() })
            }
        })
    }
}
