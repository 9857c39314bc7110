//! The lock-out guard: which codes were entered into a radio, and when the next one may be.
//!
//! [`Schedule`] is what the radio book says of the waits, [`Ledger`] is what the journals say of the attempts, and [`Guard`]
//! lays the two beside each other at one moment. Nothing here knows a code: an attempt has an outcome and no digits.
//!
//! Where something is not known, the reading is the cautious one. A wait is counted from the youngest attempt that nothing
//! has made good since; attempts whose number nobody knows cost the longest wait. Time is that of [`Ages::at_least_ms`]: no
//! clock that is set back, and none that is set forward while the program runs, shortens a wait. Attempts of a job that was
//! entered by mistake count as well: the radio has counted them.

use chrono::{DateTime, FixedOffset};

use super::checklist::known;
use super::fact::Outcome;
use super::input::{Unfit, check_no_code};
use super::progress::Ages;
use super::rules::check_second;
use super::text::clock;
use super::{Fact, Id, Job, RadioBook, Text, What};

/// How a radio makes people wait after wrong codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// The radios that it is known of; none: any radio.
    pub radios: Vec<Id>,
    /// The waits, by the number of wrong codes. The last one holds for every further wrong code, too.
    pub steps: Vec<Step>,
    /// After so many wrong codes in all the unit takes none any more.
    pub dead_after: Option<u32>,
    /// Where that is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
    /// Whether it is the one that is counted by, where several disagree.
    pub is_default: bool,
    /// Why it is.
    pub why: Option<Text>,
}

/// One wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// After so many wrong codes.
    pub after: u32,
    /// How long nothing is taken then, in seconds.
    pub wait_seconds: u32,
}

impl Schedule {
    /// The wait after so many wrong codes, in seconds.
    #[must_use]
    pub fn wait_seconds(&self, wrong: u32) -> u32 {
        self.steps.iter().rev().find(|step| step.after <= wrong).map_or(0, |step| step.wait_seconds)
    }

    /// The longest wait, in seconds: what counts when nobody knows how many wrong codes there were.
    #[must_use]
    pub fn longest_seconds(&self) -> u32 {
        self.steps.iter().map(|step| step.wait_seconds).max().unwrap_or(0)
    }

    /// The wait that a radio means that says WAIT after so many wrong codes, in seconds: the first there is from then on.
    fn told_seconds(&self, wrong: u32) -> u32 {
        let later = self.steps.iter().filter(|step| step.after > wrong).map(|step| step.wait_seconds);
        std::iter::once(self.wait_seconds(wrong)).chain(later).find(|&seconds| seconds > 0).unwrap_or(0)
    }
}

impl RadioBook {
    /// The schedules that speak of this radio: those that name it first, then those for any radio.
    #[must_use]
    pub fn lock_outs(&self, car: Option<&str>, radio: Option<&str>) -> Vec<&Schedule> {
        let all = || self.makes_for(car).into_iter().flat_map(|make| &make.lock_outs);
        let named = all().filter(|it| radio.is_some_and(|radio| it.radios.iter().any(|id| id.as_str() == radio)));
        named.chain(all().filter(|it| it.radios.is_empty())).collect()
    }

    /// The schedule that is counted by.
    #[must_use]
    pub fn lock_out(&self, car: Option<&str>, radio: Option<&str>) -> Option<&Schedule> {
        self.lock_outs(car, radio).into_iter().find(|schedule| schedule.is_default)
    }
}

/// How the note of an attempt begins that was not entered here: what the display showed, what somebody told.
pub const SEEN: &str = "seen: ";

/// The item of an override of the wait.
pub const ATTEMPT_WAIT: &str = "attempt-wait";

/// The item of an override of the workshop's limit.
pub const ATTEMPT_LIMIT: &str = "attempt-limit";

/// Whether an item's name belongs to the guard, and to no checklist.
#[must_use]
pub fn is_guards(item: &Id) -> bool {
    matches!(item.as_str(), ATTEMPT_WAIT | ATTEMPT_LIMIT)
}

/// Whether a fact may be recorded at another station than the job's own: an attempt, and an override before one.
#[must_use]
pub fn is_at_the_radio(what: &What) -> bool {
    match what {
        What::Attempted { .. } => true,
        What::Overrode { item, .. } => is_guards(item),
        _ => false,
    }
}

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

    fn has(&self, outcome: Outcome) -> bool {
        self.live().any(|entry| entry.outcome == outcome)
    }

    /// Whether an override of this item is not used up: it stands for one attempt.
    fn allows(&self, wanted: &str) -> bool {
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

/// A wait for the radio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The whole wait, in seconds.
    pub whole_seconds: u32,
    /// What is left of it, in milliseconds; never more than the whole.
    pub left_ms: i64,
    /// Since when, as the row says.
    pub since: DateTime<FixedOffset>,
    /// Whether the computer's clock is believed for what passed before the program was started.
    pub is_by_clock: bool,
    /// Whether the whole is the longest one, because nobody knows how many wrong codes there were.
    pub is_longest: bool,
}

impl Waiting {
    /// What is left, in whole seconds, rounded up.
    #[must_use]
    pub fn left_seconds(&self) -> u32 {
        u32::try_from((self.left_ms + 999) / 1000).unwrap_or(0)
    }

    /// Milliseconds until another second is gone; always more than none.
    #[must_use]
    pub fn next_second_ms(&self) -> i64 {
        match self.left_ms.rem_euclid(1000) {
            0 => 1000,
            ms => ms,
        }
    }
}

/// Whether a code may be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It may.
    Free,
    /// Not before a wait is over.
    Waiting(Waiting),
    /// The workshop's limit is reached.
    Limit,
    /// The radio said that it is locked.
    Locked,
    /// So many wrong codes that the unit takes none any more.
    Dead,
}

/// The guard of one radio, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard<'a> {
    /// The attempts.
    pub ledger: Ledger<'a>,
    /// What is counted by; `None` where the radio book says nothing.
    pub schedule: Option<&'a Schedule>,
    /// How many wrong codes the workshop lets itself enter.
    pub attempts_max: u32,
    /// Whether a code may be entered, overrides of the wait left aside.
    pub state: State,
    /// The wait that is running, whatever else stands in the way of another attempt.
    pub wait: Option<Waiting>,
}

impl<'a> Guard<'a> {
    /// The guard at the moment that `ages` counts from.
    #[must_use]
    pub fn at(ledger: Ledger<'a>, schedule: Option<&'a Schedule>, attempts_max: u32, ages: &dyn Ages) -> Self {
        let wrong = ledger.wrong();
        let wait = waiting(&ledger, schedule, ages);
        let state = if ledger.has(Outcome::Locked) {
            State::Locked
        } else if schedule.and_then(|it| it.dead_after).is_some_and(|most| wrong >= most) {
            State::Dead
        } else if wrong >= attempts_max && !ledger.allows(ATTEMPT_LIMIT) {
            State::Limit
        } else {
            wait.map_or(State::Free, State::Waiting)
        };
        Self { ledger, schedule, attempts_max, state, wait }
    }

    /// Whether a code may be entered now: nothing stands against it, or it was overridden.
    #[must_use]
    pub fn may_enter(&self) -> bool {
        match self.state {
            State::Free => true,
            State::Waiting(_) => self.ledger.allows(ATTEMPT_WAIT),
            State::Limit | State::Locked | State::Dead => false,
        }
    }

    /// The item of the override that would open the way, where one can.
    #[must_use]
    pub fn override_item(&self) -> Option<&'static str> {
        match self.state {
            State::Waiting(_) if !self.may_enter() => Some(ATTEMPT_WAIT),
            State::Limit => Some(ATTEMPT_LIMIT),
            _ => None,
        }
    }

    /// Checks an attempt, or an override before one.
    ///
    /// # Errors
    /// When it may not be recorded now, with the reason and what to do instead.
    pub fn check(&self, what: &What, who: &str, note: &str) -> Result<(), Unfit> {
        match what {
            What::Attempted { outcome } => self.check_attempt(*outcome, note),
            What::Overrode { item, answer } if is_guards(item) => {
                if answer.is_some() {
                    return refuse("an override of the guard has no answer");
                }
                self.check_override(item, who, note)
            }
            _ => Ok(()),
        }
    }

    fn check_attempt(&self, outcome: Outcome, note: &str) -> Result<(), Unfit> {
        check_no_code(known::CODE, note)?;
        if let Some(seen) = note.strip_prefix(SEEN) {
            return match outcome {
                _ if seen.trim().is_empty() => refuse("say what was seen, and who said so"),
                Outcome::Accepted | Outcome::Locked | Outcome::Unknown => Ok(()),
                Outcome::Error | Outcome::Wait => refuse("what was entered elsewhere is recorded as: number unknown"),
            };
        }
        // that codes were entered elsewhere only makes the guard more careful
        if outcome == Outcome::Unknown || self.may_enter() {
            return Ok(());
        }
        refuse(match self.state {
            State::Waiting(wait) => {
                format!(
                    "the radio takes no code for another {}: what is entered now is ignored",
                    clock(wait.left_seconds())
                )
            }
            State::Limit => format!(
                "{} wrong codes are this workshop's limit: find the right one first, or leave it to a dealer",
                self.attempts_max
            ),
            State::Locked => "the radio is locked: no more tries, a dealer unlocks it".to_owned(),
            _ => "the radio takes no code any more: a dealer has to look at it".to_owned(),
        })
    }

    fn check_override(&self, item: &Id, who: &str, note: &str) -> Result<(), Unfit> {
        match self.override_item() {
            Some(wanted) if wanted == item.as_str() => {}
            _ if matches!(self.state, State::Locked | State::Dead) => {
                return refuse("the radio is locked: that can't be overridden, a dealer unlocks it");
            }
            _ => return refuse("there is nothing to override"),
        }
        if note.trim().is_empty() {
            return refuse("say why it is overridden");
        }
        let Some((first, second)) = who.split_once(" + ") else {
            return refuse("an override needs a second person's name");
        };
        check_second(first, second)?;
        check_no_code(known::CODE, note)
    }
}

/// The wait that is running.
fn waiting(ledger: &Ledger<'_>, schedule: Option<&Schedule>, ages: &dyn Ages) -> Option<Waiting> {
    let schedule = schedule?;
    let wrong = ledger.wrong();
    let is_longest = ledger.is_number_unknown();
    let whole_seconds = if is_longest {
        schedule.longest_seconds()
    } else if ledger.has(Outcome::Wait) {
        schedule.told_seconds(wrong)
    } else {
        schedule.wait_seconds(wrong)
    };
    let youngest = ledger.live().min_by_key(|entry| ages.at_least_ms(entry.fact))?;
    let left_ms = i64::from(whole_seconds) * 1000 - ages.at_least_ms(youngest.fact);
    (left_ms > 0).then(|| Waiting {
        whole_seconds,
        left_ms,
        since: youngest.fact.time,
        is_by_clock: ages.is_by_clock(youngest.fact),
        is_longest,
    })
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit(why.into()))
}
