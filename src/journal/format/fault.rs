//! The faults that a journal can have, each with a sentence and a name that programs can rely on.

use std::fmt;

use super::file_name::{FileName, Month};
use super::seal::Seal;
use crate::domain::Station;

/// Something that is not as it should be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The station's folder; empty when it isn't known.
    pub station: String,
    /// The file's name; empty when it is about the whole folder.
    pub file: String,
    /// The line, from 1; the header is line 1.
    pub line: Option<u64>,
    /// The row's number.
    pub seq: Option<u64>,
    /// Its kind.
    pub kind: FaultKind,
}

/// The weight of a fault. Exit codes follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultClass {
    /// The proof is broken.
    Broken,
    /// Something could not be read, so that nothing is known about it.
    Unreadable,
    /// Intact, but for an unfinished last row, as a power cut leaves it.
    Unfinished,
    /// Saved again by another program; every seal still fits.
    Resaved,
    /// Worth knowing, no fault.
    Remark,
}

impl FaultClass {
    /// The exit code that it asks for.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Broken => 1,
            Self::Unreadable => 5,
            Self::Unfinished => 4,
            Self::Resaved => 3,
            Self::Remark => 0,
        }
    }
}

/// The kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The seal does not fit the row.
    Changed,
    /// The seal fits once the row's number is put back.
    Renumbered {
        /// The number that fits.
        was: u64,
    },
    /// The line is no row.
    BadRow {
        /// Why.
        why: String,
    },
    /// Rows are missing before this line.
    Missing {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// The row stands in another place than where it was written.
    Moved,
    /// The row was put in: its number belongs to another row.
    Inserted,
    /// The first line is not the header.
    Header,
    /// The first row does not open the file.
    NoOpening {
        /// The expected opening, in words.
        why: String,
    },
    /// Written by a newer version.
    NewerFormat {
        /// Its number.
        format: u32,
    },
    /// The station's first file does not begin at its beginning.
    Beginning {
        /// The row that it begins with.
        seq: u64,
    },
    /// The file does not continue the one before.
    NotContinued {
        /// The file before.
        previous: String,
        /// Why.
        why: String,
    },
    /// The file belongs to another station.
    OtherStation {
        /// Which one.
        station: String,
        /// The rows in it that the journal of that station lacks; `None` where that could not be looked into.
        lacks: Option<u64>,
    },
    /// The journal's id is not that of the file before.
    OtherId,
    /// Another station's folder has a journal with the same id.
    SameId {
        /// That folder.
        other: String,
    },
    /// `finish` or `stop` does not agree with the rows of its job.
    JobSum {
        /// The job.
        job: String,
        /// How.
        why: String,
    },
    /// The journal ends before a checkpoint.
    Shorter {
        /// The checkpoint's row.
        anchor: u64,
        /// The journal's last row, if there is any.
        last: Option<u64>,
    },
    /// The row is not the one that a checkpoint names.
    NotTheAnchor {
        /// The seal in the checkpoint.
        expected: Seal,
    },
    /// Another station saw another row here, or one that is gone.
    NotAsWitnessed {
        /// The row that says so, its station and its time.
        by: String,
        /// The number of the row that was seen.
        seq: u64,
        /// What is missed of it.
        missed: Missed,
        /// The number of further rows that say so.
        more: usize,
    },
    /// No `finish` or `stop` row has this receipt.
    NoSuchReceipt {
        /// The receipt.
        receipt: String,
    },
    /// Saved again by another program, every seal still fits.
    Resaved {
        /// The changes that it made.
        how: String,
    },
    /// The last row is unfinished.
    Unfinished {
        /// Its bytes.
        bytes: u64,
    },
    /// The time is before that of the row before.
    ClockBack {
        /// By how much.
        seconds: u64,
        /// True when a `clock` row says so.
        is_said: bool,
    },
    /// The file's name is not the month of its first row.
    Name {
        /// The month.
        month: String,
    },
    /// A file or folder that is not read lies beside the journals.
    Stray {
        /// Of a journal, or of those in a folder: rows that are in no journal that is read.
        lacks: Option<u64>,
    },
    /// A copy of a journal file lies beside it, as sync tools and file managers leave them.
    Copy {
        /// The other station whose file it is; `None` of this one's.
        other: Option<Station>,
        /// The file that it is a copy of.
        of: FileName,
        /// Rows in it that are in no journal.
        lacks: u64,
    },
    /// The samples of a watch are not those that the row names.
    Samples {
        /// Their file, in `exports/readings`.
        file: String,
    },
    /// A bundle of one job's rows is not as it was made.
    Bundle {
        /// How.
        why: String,
    },
    /// No file was read.
    NothingChecked {
        /// The month to begin with, if one was asked for: every file is older.
        from: Option<Month>,
    },
    /// Reading failed.
    Unreadable {
        /// Why.
        why: String,
    },
}

impl Fault {
    /// A name for programs, which doesn't change between versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            FaultKind::Changed => "changed-row",
            FaultKind::Renumbered { .. } => "renumbered-row",
            FaultKind::BadRow { .. } => "bad-row",
            FaultKind::Missing { .. } => "missing-rows",
            FaultKind::Moved => "moved-row",
            FaultKind::Inserted => "inserted-row",
            FaultKind::Header => "damaged-header",
            FaultKind::NoOpening { .. } => "no-opening",
            FaultKind::NewerFormat { .. } => "newer-format",
            FaultKind::Beginning { .. } => "missing-beginning",
            FaultKind::NotContinued { .. } => "not-continued",
            FaultKind::OtherStation { .. } => "other-station",
            FaultKind::OtherId => "other-id",
            FaultKind::SameId { .. } => "same-id",
            FaultKind::JobSum { .. } => "job-sum",
            FaultKind::Shorter { .. } => "shorter-than-anchor",
            FaultKind::NotTheAnchor { .. } => "not-the-anchor",
            FaultKind::NotAsWitnessed { .. } => "not-as-witnessed",
            FaultKind::NoSuchReceipt { .. } => "no-such-receipt",
            FaultKind::Resaved { .. } => "resaved",
            FaultKind::Unfinished { .. } => "unfinished-row",
            FaultKind::ClockBack { .. } => "clock-back",
            FaultKind::Name { .. } => "file-name",
            FaultKind::Stray { .. } => "stray-file",
            FaultKind::Copy { .. } => "copy",
            FaultKind::Samples { .. } => "changed-samples",
            FaultKind::Bundle { .. } => "bad-bundle",
            FaultKind::NothingChecked { .. } => "nothing-checked",
            FaultKind::Unreadable { .. } => "unreadable",
        }
    }

    /// Its weight.
    #[must_use]
    pub fn class(&self) -> FaultClass {
        match self.kind {
            FaultKind::Resaved { .. } => FaultClass::Resaved,
            FaultKind::Unfinished { .. } => FaultClass::Unfinished,
            FaultKind::Unreadable { .. } | FaultKind::NewerFormat { .. } | FaultKind::NothingChecked { .. } => {
                FaultClass::Unreadable
            }
            _ if self.is_unread_journal() => FaultClass::Broken,
            FaultKind::ClockBack { .. } | FaultKind::Name { .. } | FaultKind::Stray { .. } | FaultKind::Copy { .. } => {
                FaultClass::Remark
            }
            _ => FaultClass::Broken,
        }
    }

    /// Whether rows lie there that nobody reads, in a journal or a copy of one.
    #[must_use]
    pub fn is_unread_journal(&self) -> bool {
        matches!(self.kind, FaultKind::Stray { lacks: Some(1..) } | FaultKind::Copy { lacks: 1.., .. })
    }

    /// The location: `bay-1/2026-11.csv:7`, as much of it as is known.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = self.station.clone();
        if !self.file.is_empty() {
            if !place.is_empty() {
                place.push('/');
            }
            place.push_str(&self.file);
        }
        if let Some(line) = self.line {
            place.push_str(&format!(":{line}"));
        }
        place
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        match self.seq {
            Some(seq) => write!(f, "row {seq}: {}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

/// What is missed of a journal that another station has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// There is no row with the number any more.
    Gone,
    /// The row with the number is another one.
    Other,
    /// All of it.
    Journal,
    /// All of it; in its station's folder is a journal with another id.
    Replaced,
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("changed after it was written: its seal does not fit"),
            Self::Renumbered { was } => write!(f, "its number was changed: the seal fits number {was}"),
            Self::BadRow { why } => write!(f, "changed or damaged, no row any more: {why}"),
            Self::Missing { first, last } if first == last => write!(f, "row {first} is missing before this line"),
            Self::Missing { first, last } => write!(f, "rows {first} to {last} are missing before this line"),
            Self::Moved => f.write_str("moved: it was written in another place"),
            Self::Inserted => f.write_str("put in: another row bears this number by right"),
            Self::Header => f.write_str("the first line is damaged: it is not the header of a journal"),
            Self::NoOpening { why } => write!(f, "the file is not opened by its first row: {why}"),
            Self::NewerFormat { format } => {
                write!(f, "written in format {format}, which this version does not know: use a newer precheck")
            }
            Self::Beginning { seq } => write!(
                f,
                "the record begins with row {seq}, not with row 0: older files are missing (if they were removed in \
                 time, say so with --from, or bring a checkpoint)"
            ),
            Self::NotContinued { previous, why } => write!(f, "does not continue {previous}: {why}"),
            Self::OtherStation { station, lacks } => {
                write!(f, "belongs to station {station}, not into this folder")?;
                match lacks {
                    None => Ok(()),
                    Some(0) => write!(f, ": a copy, all its rows are in the journal of {station}"),
                    Some(lacks) => write!(f, ": {lacks} of its rows are NOT in the journal of {station}, so keep it"),
                }
            }
            Self::OtherId => {
                f.write_str("the journal's id is not that of the file before: it belongs to another journal")
            }
            Self::SameId { other } => {
                write!(f, "the journal has the same id as that in {other}: one of them is a copy")
            }
            Self::JobSum { job, why } => write!(f, "does not agree with the rows of job {job}: {why}"),
            Self::Shorter { anchor, last: Some(last) } => {
                write!(
                    f,
                    "the record ends with row {last}, but a checkpoint has seen row {anchor}: rows were cut from the end"
                )
            }
            Self::Shorter { anchor, last: None } => {
                write!(f, "there is no record, but a checkpoint has seen row {anchor}")
            }
            Self::NotTheAnchor { expected } => {
                write!(f, "is not the row that a checkpoint has seen (seal {expected}): the record was rewritten")
            }
            Self::NotAsWitnessed { by, seq, missed, more } => {
                match missed {
                    Missed::Gone => write!(
                        f,
                        "row {seq} is gone, which {by}, has seen: rows were cut off, or an older copy was put back"
                    )?,
                    Missed::Other => write!(
                        f,
                        "is not the row that {by}, has seen: rewritten, or an older copy was put back and went on"
                    )?,
                    Missed::Journal => write!(f, "the journal is gone of which {by}, has seen row {seq}")?,
                    Missed::Replaced => write!(
                        f,
                        "the journal is gone of which {by}, has seen row {seq}: the one in the folder of this name was begun anew"
                    )?,
                }
                if *more > 0 { write!(f, " (so say {more} more rows of other stations)") } else { Ok(()) }
            }
            Self::NoSuchReceipt { receipt } => write!(f, "no finished or stopped job has the receipt {receipt}"),
            Self::Resaved { how } => {
                write!(f, "saved again by another program ({how}); the contents are intact, every seal fits")
            }
            Self::Unfinished { bytes: 0 } => {
                f.write_str("the file is empty, as a power cut leaves it; what was recorded before is intact")
            }
            Self::Unfinished { bytes } => {
                write!(
                    f,
                    "the last row is unfinished ({bytes} bytes), as a power cut leaves it; all before it is intact"
                )
            }
            Self::ClockBack { seconds, is_said: true } => {
                write!(f, "the clock was set back by {seconds} s, and the journal says so")
            }
            Self::ClockBack { seconds, is_said: false } => {
                write!(f, "the time is {seconds} s before that of the row before, and no row says why")
            }
            Self::Name { month } => write!(f, "the file's first row is of {month}: the file was renamed"),
            Self::Stray { lacks: None } => f.write_str("not a journal file's name: not read"),
            Self::Stray { lacks: Some(0) } => {
                f.write_str("a journal under this name is not read; all its rows are in journals that are")
            }
            Self::Stray { lacks: Some(lacks) } => write!(
                f,
                "a journal under this name is not read, and its jobs are missing: {lacks} of its rows are in no other; a station's \
                 folder has a name such as bay-1, and in it lie files such as 2026-11.csv"
            ),
            Self::Copy { other: Some(other), of, lacks: 0 } => write!(
                f,
                "a copy of another station's file, {other}/{of}: all its rows are in that station's journal, so it can go"
            ),
            Self::Copy { other: Some(other), of, lacks } => write!(
                f,
                "a copy of another station's file, {other}/{of}: {lacks} of its rows are NOT in that station's journal, so keep it"
            ),
            Self::Copy { other: None, of, lacks: 0 } => write!(
                f,
                "a copy of {of}, as a sync tool or a file manager leaves it: all its rows are in the journal, so it can go"
            ),
            Self::Copy { other: None, of, lacks } => write!(
                f,
                "a copy of {of}, as a sync tool leaves it when two computers wrote at once: {lacks} of its rows are NOT in \
                 the journal, so keep it; and let one computer alone write for this station"
            ),
            Self::Samples { file } => write!(f, "the samples in readings/{file} are not those that it names: changed"),
            Self::Bundle { why } => f.write_str(why),
            Self::NothingChecked { from: None } => f.write_str(
                "nothing was checked: there is no journal file, such as bay-1/2026-11.csv, in what was given",
            ),
            Self::NothingChecked { from: Some(month) } => {
                write!(f, "nothing was checked: every file is older than {month}; name an earlier month with --from")
            }
            Self::Unreadable { why } => write!(f, "could not be read: {why}"),
        }
    }
}
