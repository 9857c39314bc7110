//! The fast way through journals: blocks of rows are checked on all threads, and their rows given on in order, borrowed from
//! the block. Memory stays flat.
//!
//! It knows nothing of faults. At the first row, or end, that is not as a writer leaves it, the file is walked over again by
//! [`survey`], which alone names what is wrong; rows that were given on already are passed over. So both ways see the same.

mod block;
mod crew;
mod seals;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;

pub use crew::Crew;

use block::{Block, Blocks, Next, is_in_step};
use crew::Slot;

use super::columns::Columns;
use super::fact;
use super::row::{EventName, HEADER};
use super::row_ref::RowRef;
use super::seal::Seal;
use super::survey::{Head, Survey, survey};

/// Bytes that a block is read with: fits into a core's own cache beside its rows, and is long enough that handing it over
/// costs nothing.
pub(super) const BLOCK_BYTES: usize = 128 * 1024;

/// A row in its file; as [`super::survey::Seen`], but borrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeenRef<'a> {
    /// The line, from 1.
    pub line: u64,
    /// The row.
    pub row: RowRef<'a>,
    /// What its seal begins with.
    pub lead: Lead<'a>,
    /// The seal that it bears.
    pub seal: Seal,
    /// Whether the seal fits the row and the line before it.
    pub is_linked: bool,
}

/// What stands before a row in its file, and is sealed with it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lead<'a> {
    /// The header.
    Header,
    /// The seal of the row before.
    Seal(Seal),
    /// As the careful walk found it; empty where it is not known.
    Text(&'a [u8]),
}

/// The same text is the same, however it came.
impl PartialEq for Lead<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Lead<'_> {}

impl Lead<'_> {
    /// Its text.
    pub fn text(&self) -> String {
        match self {
            Self::Header => HEADER.to_owned(),
            Self::Seal(seal) => seal.hex(),
            Self::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

/// Is called for each readable row, in the order of lines.
pub(super) type Visit<'a> = &'a mut dyn FnMut(&SeenRef<'_>);

/// Walks over one file, with the same outcome as [`survey`]. `open` gives the file from its start, and may be called twice.
pub(super) fn scan<R: Read>(crew: &Crew, open: impl Fn() -> io::Result<R>, visit: Visit<'_>) -> io::Result<Survey> {
    let mut walk = Walk::default();
    let is_regular = walk.blocks(crew, Blocks::new(open()?, crew.block_bytes), visit).unwrap_or(false);
    if is_regular && walk.found.opened.is_some() {
        return Ok(walk.found);
    }
    let given = walk.found.rows;
    let mut passed = 0;
    survey(open()?, &mut |seen| {
        passed += 1;
        if passed > given {
            let (row, lead) = (seen.row.view(), Lead::Text(seen.lead));
            visit(&SeenRef { line: seen.line, row, lead, seal: seen.seal, is_linked: seen.is_linked });
        }
    })
}

/// What is known of a file so far.
#[derive(Default)]
struct Walk {
    found: Survey,
    last: Option<(Columns, Seal)>,
}

impl Walk {
    /// Goes through the blocks; false at the first thing that is not regular. What is read ahead is checked by others meanwhile.
    fn blocks<R: Read>(&mut self, crew: &Crew, mut blocks: Blocks<R>, visit: Visit<'_>) -> io::Result<bool> {
        let mut ahead: VecDeque<Arc<Slot>> = VecDeque::new();
        let mut used: Vec<Block> = Vec::new();
        // what follows the blocks: known once the last one is read
        let mut end = None;
        loop {
            while end.is_none() && ahead.len() <= crew.ahead() {
                match blocks.next(used.pop().unwrap_or_default())? {
                    Next::Block(block) => {
                        let slot = Arc::new(Slot::new(block));
                        crew.offer(&slot);
                        ahead.push_back(slot);
                    }
                    Next::End => end = Some(true),
                    Next::Irregular => end = Some(false),
                }
            }
            let Some(slot) = ahead.pop_front() else { break };
            // while somebody else is at it: time for those that nobody has begun with
            ahead.iter().take_while(|_| slot.is_taken()).for_each(|other| other.check());
            let block = slot.wait();
            if !self.block(&block, visit) {
                return Ok(false);
            }
            used.push(block);
        }
        self.found.len = blocks.len;
        Ok(end == Some(true))
    }

    fn block(&mut self, block: &Block, visit: Visit<'_>) -> bool {
        let text = block.text();
        for (columns, seal) in block.rows.iter().zip(&block.seals) {
            if self.last.as_ref().is_some_and(|(last, _)| !is_in_step(last, columns)) {
                return false;
            }
            let Some(row) = columns.row(text) else { return false };
            let lead = self.last.as_ref().map_or(Lead::Header, |(_, seal)| Lead::Seal(*seal));
            let seen = SeenRef { line: self.found.rows + 2, row, lead, seal: *seal, is_linked: true };
            if !self.row(&seen) {
                return false;
            }
            visit(&seen);
            self.last = Some((*columns, *seal));
        }
        block.is_regular
    }

    /// Notes what a survey tells of a file. False when the file is not opened as it should be.
    fn row(&mut self, seen: &SeenRef<'_>) -> bool {
        let row = &seen.row;
        if seen.line == 2 {
            self.found.opened = fact::decode_open(row).filter(|opened| opened.format == fact::FORMAT);
            self.found.station = row.item.map(ToOwned::to_owned);
            self.found.first = Some((row.seq, row.time));
            if self.found.opened.is_none() {
                return false;
            }
        }
        self.found.is_clock_said_first |= seen.line == 3 && row.event == EventName::Clock;
        self.found.rows += 1;
        self.found.head = Some(Head { seq: row.seq, seal: seen.seal, time: row.time });
        true
    }
}
