//! The columns of a row, and how much each may hold.

use crate::words::Sentence;

/// Longest row in bytes, with its LF.
pub const ROW_BYTES_MAX: usize = 4096;
/// Longest value in the file, in bytes: escapes and quotes counted.
pub const VALUE_BYTES_MAX: usize = 1000;
/// Longest who in the file, in bytes: escapes and quotes counted.
pub const WHO_BYTES_MAX: usize = 200;
/// Longest note in the file, in bytes: escapes and quotes counted.
pub const NOTE_BYTES_MAX: usize = 2000;

/// The columns, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Counts the rows of a station.
    Seq,
    /// Local time.
    Time,
    /// The job's number.
    Job,
    /// The event.
    Event,
    /// To which item.
    Item,
    /// How.
    Value,
    /// By whom.
    Who,
    /// Remarks.
    Note,
    /// The seal.
    Seal,
}

impl Column {
    /// All of them, in order.
    pub const ALL: [Self; 9] =
        [Self::Seq, Self::Time, Self::Job, Self::Event, Self::Item, Self::Value, Self::Who, Self::Note, Self::Seal];

    /// The name in the header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seq => "seq",
            Self::Time => "time",
            Self::Job => "job",
            Self::Event => "event",
            Self::Item => "item",
            Self::Value => "value",
            Self::Who => "who",
            Self::Note => "note",
            Self::Seal => "seal",
        }
    }

    /// True when escapes stand in this column.
    #[must_use]
    pub fn is_free_text(self) -> bool {
        matches!(self, Self::Value | Self::Who | Self::Note)
    }

    /// The most bytes that a free text may have in the file.
    #[must_use]
    pub fn bytes_max(self) -> usize {
        match self {
            Self::Value => VALUE_BYTES_MAX,
            Self::Who => WHO_BYTES_MAX,
            Self::Note => NOTE_BYTES_MAX,
            _ => ROW_BYTES_MAX,
        }
    }
}

/// Why bytes are no row, or a row has no bytes: the column, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {problem}")]
pub struct BadRow {
    /// The column's name, or `row` when it is about the whole.
    pub column: &'static str,
    /// The problem: what stands there, and what was expected.
    pub problem: Sentence,
}

impl BadRow {
    /// The column, and what is wrong there.
    pub(in crate::journal) fn sentence(&self) -> Sentence {
        Sentence::from(format!("{}: ", self.column)).and(self.problem.clone())
    }
}

pub(super) fn bad(column: Column, problem: Sentence) -> BadRow {
    BadRow { column: column.name(), problem }
}

pub(in crate::journal) fn bad_row(problem: Sentence) -> BadRow {
    BadRow { column: "row", problem }
}
