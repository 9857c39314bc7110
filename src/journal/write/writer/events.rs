//! Rows about the record itself: what was seen of other stations, what was refused, what goes, and what a manager has seen.

use std::slice;

use chrono::{DateTime, FixedOffset};

use super::Writer;
use crate::domain::RefusedEntry;
use crate::journal::format::fact::Meaning;
use crate::journal::format::file_event::{self, FileEvent, RecordReview, Retirement, Witness};
use crate::journal::format::row::{Row, SEQ_MAX};
use crate::journal::format::time::row_time;
use crate::journal::write::appended::AppendedReview;
use crate::journal::write::check::check_row;
use crate::journal::write::refusal::Refusal;

impl Writer {
    /// Records how far other stations' journals are: one write and one sync, however many they are.
    ///
    /// # Errors
    /// Nothing was acknowledged: it says why, and what to do.
    pub fn witness(&mut self, seen: &[Witness], now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        self.about_files(seen, FileEvent::Witnessed, file_event::witness_row, now).map(drop)
    }

    /// Records what was said and not taken, as [`Writer::witness`] does.
    ///
    /// # Errors
    /// Nothing was acknowledged: it says why, and what to do.
    pub fn refused(&mut self, entries: &[RefusedEntry], now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        self.about_files(entries, FileEvent::EntryRefused, file_event::refused_row, now).map(drop)
    }

    /// Records that older rows of stations' journals are taken away, as [`Writer::witness`] does. When this returns `Ok`, they may go.
    ///
    /// # Errors
    /// Nothing was acknowledged: it says why, and what to do.
    pub fn retire(&mut self, retired: &[Retirement], now: DateTime<FixedOffset>) -> Result<Vec<u64>, Refusal> {
        let rows = self.about_files(retired, FileEvent::Retired, file_event::retirement_row, now)?;
        Ok(rows.iter().map(|row| row.seq).collect())
    }

    /// Records that a manager has seen a finding about the record itself. When this returns `Ok`, the row is on the disk.
    ///
    /// # Errors
    /// Nothing was acknowledged: it says why, and what to do.
    pub fn review(&mut self, review: &RecordReview, now: DateTime<FixedOffset>) -> Result<AppendedReview, Refusal> {
        let rows = self.about_files(slice::from_ref(review), FileEvent::Reviewed, file_event::review_row, now)?;
        let (seq, time) = rows.last().map_or((0, now), |row| (row.seq, row.time));
        let (news, notices) = (self.log.take_news(), std::mem::take(&mut self.notices));
        Ok(AppendedReview { seq, time, news, notices })
    }

    /// Records things about files, each of which must read back as it is meant.
    fn about_files<T: Clone>(
        &mut self,
        told: &[T],
        meant: impl Fn(T) -> FileEvent,
        row_of: impl Fn(&T, u64, DateTime<FixedOffset>) -> Row,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Row>, Refusal> {
        let now = row_time(now);
        for it in told {
            let meant = Meaning::File(meant(it.clone()));
            check_row(&row_of(it, SEQ_MAX, now), &self.log.station, |read| *read == meant)?;
        }
        if told.is_empty() {
            return Ok(Vec::new());
        }
        self.locked(|writer| {
            let next = writer.log.settle(&mut *writer.disk).map_err(Refusal::of_reading)?;
            writer.make_ready(next, now)?;
            let rows = |seq| (seq..).zip(told).map(|(seq, it)| row_of(it, seq, now)).collect();
            Ok(writer.write_rows(rows)?.into_iter().map(|(row, _)| row).collect())
        })
    }
}
