//! The audit: what a manager looks at first, every job, and what they come to; with one filter for all three.
//!
//! It is read beside the keys, and kept here until the screen is left. `looking` is the typing of the filter, `selection` what
//! of it is saved, `mark` the small questions before a finding is marked as seen, `proof` one job's rows. A finding counts as
//! seen when its row is on the disk, not before.

mod found;
mod looking;
mod mark;
mod mark_scope;
pub(super) mod meaning;
mod proof;
mod selection;
mod tab;

pub use found::FoundList;
pub use looking::Looking;
pub use mark::{Mark, MarkStep};
pub use mark_scope::{MarkScope, Purpose};
pub use meaning::FindingMeaning;
pub use proof::ProofScreen;
pub use selection::{ReportOrder, Selection};
pub use tab::Tab;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::event::NotRead;
use super::parts::{List, Motion, Scroll};
use super::reaction::{Go, Reaction, Target};
use super::{Command, Context, Effect, Session, Store};
use crate::audit::evidence::EvidenceLine;
use crate::audit::figures::lines;
use crate::audit::{Audit, Figures, Filter, Finding, FindingKind, JobSummary, RecordSeen, Review};
use crate::domain::{ActionStep, Fact, Id, JobKey, What};
use crate::words::PlainWords;

/// Rows that a page key moves by at least.
const PAGE_MIN: usize = 5;
/// The columns by which lines of figures are counted; the face shows the last ones at most.
const COLUMNS: usize = 76;
/// With more jobs than this the figures wait until the filter is typed: a key must not.
const JOBS_COUNTED_AT_ONCE: usize = 20_000;

/// The screen of the audit.
#[derive(Debug, Clone)]
pub struct AuditScreen {
    /// What was read; nothing yet while it is being read.
    pub audit: Option<Arc<Audit>>,
    /// How many rows have been read so far.
    pub rows_read: u64,
    /// Why it could not be read.
    pub failure: Option<NotRead>,
    /// What is shown.
    pub tab: Tab,
    /// The filter.
    pub looking: Looking,
    /// The findings that it takes, the gravest first: their indices among those of the audit.
    pub findings: Arc<[u32]>,
    /// Their lines, and which of them is in focus.
    pub found: FoundList,
    /// The jobs that it takes, the newest first: their indices among those of the audit.
    pub jobs: Arc<[u32]>,
    /// Which of them is in focus.
    pub jobs_list: List<u32>,
    /// What those jobs come to; not yet, while it is not shown, or while the filter is being typed before many jobs.
    pub figures: Option<Arc<Figures>>,
    /// Lines of figures that are scrolled past.
    pub scroll: Scroll,
    /// A finding that is being marked as seen.
    pub mark: Option<Mark>,
    /// The words of figures, in the workshop's language.
    pub words: Arc<PlainWords>,
    /// What the kinds of findings that there are mean, and what is usually done next.
    pub meanings: Arc<BTreeMap<FindingKind, FindingMeaning>>,
    /// Who looks at findings in this sitting, once it was asked: not who works at the car.
    reviewer: Option<String>,
    /// One job's rows, in front of the lists.
    pub proof: Option<ProofScreen>,
}

/// What is told once a row about an action is on the disk; `job` where it is about one.
fn action_told(finding: &Id, step: &ActionStep, job: Option<&str>, words: &PlainWords) -> String {
    let finding = meaning::words_of(finding, words);
    let message = match (step, job) {
        (ActionStep::Open { .. }, None) => "mark-set",
        (ActionStep::Open { .. }, Some(_)) => "mark-set-of",
        (ActionStep::Done, None) => "mark-ended",
        (ActionStep::Done, Some(_)) => "mark-ended-of",
    };
    let (who, until) = match step {
        ActionStep::Open { whose, until } => (&**whose, until.to_string()),
        ActionStep::Done => ("", String::new()),
    };
    let values = [("who", who), ("until", &*until), ("finding", finding), ("job", job.unwrap_or_default())];
    words.say(message, &values)
}

/// The rows of a page: fewer than the list has in this window, so that none is passed over.
fn page_rows(session: &Session) -> usize {
    usize::from(session.window.1 / 2).saturating_sub(3).max(PAGE_MIN)
}

impl AuditScreen {
    /// An audit that is being read.
    #[must_use]
    pub fn begin(store: &Store) -> Self {
        Self {
            audit: None,
            rows_read: 0,
            failure: None,
            tab: Tab::default(),
            looking: Looking::default(),
            findings: Arc::default(),
            found: FoundList::default(),
            jobs: Arc::default(),
            jobs_list: List::default(),
            figures: None,
            scroll: Scroll::default(),
            mark: None,
            words: Arc::new(store.words().plain()),
            meanings: Arc::default(),
            reviewer: None,
            proof: None,
        }
    }

    /// An audit that is being read, with words of a filter that hold from the beginning.
    #[must_use]
    pub fn begin_with(store: &Store, words: &str, today: NaiveDate) -> Self {
        let mut screen = Self::begin(store);
        if !words.is_empty() {
            screen.looking.set(words, today);
        }
        screen
    }

    /// It was read, or read again: then the focus stays on what it was on.
    pub fn take(&mut self, store: &Store, read: Result<Arc<Audit>, NotRead>) {
        match read {
            Ok(audit) => {
                let words = store.words();
                self.words = Arc::new(words.plain());
                let kinds: BTreeSet<FindingKind> = audit.findings.iter().map(|finding| finding.kind).collect();
                self.meanings =
                    Arc::new(kinds.into_iter().map(|kind| (kind, FindingMeaning::of(kind, &words))).collect());
                let focus = self.named_focus();
                self.audit = Some(audit);
                self.found = FoundList::default();
                self.list_again(store);
                self.focus_on(focus);
            }
            Err(why) => self.failure = Some(why),
        }
    }

    /// What the finding in focus is about, by a name that holds in another reading, too.
    fn named_focus(&self) -> Option<String> {
        Some(self.audit.as_ref()?.subject_name(self.finding()?))
    }

    /// Puts the focus on what has this name in the list of findings.
    fn focus_on(&mut self, subject: Option<String>) {
        let (Some(audit), Some(subject)) = (&self.audit, subject) else { return };
        self.found.go_to_the(|at| audit.findings.get(at as usize).is_some_and(|it| audit.subject_name(it) == subject));
    }

    /// The finding in focus.
    #[must_use]
    pub fn finding(&self) -> Option<&Finding> {
        self.audit.as_ref()?.findings.get(self.found.focused()? as usize)
    }

    /// The job in focus: that of the finding, or of the list of jobs.
    #[must_use]
    pub fn job(&self) -> Option<&JobSummary> {
        let audit = self.audit.as_ref()?;
        match self.tab {
            Tab::Findings => self.finding().and_then(|finding| audit.job_of(finding)),
            Tab::Jobs => audit.jobs.get(*self.jobs_list.focused(&self.jobs)? as usize),
            Tab::Figures => None,
        }
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.mark {
            Some(mark) => mark.context(),
            None if self.proof.is_some() => Context::Proof,
            None if self.looking.is_typing() => Context::AuditFind,
            None => Context::Audit,
        }
    }

    /// Whether a command can do anything now.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        match command {
            _ if self.mark.is_some() => self.mark.as_ref().is_some_and(|mark| mark.offers(command)),
            Command::MarkSeen | Command::Action => self.tab == Tab::Findings && self.finding().is_some(),
            Command::Enter if self.context() == Context::Audit => self.job().is_some(),
            Command::Sheet => self.job().is_some(),
            Command::Report => self.audit.is_some(),
            _ => true,
        }
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, session: &mut Session, command: Command) -> Reaction {
        if self.mark.is_some() {
            return self.on_mark(store, session, &command);
        }
        if command == Command::Report && !self.looking.is_typing() {
            return self.report(store, session);
        }
        let is_own = self.job().is_none_or(|job| job.workshop.is_own);
        if let Some(proof) = &mut self.proof {
            match command {
                Command::Escape => self.proof = None,
                Command::Sheet if !is_own => session.tell(self.words.get("audit-own-sheet")),
                Command::Sheet => return Reaction::push(Target::Sheet(proof.key)),
                Command::Save => return proof.save(&self.words, session),
                command => proof.on(&command, page_rows(session)),
            }
            return Reaction::stay();
        }
        if self.looking.is_typing() {
            return self.on_looking(store, session, command);
        }
        match command {
            Command::Escape if self.tab == Tab::Findings && self.unfold(false) => {}
            Command::Enter if self.tab == Tab::Findings && self.unfold(true) => {}
            Command::Escape if self.looking.is_set() => {
                self.looking.clear();
                self.list_again(store);
            }
            Command::Escape => return Reaction::go(Go::Home),
            Command::Choose(n) => self.show(n),
            Command::Find => self.looking.begin(),
            Command::MarkSeen => self.ask_mark(store, session),
            Command::Action => self.ask_action(store, session),
            Command::Save => return self.save(store, session),
            Command::Enter => return self.open(session),
            Command::Sheet => match self.job() {
                Some(job) if !job.workshop.is_own => session.tell(self.words.get("audit-own-sheet")),
                Some(job) => return Reaction::push(Target::Sheet(job.key)),
                None => session.tell(self.words.get("audit-no-focus")),
            },
            command => self.step(session, &command),
        }
        Reaction::stay()
    }

    fn on_looking(&mut self, store: &Store, session: &Session, command: Command) -> Reaction {
        match command {
            // arrows move in the list while the filter is typed
            Command::Up | Command::Down | Command::PageUp | Command::PageDown => self.step(session, &command),
            command => {
                let is_done = matches!(command, Command::Enter | Command::Escape);
                if self.looking.on(command, store.now().wall.date_naive()) || is_done {
                    self.list_again(store);
                }
            }
        }
        Reaction::stay()
    }

    /// Moves in what is shown.
    fn step(&mut self, session: &Session, command: &Command) {
        let page = page_rows(session);
        let Some(motion) = Motion::of(command, page) else { return };
        match self.tab {
            Tab::Findings => self.found.go(motion),
            Tab::Jobs => self.jobs_list.go(&self.jobs, motion),
            Tab::Figures => {
                let count = |(figures, audit): (&Arc<Figures>, &Arc<Audit>)| {
                    lines(figures, &audit.labels, &self.words, COLUMNS).len()
                };
                let lines = self.figures.as_ref().zip(self.audit.as_ref()).map_or(0, count);
                self.scroll.go(motion, lines, page);
            }
        }
    }

    fn show(&mut self, number: usize) {
        let Some(tab) = number.checked_sub(1).and_then(|at| Tab::ALL.get(at)) else { return };
        self.tab = *tab;
        self.count();
    }

    /// Shows all findings of the job in focus, or folds away what is shown; says whether there was anything to.
    fn unfold(&mut self, is_all: bool) -> bool {
        let Some(audit) = &self.audit else { return false };
        if !is_all {
            return self.found.fold(audit, &self.findings);
        }
        let is_folded = self.found.is_folded(audit);
        if is_folded {
            self.found.unfold(audit, &self.findings);
        }
        is_folded
    }

    /// Opens the rows of the job in focus.
    fn open(&mut self, session: &mut Session) -> Reaction {
        let Some(job) = self.job() else {
            match (self.tab, self.finding()) {
                (Tab::Findings, Some(_)) => session.tell(self.words.get("audit-of-record")),
                (Tab::Figures, _) => {}
                _ => session.tell(self.words.get("audit-nothing-to-open")),
            }
            return Reaction::stay();
        };
        let (key, journal) = (job.key, job.workshop.journal.clone());
        self.proof = Some(ProofScreen::begin(key, journal.clone()));
        Reaction::effect(Effect::Prove { key, journal, words: self.words.clone() })
    }

    /// Saves what the filter takes, whichever view of it is shown.
    fn save(&self, store: &Store, session: &mut Session) -> Reaction {
        let Some(audit) = &self.audit else {
            session.tell(self.words.get("audit-still-reading"));
            return Reaction::stay();
        };
        if self.findings.is_empty() && self.jobs.is_empty() {
            session.tell(self.words.get("audit-nothing-to-save"));
            return Reaction::stay();
        }
        session.tell(self.words.get("audit-saving-workbook"));
        Reaction::effect(Effect::SaveWorkbook(self.ordered(store, audit.clone(), None)))
    }

    /// Asks for pages to hand out: the evidence of the job that is shown, else the report of what the filter takes.
    fn report(&self, store: &Store, session: &mut Session) -> Reaction {
        let Some(audit) = &self.audit else {
            session.tell(self.words.get("audit-wait-to-save"));
            return Reaction::stay();
        };
        session.tell(self.words.get("audit-saving-report"));
        let job = self.proof.as_ref().map(|proof| (proof.key, proof.journal().to_owned()));
        Reaction::effect(Effect::SaveReport(self.ordered(store, audit.clone(), job)))
    }

    /// What the filter takes, or one job's evidence, to hand out.
    fn ordered(&self, store: &Store, audit: Arc<Audit>, job: Option<(JobKey, PathBuf)>) -> ReportOrder {
        let selection = Selection { audit, filter: self.filter().clone() };
        let words = self.looking.words().to_owned();
        ReportOrder { selection, words, letterhead: store.letterhead.clone(), job }
    }

    /// One job's rows were read.
    pub fn take_proof(&mut self, key: &JobKey, read: Result<Arc<[EvidenceLine]>, NotRead>) {
        if let Some(proof) = self.proof.as_mut().filter(|proof| proof.key == *key) {
            proof.take(read);
        }
    }

    /// Lists anew what the filter takes; what was in focus stays so where it is still there.
    fn list_again(&mut self, store: &Store) {
        let Some(audit) = self.audit.clone() else { return };
        let kinds = store.kinds.iter().flatten().map(|checklist| checklist.id.as_str());
        let idle = self.looking.filter().idle_words(&audit.jobs, audit.record(), kinds).into_iter().next();
        self.looking.idle = idle.filter(|_| !audit.jobs.is_empty());
        let filter = self.looking.filter();
        self.findings = audit.listed(filter).into();
        let taken = (0..).zip(&audit.jobs).filter(|(_, job)| filter.takes_job(job, audit.findings_of(job)));
        // they stand in the order in which they began
        let mut jobs: Vec<u32> = taken.map(|(at, _)| at).collect();
        jobs.reverse();
        self.jobs = jobs.into();
        self.found.take(&audit, &self.findings);
        self.jobs_list.hold(&self.jobs);
        self.figures = None;
        self.count();
    }

    /// Counts the figures where they are shown.
    fn count(&mut self) {
        let (Tab::Figures, None, Some(audit)) = (self.tab, &self.figures, &self.audit) else { return };
        if self.looking.is_typing() && self.jobs.len() > JOBS_COUNTED_AT_ONCE {
            return;
        }
        let jobs = audit.jobs(self.looking.filter());
        self.figures = Some(Arc::new(Figures::of(jobs, audit.is_per_technician)));
    }

    /// A row is on the disk: a finding was marked as seen, here or somewhere else.
    pub fn on_sealed(&mut self, store: &Store, session: &mut Session, fact: &Fact) -> Reaction {
        if let What::Action { finding, step, .. } = &fact.what {
            let told = action_told(finding, step, Some(fact.job.number.as_str()), &self.words);
            return self.marked(store, session, fact.who.identified, told);
        }
        let (What::Reviewed { finding, journal, .. }, Some(review)) = (&fact.what, Review::of(fact)) else {
            return Reaction::stay();
        };
        if let Some(audit) = &mut self.audit {
            let workshop = journal.and_then(|journal| audit.workshop_of(journal));
            Arc::make_mut(audit).see(workshop.as_ref(), &fact.job, &review);
        }
        let named = [("finding", meaning::words_of(finding, &self.words)), ("job", fact.job.number.as_str())];
        let told = self.words.say("mark-recorded-of", &named);
        self.marked(store, session, fact.who.identified, told)
    }

    /// The row is on the disk that a finding about the record itself was seen.
    pub fn on_reviewed(&mut self, store: &Store, session: &mut Session, seen: &RecordSeen) -> Reaction {
        if let Some(audit) = &mut self.audit {
            Arc::make_mut(audit).see_record(None, seen);
        }
        let finding = seen.review.finding;
        let told = match &seen.review.step {
            None => self.words.say("mark-recorded", &[("finding", meaning::words_of(&finding, &self.words))]),
            Some(step) => action_told(&finding, step, None, &self.words),
        };
        self.marked(store, session, seen.review.who.identified, told)
    }

    /// Lists anew after something was seen, which stands last then: the focus goes on to what took its place.
    fn list_the_unseen(&mut self, store: &Store) {
        let at = self.found.index().unwrap_or(0);
        self.list_again(store);
        self.found.go_to(at);
    }

    /// The filter as it holds now.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        self.looking.filter()
    }
}
