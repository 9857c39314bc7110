//! Rows about the file itself: its opening, the clock, what was cut off, and reviews of findings about the record.

use chrono::{DateTime, FixedOffset};

use super::action::{decode_step, encode_step, encode_whose};
use super::event::EventName;
use super::note::{self, names_of, signature, without_marks_or_with};
use super::row::Row;
use super::row_place::{decode_count, decode_link, decode_place, decode_taken};
use super::row_ref::RowRef;
use super::seal::Seal;
use crate::domain::input::UnfitKind;
use crate::domain::{
    ActionStep, Id, JobKey, JobNumber, JournalId, RefusedEntry, SecondAt, Signature, Station, TakenFrom,
};

/// The version of the format that this program writes and reads.
pub const FORMAT: u32 = 1;
/// The value of a `review` row.
pub(super) const SEEN: &str = "seen";
/// The beginning of the value of a `clock` row about a wait that the clock alone counted.
const CLOCK_ALONE: &str = "alone ";
/// The beginning of the part of a `review` row's note that names the journal.
pub(super) const IN_JOURNAL: &str = "journal ";
/// The beginning of the part that names the file of a finding about the record.
const OF_FILE: &str = "file ";

/// What a manager says of a finding about the record itself, not about one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordReview {
    /// The finding.
    pub finding: Id,
    /// The names under it.
    pub who: Signature,
    /// A journal of the workshop that the file is in, where that is another one than the reviewer's.
    pub journal: Option<JournalId>,
    /// The place of the finding; `None` in a row that does not say it.
    pub at: Option<RecordPlace>,
    /// What is to be done about it, or that it was done; `None` where it was seen.
    pub step: Option<ActionStep>,
    /// The remark on it.
    pub remark: String,
}

/// The place of a finding about the record: what a file says from another row on is not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPlace {
    /// `STATION/FILE`.
    pub file: String,
    /// The row that the finding is about, else the last one that the file had.
    pub row: Option<u64>,
}

/// Something that happened to the file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileEvent {
    /// The file begins.
    Opened(Opened),
    /// The clock was set back by so many seconds.
    ClockBack {
        /// The step back, in seconds.
        seconds: u64,
    },
    /// The clock went so many seconds further than was counted while the program ran: set forward, or the computer slept.
    ClockForward {
        /// The step forward, in seconds.
        seconds: u64,
    },
    /// The clock was ahead of that of the drive which the journal lies on.
    ClockAhead {
        /// By so many seconds.
        seconds: u64,
    },
    /// The next row needed a wait of which so many seconds were counted by nobody: the computer's clock alone says that they passed.
    ClockAlone {
        /// The seconds that were not counted.
        seconds: u64,
        /// The job that the next row is about.
        job: JobKey,
    },
    /// Something was said about a job, and not taken.
    EntryRefused(RefusedEntry),
    /// An unfinished last row was cut.
    Recovered {
        /// Its length.
        bytes: u64,
    },
    /// A manager has seen a finding about the record itself, or has something done about it.
    Reviewed(RecordReview),
    /// How far another station's journal was when this row was written.
    Witnessed(Witness),
    /// The older rows of a station's journal were taken away on purpose.
    Retired(Retirement),
}

/// The older rows of one station's journal were taken away: its record begins behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retirement {
    /// The station whose rows they were.
    pub station: Station,
    /// The id of its journal.
    pub id: JournalId,
    /// The last row that was taken away.
    pub seq: u64,
    /// That row's seal.
    pub seal: Seal,
    /// The name under it.
    pub who: Signature,
    /// The remark on it.
    pub remark: String,
}

/// What one station saw of another's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The station whose journal was seen.
    pub station: Station,
    /// The id of its journal.
    pub id: JournalId,
    /// A row at its end.
    pub seq: u64,
    /// That row's seal.
    pub seal: Seal,
    /// The seconds by which that row's time is ahead of the clock of the station that saw it; 0 when it isn't.
    pub ahead_seconds: u64,
}

/// Row 0 of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The version of the format.
    pub format: u32,
    /// The journal's id.
    pub id: JournalId,
    /// The last seal of the station's file before this one.
    pub previous: Option<Seal>,
    /// The program and its version.
    pub program: String,
}

/// Reads a row about the file itself.
pub(super) fn file_event(row: &RowRef<'_>) -> Option<FileEvent> {
    if row.job.is_some() {
        return None;
    }
    Some(match row.event {
        EventName::Open => FileEvent::Opened(decode_open(row)?),
        EventName::Clock if row.value.starts_with(CLOCK_ALONE) => {
            let (seconds, job) = row.value.strip_prefix(CLOCK_ALONE)?.split_once(" s of ")?;
            let (station, number) = job.split_once(' ')?;
            let job = JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? };
            FileEvent::ClockAlone { seconds: decode_count(seconds)?, job }
        }
        EventName::Clock => {
            let (how, seconds) = row.value.strip_suffix(" s")?.split_once(' ')?;
            let seconds = decode_count(seconds)?;
            match how {
                "back" => FileEvent::ClockBack { seconds },
                "forward" => FileEvent::ClockForward { seconds },
                "ahead" => FileEvent::ClockAhead { seconds },
                _ => return None,
            }
        }
        EventName::Recover => {
            let bytes = row.value.strip_prefix("cut ")?.strip_suffix(" bytes")?;
            FileEvent::Recovered { bytes: decode_count(bytes)? }
        }
        EventName::Review if row.value == SEEN => FileEvent::Reviewed(decode_review(row)?),
        EventName::Action if foreign_job(&row.value).is_none() => FileEvent::Reviewed(decode_review(row)?),
        EventName::Witness => FileEvent::Witnessed(decode_witness(row)?),
        EventName::Retire => FileEvent::Retired(decode_retirement(row)?),
        EventName::Refused => {
            let (job, kind) = foreign_job(&row.value)?;
            let item = match row.item {
                Some(item) => Some(Id::new(item).ok()?),
                None => None,
            };
            let (kind, who) = (UnfitKind::from_word(kind)?, signature(&row.who));
            FileEvent::EntryRefused(RefusedEntry { job, item, kind, who })
        }
        _ => return None,
    })
}

/// Reads what a manager says of a finding about the record.
fn decode_review(row: &RowRef<'_>) -> Option<RecordReview> {
    let mut parts = note::Reader::new(&row.note);
    let identified = parts.identified();
    Some(RecordReview {
        finding: Id::new(row.item?).ok()?,
        who: Signature { identified, ..signature(&row.who) },
        journal: parts.part(|part| JournalId::parse(part.strip_prefix(IN_JOURNAL)?)),
        at: parts.file(OF_FILE).map(|(file, row)| RecordPlace { file, row }),
        step: match row.event {
            EventName::Action => Some(decode_step(&row.value, &mut parts)?),
            _ => None,
        },
        remark: parts.text().to_owned(),
    })
}

/// Takes `of STATION NUMBER ` off the value of a row about another station's job.
pub(in crate::journal) fn foreign_job(value: &str) -> Option<(JobKey, &str)> {
    let (station, rest) = value.strip_prefix("of ")?.split_once(' ')?;
    let (number, value) = rest.split_once(' ')?;
    Some((JobKey { station: Station::new(station).ok()?, number: JobNumber::new(number).ok()? }, value))
}

/// Reads a row that says how far another station's journal was.
#[must_use]
pub(in crate::journal) fn decode_witness(row: &RowRef<'_>) -> Option<Witness> {
    if row.event != EventName::Witness || row.job.is_some() {
        return None;
    }
    let (value, ahead_seconds) = match row.value.split_once(" ahead ") {
        Some((value, ahead)) => (value, decode_count(ahead.strip_suffix(" s")?).filter(|seconds| *seconds > 0)?),
        None => (&*row.value, 0),
    };
    let (id, seq, seal) = decode_place(value)?;
    Some(Witness { station: Station::new(row.item?).ok()?, id, seq, seal, ahead_seconds })
}

/// Reads a row that says that older rows of a station's journal were taken away.
#[must_use]
pub(in crate::journal) fn decode_retirement(row: &RowRef<'_>) -> Option<Retirement> {
    if row.event != EventName::Retire || row.job.is_some() {
        return None;
    }
    let (id, seq, seal) = decode_place(&row.value)?;
    let remark = note::Reader::new(&row.note).text().to_owned();
    Some(Retirement { station: Station::new(row.item?).ok()?, id, seq, seal, who: signature(&row.who), remark })
}

/// The row that says that older rows of a station's journal are taken away.
#[must_use]
pub fn retirement_row(retirement: &Retirement, seq: u64, time: DateTime<FixedOffset>) -> Row {
    let Retirement { station, id, seq: of, seal, who, remark } = retirement;
    without_marks_or_with(remark, |writer| {
        let row = Row {
            item: Id::new(station.as_str()).ok(),
            who: names_of(who),
            note: writer.note(std::iter::empty(), remark),
            ..file_row(EventName::Retire, seq, time, format!("id {id} row {of} seal {seal}"))
        };
        let is_meant = decode_retirement(&row.view()).is_some_and(|read| read == *retirement);
        (row, is_meant)
    })
}

/// The row that says how far another station's journal is.
#[must_use]
pub fn witness_row(witness: &Witness, seq: u64, time: DateTime<FixedOffset>) -> Row {
    let Witness { station, id, seq: of, seal, ahead_seconds } = witness;
    let ahead = if *ahead_seconds > 0 { format!(" ahead {ahead_seconds} s") } else { String::new() };
    Row {
        item: Id::new(station.as_str()).ok(),
        ..file_row(EventName::Witness, seq, time, format!("id {id} row {of} seal {seal}{ahead}"))
    }
}

/// Behind which row a job is gone on with, where a row says so.
#[must_use]
pub(in crate::journal) fn taken_from(row: &RowRef<'_>) -> Option<TakenFrom> {
    let value = match row.job {
        Some(_) => &*row.value,
        None => foreign_job(&row.value)?.1,
    };
    (row.event == EventName::Take).then(|| decode_taken(value))?
}

/// The row of another station that this one refers to, in the form of a row that saw how far that one was: whoever has both stations
/// can hold one against the other.
#[must_use]
pub(in crate::journal) fn referred_row(row: &RowRef<'_>) -> Option<Witness> {
    let link = match row.event {
        EventName::Approve if row.job.is_none() => {
            let (job, value) = foreign_job(&row.value)?;
            decode_link(job.station, value.split_once(' ')?.1)?
        }
        EventName::Take => taken_from(row)?.last,
        EventName::Override | EventName::Correct => {
            let mut parts = note::Reader::new(&row.note);
            parts.identified();
            match parts.second_at()? {
                SecondAt::Station(link) => *link,
                SecondAt::Here | SecondAt::Phone => return None,
            }
        }
        _ => return None,
    };
    let (id, seal) = link.sealed?;
    Some(Witness { station: link.station, id, seq: link.seq, seal: Seal::from_bytes(seal), ahead_seconds: 0 })
}

/// The row of something that was said and not taken.
#[must_use]
pub(in crate::journal) fn refused_row(entry: &RefusedEntry, seq: u64, time: DateTime<FixedOffset>) -> Row {
    let RefusedEntry { job, item, kind, who } = entry;
    let value = format!("of {} {} {}", job.station, job.number, kind.word());
    Row { item: *item, who: names_of(who), ..file_row(EventName::Refused, seq, time, value) }
}

/// Reads row 0 of a file.
#[must_use]
pub(in crate::journal) fn decode_open(row: &RowRef<'_>) -> Option<Opened> {
    if row.event != EventName::Open || row.job.is_some() || row.item.is_none() {
        return None;
    }
    let (format, rest) = row.value.strip_prefix("fmt ")?.split_once(" id ")?;
    let (id, previous) = rest.split_once(" prev ")?;
    let previous = match previous {
        "none" => None,
        seal => Some(Seal::from_hex(seal.as_bytes())?),
    };
    Some(Opened {
        format: decode_count(format).filter(|format| *format > 0)?,
        id: JournalId::parse(id)?,
        previous,
        program: row.note.clone().into_owned(),
    })
}

/// The number behind `fmt` in the value of an `open` row, whatever follows it: a newer format may say more.
#[must_use]
pub(in crate::journal) fn format_of(row: &RowRef<'_>) -> Option<u32> {
    if row.event != EventName::Open {
        return None;
    }
    let format = row.value.strip_prefix("fmt ")?.split(' ').next()?;
    decode_count(format)
}

/// Row 0 of a new file.
#[must_use]
pub fn open_row(station: &Station, opened: &Opened, seq: u64, time: DateTime<FixedOffset>) -> Row {
    let previous = opened.previous.map_or_else(|| "none".to_owned(), |seal| seal.hex());
    Row {
        item: Id::new(station.as_str()).ok(),
        note: opened.program.clone(),
        ..file_row(EventName::Open, seq, time, format!("fmt {} id {} prev {previous}", opened.format, opened.id))
    }
}

/// The row of what is said of a finding about the record itself.
#[must_use]
pub fn review_row(review: &RecordReview, seq: u64, time: DateTime<FixedOffset>) -> Row {
    without_marks_or_with(&review.remark, |writer| {
        let journal = review.journal.map(|id| format!("{IN_JOURNAL}{id}"));
        let at = review.at.as_ref().map(|at| writer.file(OF_FILE, &at.file, at.row));
        let whose = review.step.as_ref().and_then(|step| encode_whose(step, writer));
        let (event, value) = match &review.step {
            None => (EventName::Review, SEEN.to_owned()),
            Some(step) => (EventName::Action, encode_step(step)),
        };
        let row = Row {
            item: Some(review.finding),
            who: names_of(&review.who),
            note: writer.signed(&review.who, writer.note(journal.into_iter().chain(at).chain(whose), &review.remark)),
            ..file_row(event, seq, time, value)
        };
        let is_meant = matches!(file_event(&row.view()), Some(FileEvent::Reviewed(read)) if read == *review);
        (row, is_meant)
    })
}

/// The value of a `clock` row about a wait that the clock alone counted.
pub(in crate::journal) fn clock_alone(seconds: u64, job: &JobKey) -> String {
    format!("{CLOCK_ALONE}{seconds} s of {} {}", job.station, job.number)
}

/// A row about the file itself.
#[must_use]
pub(in crate::journal) fn file_row(event: EventName, seq: u64, time: DateTime<FixedOffset>, value: String) -> Row {
    Row { seq, time, job: None, event, item: None, value, who: String::new(), note: String::new() }
}
