//! Reads a file that another program saved in UTF-16 as if it were UTF-8, and bytes of Windows-1252 as text.

use std::io::{self, Read};

/// The code points of the bytes 0x80 to 0x9f in Windows-1252; where it has none, those of Latin-1.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes as text in Windows-1252.
pub(super) fn from_windows_1252(bytes: &[u8]) -> String {
    let text = bytes.iter().map(|&byte| match byte {
        0x80..=0x9f => HIGH_CONTROLS[usize::from(byte - 0x80)],
        byte => char::from(byte),
    });
    text.collect()
}

/// A source, in UTF-8 if it begins with the mark of UTF-16, else as it is.
pub(super) struct Utf8<R> {
    source: R,
    order: Order,
    /// Bytes of the source that are no whole unit yet.
    rest: Vec<u8>,
    /// A first half of a pair, whose second half is still to come.
    half: Option<u16>,
    /// What is ready to be given out, from `given` on.
    ready: Vec<u8>,
    given: usize,
}

/// The order of the bytes in a unit of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Nothing was read yet.
    Unknown,
    /// It is no UTF-16.
    None,
    Little,
    Big,
}

impl<R: Read> Utf8<R> {
    /// Reads a source from its beginning.
    pub fn new(source: R) -> Self {
        Self { source, order: Order::Unknown, rest: Vec::new(), half: None, ready: Vec::new(), given: 0 }
    }

    /// Reads on in the middle of a source, as it is.
    pub fn in_the_middle(source: R) -> Self {
        Self { order: Order::None, ..Self::new(source) }
    }

    /// True when the source is UTF-16; known once something was read.
    pub fn is_utf_16(&self) -> bool {
        matches!(self.order, Order::Little | Order::Big)
    }

    fn look_for_the_mark(&mut self) -> io::Result<()> {
        let mut mark = [0; 2];
        let mut len = 0;
        while len < mark.len() {
            match self.source.read(&mut mark[len..]) {
                Ok(0) => break,
                Ok(read) => len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.order = match mark[..len] {
            [0xff, 0xfe] => Order::Little,
            [0xfe, 0xff] => Order::Big,
            _ => {
                self.ready = mark[..len].to_vec();
                Order::None
            }
        };
        Ok(())
    }

    /// Makes more of the source ready; nothing at its end.
    fn recode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut bytes = [0; 8192];
        while self.ready.is_empty() {
            let read = self.source.read(&mut bytes)?;
            if read == 0 {
                // half a unit, or half a pair: no text, and nothing is passed over in silence
                if self.half.take().is_some() || !std::mem::take(&mut self.rest).is_empty() {
                    self.ready.extend_from_slice("\u{fffd}".as_bytes());
                }
                return Ok(());
            }
            self.rest.extend_from_slice(&bytes[..read]);
            let whole = self.rest.len() / 2 * 2;
            let (half, order) = (self.half.take(), self.order);
            let units = half.into_iter().chain(self.rest[..whole].chunks_exact(2).map(|unit| match order {
                Order::Big => u16::from_be_bytes([unit[0], unit[1]]),
                _ => u16::from_le_bytes([unit[0], unit[1]]),
            }));
            let mut units: Vec<u16> = units.collect();
            if units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
                self.half = units.pop();
            }
            self.ready.extend_from_slice(String::from_utf16_lossy(&units).as_bytes());
            self.rest.drain(..whole);
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.order == Order::Unknown {
            self.look_for_the_mark()?;
        }
        if self.given == self.ready.len() {
            if self.order == Order::None {
                return self.source.read(buffer);
            }
            self.recode()?;
        }
        let len = buffer.len().min(self.ready.len() - self.given);
        buffer[..len].copy_from_slice(&self.ready[self.given..self.given + len]);
        self.given += len;
        Ok(len)
    }
}
