//! The attempts at one radio, over all jobs that are known.

use super::{SEEN, is_guards};
use crate::domain::fact::Outcome;
use crate::domain::{Fact, Job, What};

/// One attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Its fact.
    pub fact: &'a Fact,
    /// What the radio said.
    pub outcome: Outcome,
    /// Whether it was not entered by this workshop, but seen or told.
    pub is_seen: bool,
    /// Whether it belongs to the job that the ledger is about.
    pub is_own: bool,
    /// Whether a code was accepted since, so that it counts no longer.
    pub is_made_good: bool,
}

/// By what attempts of several jobs are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The radio's serial number.
    Serial,
    /// The plate, because the serial was not read.
    Plate,
    /// Nothing: the job stands alone.
    Nothing,
}

/// The attempts at one radio, over all jobs that are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<'a> {
    /// The attempts, the oldest first as their rows say.
    pub entries: Vec<Entry<'a>>,
    /// By what they are taken together.
    pub tie: Tie,
    /// The job's overrides that no attempt has used up.
    unspent: Vec<&'a Fact>,
}

/// The plate as it is compared.
fn plate(job: &Job) -> Option<String> {
    job.plate().map(|plate| plate.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect())
}

/// By what `other` is about the same radio as `job`, if it is: by the serial where both have one, else by the plate.
fn tie(job: &Job, other: &Job) -> Option<Tie> {
    match (job.serial(), other.serial()) {
        _ if job.key == other.key => Some(Tie::Nothing),
        (Some(one), Some(another)) => (one == another).then_some(Tie::Serial),
        _ => (plate(job).is_some() && plate(job) == plate(other)).then_some(Tie::Plate),
    }
}

/// Whether `later` was recorded after `earlier`. Within a station the rows' order tells, else only the times can.
fn is_after(later: &Fact, earlier: &Fact) -> bool {
    if later.station == earlier.station { later.seq > earlier.seq } else { later.time >= earlier.time }
}

impl<'a> Ledger<'a> {
    /// The attempts at the radio of `job`, its own among them; `jobs` are those that are known.
    #[must_use]
    pub fn of(job: &'a Job, jobs: impl IntoIterator<Item = &'a Job>) -> Self {
        let others = jobs.into_iter().filter(|other| other.key != job.key && other.has_attempts());
        let tied = others.filter_map(|other| Some((other, tie(job, other)?)));
        let all: Vec<(&Job, Tie)> = std::iter::once((job, Tie::Nothing)).chain(tied).collect();
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for (of, _) in &all {
            let good: Vec<&Fact> = all
                .iter()
                // a code that another radio took makes nothing good: where a serial is missing, only the same job's counts
                .filter(|(other, _)| matches!(tie(of, other), Some(Tie::Nothing | Tie::Serial)) || is_alike(of, other))
                .flat_map(|(other, _)| other.attempts())
                .filter(|(_, outcome)| *outcome == Outcome::Accepted)
                .map(|(fact, _)| fact)
                .collect();
            entries.extend(of.attempts().map(|(fact, outcome)| Entry {
                fact,
                outcome,
                is_seen: fact.note.starts_with(SEEN) || outcome == Outcome::Unknown,
                is_own: of.key == job.key,
                is_made_good: outcome == Outcome::Accepted || good.iter().any(|accepted| is_after(accepted, fact)),
            }));
        }
        entries.sort_by(|a, b| {
            (a.fact.time, &a.fact.station, a.fact.seq).cmp(&(b.fact.time, &b.fact.station, b.fact.seq))
        });
        let tie = if job.serial().is_some() {
            Tie::Serial
        } else if job.plate().is_some() {
            Tie::Plate
        } else {
            Tie::Nothing
        };
        let unspent = unspent(job, &entries);
        Self { entries, tie, unspent }
    }

    /// The attempts that count: nothing was accepted since.
    pub fn live(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(|entry| !entry.is_made_good)
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many codes this workshop entered in vain since one was last accepted, with one for each time that the number
    /// was not known.
    #[must_use]
    pub fn wrong(&self) -> u32 {
        let is_counted = |entry: &&Entry<'_>| !(entry.is_seen && entry.outcome == Outcome::Locked);
        u32::try_from(self.live().filter(is_counted).count()).unwrap_or(u32::MAX)
    }

    /// Whether codes may have been entered that nobody counted.
    #[must_use]
    pub fn is_number_unknown(&self) -> bool {
        self.live().any(|entry| entry.is_seen)
    }

    pub(super) fn has(&self, outcome: Outcome) -> bool {
        self.live().any(|entry| entry.outcome == outcome)
    }

    /// Whether an override of this item is not used up: it stands for one attempt.
    pub(super) fn allows(&self, wanted: &str) -> bool {
        self.unspent.iter().any(|fact| fact.what.item().is_some_and(|item| item.as_str() == wanted))
    }
}

/// Whether neither of two jobs has a serial, and they have one plate.
fn is_alike(job: &Job, other: &Job) -> bool {
    job.serial().is_none() && other.serial().is_none() && tie(job, other) == Some(Tie::Plate)
}

/// The job's overrides that no attempt has used up.
fn unspent<'a>(job: &'a Job, entries: &[Entry<'a>]) -> Vec<&'a Fact> {
    let overrides =
        job.facts().iter().filter(|fact| matches!(&fact.what, What::Overrode { item, .. } if is_guards(item)));
    overrides.filter(|fact| entries.iter().all(|entry| !is_after(entry.fact, fact))).collect()
}
