//! A case: one job in short, all that findings, filters, figures and tables need of it.
//!
//! Journals of millions of rows are read, so a job's facts are folded by [`crate::domain::Job`], summed up here when its end
//! was read, and dropped. Words that many jobs share are kept once ([`Word`]). What isn't here is in the journal: the
//! evidence of one job is read from there.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::wording::Wording;
use super::workshop::WorkshopFolder;
use crate::audit::findings::finding::{Finding, FindingKind};
use crate::domain::fact::{Handover, Outcome, StopReason};
use crate::domain::serial::{Class, Serial};
use crate::domain::{Fact, JobKey, Pause, What, Word};
use crate::journal::Receipt;

/// One job in short.
#[derive(Debug, Clone)]
pub struct Case {
    /// The workshop that it belongs to: stations of several workshops may have the same name.
    pub workshop: Arc<WorkshopFolder>,
    /// Its station and number.
    pub key: JobKey,
    /// What it was asked: kind, revision, wording.
    pub wording: Arc<Wording>,
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When B was called: the moment when the lead came off, or work began.
    pub cleared: Option<DateTime<FixedOffset>>,
    /// When it was finished or stopped.
    pub ended: Option<DateTime<FixedOffset>>,
    /// The last row that its own station wrote about it.
    pub last: DateTime<FixedOffset>,
    /// Where it stands.
    pub outcome: Standing,
    /// Who worked on it; the one who did so last comes first.
    pub technicians: Box<[Word]>,
    /// The plate, or the VIN.
    pub plate: Option<Box<str>>,
    /// The radio's serial number.
    pub serial: Option<Serial>,
    /// What was answered to items that are known by name; see [`Said`].
    pub said: [Option<Word>; Said::ALL.len()],
    /// Volts between the car's leads, lead off, with the digits as typed.
    pub car_volts: Option<Word>,
    /// Overrides in the order in which they were made, also those that an answer replaced later.
    pub overrides: Box<[Override]>,
    /// Items that were said not to apply, in that order.
    pub skipped: Box<[Word]>,
    /// Figures that were measured: the latest of each item.
    pub readings: Box<[Measured]>,
    /// How many answers were corrected after the end.
    pub corrections_after_end: u32,
    /// How often work was taken up again after an interruption.
    pub pauses: u32,
    /// For how long it was interrupted, in milliseconds: from the row of its station before each time it was taken up.
    pub paused_ms: u64,
    /// Milliseconds by the wall clock that each pause point took: A from the start to its first call, B, C and D from the
    /// call before to their own; D's is the end of a finished job. `None` where a call is missing or the clock went back.
    pub page_ms: [Option<i64>; Pause::ALL.len()],
    /// Of read-do pages: the milliseconds before the answers to its steps by hand, and how many such steps there were; waits,
    /// corrections and what the checklist marks with a warning don't count. `None` for other pages.
    pub hand: [Option<Hand>; Pause::ALL.len()],
    /// How the sheet was handed over, the last time.
    pub handover: Option<(Handover, DateTime<FixedOffset>)>,
    /// The receipt of its end.
    pub receipt: Option<Receipt>,
    /// Codes that were tried: outcomes only.
    pub attempts: Box<[Attempt]>,
    /// Steps of the recovery route: item (`recovery-…`) and its latest answer.
    pub recovery: Box<[(Word, Word)]>,
    /// Whether it came in by an answers file.
    pub is_via_file: bool,
    /// What managers have seen.
    pub reviews: Box<[Review]>,
    /// What is to be looked at, the gravest first.
    pub findings: Vec<Finding>,
}

/// Many jobs. A case is large, and there are many: they are sorted and handed on without being moved.
#[allow(clippy::vec_box, reason = "to be moved as pointers")]
pub type Cases = Vec<Box<Case>>;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not ended yet.
    Open,
    /// Completed.
    Finished,
    /// Stopped before its end; without a reason when its note has none.
    Stopped(Option<StopReason>),
}

/// Items whose answers a case keeps, by the names that the program knows them by ([`crate::domain::checklist::known`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// The car's generation.
    Car,
    /// The engine family.
    Engine,
    /// The radio's type.
    Radio,
    /// What the radio did on arrival.
    Arrival,
    /// The serial: `sn` when it was read, else why not.
    Serial,
    /// The customer's code, and how it was confirmed.
    Code,
    /// How the code was found.
    CodeFound,
    /// The second source.
    Backup,
    /// The volts between the car's leads: `num` when they were measured.
    CarVolts,
    /// What the radio does afterwards.
    RadioAfter,
}

/// An item that was overridden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The item.
    pub item: Word,
    /// Two names, `first + second`.
    pub who: Word,
    /// Why.
    pub reason: Box<str>,
    /// When.
    pub time: DateTime<FixedOffset>,
    /// Whether it is a hold point.
    pub is_hold: bool,
}

/// A figure that was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The item.
    pub item: Word,
    /// The figure as typed, without its unit.
    pub digits: Word,
}

/// How long steps by hand took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// Milliseconds together.
    pub ms: u32,
    /// How many steps.
    pub steps: u16,
    /// How many of them were answered within the floor.
    pub quick: u16,
}

/// A code that was entered into the radio. The code itself is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// What the radio said, as it was corrected last.
    pub outcome: Outcome,
    /// When.
    pub time: DateTime<FixedOffset>,
    /// Whether it was not entered by this workshop, but seen or told.
    pub is_seen: bool,
    /// The station that recorded it.
    pub station: Word,
}

/// A finding that a manager has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The finding's id.
    pub finding: Word,
    /// The item, where only the finding about that one was seen.
    pub item: Option<Word>,
    /// Who has seen it.
    pub who: Word,
    /// What was remarked.
    pub remark: Box<str>,
    /// When.
    pub time: DateTime<FixedOffset>,
}

impl Said {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Car,
        Self::Engine,
        Self::Radio,
        Self::Arrival,
        Self::Serial,
        Self::Code,
        Self::CodeFound,
        Self::Backup,
        Self::CarVolts,
        Self::RadioAfter,
    ];
}

impl Standing {
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
}

impl Case {
    /// The job's station and number; with its workshop, where a station of that name is in another one, too.
    #[must_use]
    pub fn place(&self) -> String {
        if self.workshop.is_named { format!("{}: {}", self.workshop.name, self.key) } else { self.key.to_string() }
    }

    /// The kind of work: the checklist's id.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.wording.kind
    }

    /// What was answered to an item: an option's id, `num`, `sn`, `text`, `skipped`, or `none` for an override without an
    /// answer. `None` when it wasn't asked.
    #[must_use]
    pub fn said(&self, item: Said) -> Option<&str> {
        self.said[item as usize].as_deref()
    }

    /// Who worked on it last; empty when nobody is named.
    #[must_use]
    pub fn technician(&self) -> &str {
        self.technicians.first().map_or("", |name| name)
    }

    /// The form of its serial number.
    #[must_use]
    pub fn serial_class(&self) -> Option<Class> {
        self.serial.as_ref().map(Serial::class)
    }

    /// Whether it was entered by mistake: it counts in no figure and has no finding.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.outcome == Standing::Stopped(Some(StopReason::Mistake))
    }

    /// Milliseconds that a pause point took.
    #[must_use]
    pub fn page_ms(&self, pause: Pause) -> Option<i64> {
        self.page_ms[pause as usize]
    }

    /// The review that covers a finding: one of its kind that isn't older than it. A broken proof is never seen off: nobody can
    /// know when it was broken.
    #[must_use]
    pub fn seen(&self, finding: &Finding) -> Option<&Review> {
        if finding.kind.why_not_to_be_seen().is_some() {
            return None;
        }
        let covers = |review: &&Review| {
            *review.finding == *finding.kind.id()
                && (review.item.is_none() || review.item == finding.item)
                && finding.time.is_none_or(|time| review.time >= time)
        };
        self.reviews.iter().rev().find(covers)
    }

    /// The item that is to be said when a finding is marked as seen: there is another of its kind, about another item.
    #[must_use]
    pub fn item_to_say<'a>(&self, finding: &'a Finding) -> Option<&'a str> {
        let is_other = |other: &&Finding| other.kind == finding.kind && other.item != finding.item;
        self.findings.iter().find(is_other)?;
        finding.item.as_deref()
    }

    /// Whether there is a finding of this kind.
    #[must_use]
    pub fn has(&self, kind: FindingKind) -> bool {
        self.findings.iter().any(|finding| finding.kind == kind)
    }
}

impl Review {
    /// The review that a fact is, if it is one.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        let What::Reviewed { finding, item, .. } = &fact.what else { return None };
        Some(Self {
            finding: finding.word(),
            item: item.map(|item| item.word()),
            who: Word::new(&fact.who.to_string()),
            remark: fact.note.as_str().into(),
            time: fact.time,
        })
    }
}
