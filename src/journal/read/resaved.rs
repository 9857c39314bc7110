//! The changes that other programs make to a journal when they save it again: a byte order mark, CRLF, other delimiters, quotes
//! around everything, letters in Windows-1252. All that can be undone line by line, because no field has a line's end in it.

use std::borrow::Cow;

use super::unicode::from_windows_1252;
use crate::journal::format::row::{HEADER, quote};
use crate::words::Sentence;

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The differences of a file from the form in which it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavedForm {
    /// A byte order mark at the beginning.
    pub has_bom: bool,
    /// Lines end in CR LF.
    pub has_crlf: bool,
    /// The delimiter between the columns.
    pub delimiter: u8,
    /// Quotes where there were none, or none where there were.
    pub has_other_quotes: bool,
    /// The last line has no end.
    pub lacks_last_end: bool,
    /// Letters are in Windows-1252.
    pub is_windows_1252: bool,
    /// All of it is in UTF-16.
    pub is_utf_16: bool,
}

impl Default for SavedForm {
    fn default() -> Self {
        Self {
            has_bom: false,
            has_crlf: false,
            delimiter: b',',
            has_other_quotes: false,
            lacks_last_end: false,
            is_windows_1252: false,
            is_utf_16: false,
        }
    }
}

impl SavedForm {
    /// True when anything differs.
    #[must_use]
    pub fn is_resaved(&self) -> bool {
        *self != Self::default()
    }

    /// The differences, one after the other.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let delimiter = match self.delimiter {
            b';' => Some("saved-semicolons"),
            b'\t' => Some("saved-tabs"),
            _ => None,
        };
        let differences = [
            self.is_utf_16.then_some("saved-utf-16"),
            self.is_windows_1252.then_some("saved-windows-1252"),
            self.has_bom.then_some("saved-mark"),
            self.has_crlf.then_some("saved-crlf"),
            delimiter,
            self.has_other_quotes.then_some("saved-quotes"),
            self.lacks_last_end.then_some("saved-last-end"),
        ];
        let differences = differences.into_iter().flatten().map(|message| Sentence::says(message, []));
        Sentence::joined(differences, ", ")
    }

    /// Recognises the header of a file that was saved again.
    #[must_use]
    pub fn of_header(line: &[u8]) -> Option<Self> {
        if line == HEADER.as_bytes() {
            return Some(Self::default());
        }
        let unmarked = line.strip_prefix(MARK);
        let (line, has_bom) = unmarked.map_or((line, false), |line| (line, true));
        [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
            let mut manner = Self { has_bom, delimiter, ..Self::default() };
            let header = manner.undo(line)?;
            (header.as_ref() == HEADER.as_bytes()).then_some(manner)
        })
    }

    /// Puts a line back into the form in which rows are written, as far as that can be done without looking at what
    /// the columns say, and notes what it found. `None` when the line has not nine columns.
    pub(super) fn undo<'a>(&mut self, line: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        let (plain, has_cr) = line.strip_suffix(b"\r").map_or((line, false), |plain| (plain, true));
        let recoded = std::str::from_utf8(plain).is_err().then(|| from_windows_1252(plain));
        let plain = recoded.as_ref().map_or(plain, |text| text.as_bytes());
        // a byte order mark stands at the beginning of a file; the reader would pass over one
        if plain.starts_with(MARK) {
            return None;
        }
        // a reader costs much more than a look, and there may be millions of such lines
        if memchr::memchr_iter(self.delimiter, plain).count() < 8 {
            return None;
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(plain);
        let mut record = csv::StringRecord::new();
        if !reader.read_record(&mut record).ok()? || record.len() != 9 {
            return None;
        }
        let undone = record.iter().map(quote).collect::<Vec<_>>().join(",").into_bytes();
        self.has_crlf |= has_cr;
        self.is_windows_1252 |= recoded.is_some();
        // With another delimiter other fields need quotes; only quotes around a number are nobody's need.
        let is_other = if self.delimiter == b',' { undone != plain } else { plain.starts_with(b"\"") };
        self.has_other_quotes |= is_other;
        if undone == line { Some(Cow::Borrowed(line)) } else { Some(Cow::Owned(undone)) }
    }
}
