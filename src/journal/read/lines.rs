//! Reads a file line by line, with a bound on how much of a line is kept in memory.

use std::io::{self, Read};

use memchr::memchr;

use super::unicode::Utf8;
use crate::journal::format::column::ROW_BYTES_MAX;

/// The bytes of a line that are kept. More than a row, because another program may have put quotes around every field.
const KEPT_BYTES: usize = 3 * ROW_BYTES_MAX;

/// One line as it is in the file.
#[derive(Debug)]
pub(in crate::journal) struct Line<'a> {
    /// From 1.
    pub number: u64,
    /// Its offset in the file.
    pub offset: u64,
    /// Its content without the LF, cut off where it is longer than any row can be.
    pub bytes: &'a [u8],
    /// Its whole length in the file, LF included.
    pub len: u64,
    /// True when an LF ends it.
    pub is_ended: bool,
    /// True when nothing follows it.
    pub is_last: bool,
}

impl Line<'_> {
    /// True when some of it was cut off.
    pub fn is_cut(&self) -> bool {
        self.len > self.bytes.len() as u64 + u64::from(self.is_ended)
    }

    /// True when it is what a power cut leaves behind: a last line without an end, or with NULs in it.
    pub fn is_torn(&self) -> bool {
        self.is_last && (!self.is_ended || self.bytes.contains(&0))
    }
}

/// The lines of a source, in their order.
pub(in crate::journal) struct Lines<R> {
    source: Utf8<R>,
    buffer: Vec<u8>,
    /// The bytes that were read and not yet given out: from here …
    from: usize,
    /// … to here in the buffer.
    to: usize,
    is_at_end: bool,
    /// The number of the last line.
    number: u64,
    /// The offset of the next line in the file.
    offset: u64,
}

impl<R: Read> Lines<R> {
    /// Reads a whole file.
    pub fn new(source: R) -> Self {
        Self::with_buffer(Utf8::new(source), 128 * 1024)
    }

    /// Reads on in the middle of a file.
    pub fn in_the_middle(source: R) -> Self {
        Self::with_buffer(Utf8::in_the_middle(source), 128 * 1024)
    }

    /// Reads the first few lines.
    pub fn first(source: R) -> Self {
        Self::with_buffer(Utf8::new(source), 2 * KEPT_BYTES)
    }

    fn with_buffer(source: Utf8<R>, bytes: usize) -> Self {
        Self { source, buffer: vec![0; bytes], from: 0, to: 0, is_at_end: false, number: 0, offset: 0 }
    }

    /// True when another program saved the file in UTF-16; known once a line was read.
    pub fn is_utf_16(&self) -> bool {
        self.source.is_utf_16()
    }

    /// The next line, or `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        // bytes of the line in the buffer that are no LF, and those that were dropped there
        let (mut searched, mut dropped) = (0, 0);
        let is_ended = loop {
            if let Some(at) = memchr(b'\n', &self.buffer[self.from + searched..self.to]) {
                searched += at;
                break true;
            }
            searched = self.to - self.from;
            if searched == self.buffer.len() {
                dropped += (searched - KEPT_BYTES) as u64;
                (searched, self.to) = (KEPT_BYTES, KEPT_BYTES);
            }
            if !self.read_more()? {
                break false;
            }
        };
        if searched == 0 && !is_ended {
            return Ok(None);
        }
        if is_ended && self.from + searched + 1 == self.to {
            // whether something follows is to be seen: a line that fills the buffer makes room for it
            if searched + 1 == self.buffer.len() {
                dropped += (searched - KEPT_BYTES) as u64;
                (searched, self.to) = (KEPT_BYTES, KEPT_BYTES + 1);
            }
            self.read_more()?;
        }
        let used = searched + usize::from(is_ended);
        let start = self.from;
        let line = Line {
            number: self.number + 1,
            offset: self.offset,
            bytes: &self.buffer[start..start + searched.min(KEPT_BYTES)],
            len: used as u64 + dropped,
            is_ended,
            is_last: start + used == self.to,
        };
        self.from += used;
        self.number = line.number;
        self.offset += line.len;
        Ok(Some(line))
    }

    /// Reads on behind what is in the buffer, which has room for more; false at the end of the file.
    fn read_more(&mut self) -> io::Result<bool> {
        if self.to == self.buffer.len() {
            self.buffer.copy_within(self.from..self.to, 0);
            (self.from, self.to) = (0, self.to - self.from);
        }
        while !self.is_at_end {
            match self.source.read(&mut self.buffer[self.to..]) {
                Ok(0) => self.is_at_end = true,
                Ok(read) => {
                    self.to += read;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            self.0.read(&mut buffer[..most])
        }
    }

    proptest! {
        #[test]
        fn lines_are_those_between_line_ends(
            pieces in proptest::collection::vec(prop_oneof![4 => 0..40_usize, 1 => KEPT_BYTES - 2..KEPT_BYTES + 3, 1 => Just(2 * KEPT_BYTES - 1), 1 => 20_000..90_000_usize], 0..12),
            is_ended in any::<bool>(),
            at_a_time in prop_oneof![1..50_usize, 4000..40_000_usize],
        ) {
            let mut bytes = pieces.iter().map(|len| "x".repeat(*len)).collect::<Vec<_>>().join("\n").into_bytes();
            if is_ended {
                bytes.push(b'\n');
            }
            let mut lines = Lines::first(Slow(&bytes, at_a_time));
            let (mut offset, mut number) = (0, 0);
            while let Some(line) = lines.next_line().unwrap() {
                let rest = &bytes[offset..];
                let end = rest.iter().position(|&b| b == b'\n');
                let content = &rest[..end.unwrap_or(rest.len())];
                number += 1;
                prop_assert_eq!((line.number, line.offset), (number, offset as u64));
                prop_assert_eq!(line.bytes, &content[..content.len().min(KEPT_BYTES)]);
                prop_assert_eq!((line.len, line.is_ended), (content.len() as u64 + u64::from(end.is_some()), end.is_some()));
                prop_assert_eq!(line.is_cut(), content.len() > KEPT_BYTES);
                offset += usize::try_from(line.len).unwrap();
                prop_assert_eq!(line.is_last, offset == bytes.len());
            }
            prop_assert_eq!(offset, bytes.len());
        }
    }
}
