//! What was said and not taken, on its way into the record. It is written when nobody waits: with the next look at the journal, or as
//! the program ends, all of it at once.

use std::collections::HashMap;
use std::slice;

use chrono::{DateTime, FixedOffset};

use crate::domain::{Id, JobKey, RefusedEntry};
use crate::journal::{Refusal, Writer};

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
            // one of them is no row and never will be: that one is left out, and the others are written each by itself
            Err(why) if is_about_the_row(&why) => self.write_each(writer, now),
            Err(_) => self.is_stuck = true,
        }
    }

    fn write_each(&mut self, writer: &mut Writer, now: DateTime<FixedOffset>) {
        let Self { due, is_stuck, .. } = self;
        due.retain(|entry| {
            if !*is_stuck {
                *is_stuck = writer.refused(slice::from_ref(entry), now).is_err_and(|why| !is_about_the_row(&why));
            }
            *is_stuck
        });
    }
}

/// Whether a row can't be written anywhere, on a sound disk neither.
fn is_about_the_row(why: &Refusal) -> bool {
    matches!(why, Refusal::TooLong { .. } | Refusal::BadRow(_))
}
