//! A job: the fold of its facts, and the only one.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::fact::{Handover, RemarkOn, StopReason};
use super::lockout::{self, Attempt};
use super::turns::Turn;
use super::{Answer, Fact, Id, JobKey, PausePoint, Plate, Serial, What, checklist::known};

pub use super::jobs::Jobs;

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
    has_asked: bool,
    /// The stations that held it, one after the other.
    pub(super) turns: Vec<Turn>,
    /// What stations recorded of the work while they did not hold it: it counts in nothing.
    beside: Vec<Fact>,
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
        let (key, turns) = (start.job, vec![Turn::begun_by(&start)]);
        let mut facts = Vec::with_capacity(USUAL_FACTS);
        facts.push(start);
        let latest = Vec::with_capacity(USUAL_ITEMS);
        Some(Self { key, facts, latest, attempts: Vec::new(), has_asked: false, turns, beside: Vec::new() })
    }

    /// Adds what happened next.
    #[inline]
    pub fn apply(&mut self, fact: Fact) {
        match self.counts(&fact) {
            _ if matches!(fact.what, What::TakenOver { .. }) => self.merge([fact]),
            true => self.add(fact),
            false => self.beside.push(fact),
        }
    }

    /// Whether a row can only be one that is not known yet, told by its number alone: nearly every row that is read is.
    pub(super) fn is_followed_by(&self, fact: &Fact) -> bool {
        let last = self.last();
        let is_in_order = self.turns.len() == 1 && self.beside.is_empty();
        is_in_order && last.station == fact.station && last.seq < fact.seq
    }

    /// Adds what happened next and counts.
    fn add(&mut self, fact: Fact) {
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
        self.has_asked |= matches!(fact.what, What::SecondAsked { .. });
        self.facts.push(fact);
    }

    /// Folds the job anew together with other facts about it: the start, then the rows of the stations that held it, one after the
    /// other, then those of others. Of a row that is known already the other fact counts.
    pub(super) fn merge(&mut self, others: impl IntoIterator<Item = Fact>) {
        let (own, start) = (self.key.station, self.start().seq);
        let all: Vec<Fact> = self.facts.drain(..).chain(self.beside.drain(..)).chain(others).collect();
        self.turns = Turn::all(self.turns[0], &all);
        self.latest.clear();
        self.attempts.clear();
        self.has_asked = false;
        let place = |fact: Fact| {
            let is_start = fact.station == own && fact.seq == start && matches!(fact.what, What::Started { .. });
            let turn = self.turn_of(&fact).unwrap_or(usize::MAX);
            ((!is_start, turn, fact.station, fact.seq), fact)
        };
        let facts: BTreeMap<_, Fact> = all.into_iter().map(place).collect();
        for fact in facts.into_values() {
            match self.counts(&fact) {
                true => self.add(fact),
                false => self.beside.push(fact),
            }
        }
    }

    /// All that is known of it.
    pub(super) fn into_facts(self) -> impl Iterator<Item = Fact> {
        self.facts.into_iter().chain(self.beside)
    }

    /// Takes rows out, and folds the job anew.
    pub(super) fn take_out(&mut self, is_it: impl Fn(&Fact) -> bool) {
        self.facts.retain(|fact| !is_it(fact));
        self.beside.retain(|fact| !is_it(fact));
        self.merge([]);
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
        let turns = self.turns.clone();
        let mut job = Self {
            key: self.key,
            facts: Vec::new(),
            latest: Vec::new(),
            attempts: Vec::new(),
            has_asked: false,
            turns,
            beside: Vec::new(),
        };
        job.facts.reserve_exact(facts.len());
        facts.into_iter().for_each(|fact| job.add(fact));
        job.latest.shrink_to_fit();
        job.attempts.shrink_to_fit();
        job
    }

    /// Its facts, the start first.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What stations recorded of the work while they did not hold the job: it counts in nothing.
    #[must_use]
    pub fn beside(&self) -> &[Fact] {
        &self.beside
    }

    /// Whether a second name was ever asked for at other stations: of most jobs none is, and the board looks at each key.
    #[must_use]
    pub fn has_asked(&self) -> bool {
        self.has_asked
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

    /// How the sheet was handed over last, if it was.
    #[must_use]
    pub fn handover(&self) -> Option<(Handover, &Fact)> {
        let all = self.facts.iter().filter_map(|fact| match fact.what {
            What::HandedOver { how } => Some((how, fact)),
            _ => None,
        });
        all.reduce(|last, next| if self.is_later(next.1, last.1) { next } else { last })
    }

    /// The last fact since the sheet was handed over that changes it: a correction, or a remark for the customer.
    #[must_use]
    pub fn changed_since_handover(&self) -> Option<&Fact> {
        let (_, handed_over) = self.handover()?;
        let since = self.facts.iter().filter(|fact| fact.changes_the_sheet() && self.is_later(fact, handed_over));
        since.reduce(|last, next| if self.is_later(next, last) { next } else { last })
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
            .find(|fact| self.is_of_holder(fact) && !fact.who.is_empty())
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
        let is_it = |fact: &&Fact| fact.what.item().is_some_and(|item| item.is(known::SERIAL));
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
