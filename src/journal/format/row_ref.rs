//! A row that borrows its text from the file, and the only way in which rows are read: nothing is allocated for a field
//! that stands in the file as it reads.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use memchr::memchr;

use super::column::{BadRow, Column, ROW_BYTES_MAX, bad, bad_row};
use super::escape::{is_plain, unescape};
use super::event::EventName;
use super::row::{Row, SEQ_MAX};
use super::seal::{SEAL_HEX_BYTES, Seal};
use super::time::decode_time;
use crate::domain::{Id, JobNumber};
use crate::words::{Said, Sentence};

/// One row, without its seal; the same as a [`Row`], but nothing in it is a copy unless it was escaped or quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef<'a> {
    /// Its number at the station.
    pub seq: u64,
    /// Local time, in whole milliseconds.
    pub time: DateTime<FixedOffset>,
    /// The number of the job of this station that it is about, of the form of a [`JobNumber`].
    pub job: Option<&'a str>,
    /// The event.
    pub event: EventName,
    /// To which item, of the form of an [`Id`].
    pub item: Option<&'a str>,
    /// How; starts with a letter.
    pub value: Cow<'a, str>,
    /// By whom.
    pub who: Cow<'a, str>,
    /// Remarks.
    pub note: Cow<'a, str>,
}

impl Row {
    /// The row as one that borrows.
    #[must_use]
    pub fn view(&self) -> RowRef<'_> {
        RowRef {
            seq: self.seq,
            time: self.time,
            job: self.job.as_ref().map(JobNumber::as_str),
            event: self.event.clone(),
            item: self.item.as_ref().map(Id::as_str),
            value: Cow::Borrowed(&self.value),
            who: Cow::Borrowed(&self.who),
            note: Cow::Borrowed(&self.note),
        }
    }

    /// Reads a line without its LF. What it accepts, [`Row::encode`] writes back byte by byte.
    ///
    /// # Errors
    /// Naming the column, and what was expected there.
    pub fn decode(line: &[u8]) -> Result<(Self, Seal), BadRow> {
        RowRef::decode(line).map(|(row, seal)| (row.to_row(), seal))
    }
}

impl<'a> RowRef<'a> {
    /// The row as one that stands for itself.
    #[must_use]
    pub fn to_row(&self) -> Row {
        Row {
            seq: self.seq,
            time: self.time,
            job: self.job.and_then(|number| JobNumber::new(number).ok()),
            event: self.event.clone(),
            item: self.item.and_then(|item| Id::new(item).ok()),
            value: self.value.clone().into_owned(),
            who: self.who.clone().into_owned(),
            note: self.note.clone().into_owned(),
        }
    }

    /// Reads a line without its LF. What it accepts, [`Row::encode`] writes back byte by byte.
    ///
    /// # Errors
    /// Naming the column, and what was expected there.
    pub fn decode(line: &'a [u8]) -> Result<(Self, Seal), BadRow> {
        if line.len() >= ROW_BYTES_MAX {
            let bytes = [("n", Said::text(line.len())), ("most", Said::text(ROW_BYTES_MAX))];
            return Err(bad_row(Sentence::says("row-bytes-most", bytes)));
        }
        let line = std::str::from_utf8(line)
            .map_err(|error| bad_row(Sentence::says("row-not-utf-8", [("n", Said::text(error.valid_up_to()))])))?;
        let [seq, time, job, event, item, value, who, note, seal_field] = split(line)?;
        let seal = Seal::from_hex(seal_field.text().as_bytes())
            .ok_or_else(|| bad(Column::Seal, Sentence::says("row-seal", [])))?;
        let row = Self {
            seq: decode_seq(&seq.text())?,
            time: decode_time(&time.text())?,
            job: decode_job(job)?,
            event: decode_event(&event.text())?,
            item: decode_item(item)?,
            value: decode_text(Column::Value, value)?,
            who: decode_text(Column::Who, who)?,
            note: decode_text(Column::Note, note)?,
        };
        let body = &line[..line.len() - SEAL_HEX_BYTES - 1];
        let are_quotes_needed =
            [seq, time, job, event, item, seal_field].iter().all(|field| field.quotes == Quotes::None)
                && [value, who, note].iter().all(Field::is_quoted_as_written);
        let do_lengths_fit = [(Column::Value, value), (Column::Who, who), (Column::Note, note)]
            .iter()
            .all(|(column, field)| field.len() <= column.bytes_max());
        if !are_quotes_needed || !do_lengths_fit || !row.value.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // the columns are right one by one: what is wrong with the whole is told by writing it
            let encoded = row.to_row().encode()?;
            if encoded != body {
                let expected = ("expected", Said::text(format!("{encoded:?}")));
                return Err(bad_row(Sentence::says("row-one-form", [expected])));
            }
        }
        Ok((row, seal))
    }
}

/// A column of a line.
#[derive(Debug, Clone, Copy, Default)]
struct Field<'a> {
    /// The field as it is written, without quotes around it.
    raw: &'a str,
    quotes: Quotes,
}

/// The quotes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Quotes {
    #[default]
    None,
    Around,
    /// Around it, and doubled in it.
    Doubled,
}

impl<'a> Field<'a> {
    /// The field, quotes undone.
    fn text(self) -> Cow<'a, str> {
        match self.quotes {
            Quotes::None | Quotes::Around => Cow::Borrowed(self.raw),
            Quotes::Doubled => Cow::Owned(self.raw.replace("\"\"", "\"")),
        }
    }

    /// Its length in the file.
    fn len(self) -> usize {
        self.raw.len() + if self.quotes == Quotes::None { 0 } else { 2 }
    }

    /// True when it has quotes if, and only if, there is a comma or a quote in it.
    fn is_quoted_as_written(&self) -> bool {
        match self.quotes {
            Quotes::None => !self.raw.contains('"'),
            Quotes::Around => self.raw.contains(','),
            Quotes::Doubled => true,
        }
    }
}

/// What follows an ASCII character that a text begins with. `strip_prefix` compares as if it were a long one, for each field.
fn behind(first: u8, text: &str) -> Option<&str> {
    (text.as_bytes().first() == Some(&first)).then(|| &text[1..])
}

/// Splits a line at its commas, outside of quotes.
fn split(line: &str) -> Result<[Field<'_>; 9], BadRow> {
    let mut fields = [Field::default(); 9];
    let mut count = 0;
    let mut rest = line;
    loop {
        let (field, after) = match behind(b'"', rest) {
            Some(quoted) => quoted_field(quoted).ok_or_else(|| bad_row(Sentence::says("row-quote-open", [])))?,
            None => {
                let end = memchr(b',', rest.as_bytes()).unwrap_or(rest.len());
                (Field { raw: &rest[..end], quotes: Quotes::None }, &rest[end..])
            }
        };
        if let Some(place) = fields.get_mut(count) {
            *place = field;
        }
        count += 1;
        if after.is_empty() {
            break;
        }
        rest = behind(b',', after).ok_or_else(|| bad_row(Sentence::says("row-quote-comma", [])))?;
    }
    let is_whole = count == fields.len();
    if is_whole { Ok(fields) } else { Err(bad_row(Sentence::says("row-columns", [("n", Said::text(count))]))) }
}

/// The field up to its closing quote, and what follows that.
fn quoted_field(quoted: &str) -> Option<(Field<'_>, &str)> {
    let (mut end, mut quotes) = (0, Quotes::Around);
    loop {
        end += quoted[end..].find('"')?;
        let after = &quoted[end + 1..];
        if behind(b'"', after).is_none() {
            return Some((Field { raw: &quoted[..end], quotes }, after));
        }
        quotes = Quotes::Doubled;
        end += 2;
    }
}

fn decode_seq(text: &str) -> Result<u64, BadRow> {
    let is_one_form = text == "0" || (!text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()));
    let seq = text.parse().ok().filter(|&seq| is_one_form && seq <= SEQ_MAX);
    seq.ok_or_else(|| bad(Column::Seq, Sentence::says("row-seq", [quoted(text), ("most", Said::text(SEQ_MAX))])))
}

fn decode_job(field: Field<'_>) -> Result<Option<&str>, BadRow> {
    match behind(b'J', field.raw) {
        _ if field.raw.is_empty() => Ok(None),
        Some(number) if JobNumber::is_valid(number) => Ok(Some(number)),
        _ => Err(bad(Column::Job, Sentence::says("row-job", [quoted(&field.text())]))),
    }
}

fn decode_event(text: &str) -> Result<EventName, BadRow> {
    EventName::from_word(text).ok_or_else(|| bad(Column::Event, Sentence::says("row-event", [quoted(text)])))
}

/// What stands in a column.
fn quoted(text: &str) -> (&'static str, Said) {
    ("text", Said::text(format!("{text:?}")))
}

fn decode_item(field: Field<'_>) -> Result<Option<&str>, BadRow> {
    if field.raw.is_empty() {
        return Ok(None);
    }
    if Id::is_valid(field.raw) {
        return Ok(Some(field.raw));
    }
    Id::new(&field.text()).map(|_| None).map_err(|error| bad(Column::Item, error.to_string().into()))
}

fn decode_text(column: Column, field: Field<'_>) -> Result<Cow<'_, str>, BadRow> {
    let text = field.text();
    if is_plain(column, &text) {
        return Ok(text);
    }
    unescape(column, &text).map(Cow::Owned).map_err(|error| bad(column, error.to_string().into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::format::time::encode_time;

    /// The row of a line, found in another way: by a CSV reader and chrono, and by writing it once more.
    fn by_the_book(line: &str) -> Option<Row> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let mut fields = csv::StringRecord::new();
        if !reader.read_record(&mut fields).ok()? || fields.len() != 9 {
            return None;
        }
        let text = |column, at| unescape(column, &fields[at]).ok();
        let row = Row {
            seq: fields[0].parse().ok()?,
            time: DateTime::parse_from_rfc3339(&fields[1]).ok().filter(|time| encode_time(time) == fields[1])?,
            job: match fields[2].strip_prefix('J') {
                Some(number) => Some(JobNumber::new(number).ok()?),
                None => None,
            },
            event: EventName::from_word(&fields[3])?,
            item: if fields[4].is_empty() { None } else { Some(Id::new(&fields[4]).ok()?) },
            value: text(Column::Value, 5)?,
            who: text(Column::Who, 6)?,
            note: text(Column::Note, 7)?,
        };
        let seal = Seal::from_hex(fields[8].as_bytes())?;
        (row.encode().ok()? + "," + &seal.hex() == line).then_some(row)
    }

    /// Reads a line both ways, which must agree; whether it is a row.
    fn is_row(line: &str) -> bool {
        let read = RowRef::decode(line.as_bytes());
        assert_eq!(read.as_ref().ok().map(|(row, _)| row.to_row()), by_the_book(line), "{line}: {read:?}");
        read.is_ok()
    }

    fn line(value: &str, who: &str, note: &str) -> String {
        let seal = "0123456789abcdef".repeat(4);
        format!("7,2026-11-22T09:14:03.512+01:00,J261122-01,correct,plate,{value},{who},{note},{seal}")
    }

    #[test]
    fn what_a_writer_writes_is_read() {
        for (value, who, note) in [
            ("text AB12 CDE", "Ana K.", ""),
            ("num 12.60 V", "\"K., Ana\"", "\"says \"\"no\"\", \\=x; and -y\""),
            ("\"text a, b\"", "Łukasz Müller", "'\\=1; \\@x"),
            ("card-seen", "A + B", "\\2 tries"),
            ("card-seen", "日本", "\\u{202e}x"),
        ] {
            assert!(is_row(&line(value, who, note)), "{value} {who} {note}");
        }
    }

    #[test]
    fn what_stands_in_the_file_as_it_reads_is_not_copied() {
        let line = line("num 12.60 V", "Łukasz K.", "\"twice, so far\"");
        let (row, _) = RowRef::decode(line.as_bytes()).unwrap();
        assert!([row.value, row.who, row.note].iter().all(|text| matches!(text, Cow::Borrowed(_))));
    }

    proptest! {
        #[test]
        fn whatever_row_is_written_is_read(value in "[a-z]\\PC{0,12}", who in "\\PC{0,8}", note in any::<String>(), event in "[a-z]{1,9}") {
            let (row, _) = Row::decode(line("x", "", "").as_bytes()).unwrap();
            let event = EventName::from_word(&event).unwrap();
            let row = Row { value, who, note, event, ..row };
            let (line, seal) = row.seal(b"").unwrap();
            prop_assert_eq!(Row::decode(line.trim_end_matches('\n').as_bytes()), Ok((row, seal)));
        }

        #[test]
        fn nothing_is_read_that_is_no_row(
            value in r#"[a-b0=\-,;|"' .\\éƿ\u{a0}\u{85}]{0,6}"#,
            note in r#"[ab0=\-@,;|"' .\\ü\u{a0}\u{ff1d}\u{e0001}]{0,7}"#,
            quoted in 0..20_usize,
            at in 0..160_usize,
            byte in prop_oneof![2 => Just(None), 1 => any::<u8>().prop_map(Some), 1 => prop_oneof![Just(b','), Just(b'"'), Just(b'0')].prop_map(Some)],
        ) {
            is_row(&line(&value, "", &note));
            is_row(&line("x", &note, ""));
            let line = line("x", "Ana K.", &note);
            let quoted: Vec<String> = line.split(',').enumerate().map(|(at, it)| if at == quoted { format!("\"{it}\"") } else { it.to_owned() }).collect();
            let mut bytes = quoted.join(",").into_bytes();
            if let (Some(place), Some(byte)) = (bytes.get_mut(at), byte) {
                *place = byte;
            }
            if let Ok(text) = String::from_utf8(bytes) {
                is_row(&text);
            }
        }
    }
}
