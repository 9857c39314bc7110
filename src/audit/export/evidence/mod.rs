//! One job's evidence: every row about it, in words and with what proves it, as one value for all faces.
//!
//! ```text
//! journals ─ exhibits ─┐
//!                      ├─ Evidence::of ─► Evidence ─┬─ lines ──► the screen, text
//! kept wording ────────┘                            ├─ json
//!                                                   └─ bundle ─► a folder to hand on
//! ```
//!
//! The words are those that were asked on the day, out of the kept copy of the checklist that the `start` row names by its
//! SHA-256. Where that copy is missing or another one, ids stand in their place, and that is said. Deliberately absent: what
//! the journals say of any other job, also in what is told about a damaged file.

mod bundle;
mod json;
mod kept;
mod text;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::domain::job::Jobs;
use crate::domain::{Ending, Fact, Id, Job, JobKey, Station, Text};
use crate::journal::{
    Bundle, Exhibit, Exhibits, Fault, FaultClass, FaultKind, Flaw, JobSum, Meaning, ReadError, Reader, Receipt,
    ending_disagrees, meaning,
};
use crate::words::Sentence;

pub use bundle::{EVIDENCE_TEXT, HOW_TO_CHECK, compare_text, files};
pub use json::json;
pub use kept::{KeptFile, KeptFiles, WordingState};
pub use text::{EvidenceLine, EvidenceTone, broken, lines, text};

use words::{RowWords, Teller};

/// Everything that is recorded about one job.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub job: JobKey,
    /// Its rows: those of its own station in their order, then those that other stations wrote about it.
    pub rows: Vec<EvidenceRow>,
    /// The checklists and radio files that were asked by.
    pub kept: KeptFiles,
    /// The plate, or the VIN.
    pub plate: Option<String>,
    pub serial: Option<String>,
    /// The proof of its end; `None` while it is open.
    pub ending: Option<EndingProof>,
    /// What is wrong with its record; nothing, when its rows are sealed, linked, and those that its end counted.
    pub flaws: Vec<Flaw>,
    /// Journal files with faults, also where they don't touch this job.
    pub damaged: Vec<Damage>,
}

/// One row about the job.
#[derive(Debug, Clone)]
pub struct EvidenceRow {
    /// The row as it stands in the journal, its place and its seal.
    pub exhibit: Exhibit,
    /// A few words for the item, from the wording; `None` where it isn't known.
    pub label: Option<Text>,
    /// The question as it was asked.
    pub ask: Option<Text>,
    /// The event in a word or two: `answered`, `called complete`.
    pub happened: Sentence,
    /// The answer in words, or what else the row says.
    pub said: Sentence,
    /// What was remarked, where the note of the row has more in it, which is said already.
    pub remark: Option<String>,
    /// The row that took this answer's place later, by its number at the job's station.
    pub replaced_by: Option<u64>,
    /// Whether the seal fits.
    pub link: SealLink,
    /// What else proves it.
    pub cover: Cover,
}

/// Whether a row's seal fits the row and the seal before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealLink {
    Fits,
    /// It doesn't: the row, or the seal before it, was changed.
    Broken,
    /// The line before is damaged, so that nothing can be told.
    Unknown,
}

/// Whether the row that ended the job answers for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// It is among the rows whose seals the job's sum is made of.
    Summed,
    /// It is the row that ended the job: its own seal is the receipt.
    Ending,
    /// It was written after the end.
    After,
    /// It was written by another station.
    Elsewhere,
    /// It is counted by the row with which another station took the job over.
    Taken,
    /// The job is open: nothing answers for its rows yet but the chain that they stand in.
    Open,
}

/// The row that ended the job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingProof {
    /// Finished or stopped.
    pub how: Ending,
    pub seq: u64,
    pub time: DateTime<FixedOffset>,
    /// The receipt made from its seal.
    pub receipt: Receipt,
    /// The number of rows of the job that came before.
    pub rows: u64,
    /// The disagreement between it and those rows; `None` when there is none.
    pub disagrees: Option<Sentence>,
}

/// A journal file with faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The station and the file.
    pub place: String,
    /// The class of the worst fault.
    pub class: FaultClass,
    /// Whether it is a flaw of this job, too. Else it is told, and says nothing against the job.
    pub is_of_job: bool,
    /// Whether it is another station's, or a copy of the file before.
    pub is_displaced: bool,
}

/// Reads what is recorded about `job`: the rows in the stations' folders below `journal`, the wording in the folder
/// `checklists` beside it.
///
/// # Errors
/// When the journals' folder can't be read.
pub fn read(journal: &Path, job: &JobKey) -> Result<Evidence, ReadError> {
    let Exhibits { mut rows, faults, flaws } = Reader::new(journal.to_owned()).exhibits(job)?;
    // a review that names a journal is about a job of that name in another workshop
    let is_elsewhere = |fact: &Fact| fact.what.journal().is_some();
    rows.retain(|it| !matches!(meaning(&it.row, &it.station), Meaning::Fact(fact) if is_elsewhere(&fact)));
    let bundle = Bundle::new(job, rows);
    let kept = KeptFiles::read(&journal.with_file_name("checklists"), &bundle);
    Ok(Evidence::of(job, bundle, &faults, flaws, kept))
}

impl Evidence {
    /// Lays the rows of a job beside what was asked.
    #[must_use]
    pub fn of(job: &JobKey, bundle: Bundle, faults: &[Fault], flaws: Vec<Flaw>, kept: KeptFiles) -> Self {
        let meant = |it: &Exhibit| match meaning(&it.row, &it.station) {
            Meaning::Fact(fact) => Some(fact),
            Meaning::File(_) | Meaning::Unknown => None,
        };
        let folded = Jobs::fold(bundle.rows.iter().filter_map(meant)).remove(job);
        let own_end = || bundle.own().find(|it| it.row.event.is_ending()).map(|it| (it.station, it.row.seq));
        let end = match &folded {
            Some(job) => job.ending().map(|(_, fact)| (fact.station, fact.seq)),
            None => own_end(),
        };
        // the station that ended it counted its own rows; of an open job none are counted yet
        let last = end.map_or_else(|| folded.as_ref().map_or(job.station, Job::holder), |(station, _)| station);
        let is_held = |it: &Exhibit| match &folded {
            Some(job) => job.is_held_at(it.station, it.row.seq),
            None => it.station == job.station,
        };
        let mut teller = Teller::new(&kept);
        let mut sums: BTreeMap<Station, JobSum> = BTreeMap::new();
        let mut ending: Option<EndingProof> = None;
        let mut rows: Vec<EvidenceRow> = Vec::with_capacity(bundle.rows.len());
        for exhibit in bundle.rows {
            let (place, is_held, fact) = ((exhibit.station, exhibit.row.seq), is_held(&exhibit), meant(&exhibit));
            let item = fact.as_ref().and_then(|fact| fact.what.item().cloned());
            let RowWords { label, ask, happened, said, remark } = teller.tell(&exhibit.row, fact.as_ref());
            let here = words::ending_of(&exhibit.row).filter(|_| Some(place) == end);
            let cover = match end {
                _ if exhibit.station != last && is_held => Cover::Taken,
                _ if exhibit.station != last => Cover::Elsewhere,
                None if is_held || exhibit.station == job.station => Cover::Open,
                None => Cover::Elsewhere,
                Some(end) if place == end => Cover::Ending,
                Some(end) if place > end => Cover::After,
                Some(_) => Cover::Summed,
            };
            let sum = sums.entry(exhibit.station).or_default();
            if let Some(how) = here {
                let disagrees = ending_disagrees(exhibit.value(), sum);
                let (seq, time, receipt) = (exhibit.row.seq, exhibit.row.time, Receipt::of(&exhibit.seal));
                ending = Some(EndingProof { how, seq, time, receipt, rows: sum.rows(), disagrees });
            }
            sum.add(&exhibit.seal);
            if is_held {
                replace(&mut rows, item.as_ref(), exhibit.row.seq);
            }
            let link = SealLink::of(&exhibit);
            let replaced_by = None;
            rows.push(EvidenceRow { exhibit, label, ask, happened, said, remark, replaced_by, link, cover });
        }
        let known = teller.job();
        let plate = known.and_then(Job::plate).map(|plate| plate.to_string());
        let serial = known.and_then(Job::serial).map(ToString::to_string);
        let mut evidence = Self { job: *job, rows, plate, serial, ending, flaws, damaged: Vec::new(), kept };
        evidence.damaged = evidence.damaged(faults);
        evidence
    }

    /// The rows as a bundle.
    #[must_use]
    pub fn bundle(&self) -> Bundle {
        Bundle { job: Some(self.job), rows: self.rows.iter().map(|row| row.exhibit.clone()).collect() }
    }

    /// The number of rows that the job's own station wrote, and that others did.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let elsewhere = self.rows.iter().filter(|row| row.cover == Cover::Elsewhere).count();
        (self.rows.len() - elsewhere, elsewhere)
    }

    /// Rows whose seal doesn't fit or can't be checked.
    pub fn unproven(&self) -> impl Iterator<Item = &EvidenceRow> {
        self.rows.iter().filter(|row| row.link != SealLink::Fits)
    }

    /// What decides whether it stands as proof: of several the first of broken, unreadable, re-saved; `None` when all fits.
    /// A missing wording is no fault of the record.
    #[must_use]
    pub fn class(&self) -> Option<FaultClass> {
        let begins = self.rows.first().is_some_and(|row| words::is_start(&row.exhibit.row));
        let is_broken = !begins || !self.flaws.is_empty() || matches!(self.kept.wording, WordingState::Other { .. });
        let own = is_broken.then_some(FaultClass::Broken);
        let of_files = self.damaged.iter().filter(|damage| damage.is_of_job).map(|damage| damage.class);
        own.into_iter().chain(of_files).min()
    }

    /// The files with faults. Only which: what is wrong there may quote other jobs' rows.
    fn damaged(&self, faults: &[Fault]) -> Vec<Damage> {
        // a sum that fits answers for all rows up to the end; else some may be missing anywhere at the job's station
        let is_summed = self.ending.as_ref().is_some_and(|ending| ending.disagrees.is_none());
        let mut damaged: Vec<Damage> = Vec::new();
        // a row that is being written just now looks unfinished
        for fault in faults.iter().filter(|fault| !matches!(fault.class(), FaultClass::Remark | FaultClass::Unfinished))
        {
            let place = format!("{}/{}", fault.station, fault.file);
            let is_displaced = matches!(fault.kind, FaultKind::OtherStation { .. } | FaultKind::NotContinued { .. });
            if let Some(known) = damaged.iter_mut().find(|damage| damage.place == place) {
                known.class = known.class.min(fault.class());
                known.is_displaced |= is_displaced;
                continue;
            }
            let is_in_it = |row: &EvidenceRow| {
                row.exhibit.station.as_str() == fault.station && row.exhibit.file.to_string() == fault.file
            };
            let may_lack_rows = !is_summed && fault.station == self.job.station.as_str();
            let is_flawed = |flaw: &Flaw| flaw.station == fault.station && flaw.file == fault.file;
            let is_of_job = match fault.class() {
                FaultClass::Broken => self.flaws.iter().any(is_flawed),
                _ => may_lack_rows || self.rows.iter().any(is_in_it),
            };
            damaged.push(Damage { place, class: fault.class(), is_of_job, is_displaced });
        }
        damaged
    }

    /// The exit code: 0 all fits, 1 broken, 5 unreadable, 3 re-saved with contents intact.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.class().map_or(0, FaultClass::exit_code)
    }

    /// The verdict, as a message.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match (self.class(), &self.ending) {
            (Some(FaultClass::Broken), _) => "evidence-verdict-broken",
            (Some(FaultClass::Unreadable), _) => "evidence-verdict-unread",
            (Some(FaultClass::Resaved), _) => "evidence-verdict-resaved",
            (_, Some(_)) => "evidence-verdict-intact",
            (_, None) => "evidence-verdict-open",
        }
    }
}

impl SealLink {
    fn of(exhibit: &Exhibit) -> Self {
        match (exhibit.lead.is_empty(), exhibit.is_linked) {
            (true, _) => Self::Unknown,
            (false, true) => Self::Fits,
            (false, false) => Self::Broken,
        }
    }

    /// The state as a message.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Fits => "evidence-link-fits",
            Self::Broken => "evidence-link-broken",
            Self::Unknown => "evidence-link-unknown",
        }
    }

    /// The name for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Broken => "broken",
            Self::Unknown => "unknown",
        }
    }
}

impl Cover {
    /// What it is, as a message.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Summed => "evidence-cover-summed",
            Self::Ending => "evidence-cover-ending",
            Self::After => "evidence-cover-after",
            Self::Elsewhere => "evidence-cover-elsewhere",
            Self::Taken => "evidence-cover-taken",
            Self::Open => "evidence-cover-open",
        }
    }

    /// The name for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Summed => "summed",
            Self::Ending => "ending",
            Self::After => "after",
            Self::Elsewhere => "elsewhere",
            Self::Taken => "taken",
            Self::Open => "open",
        }
    }
}

/// Marks the row about `item` that counted until now as replaced by row `seq`.
fn replace(rows: &mut [EvidenceRow], item: Option<&Id>, seq: u64) {
    let Some(item) = item else { return };
    let is_about = |row: &&mut EvidenceRow| row.exhibit.row.item.as_ref() == Some(item) && row.is_answer();
    if let Some(before) = rows.iter_mut().rev().find(is_about) {
        before.replaced_by = Some(seq);
    }
}

impl EvidenceRow {
    /// Whether it says something about an item.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        words::is_answer(&self.exhibit.row)
    }
}
