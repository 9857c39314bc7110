//! Reads journals. Never writes: evidence is not repaired on the way past; what is damaged is reported, and what can
//! be read is given.

use std::collections::BTreeMap;
use std::mem;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

pub use super::folder::ReadError;
use super::folder::{self, at};
use super::job_seals::StationSeals;
use super::newest;
use super::survey::{Head, Seen, Survey, Visit, survey};
use crate::domain::JournalId;
use crate::domain::{Fact, JobKey, Station};
use crate::journal::format::bundle::Exhibit;
use crate::journal::format::checkpoint::Checkpoint;
use crate::journal::format::fact::{Meaning, is_of_job, meaning_of};
use crate::journal::format::fault::{Fault, FaultKind};
use crate::journal::format::file_event::{FileEvent, Witness};
use crate::journal::format::file_name::FileName;
use crate::journal::format::flaw::{Flaw, FlawedJob};
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{JobSum, Seal};
use crate::words::{Said, Sentence};

/// The longest file whose facts are held in memory: some 400,000 rows.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// So many facts are one part of what is read.
const PART_FACTS: usize = 500;

/// Reads the journals of a workshop.
#[derive(Debug, Clone)]
pub struct Reader {
    root: PathBuf,
}

/// The record of one station.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Facts, in the order of the file.
    pub facts: Vec<Fact>,
    /// The seals of the `finish` and `stop` rows, by their seqs: receipts are made from them.
    pub endings: BTreeMap<u64, Seal>,
    /// Events of the files themselves.
    pub file_events: Vec<FileNote>,
    /// Rows that this version doesn't understand.
    pub unknown_rows: u64,
    /// The highest seq read: what a writer has to be told the caller has seen.
    pub last_seq: Option<u64>,
    /// The journal's id.
    pub id: Option<JournalId>,
    /// Faults inside the files. Those between files are found by verifying.
    pub faults: Vec<Fault>,
    /// The jobs whose record is not intact: its own, and other stations' that its rows are about.
    pub flawed: Vec<FlawedJob>,
    /// True when all of the station's files were read.
    pub is_whole: bool,
    /// True for the last part of a file, where parts are read.
    pub ends_file: bool,
}

/// Something that happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNote {
    /// The row.
    pub seq: u64,
    /// Its time.
    pub time: DateTime<FixedOffset>,
    /// What.
    pub event: FileEvent,
}

/// What one station wrote about a job.
#[derive(Debug, Clone)]
pub struct JobPart {
    /// The journal's id.
    pub id: JournalId,
    /// The seal of the last row.
    pub seal: Seal,
    /// How many rows there are, and what their seals add up to.
    pub sum: JobSum,
    /// What of the work it wrote later.
    pub later: Vec<Fact>,
}

/// What is recorded about one job.
#[derive(Debug, Clone, Default)]
pub struct Exhibits {
    /// Every row about it.
    pub rows: Vec<Exhibit>,
    /// What is wrong inside the files that were read for them, wherever it is.
    pub faults: Vec<Fault>,
    /// What is wrong with the job's own record: nothing, when its rows are sealed, linked, and those that its end counted.
    pub flaws: Vec<Flaw>,
}

impl Reader {
    /// Reads below `root`, the folder `exports/journal` of a workshop.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder that it reads below.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The stations that have a folder, sorted; none if nothing was ever written.
    ///
    /// # Errors
    /// When the folder is there but can't be read.
    pub fn stations(&self) -> Result<Vec<Station>, ReadError> {
        folder::stations(&self.root)
    }

    /// A station's files in the order of their first seqs; none if nothing was ever written.
    ///
    /// # Errors
    /// When the folder is there but can't be read.
    pub fn files(&self, station: &Station) -> Result<Vec<FileName>, ReadError> {
        folder::files(&self.folder(station))
    }

    /// Reads all of a station's files.
    ///
    /// # Errors
    /// When the folder can't be read. A file that can't be read is a fault in the record.
    pub fn read_all(&self, station: &Station) -> Result<Record, ReadError> {
        let files = self.files(station)?;
        Ok(self.read(station, &files, true))
    }

    /// Reads all of a station's files, or the last `count`, and gives part after part, so that not all of it need be in memory, and
    /// whoever takes them in can work beside it; at the end, the jobs whose record is not intact.
    ///
    /// # Errors
    /// As [`Reader::read_all`].
    pub fn read_parts(
        &self,
        station: &Station,
        count: Option<usize>,
        take: &mut dyn FnMut(Record),
    ) -> Result<Vec<FlawedJob>, ReadError> {
        let files = self.files(station)?;
        let skipped = count.map_or(0, |count| files.len().saturating_sub(count));
        let begun = || Record { is_whole: skipped == 0, ..Record::default() };
        let mut seals = StationSeals::new(station.as_str(), true);
        for &file in &files[skipped..] {
            let mut record = begun();
            self.read_into(&mut record, station, file, &mut seals, &mut |record| {
                if record.facts.len() >= PART_FACTS {
                    take(mem::replace(record, begun()));
                }
            });
            take(Record { ends_file: true, ..record });
        }
        Ok(seals.end())
    }

    /// Reads the files of a station in which the rows from `first` to `last` are.
    ///
    /// # Errors
    /// As [`Reader::read_all`].
    pub fn read_span(&self, station: &Station, first: u64, last: u64) -> Result<Record, ReadError> {
        let files = folder::files_by_row(&self.folder(station))?;
        let begins_later = |(_, seq): &&(FileName, Option<u64>)| seq.is_none_or(|seq| seq > last);
        let from = files.iter().rposition(|(_, seq)| seq.is_some_and(|seq| seq <= first)).unwrap_or(0);
        let span = files[from..].iter().enumerate().filter(|(at, file)| *at == 0 || !begins_later(file));
        let span: Vec<FileName> = span.map(|(_, (file, _))| *file).collect();
        Ok(self.read(station, &span, from == 0))
    }

    fn read(&self, station: &Station, files: &[FileName], is_whole: bool) -> Record {
        let mut record = Record { is_whole, ..Record::default() };
        let mut seals = StationSeals::new(station.as_str(), true);
        for &file in files {
            self.read_into(&mut record, station, file, &mut seals, &mut |_| {});
        }
        record.flawed = seals.end();
        record
    }

    /// Reads one more file into a record; `look` is called after each row.
    fn read_into(
        &self,
        record: &mut Record,
        station: &Station,
        file: FileName,
        seals: &mut StationSeals,
        look: &mut dyn FnMut(&mut Record),
    ) {
        seals.begin_file(&file.to_string());
        let is_whole = record.is_whole;
        let survey = match self.too_long(station, file) {
            Some(fault) => Survey { faults: vec![fault], ..Survey::default() },
            None => self.walk(station, file, &mut |seen| {
                record.add(station, seen);
                seals.row(seen, is_whole);
                look(record);
            }),
        };
        seals.end_file(&survey.faults, &survey);
        record.end_file(survey);
    }

    /// Every row about a job, from all stations' journals, and what is wrong with them and inside the files that were read for
    /// them; also files of another station, and files that repeat the one before.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn exhibits(&self, job: &JobKey) -> Result<Exhibits, ReadError> {
        let (mut exhibits, mut faults, mut flaws) = (Vec::new(), Vec::new(), Vec::new());
        for station in self.stations()? {
            let mut seals = StationSeals::new(station.as_str(), true);
            for file in self.files(&station)? {
                seals.begin_file(&file.to_string());
                let survey = self.walk(&station, file, &mut |seen| {
                    seals.row(seen, true);
                    if is_of_job(&seen.row, &station, job) {
                        let (station, row) = (station, seen.row.to_row());
                        let (line, seal, is_linked) = (seen.line, seen.seal, seen.is_linked);
                        let lead = String::from_utf8_lossy(seen.lead).into_owned();
                        exhibits.push(Exhibit { station, file, line, row, lead, seal, is_linked });
                    }
                });
                let displaced = seals.end_file(&survey.faults, &survey).map(|kind| {
                    let (line, seq) = (Some(2), survey.first.map(|(seq, _)| seq));
                    Fault { station: station.to_string(), file: file.to_string(), line, seq, kind }
                });
                faults.extend(survey.faults.into_iter().chain(displaced));
            }
            flaws.extend(seals.end().into_iter().filter(|it| it.is(job)).flat_map(|it| it.flaws));
        }
        Ok(Exhibits { rows: exhibits, faults, flaws })
    }

    /// The journal that a row of a station is in, and the row's seal; `None` where there is no such row, or its seal doesn't fit.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn sealed_at(&self, station: &Station, seq: u64) -> Result<Option<(JournalId, Seal)>, ReadError> {
        let files = folder::files_by_row(&self.folder(station))?;
        let Some(at) = files.iter().rposition(|(_, first)| first.is_some_and(|first| first <= seq)) else {
            return Ok(None);
        };
        let mut found = None;
        let survey = self.walk(station, files[at].0, &mut |seen| {
            if seen.row.seq == seq && seen.is_linked {
                found = Some(seen.seal);
            }
        });
        Ok(survey.opened.zip(found).map(|(opened, seal)| (opened.id, seal)))
    }

    /// What a station wrote about a job up to a row: the journal and that row's seal, how many rows there are and what they add up to;
    /// and what of the work it wrote after it. `None` where there is no such row, or its seal doesn't fit.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn part_of(&self, job: &JobKey, station: &Station, seq: u64) -> Result<Option<JobPart>, ReadError> {
        let (mut sum, mut found, mut later, mut id) = (JobSum::default(), None, Vec::new(), None);
        for file in self.files(station)? {
            let survey = self.walk(station, file, &mut |seen| {
                if !is_of_job(&seen.row, station, job) {
                    return;
                }
                if seen.row.seq <= seq {
                    sum.add(&seen.seal);
                } else if let Meaning::Fact(fact) = meaning_of(&seen.row, station)
                    && !fact.what.may_be_anywhere()
                {
                    later.push(fact);
                }
                if seen.row.seq == seq && seen.is_linked {
                    found = Some(seen.seal);
                }
            });
            id = survey.opened.map(|opened| opened.id).or(id);
        }
        Ok(id.zip(found).map(|(id, seal)| JobPart { id, seal, sum, later }))
    }

    /// A note of how far a station's journal is, dated `now`. `None` while there is no readable row.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn checkpoint(&self, station: &Station, now: DateTime<FixedOffset>) -> Result<Option<Checkpoint>, ReadError> {
        for file in self.files(station)?.into_iter().rev() {
            let survey = self.walk(station, file, &mut |_| {});
            if let (Some(Head { seq, seal, .. }), Some(opened)) = (survey.head, survey.opened) {
                return Ok(Some(Checkpoint { station: *station, id: opened.id, seq, seal, time: now }));
            }
        }
        Ok(None)
    }

    /// Where the journals of all stations stand, each that has a row.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn checkpoints(&self, now: DateTime<FixedOffset>) -> Result<Vec<Checkpoint>, ReadError> {
        let stations = self.stations()?;
        let notes = stations.iter().filter_map(|station| self.checkpoint(station, now).transpose());
        notes.collect()
    }

    /// How far the journals of the other stations are, as `station` sees them at `now`: of each a row at its end that is older than a
    /// few seconds. Only the ends of the newest files are read, and what can't be read is left out.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn witness(&self, station: &Station, now: DateTime<FixedOffset>) -> Result<Vec<Witness>, ReadError> {
        let others = self.stations()?.into_iter().filter(|other| other != station);
        Ok(others.filter_map(|other| newest::witness(&self.folder(&other), other, now)).collect())
    }

    /// The fault of a file that is too long for its facts to be held in memory.
    fn too_long(&self, station: &Station, file: FileName) -> Option<Fault> {
        let bytes = std::fs::metadata(self.folder(station).join(file.to_string())).map_or(0, |it| it.len());
        (bytes > FILE_BYTES_MAX).then(|| {
            let why = Sentence::says("why-too-long", [("mib", Said::text(FILE_BYTES_MAX >> 20))]);
            let kind = FaultKind::Unreadable { why };
            Fault { station: station.to_string(), file: file.to_string(), line: None, seq: None, kind }
        })
    }

    fn folder(&self, station: &Station) -> PathBuf {
        self.root.join(station.as_str())
    }

    /// Walks over one file; failing to read it is a fault like any other.
    fn walk(&self, station: &Station, file: FileName, visit: Visit<'_>) -> Survey {
        let path = self.folder(station).join(file.to_string());
        let walked = folder::open(&path).and_then(|file| survey(file, visit)).map_err(at(&path));
        let mut survey = walked.unwrap_or_else(|error| {
            let kind = FaultKind::Unreadable { why: error.source.to_string().into() };
            let fault = Fault { station: String::new(), file: String::new(), line: None, seq: None, kind };
            Survey { faults: vec![fault], ..Survey::default() }
        });
        for fault in &mut survey.faults {
            fault.station = station.to_string();
            fault.file = file.to_string();
        }
        survey
    }
}

impl Record {
    fn add(&mut self, station: &Station, seen: &Seen<'_>) {
        let RowRef { seq, time, .. } = seen.row;
        self.last_seq = self.last_seq.max(Some(seq));
        if seen.row.event.is_ending() {
            self.endings.insert(seq, seen.seal);
        }
        match meaning_of(&seen.row, station) {
            Meaning::Fact(fact) => self.facts.push(fact),
            Meaning::File(event) => self.file_events.push(FileNote { seq, time, event }),
            Meaning::Unknown => self.unknown_rows += 1,
        }
    }

    fn end_file(&mut self, survey: Survey) {
        self.faults.extend(survey.faults);
        self.id = survey.opened.map(|opened| opened.id).or(self.id.take());
    }
}
