//! From a job to its summary: each field is read off [`Job`], the only fold of facts.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::review::Review;
use super::summary::{AttemptSummary, HandSteps, JobOutcome, Measured, OverriddenItem, SummedJob, kept_tokens};
use super::supply::SupplySeen;
use super::wording::{AskedItem, Wording};
use super::workshop::WorkshopFolder;
use crate::catalog::AuditThresholds;
use crate::domain::action::actions;
use crate::domain::ages::WallClock;
use crate::domain::checklist::{PageMode, known};
use crate::domain::job::{answer_in, is_beside_the_car};
use crate::domain::lockout::{is_at_the_radio, told};
use crate::domain::steps::tells_of_interruption;
use crate::domain::{
    Answer, Ending, Fact, Field, Id, Job, PausePoint, People, Progress, RadioBook, Signature, Verdict, What, recovery,
};
use crate::journal::{Flaw, Receipt};

/// The context in which a job is summed up.
#[derive(Debug, Clone)]
pub struct SummaryContext<'a> {
    /// The workshop that it belongs to.
    pub workshop: Arc<WorkshopFolder>,
    /// The wording that it was asked.
    pub wording: Arc<Wording>,
    /// The radio book.
    pub book: &'a RadioBook,
    /// From when on something is a finding.
    pub thresholds: &'a AuditThresholds,
    /// The receipt of its end.
    pub receipt: Option<Receipt>,
    /// What is wrong with its record.
    pub flaws: &'a [Flaw],
    /// The people of its workshop, where they are known.
    pub people: &'a People,
}

impl SummedJob {
    /// Sums a job up, without findings. `asked` has the items that its facts are about, in the same order.
    #[must_use]
    pub(crate) fn of(job: &Job, asked: &[Option<AskedItem<'_>>], beside: &SummaryContext<'_>) -> Self {
        let own = OwnFacts::of(job, asked);
        let calls = own.calls();
        let ending = job.ending();
        let (pauses, paused_ms) = own.interruptions();
        let attempts = job.attempts().into_iter().filter_map(|it| {
            let (is_seen, station) = (it.is_seen(), it.fact.station);
            let told = told(&it.fact.what);
            Some(AttemptSummary { outcome: it.outcome?, time: it.fact.time, is_seen, told, station })
        });
        let handovers = job.facts().iter().filter_map(|fact| match fact.what {
            What::HandedOver { how } => Some((how, fact.time)),
            _ => None,
        });
        Self {
            workshop: beside.workshop.clone(),
            key: job.key,
            wording: beside.wording.clone(),
            started: job.started_at(),
            cleared: calls[PausePoint::B as usize],
            ended: ending.map(|(_, fact)| fact.time),
            last: own.facts().last().unwrap_or(job.start()).time,
            lead_off: if ending.is_none() { lead_off(job, beside) } else { None },
            outcome: match ending {
                None => JobOutcome::Open,
                Some((Ending::Finished, _)) => JobOutcome::Finished,
                Some((Ending::Stopped, _)) => JobOutcome::Stopped(job.stop_reason()),
            },
            technicians: own.technicians(),
            plate: job.plate().map(|plate| plate.as_str().into()),
            serial: job.serial().cloned(),
            tokens: kept_tokens(job),
            columns: columns(job, asked),
            car_volts: match job.answer(known::CAR_VOLTS) {
                Some(Answer::Number(reading)) => Some(reading.digits()),
                _ => None,
            },
            supply: SupplySeen::of(job),
            overrides: overrides(job, asked),
            skipped: own.skipped(),
            readings: own.latest_of_each(reading),
            corrections_after_end: own.corrections_after(ending.map(|(_, fact)| fact)),
            pauses,
            paused_ms,
            page_ms: page_ms(job, calls),
            hand: if job.is_via_file() { Default::default() } else { own.by_hand(beside.thresholds.floor_seconds) },
            handover: handovers.max_by_key(|(_, time)| *time),
            receipt: beside.receipt.filter(|_| beside.flaws.is_empty()),
            flaws: beside.flaws.into(),
            attempts: attempts.collect(),
            recovery: own.latest_of_each(recovery_step),
            is_via_file: job.is_via_file(),
            refused: Box::default(),
            is_picked: matches!(ending, Some((Ending::Finished, _)))
                && beside.flaws.is_empty()
                && beside.receipt.is_some_and(|receipt| receipt.is_picked(beside.thresholds.observe)),
            reviews: job.facts().iter().filter_map(Review::of).collect(),
            actions: actions(job.facts()).into(),
        }
    }
}

/// Since when the lead is off by the record of an open job, if it is.
fn lead_off(job: &Job, beside: &SummaryContext<'_>) -> Option<DateTime<FixedOffset>> {
    let ages = WallClock(job.last().time);
    let progress = Progress::new(beside.wording.checklist.as_deref()?, beside.book, job, &ages);
    progress.lead_off_at().filter(|_| progress.is_lead_off()).map(|fact| fact.time)
}

/// The answers to the items that are columns of the tables, in the order of the checklist's first answers.
fn columns(job: &Job, asked: &[Option<AskedItem<'_>>]) -> Box<[(Id, Answer)]> {
    let mut found: Vec<(Id, Answer)> = Vec::new();
    for item in asked.iter().flatten().map(|asked| asked.item).filter(|item| item.is_column) {
        if let Some(answer) = job.answer(item.id.as_str()).filter(|_| found.iter().all(|(id, _)| *id != item.id)) {
            found.push((item.id, answer.clone()));
        }
    }
    found.into()
}

/// The overrides of the stations that held the job, and those of the guard at whatever station.
fn overrides(job: &Job, asked: &[Option<AskedItem<'_>>]) -> Box<[OverriddenItem]> {
    let counts = |fact: &Fact| job.is_of_holder(fact) || is_at_the_radio(&fact.what);
    let facts = job.facts().iter().zip(asked).filter(|(fact, _)| counts(fact));
    let overrides = facts.filter_map(|(fact, asked)| match &fact.what {
        What::Overrode { item, .. } => Some(OverriddenItem {
            item: *item,
            who: Signature { second_at: None, ..fact.who.clone() }.to_string().into(),
            second_at: fact.who.second_at.clone(),
            reason: fact.note.as_str().into(),
            time: fact.time,
            is_hold: asked.is_some_and(|asked| asked.item.is_hold),
        }),
        _ => None,
    });
    overrides.collect()
}

/// The time that each pause point took; `calls` has the times at which they were called complete.
fn page_ms(job: &Job, calls: [Option<DateTime<FixedOffset>>; 4]) -> [Option<i64>; PausePoint::ALL.len()] {
    let [a, b, c, _] = calls;
    let finished = job.ending().filter(|(how, _)| *how == Ending::Finished).map(|(_, fact)| fact.time);
    let between = |from: Option<DateTime<FixedOffset>>, to: Option<DateTime<FixedOffset>>| {
        Some((to? - from?).num_milliseconds()).filter(|ms| *ms >= 0)
    };
    [between(Some(job.started_at()), a), between(a, b), between(b, c), between(c.or(b), finished)]
}

/// A figure that somebody typed; a time that was waited is none, nor is what an instrument measured.
fn reading(item: &Id, answer: &Answer) -> Option<Measured> {
    match answer {
        Answer::Number(reading) if reading.unit() != "s" && reading.measured().is_none() && !is_of_recovery(item) => {
            Some(Measured { item: *item, digits: reading.digits() })
        }
        _ => None,
    }
}

/// A step of the recovery route with its answer.
fn recovery_step(item: &Id, answer: &Answer) -> Option<(Id, Id)> {
    Id::new(answer.token()).ok().filter(|_| is_of_recovery(item)).map(|found| (*item, found))
}

fn is_of_recovery(item: &Id) -> bool {
    item.as_str().starts_with(recovery::PREFIX)
}

/// The facts that the stations recorded which held the job, remarks left out, each with the item that it is about.
struct OwnFacts<'a>(Vec<(&'a Fact, Option<AskedItem<'a>>)>);

impl<'a> OwnFacts<'a> {
    fn of(job: &'a Job, asked: &[Option<AskedItem<'a>>]) -> Self {
        let facts = job.facts().iter().zip(asked.iter().copied());
        // neither is a step of the work, nor is what an instrument saw: the time before the next one counts from what was done
        let is_beside = |what: &What| {
            matches!(
                what,
                What::Remarked { .. }
                    | What::CodesRead { .. }
                    | What::Action { .. }
                    | What::Emailed
                    | What::Watched { .. }
            )
        };
        let counts = |fact: &Fact| job.is_of_holder(fact) && !is_beside(&fact.what);
        Self(facts.filter(|(fact, _)| counts(fact)).collect())
    }

    fn facts(&self) -> impl DoubleEndedIterator<Item = &'a Fact> + '_ {
        self.0.iter().map(|(fact, _)| *fact)
    }

    /// When each page was called complete, the first time.
    fn calls(&self) -> [Option<DateTime<FixedOffset>>; PausePoint::ALL.len()] {
        let mut calls = [None; PausePoint::ALL.len()];
        for fact in self.facts() {
            if let What::Cleared { page, .. } = fact.what {
                calls[page as usize].get_or_insert(fact.time);
            }
        }
        calls
    }

    /// Who worked on the car; the one who did so last comes first.
    fn technicians(&self) -> Box<[Arc<str>]> {
        let mut names: Vec<Arc<str>> = Vec::new();
        for fact in self.facts().rev().filter(|fact| !fact.who.is_empty() && !is_beside_the_car(&fact.what)) {
            if !names.contains(&fact.who.first) {
                names.push(fact.who.first.clone());
            }
        }
        names.into()
    }

    fn skipped(&self) -> Box<[Id]> {
        let skipped = self.facts().filter_map(|fact| match &fact.what {
            What::Skipped { item } => Some(*item),
            _ => None,
        });
        skipped.collect()
    }

    /// The latest answer to each item that `pick` takes, in the order in which these were given.
    fn latest_of_each<T>(&self, pick: impl Fn(&Id, &Answer) -> Option<T>) -> Box<[T]> {
        let mut latest: Vec<(&Id, T)> = Vec::new();
        for fact in self.facts() {
            if let (Some(item), Some(answer)) = (fact.what.item(), answer_in(&fact.what))
                && let Some(picked) = pick(item, answer)
            {
                latest.retain(|(known, _)| *known != item);
                latest.push((item, picked));
            }
        }
        latest.into_iter().map(|(_, picked)| picked).collect()
    }

    fn corrections_after(&self, end: Option<&Fact>) -> u32 {
        let Some(end) = end else { return 0 };
        let after = self.facts().skip_while(|fact| !std::ptr::eq(*fact, end));
        after.map(|fact| u32::from(matches!(fact.what, What::Corrected { .. }))).sum()
    }

    /// The number of interruptions, and the milliseconds that they took in all.
    fn interruptions(&self) -> (u32, u64) {
        let resumed = self.0.windows(2).filter(|pair| tells_of_interruption(&pair[1].0.what));
        let away_ms = resumed.map(|pair| (pair[1].0.time - pair[0].0.time).num_milliseconds());
        away_ms.fold((0, 0), |(count, ms), away_ms| (count + 1, ms + u64::try_from(away_ms).unwrap_or(0)))
    }

    /// The steps by hand on read-do pages, each with the time since what was recorded before it. A second answer is no step of
    /// its own; what the checklist marks with a warning is often a step that was not done.
    fn by_hand(&self, floor_seconds: u32) -> [Option<HandSteps>; PausePoint::ALL.len()] {
        let mut hands = [None; PausePoint::ALL.len()];
        let mut stepped: Vec<Id> = Vec::new();
        for pair in self.0.windows(2) {
            let [(before, _), (fact, Some(AskedItem { page, item, verdict }))] = pair else { continue };
            let is_step =
                page.mode == PageMode::ReadDo && item.is_physical && !matches!(item.field, Some(Field::Wait { .. }));
            let is_answer = matches!(fact.what, What::Answered { .. }) && *verdict == Verdict::Ok;
            if !is_step || !is_answer || stepped.contains(&item.id) {
                continue;
            }
            let Ok(ms) = u32::try_from((fact.time - before.time).num_milliseconds()) else { continue };
            stepped.push(item.id);
            let hand = hands[page.pause as usize].get_or_insert(HandSteps { ms: 0, steps: 0, quick: 0 });
            hand.ms = hand.ms.saturating_add(ms);
            hand.steps = hand.steps.saturating_add(1);
            hand.quick = hand.quick.saturating_add(u16::from(ms <= floor_seconds.saturating_mul(1000)));
        }
        hands
    }
}
