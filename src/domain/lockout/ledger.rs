//! The attempts at one radio, over all jobs that are known.

use chrono::Timelike;

use super::{ATTEMPT_LIMIT, ATTEMPT_WAIT, Attempt, told};
use crate::domain::ages::Ages;
use crate::domain::fact::{Elsewhere, RadioReply, ToldDay};
use crate::domain::{Fact, Job, Signature, What};

/// One attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LedgerEntry<'a> {
    /// The fact with its outcome; of one that stands open, the fact of its beginning.
    pub fact: &'a Fact,
    /// What the radio said; `None` while nobody has said so.
    pub outcome: Option<RadioReply>,
    /// What was recorded first, where it was corrected.
    pub was: Option<RadioReply>,
    /// Whether it was not entered by this workshop, but seen or told.
    pub is_seen: bool,
    /// Whether it belongs to the job that the ledger is about.
    pub is_own: bool,
    /// Whether a code was accepted since, so that it counts no longer.
    pub is_made_good: bool,
}

impl LedgerEntry<'_> {
    /// How many codes it stands for, at the least.
    fn count(&self) -> u32 {
        told(&self.fact.what).map_or(1, Elsewhere::least)
    }

    /// Whether it may stand for more.
    fn may_be_more(&self) -> bool {
        match self.outcome {
            None => !self.is_own,
            Some(_) if self.is_seen => told(&self.fact.what).is_none_or(Elsewhere::may_be_more),
            Some(outcome) => outcome == RadioReply::Unknown,
        }
    }

    /// Milliseconds that have passed since then at the least. Of what was before the day of the row the day's beginning is
    /// known, which is nothing where a wait runs only while the radio is on.
    pub(super) fn age_ms(&self, is_while_on: bool, ages: &dyn Ages) -> i64 {
        ages.at_least_ms(self.fact) + self.before_the_row_ms(is_while_on)
    }

    /// Milliseconds before the row that are known to have passed.
    pub(super) fn before_the_row_ms(&self, is_while_on: bool) -> i64 {
        let is_before = told(&self.fact.what).is_some_and(|told| told.day == ToldDay::Before);
        match is_before && !is_while_on {
            true => i64::from(self.fact.time.num_seconds_from_midnight()) * 1000,
            false => 0,
        }
    }
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
    pub entries: Vec<LedgerEntry<'a>>,
    /// By what they are taken together.
    pub tie: Tie,
    /// Wrong codes that were entered on the same car at a radio of another serial number, by the record. They don't count: but one of
    /// the two numbers may be misread.
    pub beside: u32,
    /// The job's overrides that no attempt has used up.
    unspent: Vec<&'a Fact>,
}

/// By what `other` is about the same radio as `job`, if it is: by the serial where both have one, else by the plate.
fn tie(job: &Job, other: &Job) -> Option<Tie> {
    match (job.serial(), other.serial()) {
        _ if job.key == other.key => Some(Tie::Nothing),
        // a serial that was corrected may have been the right one
        (Some(_), Some(_)) => {
            job.serials().any(|one| other.serials().any(|another| one.is_same_radio(another))).then_some(Tie::Serial)
        }
        _ => (job.plate().is_some() && job.plate() == other.plate()).then_some(Tie::Plate),
    }
}

impl<'a> Ledger<'a> {
    /// The attempts at the radio of `job`, its own among them; `jobs` are those that are known.
    #[must_use]
    pub fn of(job: &'a Job, jobs: impl IntoIterator<Item = &'a Job>) -> Self {
        let others = jobs.into_iter().filter(|other| other.key != job.key && other.has_attempts());
        let (tied, rest): (Vec<_>, Vec<_>) =
            others.map(|other| (other, tie(job, other))).partition(|(_, tie)| tie.is_some());
        let on_the_car = rest.into_iter().filter(|(other, _)| job.plate().is_some() && job.plate() == other.plate());
        let beside = on_the_car.map(|(other, _)| Ledger::of(other, []).wrong()).fold(0, u32::saturating_add);
        let tied = tied.into_iter().filter_map(|(other, tie)| Some((other, tie?)));
        let all: Vec<(&Job, Tie)> = std::iter::once((job, Tie::Nothing)).chain(tied).collect();
        let attempts: Vec<(&Job, Attempt<'a>)> =
            all.iter().flat_map(|(of, _)| of.attempts().into_iter().map(move |attempt| (*of, attempt))).collect();
        let accepted: Vec<&(&Job, Attempt<'a>)> =
            attempts.iter().filter(|(_, attempt)| attempt.outcome == Some(RadioReply::Accepted)).collect();
        let entry = |(of, attempt): &(&'a Job, Attempt<'a>)| {
            // a code that another radio took makes nothing good: where a serial is missing, only the same job's counts
            let is_same =
                |other: &Job| matches!(tie(of, other), Some(Tie::Nothing | Tie::Serial)) || is_alike(of, other);
            let is_good = |(other, good): &&&(&Job, Attempt<'a>)| is_same(other) && good.fact.is_after(attempt.fact);
            LedgerEntry {
                fact: attempt.fact,
                outcome: attempt.outcome,
                was: attempt.was,
                is_seen: attempt.is_seen(),
                is_own: of.key == job.key,
                is_made_good: attempt.outcome == Some(RadioReply::Accepted) || accepted.iter().any(|it| is_good(&it)),
            }
        };
        let mut entries: Vec<LedgerEntry<'a>> = attempts.iter().map(entry).collect();
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
        Self { entries, tie, beside, unspent }
    }

    /// The attempts that count: nothing was accepted since.
    pub fn live(&self) -> impl Iterator<Item = &LedgerEntry<'a>> {
        self.entries.iter().filter(|entry| !entry.is_made_good)
    }

    /// What is to be known beside the attempts that count.
    #[must_use]
    pub fn beside_words(&self) -> Option<String> {
        let codes = match self.beside {
            0 => return None,
            1 => "1 wrong code was",
            n => &format!("{n} wrong codes were"),
        };
        Some(format!(
            "{codes} entered on this car at another serial number, and don't count here: is this one read right?"
        ))
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of the ledger's own job of which nobody has said yet what came of it.
    #[must_use]
    pub fn open(&self) -> Option<&LedgerEntry<'a>> {
        self.live().find(|entry| entry.is_own && entry.outcome.is_none())
    }

    /// An entry on another job at this radio of which nobody has said yet what came of it.
    #[must_use]
    pub fn open_elsewhere(&self) -> Option<&LedgerEntry<'a>> {
        self.live().find(|entry| !entry.is_own && entry.outcome.is_none())
    }

    /// How many codes this workshop entered in vain since one was last accepted, with one for each time that the number
    /// was not known. An entry of another job that stands open counts as one of them, the own one not yet.
    #[must_use]
    pub fn wrong(&self) -> u32 {
        let is_counted = |entry: &&LedgerEntry<'_>| match entry.outcome {
            None => !entry.is_own,
            Some(outcome) => !(entry.is_seen && outcome == RadioReply::Locked),
        };
        self.live().filter(is_counted).map(LedgerEntry::count).fold(0, u32::saturating_add)
    }

    /// Whether codes may have been entered that nobody counted.
    #[must_use]
    pub fn is_number_unknown(&self) -> bool {
        self.live().any(LedgerEntry::may_be_more)
    }

    pub(super) fn has(&self, outcome: RadioReply) -> bool {
        self.live().any(|entry| entry.outcome == Some(outcome))
    }

    /// Who allowed one more attempt, where nobody has made it yet.
    #[must_use]
    pub fn allowed_by(&self) -> Option<&'a Signature> {
        self.unspent.last().map(|fact| &fact.who)
    }

    /// Whether an override of this item is not used up: it stands for one attempt.
    pub(super) fn allows(&self, wanted: &str) -> bool {
        self.unspent.iter().any(|fact| fact.what.item().is_some_and(|item| item.is(wanted)))
    }
}

/// Whether neither of two jobs has a serial, and they have one plate.
fn is_alike(job: &Job, other: &Job) -> bool {
    job.serial().is_none() && other.serial().is_none() && tie(job, other) == Some(Tie::Plate)
}

/// The job's overrides that no attempt has used up.
fn unspent<'a>(job: &'a Job, entries: &[LedgerEntry<'a>]) -> Vec<&'a Fact> {
    let is_guards = |what: &What| matches!(what, What::Overrode { item, .. } if matches!(item.as_str(), ATTEMPT_WAIT | ATTEMPT_LIMIT));
    let overrides = job.facts().iter().filter(|fact| is_guards(&fact.what));
    overrides.filter(|fact| entries.iter().all(|entry| !entry.fact.is_after(fact))).collect()
}
