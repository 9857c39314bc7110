//! The checkpoint: four lines that a manager keeps elsewhere, so that a journal can't be cut or rewritten unnoticed.

use std::fmt;

use chrono::{DateTime, FixedOffset};

use super::seal::Seal;
use super::time::{decode_time, encode_time, row_time};
use crate::domain::JournalId;
use crate::domain::Station;

/// The beginning of the first line.
const MAGIC: &str = "precheck.checkpoint/1";

/// The end of one station's journal at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The station.
    pub station: Station,
    /// The id of its journal.
    pub id: JournalId,
    /// The last row.
    pub seq: u64,
    /// Its seal.
    pub seal: Seal,
    /// When the note was written.
    pub time: DateTime<FixedOffset>,
}

/// Why a text is no list of checkpoints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {expected} was expected")]
pub struct BadCheckpoint {
    /// The line, from 1.
    pub line: usize,
    /// The form that was expected.
    pub expected: &'static str,
}

impl Checkpoint {
    /// Reads a file with any number of notes. Blank lines between them, blanks around the lines and CRLF are allowed:
    /// notes are mailed and pasted.
    ///
    /// # Errors
    /// Naming the first line that is not as it should be.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, BadCheckpoint> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines =
            text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, line)| !line.is_empty());
        let mut notes = Vec::new();
        while let Some(head) = lines.next() {
            notes.push(Self::parse(head, &mut lines)?);
        }
        Ok(notes)
    }

    fn parse<'a>(
        (line, head): (usize, &'a str),
        lines: &mut impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<Self, BadCheckpoint> {
        let wrong = |line, expected| BadCheckpoint { line, expected };
        let head_form = "'precheck.checkpoint/1 STATION ID'";
        let mut words = head.split_whitespace();
        let (Some(MAGIC), Some(station), Some(id), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(wrong(line, head_form));
        };
        let station = Station::new(station).map_err(|_| wrong(line, head_form))?;
        let id = JournalId::parse(id).ok_or_else(|| wrong(line, head_form))?;
        let mut next = |after: usize, expected| lines.next().ok_or_else(|| wrong(after, expected));
        let (line, seq) = next(line + 1, "a row's number")?;
        let seq = seq.parse().map_err(|_| wrong(line, "a row's number"))?;
        let (line, seal) = next(line + 1, "a seal of 64 lower-case hex digits")?;
        let seal = Seal::from_hex(seal.as_bytes()).ok_or_else(|| wrong(line, "a seal of 64 lower-case hex digits"))?;
        let (line, time) = next(line + 1, "a time such as 2026-11-22T18:00:03.000+01:00")?;
        let time = decode_time(time).map_err(|_| wrong(line, "a time such as 2026-11-22T18:00:03.000+01:00"))?;
        Ok(Self { station, id, seq, seal, time })
    }
}

impl fmt::Display for Checkpoint {
    /// The four lines, each with its LF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{MAGIC} {} {}", self.station, self.id)?;
        writeln!(f, "{}", self.seq)?;
        writeln!(f, "{}", self.seal)?;
        writeln!(f, "{}", encode_time(&row_time(self.time)))
    }
}
