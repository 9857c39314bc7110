//! Marking findings as seen: one, all of a job, or all of a kind; a remark, then who it is, then a row each in this station's journal.

use std::collections::VecDeque;

use super::AuditScreen;
use crate::app::limits::note_fits;
use crate::app::parts::{Pointer, TextAnswer, TextField};
use crate::app::reaction::Reaction;
use crate::app::{Command, Context, Effect, Session, Store};
use crate::audit::listing::seen_words;
use crate::audit::{Audit, Finding, FindingKind, NewReview};
use crate::domain::fact::Observed;
use crate::domain::input::check_managers_remark;
use crate::domain::{Identified, Right, Signature, What, rules};
use crate::journal::{Draft, RecordReview};

/// What is taken where the car is as recorded: no item is called so.
const AGREES: &str = "=";

/// Findings on their way to being seen.
#[derive(Debug, Clone)]
pub struct Mark {
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

/// One row that is to be written.
#[derive(Debug, Clone)]
struct MarkRow {
    review: NewReview,
    /// Who worked on the job: somebody else has to look at what was found.
    doers: Vec<String>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum MarkStep {
    /// What was seen at the car.
    Observed(TextAnswer),
    /// How many are meant.
    Scope(Vec<MarkScope>, Pointer),
    /// A remark.
    Remark(TextField),
    /// Who has seen it.
    Who(TextAnswer),
}

/// Findings that are marked with one remark.
#[derive(Debug, Clone)]
pub struct MarkScope {
    /// What they are, in words.
    pub about: String,
    /// Whether it is said first what was seen at the car.
    is_observed: bool,
    rows: VecDeque<MarkRow>,
}

impl Mark {
    /// What keys mean while it is asked.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.step {
            MarkStep::Scope(..) => Context::Pick,
            MarkStep::Remark(_) => Context::Type,
            MarkStep::Observed(answer) | MarkStep::Who(answer) => answer.context(),
        }
    }

    /// Why the last try was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match &self.step {
            MarkStep::Scope(..) => None,
            MarkStep::Remark(field) => field.refusal(),
            MarkStep::Observed(answer) | MarkStep::Who(answer) => answer.refusal(),
        }
    }

    /// What is marked is known: the remark comes next.
    fn begin(scope: MarkScope) -> Self {
        let step = if scope.is_observed {
            let agrees = ("The car is as recorded".to_owned(), AGREES.to_owned());
            MarkStep::Observed(TextAnswer::offering(vec![agrees], "It is not: which item, typed"))
        } else {
            MarkStep::Remark(TextField::new(note_fits))
        };
        let MarkScope { about, rows, .. } = scope;
        Self { about, step, rows, written: 0, identified: None, remark: String::new() }
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
        let finding = self.finding().filter(|_| self.tab == super::Tab::Findings);
        let (Some(audit), Some(finding)) = (&self.audit, finding) else {
            return session.tell("only a finding can be marked as seen: 1 shows them");
        };
        if let Some(review) = &finding.seen {
            return session.tell(format!("already {}", seen_words(review)));
        }
        let mut scopes = self.scopes(audit, finding, store);
        // a line may stand for others that can be marked, though its own can't be
        if let (true, Err(why)) = (scopes.is_empty(), audit.review(finding, store.station.as_str())) {
            return session.tell(why.to_string());
        }
        self.mark = Some(match scopes.len() {
            1 => Mark::begin(scopes.remove(0)),
            _ => Mark {
                about: String::new(),
                step: MarkStep::Scope(scopes, Pointer::default()),
                rows: VecDeque::new(),
                written: 0,
                identified: None,
                remark: String::new(),
            },
        });
    }

    /// The finding itself, all of its job, and all of its kind, as far as they can be marked and the filter takes them.
    fn scopes(&self, audit: &Audit, finding: &Finding, store: &Store) -> Vec<MarkScope> {
        let row = |finding: &Finding| {
            let review = audit.review(finding, store.station.as_str()).ok().filter(|_| !finding.is_seen())?;
            Some(MarkRow { review, doers: audit.doers(finding).map(str::to_owned).collect() })
        };
        let rows_of = |is_meant: &dyn Fn(&Finding) -> bool| {
            let mut rows: VecDeque<MarkRow> = VecDeque::new();
            let findings = self.findings.iter().map(|at| &audit.findings[*at as usize]);
            // what was seen at a car is said of each by itself
            let is_alike = |it: &&Finding| is_meant(it) && it.kind != FindingKind::ToObserve;
            for row in findings.filter(is_alike).filter_map(row) {
                if !row.review.is_among(rows.iter().map(|known| &known.review)) {
                    rows.push_back(row);
                }
            }
            rows
        };
        let mut scopes = Vec::new();
        let item = audit.item_to_say(finding).map_or(String::new(), |item| format!(" ({item})"));
        let place = audit.job_of(finding).map_or_else(|| audit.subject_name(finding), |job| job.key.number.to_string());
        if let Some(row) = row(finding) {
            let about = format!("{}{item}, {place}", finding.kind.title());
            let is_observed = finding.kind == FindingKind::ToObserve;
            scopes.push(MarkScope { about, is_observed, rows: VecDeque::from([row]) });
        }
        let of_job = rows_of(&|it| finding.job().is_some() && it.job() == finding.job());
        let of_kind = rows_of(&|it| it.kind == finding.kind);
        let least = 1 + scopes.len().min(1);
        if of_job.len() >= least {
            scopes.push(MarkScope {
                about: format!("all {} of {place}", of_job.len()),
                is_observed: false,
                rows: of_job,
            });
        }
        if of_kind.len() >= least {
            let about = format!("all {} of this list: {}", of_kind.len(), finding.kind.title());
            scopes.push(MarkScope { about, is_observed: false, rows: of_kind });
        }
        scopes
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
            (MarkStep::Scope(..), Command::Escape) => self.mark = None,
            (MarkStep::Scope(scopes, pointer), command) => {
                if !pointer.go(command, scopes.len())
                    && let Some(at) = pointer.taken(command).filter(|at| *at < scopes.len())
                {
                    *mark = Mark::begin(scopes.swap_remove(at));
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
                if self.reviewer.as_ref().is_some_and(|name| refusal_of(&mark.rows, store, name).is_none()) {
                    return self.record(store, session);
                }
                mark.step = MarkStep::Who(TextAnswer::name(&session.technicians));
            }
            (MarkStep::Remark(field), command) => drop(field.edit(command)),
            (MarkStep::Who(answer), command) => match answer.take(command).map(|name| rules::name(&name)) {
                Some(Ok(name)) => match refusal_of(&mark.rows, store, &name) {
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
            session.tell(format!("{left} left for somebody else to look at: {who} worked on them"));
        }
        self.next_row(store)
    }

    /// Asks for the row that comes first among those that are still to be written.
    fn next_row(&self, store: &Store) -> Reaction {
        let Some(mark) = &self.mark else { return Reaction::stay() };
        let Some(row) = mark.rows.front() else { return Reaction::stay() };
        let name = self.reviewer.as_deref().unwrap_or_default();
        let who = Signature { identified: mark.identified, ..name.into() };
        let remark = mark.remark.clone();
        Reaction::effect(match &row.review {
            NewReview::Job(key, what) => {
                // it makes no difference what others recorded about the job meanwhile
                let draft = store.draft(key, what.clone(), who, remark);
                Effect::Append(Draft { expects: None, ..draft })
            }
            NewReview::Record(review) => Effect::Review(RecordReview { who, remark, ..review.clone() }),
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
        self.mark = None;
        self.list_the_unseen(store);
        session.tell(if written > 1 { format!("recorded as seen: {written} findings, a row each") } else { one });
        Reaction::stay()
    }
}

/// The one of those who worked on a job who may be this person.
fn doer_of<'a>(row: &'a MarkRow, store: &Store, name: &str) -> Option<&'a str> {
    row.doers.iter().map(String::as_str).find(|doer| store.people.may_be_one(doer, name))
}

/// Why somebody can't say that he has seen any of these findings: he may not, or worked on each of the jobs.
fn refusal_of(rows: &VecDeque<MarkRow>, store: &Store, name: &str) -> Option<String> {
    if let Err(unfit) = store.people.may(name, Right::Review, store.now().wall.date_naive()) {
        return Some(unfit.to_string());
    }
    let doers: Option<Vec<&str>> = rows.iter().map(|row| doer_of(row, store, name)).collect();
    let doer = doers?.into_iter().next()?;
    Some(format!("{doer} worked on this job: somebody else has to look at it"))
}
