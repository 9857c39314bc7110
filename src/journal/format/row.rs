//! One row: its columns, and the one byte form that it has.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, SecondsFormat, Timelike};

use super::column::{Column, ROW_BYTES_MAX};
use super::escape::{escape, unescape};
use super::seal::{SEAL_HEX_BYTES, Seal};
use crate::domain::{Id, JobNumber};

/// The first line of every journal file, without its LF.
pub const HEADER: &str = "seq,time,job,event,item,value,who,note,seal";
/// Highest seq: what every program that reads numbers as floating point still counts exactly.
pub const SEQ_MAX: u64 = (1 << 53) - 1;

/// How many bytes `text` has in the file, escapes and quotes counted. A field refuses more than
/// [`Column::bytes_max`] while it is typed. An answer in free text stands in the value column as `text …`.
#[must_use]
pub fn encoded_len(column: Column, text: &str) -> usize {
    encode_field(column, text).len()
}

/// Escapes and quotes one field.
fn encode_field(column: Column, text: &str) -> String {
    match quote(&escape(column, text)) {
        Cow::Borrowed(plain) => plain.to_owned(),
        Cow::Owned(quoted) => quoted,
    }
}

/// Quotes a field if, and only if, it has a comma or a quote.
pub(in crate::journal) fn quote(field: &str) -> Cow<'_, str> {
    if field.contains([',', '"']) {
        Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(field)
    }
}

macro_rules! events {
    ($($(#[$meta:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// The name of an event.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum EventName {
            $($(#[$meta])* $variant,)*
            /// A name that this version doesn't know. Its rows are kept and sealed like any other.
            Other(Id),
        }

        impl EventName {
            /// The word in files.
            #[must_use]
            pub fn word(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Other(name) => name.as_str() }
            }

            /// The event of this name.
            pub(in crate::journal) fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => Id::new(word).ok().map(Self::Other) }
            }
        }
    };
}
events! {
    /// Row 0 of every file.
    Open = "open",
    /// A job began.
    Start = "start",
    /// An item was answered.
    Answer = "answer",
    /// An answer was changed.
    Correct = "correct",
    /// An item does not apply.
    Skip = "skip",
    /// An item was overridden.
    Override = "override",
    /// Work was interrupted.
    Pause = "pause",
    /// Work went on.
    Resume = "resume",
    /// A pause point was called complete.
    Clear = "clear",
    /// A job was stopped.
    Stop = "stop",
    /// A code was entered into the radio.
    Attempt = "attempt",
    /// A job was completed.
    Finish = "finish",
    /// The sheet was handed over.
    Handover = "handover",
    /// The sheet was printed.
    Print = "print",
    /// A finding was seen.
    Review = "review",
    /// The clock was set back.
    Clock = "clock",
    /// A torn tail was cut.
    Recover = "recover",
}

/// One row, without its seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number at the station, at most [`SEQ_MAX`].
    pub seq: u64,
    /// Local time, in whole milliseconds; see [`row_time`].
    pub time: DateTime<FixedOffset>,
    /// The job of this station that it is about.
    pub job: Option<JobNumber>,
    /// What happened.
    pub event: EventName,
    /// To which item.
    pub item: Option<Id>,
    /// How; starts with a letter.
    pub value: String,
    /// By whom.
    pub who: String,
    /// Remarks.
    pub note: String,
}

/// Why bytes are no row, or a row has no bytes: the column, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {problem}")]
pub struct BadRow {
    /// The column's name, or `row` when it is about the whole.
    pub column: &'static str,
    /// What is there and what was expected.
    pub problem: String,
}

fn bad(column: Column, problem: impl Into<String>) -> BadRow {
    BadRow { column: column.name(), problem: problem.into() }
}

fn bad_row(problem: impl Into<String>) -> BadRow {
    BadRow { column: "row", problem: problem.into() }
}

/// A moment as a row bears it: whole milliseconds, and an offset of whole minutes.
#[must_use]
pub fn row_time(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let offset_minutes = now.offset().local_minus_utc().div_euclid(60);
    let offset = FixedOffset::east_opt(offset_minutes * 60).unwrap_or(*now.offset());
    let now = now.with_timezone(&offset);
    // A leap second has 1000 to 1999 ms; chrono keeps it, RFC 3339 writes it as :60.
    now.with_nanosecond(now.nanosecond() / 1_000_000 * 1_000_000).unwrap_or(now)
}

/// The form of a time in files: RFC 3339 with milliseconds and a numeric offset.
#[must_use]
pub fn encode_time(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, false)
}

impl Row {
    /// The row's bytes up to, not including, the comma before the seal.
    ///
    /// # Errors
    /// When a field is longer than the format allows, or can't be written so that it reads back the same.
    pub fn encode(&self) -> Result<String, BadRow> {
        if self.seq > SEQ_MAX {
            return Err(bad(Column::Seq, format!("{} is above the highest seq, {SEQ_MAX}", self.seq)));
        }
        let time = encode_time(&self.time);
        if time.len() != TIME_BYTES || row_time(self.time) != self.time {
            return Err(bad(
                Column::Time,
                format!("{time} has no form here: a year of four digits, whole milliseconds"),
            ));
        }
        let value = self.free_field(Column::Value, &self.value)?;
        let who = self.free_field(Column::Who, &self.who)?;
        let note = self.free_field(Column::Note, &self.note)?;
        if !self.value.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(bad(Column::Value, format!("{:?} does not start with a letter", self.value)));
        }
        let job = self.job.as_ref().map(|job| format!("J{job}")).unwrap_or_default();
        let item = self.item.as_ref().map_or("", Id::as_str);
        Ok(format!("{},{time},{job},{},{item},{value},{who},{note}", self.seq, self.event.word()))
    }

    fn free_field(&self, column: Column, text: &str) -> Result<String, BadRow> {
        let field = encode_field(column, text);
        if field.len() > column.bytes_max() {
            let problem = format!("{} bytes are too many: at most {} fit", field.len(), column.bytes_max());
            return Err(bad(column, problem));
        }
        Ok(field)
    }

    /// The row as a line of the file: sealed after `lead` (see [`Seal::over`]), with its LF.
    ///
    /// # Errors
    /// As [`Row::encode`].
    pub fn seal(&self, lead: &[u8]) -> Result<(String, Seal), BadRow> {
        let body = self.encode()?;
        let seal = Seal::over(lead, body.as_bytes());
        let line = format!("{body},{seal}\n");
        debug_assert!(line.len() <= ROW_BYTES_MAX, "the limits of the columns add up to less than a row's");
        Ok((line, seal))
    }

    /// Reads a line without its LF. What it accepts, [`Row::encode`] writes back byte by byte.
    ///
    /// # Errors
    /// Naming the column, and what was expected there.
    pub fn decode(line: &[u8]) -> Result<(Self, Seal), BadRow> {
        if line.len() >= ROW_BYTES_MAX {
            return Err(bad_row(format!(
                "{} bytes are too many: at most {ROW_BYTES_MAX} with the line's end",
                line.len()
            )));
        }
        let line = std::str::from_utf8(line)
            .map_err(|error| bad_row(format!("not UTF-8 after byte {}", error.valid_up_to())))?;
        let fields = split(line)?;
        let [seq, time, job, event, item, value, who, note, seal] = &fields[..] else {
            return Err(bad_row(format!("{} columns where 9 were expected", fields.len())));
        };
        let seal = Seal::from_hex(seal.as_bytes())
            .ok_or_else(|| bad(Column::Seal, "64 lower-case hex digits were expected"))?;
        let row = Self {
            seq: decode_seq(seq)?,
            time: decode_time(time)?,
            job: decode_job(job)?,
            event: EventName::from_word(event)
                .ok_or_else(|| bad(Column::Event, format!("{event:?} is no name of an event")))?,
            item: match item.as_ref() {
                "" => None,
                item => Some(Id::new(item).map_err(|error| bad(Column::Item, error.to_string()))?),
            },
            value: decode_text(Column::Value, value)?,
            who: decode_text(Column::Who, who)?,
            note: decode_text(Column::Note, note)?,
        };
        let body = &line[..line.len() - SEAL_HEX_BYTES - 1];
        let encoded = row.encode()?;
        if encoded != body {
            return Err(bad_row(format!("not in its one form: {encoded:?} was expected")));
        }
        Ok((row, seal))
    }
}

/// Length of a time in files.
pub(in crate::journal) const TIME_BYTES: usize = "2026-11-22T09:14:03.512+01:00".len();

/// Splits a line at its commas, quotes undone. Wrong quoting is found afterwards, when the row is encoded again.
fn split(line: &str) -> Result<Vec<Cow<'_, str>>, BadRow> {
    let mut fields = Vec::with_capacity(9);
    let mut rest = line;
    loop {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let (field, after) = unquote(quoted).ok_or_else(|| bad_row("a quote is opened and not closed"))?;
            fields.push(Cow::Owned(field));
            after
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            fields.push(Cow::Borrowed(&rest[..end]));
            &rest[end..]
        };
        if after.is_empty() {
            return Ok(fields);
        }
        rest = after.strip_prefix(',').ok_or_else(|| bad_row("a closing quote is not followed by a comma"))?;
    }
}

/// The field up to the closing quote, and what follows it.
pub(in crate::journal) fn unquote(quoted: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = quoted;
    loop {
        let end = rest.find('"')?;
        field.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => return Some((field, rest)),
        }
    }
}

fn decode_seq(text: &str) -> Result<u64, BadRow> {
    let seq = text.parse::<u64>().ok().filter(|&seq| seq <= SEQ_MAX && seq.to_string() == text);
    seq.ok_or_else(|| bad(Column::Seq, format!("{text:?} is no number from 0 to {SEQ_MAX}")))
}

/// Reads a time in the form of [`encode_time`].
pub(in crate::journal) fn decode_time(text: &str) -> Result<DateTime<FixedOffset>, BadRow> {
    let time = DateTime::parse_from_rfc3339(text).ok().filter(|time| encode_time(time) == text);
    time.ok_or_else(|| bad(Column::Time, format!("{text:?} is no time such as 2026-11-22T09:14:03.512+01:00")))
}

fn decode_job(text: &str) -> Result<Option<JobNumber>, BadRow> {
    if text.is_empty() {
        return Ok(None);
    }
    let number =
        text.strip_prefix('J').and_then(|text| JobNumber::new(text).ok().filter(|number| number.as_str() == text));
    number.map(Some).ok_or_else(|| bad(Column::Job, format!("{text:?} is no J with a job number after it")))
}

fn decode_text(column: Column, text: &str) -> Result<String, BadRow> {
    unescape(column, text).map_err(|error| bad(column, error.to_string()))
}
