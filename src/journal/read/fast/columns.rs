//! Where the columns of a row begin and end: the fast way through a file that is as it was written.
//!
//! It accepts nothing that [`Row::decode`](super::Row::decode) refuses, and finds the same in it. What it doesn't accept
//! need not be wrong: whoever calls it then takes the careful way, which names what is wrong.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::classes::{Ends, PLAIN, is_of};
use crate::journal::format::column::{Column, ROW_BYTES_MAX};
use crate::journal::format::escape::unescape;
use crate::journal::format::row::{EventName, SEQ_MAX, TIME_BYTES, decode_time, quote, unquote};
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::SEAL_HEX_BYTES;

/// One row in a block of a file.
#[derive(Debug, Clone, Copy)]
pub(in crate::journal) struct Columns {
    pub seq: u64,
    /// Milliseconds since 1970, UTC.
    pub time_ms: i64,
    /// Minutes from UTC to the local time.
    offset_minutes: i16,
    /// Where the row begins in the block.
    pub start: u32,
    /// Where job, event, item, value, who and note end, counted from the row's start; each begins after a comma.
    ends: [u16; 6],
    /// How value, who and note stand in the file.
    codings: [Coding; 3],
    /// Where the job begins, counted from the row's start.
    job_at: u8,
    /// What kind of event it is.
    pub kind: Kind,
    /// Whether the event is the commonest.
    is_answer: bool,
}

/// What a row is to its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Kind {
    /// It begins it.
    Start,
    /// It ends it.
    Ending,
    /// Neither.
    Other,
}

/// How a text stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    /// As it reads.
    None,
    /// Between quotes, but else as it reads.
    Quoted,
    /// With escapes or doubled quotes in it, perhaps between quotes.
    Escaped,
}

/// Reads the rows of a block one after the other.
#[derive(Debug, Default)]
pub(in crate::journal) struct ColumnReader {
    /// The number of the row before, and the digits of the one that is expected: in memory order, the rest zero.
    seq: u64,
    expected: [u8; 8],
    /// The length of the digits; 0 while nothing is expected.
    digits: usize,
    /// The date and the offset of the row before, and the milliseconds at which that day began there.
    date: [u8; 10],
    offset: [u8; 6],
    day_ms: i64,
    offset_minutes: i16,
}

impl ColumnReader {
    /// The row that begins at `start`, and where it ends, its LF included; its seal is not looked at. `None`: the careful
    /// way must be taken. `ends` tells of the same bytes.
    #[inline]
    pub fn read(&mut self, ends: &impl Ends, bytes: &[u8], start: usize) -> Option<(Columns, usize)> {
        let (seq, time_at) = self.read_seq(bytes, start)?;
        let time_ms = self.read_time(bytes.get(time_at..)?.first_chunk()?)?;
        let job_at = time_at + TIME_BYTES + 1;
        let end_of = |at: usize| u16::try_from(at - start).ok();
        let job_end = job_end(ends, bytes, job_at)?;
        let event = job_end + 1;
        let is_answer = bytes.get(event..)?.first_chunk::<7>()? == b"answer,";
        let event_end = if is_answer { event + 6 } else { name_end(ends, bytes, event)? };
        let kind = match &bytes[event..event_end] {
            _ if is_answer => Kind::Other,
            b"start" => Kind::Start,
            b"finish" | b"stop" => Kind::Ending,
            _ => Kind::Other,
        };
        let item = event_end + 1;
        let item_end = if bytes.get(item) == Some(&b',') { item } else { name_end(ends, bytes, item)? };
        let (value_end, value) = text_end(ends, bytes, item_end + 1, Column::Value)?;
        let (who_end, who) = text_end(ends, bytes, value_end + 1, Column::Who)?;
        let (note_end, note) = text_end(ends, bytes, who_end + 1, Column::Note)?;
        let end = note_end + 1 + SEAL_HEX_BYTES;
        let is_whole = bytes.get(end) == Some(&b'\n') && end + 1 - start <= ROW_BYTES_MAX;
        let row = Columns {
            seq,
            time_ms,
            offset_minutes: self.offset_minutes,
            start: u32::try_from(start).ok()?,
            ends: [
                end_of(job_end)?,
                end_of(event_end)?,
                end_of(item_end)?,
                end_of(value_end)?,
                end_of(who_end)?,
                end_of(note_end)?,
            ],
            codings: [value, who, note],
            job_at: u8::try_from(job_at - start).ok()?,
            kind,
            is_answer,
        };
        is_whole.then_some((row, end + 1))
    }

    /// The number, and where what follows its comma begins. Mostly it is that of the row before and one, whose digits are known.
    #[inline]
    fn read_seq(&mut self, bytes: &[u8], start: usize) -> Option<(u64, usize)> {
        if self.digits > 0 {
            let word = u64::from_le_bytes(*bytes.get(start..)?.first_chunk()?);
            let differs = word ^ u64::from_le_bytes(self.expected);
            if differs << (64 - 8 * self.digits) == 0 && bytes.get(start + self.digits) == Some(&b',') {
                self.seq += 1;
                let time_at = start + self.digits + 1;
                self.expect_next();
                return Some((self.seq, time_at));
            }
        }
        let (seq, time_at) = read_seq(bytes, start)?;
        self.seq = seq;
        self.digits = time_at - 1 - start;
        if self.digits > self.expected.len() {
            self.digits = 0;
        } else {
            self.expected = [0; 8];
            self.expected[..self.digits].copy_from_slice(&bytes[start..start + self.digits]);
            self.expect_next();
        }
        Some((seq, time_at))
    }

    /// Counts on by one, as on paper.
    #[inline]
    fn expect_next(&mut self) {
        for digit in self.expected[..self.digits].iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        // all were nines: the next one has a digit more
        self.digits = 0;
    }

    /// Reads `2026-11-22T09:14:03.512+01:00,`. Days are looked up once; the times in one need no calendar.
    #[inline]
    fn read_time(&mut self, text: &[u8; TIME_BYTES + 1]) -> Option<i64> {
        let (date, offset) = (text.first_chunk::<10>()?, text[23..].first_chunk::<6>()?);
        if *date != self.date || *offset != self.offset {
            self.look_up_day(text)?;
        }
        // a leap second (:60) is left to the careful way
        let clock = u64::from_le_bytes(*text[11..].first_chunk()?) ^ u64::from_le_bytes(*b"00:00:00");
        // in each byte: what must be added so that the highest bit is set when the digit is too high
        const TOO_HIGH: u64 = u64::from_le_bytes([0x7d, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76]);
        let is_clock = (clock | clock.wrapping_add(TOO_HIGH)) & 0x8080_8080_8080_8080 == 0;
        let millis = u32::from_le_bytes(*text[19..].first_chunk()?) ^ u32::from_le_bytes(*b".000");
        const NO_DIGIT: u32 = u32::from_le_bytes([0x7f, 0x76, 0x76, 0x76]);
        let are_millis = (millis | millis.wrapping_add(NO_DIGIT)) & 0x8080_8080 == 0;
        let tens = clock.wrapping_mul(10).wrapping_add(clock >> 8);
        let [hours, minutes, seconds] = [tens & 0xff, tens >> 24 & 0xff, tens >> 48 & 0xff];
        let ms = (millis >> 8 & 0xff) * 100 + (millis >> 16 & 0xff) * 10 + (millis >> 24);
        let is_time = is_clock && are_millis && hours < 24 && text[10] == b'T' && text[29] == b',';
        let seconds = (hours * 60 + minutes) * 60 + seconds;
        is_time.then(|| self.day_ms + seconds.cast_signed() * 1000 + i64::from(ms))
    }

    #[cold]
    fn look_up_day(&mut self, text: &[u8; TIME_BYTES + 1]) -> Option<()> {
        let time = decode_time(std::str::from_utf8(&text[..TIME_BYTES]).ok()?).ok()?;
        let local_ms = time.naive_local().and_utc().timestamp_millis();
        let day_ms = local_ms.div_euclid(DAY_MS) * DAY_MS;
        let offset_seconds = time.offset().local_minus_utc();
        self.day_ms = day_ms - i64::from(offset_seconds) * 1000;
        self.offset_minutes = i16::try_from(offset_seconds / 60).ok()?;
        (self.date, self.offset) = (*text.first_chunk()?, *text[23..].first_chunk()?);
        Some(())
    }
}

const DAY_MS: i64 = 86_400_000;

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
#[inline]
fn name_end(ends: &impl Ends, bytes: &[u8], from: usize) -> Option<usize> {
    let at = ends.of_name(from)?;
    let is_name = bytes.get(from)?.is_ascii_lowercase() && at - from <= 40;
    (is_name && bytes.get(at) == Some(&b',')).then_some(at)
}

/// Where the job's column ends: empty, or J and a number.
#[inline]
fn job_end(ends: &impl Ends, bytes: &[u8], from: usize) -> Option<usize> {
    if *bytes.get(from)? == b',' {
        return Some(from);
    }
    let number = from + 1;
    let at = ends.of_number(number)?;
    let is_number = bytes[from] == b'J' && bytes.get(number)?.is_ascii_alphanumeric() && at - number <= 31;
    (is_number && bytes.get(at) == Some(&b',')).then_some(at)
}

/// Where a text ends: at a comma; and how it stands there. None also when it is too long.
#[inline]
fn text_end(ends: &impl Ends, bytes: &[u8], from: usize, column: Column) -> Option<(usize, Coding)> {
    let first = *bytes.get(from)?;
    if first == b',' {
        // a value is never empty
        return (column != Column::Value).then_some((from, Coding::None));
    }
    let mut found = None;
    if first.is_ascii_alphabetic() {
        // after a letter nothing is "first" any more, up to the next , ; or |
        let at = ends.of_plain(from)?;
        found = (*bytes.get(at)? == b',').then_some((at, Coding::None));
    }
    let (end, coding) = match found {
        Some(found) => found,
        None => marked_end(bytes, from, column)?,
    };
    (end - from <= column.bytes_max()).then_some((end, coding))
}

/// As [`text_end`], where there are quotes, other separators, or no letter at the start. Escapes are looked at by the code that
/// wrote them.
fn marked_end(bytes: &[u8], from: usize, column: Column) -> Option<(usize, Coding)> {
    let is_quoted = bytes[from] == b'"';
    let mut at = from + usize::from(is_quoted);
    if column == Column::Value && !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    // escape.rs says what is first in a column, and in a part of it
    let (mut is_column_start, mut is_part_start) = (true, true);
    let (mut has_comma, mut has_quote) = (false, false);
    loop {
        match *bytes.get(at)? {
            b',' if !is_quoted => return Some((at, Coding::None)),
            b'"' if !is_quoted => return None,
            b'"' if bytes.get(at + 1) == Some(&b'"') => {
                has_quote = true;
                at += 1;
            }
            b'"' => {
                let is_one_form = (has_comma || has_quote) && bytes.get(at + 1) == Some(&b',');
                let coding = if has_quote { Coding::Escaped } else { Coding::Quoted };
                return is_one_form.then_some((at + 1, coding));
            }
            b' ' | b'\'' => {}
            separator @ (b',' | b';' | b'|') => {
                (is_column_start, is_part_start) = (false, true);
                has_comma |= separator == b',';
            }
            b'=' | b'+' | b'-' | b'@' if is_part_start => return None,
            b'.' | b'0'..=b'9' if is_column_start && column != Column::Value => return None,
            byte if is_of(byte, PLAIN) => (is_column_start, is_part_start) = (false, false),
            _ => return escaped_end(bytes, from, column).map(|end| (end, Coding::Escaped)),
        }
        at += 1;
    }
}

/// Where a text with escapes ends, by the rules that the careful way goes by.
#[cold]
fn escaped_end(bytes: &[u8], from: usize, column: Column) -> Option<usize> {
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

    /// The number of its job. `line` is the row in the file.
    #[inline]
    pub fn job<'a>(&self, line: &'a str) -> Option<&'a [u8]> {
        line.as_bytes().get(usize::from(self.job_at) + 1..usize::from(self.ends[0]))
    }

    /// Event, item and value as they stand in the file. `line` is the row there.
    #[inline]
    pub fn said<'a>(&self, line: &'a str) -> &'a str {
        line.get(usize::from(self.ends[0]) + 1..usize::from(self.ends[3])).unwrap_or_default()
    }

    /// By whom, where nothing is escaped there.
    #[inline]
    pub fn who_as_it_reads<'a>(&self, line: &'a str) -> Option<&'a str> {
        self.as_it_reads(line, 4)
    }

    /// Remarks, where nothing is escaped there.
    #[inline]
    pub fn note_as_it_reads<'a>(&self, line: &'a str) -> Option<&'a str> {
        self.as_it_reads(line, 5)
    }

    #[inline]
    fn as_it_reads<'a>(&self, line: &'a str, column: usize) -> Option<&'a str> {
        let raw = line.get(usize::from(self.ends[column - 1]) + 1..usize::from(self.ends[column]))?;
        match self.codings[column - 3] {
            Coding::None => Some(raw),
            Coding::Quoted => raw.get(1..raw.len() - 1),
            Coding::Escaped => None,
        }
    }

    /// The row itself. `line` is the row in the file.
    #[inline]
    pub fn row<'a>(&self, line: &'a str) -> Option<RowRef<'a>> {
        let column = |at: usize| line.get(usize::from(self.ends[at - 1]) + 1..usize::from(self.ends[at]));
        let job = line.get(usize::from(self.job_at)..usize::from(self.ends[0]))?;
        let text = |at: usize, name: Column| {
            Some(match self.as_it_reads(line, at) {
                Some(text) => Cow::Borrowed(text),
                None => Cow::Owned(unescape(name, &unquoted(column(at)?)?).ok()?),
            })
        };
        Some(RowRef {
            seq: self.seq,
            time: self.time()?,
            job: job.get(1..),
            event: if self.is_answer { EventName::Answer } else { EventName::from_word(column(1)?)? },
            item: column(2).filter(|item| !item.is_empty()),
            value: text(3, Column::Value)?,
            who: text(4, Column::Who)?,
            note: text(5, Column::Note)?,
        })
    }

    /// The time, as the row bears it.
    pub fn time(&self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(i32::from(self.offset_minutes) * 60)?;
        Some(DateTime::from_timestamp_millis(self.time_ms)?.with_timezone(&offset))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::format::row::Row;
    use crate::journal::read::fast::classes::{Bits, ByByte};

    /// Reads a line both ways. What the fast way takes, the careful way must take, and find the same in it.
    fn is_taken(line: &str) -> bool {
        let bytes = format!("{line}\n");
        let read = ColumnReader::default().read(&ByByte(bytes.as_bytes()), bytes.as_bytes(), 0);
        let mut bits = Bits::default();
        if bits.of(bytes.as_bytes()) {
            let read_wide = ColumnReader::default().read(&bits, bytes.as_bytes(), 0);
            assert_eq!(format!("{read:?}"), format!("{read_wide:?}"));
        }
        let Some((columns, end)) = read else { return false };
        // the seal's digits are checked with the seal itself
        let Ok((row, _)) = Row::decode(line.as_bytes()) else { panic!("only the careful way refuses {line:?}") };
        assert_eq!(columns.row(line).as_ref(), Some(&row.view()));
        assert_eq!((end, columns.body_len()), (bytes.len(), line.len() - SEAL_HEX_BYTES - 1));
        true
    }

    fn line(value: &str, who: &str, note: &str) -> String {
        let seal = "0123456789abcdef".repeat(4);
        format!("7,2026-11-22T09:14:03.512+01:00,J261122-01,correct,plate,{value},{who},{note},{seal}")
    }

    #[test]
    fn what_a_writer_writes_is_taken() {
        for (value, who, note) in [
            ("text AB12 CDE", "Ana K.", ""),
            ("num 12.60 V", "\"K., Ana\"", "\"says \"\"no\"\", =x; and -y\""),
            ("\"text a, b\"", "Łukasz Müller", "'\\=1; \\@x"),
            ("card-seen", "A + B", "\\2 tries, ".trim_end_matches(", ")),
            ("card-seen", "日本", "\\u{202e}x"),
        ] {
            let line = line(value, who, note);
            if Row::decode(line.as_bytes()).is_ok() {
                assert!(is_taken(&line), "{line}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_row_is_written_is_taken(value in "[a-z]\\PC{0,12}", who in "\\PC{0,8}", note in any::<String>(), event in "[a-z]{1,9}") {
            let (row, _) = Row::decode(line("x", "", "").as_bytes()).unwrap();
            let event = EventName::from_word(&event).unwrap();
            if let Ok((line, _)) = (Row { value, who, note, event, ..row }).seal(b"") {
                prop_assert!(is_taken(line.trim_end_matches('\n')), "{}", line);
            }
        }

        #[test]
        fn nothing_is_taken_that_is_no_row(value in r#"[a-b0=\-,;|"' .\\éƿ\u{a0}\u{85}]{0,6}"#, note in r#"[ab0=\-@,;|"' .\\ü\u{a0}\u{ff1d}]{0,7}"#, at in 0..90_usize, byte in any::<u8>()) {
            is_taken(&line(&value, &note, ""));
            is_taken(&line("x", "", &note));
            let mut bytes = line("x", "Ana K.", &note).into_bytes();
            if at + SEAL_HEX_BYTES < bytes.len() {
                bytes[at] = byte;
            }
            if let Ok(text) = String::from_utf8(bytes) {
                is_taken(&text);
            }
        }
    }
}
