//! What happened, in the past tense. Everything that changes the state comes in as one of these.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::audit::{Audit, RecordSeen, evidence};
use crate::domain::job::Jobs;
use crate::domain::offered::Offers;
use crate::domain::{BesideCard, CarCodes, Checklist, Fact, Id, Job, JobCard, JobKey, Reading, Secret, Station, Volts};
use crate::journal::{Flaw, Seal};
use crate::words::Sentence;

use super::Command;
use super::cannot_open::{CannotOpen, NoChecklist};
use super::codes_request::CodesRequest;

/// One happening.
#[derive(Debug, Clone)]
pub enum Event {
    /// Somebody gave a command.
    Command(Command),
    /// Time passed.
    Ticked,
    /// The window has this size.
    Resized {
        /// Its width in cells.
        columns: u16,
        /// Its height in cells.
        rows: u16,
    },
    /// A barcode scan came in that no open field takes; nothing of it ran.
    Scanned(String),
    /// One came so slowly that its first character was taken for a key.
    ScanIgnored,
    /// A key had no effect; why, in words.
    Ignored(String),
    /// The workshop's own system offers other jobs than before.
    Offered(Offers),
    /// Journals were read.
    Read(Box<JournalSnapshot>),
    /// Journals were read before a code is entered, or why they can't be.
    OthersRead(Result<Box<JournalSnapshot>, NotRead>),
    /// The rows of a job were read, or why they can't be.
    JobRead(JobKey, Result<Box<JournalSnapshot>, NotRead>),
    /// Somebody else has recorded something at this station.
    OthersRecorded(Vec<Fact>),
    /// A row is on the disk.
    Sealed(Box<Sealed>),
    /// The row is on the disk that a finding about the record itself was seen.
    Reviewed(Box<Reviewed>),
    /// A row is not on the disk.
    Refused(Box<Refused>),
    /// A row is on the disk that nobody waited for, such as that of a print.
    RecordedInBackground(Box<Sealed>),
    /// A sheet has come further on its way to paper.
    PrintProgress {
        /// Its job.
        job: JobKey,
        /// How far, in words.
        stage: String,
    },
    /// A sheet is printed, sent, or has failed.
    PrintEnded {
        /// Its job.
        job: JobKey,
        /// What became of it.
        words: String,
        /// Whether it failed.
        is_trouble: bool,
    },
    /// An instrument has read something, or why it has not.
    Measured {
        /// The instrument.
        instrument: Id,
        /// What it read.
        read: Result<Reading, NotRead>,
    },
    /// A car told its VIN and codes, or why it didn't.
    CodesRead(CodesRequest, Result<CarCodes, NotRead>),
    /// A card was held to the reader, or what is in the way.
    Card(Result<Secret, NotRead>),
    /// Who watches the supply.
    Watch(WatchNews),
    /// So many rows were read for the audit.
    AuditProgress(u64),
    /// The audit was read, or why it can't be.
    Audited(Result<Arc<Audit>, NotRead>),
    /// All that is recorded about one job was read, or why it can't be.
    Proved(JobKey, Result<Arc<[evidence::EvidenceLine]>, NotRead>),
    /// Something went well, such as that a sheet is saved.
    Info(String),
    /// Something to be told, such as a jobs table that is open in another program.
    Warning(String),
}

/// What of a watch comes from the runner beside what the instrument reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchNews {
    /// Another window of this station watches.
    Elsewhere,
    /// This one watches, and knows these samples from before it was begun anew.
    Here(Vec<Volts>),
}

/// Why something could not be read: an error of whatever reads.
#[derive(Debug, Clone)]
pub struct NotRead(Arc<dyn Error + Send + Sync>);

impl NotRead {
    /// Takes an error, or a sentence.
    #[must_use]
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for NotRead {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// What a reading of the journals gave.
#[derive(Debug, Clone, Default)]
pub struct JournalSnapshot {
    /// Jobs with all their rows: those that are open, and more where they were asked for.
    pub jobs: Jobs,
    /// The cards of other jobs, each with what is kept beside it.
    pub cards: Vec<(JobCard, BesideCard)>,
    /// Rows about jobs whose cards were given before, and about other stations' jobs.
    pub facts: Vec<Fact>,
    /// The last row that was read about a job in this station's journal.
    pub last_seq: Option<u64>,
    /// The seals of the rows that ended the jobs with all their rows, from which their receipts are made; by station and row.
    pub seals: BTreeMap<(Station, u64), Seal>,
    /// What is wrong with the record of jobs that are not intact.
    pub flaws: BTreeMap<JobKey, Vec<Flaw>>,
    /// Their checklists, by the SHA-256 of the file.
    pub checklists: BTreeMap<String, Arc<Checklist>>,
    /// Why the checklists of others can't be used.
    pub unusable: Unusable,
    /// What was wrong, a sentence each.
    pub faults: Vec<Sentence>,
    /// The faults among them by which files were not read at all, with their stations.
    pub unread: Vec<(Station, String)>,
    /// Whether other stations have a journal, where that was looked.
    pub has_others: Option<bool>,
    /// Whether everything was read, not only the newest files.
    pub is_all: bool,
}

impl JournalSnapshot {
    /// Adds a piece that was read after it.
    pub fn add(&mut self, piece: Self) {
        self.jobs.merge(piece.jobs);
        self.cards.extend(piece.cards);
        self.facts.extend(piece.facts);
        self.last_seq = self.last_seq.max(piece.last_seq);
        self.seals.extend(piece.seals);
        self.flaws.extend(piece.flaws);
        self.checklists.extend(piece.checklists);
        self.unusable.0.extend(piece.unusable.0);
        self.faults.extend(piece.faults);
        self.unread.extend(piece.unread);
        self.has_others = piece.has_others.or(self.has_others);
        self.is_all |= piece.is_all;
    }
}

/// Where the rows of a job are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRows {
    /// The job.
    pub key: JobKey,
    /// Its first row in its own station's journal.
    pub first_seq: u64,
    /// Its last row there.
    pub last_seq: u64,
    /// Its rows in other stations' journals.
    pub elsewhere: Vec<(Station, u64)>,
}

/// Why checklists that jobs were begun with can't be used, a sentence each, by the SHA-256 of the file.
#[derive(Debug, Clone, Default)]
pub struct Unusable(pub BTreeMap<String, String>);

impl Unusable {
    /// Why a job with this wording can't be shown.
    #[must_use]
    pub fn why(&self, job: &Job) -> CannotOpen {
        let asked = job.asked();
        let why = self.0.get(asked.sha).map_or("it was not read", String::as_str).to_owned();
        let no = NoChecklist { key: job.key, checklist: *asked.checklist, revision: asked.revision, why };
        CannotOpen::from(Box::new(no))
    }
}

/// A row that is on the disk.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// What the row says.
    pub fact: Fact,
    /// The row's seal.
    pub seal: Seal,
    /// What other windows and commands recorded meanwhile.
    pub news: Vec<Fact>,
    /// What happened beside it, a sentence each.
    pub notices: Vec<String>,
    /// The checklist of a job that was started, with the SHA-256 of its file.
    pub checklist: Option<(String, Arc<Checklist>)>,
}

/// A row about the record itself that is on the disk.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// What the row says.
    pub seen: RecordSeen,
    /// What other windows and commands recorded meanwhile.
    pub news: Vec<Fact>,
    /// What happened beside it, a sentence each.
    pub notices: Vec<String>,
}

/// A row that is not on the disk.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Why, and what to do next.
    pub message: String,
    /// What other windows and commands recorded meanwhile.
    pub news: Vec<Fact>,
}
