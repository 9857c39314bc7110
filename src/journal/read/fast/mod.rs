//! The fast way through journals: blocks of rows are checked on all threads, and their rows given on in order, borrowed from
//! the block. Memory stays flat.
//!
//! It knows nothing of faults. At the first row, or end, that is not as a writer leaves it, the file is walked over again by
//! [`survey`], which alone names what is wrong; rows that were given on already are passed over. So both ways see the same.

mod block;
mod classes;
mod columns;
mod crew;
pub mod fact_reader;
mod seals;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;

pub use crew::Crew;

use block::{Block, Blocks, Next, is_in_step};
use crew::Slot;

use crate::journal::format::fact;
use crate::journal::format::row::{EventName, HEADER};
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal};
use crate::journal::read::survey::{Head, Survey, survey};
use columns::Columns;
pub(in crate::journal) use columns::Kind;

/// Bytes that a block is read with: fits into a core's own cache beside its rows, and is long enough that handing it over
/// costs nothing.
pub(in crate::journal) const BLOCK_BYTES: usize = 128 * 1024;

/// A row in its file; as [`crate::journal::read::survey::Seen`], but borrowed.
#[derive(Debug, Clone)]
pub(in crate::journal) struct SeenRef<'a> {
    /// The line, from 1.
    pub line: u64,
    /// Its number at the station.
    pub seq: u64,
    /// The number of the job of this station that it is about.
    pub job: Option<&'a [u8]>,
    /// What it is to its job.
    pub kind: Kind,
    /// What stands in it.
    pub row: RowOf<'a>,
    /// What its seal begins with.
    pub lead: Lead<'a>,
    /// The seal that it bears.
    pub seal: Seal,
    /// The same as it stands in the file.
    pub seal_hex: &'a [u8; SEAL_HEX_BYTES],
    /// Whether the seal fits the row and the line before it.
    pub is_linked: bool,
}

/// What stands before a row in its file, and is sealed with it.
#[derive(Debug, Clone, Copy)]
pub(in crate::journal) enum Lead<'a> {
    /// The header.
    Header,
    /// The seal of the row before.
    Seal(Seal),
    /// As the careful walk found it; empty where it is not known.
    Text(&'a [u8]),
}

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

/// What stands in a row.
#[derive(Debug, Clone, Copy)]
pub(in crate::journal) enum RowOf<'a> {
    /// Where its columns are in the line: nothing of it is taken out before somebody asks.
    Columns(&'a Columns, &'a str),
    /// As the careful walk found it.
    Row(&'a RowRef<'a>),
}

impl<'a> SeenRef<'a> {
    /// The row itself.
    pub fn row(&self) -> Option<RowRef<'a>> {
        match self.row {
            RowOf::Columns(columns, line) => columns.row(line),
            RowOf::Row(row) => Some(row.clone()),
        }
    }
}

/// What a row is to its job, by its event.
fn kind_of(event: &EventName) -> Kind {
    match event {
        EventName::Start => Kind::Start,
        EventName::Finish | EventName::Stop => Kind::Ending,
        _ => Kind::Other,
    }
}

/// Is called for each readable row, in the order of lines.
pub(in crate::journal) type Visit<'a> = &'a mut dyn FnMut(&SeenRef<'_>);

/// Walks over one file, with the same outcome as [`survey`]. `open` gives the file from its start, and may be called twice.
pub(in crate::journal) fn scan<R: Read>(
    crew: &Crew,
    open: impl Fn() -> io::Result<R>,
    visit: &mut impl FnMut(&SeenRef<'_>),
) -> io::Result<Survey> {
    let mut walk = Walk { found: Survey::default(), last: None };
    let is_regular = walk.blocks(crew, Blocks::new(open()?, crew.block_bytes), visit).unwrap_or(false);
    if is_regular && walk.found.opened.is_some() {
        return Ok(walk.found);
    }
    let given = walk.found.rows;
    let mut passed = 0;
    survey(open()?, &mut |seen| {
        passed += 1;
        if passed > given {
            let (row, lead, seal_hex) = (seen.row.view(), Lead::Text(seen.lead), &seen.seal.hex_bytes());
            let (line, seq, seal, is_linked) = (seen.line, row.seq, seen.seal, seen.is_linked);
            let (job, kind, row) = (row.job.map(str::as_bytes), kind_of(&row.event), RowOf::Row(&row));
            visit(&SeenRef { line, seq, job, kind, row, lead, seal, seal_hex, is_linked });
        }
    })
}

/// What is known of a file so far.
struct Walk {
    found: Survey,
    last: Option<(Columns, Seal)>,
}

impl Walk {
    /// Goes through the blocks; false at the first thing that is not regular. What is read ahead is checked by others meanwhile.
    fn blocks<R: Read>(
        &mut self,
        crew: &Crew,
        mut blocks: Blocks<R>,
        visit: &mut impl FnMut(&SeenRef<'_>),
    ) -> io::Result<bool> {
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

    fn block(&mut self, block: &Block, visit: &mut impl FnMut(&SeenRef<'_>)) -> bool {
        let is_out_of_step = |(last, _): &(Columns, Seal)| block.rows.first().is_some_and(|row| !is_in_step(last, row));
        if self.last.as_ref().is_some_and(is_out_of_step) {
            return false;
        }
        let mut lead = self.last.as_ref().map_or(Lead::Header, |(_, seal)| Lead::Seal(*seal));
        for (columns, &seal) in block.rows.iter().zip(&block.seals) {
            let line = self.found.rows + 2;
            let (text, seal_hex) = block.line(columns);
            if line <= 3 && !columns.row(text).is_some_and(|row| self.row(line, &row)) {
                return false;
            }
            let (seq, job, kind, row) = (columns.seq, columns.job(text), columns.kind, RowOf::Columns(columns, text));
            visit(&SeenRef { line, seq, job, kind, row, lead, seal, seal_hex, is_linked: true });
            self.found.rows += 1;
            lead = Lead::Seal(seal);
        }
        if let (Some(columns), Lead::Seal(seal)) = (block.rows.last(), lead) {
            let Some(time) = columns.time() else { return false };
            self.found.head = Some(Head { seq: columns.seq, seal, time });
            self.last = Some((*columns, seal));
        }
        block.is_regular
    }

    /// Notes what a survey tells of a file's first rows. False when the file is not opened as it should be.
    fn row(&mut self, line: u64, row: &RowRef<'_>) -> bool {
        if line == 2 {
            self.found.opened = fact::decode_open(row).filter(|opened| opened.format == fact::FORMAT);
            self.found.station = row.item.map(ToOwned::to_owned);
            self.found.first = Some((row.seq, row.time));
            return self.found.opened.is_some();
        }
        self.found.is_clock_said_first |= line == 3 && row.event == EventName::Clock;
        true
    }
}
