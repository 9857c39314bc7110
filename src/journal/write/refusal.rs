//! Why a row was not recorded, in words for the technician.

use std::io;

use crate::domain::{Fact, JobNumber, Station};
use crate::files::Cause;
use crate::journal::format::column::BadRow;
use crate::journal::format::column::Column;

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The disk is full.
    #[error("not recorded: the disk is full")]
    DiskFull(#[source] io::Error),
    /// The disk or the folder can't be written to.
    #[error("not recorded: the journal's folder can't be written to")]
    ReadOnly(#[source] io::Error),
    /// The lock was not to be had in time.
    #[error("not recorded: another window at this station kept the journal for more than two seconds")]
    Locked,
    /// The folder is not there.
    #[error("not recorded: the journal's folder is not to be reached")]
    Unreachable(#[source] io::Error),
    /// Another program has the journal open, and lets nobody else write.
    #[error("not recorded: another program has this month's journal open")]
    OpenElsewhere(#[source] io::Error),
    /// The system has too many files open.
    #[error("not recorded: the system has too many files open")]
    TooManyOpen(#[source] io::Error),
    /// On a drive without locks somebody else wrote at the same moment.
    #[error("not recorded: somebody else wrote to this station's journal at the same moment")]
    SomebodyElse,
    /// Tried three times.
    #[error("not recorded: the disk failed three times")]
    NotRecorded(#[source] io::Error),
    /// The journal could not be read.
    #[error("not recorded: the journal could not be read")]
    Unreadable(#[source] io::Error),
    /// A field is too long.
    #[error("not recorded: {} is too long: it takes {bytes} bytes, {most} fit", column.name())]
    TooLong {
        /// The column.
        column: Column,
        /// The bytes that it takes.
        bytes: usize,
        /// The bytes that fit.
        most: usize,
    },
    /// A field can't be written.
    #[error("not recorded: {0}")]
    BadRow(#[from] BadRow),
    /// Somebody else went on with the job meanwhile.
    #[error("not recorded: somebody else went on with this job meanwhile")]
    Overtaken {
        /// The rows that the caller has not seen yet.
        news: Vec<Fact>,
    },
    /// The number was given before.
    #[error("not recorded: there is a job {0} at this station already")]
    Taken(JobNumber),
    /// The job belongs to another station.
    #[error("not recorded: the job belongs to station {0}")]
    Elsewhere(Station),
    /// A newer version writes here.
    #[error("not recorded: this station's journal is in format {0}, which this version does not know")]
    NewerFormat(u32),
    /// It isn't known which station this is: why.
    #[error("nothing is recorded: this station's name can't be read: {0}")]
    Unnamed(String),
    /// No random numbers for the journal's id.
    #[error("not recorded: the system gave no random numbers for the journal's id")]
    NoRandom,
}

impl Refusal {
    /// Tells what to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::DiskFull(_) => "make room on the disk, then try again",
            Self::ReadOnly(_) => {
                "ask whoever looks after this computer for the right to write to exports/journal, then try again"
            }
            Self::Locked => "look for a second window of precheck that hangs, close it, then try again",
            Self::Unreachable(_) => "check the network drive or the plug, then try again",
            Self::OpenElsewhere(_) => {
                "close it there (a spreadsheet? exports/jobs has tables to look at), then try again"
            }
            Self::TooManyOpen(_) => "close other programs, then try again",
            Self::SomebodyElse => "try again; use a station name of its own for each computer",
            Self::NotRecorded(_) => "write it on paper, tell whoever looks after this computer, then try again",
            Self::Unreadable(_) => "close other programs that have the journal open, then try again",
            Self::TooLong { .. } => "say it in fewer words",
            Self::BadRow(_) => "change what was typed",
            Self::Overtaken { .. } => "look at what is new, then answer again",
            Self::Taken(_) => "choose another job number, or open that job",
            Self::Elsewhere(_) => "go on with the job at its own station",
            Self::NewerFormat(_) => "install the newer precheck on this computer too",
            Self::Unnamed(_) => "mend the file and start precheck again, or start it with --station NAME",
            Self::NoRandom => "restart the computer, then try again",
        }
    }

    /// The refusal for an error while writing.
    pub(super) fn of_writing(error: io::Error) -> Self {
        Self::known(error).unwrap_or_else(Self::NotRecorded)
    }

    /// The refusal for an error while reading.
    pub(super) fn of_reading(error: io::Error) -> Self {
        Self::known(error).unwrap_or_else(Self::Unreadable)
    }

    fn known(error: io::Error) -> Result<Self, io::Error> {
        match Cause::of(&error) {
            Cause::Full => Ok(Self::DiskFull(error)),
            Cause::NotAllowed => Ok(Self::ReadOnly(error)),
            Cause::Gone => Ok(Self::Unreachable(error)),
            Cause::OpenElsewhere => Ok(Self::OpenElsewhere(error)),
            Cause::TooManyOpen => Ok(Self::TooManyOpen(error)),
            Cause::Other => Err(error),
        }
    }
}
