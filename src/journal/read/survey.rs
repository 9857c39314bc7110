//! One careful walk over one journal file: every row that can be read, and how its seal stands. The writer sees a file through
//! it, and so do reader, verifier and audit once a file is not as the fast [`super::fast`] expects it, so that all agree on what
//! is sound and what is the last readable row. A property holds the two walks equal.

use std::io::{self, Read};

use chrono::{DateTime, FixedOffset};

use super::damage::{Mark, State, name_faults};
use super::lines::{Line, Lines};
use super::resaved::Manner;
use crate::journal::format::fact::{self, Opened};
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::row::{BadRow, EventName, HEADER, Row};
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal};

/// More than this much earlier than the row before is a clock that was set back; less is a clock being tuned.
pub(in crate::journal) const CLOCK_SLACK_MS: i64 = 2000;

/// A row in its file.
#[derive(Debug)]
pub(in crate::journal) struct Seen<'a> {
    /// The line, from 1.
    pub line: u64,
    /// The row.
    pub row: &'a Row,
    /// What stands on the line before and goes into the seal: the header, or a seal as hex. Of two that may stand there the
    /// one that fits; empty when that line is no row.
    pub lead: &'a [u8],
    /// The seal that it bears.
    pub seal: Seal,
    /// Whether the seal fits the row and the line before it.
    pub is_linked: bool,
}

/// The last readable row of a file: the one with the highest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Head {
    pub seq: u64,
    pub seal: Seal,
    pub time: DateTime<FixedOffset>,
}

/// What follows the last whole row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Torn {
    /// Where it begins.
    pub offset: u64,
    /// Its length.
    pub bytes: u64,
    /// Whether the file has a whole header and row 0 before it.
    pub is_after_opening: bool,
}

/// What a walk has found.
#[derive(Debug, Default)]
pub(in crate::journal) struct Survey {
    /// Rows that could be read.
    pub rows: u64,
    /// The first line after the header: its number and time.
    pub first: Option<(u64, DateTime<FixedOffset>)>,
    /// Row 0.
    pub opened: Option<Opened>,
    /// The station that row 0 names.
    pub station: Option<String>,
    /// The last readable row.
    pub head: Option<Head>,
    /// The unfinished end.
    pub torn: Option<Torn>,
    /// All that is wrong inside the file, in the order of lines; station and file are for the caller to fill in.
    pub faults: Vec<Fault>,
    /// Length of the file.
    pub len: u64,
    /// Whether the row after row 0 is a `clock` row, which accounts for a step back from the file before.
    pub is_clock_said_first: bool,
}

impl Survey {
    /// The file's format, if it is newer than what is known here.
    pub fn newer_format(&self) -> Option<u32> {
        self.faults.iter().find_map(|fault| match fault.kind {
            FaultKind::NewerFormat { format } => Some(format),
            _ => None,
        })
    }

    /// Whether a writer may go on with this file.
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| matches!(fault.kind, FaultKind::ClockBack { .. } | FaultKind::Unfinished { .. }))
    }
}

/// Walks over one file. `visit` is called for each readable row, in the order of lines.
pub(in crate::journal) fn survey(source: impl Read, visit: &mut dyn FnMut(&Seen<'_>)) -> io::Result<Survey> {
    let mut lines = Lines::new(source);
    let mut walk = Walk::default();
    while let Some(line) = lines.next_line()? {
        walk.found.len = line.offset + line.len;
        if line.number == 1 {
            if !walk.header(line) {
                break;
            }
        } else {
            walk.row_line(line, visit);
        }
    }
    Ok(walk.end())
}

/// The state of a walk.
struct Walk {
    found: Survey,
    manner: Manner,
    marks: Vec<Mark>,
    /// What may stand before the next row: the seal of the row before as it is written there, and the one that would
    /// fit that row. Empty: not known, because the line before is no row.
    leads: Vec<Vec<u8>>,
    time: Option<DateTime<FixedOffset>>,
    /// A step back in time that the next row may explain.
    clock_back: Option<usize>,
    remarks: Vec<Fault>,
    is_header_damaged: bool,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            found: Survey::default(),
            manner: Manner::default(),
            marks: Vec::new(),
            leads: vec![HEADER.as_bytes().to_vec()],
            time: None,
            clock_back: None,
            remarks: Vec::new(),
            is_header_damaged: false,
        }
    }
}

fn fault(line: u64, seq: Option<u64>, kind: FaultKind) -> Fault {
    Fault { station: String::new(), file: String::new(), line: Some(line), seq, kind }
}

impl Walk {
    /// Reads the first line. False when nothing can follow it.
    fn header(&mut self, line: &Line) -> bool {
        let written = line.bytes.split(|&b| b == 0).next().unwrap_or_default();
        if line.is_last && !line.is_cut() && HEADER.as_bytes().starts_with(written) {
            self.found.torn = Some(Torn { offset: 0, bytes: line.len, is_after_opening: false });
            return false;
        }
        if line.bytes != HEADER.as_bytes() {
            match Manner::of_header(&line.bytes) {
                Some(manner) => self.manner = manner,
                None => self.is_header_damaged = true,
            }
        }
        true
    }

    fn row_line(&mut self, line: &Line, visit: &mut dyn FnMut(&Seen<'_>)) {
        if line.is_torn() && !self.is_whole_but_for_its_end(line) {
            self.found.torn = Some(Torn { offset: line.offset, bytes: line.len, is_after_opening: line.number > 2 });
            return;
        }
        let mut body_line = std::borrow::Cow::Borrowed(&line.bytes[..]);
        let mut decoded = if line.is_cut() {
            Err(BadRow { column: "row", problem: format!("{} bytes are too many", line.len) })
        } else {
            Row::decode(&line.bytes)
        };
        if decoded.is_err() && !line.is_cut() {
            let mut manner = self.manner;
            let undone = manner.undo(&line.bytes).and_then(|undone| Some((Row::decode(&undone).ok()?, undone)));
            if let Some((row, undone)) = undone {
                (decoded, body_line) = (Ok(row), undone);
                self.manner = manner;
            }
        }
        match decoded {
            Ok((row, seal)) => {
                let body = &body_line[..body_line.len() - SEAL_HEX_BYTES - 1];
                self.row(line.number, &row, seal, body, visit);
            }
            Err(error) => self.garbled(line, &error),
        }
    }

    /// Other programs leave the last line of a file without an end; a power cut does that too, but only in a file
    /// that is otherwise in the form in which it was written.
    fn is_whole_but_for_its_end(&mut self, line: &Line) -> bool {
        if line.is_ended || line.is_cut() || !self.manner.is_resaved() {
            return false;
        }
        let is_row = self.manner.undo(&line.bytes).is_some_and(|undone| Row::decode(&undone).is_ok());
        self.manner.lacks_last_end |= is_row;
        is_row
    }

    fn row(&mut self, line: u64, row: &Row, seal: Seal, body: &[u8], visit: &mut dyn FnMut(&Seen<'_>)) {
        let fits = self.leads.iter().position(|lead| Seal::over(lead, body) == seal);
        let is_linked = self.leads.is_empty() || fits.is_some();
        let computed = self.leads.first().map(|lead| Seal::over(lead, body));
        let leads = std::mem::take(&mut self.leads);
        let lead = leads.get(fits.unwrap_or_default()).map_or(&[][..], Vec::as_slice);
        self.leads.push(seal.hex().into_bytes());
        if let Some(computed) = computed.filter(|_| !is_linked) {
            self.leads.push(computed.hex().into_bytes());
        }
        let state = if is_linked { State::Linked } else { State::Unlinked(body.to_vec()) };
        self.marks.push(Mark { line, seq: Some(row.seq), seal: Some(seal), state });

        self.found.rows += 1;
        if line == 2 {
            self.opening(row);
        }
        self.found.first.get_or_insert((row.seq, row.time));
        if self.found.head.is_none_or(|head| row.seq >= head.seq) {
            self.found.head = Some(Head { seq: row.seq, seal, time: row.time });
        }
        self.clock(line, row);
        visit(&Seen { line, row, lead, seal, is_linked });
    }

    fn opening(&mut self, row: &Row) {
        self.found.station = row.item.as_ref().map(ToString::to_string).filter(|_| row.event == EventName::Open);
        self.found.opened = fact::decode_open(&row.view());
        let kind = match (&self.found.opened, fact::format_of(&row.view())) {
            (_, Some(format)) if format > fact::FORMAT => FaultKind::NewerFormat { format },
            (None, _) => FaultKind::NoOpening { why: "an 'open' row was expected, 'fmt 1 id … prev …'".to_owned() },
            (Some(_), _) => return,
        };
        self.remarks.push(fault(2, Some(row.seq), kind));
    }

    /// Notes a step back in time, and whether a `clock` row accounts for it: that row itself, or the one after it.
    fn clock(&mut self, line: u64, row: &Row) {
        let is_clock_row = row.event == EventName::Clock;
        let unsaid = self.clock_back.take().filter(|_| is_clock_row);
        if let Some(FaultKind::ClockBack { is_said, .. }) = unsaid.map(|at| &mut self.remarks[at].kind) {
            *is_said = true;
        }
        self.found.is_clock_said_first |= is_clock_row && line == 3;
        let back_ms = self.time.map_or(0, |before| before.signed_duration_since(row.time).num_milliseconds());
        self.time = Some(row.time);
        if back_ms > CLOCK_SLACK_MS {
            let seconds = u64::try_from(back_ms / 1000).unwrap_or_default();
            self.clock_back = Some(self.remarks.len());
            self.remarks.push(fault(line, Some(row.seq), FaultKind::ClockBack { seconds, is_said: is_clock_row }));
        }
    }

    fn garbled(&mut self, line: &Line, error: &BadRow) {
        // What can still be told from a damaged line keeps the faults of its neighbours from being blamed on them.
        let digits = line.bytes.split(|&b| !b.is_ascii_digit()).next().unwrap_or_default();
        let seq = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        let seal = line.bytes.len().checked_sub(SEAL_HEX_BYTES).and_then(|at| Seal::from_hex(&line.bytes[at..]));
        self.leads = seal.iter().map(|seal| seal.hex().into_bytes()).collect();
        self.marks.push(Mark { line: line.number, seq, seal, state: State::Garbled(error.to_string()) });
        if line.number == 2 {
            let why = "an 'open' row was expected".to_owned();
            self.remarks.push(fault(2, None, FaultKind::NoOpening { why }));
        }
    }

    fn end(mut self) -> Survey {
        let is_without_opening = self.found.rows == 0 && self.marks.is_empty() && !self.is_header_damaged;
        if is_without_opening {
            // Whatever there is belongs to the unfinished opening, a whole header included.
            self.found.torn = Some(Torn { offset: 0, bytes: self.found.len, is_after_opening: false });
        }
        let mut faults = name_faults(&self.marks);
        if self.is_header_damaged {
            faults.push(fault(1, None, FaultKind::Header));
        }
        if self.manner.is_resaved() {
            faults.push(fault(1, None, FaultKind::Resaved { how: self.manner.words() }));
        }
        faults.append(&mut self.remarks);
        if let Some(torn) = self.found.torn {
            let line = if torn.is_after_opening { self.marks.last().map_or(2, |mark| mark.line + 1) } else { 1 };
            faults.push(fault(line, None, FaultKind::Unfinished { bytes: torn.bytes }));
        }
        faults.sort_by_key(|fault| fault.line);
        self.found.faults = faults;
        self.found
    }
}

/// The number of a file's first row, if it can be read.
pub(in crate::journal) fn first_seq(source: impl Read) -> io::Result<Option<u64>> {
    Ok(first_row(source)?.map(|row| row.seq))
}

/// A file's first row, if it can be read.
pub(in crate::journal) fn first_row(source: impl Read) -> io::Result<Option<Row>> {
    let mut lines = Lines::first(source);
    let Some(header) = lines.next_line()? else { return Ok(None) };
    let mut manner = Manner::of_header(&header.bytes).unwrap_or_default();
    let Some(line) = lines.next_line()?.filter(|line| !line.is_torn() && !line.is_cut()) else { return Ok(None) };
    let row = Row::decode(&line.bytes).ok().or_else(|| Row::decode(&manner.undo(&line.bytes)?).ok());
    Ok(row.map(|(row, _)| row))
}

/// Whether a file begins with the header of a journal, however it was saved.
pub(super) fn begins_a_journal(source: impl Read) -> io::Result<bool> {
    let mut lines = Lines::first(source);
    Ok(lines.next_line()?.is_some_and(|header| Manner::of_header(&header.bytes).is_some()))
}

/// Whether a file begins with a whole line that is not the header of a journal, however it was saved.
pub(in crate::journal) fn is_foreign(source: impl Read) -> io::Result<bool> {
    let mut lines = Lines::first(source);
    let Some(header) = lines.next_line()? else { return Ok(false) };
    Ok(header.is_ended && Manner::of_header(&header.bytes).is_none())
}
