//! Steps of the clock that are to be recorded before the next row.

use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Utc};

use super::appended::WriterNotice;
use super::disk::Disk;
use crate::domain::JobKey;
use crate::journal::format::file_event::clock_alone;
use crate::journal::format::file_name::FileName;
use crate::journal::read::survey::CLOCKS_APART_MS;

/// One step, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockStep {
    /// Further than was counted while the program ran.
    Forward(u64),
    /// Ahead of the drive's clock.
    Ahead(u64),
    /// So much of a wait of this job, which the row behind it needs, was counted by the clock alone.
    Alone(u64, JobKey),
}

impl ClockStep {
    /// The value of its row.
    pub fn value(self) -> String {
        match self {
            Self::Forward(seconds) => format!("forward {seconds} s"),
            Self::Ahead(seconds) => format!("ahead {seconds} s"),
            Self::Alone(seconds, job) => clock_alone(seconds, &job),
        }
    }
}

/// The steps that are not recorded yet, in their order.
#[derive(Debug, Default)]
pub(super) struct ClockSteps {
    due: Vec<ClockStep>,
    /// True when the clock was held against the drive's.
    is_compared: bool,
}

/// The file that a row goes into, and the time that the drive had given to it before.
pub(super) struct Unwritten {
    file: String,
    dated: SystemTime,
}

impl ClockSteps {
    pub fn went_forward(&mut self, seconds: u64) {
        self.due.push(ClockStep::Forward(seconds));
    }

    /// So many seconds of a wait of this job are believed to the clock alone, as far as the next row needs it.
    pub fn alone(&mut self, seconds: u64, job: JobKey) {
        self.forget_alone();
        self.due.push(ClockStep::Alone(seconds, job));
    }

    /// The row that needed the wait was not taken.
    pub fn forget_alone(&mut self) {
        self.due.retain(|step| !matches!(step, ClockStep::Alone(..)));
    }

    /// Looks at the time of the file before a row is written into it; `None` where there is nothing to compare any more.
    pub fn before(&self, disk: &mut dyn Disk, file: FileName) -> Option<Unwritten> {
        let file = file.to_string();
        let dated = disk.modified(&file).filter(|_| !self.is_compared)?;
        Some(Unwritten { file, dated })
    }

    /// Holds the clock against the drive's, once, after a row was written at `now`: across a restart nothing else counts on. On a
    /// drive of this computer the two are one clock. The time of a file is the drive's only where the row changed it: else it is that
    /// of a copy, of a backup that was put back, or one that this computer remembers, and says nothing.
    pub fn compare(&mut self, disk: &mut dyn Disk, before: Option<Unwritten>, now: DateTime<FixedOffset>) {
        let Some(Unwritten { file, dated }) = before else { return };
        let Some(written) = disk.modified(&file).filter(|written| *written != dated) else { return };
        self.is_compared = true;
        let ahead_ms = now.signed_duration_since(DateTime::<Utc>::from(written)).num_milliseconds();
        if ahead_ms > CLOCKS_APART_MS {
            self.due.push(ClockStep::Ahead(u64::try_from(ahead_ms / 1000).unwrap_or_default()));
        }
    }

    /// The step that is recorded next.
    pub fn next(&self) -> Option<ClockStep> {
        self.due.first().copied()
    }

    /// After the next step's row is on the disk: what is told of it.
    pub fn said(&mut self) -> Option<WriterNotice> {
        match self.next().map(|_| self.due.remove(0)) {
            Some(ClockStep::Ahead(seconds)) => Some(WriterNotice::ClockAhead { seconds }),
            Some(ClockStep::Forward(_) | ClockStep::Alone(..)) | None => None,
        }
    }
}
