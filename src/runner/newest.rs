//! A station's newest rows, read on a thread of their own: rows are checked there while the checklists are read, and then while they
//! are made jobs.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{JoinHandle, spawn};

use super::folding::{Elsewhere, Folding};
use super::readers::{Folders, Readers, Wordings, note_flaws};
use crate::app::event::JournalSnapshot;
use crate::domain::Station;
use crate::journal::{FlawedJob, ReadError, Reader, Record};

/// So many of a station's last files are enough for the first frame.
const FILES: usize = 2;

/// So many parts may wait to be taken in: some megabytes.
const PARTS_AHEAD: usize = 32;

/// The rows of a station's newest files, which are being read.
pub struct Newest {
    parts: Receiver<Record>,
    thread: JoinHandle<Result<Vec<FlawedJob>, ReadError>>,
}

impl Newest {
    /// Begins to read.
    #[must_use]
    pub fn begin(folders: &Folders, station: Station) -> Self {
        let reader = Reader::new(folders.journal());
        let (sender, parts) = sync_channel(PARTS_AHEAD);
        let read = move || reader.read_parts(&station, Some(FILES), &mut |part| drop(sender.send(part)));
        Self { parts, thread: spawn(read) }
    }

    /// Takes them in, part after part; the jobs whose record is not intact.
    fn take(self, take: &mut dyn FnMut(Record)) -> Result<Vec<FlawedJob>, ReadError> {
        self.parts.into_iter().for_each(take);
        self.thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    }
}

impl Readers {
    /// What they say: open jobs whole, of the others a card each.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn read_newest(&self, newest: Newest) -> Result<JournalSnapshot, ReadError> {
        let (mut folding, mut wordings) = (Folding::of(self.station), Wordings::default());
        let mut all = JournalSnapshot::default();
        // rows about other stations' jobs wait until those are read
        let mut elsewhere = Elsewhere::default();
        let flawed = newest.take(&mut |part| {
            folding.take(part, self, &mut wordings, &mut elsewhere).into_iter().for_each(|piece| all.add(piece));
        })?;
        all.add(folding.end(self, &mut wordings));
        note_flaws(&mut all.flaws, flawed);
        Ok(all)
    }
}
