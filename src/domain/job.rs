//! A job: the fold of its facts, and the only one.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::fact::{Handover, RemarkOn, StopReason};
use super::lockout::{self, Attempt};
use super::{Answer, Fact, Id, JobKey, PausePoint, Plate, Serial, What, checklist::known};

/// Everything that happened to one job, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its station and number.
    pub key: JobKey,
    facts: Vec<Fact>,
    /// The latest fact about each item, as a place in `facts`. A job has a few dozen items: going along them is quicker than
    /// a tree, and only those of the same length are compared.
    latest: Vec<(Id, usize)>,
    /// What was recorded about attempts to enter a code, as places in `facts`.
    attempts: Vec<usize>,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Completed.
    Finished,
    /// Stopped before the end.
    Stopped,
}

/// The checklist that a job was started with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChecklistRef<'a> {
    /// The checklist's id.
    pub checklist: &'a Id,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of its file, 64 lower-case hex digits.
    pub sha: &'a str,
}

/// Room for the facts of a usual job, so that they need not be moved while it grows.
const USUAL_FACTS: usize = 48;
/// Room for the items of a usual job.
const USUAL_ITEMS: usize = 32;

impl Job {
    /// A job that begins with `start`; `None` when that fact is no start.
    #[must_use]
    pub fn begin(start: Fact) -> Option<Self> {
        if !matches!(start.what, What::Started { .. }) {
            return None;
        }
        let key = start.job;
        let mut facts = Vec::with_capacity(USUAL_FACTS);
        facts.push(start);
        Some(Self { key, facts, latest: Vec::with_capacity(USUAL_ITEMS), attempts: Vec::new() })
    }

    /// Adds what happened next.
    #[inline]
    pub fn apply(&mut self, fact: Fact) {
        if let Some(item) = fact.what.item() {
            let at = self.facts.len();
            match self.latest.iter_mut().find(|(known, _)| known == item) {
                Some((_, latest)) => *latest = at,
                None => self.latest.push((*item, at)),
            }
        }
        if lockout::AttemptStage::of(&fact.what).is_some() {
            self.attempts.push(self.facts.len());
        }
        self.facts.push(fact);
    }

    /// Folds the job anew together with other facts about it: the start, its own station's by their rows, then those of
    /// others. Of a row that is known already the other fact counts.
    fn merge(&mut self, others: impl IntoIterator<Item = Fact>) {
        let (own, start) = (self.key.station, self.start().seq);
        let place = |fact: Fact| {
            let is_start = fact.station == own && fact.seq == start && matches!(fact.what, What::Started { .. });
            ((!is_start, fact.station != own, fact.station, fact.seq), fact)
        };
        let facts: BTreeMap<_, Fact> = self.facts.drain(..).chain(others).map(place).collect();
        self.latest.clear();
        self.attempts.clear();
        facts.into_values().for_each(|fact| self.apply(fact));
    }

    /// The job with nothing but what says which radio it is about and which codes were entered, and its end.
    #[must_use]
    pub fn about_codes(&self) -> Self {
        const ITEMS: [&str; 5] = [known::CAR, known::RADIO, known::SERIAL, known::PLATE, known::RADIO_AFTER];
        let is_kept = |what: &What| match what.item() {
            Some(item) => ITEMS.contains(&item.as_str()) || lockout::is_at_the_radio(what),
            None => matches!(what, What::Finished { .. } | What::Stopped { .. } | What::Attempted { .. }),
        };
        let mut facts: Vec<Fact> = vec![self.start().clone()];
        facts.extend(self.facts[1..].iter().filter(|fact| is_kept(&fact.what)).cloned());
        let mut job = Self { key: self.key, facts: Vec::new(), latest: Vec::new(), attempts: Vec::new() };
        job.facts.reserve_exact(facts.len());
        facts.into_iter().for_each(|fact| job.apply(fact));
        job.latest.shrink_to_fit();
        job.attempts.shrink_to_fit();
        job
    }

    /// Its facts, the start first.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The start.
    #[must_use]
    pub fn start(&self) -> &Fact {
        &self.facts[0]
    }

    /// The checklist that it was started with.
    ///
    /// # Panics
    /// Never: [`Job::begin`] takes only a start.
    #[must_use]
    pub fn asked(&self) -> ChecklistRef<'_> {
        match &self.start().what {
            What::Started { checklist, revision, sha, .. } => ChecklistRef { checklist, revision: *revision, sha },
            other => unreachable!("a job begins with a start, not with {other:?}"),
        }
    }

    /// The last fact.
    #[must_use]
    pub fn last(&self) -> &Fact {
        &self.facts[self.facts.len() - 1]
    }

    /// The number of the last row that the job's own station wrote about it.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.facts.iter().rev().find(|fact| fact.station == self.key.station).map_or(0, |fact| fact.seq)
    }

    /// The latest fact about an item.
    #[must_use]
    pub fn latest(&self, item: &str) -> Option<&Fact> {
        self.latest.iter().find(|(known, _)| known.is(item)).map(|&(_, at)| &self.facts[at])
    }

    /// The items that something is recorded about, with the token of the latest answer to each.
    pub fn tokens(&self) -> impl Iterator<Item = (&Id, &str)> {
        self.latest.iter().filter_map(|(item, at)| Some((item, token_of(&self.facts[*at].what)?)))
    }

    /// Whether anything is recorded about codes that were entered.
    #[must_use]
    pub fn has_attempts(&self) -> bool {
        !self.attempts.is_empty()
    }

    /// The attempts to enter a code, those that stand open last.
    #[must_use]
    pub fn attempts(&self) -> Vec<Attempt<'_>> {
        lockout::attempts(self.attempts.iter().map(|&at| &self.facts[at]))
    }

    /// The answer that counts for an item; of an override, what was answered all the same. None counts that was taken back.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        self.latest(item).and_then(|fact| answer_in(&fact.what)).filter(|answer| !answer.is_taken_back())
    }

    /// The token by which conditions name the item's answer; see [`super::When`].
    #[must_use]
    pub fn token(&self, item: &str) -> Option<&str> {
        self.latest(item).and_then(|fact| token_of(&fact.what))
    }

    /// The token as it was just before the fact with this place in [`Job::facts`].
    #[must_use]
    pub fn token_before(&self, item: &str, place: usize) -> Option<&str> {
        self.facts[..place]
            .iter()
            .rev()
            .find(|fact| fact.what.item().is_some_and(|it| it.is(item)))
            .and_then(|fact| token_of(&fact.what))
    }

    /// When a pause point was called complete, the last time.
    #[must_use]
    pub fn cleared(&self, pause: PausePoint) -> Option<(usize, &Fact)> {
        self.facts
            .iter()
            .enumerate()
            .rev()
            .find(|(_, fact)| matches!(fact.what, What::Cleared { page, .. } if page == pause))
    }

    /// How and when it ended.
    #[must_use]
    pub fn ending(&self) -> Option<(Ending, &Fact)> {
        self.facts.iter().find_map(|fact| match fact.what {
            What::Finished { .. } => Some((Ending::Finished, fact)),
            What::Stopped { .. } => Some((Ending::Stopped, fact)),
            _ => None,
        })
    }

    /// Why it was stopped.
    #[must_use]
    pub fn stop_reason(&self) -> Option<StopReason> {
        match &self.ending()?.1.what {
            What::Stopped { reason, .. } => *reason,
            _ => None,
        }
    }

    /// Whether it was entered by mistake: it counts in no figure and makes no sheet.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.stop_reason() == Some(StopReason::Mistake)
    }

    /// How the sheet was handed over, if it was.
    #[must_use]
    pub fn handover(&self) -> Option<(Handover, &Fact)> {
        self.facts.iter().rev().find_map(|fact| match fact.what {
            What::HandedOver { how } => Some((how, fact)),
            _ => None,
        })
    }

    /// What was remarked on something, in order.
    pub fn remarks(&self, on: RemarkOn) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.what == What::Remarked { on })
    }

    /// The open pause, when nobody has resumed since.
    #[must_use]
    pub fn open_interruption(&self) -> Option<(&Fact, &Id)> {
        self.facts.iter().rev().find_map(|fact| match &fact.what {
            What::Interrupted { reason, .. } => Some(Some((fact, reason))),
            What::Resumed { .. } => Some(None),
            _ => None,
        })?
    }

    /// Who worked on the car last.
    #[must_use]
    pub fn technician(&self) -> &str {
        self.facts
            .iter()
            .rev()
            .filter(|fact| !is_beside_the_car(&fact.what))
            .find(|fact| fact.station == self.key.station && !fact.who.is_empty())
            .map_or("", |fact| &*fact.who.first)
    }

    /// The plate, or the VIN.
    #[must_use]
    pub fn plate(&self) -> Option<Plate<'_>> {
        match self.answer(known::PLATE)? {
            Answer::Text(text) => Some(Plate::new(text)),
            _ => None,
        }
    }

    /// The radio's serial number.
    #[must_use]
    pub fn serial(&self) -> Option<&Serial> {
        match self.answer(known::SERIAL)? {
            Answer::Serial(serial) => Some(serial),
            _ => None,
        }
    }

    /// The serial numbers that were ever recorded: the one that counts, and those that it was corrected from.
    pub fn serials(&self) -> impl Iterator<Item = &Serial> {
        let is_it = |fact: &&Fact| fact.what.item().is_some_and(|item| item.as_str() == known::SERIAL);
        self.facts.iter().filter(is_it).filter_map(|fact| match answer_in(&fact.what)? {
            Answer::Serial(serial) => Some(serial),
            _ => None,
        })
    }

    /// Whether it came in by an answers file, where waits were measured by somebody else.
    #[must_use]
    pub fn is_via_file(&self) -> bool {
        matches!(self.start().what, What::Started { is_via_file: true, .. })
    }

    /// When it began.
    #[must_use]
    pub fn started_at(&self) -> DateTime<FixedOffset> {
        self.start().time
    }
}

/// Whether a fact bears two names, or that of somebody who need not be at the car.
#[must_use]
pub fn is_beside_the_car(what: &What) -> bool {
    lockout::is_at_the_radio(what)
        || matches!(
            what,
            What::Overrode { .. }
                | What::SecondAnswered { .. }
                | What::Printed { .. }
                | What::Emailed
                | What::HandedOver { .. }
                | What::Reviewed { .. }
                | What::Action { .. }
                | What::Remarked { .. }
                | What::Watched { .. }
        )
}

/// The answer in a fact.
#[must_use]
pub fn answer_in(what: &What) -> Option<&Answer> {
    match what {
        What::Answered { answer, .. } | What::Corrected { answer, .. } => Some(answer),
        What::Overrode { answer, .. } => answer.as_ref(),
        _ => None,
    }
}

/// The token that conditions compare; none of what was taken back.
fn token_of(what: &What) -> Option<&str> {
    match (what, answer_in(what)) {
        (What::Skipped { .. }, _) => Some("skipped"),
        (_, Some(answer)) => Some(answer.token()).filter(|_| !answer.is_taken_back()),
        (_, None) => Some("none"),
    }
}

/// The jobs of some journals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Jobs(BTreeMap<JobKey, Job>);

impl IntoIterator for Jobs {
    type Item = Job;
    type IntoIter = std::collections::btree_map::IntoValues<JobKey, Job>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_values()
    }
}

impl Jobs {
    /// Folds facts in the order in which they come; those of one station must come in the order of their rows. A fact
    /// about a job whose start is not among them is dropped: its start stands in a file that was not read.
    #[must_use]
    pub fn fold(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut jobs = Self::default();
        let mut elsewhere = Vec::new();
        for fact in facts {
            if fact.station == fact.job.station {
                jobs.apply(fact);
            } else {
                elsewhere.push(fact);
            }
        }
        // what another station wrote may have been read before the job itself
        for fact in elsewhere {
            jobs.apply(fact);
        }
        jobs
    }

    /// Adds what happened next. A row that is known already counts as it is told last: what was seen before it was on the
    /// disk may have been taken back, and another row have its number.
    pub fn apply(&mut self, fact: Fact) {
        let Some(job) = self.0.get_mut(&fact.job) else {
            self.0.extend(Job::begin(fact).map(|job| (job.key, job)));
            return;
        };
        match job.facts.iter().find(|it| it.station == fact.station && it.seq == fact.seq) {
            None => job.apply(fact),
            Some(known) if *known == fact => {}
            Some(_) => job.merge([fact]),
        }
    }

    /// The job with this key.
    #[must_use]
    pub fn get(&self, key: &JobKey) -> Option<&Job> {
        self.0.get(key)
    }

    /// Takes a job out.
    pub fn remove(&mut self, key: &JobKey) -> Option<Job> {
        self.0.remove(key)
    }

    /// Takes in what is known of one job.
    pub fn merge_job(&mut self, job: Job) {
        match self.0.get_mut(&job.key) {
            None => drop(self.0.insert(job.key, job)),
            Some(known) if known.facts == job.facts => {}
            Some(known) => known.merge(job.facts),
        }
    }

    /// All of them, by station and number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Job> {
        self.0.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out of all other jobs the row whose number a fact bears: it was seen before it was on the disk, and taken back.
    /// Returns the jobs that it was taken out of.
    pub fn take_back(&mut self, fact: &Fact) -> Vec<JobKey> {
        let is_row = |it: &Fact| it.station == fact.station && it.seq == fact.seq;
        let mut touched: Vec<JobKey> =
            self.0.values().filter(|job| job.key != fact.job && is_row(job.start())).map(|job| job.key).collect();
        self.0.retain(|key, _| !touched.contains(key));
        for job in self.0.values_mut().filter(|job| job.key != fact.job && job.facts.iter().any(is_row)) {
            job.facts.retain(|it| !is_row(it));
            job.merge([]);
            touched.push(job.key);
        }
        touched
    }

    /// Takes in what another reading knows. Nothing that is known here goes: either side may have rows that the other one has
    /// not read yet.
    pub fn merge(&mut self, other: Self) {
        other.0.into_values().for_each(|job| self.merge_job(job));
    }
}
