//! One row: its columns, and the one byte form that it has.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::column::{BadRow, Column, ROW_BYTES_MAX, bad};
use super::escape::escape;
use super::event::EventName;
use super::seal::Seal;
use super::time::{TIME_BYTES, encode_time, row_time};
use crate::domain::{Id, JobNumber};
use crate::words::{Said, Sentence};

/// The first line of every journal file, without its LF.
pub const HEADER: &str = "seq,time,job,event,item,value,who,note,seal";
/// Highest seq: what every program that reads numbers as floating point still counts exactly.
pub const SEQ_MAX: u64 = (1 << 53) - 1;

/// Counts the bytes that `text` has in the file, escapes and quotes included. A field refuses more than
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

/// One row, without its seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number at the station, at most [`SEQ_MAX`].
    pub seq: u64,
    /// Local time, in whole milliseconds; see [`row_time`].
    pub time: DateTime<FixedOffset>,
    /// The job of this station that it is about.
    pub job: Option<JobNumber>,
    /// The event.
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

impl Row {
    /// The row's bytes up to, not including, the comma before the seal.
    ///
    /// # Errors
    /// When a field is longer than the format allows, or can't be written so that it reads back the same.
    pub fn encode(&self) -> Result<String, BadRow> {
        if self.seq > SEQ_MAX {
            return Err(bad(Column::Seq, format!("{} is above the highest seq, {SEQ_MAX}", self.seq).into()));
        }
        let time = encode_time(&self.time);
        if time.len() != TIME_BYTES || row_time(self.time) != self.time {
            return Err(bad(
                Column::Time,
                format!("{time} has no form here: a year of four digits, whole milliseconds").into(),
            ));
        }
        let value = self.free_field(Column::Value, &self.value)?;
        let who = self.free_field(Column::Who, &self.who)?;
        let note = self.free_field(Column::Note, &self.note)?;
        if !self.value.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(bad(Column::Value, format!("{:?} does not start with a letter", self.value).into()));
        }
        let job = self.job.as_ref().map(|job| format!("J{job}")).unwrap_or_default();
        let item = self.item.as_ref().map_or("", Id::as_str);
        Ok(format!("{},{time},{job},{},{item},{value},{who},{note}", self.seq, self.event.word()))
    }

    fn free_field(&self, column: Column, text: &str) -> Result<String, BadRow> {
        let field = encode_field(column, text);
        if field.len() > column.bytes_max() {
            let bytes = [("n", Said::text(field.len())), ("most", Said::text(column.bytes_max()))];
            return Err(bad(column, Sentence::says("row-bytes-fit", bytes)));
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
}
