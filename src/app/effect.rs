//! What is to be done outside: values, so that they can be compared in tests and performed by any face.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::audit::ReportOrder;
use super::codes_request::CodesRequest;
use super::event::JobRows;
use super::live::WantedInstrument;
use super::printing::{EmailOrder, Order};
use crate::domain::{Id, Identified, JobKey, JobNumber, RefusedEntry, Secret, Spot, Station, Volts};
use crate::journal::{Draft, RecordReview};
use crate::words::PlainWords;

/// A row for which somebody has to be identified.
#[derive(Debug, Clone, PartialEq)]
pub enum RowToSign {
    /// A fact.
    Fact(Draft),
    /// That a finding about the record itself was seen.
    Review(RecordReview),
}

impl RowToSign {
    /// The row, with how whoever signs it was identified.
    #[must_use]
    pub fn signed(mut self, identified: Identified) -> Self {
        match &mut self {
            Self::Fact(draft) => draft.who.identified = Some(identified),
            Self::Review(review) => review.who.identified = Some(identified),
        }
        self
    }
}

/// What is to be watched.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchPlan {
    /// The job.
    pub job: JobKey,
    /// The station that watches: the one that has the job now.
    pub station: Station,
    /// The instrument.
    pub instrument: Id,
    /// Where it reads.
    pub at: Spot,
    /// What is below is a dip: the list's.
    pub floor: Volts,
    /// The call by which the battery may be off.
    pub since: DateTime<FixedOffset>,
    /// The row by which it was begun, where the program was begun anew since.
    pub begun: Option<u64>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the checklist's wording, then record the start of a job.
    Start {
        /// The number of the job.
        number: JobNumber,
        /// Who starts it.
        who: String,
        /// The checklist.
        checklist: Id,
    },
    /// Record a fact.
    Append(Draft),
    /// Record something once a PIN or a badge has shown whose name is under it.
    Identify {
        /// What was typed or scanned.
        secret: Secret,
        /// Whose it has to be.
        name: String,
        /// What is then recorded.
        row: RowToSign,
    },
    /// Note that something was said and not taken.
    NoteRefused(RefusedEntry),
    /// Let the next row, about this job, be preceded by one that says how much of a wait that it needs nobody counted.
    NoteAlone {
        /// The seconds.
        seconds: u32,
        /// The job.
        job: JobKey,
    },
    /// Let the next row be preceded by one that says that the clock went forward.
    NoteForward {
        /// By so many seconds more than were counted.
        seconds: i64,
    },
    /// Record that a finding about the record itself was seen.
    Review(RecordReview),
    /// Read the journals of the folder again.
    Read,
    /// Read the journals of the folder before a code is entered, behind the rows that are on their way: another station may
    /// have recorded an attempt at the same radio.
    ReadOthers,
    /// Read the rows of one job, behind the rows that are on their way.
    ReadJob(JobRows),
    /// Look whether somebody else has recorded something at this station.
    Look,
    /// Read these instruments, once a second each, and no others.
    Measure(Vec<WantedInstrument>),
    /// Ask a car for its VIN and codes, once.
    ReadCodes(CodesRequest),
    /// Look for cards at this computer's reader from now on, or no longer.
    LookForCards(bool),
    /// Watch this, and record what is seen; or end what was watched.
    Watch(Option<Box<WatchPlan>>),
    /// Rebuild the jobs tables; what has not changed is left alone.
    Tabulate,
    /// Send a sheet by e-mail, and record that the server took it.
    Email(Box<EmailOrder>),
    /// Save a sheet, print it, and record what became of it.
    Print(Box<Order>),
    /// Save a sheet.
    Save(Box<Order>),
    /// Read the journals of the folder for the audit.
    Audit,
    /// Read all that is recorded about one job.
    Prove {
        /// The job.
        key: JobKey,
        /// The folder that the stations' folders of its workshop lie in.
        journal: PathBuf,
        /// The words in which it is told.
        words: Arc<PlainWords>,
    },
    /// Save a workbook with what is selected of the audit.
    SaveWorkbook(ReportOrder),
    /// Save pages to hand out.
    SaveReport(ReportOrder),
    /// Save one job's evidence, as a folder that can be handed on.
    SaveEvidence {
        /// The job.
        key: JobKey,
        /// The folder that the stations' folders of its workshop lie in.
        journal: PathBuf,
        /// The language of its texts.
        language: String,
    },
    /// Put a workshop in front of this one in which nothing counts, until somebody leaves it.
    Practise,
    /// Ring softly.
    Ring,
    /// Draw the whole screen again.
    Repaint,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// Leave the program.
    Quit,
}
