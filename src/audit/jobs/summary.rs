//! One job in short: all that findings, filters, figures and tables need of it.
//!
//! Journals of millions of rows are read, so a job's facts are folded by [`Job`], summed up when its last row was read, and
//! dropped. What isn't here is in the journal: the evidence of one job is
//! read from there.

use std::ops::{Deref, Range};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::review::Review;
use super::supply::SupplySeen;
use super::wording::Wording;
use super::workshop::WorkshopFolder;
use crate::domain::checklist::known;
use crate::domain::fact::{Elsewhere, Handover, RadioReply, StopReason};
use crate::domain::input::UnfitKind;
use crate::domain::{Answer, Digits, FindingAction, Id, Job, JobKey, PausePoint, Plate, SecondAt, Serial, Station};
use crate::journal::{Flaw, Receipt};
use crate::words::PlainWords;

/// One job in short.
#[derive(Debug, Clone)]
pub struct SummedJob {
    /// The workshop that it belongs to: stations of several workshops may have the same name.
    pub workshop: Arc<WorkshopFolder>,
    /// Its station and number.
    pub key: JobKey,
    /// The wording that it was asked, with kind and revision.
    pub wording: Arc<Wording>,
    pub started: DateTime<FixedOffset>,
    /// When B was called: the moment when the lead came off, or work began.
    pub cleared: Option<DateTime<FixedOffset>>,
    /// When it was finished or stopped.
    pub ended: Option<DateTime<FixedOffset>>,
    /// The last row that its own station wrote about it.
    pub last: DateTime<FixedOffset>,
    /// Since when the lead is off, of an open job by whose record it is.
    pub lead_off: Option<DateTime<FixedOffset>>,
    /// Where it stands.
    pub outcome: JobOutcome,
    /// Who worked on it; the one who did so last comes first.
    pub technicians: Box<[Arc<str>]>,
    /// The plate, or the VIN.
    pub plate: Option<Box<str>>,
    pub serial: Option<Serial>,
    /// The answers to the kept items in their order, with a blank between; nothing for one that wasn't asked. See
    /// [`SummedJob::token`].
    pub(super) tokens: Box<str>,
    /// Volts between the car's leads, lead off, with the digits as typed.
    pub car_volts: Option<Digits>,
    /// What was seen of what fed the car while its battery was off, where anything was to feed it.
    pub supply: Option<SupplySeen>,
    /// Overrides in the order in which they were made, also those that an answer replaced later.
    pub overrides: Box<[OverriddenItem]>,
    /// Items that were said not to apply, in that order.
    pub skipped: Box<[Id]>,
    /// The answers to the items that are columns of the tables.
    pub columns: Box<[(Id, Answer)]>,
    /// Figures that were measured: the latest of each item.
    pub readings: Box<[Measured]>,
    /// The number of answers that were corrected after the end.
    pub corrections_after_end: u32,
    /// The number of times that work was taken up again after an interruption.
    pub pauses: u32,
    /// For how long it was interrupted, in milliseconds: from the row of its station before each time it was taken up.
    pub paused_ms: u64,
    /// Milliseconds by the wall clock that each pause point took: A from the start to its first call, B, C and D from the
    /// call before to their own; D's is the end of a finished job. `None` where a call is missing or the clock went back.
    pub page_ms: [Option<i64>; PausePoint::ALL.len()],
    /// Of read-do pages: the milliseconds before the answers to its steps by hand, and how many such steps there were; waits,
    /// corrections and what the checklist marks with a warning don't count. `None` for other pages.
    pub hand: [Option<HandSteps>; PausePoint::ALL.len()],
    /// The last handover of the sheet.
    pub handover: Option<(Handover, DateTime<FixedOffset>)>,
    /// The receipt of its end; `None` also where its record is not intact: it would be taken for proof.
    pub receipt: Option<Receipt>,
    /// What is wrong with its record: nothing, when its rows are sealed, linked, and those that its end counted.
    pub flaws: Box<[Flaw]>,
    /// Codes that were tried: outcomes only.
    pub attempts: Box<[AttemptSummary]>,
    /// Steps of the recovery route: item (`recovery-…`) and its latest answer.
    pub recovery: Box<[(Id, Id)]>,
    /// Whether it came in by an answers file.
    pub is_via_file: bool,
    /// What was said and not taken, in that order.
    pub refused: Box<[RefusedItem]>,
    /// Whether its seal picked it, for somebody to look at the car.
    pub is_picked: bool,
    /// The reviews by managers.
    pub reviews: Box<[Review]>,
    /// What is or was to be done about its findings.
    pub actions: Box<[FindingAction]>,
}

/// A job among those of an audit. What it sums up to is shared with later audits of the same records.
#[derive(Debug, Clone)]
pub struct JobSummary {
    pub(crate) summed: Arc<SummedJob>,
    /// The indices of its findings among those of the audit.
    pub(crate) findings: Range<u32>,
}

impl Deref for JobSummary {
    type Target = SummedJob;

    fn deref(&self) -> &SummedJob {
        &self.summed
    }
}

/// The outcome of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobOutcome {
    Open,
    Finished,
    /// Stopped before its end; without a reason when its note has none.
    Stopped(Option<StopReason>),
}

/// Items of which a summary keeps what was answered.
const KEPT_ITEMS: [&str; 10] = [
    known::CAR,
    known::ENGINE,
    known::RADIO,
    known::ARRIVAL,
    known::SERIAL,
    known::CODE,
    known::CODE_FOUND,
    known::BACKUP,
    known::CAR_VOLTS,
    known::RADIO_AFTER,
];

/// A job's answers to the kept items.
pub(super) fn kept_tokens(job: &Job) -> Box<str> {
    KEPT_ITEMS.map(|item| job.token(item).filter(|token| Id::is_valid(token)).unwrap_or_default()).join(" ").into()
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverriddenItem {
    pub item: Id,
    /// Two names, `first + second`.
    pub who: Box<str>,
    pub second_at: Option<SecondAt>,
    pub reason: Box<str>,
    pub time: DateTime<FixedOffset>,
    /// Whether it is a hold point.
    pub is_hold: bool,
}

/// Something that was said and not taken: to which item, and of which kind the refusal is.
pub type RefusedItem = (Option<Id>, UnfitKind);

/// A figure that was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub item: Id,
    /// The figure as typed, without its unit.
    pub digits: Digits,
}

/// The time that steps by hand took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandSteps {
    /// Milliseconds together.
    pub ms: u32,
    pub steps: u16,
    /// The number of those that were answered within the floor.
    pub quick: u16,
}

/// A code that was entered into the radio. The code itself is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptSummary {
    /// The reply of the radio, as it was corrected last.
    pub outcome: RadioReply,
    pub time: DateTime<FixedOffset>,
    /// Whether it was not entered by this workshop, but seen or told.
    pub is_seen: bool,
    /// What was told of codes that were entered elsewhere.
    pub told: Option<Elsewhere>,
    /// The station that recorded it.
    pub station: Station,
}

impl JobOutcome {
    /// The words of the jobs table and of filters: `open`, `finished`, or `stopped` with its reason.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Finished => "finished".to_owned(),
            Self::Stopped(Some(reason)) => format!("stopped {}", reason.word()),
            Self::Stopped(None) => "stopped".to_owned(),
        }
    }

    /// The same as people say it.
    #[must_use]
    pub fn in_words(self, words: &PlainWords) -> &str {
        words.get(match self {
            Self::Open => "outcome-open",
            Self::Finished => "outcome-finished",
            Self::Stopped(Some(StopReason::NoCode)) => "outcome-stopped-no-code",
            Self::Stopped(Some(StopReason::Declined)) => "outcome-stopped-declined",
            Self::Stopped(Some(StopReason::Unsafe)) => "outcome-stopped-unsafe",
            Self::Stopped(Some(StopReason::PartWrong)) => "outcome-stopped-part-wrong",
            Self::Stopped(Some(StopReason::Mistake)) => "outcome-stopped-mistake",
            Self::Stopped(None) => "outcome-stopped",
        })
    }
}

impl SummedJob {
    /// The word of tables for whether its record is proof.
    #[must_use]
    pub fn record_words(&self) -> &'static str {
        if self.flaws.is_empty() { "intact" } else { "NOT INTACT" }
    }

    /// The job's station and number; with its workshop, where a station of that name is in another one, too.
    #[must_use]
    pub fn name(&self) -> String {
        if self.workshop.is_named { format!("{}: {}", self.workshop.name, self.key) } else { self.key.to_string() }
    }

    /// The kind of work: the checklist's id.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.wording.kind
    }

    /// What was answered to one of the items that are known by name ([`known`]): an option's id, `num`, `sn`, `text`, `skipped`,
    /// or `none` for an override without an answer. `None` when it wasn't asked.
    #[must_use]
    pub fn token(&self, item: &str) -> Option<&str> {
        let at = KEPT_ITEMS.iter().position(|known| *known == item)?;
        self.tokens.split(' ').nth(at).filter(|token| !token.is_empty())
    }

    /// The last person who worked on it; empty when nobody is named.
    #[must_use]
    pub fn technician(&self) -> &str {
        self.technicians.first().map_or("", |name| name)
    }

    /// Everybody who worked on it, in the order in which they came; empty when nobody is named.
    #[must_use]
    pub fn people(&self) -> String {
        let names: Vec<&str> = self.technicians.iter().rev().map(|name| &**name).collect();
        names.join(", ")
    }

    /// As [`Self::people`], in so many cells: where all of them have no room, the first by the whole name, and how many more.
    #[must_use]
    pub fn people_within(&self, cells: usize, width: impl Fn(&str) -> usize) -> String {
        let all = self.people();
        match self.technicians.last() {
            Some(first) if width(&all) > cells && self.technicians.len() > 1 => {
                format!("{first} +{}", self.technicians.len() - 1)
            }
            _ => all,
        }
    }

    /// The plate or the VIN.
    #[must_use]
    pub fn plate(&self) -> Option<Plate<'_>> {
        self.plate.as_deref().map(Plate::new)
    }

    /// Whether it was entered by mistake: it counts in no figure and has no finding.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.outcome == JobOutcome::Stopped(Some(StopReason::Mistake))
    }
}
