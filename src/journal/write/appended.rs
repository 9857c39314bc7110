//! The results of appending rows.

use chrono::{DateTime, FixedOffset};

use crate::domain::Fact;
use crate::domain::text::{clock, long_words};
use crate::journal::format::receipt::Receipt;
use crate::journal::format::seal::Seal;

/// The result of appending a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Appended {
    /// The fact, as it is on the disk now.
    pub fact: Fact,
    /// Its row's seal.
    pub seal: Seal,
    /// The receipt, when a job was finished or stopped.
    pub receipt: Option<Receipt>,
    /// Facts that others wrote since the last look, in order; all of them come before this one.
    pub news: Vec<Fact>,
    /// Notices for the technician.
    pub notices: Vec<WriterNotice>,
}

/// The result of appending a review about the record itself.
#[derive(Debug, Clone, PartialEq)]
pub struct AppendedReview {
    /// The number of its row.
    pub seq: u64,
    /// The time that the row bears.
    pub time: DateTime<FixedOffset>,
    /// As of [`Appended`].
    pub news: Vec<Fact>,
    /// As of [`Appended`].
    pub notices: Vec<WriterNotice>,
}

/// Something out of the ordinary that the writer dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriterNotice {
    /// An unfinished last row, as a power cut leaves it, was cut off.
    Recovered {
        /// The file.
        file: String,
        /// Its length.
        bytes: u64,
    },
    /// The clock is behind the last row.
    ClockBack {
        /// By how much.
        seconds: u64,
    },
    /// The clock is ahead of the drive's.
    ClockAhead {
        /// By how much.
        seconds: u64,
    },
    /// A file is damaged and left as it is; the journal goes on in a new one.
    BeganNew {
        /// The damaged file.
        damaged: String,
        /// The new one.
        file: String,
    },
    /// A file was deleted or moved away; the journal goes on in a new one.
    Missing {
        /// The file that is gone.
        missing: String,
        /// The new one.
        file: String,
    },
    /// A file is open in another program that lets nobody else write; the journal goes on in a new one.
    OpenElsewhere {
        /// The file that is open.
        open: String,
        /// The new one.
        file: String,
    },
    /// The drive can't lock: only one program may write to this station.
    NoLock,
}

/// So much time, as everywhere: `0:05`, and in words where it is long.
fn span(seconds: u64) -> String {
    match u32::try_from(seconds) {
        Ok(seconds) if seconds < 7_200 => clock(seconds),
        _ => long_words(i64::try_from(seconds).unwrap_or(i64::MAX)),
    }
}

impl std::fmt::Display for WriterNotice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Recovered { file, bytes } => {
                write!(
                    f,
                    "{file} ended in an unfinished row of {bytes} bytes, which was cut off; what was recorded is all there"
                )
            }
            Self::ClockBack { seconds } => {
                write!(f, "the clock is {} behind the last row: check date and time", span(*seconds))
            }
            Self::ClockAhead { seconds } => {
                write!(f, "the clock is {} ahead of that of the drive: check date and time", span(*seconds))
            }
            Self::BeganNew { damaged, file } => {
                write!(f, "{damaged} was changed from outside and is left as it is; the record goes on in {file}")
            }
            Self::Missing { missing, file } => {
                write!(
                    f,
                    "{missing} IS GONE, deleted or moved away, with what was recorded in it: put it back from a copy; \
                     the record goes on in {file}"
                )
            }
            Self::OpenElsewhere { open, file } => {
                write!(f, "{open} is open in another program, such as a spreadsheet; the record goes on in {file}")
            }
            Self::NoLock => f.write_str("this drive can't lock files: use only one window of precheck at this station"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_everywhere() {
        let told = |seconds| WriterNotice::ClockBack { seconds }.to_string();
        assert!(told(5).starts_with("the clock is 0:05 behind"));
        assert!(told(86_400).starts_with("the clock is 24 h behind"));
    }
}
