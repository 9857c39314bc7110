//! Where the columns of a row begin and end: the fast way through a file that is as it was written.
//!
//! It accepts nothing that [`Row::decode`](super::Row::decode) refuses, and finds the same in it. What it doesn't accept
//! need not be wrong: whoever calls it then takes the careful way, which names what is wrong.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::escape::unescape;
use super::row::{
    Column, EventName, NOTE_BYTES_MAX, ROW_BYTES_MAX, SEQ_MAX, TIME_BYTES, VALUE_BYTES_MAX, WHO_BYTES_MAX, decode_time,
    quote, unquote,
};
use super::row_ref::RowRef;
use super::seal::{SEAL_HEX_BYTES, Seal};

/// One row in a block of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub seq: u64,
    /// Milliseconds since 1970, UTC.
    pub time_ms: i64,
    /// Minutes from UTC to the local time.
    offset_minutes: i16,
    /// Where the row begins in the block.
    pub start: u32,
    /// Where job, event, item, value, who and note end, counted from the row's start; each begins after a comma.
    ends: [u16; 6],
    /// Which of value, who and note are quoted, escaped or otherwise not as they read.
    is_coded: [bool; 3],
    /// The seal that fits the row.
    pub seal: Seal,
}

/// What stands for itself in a name, a job's number, a text: bits.
const NAME: u8 = 1;
const NUMBER: u8 = 2;
const PLAIN: u8 = 4;
const LETTER: u8 = 8;

/// What each byte may be part of. In a text: printable ASCII without what is escaped, quoted or makes "first" begin anew.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0x20;
    while at < 0x7f {
        let byte = at as u8;
        let is_name = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_number = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let is_plain = !matches!(byte, b',' | b'"' | b'\\' | b';' | b'|');
        let is_letter = byte.is_ascii_alphabetic();
        classes[at] =
            is_name as u8 * NAME | is_number as u8 * NUMBER | is_plain as u8 * PLAIN | is_letter as u8 * LETTER;
        at += 1;
    }
    classes
};

fn is_of(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// Reads the rows of a block one after the other.
#[derive(Debug, Default)]
pub(super) struct ColumnReader {
    /// The date and the offset of the row before, and the milliseconds at which that day began there.
    day: [u8; 16],
    day_ms: i64,
    offset_minutes: i16,
}

impl ColumnReader {
    /// The row that begins at `start`, and where it ends, its LF included; the seal is still to be filled in. `None`: the
    /// careful way must be taken.
    #[inline]
    pub fn read(&mut self, bytes: &[u8], start: usize) -> Option<(Columns, usize)> {
        let (seq, at) = read_seq(bytes, start)?;
        let time_ms = self.read_time(bytes.get(at..at + TIME_BYTES + 1)?.try_into().ok()?)?;
        let mut at = at + TIME_BYTES + 1;
        let offset_minutes = self.offset_minutes;
        let mut row =
            Columns { seq, time_ms, offset_minutes, start: 0, ends: [0; 6], is_coded: [false; 3], seal: Seal::EMPTY };
        row.start = u32::try_from(start).ok()?;
        let end_of = |at: usize| u16::try_from(at - start).ok();
        at = job_end(bytes, at)?;
        row.ends[0] = end_of(at)?;
        let event = at + 1;
        at = name_end(bytes, event)?;
        EventName::from_word(std::str::from_utf8(&bytes[event..at]).ok()?)?;
        row.ends[1] = end_of(at)?;
        let item = at + 1;
        at = if bytes.get(item) == Some(&b',') { item } else { name_end(bytes, item)? };
        row.ends[2] = end_of(at)?;
        for (place, (column, bytes_max)) in TEXTS.into_iter().enumerate() {
            let from = at + 1;
            let (end, is_coded) = text_end(bytes, from, column)?;
            if end - from > bytes_max {
                return None;
            }
            row.ends[3 + place] = end_of(end)?;
            row.is_coded[place] = is_coded;
            at = end;
        }
        let end = at + 1 + SEAL_HEX_BYTES;
        (bytes.get(end) == Some(&b'\n') && end + 1 - start <= ROW_BYTES_MAX).then_some((row, end + 1))
    }

    /// Reads `2026-11-22T09:14:03.512+01:00,`. Days are looked up once; the times in one need no calendar.
    fn read_time(&mut self, text: &[u8; TIME_BYTES + 1]) -> Option<i64> {
        if text[..10] != self.day[..10] || text[23..29] != self.day[10..] {
            let time = decode_time(std::str::from_utf8(&text[..TIME_BYTES]).ok()?).ok()?;
            let local_ms = time.naive_local().and_utc().timestamp_millis();
            let day_ms = local_ms.div_euclid(DAY_MS) * DAY_MS;
            let offset_seconds = time.offset().local_minus_utc();
            self.day_ms = day_ms - i64::from(offset_seconds) * 1000;
            self.offset_minutes = i16::try_from(offset_seconds / 60).ok()?;
            self.day[..10].copy_from_slice(&text[..10]);
            self.day[10..].copy_from_slice(&text[23..29]);
        }
        let two = |at: usize| Some(digit(text[at])? * 10 + digit(text[at + 1])?);
        let (hours, minutes, seconds) = (two(11)?, two(14)?, two(17)?);
        let ms = two(20)? * 10 + digit(text[22])?;
        // a leap second (:60) is left to the careful way
        let is_time = hours < 24 && minutes < 60 && seconds < 60;
        let is_marked = [text[10], text[13], text[16], text[19], text[29]] == *b"T::.,";
        (is_time && is_marked).then_some(self.day_ms + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms)
    }
}

const DAY_MS: i64 = 86_400_000;
const TEXTS: [(Column, usize); 3] =
    [(Column::Value, VALUE_BYTES_MAX), (Column::Who, WHO_BYTES_MAX), (Column::Note, NOTE_BYTES_MAX)];

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// The number, and where what follows its comma begins.
fn read_seq(bytes: &[u8], start: usize) -> Option<(u64, usize)> {
    let mut seq = 0_u64;
    let mut at = start;
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
        seq = seq.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
        at += 1;
    }
    let is_one_form = at > start && (bytes[start] != b'0' || at == start + 1);
    (is_one_form && bytes.get(at) == Some(&b',') && seq <= SEQ_MAX).then_some((seq, at + 1))
}

/// Where a lower-case name ends: at a comma.
fn name_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while is_of(*bytes.get(at)?, NAME) {
        at += 1;
    }
    let is_name = bytes[from].is_ascii_lowercase() && at - from <= 40;
    (is_name && bytes[at] == b',').then_some(at)
}

/// Where the job's column ends: empty, or J and a number.
fn job_end(bytes: &[u8], from: usize) -> Option<usize> {
    if *bytes.get(from)? == b',' {
        return Some(from);
    }
    let number = from + 1;
    let mut at = number;
    while is_of(*bytes.get(at)?, NUMBER) {
        at += 1;
    }
    let is_number = bytes[from] == b'J' && bytes[number].is_ascii_alphanumeric() && at - number <= 31;
    (is_number && bytes[at] == b',').then_some(at)
}

/// Where a text ends: at a comma; and whether it is coded.
#[inline]
fn text_end(bytes: &[u8], from: usize, column: Column) -> Option<(usize, bool)> {
    let first = *bytes.get(from)?;
    if first == b',' {
        // a value is never empty
        return (column != Column::Value).then_some((from, false));
    }
    if is_of(first, LETTER) {
        // after a letter nothing is "first" any more, up to the next , ; or |
        let mut at = from + 1;
        while is_of(*bytes.get(at)?, PLAIN) {
            at += 1;
        }
        if bytes[at] == b',' {
            return Some((at, false));
        }
    }
    coded_end(bytes, from, column).map(|end| (end, true))
}

/// Where a quoted or escaped text ends, by the rules that the careful way goes by.
#[cold]
fn coded_end(bytes: &[u8], from: usize, column: Column) -> Option<usize> {
    let rest = &bytes[from..bytes.len().min(from + ROW_BYTES_MAX)];
    let len = if rest.first() == Some(&b'"') {
        let mut at = 1;
        loop {
            at += rest[at..].iter().position(|&b| b == b'"')? + 1;
            if rest.get(at) != Some(&b'"') {
                break at;
            }
            at += 1;
        }
    } else {
        rest.iter().position(|&b| b == b',')?
    };
    let raw = std::str::from_utf8(&rest[..len]).ok()?;
    let field = unquoted(raw)?;
    let text = unescape(column, &field).ok()?;
    let is_one_form = rest.get(len) == Some(&b',') && quote(&field) == raw;
    let may_begin_so = column != Column::Value || text.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_one_form && may_begin_so).then_some(from + len)
}

/// A field without its quotes, if it has any.
fn unquoted(raw: &str) -> Option<Cow<'_, str>> {
    match raw.strip_prefix('"') {
        None => Some(Cow::Borrowed(raw)),
        Some(quoted) => unquote(quoted).filter(|(_, after)| after.is_empty()).map(|(field, _)| Cow::Owned(field)),
    }
}

impl Columns {
    /// The length of the row without the comma before its seal.
    pub fn body_len(&self) -> usize {
        usize::from(self.ends[5])
    }

    /// The row itself. `text` is the block's.
    pub fn row<'a>(&self, text: &'a str) -> Option<RowRef<'a>> {
        let line = text.get(self.start as usize..)?;
        let column = |at: usize| line.get(usize::from(self.ends[at - 1]) + 1..usize::from(self.ends[at]));
        let job_at = line.find(',')? + TIME_BYTES + 2;
        let job = line.get(job_at..usize::from(self.ends[0]))?;
        let coded = |at: usize, name: Column| {
            let raw = column(at)?;
            if !self.is_coded[at - 3] {
                return Some(Cow::Borrowed(raw));
            }
            Some(Cow::Owned(unescape(name, &unquoted(raw)?).ok()?))
        };
        Some(RowRef {
            seq: self.seq,
            time: self.time()?,
            job: job.strip_prefix('J'),
            event: EventName::from_word(column(1)?)?,
            item: column(2).filter(|item| !item.is_empty()),
            value: coded(3, Column::Value)?,
            who: coded(4, Column::Who)?,
            note: coded(5, Column::Note)?,
        })
    }

    /// The time, as the row bears it.
    pub fn time(&self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(i32::from(self.offset_minutes) * 60)?;
        Some(DateTime::from_timestamp_millis(self.time_ms)?.with_timezone(&offset))
    }
}
