//! A job in short: what is known of every job that ever was, and all that is kept in memory of one that has ended.

use std::num::NonZeroU64;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::checklist::known;
use super::fact::Handover;
use super::{Ending, Fact, Gate, Id, Job, JobKey, JobNumber, Plate, Progress, SearchKey, Serial, Station, What};

/// A job in short. A workshop has hundreds of thousands of them: what many have in common they share.
#[derive(Debug, Clone, PartialEq)]
pub struct JobCard {
    pub(super) work: Arc<CardWork>,
    pub(super) car: Arc<CardCar>,
    /// The number, the plate, and the serials that were ever recorded with blanks between, the one that counts first.
    texts: Box<str>,
    number_bytes: u8,
    plate_bytes: u16,
    has_plate: bool,
    rows: u32,
    first_seq: u64,
    last_seq: u64,
    began_ms: i64,
    last_ms: i64,
    ended: Option<DateTime<FixedOffset>>,
    ending: CardEnding,
    is_mistake: bool,
    handing: Handing,
    tried: Tried,
    receipt: Option<NonZeroU64>,
}

/// What the jobs of one technician at one station have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct CardWork {
    pub station: Station,
    pub checklist: Id,
    pub technician: Box<str>,
}

/// What the jobs about one kind of car have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct CardCar {
    pub make: Option<Id>,
    pub car: Option<Id>,
    pub engine: Option<Id>,
    pub radio: Option<Id>,
    /// What of a finished job is not simply fine.
    pub but: Option<Box<str>>,
}

/// How a job ended, as far as a row on the board says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CardEnding {
    Open,
    Finished { is_known: bool },
    Stopped { is_known: bool, is_lead_off: bool },
}

/// Whether the sheet was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handing {
    Not,
    Over,
    /// It was, and says something else since.
    ChangedSince,
}

/// What is recorded about codes that were entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    Never,
    /// Nobody has said yet what came of the last one.
    Open,
    Said,
}

impl JobCard {
    /// The card of a job; `progress` is the job beside its checklist, and `receipt` the key of its receipt, where they are known.
    #[must_use]
    pub fn of(job: &Job, progress: Option<&Progress<'_>>, receipt: Option<NonZeroU64>) -> Self {
        let token = |item| job.token(item).and_then(|token| Id::new(token).ok());
        let gate = job.ending().and_then(|_| Some(progress?.gate()));
        let but = match &gate {
            Some(Gate::Done { but }) => but.as_deref().map(Into::into),
            _ => None,
        };
        let ending = match (job.ending(), &gate) {
            (None, _) => CardEnding::Open,
            (Some((Ending::Finished, _)), gate) => CardEnding::Finished { is_known: gate.is_some() },
            (Some((Ending::Stopped, _)), gate) => CardEnding::Stopped {
                is_known: gate.is_some(),
                is_lead_off: matches!(gate, Some(Gate::Stopped { is_lead_off: true })),
            },
        };
        let tried = match job.attempts() {
            attempts if attempts.iter().any(|it| it.outcome.is_none()) => Tried::Open,
            _ if job.has_attempts() => Tried::Said,
            _ => Tried::Never,
        };
        let (number, plate) = (job.key.number.as_str(), job.plate().map(Plate::as_str));
        let plate_bytes = plate.map_or(0, |plate| plate.floor_char_boundary(usize::from(u16::MAX)));
        let mut texts = format!("{number}{}", &plate.unwrap_or_default()[..plate_bytes]);
        let mut serials: Vec<&Serial> = job.serial().into_iter().collect();
        for serial in job.serials() {
            if !serials.contains(&serial) {
                serials.push(serial);
            }
        }
        // one that counts no longer, because it was taken back, is not the first
        let no_serial = if job.serial().is_none() { " " } else { "" };
        texts.push_str(no_serial);
        texts.push_str(&serials.iter().map(|serial| serial.as_str()).collect::<Vec<_>>().join(" "));
        let checklist = *job.asked().checklist;
        Self {
            work: Arc::new(CardWork { station: job.key.station, checklist, technician: job.technician().into() }),
            car: Arc::new(CardCar {
                make: token(known::MAKE),
                car: token(known::CAR),
                engine: token(known::ENGINE),
                radio: token(known::RADIO),
                but,
            }),
            texts: texts.into(),
            number_bytes: u8::try_from(number.len()).unwrap_or(u8::MAX),
            plate_bytes: u16::try_from(plate_bytes).unwrap_or(u16::MAX),
            has_plate: plate.is_some(),
            rows: u32::try_from(job.facts().len()).unwrap_or(u32::MAX),
            first_seq: job.start().seq,
            last_seq: job.last_seq_at(job.key.station),
            began_ms: job.started_at().timestamp_millis(),
            last_ms: job.last().time.timestamp_millis(),
            ended: job.ending().map(|(_, fact)| fact.time),
            ending,
            is_mistake: job.is_mistake(),
            handing: match job.handover() {
                // a sheet that nobody fetched is still to be handed over
                None | Some((Handover::NotCollected, _)) => Handing::Not,
                Some(_) if job.changed_since_handover().is_some() => Handing::ChangedSince,
                Some(_) => Handing::Over,
            },
            tried,
            receipt,
        }
    }

    /// The job's station and number.
    ///
    /// # Panics
    /// Never: the number was one when the card was made.
    #[must_use]
    pub fn key(&self) -> JobKey {
        let number = JobNumber::new(self.number()).expect("the number of a job");
        JobKey { station: self.work.station, number }
    }

    /// The station that began it.
    #[must_use]
    pub fn station(&self) -> Station {
        self.work.station
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.texts[..usize::from(self.number_bytes)]
    }

    /// The plate, or the VIN.
    #[must_use]
    pub fn plate(&self) -> Option<Plate<'_>> {
        let from = usize::from(self.number_bytes);
        self.has_plate.then(|| Plate::new(&self.texts[from..from + usize::from(self.plate_bytes)]))
    }

    /// The serial numbers that were ever recorded, the one that counts first, with whether it counts.
    fn all_serials(&self) -> impl Iterator<Item = (bool, &str)> {
        let from = usize::from(self.number_bytes) + usize::from(self.plate_bytes);
        self.texts[from..].split(' ').enumerate().filter(|(_, text)| !text.is_empty()).map(|(at, text)| (at == 0, text))
    }

    /// The radio's serial number, as it was recorded.
    #[must_use]
    pub fn serial(&self) -> Option<&str> {
        self.all_serials().find(|(counts, _)| *counts).map(|(_, text)| text)
    }

    /// The serial numbers that were ever recorded: the one that counts, and those that it was corrected from.
    pub fn serials(&self) -> impl Iterator<Item = Serial> {
        self.all_serials().filter_map(|(_, text)| Serial::parse(text).ok())
    }

    /// The kind of work.
    #[must_use]
    pub fn checklist(&self) -> &Id {
        &self.work.checklist
    }

    /// Who worked on the car last.
    #[must_use]
    pub fn technician(&self) -> &str {
        &self.work.technician
    }

    /// The car's make, by its token.
    #[must_use]
    pub fn make(&self) -> Option<&Id> {
        self.car.make.as_ref()
    }

    /// The car's generation, by its token.
    #[must_use]
    pub fn car(&self) -> Option<&Id> {
        self.car.car.as_ref()
    }

    /// The engine's family, by its token.
    #[must_use]
    pub fn engine(&self) -> Option<&Id> {
        self.car.engine.as_ref()
    }

    /// The radio's type, by its token.
    #[must_use]
    pub fn radio(&self) -> Option<&Id> {
        self.car.radio.as_ref()
    }

    /// How many facts are known of it.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Its first row in its own station's journal.
    #[must_use]
    pub fn first_seq(&self) -> u64 {
        self.first_seq
    }

    /// Its last row there.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// Takes in one more row. Returns whether it may change more than the card can tell.
    pub(super) fn note(&mut self, fact: &Fact) -> bool {
        self.rows = self.rows.saturating_add(1);
        if fact.station == self.work.station {
            self.last_seq = self.last_seq.max(fact.seq);
        }
        self.last_ms = self.last_ms.max(fact.time.timestamp_millis());
        match fact.what {
            // which of them was later the card can't tell
            What::HandedOver { .. } if self.handing == Handing::ChangedSince => return true,
            What::Remarked { .. } if self.is_handed_over() && fact.changes_the_sheet() => return true,
            What::HandedOver { how: Handover::NotCollected } => self.handing = Handing::Not,
            What::HandedOver { .. } => self.handing = Handing::Over,
            What::Printed { .. }
            | What::Emailed
            | What::Reviewed { .. }
            | What::Remarked { .. }
            | What::CodesRead { .. }
            | What::Watched { .. } => {}
            _ => return true,
        }
        false
    }

    /// When it began, in milliseconds since 1970.
    #[must_use]
    pub fn began_ms(&self) -> i64 {
        self.began_ms
    }

    /// When something was last recorded about it, in milliseconds since 1970.
    #[must_use]
    pub fn last_ms(&self) -> i64 {
        self.last_ms
    }

    /// When it ended, if it has.
    #[must_use]
    pub fn ended(&self) -> Option<DateTime<FixedOffset>> {
        self.ended
    }

    /// The day on which it ended, as its own clock had it.
    #[must_use]
    pub fn ended_on(&self) -> Option<NaiveDate> {
        self.ended.map(|time| time.date_naive())
    }

    /// Whether it has not ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ending == CardEnding::Open
    }

    /// The key of its receipt, where it has ended and that is known.
    #[must_use]
    pub fn receipt(&self) -> Option<NonZeroU64> {
        self.receipt
    }

    /// How it ended.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        match self.ending {
            CardEnding::Open => None,
            CardEnding::Finished { .. } => Some(Ending::Finished),
            CardEnding::Stopped { .. } => Some(Ending::Stopped),
        }
    }

    /// Where a job that has ended stands; `None` when it hasn't, or its checklist isn't known.
    #[must_use]
    pub fn gate(&self) -> Option<Gate> {
        match self.ending {
            CardEnding::Finished { is_known: true } => {
                Some(Gate::Done { but: self.car.but.as_deref().map(Into::into) })
            }
            CardEnding::Stopped { is_known: true, is_lead_off } => Some(Gate::Stopped { is_lead_off }),
            _ => None,
        }
    }

    /// Whether it was entered by mistake.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.is_mistake
    }

    /// Whether its sheet was handed over.
    #[must_use]
    pub fn is_handed_over(&self) -> bool {
        self.handing != Handing::Not
    }

    /// Whether the sheet says something else since it was handed over.
    #[must_use]
    pub fn is_changed_since_handover(&self) -> bool {
        self.handing == Handing::ChangedSince
    }

    /// Whether it has ended, and its sheet waits to be handed over, or, since it says something else, to be handed over anew.
    #[must_use]
    pub fn is_owing(&self) -> bool {
        !self.is_open() && self.handing != Handing::Over && !self.is_mistake
    }

    /// The day from which its sheet waits to be handed over: that of its end, or of the last row where the sheet says something
    /// else since.
    #[must_use]
    pub fn owing_on(&self) -> Option<NaiveDate> {
        let ended = self.ended.filter(|_| self.is_owing())?;
        let last = DateTime::from_timestamp_millis(self.last_ms).filter(|_| self.is_handed_over());
        Some(last.map_or(ended, |last| last.with_timezone(ended.offset())).date_naive())
    }

    /// Whether anything is recorded about codes that were entered.
    #[must_use]
    pub fn has_attempts(&self) -> bool {
        self.tried != Tried::Never
    }

    /// Whether a code was entered of which nobody has said yet what came of it.
    #[must_use]
    pub fn is_code_open(&self) -> bool {
        self.tried == Tried::Open
    }

    /// Whether the number, the plate or the serial has what is looked for.
    #[must_use]
    pub fn is_found_by(&self, query: &str, key: &SearchKey) -> bool {
        self.number().to_ascii_lowercase().contains(&query.split_whitespace().collect::<String>())
            || self.plate().is_some_and(|plate| plate.is_found_by(key))
            || self.serial().is_some_and(|serial| key.is_in(serial))
    }
}
