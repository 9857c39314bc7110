//! What is said of findings, of one, all of a job, or all of a kind: that they were seen, or what is to be done about them, by whom and
//! until when, or that it was done. A remark, then who it is, then a row each in this station's journal.

use std::collections::VecDeque;

use chrono::{NaiveDate, TimeDelta};

use super::mark_scope::{MarkRow, MarkScope, Purpose};
use super::{AuditScreen, Tab};
use crate::app::limits::note_fits;
use crate::app::parts::{Pointer, TextAnswer, TextField};
use crate::app::reaction::Reaction;
use crate::app::{Command, Context, Effect, Session, Store};
use crate::audit::NewReview;
use crate::audit::listing::seen_words;
use crate::domain::action::last_day;
use crate::domain::fact::Observed;
use crate::domain::input::check_managers_remark;
use crate::domain::{ActionStep, Identified, Right, Signature, What, rules};
use crate::journal::{Draft, RecordReview};
use crate::words::PlainWords;

/// What is taken where the car is as recorded: no item is called so.
const AGREES: &str = "=";

/// Days for something that is to be done, as they are offered.
const DAYS_OFFERED: [i64; 4] = [1, 7, 14, 30];

/// Findings of which something is being said.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What is said of them.
    pub purpose: Purpose,
    /// What is marked, in words.
    pub about: String,
    /// What is asked now.
    pub step: MarkStep,
    /// The rows that are still to be written.
    rows: VecDeque<MarkRow>,
    /// How many were written.
    written: usize,
    /// How whoever signs them was identified with the first one: it holds for all.
    identified: Option<Identified>,
    /// The remark, once it was typed.
    remark: String,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum MarkStep {
    /// Whether what is to be done was done, or is changed.
    Which(Pointer),
    /// What was seen at the car.
    Observed(TextAnswer),
    /// By whom something is to be done.
    Whose(TextAnswer),
    /// Until when.
    Until(TextAnswer),
    /// How many are meant.
    Scope(Vec<MarkScope>, Pointer),
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
            MarkStep::Which(_) | MarkStep::Scope(..) => Context::Pick,
            MarkStep::Remark(_) => Context::Type,
            MarkStep::Observed(answer) | MarkStep::Whose(answer) | MarkStep::Until(answer) | MarkStep::Who(answer) => {
                answer.context()
            }
        }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        match &self.step {
            MarkStep::Which(pointer) | MarkStep::Scope(_, pointer) => pointer.offers(command),
            MarkStep::Remark(_) => TextField::offers(command),
            MarkStep::Observed(answer) | MarkStep::Whose(answer) | MarkStep::Until(answer) | MarkStep::Who(answer) => {
                answer.offers(command)
            }
        }
    }

    /// Why the last try was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match &self.step {
            MarkStep::Which(_) | MarkStep::Scope(..) => None,
            MarkStep::Remark(field) => field.refusal(),
            MarkStep::Observed(answer) | MarkStep::Whose(answer) | MarkStep::Until(answer) | MarkStep::Who(answer) => {
                answer.refusal()
            }
        }
    }

    /// A question about findings that are not known yet.
    fn asking(purpose: Purpose, step: MarkStep) -> Self {
        let rows = VecDeque::new();
        Self { purpose, about: String::new(), step, rows, written: 0, identified: None, remark: String::new() }
    }

    /// What is marked is known: the remark comes next, or by whom something is to be done.
    fn begin(purpose: Purpose, scope: MarkScope, people: &[String], words: &PlainWords) -> Self {
        let MarkScope { about, rows, is_observed } = scope;
        let step = if is_observed {
            let agrees = (words.get("mark-as-recorded").to_owned(), AGREES.to_owned());
            MarkStep::Observed(TextAnswer::offering(vec![agrees], words.get("mark-not-as-recorded").to_owned()))
        } else if matches!(purpose, Purpose::Open { .. }) {
            MarkStep::Whose(name_of(people, words))
        } else {
            MarkStep::Remark(TextField::new(note_fits))
        };
        Self { about, rows, ..Self::asking(purpose, step) }
    }

    /// One of these is meant, or it is asked which.
    fn of(purpose: Purpose, mut scopes: Vec<MarkScope>, people: &[String], words: &PlainWords) -> Self {
        match scopes.len() {
            1 => Self::begin(purpose, scopes.remove(0), people, words),
            _ => Self::asking(purpose, MarkStep::Scope(scopes, Pointer::default())),
        }
    }

    /// What the next row says, with what was said of all.
    fn next(&self) -> Option<NewReview> {
        let mut review = self.rows.front()?.review.clone();
        let said = match &self.purpose {
            Purpose::Open { whose, until } => ActionStep::Open { whose: whose.as_str().into(), until: *until },
            Purpose::Seen | Purpose::Done => return Some(review),
        };
        match &mut review {
            NewReview::Job(_, What::Action { step, .. }) => *step = said,
            NewReview::Job(..) => {}
            NewReview::Record(review) => review.step = Some(said),
        }
        Some(review)
    }

    /// It was said by whom something is to be done: until when comes next.
    fn is_for(&mut self, name: String, today: NaiveDate, words: &PlainWords) {
        let day = |days| (today + TimeDelta::days(days)).to_string();
        let told = |days: i64| match days {
            1 => words.get("mark-tomorrow").to_owned(),
            days => words.say("mark-days", &[("n", &days.to_string())]),
        };
        let offers = DAYS_OFFERED.map(|days| (format!("{}, {}", told(days), day(days)), day(days)));
        self.purpose = Purpose::Open { whose: name, until: today };
        self.step = MarkStep::Until(TextAnswer::offering(offers.into(), words.get("mark-other-day").to_owned()));
    }

    /// It was said what was seen at the car.
    fn observe(&mut self, seen: Observed) {
        if let Some(NewReview::Job(_, What::Reviewed { observed, .. })) =
            self.rows.front_mut().map(|row| &mut row.review)
        {
            *observed = Some(seen);
        }
        self.step = MarkStep::Remark(TextField::new(note_fits));
    }
}

impl AuditScreen {
    /// Begins to mark the finding in focus as seen, or with it the others of its job or of its kind.
    pub(super) fn ask_mark(&mut self, store: &Store, session: &mut Session) {
        let finding = self.finding().filter(|_| self.tab == Tab::Findings);
        let (Some(audit), Some(finding)) = (&self.audit, finding) else {
            return session.tell(self.words.get("mark-only-findings"));
        };
        if let Some(review) = &finding.seen {
            let seen = seen_words(review, &audit.labels, &self.words);
            return session.tell(self.words.say("mark-already", &[("seen", &seen)]));
        }
        match self.scopes(audit, finding, &Purpose::Seen, store) {
            Err(why) => session.tell(why.sentence().in_words(&self.words)),
            Ok(scopes) => self.mark = Some(Mark::of(Purpose::Seen, scopes, &session.technicians, &self.words)),
        }
    }

    /// Begins to have something done about the finding in focus, or says what came of it.
    pub(super) fn ask_action(&mut self, store: &Store, session: &mut Session) {
        let finding = self.finding().filter(|_| self.tab == Tab::Findings);
        let (Some(audit), Some(finding)) = (&self.audit, finding) else {
            return session.tell(self.words.get("mark-only-actions"));
        };
        let open = Purpose::Open { whose: String::new(), until: store.now().wall.date_naive() };
        match self.scopes(audit, finding, &open, store) {
            Err(why) => session.tell(why.sentence().in_words(&self.words)),
            Ok(mut scopes) if finding.open_action().is_some() && scopes.len() == 1 => {
                let MarkScope { about, rows, .. } = scopes.remove(0);
                self.mark = Some(Mark { about, rows, ..Mark::asking(open, MarkStep::Which(Pointer::to(0))) });
            }
            Ok(scopes) => self.mark = Some(Mark::of(open, scopes, &session.technicians, &self.words)),
        }
    }

    pub(super) fn on_mark(&mut self, store: &Store, session: &mut Session, command: &Command) -> Reaction {
        let job = self.job().cloned();
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        match (&mut mark.step, command) {
            (MarkStep::Observed(answer) | MarkStep::Whose(answer), Command::Escape) => {
                if !answer.back_to_offers() {
                    self.mark = None;
                }
            }
            (MarkStep::Which(_), Command::Escape) => self.mark = None,
            (MarkStep::Which(pointer), command) => {
                if !pointer.go(command, 2) {
                    match pointer.taken(command) {
                        Some(0) => {
                            mark.purpose = Purpose::Done;
                            mark.step = MarkStep::Remark(TextField::new(note_fits));
                        }
                        Some(1) => mark.step = MarkStep::Whose(name_of(&session.technicians, &self.words)),
                        _ => {}
                    }
                }
            }
            (MarkStep::Whose(answer), command) => match answer.take(command).map(|name| rules::name(&name)) {
                Some(Ok(name)) => match store.people.colleague(&name) {
                    Ok(()) => mark.is_for(name, store.now().wall.date_naive(), &self.words),
                    Err(unfit) => answer.refuse(unfit.to_string()),
                },
                Some(Err(unfit)) => answer.refuse(unfit.to_string()),
                None => {}
            },
            (MarkStep::Until(answer), Command::Escape) => {
                if !answer.back_to_offers() {
                    mark.step = MarkStep::Whose(name_of(&session.technicians, &self.words));
                }
            }
            (MarkStep::Until(answer), command) => {
                let Some(text) = answer.take(command) else { return Reaction::stay() };
                match (last_day(&text, store.now().wall.date_naive()), &mut mark.purpose) {
                    (Ok(day), Purpose::Open { until, .. }) => {
                        *until = day;
                        mark.step = MarkStep::Remark(TextField::new(note_fits));
                    }
                    (Ok(_), _) => {}
                    (Err(unfit), _) => answer.refuse(unfit.to_string()),
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
            (MarkStep::Scope(..), Command::Escape) => self.mark = None,
            (MarkStep::Scope(scopes, pointer), command) => {
                if !pointer.go(command, scopes.len())
                    && let Some(at) = pointer.taken(command).filter(|at| *at < scopes.len())
                {
                    *mark =
                        Mark::begin(mark.purpose.clone(), scopes.swap_remove(at), &session.technicians, &self.words);
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
                    field.refuse(self.words.get(match mark.purpose {
                        Purpose::Seen => "mark-say-seen",
                        Purpose::Open { .. } => "mark-say-to-do",
                        Purpose::Done => "mark-say-done",
                    }));
                    return Reaction::stay();
                }
                if let Err(unfit) = check_managers_remark(&remark) {
                    field.refuse(unfit.to_string());
                    return Reaction::stay();
                }
                mark.remark = remark;
                if self.reviewer.as_ref().is_some_and(|name| refusal_of(&mark.rows, store, name, &self.words).is_none())
                {
                    return self.record(store, session);
                }
                mark.step = MarkStep::Who(name_of(&session.technicians, &self.words));
            }
            (MarkStep::Remark(field), command) => drop(field.edit(command)),
            (MarkStep::Who(answer), command) => match answer.take(command).map(|name| rules::name(&name)) {
                Some(Ok(name)) => match refusal_of(&mark.rows, store, &name, &self.words) {
                    Some(why) => answer.refuse(why),
                    None => {
                        self.reviewer = Some(name);
                        return self.record(store, session);
                    }
                },
                Some(Err(unfit)) => answer.refuse(unfit.to_string()),
                None => {}
            },
        }
        Reaction::stay()
    }

    /// Asks for the next row. The question stays until all are on the disk, so that nothing is lost when one is refused.
    fn record(&mut self, store: &Store, session: &mut Session) -> Reaction {
        let Some(mark) = &mut self.mark else { return Reaction::stay() };
        let who = self.reviewer.as_deref().unwrap_or_default();
        mark.identified = None;
        let count = mark.rows.len();
        // what somebody worked on himself is left for another one
        mark.rows.retain(|row| doer_of(row, store, who).is_none());
        let left = count - mark.rows.len();
        if left > 0 {
            session.tell(self.words.say("mark-left", &[("n", &left.to_string()), ("who", who)]));
        }
        self.next_row(store)
    }

    /// Asks for the row that comes first among those that are still to be written.
    fn next_row(&self, store: &Store) -> Reaction {
        let Some(mark) = &self.mark else { return Reaction::stay() };
        let Some(review) = mark.next() else { return Reaction::stay() };
        let name = self.reviewer.as_deref().unwrap_or_default();
        let who = Signature { identified: mark.identified, ..name.into() };
        let remark = mark.remark.clone();
        Reaction::effect(match review {
            NewReview::Job(key, what) => {
                // it makes no difference what others recorded about the job meanwhile
                let draft = store.draft(&key, what, who, remark);
                Effect::Append(Draft { expects: None, ..draft })
            }
            NewReview::Record(review) => Effect::Review(RecordReview { who, remark, ..review }),
        })
    }

    /// A row is on the disk: the next one follows, or the question is answered.
    pub(super) fn marked(
        &mut self,
        store: &Store,
        session: &mut Session,
        identified: Option<Identified>,
        one: String,
    ) -> Reaction {
        let written = self.mark.as_mut().map_or(1, |mark| {
            mark.rows.pop_front();
            mark.identified = identified;
            mark.written += 1;
            mark.written
        });
        if self.mark.as_ref().is_some_and(|mark| !mark.rows.is_empty()) {
            return self.next_row(store);
        }
        let is_seen = self.mark.take().is_none_or(|mark| mark.purpose == Purpose::Seen);
        session.tell(match (written > 1, is_seen) {
            (true, true) => self.words.say("mark-recorded-all", &[("n", &written.to_string())]),
            (true, false) => self.words.say("mark-recorded-for", &[("n", &written.to_string())]),
            (false, _) => one,
        });
        // what is to be done is a finding of its own: the journals are read again
        if !is_seen {
            return Reaction::effect(Effect::Audit);
        }
        self.list_the_unseen(store);
        Reaction::stay()
    }
}

/// A name: one of these, or another one.
fn name_of(people: &[String], words: &PlainWords) -> TextAnswer {
    TextAnswer::name(people).or(words.get("mark-other-name").to_owned())
}

/// The one of those who worked on a job who may be this person.
fn doer_of<'a>(row: &'a MarkRow, store: &Store, name: &str) -> Option<&'a str> {
    row.doers.iter().map(String::as_str).find(|doer| store.people.may_be_one(doer, name))
}

/// Why somebody can't say that he has seen any of these findings: he may not, or worked on each of the jobs.
fn refusal_of(rows: &VecDeque<MarkRow>, store: &Store, name: &str, words: &PlainWords) -> Option<String> {
    if let Err(unfit) = store.people.may(name, Right::Review, store.now().wall.date_naive()) {
        return Some(unfit.to_string());
    }
    let doers: Option<Vec<&str>> = rows.iter().map(|row| doer_of(row, store, name)).collect();
    let doer = doers?.into_iter().next()?;
    Some(words.say("mark-own-work", &[("who", doer)]))
}
