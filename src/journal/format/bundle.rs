//! A bundle: the rows of one job, taken out of the journals so that they can be handed on without any other customer's row,
//! and can still be checked.
//!
//! A row's seal is made from the seal of the row before and the row itself, so each row goes along with that seal: 64 digits,
//! which hide what that row says. (Only where a single row of another job stands between two rows of this one, somebody who
//! guesses all of it, its time to the millisecond included, could tell that the guess is right.) This is the specification,
//! byte by byte.
//!
//! # `rows.txt`
//!
//! UTF-8, every line ends in one LF. The first line is `precheck.bundle/1 <station> <number>`: the job, at the station that
//! began it. Three lines for each row follow, nothing between them:
//!
//! ```text
//! bay-1 2026-11.csv 6                                       station, file and line where the row stands in the journals
//! 263ab72ee5361caa8984e1d4b1694523c6e0a3e1ed5144caa4c1…     the seal of the row before (of a file's first row: the header)
//! 4,2026-11-22T09:14:03.512+01:00,JRO-1,answer,plate,…      the row as it stands there, its seal behind the last comma
//! ```
//!
//! The second and third line are what is hashed: the SHA-256 from the beginning of the second up to, not including, the last
//! comma of the third is the seal behind that comma. Where the line before a row was damaged the second line is `unknown`,
//! and that row can't be checked.
//!
//! First come the rows that the job's own station wrote, in their order; the first of them is `start`. Then come those that
//! other stations wrote about the job, station by station. Within a station `seq` rises.
//!
//! # `seals.txt`
//!
//! The seals of the rows before the `finish` or `stop` row that the same station wrote (of an open job: of all its own rows), each 64
//! digits and an LF, in their order; where several stations ended a job, those of each, in the order of `rows.txt`. The `finish` or `stop` row says how many there are, and the SHA-256 of them without the LFs:
//! `rows <n> job <SHA-256>`. So whoever has the seal of that row, or the receipt made from it, can tell that none of
//! these rows was changed, left out, added or moved. Where another station took the job over, its `take` row says the same of the rows
//! that the station before had written: `rows <n> job <SHA-256>`.
//!
//! # `checklists/`
//!
//! The wording, as it was kept: `<id>-<revision>-<first 8 of its SHA-256>.toml`. The `start` row has the whole SHA-256 of
//! the checklist. The rest of the folder is for people and proves nothing.
//!
//! ```
//! use precheck::journal::{Bundle, Seal};
//!
//! let lead = "263ab72ee5361caa8984e1d4b1694523c6e0a3e1ed5144caa4c1a6ecdcdf1d49";
//! let row = "1,2026-11-30T17:40:02.511+01:00,J261130-01,start,battery,rev 1 sha \
//!            abababababababababababababababababababababababababababababababab,Ana K.,";
//! let seal = Seal::over(lead.as_bytes(), row.as_bytes());
//! let text = format!("precheck.bundle/1 bay-1 261130-01\nbay-1 2026-11.csv 3\n{lead}\n{row},{seal}\n");
//! let (bundle, faults) = Bundle::parse(text.as_bytes());
//! assert!(faults.is_empty());
//! assert_eq!(bundle.rows_text(), text);
//! assert_eq!(bundle.seals_text(), format!("{seal}\n"));
//! ```

use std::fmt::Write as _;

use super::fault::{Fault, FaultKind};
use super::file_event::foreign_job;
use super::file_name::FileName;
use super::row::{HEADER, Row};
use super::seal::Seal;
use crate::domain::{JobKey, JobNumber, Station};
use crate::words::{Said, Sentence};

/// The beginning of `rows.txt`.
pub const BUNDLE_MAGIC: &str = "precheck.bundle/1";
/// The file with the rows.
pub const BUNDLE_ROWS: &str = "rows.txt";
/// The file with the seals that the job's sum is made of.
pub const BUNDLE_SEALS: &str = "seals.txt";
/// The folder with the wording.
pub const BUNDLE_CHECKLISTS: &str = "checklists";
/// Stands for the seal of a row before that can't be read.
const UNKNOWN: &str = "unknown";

/// One row about a job, with everything that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// The station in whose journal it is.
    pub station: Station,
    /// The file.
    pub file: FileName,
    /// The line, from 1.
    pub line: u64,
    /// The row.
    pub row: Row,
    /// The text before it that goes into its seal: the seal of the row before as hex, or the header. Empty
    /// when that line is no row, so that the seal can't be checked.
    pub lead: String,
    /// Its seal.
    pub seal: Seal,
    /// True when the seal fits the row and the line before it; also where the line before is no row.
    pub is_linked: bool,
}

impl Exhibit {
    /// The row's value, without the name of the job where that is another station's.
    #[must_use]
    pub fn value(&self) -> &str {
        match self.row.job {
            Some(_) => &self.row.value,
            None => foreign_job(&self.row.value).map_or(&*self.row.value, |(_, value)| value),
        }
    }
}

/// The rows about one job, from whatever station's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The job; `None` when the first line doesn't say.
    pub job: Option<JobKey>,
    /// Its own rows in their order, then those of other stations.
    pub rows: Vec<Exhibit>,
}

impl Bundle {
    /// Bundles what was found about `job`.
    #[must_use]
    pub fn new(job: &JobKey, mut exhibits: Vec<Exhibit>) -> Self {
        // stable: within a station they stay in the order of its files
        exhibits.sort_by_key(|exhibit| (exhibit.station != job.station, exhibit.station));
        Self { job: Some(*job), rows: exhibits }
    }

    /// The rows that the job's own station wrote.
    pub fn own(&self) -> impl Iterator<Item = &Exhibit> {
        self.rows.iter().filter(|row| self.job.as_ref().is_some_and(|job| job.station == row.station))
    }

    /// The seals that the job's sum is made of: those of the rows before its end, of the station that ended it; of an open job those of
    /// all its own rows.
    #[must_use]
    pub fn summed(&self) -> Vec<&Seal> {
        let ended = self.rows.chunk_by(|row, next| row.station == next.station);
        let ended = ended.filter_map(|rows| Some(&rows[..rows.iter().position(|row| row.row.event.is_ending())?]));
        let ended: Vec<&[Exhibit]> = ended.collect();
        if ended.is_empty() {
            return self.own().map(|row| &row.seal).collect();
        }
        ended.into_iter().flatten().map(|row| &row.seal).collect()
    }

    /// The bytes of `rows.txt`.
    #[must_use]
    pub fn rows_text(&self) -> String {
        let mut text = BUNDLE_MAGIC.to_owned();
        if let Some(job) = &self.job {
            let _ = write!(text, " {} {}", job.station, job.number);
        }
        text.push('\n');
        for Exhibit { station, file, line, row, lead, seal, .. } in &self.rows {
            let lead = if lead.is_empty() { UNKNOWN } else { lead };
            // a row that was read has a form: only such rows are exhibits
            let body = row.encode().unwrap_or_default();
            let _ = write!(text, "{station} {file} {line}\n{lead}\n{body},{seal}\n");
        }
        text
    }

    /// The bytes of `seals.txt`.
    #[must_use]
    pub fn seals_text(&self) -> String {
        self.summed().into_iter().fold(String::new(), |text, seal| format!("{text}{seal}\n"))
    }

    /// Reads `rows.txt`, as far as it can be read; what is wrong with its form is told.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut tell = |line: usize, kind: FaultKind| faults.push(fault(BUNDLE_ROWS, Some(line), kind));
        let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
        if lines.pop().is_none_or(|rest| !rest.is_empty()) {
            tell(lines.len() + 1, bad("bundle-last-end"));
        }
        let mut bundle = Self { job: lines.first().and_then(|line| parse_head(line)), rows: Vec::new() };
        if bundle.job.is_none() {
            tell(1, bad_head());
        }
        for (block, at) in lines.get(1..).unwrap_or_default().chunks(3).zip((2..).step_by(3)) {
            let [place, lead, row] = block else {
                tell(at, bad("bundle-three-lines"));
                break;
            };
            let Some((station, file, line)) = parse_place(place) else {
                // from here on nothing stands where it should
                tell(at, bad("bundle-place"));
                break;
            };
            let is_lead = Seal::from_hex(lead).is_some() || *lead == HEADER.as_bytes() || *lead == UNKNOWN.as_bytes();
            if !is_lead {
                tell(at + 1, bad("bundle-seal"));
                continue;
            }
            match Row::decode(row) {
                Ok((decoded, seal)) => {
                    let body = &row[..row.len() - super::seal::SEAL_HEX_BYTES - 1];
                    let is_linked = *lead != UNKNOWN.as_bytes() && Seal::over(lead, body) == seal;
                    let lead = if *lead == UNKNOWN.as_bytes() { "" } else { str::from_utf8(lead).unwrap_or_default() };
                    let lead = lead.to_owned();
                    bundle.rows.push(Exhibit { station, file, line, row: decoded, lead, seal, is_linked });
                }
                Err(error) => tell(at + 2, FaultKind::BadRow { why: error.sentence() }),
            }
        }
        (bundle, faults)
    }
}

/// The line of `rows.txt` in which the row with this place in the bundle stands, from 1.
pub(in crate::journal) fn line_of(place: usize) -> usize {
    place * 3 + 4
}

/// A fault of a bundle that this message names.
pub(in crate::journal) fn bad(message: &'static str) -> FaultKind {
    FaultKind::Bundle { why: Sentence::says(message, []) }
}

/// The first line is not that of a bundle.
fn bad_head() -> FaultKind {
    let form = ("form", Said::text(format!("{BUNDLE_MAGIC} STATION NUMBER")));
    FaultKind::Bundle { why: Sentence::says("bundle-first-line", [form]) }
}

pub(in crate::journal) fn fault(file: &str, line: Option<usize>, kind: FaultKind) -> Fault {
    let line = line.and_then(|line| u64::try_from(line).ok());
    Fault { station: String::new(), file: file.to_owned(), line, seq: None, kind }
}

/// Reads `precheck.bundle/1 STATION NUMBER`.
fn parse_head(line: &[u8]) -> Option<JobKey> {
    let rest = str::from_utf8(line).ok()?.strip_prefix(BUNDLE_MAGIC)?.strip_prefix(' ')?;
    let (station, number) = rest.split_once(' ')?;
    let number = JobNumber::new(number).ok().filter(|it| it.as_str() == number)?;
    Some(JobKey { station: Station::new(station).ok()?, number })
}

/// Reads `STATION FILE LINE`.
fn parse_place(line: &[u8]) -> Option<(Station, FileName, u64)> {
    let text = str::from_utf8(line).ok()?;
    let mut parts = text.split(' ');
    let place = (Station::new(parts.next()?).ok()?, FileName::parse(parts.next()?)?, parts.next()?.parse().ok()?);
    (format!("{} {} {}", place.0, place.1, place.2) == text).then_some(place)
}
