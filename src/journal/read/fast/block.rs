//! A block of a file: whole rows, and the seal before them. Nothing else is needed to check it, so that blocks can be
//! checked in any order, on any thread.

use std::io::{self, Read};

use super::classes::{Bits, ByByte, Ends};
use super::columns::{ColumnReader, Columns};
use crate::journal::format::column::ROW_BYTES_MAX;
use crate::journal::format::row::HEADER;
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal};
use crate::journal::read::survey::CLOCK_SLACK_MS;

use super::seals::{Covered, Seals};

/// Whole rows of a file, with what their first seal covers before them: the header line, or the seal before and its LF.
#[derive(Debug, Default)]
pub(in crate::journal) struct Block {
    /// As they were read; none once they are checked and text.
    bytes: Vec<u8>,
    /// The same as text.
    text: String,
    /// Where the rows begin in the bytes.
    rows_at: usize,
    /// The rows that are as they were written, up to the first that isn't.
    pub rows: Vec<Columns>,
    /// Their seals.
    pub seals: Vec<Seal>,
    bits: Bits,
    /// Whether all are.
    pub is_regular: bool,
}

impl Block {
    /// Checks the rows: their one form, their seals, their numbers and times among each other.
    pub fn check(&mut self) {
        self.rows.clear();
        self.seals.clear();
        let Self { bytes, rows_at, rows, seals, bits, .. } = self;
        let is_regular = if bits.of(bytes) {
            check_rows(bits, bytes, *rows_at, rows, seals)
        } else {
            check_rows(&ByByte(bytes), bytes, *rows_at, rows, seals)
        };
        match String::from_utf8(std::mem::take(bytes)) {
            Ok(text) => (self.text, self.is_regular) = (text, is_regular),
            Err(no_text) => {
                // some row is no text: which one, the careful way says
                *bytes = no_text.into_bytes();
                rows.clear();
                self.is_regular = false;
            }
        }
    }

    /// One of the rows up to the comma before its seal, and its seal.
    #[inline]
    pub fn line(&self, row: &Columns) -> (&str, &[u8; SEAL_HEX_BYTES]) {
        let start = row.start as usize;
        let seal = self.text.as_bytes().get(start + row.body_len() + 1..).and_then(|rest| rest.first_chunk());
        let body = self.text.get(start..start + row.body_len());
        (body.unwrap_or_default(), seal.unwrap_or(&[0; SEAL_HEX_BYTES]))
    }

    /// Makes room for other rows in the same memory.
    fn empty(&mut self) -> &mut Vec<u8> {
        if self.bytes.is_empty() {
            self.bytes = std::mem::take(&mut self.text).into_bytes();
        }
        self.bytes.clear();
        &mut self.bytes
    }
}

/// Reads the rows from `start` on, and their seals. False when not all are regular: those that were read are.
fn check_rows(ends: &impl Ends, bytes: &[u8], start: usize, rows: &mut Vec<Columns>, found: &mut Vec<Seal>) -> bool {
    let (mut reader, mut seals) = (ColumnReader::default(), Seals::new());
    let (mut at, mut from) = (start, 0);
    let is_regular = loop {
        if at == bytes.len() {
            break true;
        }
        let Some((row, end)) = reader.read(ends, bytes, at) else { break false };
        if rows.last().is_some_and(|before| !is_in_step(before, &row)) {
            break false;
        }
        let to = at + row.body_len();
        rows.push(row);
        found.push(Seal::EMPTY);
        seals.add(Covered { from, to, row: rows.len() - 1 }, bytes, found);
        (at, from) = (end, to + 1);
    };
    let misfit = seals.end(bytes, found);
    rows.truncate(misfit.unwrap_or(rows.len()));
    is_regular && misfit.is_none()
}

/// Whether a row may follow another without a word: the next number, and no clock that was set back.
pub(in crate::journal) fn is_in_step(before: &Columns, row: &Columns) -> bool {
    before.seq + 1 == row.seq && before.time_ms - row.time_ms <= CLOCK_SLACK_MS
}

/// Cuts a file into blocks.
pub(in crate::journal) struct Blocks<R> {
    source: R,
    block_bytes: usize,
    /// What the next block begins with: what its first seal covers, then the beginning of a row.
    carry: Vec<u8>,
    /// Length of the part of it that is not rows.
    lead_bytes: usize,
    is_at_end: bool,
    /// How much was read.
    pub len: u64,
}

/// What comes next in a file.
pub(in crate::journal) enum Next {
    /// A block.
    Block(Block),
    /// The end, after a whole row.
    End,
    /// Something that is no row.
    Irregular,
}

impl<R: Read> Blocks<R> {
    /// Begins to read a file; about `block_bytes` at a time.
    pub fn new(source: R, block_bytes: usize) -> Self {
        Self { source, block_bytes, carry: Vec::new(), lead_bytes: 0, is_at_end: false, len: 0 }
    }

    /// The next block. `used` is one that is done with, for its memory.
    pub fn next(&mut self, used: Block) -> io::Result<Next> {
        let mut block = used;
        let bytes = block.empty();
        bytes.append(&mut self.carry);
        let header_bytes = HEADER.len() + 1;
        let is_first = self.lead_bytes == 0;
        let rows_at = if is_first { header_bytes } else { self.lead_bytes };
        let rows_end = loop {
            let wanted = if is_first { header_bytes + self.block_bytes } else { self.block_bytes };
            bytes.reserve(wanted);
            let got = if self.is_at_end { 0 } else { self.source.by_ref().take(wanted as u64).read_to_end(bytes)? };
            self.is_at_end |= got < wanted;
            self.len += got as u64;
            if is_first && bytes.strip_prefix(HEADER.as_bytes()).is_none_or(|rest| rest.first() != Some(&b'\n')) {
                return Ok(Next::Irregular);
            }
            if let Some(last) = bytes[rows_at..].iter().rposition(|&b| b == b'\n') {
                break rows_at + last + 1;
            }
            if self.is_at_end {
                return Ok(if bytes.len() == rows_at && !is_first { Next::End } else { Next::Irregular });
            }
            if bytes.len() - rows_at > ROW_BYTES_MAX {
                return Ok(Next::Irregular);
            }
        };
        let lead_at = rows_end.saturating_sub(SEAL_HEX_BYTES + 1);
        self.carry.extend_from_slice(&bytes[lead_at..]);
        self.lead_bytes = rows_end - lead_at;
        bytes.truncate(rows_end);
        block.rows_at = rows_at;
        Ok(Next::Block(block))
    }
}
