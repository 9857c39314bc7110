//! What was read, as one value for all faces: the jobs, and what was found in them and about the record.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::audit::findings::finding::Finding;
use crate::audit::findings::finding::FindingSubject;
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::labels::Labels;
use crate::audit::jobs::review::{RecordSeen, Review};
use crate::audit::jobs::summary::{JobSummary, SummedJob};
use crate::audit::jobs::workshop::WorkshopFolder;
use crate::domain::{ActionStep, Id, JobKey, People, Signature, What};
use crate::journal::{JournalId, RecordReview};
use crate::words::{Said, Sentence};

#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The workshops, in the order in which they were given.
    pub workshops: Vec<Arc<WorkshopFolder>>,
    /// Whose journals they are.
    pub journals: Vec<JournalOf>,
    /// All jobs, by their start. Mistakes are among them: leave them out of figures (`is_mistake`).
    pub jobs: Vec<JobSummary>,
    /// All findings: those about the record first, then those of one job after the other.
    pub findings: Vec<Finding>,
    pub stations: usize,
    pub rows: u64,
    /// The parts that could not be checked, in words.
    pub unchecked: Vec<Sentence>,
    /// Whether figures are shown per technician, as the workshop wishes.
    pub is_per_technician: bool,
    /// The people of the workshop that it was made in.
    pub people: People,
    /// What checklists and the radio book call what was answered.
    pub labels: Arc<Labels>,
    /// When it was read: what is open for long is judged by it.
    pub now: DateTime<FixedOffset>,
}

/// A journal that was read.
#[derive(Debug, Clone)]
pub struct JournalOf {
    pub workshop: Arc<WorkshopFolder>,
    pub station: String,
    pub id: JournalId,
}

/// The content of a new row about a finding: that a manager has seen it, or has something done about it.
#[derive(Debug, Clone, PartialEq)]
pub enum NewReview {
    /// Of a job: what the row about it says, beside the name and the remark.
    Job(JobKey, What),
    /// Of the record: the row, in which the name and the remark are still missing.
    Record(RecordReview),
}

impl NewReview {
    /// The job that it is about.
    #[must_use]
    pub fn job(&self) -> Option<&JobKey> {
        match self {
            Self::Job(key, _) => Some(key),
            Self::Record(_) => None,
        }
    }

    /// Whether one of these says the same: one row covers the findings that it doesn't tell apart. Those of a job stand together.
    pub fn is_among<'a>(&self, reviews: impl DoubleEndedIterator<Item = &'a Self>) -> bool {
        reviews.rev().take_while(|it| it.job() == self.job()).any(|it| it == self)
    }
}

/// The reason why a finding can't be marked as seen from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmarkable {
    /// No finding of its kind can be: the message that says why.
    Kind(&'static str),
    /// The job's station has the name of the one that would say so.
    SameStation(String),
    /// Its journal is in another workshop, and its id is not known.
    NoId(String),
    /// It is about a path that was given.
    NoJournal(String),
}

impl Unmarkable {
    /// Why, to be said in a language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let about = |name: &String, why| Sentence::says(why, [("about", Said::text(name))]);
        match self {
            Self::Kind(why) => Sentence::says(why, []),
            Self::SameStation(name) => about(name, "unseen-same-station"),
            Self::NoId(name) => about(name, "unseen-no-id"),
            Self::NoJournal(name) => about(name, "unseen-no-journal"),
        }
    }
}

impl Audit {
    /// The job that a finding is about.
    #[must_use]
    pub fn job_of(&self, finding: &Finding) -> Option<&JobSummary> {
        self.jobs.get(finding.job()? as usize)
    }

    /// The findings of a job, the gravest first.
    #[must_use]
    pub fn findings_of(&self, job: &JobSummary) -> &[Finding] {
        &self.findings[indices(&job.findings)]
    }

    /// The findings about the record, which belong to no job.
    #[must_use]
    pub fn record(&self) -> &[Finding] {
        &self.findings[..self.findings.partition_point(|finding| finding.job().is_none())]
    }

    /// The number of places at which the proof is broken.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.findings.iter().filter(|finding| finding.kind == FindingKind::Broken).count()
    }

    /// Whoever did the work that a finding is about; nobody where the workshop lists no two people.
    pub fn doers<'a>(&'a self, finding: &Finding) -> impl Iterator<Item = &'a str> + use<'a> {
        let job = self.job_of(finding).filter(|job| job.workshop.is_own && !self.people.is_one());
        job.into_iter().flat_map(|job| job.technicians.iter()).map(|doer| &**doer)
    }

    /// The one of them who may be `name`.
    #[must_use]
    pub fn doer<'a>(&'a self, finding: &Finding, name: &str) -> Option<&'a str> {
        self.doers(finding).find(|doer| self.people.may_be_one(doer, name))
    }

    /// In a workshop of one nobody else can look at a finding: that is said once, for the last job.
    pub(crate) fn keep_one_seen_by_doer(&mut self) {
        if !self.people.is_one() {
            return;
        }
        let of_kind = |finding: &&Finding| finding.kind == FindingKind::SeenByDoer;
        let last = self.findings.iter().filter(of_kind).filter_map(Finding::job).max();
        self.findings.retain(|finding| finding.kind != FindingKind::SeenByDoer || finding.job() == last);
    }

    /// The name of a finding's subject: the job's station and number, or the file.
    #[must_use]
    pub fn subject_name(&self, finding: &Finding) -> String {
        match &finding.subject {
            FindingSubject::Job(job) => self.jobs[*job as usize].name(),
            FindingSubject::Record(location) => location.name(),
        }
    }

    /// The item that is to be said when a finding is marked as seen: there is another of its kind, about another item.
    #[must_use]
    pub fn item_to_say<'a>(&self, finding: &'a Finding) -> Option<&'a str> {
        let is_other = |other: &&Finding| other.kind == finding.kind && other.item != finding.item;
        self.findings_of(self.job_of(finding)?).iter().find(is_other)?;
        finding.item.as_deref()
    }

    /// The content of a row by which a manager at `station` says that he has seen a finding.
    ///
    /// # Errors
    /// When the row would not say clearly which finding is meant.
    pub fn review(&self, finding: &Finding, station: &str) -> Result<NewReview, Unmarkable> {
        if let Some(why) = finding.kind.why_not_to_be_seen() {
            return Err(Unmarkable::Kind(why));
        }
        self.said_of(finding, station, None)
    }

    /// The content of a row by which a manager at `station` has something done about a finding, or says that it was done. Of a finding
    /// that has an action, that one is meant.
    ///
    /// # Errors
    /// As [`Audit::review`].
    pub fn action(&self, finding: &Finding, station: &str, step: ActionStep) -> Result<NewReview, Unmarkable> {
        self.said_of(finding, station, Some(step))
    }

    /// The content of a row about a finding: that it was seen where there is no step.
    fn said_of(&self, finding: &Finding, station: &str, step: Option<ActionStep>) -> Result<NewReview, Unmarkable> {
        let name = || self.subject_name(finding);
        let known = finding.open_action().filter(|_| step.is_some());
        let kind = known.map_or_else(|| finding.kind.name(), |action| action.finding);
        match &finding.subject {
            FindingSubject::Job(job) => {
                let job = &self.jobs[*job as usize];
                let its_station = job.key.station.as_str();
                if !job.workshop.is_own && its_station == station {
                    return Err(Unmarkable::SameStation(name()));
                }
                let journal = self.journal_elsewhere(&job.workshop, its_station);
                let said = || self.item_to_say(finding).and_then(|item| Id::new(item).ok());
                let item = known.map_or_else(said, |action| action.item);
                let journal = journal.ok_or_else(|| Unmarkable::NoId(name()))?;
                let what = match step {
                    None => What::Reviewed { finding: kind, item, journal, observed: None },
                    Some(step) => What::Action { finding: kind, item, journal, step },
                };
                Ok(NewReview::Job(job.key, what))
            }
            FindingSubject::Record(location) => {
                let Some(workshop) = &location.workshop else { return Err(Unmarkable::NoJournal(name())) };
                let journal = self.journal_elsewhere(workshop, &location.station);
                let (journal, at) = (journal.ok_or_else(|| Unmarkable::NoId(name()))?, Some(location.record_place()));
                let (who, remark) = (Signature::default(), String::new());
                Ok(NewReview::Record(RecordReview { finding: kind, who, journal, at, step, remark }))
            }
        }
    }

    /// The id of a station's journal, where that is in another workshop than the own one; `None` when it can't be read.
    fn journal_elsewhere(&self, workshop: &Arc<WorkshopFolder>, station: &str) -> Option<Option<JournalId>> {
        let is_its = |it: &&JournalOf| Arc::ptr_eq(&it.workshop, workshop) && it.station == station;
        if workshop.is_own { Some(None) } else { self.journals.iter().find(is_its).map(|journal| Some(journal.id)) }
    }

    /// Takes in that somebody has seen a finding of a job; `workshop` is the job's, the own one where it isn't named.
    pub fn see(&mut self, workshop: Option<&Arc<WorkshopFolder>>, job: &JobKey, review: &Review) {
        let is_there = |it: &Arc<WorkshopFolder>| workshop.map_or(it.is_own, |workshop| Arc::ptr_eq(it, workshop));
        for known in self.jobs.iter().filter(|known| known.key == *job && is_there(&known.workshop)) {
            self.findings[indices(&known.findings)].iter_mut().for_each(|finding| finding.take_review(review));
        }
    }

    /// Takes in that somebody has seen a finding about the record; `writer` is the workshop of the station that says so, the own
    /// one where it isn't named.
    pub fn see_record(&mut self, writer: Option<&Arc<WorkshopFolder>>, seen: &RecordSeen) {
        let Some(workshop) = self.record_of(writer, &seen.review) else { return };
        for finding in &mut self.findings {
            let of = finding.location().and_then(|location| location.workshop.as_ref());
            if of.is_some_and(|of| of.folder == workshop.folder) {
                finding.take_record_seen(seen);
            }
        }
    }

    /// The workshop whose record something is said of; `writer` is that of the station that says so, the own one where it isn't named.
    pub(crate) fn record_of(
        &self,
        writer: Option<&Arc<WorkshopFolder>>,
        review: &RecordReview,
    ) -> Option<Arc<WorkshopFolder>> {
        let own = || self.workshops.iter().find(|workshop| workshop.is_own);
        match review.journal {
            None => writer.or_else(own).cloned(),
            Some(journal) => self.workshop_of(journal),
        }
    }

    /// The workshop that a journal with this id was read in.
    #[must_use]
    pub fn workshop_of(&self, journal: JournalId) -> Option<Arc<WorkshopFolder>> {
        self.journals.iter().find(|it| it.id == journal).map(|it| it.workshop.clone())
    }

    /// Adds jobs with their findings, which name them by their places in `jobs`.
    pub(crate) fn add(&mut self, jobs: Vec<Arc<SummedJob>>, findings: Vec<Finding>) {
        let first = u32::try_from(self.jobs.len()).unwrap_or(u32::MAX);
        self.jobs.extend(jobs.into_iter().map(|summed| JobSummary { summed, findings: 0..0 }));
        self.findings.extend(findings.into_iter().map(|mut finding| {
            if let FindingSubject::Job(job) = &mut finding.subject {
                *job += first;
            }
            finding
        }));
    }

    /// Puts the jobs in the order of their starts.
    pub(crate) fn sort_jobs(&mut self) {
        let mut order: Vec<u32> = (0..).zip(&self.jobs).map(|(at, _)| at).collect();
        order.sort_by_cached_key(|at| self.jobs[*at as usize].started.timestamp_millis());
        let mut places = vec![0; order.len()];
        for (place, before) in (0..).zip(&order) {
            places[*before as usize] = place;
        }
        self.jobs = order.iter().map(|before| self.jobs[*before as usize].clone()).collect();
        for finding in &mut self.findings {
            if let FindingSubject::Job(job) = &mut finding.subject {
                *job = places[*job as usize];
            }
        }
    }

    /// Puts the findings in order, tells each job which are its own, and marks those that somebody has seen.
    pub(crate) fn sort_findings(&mut self) {
        self.findings.sort_by_key(Finding::order);
        self.jobs.iter_mut().for_each(|job| job.findings = 0..0);
        for (at, finding) in (0..).zip(&mut self.findings) {
            let Some(job) = finding.job().and_then(|job| self.jobs.get_mut(job as usize)) else { continue };
            if job.findings.is_empty() {
                job.findings = at..at;
            }
            job.findings.end = at + 1;
            job.reviews.iter().for_each(|review| finding.take_review(review));
            job.actions.iter().for_each(|action| finding.take_action(action));
        }
    }
}

fn indices(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
