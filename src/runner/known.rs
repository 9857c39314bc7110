//! Fills a store where no screen waits for it: everything in short, and what is looked at whole.

use std::mem;

use super::past::Past;
use super::readers::Readers;
use crate::app::{Session, Store};
use crate::domain::JobKey;
use crate::journal::ReadError;

impl Readers {
    /// Reads into a store what `past` has not read yet; the last row of this station that was read, where one was.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn fill(&self, past: &mut Past, store: &mut Store, session: &mut Session) -> Result<Option<u64>, ReadError> {
        let mut last_seq = None;
        past.read(self, &mut |piece| {
            last_seq = last_seq.max(piece.last_seq);
            store.take_snapshot(piece, session);
        })?;
        self.read_wanted(store)?;
        Ok(last_seq)
    }

    /// Reads the rows of a job that is known in short, and those of the last visit of its car.
    ///
    /// # Errors
    /// When a file of theirs can't be read.
    pub fn hold(&self, store: &mut Store, key: &JobKey) -> Result<(), ReadError> {
        if store.jobs.get(key).is_none() && store.cards.get(key).is_some() {
            store.to_read.insert(*key);
            self.read_wanted(store)?;
        }
        store.read_last_visit(key);
        self.read_wanted(store)
    }

    /// Reads the rows of jobs that the store asks for.
    fn read_wanted(&self, store: &mut Store) -> Result<(), ReadError> {
        for key in mem::take(&mut store.to_read) {
            if let Some(rows) = store.rows_of(&key) {
                store.take_read_job(self.read_job(&rows)?);
            }
        }
        Ok(())
    }
}
