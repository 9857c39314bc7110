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

/// What a file of notes holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkpoints {
    /// The notes that are whole.
    pub notes: Vec<Checkpoint>,
    /// What was skipped: a note that was cut off by a power cut or a full disk, or lines that are none.
    pub skipped: Vec<BadCheckpoint>,
}

/// Why lines are no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {expected} was expected")]
pub struct BadCheckpoint {
    /// The line, from 1.
    pub line: usize,
    /// The form that was expected.
    pub expected: &'static str,
}

/// A line, and its number from 1.
type Line<'a> = (usize, &'a str);

/// What a note's first line should be.
const HEAD: &str = "'precheck.checkpoint/1 STATION ID'";
/// What its third should be.
const SEAL: &str = "a seal of 64 lower-case hex digits";
/// What its fourth should be.
const TIME: &str = "a time such as 2026-11-22T18:00:03.000+01:00";

impl Checkpoints {
    /// Reads a file with any number of notes. Blank lines between them, blanks around the lines and CRLF are allowed: notes
    /// are mailed and pasted. A note begins wherever its first line does, also behind one that was cut off.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut read = Self::default();
        let mut lines: Vec<Line<'_>> = Vec::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            for (part, begins) in parts(line) {
                if begins {
                    read.take(&lines);
                    lines.clear();
                }
                lines.extend(Some((at + 1, part.trim())).filter(|(_, part)| !part.is_empty()));
            }
        }
        read.take(&lines);
        read
    }

    /// Takes the lines of one note, and what follows it.
    fn take(&mut self, lines: &[Line<'_>]) {
        match lines {
            [] => {}
            [head, ..] if !head.1.starts_with(MAGIC) => {
                self.skipped.push(BadCheckpoint { line: head.0, expected: HEAD })
            }
            lines => match Checkpoint::parse(lines) {
                Ok(note) => {
                    self.notes.push(note);
                    self.skipped.extend(lines.get(4).map(|(line, _)| BadCheckpoint { line: *line, expected: HEAD }));
                }
                Err(bad) => self.skipped.push(bad),
            },
        }
    }
}

/// The parts of a line, which may be the end of one note and the first line of the next; whether a note begins with each.
fn parts(line: &str) -> impl Iterator<Item = (&str, bool)> {
    let begins: Vec<usize> = line.match_indices(MAGIC).map(|(at, _)| at).collect();
    let before = std::iter::once((&line[..begins.first().copied().unwrap_or(line.len())], false));
    let ends: Vec<usize> = begins.iter().copied().skip(1).chain([line.len()]).collect();
    before.chain(begins.into_iter().zip(ends).map(|(from, to)| (&line[from..to], true)))
}

impl Checkpoint {
    fn parse(lines: &[Line<'_>]) -> Result<Self, BadCheckpoint> {
        let at = |place: usize, expected| {
            let after = lines.last().map_or(1, |(line, _)| line + 1);
            lines.get(place).copied().ok_or(BadCheckpoint { line: after, expected })
        };
        let wrong = |line, expected| BadCheckpoint { line, expected };
        let (line, head) = at(0, HEAD)?;
        let mut words = head.split_whitespace();
        let (Some(MAGIC), Some(station), Some(id), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(wrong(line, HEAD));
        };
        let station = Station::new(station).map_err(|_| wrong(line, HEAD))?;
        let id = JournalId::parse(id).ok_or_else(|| wrong(line, HEAD))?;
        let (line, seq) = at(1, "a row's number")?;
        let seq = seq.parse().map_err(|_| wrong(line, "a row's number"))?;
        let (line, seal) = at(2, SEAL)?;
        let seal = Seal::from_hex(seal.as_bytes()).ok_or_else(|| wrong(line, SEAL))?;
        let (line, time) = at(3, TIME)?;
        let time = decode_time(time).map_err(|_| wrong(line, TIME))?;
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
