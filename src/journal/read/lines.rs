//! The lines of a file, one at a time, with a bound on how much of each is kept.

use std::io::{self, BufRead, BufReader, Read};

/// How much of a line is kept. More than a row, because another program may have put quotes around every field.
const KEPT_BYTES: usize = 3 * crate::journal::format::column::ROW_BYTES_MAX;

/// One line as it is in the file.
#[derive(Debug, Default)]
pub(in crate::journal) struct Line {
    /// From 1.
    pub number: u64,
    /// Where it begins in the file.
    pub offset: u64,
    /// Its content without the LF, cut off where it is longer than any row can be.
    pub bytes: Vec<u8>,
    /// Its whole length in the file, LF included.
    pub len: u64,
    /// Whether an LF ends it.
    pub is_ended: bool,
    /// Whether nothing follows it.
    pub is_last: bool,
}

impl Line {
    /// Whether some of it was cut off.
    pub fn is_cut(&self) -> bool {
        self.len > self.bytes.len() as u64 + u64::from(self.is_ended)
    }

    /// What a power cut leaves behind: a last line without an end, or with NULs in it.
    pub fn is_torn(&self) -> bool {
        self.is_last && (!self.is_ended || self.bytes.contains(&0))
    }
}

/// Reads lines.
pub(in crate::journal) struct Lines<R> {
    source: BufReader<R>,
    line: Line,
}

impl<R: Read> Lines<R> {
    /// Reads the lines of a whole file.
    pub fn new(source: R) -> Self {
        Self { source: BufReader::with_capacity(64 * 1024, source), line: Line::default() }
    }

    /// Reads the first few lines.
    pub fn first(source: R) -> Self {
        Self {
            source: BufReader::with_capacity(2 * crate::journal::format::column::ROW_BYTES_MAX, source),
            line: Line::default(),
        }
    }

    /// The next line, or `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<&Line>> {
        let line = &mut self.line;
        line.number += 1;
        line.offset += line.len;
        line.bytes.clear();
        line.len = 0;
        line.is_ended = false;
        loop {
            let chunk = match self.source.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() || line.is_ended {
                line.is_last = chunk.is_empty();
                return Ok((line.len > 0).then_some(&self.line));
            }
            let end = chunk.iter().position(|&b| b == b'\n');
            let content = &chunk[..end.unwrap_or(chunk.len())];
            let room = KEPT_BYTES.saturating_sub(line.bytes.len());
            line.bytes.extend_from_slice(&content[..content.len().min(room)]);
            line.is_ended = end.is_some();
            let used = content.len() + usize::from(line.is_ended);
            line.len += used as u64;
            self.source.consume(used);
        }
    }
}
