//! The faults that a journal can have, each with a sentence and a name that programs can rely on.

use std::fmt;

use super::file_name::{FileName, Month};
use super::seal::Seal;
use crate::domain::Station;
use crate::words::{Said, Sentence};

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
        why: Sentence,
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
        why: Sentence,
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
        why: Sentence,
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
        why: Sentence,
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
        by: Sentence,
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
        how: Sentence,
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
        why: Sentence,
    },
    /// No file was read.
    NothingChecked {
        /// The month to begin with, if one was asked for: every file is older.
        from: Option<Month>,
    },
    /// Reading failed.
    Unreadable {
        /// Why.
        why: Sentence,
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

impl Fault {
    /// Where it is, and what.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let kind = self.kind.sentence();
        let told = match self.seq {
            Some(seq) => Sentence::says("fault-row", [("row", Said::text(seq)), ("what", kind.into())]),
            None => kind,
        };
        let place = self.place();
        if place.is_empty() { told } else { Sentence::from(format!("{place}: ")).and(told) }
    }
}

impl fmt::Display for Fault {
    /// In English, as programs have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
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

impl FaultKind {
    /// What is wrong.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let plain = |message| Sentence::says(message, []);
        let says = |message, name, value: &dyn fmt::Display| Sentence::says(message, [(name, Said::text(value))]);
        let because = |message, why: &Sentence| Sentence::says(message, [("why", why.clone().into())]);
        match self {
            Self::Changed => plain("fault-changed"),
            Self::Renumbered { was } => says("fault-renumbered", "was", was),
            Self::BadRow { why } => because("fault-bad-row", why),
            Self::Missing { first, last } if first == last => says("fault-missing-row", "first", first),
            Self::Missing { first, last } => {
                Sentence::says("fault-missing-rows", [("first", Said::text(first)), ("last", Said::text(last))])
            }
            Self::Moved => plain("fault-moved"),
            Self::Inserted => plain("fault-inserted"),
            Self::Header => plain("fault-header"),
            Self::NoOpening { why } => because("fault-no-opening", why),
            Self::NewerFormat { format } => says("fault-newer-format", "format", format),
            Self::Beginning { seq } => says("fault-beginning", "row", seq),
            Self::NotContinued { previous, why } => {
                let values = [("previous", Said::text(previous)), ("why", why.clone().into())];
                Sentence::says("fault-not-continued", values)
            }
            Self::OtherStation { station, lacks } => {
                let values = [("station", Said::text(station)), ("n", Said::text(lacks.unwrap_or(0)))];
                let message = match lacks {
                    None => "fault-other-station",
                    Some(0) => "fault-other-station-copy",
                    Some(_) => "fault-other-station-lacks",
                };
                Sentence::says(message, values)
            }
            Self::OtherId => plain("fault-other-id"),
            Self::SameId { other } => says("fault-same-id", "other", other),
            Self::JobSum { job, why } => {
                Sentence::says("fault-job-sum", [("job", Said::text(job)), ("why", why.clone().into())])
            }
            Self::Shorter { anchor, last: Some(last) } => {
                Sentence::says("fault-shorter", [("last", Said::text(last)), ("anchor", Said::text(anchor))])
            }
            Self::Shorter { anchor, last: None } => says("fault-shorter-gone", "anchor", anchor),
            Self::NotTheAnchor { expected } => says("fault-not-the-anchor", "expected", expected),
            Self::NotAsWitnessed { by, seq, missed, more } => {
                let values = [("row", Said::text(seq)), ("by", by.clone().into())];
                let told = Sentence::says(missed.message(), values);
                if *more > 0 { told.and(says("fault-witness-more", "n", more)) } else { told }
            }
            Self::NoSuchReceipt { receipt } => says("fault-no-such-receipt", "receipt", receipt),
            Self::Resaved { how } => Sentence::says("fault-resaved", [("how", how.clone().into())]),
            Self::Unfinished { bytes: 0 } => plain("fault-unfinished-empty"),
            Self::Unfinished { bytes } => says("fault-unfinished", "bytes", bytes),
            Self::ClockBack { seconds, is_said: true } => says("fault-clock-back-said", "seconds", seconds),
            Self::ClockBack { seconds, is_said: false } => says("fault-clock-back", "seconds", seconds),
            Self::Name { month } => says("fault-name", "month", month),
            Self::Stray { lacks: None } => plain("fault-stray"),
            Self::Stray { lacks: Some(0) } => plain("fault-stray-copied"),
            Self::Stray { lacks: Some(lacks) } => says("fault-stray-lacks", "n", lacks),
            Self::Copy { other, of, lacks } => {
                let message = match (other, lacks) {
                    (Some(_), 0) => "fault-copy-of-other",
                    (Some(_), _) => "fault-copy-of-other-lacks",
                    (None, 0) => "fault-copy",
                    (None, _) => "fault-copy-lacks",
                };
                let other = other.map_or_else(|| Said::text(""), Said::text);
                Sentence::says(message, [("other", other), ("of", Said::text(of)), ("n", Said::text(lacks))])
            }
            Self::Samples { file } => says("fault-samples", "file", file),
            Self::Bundle { why } => why.clone(),
            Self::NothingChecked { from: None } => plain("fault-nothing-checked"),
            Self::NothingChecked { from: Some(month) } => says("fault-nothing-checked-from", "month", month),
            Self::Unreadable { why } => because("fault-unreadable", why),
        }
    }
}

impl Missed {
    fn message(self) -> &'static str {
        match self {
            Self::Gone => "fault-witness-gone",
            Self::Other => "fault-witness-other",
            Self::Journal => "fault-witness-journal",
            Self::Replaced => "fault-witness-replaced",
        }
    }
}

impl fmt::Display for FaultKind {
    /// In English, as programs have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}
