//! Whether a code may be entered into a radio just now, and how long it takes none.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{ATTEMPT_LIMIT, ATTEMPT_WAIT, AttemptStage, Ledger, LedgerEntry, LockoutSchedule, is_guards};
use crate::domain::ages::{Ages, ended_by_clock};
use crate::domain::checklist::known;
use crate::domain::fact::{Origin, RadioReply};
use crate::domain::input::{Unfit, UnfitKind, check_no_code};
use crate::domain::rules::two;
use crate::domain::text::clock;
use crate::domain::{Id, Signature, What};

/// A wait for the radio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RadioWait {
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

impl RadioWait {
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
pub enum GuardState {
    /// It may.
    Free,
    /// A code is being entered: first it is said what came of it.
    Entering,
    /// Not before a wait is over.
    Waiting(RadioWait),
    /// The workshop's limit is reached.
    Limit,
    /// The radio said that it is locked.
    Locked,
    /// So many wrong codes that the unit takes none any more.
    Dead,
}

/// The guard of one radio, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct LockoutGuard<'a> {
    /// The attempts.
    pub ledger: Ledger<'a>,
    /// What is counted by; `None` where the radio book says nothing.
    pub schedule: Option<&'a LockoutSchedule>,
    /// How many wrong codes the workshop lets itself enter.
    pub attempts_max: u32,
    /// Whether a code may be entered, overrides of the wait left aside.
    pub state: GuardState,
    /// The wait that is running, whatever else stands in the way of another attempt.
    pub wait: Option<RadioWait>,
    /// Seconds of the wait that is over which nobody counted: the computer's clock alone says that they passed.
    pub by_clock_seconds: u32,
}

impl<'a> LockoutGuard<'a> {
    /// The guard at the moment that `ages` counts from.
    #[must_use]
    pub fn at(ledger: Ledger<'a>, schedule: Option<&'a LockoutSchedule>, attempts_max: u32, ages: &dyn Ages) -> Self {
        let wrong = ledger.wrong();
        let wait = waiting(&ledger, schedule, ages);
        let state = if ledger.open().is_some() {
            GuardState::Entering
        } else if ledger.has(RadioReply::Locked) {
            GuardState::Locked
        } else if schedule.and_then(|it| it.dead_after).is_some_and(|most| wrong >= most) {
            GuardState::Dead
        } else if wrong >= attempts_max && !ledger.allows(ATTEMPT_LIMIT) {
            GuardState::Limit
        } else {
            wait.map_or(GuardState::Free, GuardState::Waiting)
        };
        // a radio that takes no code any more makes nobody wait for it
        let wait = wait.filter(|_| matches!(state, GuardState::Waiting(_) | GuardState::Limit));
        let by_clock_seconds = match state {
            GuardState::Free => waited_by_clock(&ledger, schedule, ages),
            _ => 0,
        };
        Self { ledger, schedule, attempts_max, state, wait, by_clock_seconds }
    }

    /// Whether a code may be entered now: nothing stands against it, or it was overridden.
    #[must_use]
    pub fn may_enter(&self) -> bool {
        match self.state {
            GuardState::Free => true,
            GuardState::Waiting(_) => self.ledger.allows(ATTEMPT_WAIT),
            GuardState::Entering | GuardState::Limit | GuardState::Locked | GuardState::Dead => false,
        }
    }

    /// The item of the override that would open the way, where one can.
    #[must_use]
    pub fn override_item(&self) -> Option<&'static str> {
        match self.state {
            GuardState::Waiting(_) if !self.may_enter() => Some(ATTEMPT_WAIT),
            GuardState::Limit => Some(ATTEMPT_LIMIT),
            _ => None,
        }
    }

    /// The last code that was entered on this job and of which it is said what came of it: what can be corrected.
    #[must_use]
    pub fn last_own(&self) -> Option<&LedgerEntry<'a>> {
        self.ledger.entries.iter().rev().find(|entry| entry.is_own && !entry.is_seen)
    }

    /// LOCKED as it was seen last on this job, where nothing was recorded of a code since: it can have been misread.
    #[must_use]
    pub fn seen_locked(&self) -> Option<&LedgerEntry<'a>> {
        let last = self.ledger.entries.iter().rev().find(|entry| entry.is_own)?;
        (last.is_seen && last.outcome == Some(RadioReply::Locked) && !last.is_made_good).then_some(last)
    }

    /// Checks what is to be recorded of an attempt, or an override before one.
    ///
    /// # Errors
    /// When it may not be recorded now, with the reason and what to do instead.
    pub fn check(&self, what: &What, who: &Signature, note: &str) -> Result<(), Unfit> {
        check_no_code(known::CODE, note)?;
        match (AttemptStage::of(what), what) {
            (Some(AttemptStage::Begun), _) => self.check_begun(),
            (Some(AttemptStage::Withdrawn), _) if self.ledger.open().is_none() => refuse("no code is being entered"),
            (Some(AttemptStage::Withdrawn), _) => Ok(()),
            (_, What::Attempted { outcome, origin }) => self.check_ended(*outcome, *origin, note),
            (Some(AttemptStage::Corrected(outcome)), What::Corrected { reason, .. }) => {
                check_no_code(known::CODE, reason)?;
                self.check_corrected(outcome, who, reason)
            }
            (Some(AttemptStage::ReadAgain(_)), What::Corrected { reason, .. }) => {
                check_no_code(known::CODE, reason)?;
                self.check_read_again(who, reason)
            }
            (None, What::Overrode { item, answer }) if is_guards(item) => {
                if answer.is_some() {
                    return refuse("an override of the guard has no answer");
                }
                self.check_override(item, who, note)
            }
            (None, What::Answered { item, .. } | What::Corrected { item, .. }) if is_guards(item) => {
                refuse(format!("{item}: begun, withdrawn, or in a correction what the radio did"))
            }
            _ => Ok(()),
        }
    }

    /// A code is to be entered.
    fn check_begun(&self) -> Result<(), Unfit> {
        if self.may_enter() {
            return Ok(());
        }
        let kind = match self.state {
            GuardState::Waiting(_) => UnfitKind::Early,
            _ => UnfitKind::Rule,
        };
        let why = match self.state {
            GuardState::Entering => "a code was entered already: say first what the radio did".to_owned(),
            GuardState::Waiting(wait) => {
                format!("the radio takes no code for another {}: enter nothing until then", clock(wait.left_seconds()))
            }
            GuardState::Limit => format!(
                "{} wrong codes are this workshop's limit: find the right one first, or leave it to a dealer",
                self.attempts_max
            ),
            GuardState::Locked => "the radio is locked: no more tries, a dealer says what can be done".to_owned(),
            _ => "the radio takes no code any more: a dealer has to look at it".to_owned(),
        };
        Err(Unfit::new(why).of(kind))
    }

    /// What came of a code, or what was seen of codes entered elsewhere.
    fn check_ended(&self, outcome: RadioReply, origin: Origin, note: &str) -> Result<(), Unfit> {
        let is_entering = self.ledger.open().is_some();
        if origin == Origin::Here {
            // that codes were entered elsewhere only makes the guard more careful
            if is_entering || outcome == RadioReply::Unknown {
                return Ok(());
            }
            self.check_begun()?;
            return refuse("say first that a code is entered: that is recorded before anybody touches the radio");
        }
        let is_said = note.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        match outcome {
            RadioReply::Accepted if !is_said => refuse("say in words who unlocked it, or what happened"),
            _ if !is_said => refuse("say what was seen, and who said so"),
            RadioReply::Unknown => Ok(()),
            _ if is_entering => refuse("a code was entered already: say first what the radio did"),
            RadioReply::Accepted | RadioReply::Locked => Ok(()),
            RadioReply::Error | RadioReply::Wait => refuse("what was entered elsewhere is recorded as: number unknown"),
        }
    }

    /// Whether a correction of the last code would open the way again: like an override, that takes two people.
    #[must_use]
    pub fn is_eased_by(&self, stage: AttemptStage) -> bool {
        let known = self.last_own().and_then(|entry| entry.outcome);
        let is_accepted = stage == AttemptStage::Corrected(RadioReply::Accepted);
        is_accepted || matches!(stage, AttemptStage::ReadAgain(_)) || known == Some(RadioReply::Locked)
    }

    /// The display shows something else than LOCKED, which was seen on it.
    fn check_read_again(&self, who: &Signature, reason: &str) -> Result<(), Unfit> {
        if self.seen_locked().is_none() {
            return refuse("LOCKED was not seen here last: there is nothing to read again");
        }
        if reason.trim().is_empty() {
            return refuse("say how it came to be misread");
        }
        check_two(who)
    }

    /// Something else came of the last code.
    fn check_corrected(&self, outcome: RadioReply, who: &Signature, reason: &str) -> Result<(), Unfit> {
        match self.last_own().map(|entry| entry.outcome) {
            None => refuse("no code was entered on this job: there is nothing to correct"),
            Some(None) => refuse("a code was entered already: say first what the radio did"),
            Some(Some(known)) if known == outcome => refuse(format!("it says {} already", known.word())),
            Some(Some(_)) if outcome == RadioReply::Unknown => refuse("say what the radio did"),
            Some(Some(_)) if reason.trim().is_empty() => refuse("say why it changes"),
            Some(Some(_)) if self.is_eased_by(AttemptStage::Corrected(outcome)) => check_two(who),
            Some(Some(_)) => Ok(()),
        }
    }

    fn check_override(&self, item: &Id, who: &Signature, note: &str) -> Result<(), Unfit> {
        match self.override_item() {
            Some(wanted) if wanted == item.as_str() => {}
            _ if matches!(self.state, GuardState::Locked | GuardState::Dead) => {
                return refuse("the radio is locked: that can't be overridden, a dealer says what can be done");
            }
            _ => return refuse("there is nothing to override"),
        }
        if note.trim().is_empty() {
            return refuse("say why it is overridden");
        }
        check_two(who)
    }
}

/// Whether two people sign.
fn check_two(who: &Signature) -> Result<(), Unfit> {
    match &who.second {
        Some(second) => two(&who.first, second).map(|_| ()),
        None => Err(Unfit::new("this needs a second person's name").of(UnfitKind::Name)),
    }
}

/// The wait that is running.
fn waiting(ledger: &Ledger<'_>, schedule: Option<&LockoutSchedule>, ages: &dyn Ages) -> Option<RadioWait> {
    let schedule = schedule?;
    let (is_longest, whole_seconds) = (ledger.is_number_unknown(), whole_seconds(ledger, schedule));
    let youngest = ledger.live().min_by_key(|entry| entry.age_ms(schedule.is_while_on, ages))?;
    let left_ms = i64::from(whole_seconds) * 1000 - youngest.age_ms(schedule.is_while_on, ages);
    let before_ms = youngest.before_the_row_ms(schedule.is_while_on);
    (left_ms > 0).then(|| RadioWait {
        whole_seconds,
        left_ms,
        since: youngest.fact.time - TimeDelta::milliseconds(before_ms),
        is_by_clock: before_ms > 0 || ages.by_clock_ms(youngest.fact) > 0,
        is_longest,
    })
}

/// How long the radio takes no code after what was entered in vain.
fn whole_seconds(ledger: &Ledger<'_>, schedule: &LockoutSchedule) -> u32 {
    if ledger.is_number_unknown() {
        schedule.longest_seconds()
    } else if ledger.has(RadioReply::Wait) {
        schedule.told_seconds(ledger.wrong())
    } else {
        schedule.wait_seconds(ledger.wrong())
    }
}

/// Seconds of the wait that is over which nobody counted.
fn waited_by_clock(ledger: &Ledger<'_>, schedule: Option<&LockoutSchedule>, ages: &dyn Ages) -> u32 {
    let Some(schedule) = schedule else { return 0 };
    let youngest = ledger.live().min_by_key(|entry| entry.age_ms(schedule.is_while_on, ages));
    youngest.map_or(0, |entry| {
        let before_ms = entry.before_the_row_ms(schedule.is_while_on);
        ended_by_clock(ages, entry.fact, before_ms, whole_seconds(ledger, schedule))
    })
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit::new(why))
}
