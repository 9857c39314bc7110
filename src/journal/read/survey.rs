//! One walk over one journal file: every row that can be read, and how its seal stands. Writer, reader, verifier and audit all
//! see a file through it, so that they agree on what is sound and what is the last readable row.

use std::io::{self, Read, Seek};

use chrono::{DateTime, FixedOffset};

use super::damage::{LineMark, LineState, name_faults};
use super::lines::{Line, Lines};
use super::resaved::SavedForm;
use crate::journal::format::column::{BadRow, bad_row};
use crate::journal::format::event::EventName;
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::file_event::{self, Opened};
use crate::journal::format::row::{HEADER, Row};
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal, SealHex};
use crate::words::{Said, Sentence};

/// More than this much earlier than the row before is a clock that was set back; less is a clock being tuned.
pub(in crate::journal) const CLOCK_SLACK_MS: i64 = 2000;

/// Two clocks that are less apart agree.
pub(in crate::journal) const CLOCKS_APART_MS: i64 = 120_000;

/// So many damaged lines in a row are named one by one; the rest of them is named as one, since a file may have millions.
const DAMAGED_IN_A_ROW_MAX: u64 = 100;

/// A row in its file.
#[derive(Debug)]
pub(in crate::journal) struct Seen<'a> {
    /// The line, from 1.
    pub line: u64,
    /// The row.
    pub row: RowRef<'a>,
    /// The text before it that goes into its seal: the header, or a seal as hex. Of two that may stand there the
    /// one that fits; empty when that line is no row.
    pub lead: &'a [u8],
    /// The seal that it bears.
    pub seal: Seal,
    /// The seal as it stands in the file.
    pub seal_hex: &'a SealHex,
    /// True when the seal fits the row and the line before it.
    pub is_linked: bool,
}

/// Is called for each readable row, in the order of lines.
pub(in crate::journal) type Visit<'a> = &'a mut dyn FnMut(&Seen<'_>);

/// The last readable row of a file: the one with the highest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Head {
    pub seq: u64,
    pub seal: Seal,
    pub time: DateTime<FixedOffset>,
}

/// The unfinished end after the last whole row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Torn {
    /// Its offset.
    pub offset: u64,
    /// Its length.
    pub bytes: u64,
    /// True when the file has a whole header and row 0 before it.
    pub is_after_opening: bool,
}

/// The result of a walk.
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
    /// True when the row after row 0 is a `clock` row, which accounts for a step back from the file before.
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

    /// True when a writer may go on with this file.
    pub fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| matches!(fault.kind, FaultKind::ClockBack { .. } | FaultKind::Unfinished { .. }))
    }
}

/// Walks over one file, from its start. `visit` is called for each readable row, in the order of lines.
///
/// Memory stays flat as long as all seals fit and the numbers have no gap. What was done to a file where they don't can only be
/// told from all its lines together: then it is read a second time.
pub(in crate::journal) fn survey(mut source: impl Read + Seek, visit: Visit<'_>) -> io::Result<Survey> {
    let walk = Walk::over(&mut source, true, None, visit)?;
    let faults = if walk.is_regular {
        Vec::new()
    } else {
        source.rewind()?;
        // what was read is longer or shorter in UTF-8 than it is in the file
        let len = if walk.form.is_utf_16 { u64::MAX } else { walk.found.len };
        let again = Walk::over(source.take(len), true, Some(Vec::new()), &mut |_| {})?;
        name_faults(&again.marks.unwrap_or_default())
    };
    Ok(walk.end(faults))
}

/// Goes over the rows of one file that was surveyed before: `visit` is called for the same rows, and no seal is checked.
pub(in crate::journal) fn rows_again(source: impl Read, visit: Visit<'_>) -> io::Result<()> {
    Walk::over(source, false, None, visit).map(drop)
}

/// The state of a walk.
struct Walk {
    found: Survey,
    /// Whether seals are checked: that is what takes most of the time.
    checks_seals: bool,
    form: SavedForm,
    /// The marks of the lines after the header, if they are kept.
    marks: Option<Vec<LineMark>>,
    /// The last line after the header that is not torn.
    last_line: u64,
    /// The number on that line.
    last_seq: Option<u64>,
    /// True when all seals fit so far, and the numbers have no gap.
    is_regular: bool,
    before: Before,
    time: Option<DateTime<FixedOffset>>,
    /// A step back in time that the next row may explain.
    clock_back: Option<usize>,
    remarks: Vec<Fault>,
    is_header_damaged: bool,
    /// How many lines in a row were none up to here.
    damaged_in_a_row: u64,
}

/// The line before the next row, which is sealed with it.
enum Before {
    /// The header.
    Header,
    /// A row: its seal as it is written there, and the one that would fit that row if it is another.
    Row { written: SealHex, fitting: Option<SealHex> },
    /// A line that is no row.
    Unknown,
}

fn fault(line: u64, seq: Option<u64>, kind: FaultKind) -> Fault {
    Fault { station: String::new(), file: String::new(), line: Some(line), seq, kind }
}

impl Walk {
    fn over(source: impl Read, checks_seals: bool, marks: Option<Vec<LineMark>>, visit: Visit<'_>) -> io::Result<Self> {
        let mut walk = Self {
            found: Survey::default(),
            checks_seals,
            form: SavedForm::default(),
            marks,
            last_line: 1,
            last_seq: None,
            is_regular: true,
            before: Before::Header,
            time: None,
            clock_back: None,
            remarks: Vec::new(),
            is_header_damaged: false,
            damaged_in_a_row: 0,
        };
        let mut lines = Lines::new(source);
        while let Some(line) = lines.next_line()? {
            walk.found.len = line.offset + line.len;
            if line.number > 1 {
                walk.row_line(&line, visit);
                continue;
            }
            let may_go_on = walk.header(&line);
            walk.form.is_utf_16 = lines.is_utf_16();
            if !may_go_on {
                break;
            }
        }
        Ok(walk)
    }

    /// Reads the first line. False when nothing can follow it.
    fn header(&mut self, line: &Line<'_>) -> bool {
        let written = line.bytes.split(|&b| b == 0).next().unwrap_or_default();
        if line.is_last && !line.is_cut() && HEADER.as_bytes().starts_with(written) {
            self.found.torn = Some(Torn { offset: 0, bytes: line.len, is_after_opening: false });
            return false;
        }
        if line.bytes != HEADER.as_bytes() {
            match SavedForm::of_header(line.bytes) {
                Some(form) => self.form = form,
                None => self.is_header_damaged = true,
            }
        }
        true
    }

    fn row_line(&mut self, line: &Line<'_>, visit: Visit<'_>) {
        if line.is_torn() && !self.is_whole_but_for_its_end(line) {
            self.found.torn = Some(Torn { offset: line.offset, bytes: line.len, is_after_opening: line.number > 2 });
            return;
        }
        if line.is_cut() {
            return self.garbled(line, &bad_row(Sentence::says("row-bytes", [("n", Said::text(line.len))])));
        }
        match RowRef::decode(line.bytes) {
            Ok((row, seal)) => self.row(line.number, row, seal, line.bytes, visit),
            Err(error) => {
                let mut form = self.form;
                let undone = form.undo(line.bytes);
                let row = undone.as_deref().and_then(|undone| Some((undone, RowRef::decode(undone).ok()?)));
                // in Windows-1252 every byte is a letter: whether it was one, only the seal can tell
                let is_guess = form.is_windows_1252 && std::str::from_utf8(line.bytes).is_err();
                match row.filter(|(undone, (_, seal))| !is_guess || self.before.fits(undone, *seal)) {
                    Some((undone, (row, seal))) => {
                        self.form = form;
                        self.row(line.number, row, seal, undone, visit);
                    }
                    None => self.garbled(line, &error),
                }
            }
        }
    }

    /// Other programs leave the last line of a file without an end; a power cut does that too, but only in a file
    /// that is otherwise in the form in which it was written.
    fn is_whole_but_for_its_end(&mut self, line: &Line<'_>) -> bool {
        if line.is_ended || line.is_cut() || !self.form.is_resaved() {
            return false;
        }
        let is_row = self.form.undo(line.bytes).is_some_and(|undone| RowRef::decode(&undone).is_ok());
        self.form.lacks_last_end |= is_row;
        is_row
    }

    /// Takes in a row. `written` is its line, its seal included.
    fn row(&mut self, line: u64, row: RowRef<'_>, seal: Seal, written: &[u8], visit: Visit<'_>) {
        let body = &written[..written.len() - SEAL_HEX_BYTES - 1];
        let seal_hex = &seal.hex_bytes();
        let before = std::mem::replace(&mut self.before, Before::Row { written: *seal_hex, fitting: None });
        let (first, second) = before.leads();
        let computed = first.filter(|_| self.checks_seals).map(|lead| Seal::over(lead, body));
        let is_second = || second.is_some_and(|lead| Seal::over(lead, body) == seal);
        let (lead, is_linked) = match computed {
            None => (&[][..], true),
            Some(computed) if computed != seal && is_second() => (second.unwrap_or_default(), true),
            Some(computed) => (first.unwrap_or_default(), computed == seal),
        };
        if let (false, Some(computed)) = (is_linked, computed) {
            self.before = Before::Row { written: *seal_hex, fitting: Some(computed.hex_bytes()) };
        }
        let is_in_step = line == 2 || self.last_seq.and_then(|last| last.checked_add(1)) == Some(row.seq);
        self.is_regular &= is_linked && is_in_step;
        self.damaged_in_a_row = 0;
        self.mark(line, Some(row.seq), Some(seal), || {
            if is_linked { LineState::Linked } else { LineState::Unlinked(body.to_vec()) }
        });

        self.found.rows += 1;
        if line == 2 {
            self.opening(&row);
        }
        self.found.first.get_or_insert((row.seq, row.time));
        if self.found.head.is_none_or(|head| row.seq >= head.seq) {
            self.found.head = Some(Head { seq: row.seq, seal, time: row.time });
        }
        self.clock(line, &row);
        visit(&Seen { line, row, lead, seal, seal_hex, is_linked });
    }

    /// Notes how a line after the header stands.
    fn mark(&mut self, line: u64, seq: Option<u64>, seal: Option<Seal>, state: impl FnOnce() -> LineState) {
        (self.last_line, self.last_seq) = (line, seq);
        if let Some(marks) = &mut self.marks {
            marks.push(LineMark { line, seq, seal, state: state() });
        }
    }

    fn opening(&mut self, row: &RowRef<'_>) {
        self.found.station = row.item.map(ToOwned::to_owned).filter(|_| row.event == EventName::Open);
        self.found.opened = file_event::decode_open(row);
        let kind = match (&self.found.opened, file_event::format_of(row)) {
            (_, Some(format)) if format > file_event::FORMAT => FaultKind::NewerFormat { format },
            (None, _) => FaultKind::NoOpening { why: Sentence::says("why-open-expected-form", []) },
            (Some(_), _) => return,
        };
        self.remarks.push(fault(2, Some(row.seq), kind));
    }

    /// Notes a step back in time, and whether a `clock` row accounts for it: that row itself, or the one after it.
    fn clock(&mut self, line: u64, row: &RowRef<'_>) {
        let is_clock_row = row.event == EventName::Clock && row.value.starts_with("back ");
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

    fn garbled(&mut self, line: &Line<'_>, error: &BadRow) {
        // What can still be told from a damaged line keeps the faults of its neighbours from being blamed on them.
        let digits = line.bytes.split(|&b| !b.is_ascii_digit()).next().unwrap_or_default();
        let seq = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        let seal = line.bytes.len().checked_sub(SEAL_HEX_BYTES).and_then(|at| Seal::from_hex(&line.bytes[at..]));
        self.before = seal.map_or(Before::Unknown, |seal| Before::Row { written: seal.hex_bytes(), fitting: None });
        self.is_regular = false;
        self.damaged_in_a_row += 1;
        match self.marks.as_mut().and_then(|marks| marks.last_mut()).map(|mark| &mut mark.state) {
            Some(LineState::Garbled { lines, .. }) if self.damaged_in_a_row > DAMAGED_IN_A_ROW_MAX + 1 => {
                *lines += 1;
                (self.last_line, self.last_seq) = (line.number, seq);
            }
            _ => self.mark(line.number, seq, seal, || LineState::Garbled { why: error.sentence(), lines: 1 }),
        }
        if line.number == 2 {
            let why = Sentence::says("why-open-expected", []);
            self.remarks.push(fault(2, None, FaultKind::NoOpening { why }));
        }
    }

    /// Ends the walk; `faults` are those of the rows.
    fn end(mut self, mut faults: Vec<Fault>) -> Survey {
        let is_without_opening = self.last_line == 1 && !self.is_header_damaged;
        if is_without_opening {
            // Whatever there is belongs to the unfinished opening, a whole header included.
            self.found.torn = Some(Torn { offset: 0, bytes: self.found.len, is_after_opening: false });
        }
        if self.is_header_damaged {
            faults.push(fault(1, None, FaultKind::Header));
        }
        if self.form.is_resaved() {
            faults.push(fault(1, None, FaultKind::Resaved { how: self.form.sentence() }));
        }
        faults.append(&mut self.remarks);
        if let Some(torn) = self.found.torn {
            let line = if torn.is_after_opening { self.last_line + 1 } else { 1 };
            faults.push(fault(line, None, FaultKind::Unfinished { bytes: torn.bytes }));
        }
        faults.sort_by_key(|fault| fault.line);
        self.found.faults = faults;
        self.found
    }
}

impl Before {
    /// True when a row with this seal was sealed after it. `written` is the row's line, its seal included.
    fn fits(&self, written: &[u8], seal: Seal) -> bool {
        let body = &written[..written.len() - SEAL_HEX_BYTES - 1];
        let (first, second) = self.leads();
        [first, second].into_iter().flatten().any(|lead| Seal::over(lead, body) == seal)
    }

    /// What may go into the seal of the next row: what stands there, and what should. Neither is known of what is no row.
    fn leads(&self) -> (Option<&[u8]>, Option<&[u8]>) {
        match self {
            Self::Header => (Some(HEADER.as_bytes()), None),
            Self::Row { written, fitting } => (Some(written), fitting.as_ref().map(|hex| &hex[..])),
            Self::Unknown => (None, None),
        }
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
    let mut form = SavedForm::of_header(header.bytes).unwrap_or_default();
    let Some(line) = lines.next_line()?.filter(|line| !line.is_torn() && !line.is_cut()) else { return Ok(None) };
    let row = Row::decode(line.bytes).ok().or_else(|| Row::decode(&form.undo(line.bytes)?).ok());
    Ok(row.map(|(row, _)| row))
}

/// True when a file begins with the header of a journal, however it was saved.
pub(super) fn begins_a_journal(source: impl Read) -> io::Result<bool> {
    let mut lines = Lines::first(source);
    Ok(lines.next_line()?.is_some_and(|header| SavedForm::of_header(header.bytes).is_some()))
}

/// True when a file begins with a whole line that is not the header of a journal, however it was saved.
pub(in crate::journal) fn is_foreign(source: impl Read) -> io::Result<bool> {
    let mut lines = Lines::first(source);
    let Some(header) = lines.next_line()? else { return Ok(false) };
    Ok(header.is_ended && SavedForm::of_header(header.bytes).is_none())
}
