//! What was said and not taken, on its way into the record. It is written when nobody waits: with the next look at the journal, or as
//! the program ends, all of it at once.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use crate::domain::{Id, JobKey, RefusedEntry};
use crate::journal::Writer;

/// So many rows are written for one item of a job: more would say nothing, and a stuck key must not fill the journal.
const ROWS_MAX: u32 = 3;

/// What was refused since the program was started.
#[derive(Debug, Default)]
pub(super) struct RefusedEntries {
    counts: HashMap<(JobKey, Option<Id>), u32>,
    due: Vec<RefusedEntry>,
    /// True when it could not be written: what waits for a key must not wait for a drive that is gone.
    is_stuck: bool,
}

impl RefusedEntries {
    /// Takes note of one. Nothing is written yet.
    pub fn note(&mut self, entry: RefusedEntry) {
        let count = self.counts.entry((entry.job, entry.item)).or_default();
        *count += 1;
        if *count <= ROWS_MAX {
            self.due.push(entry);
        }
    }

    /// A row was written: the drive is there.
    pub fn went_well(&mut self) {
        self.is_stuck = false;
    }

    /// Writes what is due.
    pub fn write(&mut self, writer: &mut Writer, now: DateTime<FixedOffset>) {
        if self.is_stuck || self.due.is_empty() {
            return;
        }
        match writer.refused(&self.due, now) {
            Ok(()) => self.due.clear(),
            Err(_) => self.is_stuck = true,
        }
    }
}
