//! A workshop folder with a station at it: reads its journals, writes this station's, keeps wordings and the jobs table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use super::archive::{keep, make_folder, replace, sha};
use crate::app::event::{Reading, Refused, Reviewed, Sealed};
use crate::app::{Now, Session, Store};
use crate::audit::{Audit, RecordSeen, Request, collect, evidence, jobs_table};
use crate::catalog::{AuditThresholds, Catalog, FileFault, Unavailable, Workshop, read_checklist};
use crate::domain::checklist::kept_name;
use crate::domain::job::Jobs;
use crate::domain::{Checklist, Fact, Job, JobKey, JobNumber, RadioBook, Station, What};
use crate::journal::{
    self, Appended, Class, Draft, ReadError, Reader, Receipt, Record, RecordReview, Refusal, Seal, Writer,
};

/// Where a workshop's files are.
#[derive(Debug, Clone)]
pub struct Place {
    /// The workshop's folder.
    pub workshop: PathBuf,
    /// Where records go: the workshop's `exports`, or a folder of its own for practice.
    pub exports: PathBuf,
    /// Whether nothing counts.
    pub is_practice: bool,
}

impl Place {
    /// A workshop's own folders.
    #[must_use]
    pub fn of(workshop: &Path) -> Self {
        Self { workshop: workshop.to_owned(), exports: workshop.join("exports"), is_practice: false }
    }

    /// The journals' folder.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.exports.join("journal")
    }
}

/// Why a desk can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The journals' folder can't be read.
    #[error(transparent)]
    Journals(#[from] ReadError),
    /// The checklist can't be used.
    #[error(transparent)]
    Checklist(#[from] Unavailable),
    /// The wording can't be kept, so that a job can't begin.
    #[error("the checklist's wording can't be kept in exports/checklists: {0}; check the disk or the network drive")]
    Keep(#[source] std::io::Error),
    /// The journal did not take the row.
    #[error("{refusal}; {}", refusal.hint())]
    Refused {
        /// Why.
        refusal: Refusal,
    },
}

/// A station at its workshop folder.
pub struct Desk {
    /// Where its files are.
    pub place: Place,
    /// `workshop.toml`.
    pub workshop: Workshop,
    /// Checklists and radios.
    pub catalog: Catalog,
    station: Station,
    writer: Writer,
}

/// What reads for a desk, without its writer: can go to another thread.
#[derive(Debug, Clone)]
pub struct Readers {
    place: Place,
    station: Station,
    /// Checklists of the catalog by the SHA-256 of their files.
    current: BTreeMap<String, Arc<Checklist>>,
    book: RadioBook,
    audit: AuditThresholds,
}

impl Desk {
    /// Sits down at `place` as `station`. Nothing is written yet.
    #[must_use]
    pub fn new(place: Place, workshop: Workshop, catalog: Catalog, station: Station) -> Self {
        let folder = journal::Folder::new(&place.journal(), &station);
        let program = format!("precheck {}", env!("CARGO_PKG_VERSION"));
        let writer = Writer::new(folder, station, program);
        Self { place, workshop, catalog, station, writer }
    }

    /// Loads what a workshop folder says about itself: `workshop.toml` and the checklists, with their faults.
    #[must_use]
    pub fn open(place: Place, station: Option<Station>) -> (Self, Vec<FileFault>) {
        let (workshop, mut faults) = Workshop::load(&place.workshop);
        let (catalog, more) = Catalog::load(Some(&place.workshop));
        faults.extend(more);
        let host = || Station::from_host(&gethostname::gethostname().to_string_lossy());
        let station = station.or(workshop.station).unwrap_or_else(host);
        (Self::new(place, workshop, catalog, station), faults)
    }

    /// This station.
    #[must_use]
    pub fn station(&self) -> &Station {
        &self.station
    }

    /// What reads, to be used beside this desk.
    #[must_use]
    pub fn readers(&self) -> Readers {
        let current =
            self.catalog.checklists().iter().map(|it| (sha(&it.file.bytes), Arc::new(it.content.clone()))).collect();
        Readers {
            place: self.place.clone(),
            station: self.station,
            current,
            book: self.catalog.book().clone(),
            audit: self.workshop.audit,
        }
    }

    /// A sitting at this desk where nobody is there yet.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::new(self.workshop.technicians.clone())
    }

    /// A store that knows this workshop and none of its jobs yet.
    #[must_use]
    pub fn store(&self, now: Now) -> Store {
        let mut store = Store::new(self.station, now);
        store.workshop = self.workshop.name.clone().unwrap_or_else(|| "workshop".to_owned());
        store.kinds = self.catalog.checklists().iter().map(|it| Arc::new(it.content.clone())).collect();
        store.book = self.catalog.book().clone();
        store.pages = self.catalog.pages().into();
        store.away_ms = i64::from(self.workshop.thresholds.away_after_minutes) * 60_000;
        store.attempts_max = self.workshop.thresholds.attempts_max;
        store.is_practice = self.place.is_practice;
        store.house = Arc::new(super::letterhead::letterhead(&self.place.workshop, &self.workshop).0);
        store.checklists = self.readers().current;
        store
    }

    /// Says up to which row of this station the caller has read.
    pub fn caught_up(&mut self, reading: &Reading) {
        let rows = reading.jobs.iter().flat_map(Job::facts).filter(|fact| fact.station == self.station);
        self.writer.caught_up(rows.map(|fact| fact.seq).max());
    }

    /// Begins a job: keeps the wording of its checklist and of the radio files, then records the start.
    ///
    /// # Errors
    /// When the checklist can't be used or kept, or the journal doesn't take the row.
    pub fn start(
        &mut self,
        number: &JobNumber,
        who: &str,
        checklist: &str,
        is_via_file: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<Sealed, DeskError> {
        let entry = self.catalog.get(checklist)?;
        let asked = entry.content.clone();
        let sha = sha(&entry.file.bytes);
        let folder = self.place.exports.join("checklists");
        keep(&folder, asked.id.as_str(), asked.revision, &entry.file.bytes).map_err(DeskError::Keep)?;
        for radio in self.catalog.radio_files() {
            keep(&folder, radio.content.id.as_str(), radio.content.revision, &radio.file.bytes)
                .map_err(DeskError::Keep)?;
        }
        let draft = Draft {
            job: JobKey { station: self.station, number: *number },
            who: who.to_owned(),
            note: String::new(),
            what: What::Started { checklist: asked.id, revision: asked.revision, sha: sha.clone(), is_via_file },
            expects: None,
        };
        let appended = self.append(&draft, now).map_err(|refusal| DeskError::Refused { refusal })?;
        Ok(Sealed { checklist: Some((sha, Arc::new(asked))), ..sealed(appended) })
    }

    /// Records one fact.
    ///
    /// # Errors
    /// When the journal doesn't take the row; nothing of it is then on the disk.
    pub fn append(&mut self, draft: &Draft, now: DateTime<FixedOffset>) -> Result<Appended, Refusal> {
        self.writer.append(draft, now)
    }

    /// Records that a manager has seen a finding about the record itself.
    ///
    /// # Errors
    /// When the journal doesn't take the row; nothing of it is then on the disk.
    pub fn review(&mut self, review: &RecordReview, now: DateTime<FixedOffset>) -> Result<journal::Reviewed, Refusal> {
        self.writer.review(review, now)
    }
}

impl Desk {
    /// What others have recorded at this station since the last look or row. Reads only; what can't be read now is looked
    /// for again next time.
    #[must_use]
    pub fn look(&mut self) -> Vec<Fact> {
        self.writer.look().unwrap_or_default()
    }
}

/// What the program tells about a row that is on the disk.
#[must_use]
pub fn sealed(appended: Appended) -> Sealed {
    Sealed {
        fact: appended.fact,
        seal: appended.seal,
        news: appended.news,
        notices: appended.notices.iter().map(ToString::to_string).collect(),
        checklist: None,
    }
}

/// What the program tells about a review of the record itself that is on the disk.
#[must_use]
pub fn reviewed(review: RecordReview, done: journal::Reviewed) -> Reviewed {
    let RecordReview { finding, who, note } = review;
    let seen = RecordSeen { finding, who: who.into(), note, time: done.time };
    Reviewed { seen, news: done.news, notices: done.notices.iter().map(ToString::to_string).collect() }
}

/// What the program tells about a row that is not on the disk.
#[must_use]
pub fn refused(refusal: Refusal) -> Refused {
    // the other refusals say all that there is to say in words of their own
    let cause = match &refusal {
        Refusal::NotRecorded(cause) | Refusal::Unreadable(cause) => format!(" ({cause})"),
        _ => String::new(),
    };
    let message = format!("{refusal}{cause}; {}", refusal.hint());
    let news = match refusal {
        Refusal::Overtaken { news } => news,
        _ => Vec::new(),
    };
    Refused { message, news }
}

impl Readers {
    /// Reads this station's last two files: enough for the first frame.
    ///
    /// # Errors
    /// When the journals' folder can't be read.
    pub fn read_newest(&self) -> Result<Reading, DeskError> {
        let reader = Reader::new(self.place.journal());
        let record = reader.read_last(&self.station, 2)?;
        Ok(self.reading(vec![(self.station, record)], false))
    }

    /// Reads every file of every station.
    ///
    /// # Errors
    /// When the journals' folder can't be read.
    pub fn read_all(&self) -> Result<Reading, DeskError> {
        let reader = Reader::new(self.place.journal());
        let records = reader.stations()?.into_iter().map(|station| {
            let record = reader.read_all(&station)?;
            Ok((station, record))
        });
        Ok(self.reading(records.collect::<Result<_, DeskError>>()?, true))
    }

    /// Reads every job at some paths, else of the folder, for the audit, as things are at `now`; `rows` counts the rows on the
    /// way. What can't be read is a finding.
    #[must_use]
    pub fn audit(&self, paths: &[PathBuf], now: DateTime<FixedOffset>, rows: &AtomicU64) -> Audit {
        let journal = self.place.journal();
        // nothing was ever recorded here: that is no fault
        let own: Vec<PathBuf> = if journal.exists() { vec![journal] } else { Vec::new() };
        let paths = if paths.is_empty() { &own } else { paths };
        let request = Request { paths, own: Some(&self.place.workshop), thresholds: self.audit, now, threads: None };
        collect(&request, rows)
    }

    /// All that is recorded about one job in the stations' folders below `journal`, line by line.
    ///
    /// # Errors
    /// When the journals' folder can't be read.
    pub fn prove(&self, key: &JobKey, journal: &Path) -> Result<Arc<[evidence::Line]>, DeskError> {
        Ok(evidence::lines(&evidence::read(journal, key)?).into())
    }

    fn reading(&self, records: Vec<(Station, Record)>, is_all: bool) -> Reading {
        let mut faults = Vec::new();
        let mut seals = BTreeMap::new();
        let mut facts: Vec<Fact> = Vec::new();
        for (station, record) in records {
            // a row that another window is writing just now looks unfinished; the next writer would tell of a real one
            let told = record.faults.iter().filter(|fault| !matches!(fault.class(), Class::Unfinished | Class::Remark));
            faults.extend(told.map(ToString::to_string));
            seals.extend(record.endings.iter().map(|(seq, seal)| ((station, *seq), *seal)));
            facts.extend(record.facts);
        }
        let jobs = Jobs::fold(facts);
        let mut checklists = BTreeMap::new();
        for job in jobs.iter() {
            let asked = job.asked();
            if !checklists.contains_key(asked.sha)
                && let Some(checklist) = self.checklist(job)
            {
                checklists.insert(asked.sha.to_owned(), checklist);
            }
        }
        Reading { jobs, seals, checklists, faults, is_all }
    }

    /// The checklist that a job was started with: the present one if it is unchanged, else the kept one.
    fn checklist(&self, job: &Job) -> Option<Arc<Checklist>> {
        let asked = job.asked();
        if let Some(checklist) = self.current.get(asked.sha) {
            return Some(checklist.clone());
        }
        let name = kept_name(asked.checklist.as_str(), asked.revision, asked.sha);
        let bytes = std::fs::read(self.place.exports.join("checklists").join(&name)).ok()?;
        if sha(&bytes) != asked.sha {
            return None;
        }
        read_checklist(&name, &bytes).value.map(Arc::new)
    }

    /// Rebuilds the jobs tables as things are at `now`, and replaces those that have changed; what can't be replaced is told.
    ///
    /// # Errors
    /// When the journals' folder can't be read.
    pub fn tabulate(&self, now: DateTime<FixedOffset>) -> Result<Vec<String>, DeskError> {
        let reading = self.read_all()?;
        let receipt = |((station, seq), seal): (&(Station, u64), &Seal)| {
            ((station.to_string(), *seq), Receipt::of(seal).to_string())
        };
        let receipts = reading.seals.iter().map(receipt).collect();
        let source = jobs_table::Source {
            jobs: &reading.jobs,
            checklists: &reading.checklists,
            receipts: &receipts,
            book: &self.book,
            thresholds: &self.audit,
            now,
        };
        Ok(replace_tables(&self.place.exports, jobs_table::tables(source)))
    }
}

/// Replaces those of the jobs tables that have changed. A table that can't be replaced, because a spreadsheet has it open, is told
/// and nothing else fails.
#[must_use]
pub fn replace_tables(exports: &Path, tables: BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let folder = exports.join("jobs");
    let mut told = Vec::new();
    for (month, bytes) in tables {
        let path = folder.join(format!("{month}.csv"));
        if std::fs::read(&path).is_ok_and(|known| known == bytes) {
            continue;
        }
        let written = make_folder(&folder).and_then(|()| replace(&path, &bytes));
        if let Err(error) = written {
            told.push(format!(
                "exports/jobs/{month}.csv could not be replaced: {error}; close it in the spreadsheet. The record itself is safe"
            ));
        }
    }
    told
}
