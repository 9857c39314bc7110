//! From a job to its case: one pass over its facts.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset};

use super::case::{Attempt, Case, Hand, Measured, Override, Review, Said, Standing};
use super::wording::{Asked, Wording};
use super::workshop::WorkshopFolder;
use crate::audit::findings::finding::{Finding, FindingKind};
use crate::audit::findings::judge::judge;
use crate::catalog::AuditThresholds;
use crate::domain::checklist::{Mode, known};
use crate::domain::fact::Outcome;
use crate::domain::job::{answer_in, is_beside_the_car};
use crate::domain::lockout::{Stage, is_seen};
use crate::domain::{Answer, Ending, Fact, Field, Id, Job, Pause, RadioBook, Verdict, What, Word};
use crate::journal::Receipt;

/// What the item of an answer on the recovery route begins with.
pub const RECOVERY: &str = "recovery-";
/// The item of an override of the wait between two codes that are tried.
pub const ATTEMPT_WAIT: &str = "attempt-wait";
/// The item of an override of the workshop's limit of codes that are tried.
pub const ATTEMPT_LIMIT: &str = "attempt-limit";

/// What a job is summed up beside.
#[derive(Debug, Clone)]
pub struct Beside<'a> {
    /// The workshop that it belongs to.
    pub workshop: Arc<WorkshopFolder>,
    /// What it was asked.
    pub wording: Arc<Wording>,
    /// What is known about radios.
    pub book: &'a RadioBook,
    /// From when on something is a finding.
    pub thresholds: &'a AuditThresholds,
    /// The receipt of its end.
    pub receipt: Option<Receipt>,
}

impl Said {
    /// The item's id.
    #[must_use]
    pub fn item(self) -> &'static str {
        match self {
            Self::Car => known::CAR,
            Self::Engine => known::ENGINE,
            Self::Radio => known::RADIO,
            Self::Arrival => known::ARRIVAL,
            Self::Serial => known::SERIAL,
            Self::Code => known::CODE,
            Self::CodeFound => known::CODE_FOUND,
            Self::Backup => known::BACKUP,
            Self::CarVolts => known::CAR_VOLTS,
            Self::RadioAfter => known::RADIO_AFTER,
        }
    }
}

impl Said {
    /// What a job's answers say, by item.
    fn in_job(job: &Job) -> [Option<Word>; Said::ALL.len()] {
        static ITEMS: LazyLock<[Word; Said::ALL.len()]> =
            LazyLock::new(|| Said::ALL.map(|item| Word::new(item.item())));
        let items = &*ITEMS;
        let mut said = [None; Said::ALL.len()];
        for (item, token) in job.tokens() {
            if let Some(at) = items.iter().position(|known| *known == item.word()) {
                said[at] = Some(Word::new(token));
            }
        }
        said
    }
}

impl Case {
    /// Sums a job up, with the findings that it has by itself. Those that lie between jobs, or need the present time, are
    /// added by [`crate::audit::collect()`].
    #[must_use]
    pub fn of(job: &Job, beside: &Beside<'_>) -> Self {
        let start = job.start();
        let mut case = Self {
            workshop: beside.workshop.clone(),
            key: job.key,
            wording: beside.wording.clone(),
            started: start.time,
            cleared: None,
            ended: None,
            last: start.time,
            outcome: Standing::Open,
            technicians: Box::default(),
            plate: job.plate().map(Box::from),
            serial: job.serial().cloned(),
            said: Said::in_job(job),
            car_volts: match job.answer(known::CAR_VOLTS) {
                Some(Answer::Number(reading)) => Some(reading.digits()),
                _ => None,
            },
            overrides: Box::default(),
            skipped: Box::default(),
            readings: Box::default(),
            corrections_after_end: 0,
            pauses: 0,
            paused_ms: 0,
            page_ms: [None; Pause::ALL.len()],
            hand: [None; Pause::ALL.len()],
            handover: None,
            receipt: beside.receipt,
            attempts: Box::default(),
            recovery: Box::default(),
            is_via_file: job.is_via_file(),
            reviews: Box::default(),
            findings: Vec::new(),
        };
        let items = beside.wording.asked_by(job.facts());
        let sums = Sums::of(job, &mut case, beside, &items);
        case.cleared = sums.calls[Pause::B as usize];
        case.page_ms = sums.page_ms(start.time, &case);
        case.hand = sums.hand;
        // copied, as no more memory than that is kept of each of many cases
        case.technicians = Box::from(&*sums.technicians);
        case.skipped = Box::from(&*sums.skipped);
        case.readings = Box::from(&*sums.readings);
        case.recovery = Box::from(&*sums.recovery);
        case.tell_unused_overrides(job);
        if !case.is_mistake() {
            let found = judge(job, &case, beside, &items);
            // there are many cases, and few findings in each
            case.findings.reserve_exact(found.len());
            case.findings.extend(found);
        }
        case.sort();
        case
    }

    /// An override of the guard opens the way for one code: whether one was entered belongs to it.
    fn tell_unused_overrides(&mut self, job: &Job) {
        let is_of_guard =
            |it: &Finding| matches!(it.kind, FindingKind::AttemptBeyondLimit | FindingKind::AttemptWhileWaiting);
        let attempts = if self.findings.iter().any(is_of_guard) { job.attempts() } else { Vec::new() };
        for finding in self.findings.iter_mut().filter(|it| is_of_guard(it)) {
            let is_entered = attempts.iter().any(|it| !it.is_seen() && Some(it.fact.time) >= finding.time);
            if !is_entered {
                finding.sentence = format!("{}; no code was entered since", finding.sentence).into();
            }
        }
    }

    /// Takes in what happened after the job was summed up, or at another station: what changes no answer. False for what
    /// does: the job must be summed up anew.
    pub fn take_late(&mut self, fact: &Fact) -> bool {
        match &fact.what {
            What::HandedOver { how } => {
                if self.handover.is_none_or(|(_, time)| time <= fact.time) {
                    self.handover = Some((*how, fact.time));
                }
            }
            What::Attempted { outcome, .. } => {
                let (is_seen, station) = (is_seen(&fact.what), fact.station.word());
                push(&mut self.attempts, Attempt { outcome: *outcome, time: fact.time, is_seen, station });
                // these decide what the radio does now
                return !matches!(outcome, Outcome::Accepted | Outcome::Locked);
            }
            What::Reviewed { .. } => {
                Review::of(fact).into_iter().for_each(|review| push(&mut self.reviews, review));
            }
            What::Overrode { item, .. } if matches!(item.as_str(), ATTEMPT_WAIT | ATTEMPT_LIMIT) => {
                self.take_override(fact, item.as_str(), false);
                if !self.is_mistake() {
                    self.findings.push(attempt_finding(fact, item.as_str()));
                    self.sort();
                }
            }
            What::Printed { .. } | What::Started { .. } | What::Paused { .. } | What::Resumed { .. } => {}
            what => {
                if let Some(Stage::Corrected(outcome)) = Stage::of(what) {
                    let station = fact.station.word();
                    let here = |it: &&mut Attempt| it.station == station && !it.is_seen;
                    self.attempts.iter_mut().rev().find(here).into_iter().for_each(|it| it.outcome = outcome);
                }
                return false;
            }
        }
        true
    }

    fn take_override(&mut self, fact: &Fact, item: &str, is_hold: bool) {
        let (who, reason, item) = (Word::new(&fact.who.to_string()), fact.note.as_str().into(), Word::new(item));
        push(&mut self.overrides, Override { item, who, reason, time: fact.time, is_hold });
    }

    /// Puts the findings in order.
    pub(crate) fn sort(&mut self) {
        self.findings.sort_by(|one, two| one.order(two).then(one.time.cmp(&two.time)));
    }
}

/// The guard was overridden. Whether a code was entered then stands in the attempts.
fn attempt_finding(fact: &Fact, item: &str) -> Finding {
    let (kind, when) = match item {
        ATTEMPT_WAIT => (FindingKind::AttemptWhileWaiting, "although the radio wanted a wait"),
        _ => (FindingKind::AttemptBeyondLimit, "beyond the workshop's limit"),
    };
    let sentence = format!("one more code was let through {when}, by {}: {}", fact.who, fact.note);
    Finding::new(kind, sentence).of_item(Word::new(item)).at(fact.time)
}

fn push<T>(list: &mut Box<[T]>, it: T) {
    let mut longer = std::mem::take(list).into_vec();
    longer.push(it);
    *list = longer.into();
}

/// What is counted over the facts.
#[derive(Default)]
struct Sums {
    /// When each page was called complete, the first time.
    calls: [Option<DateTime<FixedOffset>>; Pause::ALL.len()],
    technicians: Vec<Word>,
    skipped: Vec<Word>,
    readings: Vec<Measured>,
    recovery: Vec<(Word, Word)>,
    hand: [Option<Hand>; Pause::ALL.len()],
    /// Steps by hand that were answered once: a second answer is no step of its own.
    stepped: Vec<Id>,
}

impl Sums {
    /// `items` are those that the facts are about, in the same order.
    fn of(job: &Job, case: &mut Case, beside: &Beside<'_>, items: &[Option<Asked<'_>>]) -> Self {
        let mut sums = Self::default();
        for (fact, item) in job.facts().iter().zip(items) {
            let is_own = fact.station == job.key.station;
            if is_own {
                sums.own(fact, job, case, beside, *item);
                case.last = fact.time;
            } else if !case.take_late(fact) {
                // only the job's own station answers its items
            }
        }
        // who worked last comes first
        sums.technicians.reverse();
        sums
    }

    fn own(&mut self, fact: &Fact, job: &Job, case: &mut Case, beside: &Beside<'_>, asked: Option<Asked<'_>>) {
        if !fact.who.is_empty() && !is_beside_the_car(&fact.what) {
            // nearly every row is by whoever wrote the one before it
            let who = fact.who.first;
            if self.technicians.last() != Some(&who) {
                self.technicians.retain(|it| *it != who);
                self.technicians.push(who);
            }
        }
        match &fact.what {
            What::Started { .. } | What::Paused { .. } => {}
            What::Answered { item, answer } => {
                self.answered(item, answer);
                if !case.is_via_file
                    && let Some(asked) = asked
                {
                    self.by_hand(fact, asked, case.last, beside);
                }
            }
            What::Corrected { item, answer, .. } => {
                self.answered(item, answer);
                // what came of a code
                case.take_late(fact);
                case.corrections_after_end += u32::from(case.ended.is_some());
            }
            What::Skipped { item } => self.skipped.push(item.word()),
            What::Overrode { item, answer } => {
                if !case.take_late(fact) {
                    let is_hold = asked.is_some_and(|asked| asked.item.is_hold);
                    case.take_override(fact, item.as_str(), is_hold);
                }
                answer.iter().for_each(|answer| self.answered(item, answer));
            }
            What::Resumed { .. } => {
                let away_ms = (fact.time - case.last).num_milliseconds();
                case.pauses += 1;
                case.paused_ms += u64::try_from(away_ms).unwrap_or(0);
            }
            What::Cleared { page, .. } => drop(self.calls[*page as usize].get_or_insert(fact.time)),
            What::Finished { .. } | What::Stopped { .. } if case.ended.is_none() => {
                case.ended = Some(fact.time);
                case.outcome = match job.ending() {
                    Some((Ending::Finished, _)) => Standing::Finished,
                    _ => Standing::Stopped(job.stop_reason()),
                };
            }
            _ => drop(case.take_late(fact)),
        }
    }

    fn answered(&mut self, item: &Id, answer: &Answer) {
        if item.as_str().starts_with(RECOVERY) {
            let step = (item.word(), Word::new(answer.token()));
            self.recovery.retain(|(known, _)| *known != step.0);
            self.recovery.push(step);
        } else if let Answer::Number(reading) = answer
            && reading.unit() != "s"
        {
            let measured = Measured { item: item.word(), digits: reading.digits() };
            self.readings.retain(|known| known.item != measured.item);
            self.readings.push(measured);
        }
    }

    /// Counts a step by hand on a read-do page: the time since what was recorded before it. What the checklist marks with a
    /// warning is often a step that was not done.
    fn by_hand(
        &mut self,
        fact: &Fact,
        Asked { page, item, verdict }: Asked<'_>,
        before: DateTime<FixedOffset>,
        beside: &Beside<'_>,
    ) {
        let is_step = page.mode == Mode::ReadDo && item.is_physical && !matches!(item.field, Some(Field::Wait { .. }));
        if !is_step || self.stepped.contains(&item.id) || verdict != Verdict::Ok {
            return;
        }
        let Ok(ms) = u32::try_from((fact.time - before).num_milliseconds()) else { return };
        self.stepped.push(item.id);
        let hand = self.hand[page.pause as usize].get_or_insert(Hand { ms: 0, steps: 0, quick: 0 });
        hand.ms = hand.ms.saturating_add(ms);
        hand.steps = hand.steps.saturating_add(1);
        hand.quick = hand.quick.saturating_add(u16::from(ms <= beside.thresholds.floor_seconds.saturating_mul(1000)));
    }

    /// How long each pause point took.
    fn page_ms(&self, started: DateTime<FixedOffset>, case: &Case) -> [Option<i64>; Pause::ALL.len()] {
        let [a, b, c, _] = self.calls;
        let finished = case.ended.filter(|_| case.outcome == Standing::Finished);
        let between = |from: Option<DateTime<FixedOffset>>, to: Option<DateTime<FixedOffset>>| {
            Some((to? - from?).num_milliseconds()).filter(|ms| *ms >= 0)
        };
        [between(Some(started), a), between(a, b), between(b, c), between(c.or(b), finished)]
    }
}

/// What counts for an item, as its latest fact has it.
pub(crate) fn answer_of(fact: &Fact) -> Option<&Answer> {
    answer_in(&fact.what)
}
