//! Reads the journals of a workshop's folders, beside the checklists that its jobs were asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, FixedOffset};

use crate::app::event::{JobRows, JournalSnapshot, Unusable};
use crate::audit::{
    Audit, AuditMemory, AuditRequest, BySha, NotKept, collect, evidence, in_another_form, kept_checklist,
};
use crate::catalog::{AuditThresholds, Catalog};
use crate::domain::job::Jobs;
use crate::domain::{Checklist, Fact, Job, JobKey, People, Station};
use crate::journal::{Fault, FaultClass, FaultKind, Flaw, FlawedJob, Month, ReadError, Reader, Record, Seal};
use crate::words::{PlainWords, Sentence};

/// Where a workshop's files are.
#[derive(Debug, Clone)]
pub struct Folders {
    pub workshop: PathBuf,
    /// Where records go: the workshop's `exports`, or a folder of its own for practice.
    pub exports: PathBuf,
    /// Whether nothing counts.
    pub is_practice: bool,
}

impl Folders {
    #[must_use]
    pub fn of(workshop: &Path) -> Self {
        Self { workshop: workshop.to_owned(), exports: workshop.join("exports"), is_practice: false }
    }

    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.exports.join("journal")
    }
}

/// What reads for a recorder, without its writer: can go to another thread.
#[derive(Debug, Clone)]
pub struct Readers {
    pub(super) folders: Folders,
    pub(super) station: Station,
    /// Checklists and radios.
    pub(super) catalog: Arc<Catalog>,
    /// The catalog's checklists by the SHA-256 of their files.
    pub(super) current: Arc<BySha>,
    pub(super) audit: AuditThresholds,
    pub(super) people: People,
}

impl Readers {
    /// Reads one job, whether it has ended or not.
    pub fn read_job(&self, rows: &JobRows) -> Result<JournalSnapshot, ReadError> {
        let reader = Reader::new(self.folders.journal());
        let station = rows.key.station;
        let mut records = vec![(station, reader.read_span(&station, rows.first_seq, rows.last_seq)?)];
        let mut spans: BTreeMap<Station, (u64, u64)> = BTreeMap::new();
        for (station, seq) in &rows.elsewhere {
            let (first, last) = spans.entry(*station).or_insert((*seq, *seq));
            (*first, *last) = ((*first).min(*seq), (*last).max(*seq));
        }
        for (station, (first, last)) in spans {
            records.push((station, reader.read_span(&station, first, last)?));
        }
        for (_, record) in &mut records {
            record.facts.retain(|fact| fact.job == rows.key);
            record.flawed.retain(|flawed| flawed.is(&rows.key));
        }
        let mut reading = self.reading(records);
        reading.seals = seals_of(&reading.jobs, &reading.seals);
        Ok(reading)
    }

    /// Reads every job at some paths, else of the folder, for the audit, from a month on where one is named, as things are at
    /// `now`; `rows` counts the rows on the way. What can't be read is a finding. Stations that are as they were when `memory` was
    /// given last are not read again.
    #[must_use]
    pub fn audit(
        &self,
        paths: &[PathBuf],
        from: Option<Month>,
        now: DateTime<FixedOffset>,
        memory: Option<&mut AuditMemory>,
        rows: &AtomicU64,
    ) -> Audit {
        let journal = self.folders.journal();
        // nothing was ever recorded here: that is no fault
        let own: Vec<PathBuf> = if journal.exists() { vec![journal] } else { Vec::new() };
        let paths = if paths.is_empty() { &own } else { paths };
        let (own, people) = (Some(&*self.folders.workshop), self.people.clone());
        let request = AuditRequest { paths, own, thresholds: self.audit, people, from, now, threads: None };
        collect(&request, memory, rows)
    }

    /// All that is recorded about one job in the stations' folders below `journal`, line by line in these words.
    pub fn prove(
        &self,
        key: &JobKey,
        journal: &Path,
        words: &PlainWords,
    ) -> Result<Arc<[evidence::EvidenceLine]>, ReadError> {
        Ok(evidence::lines(&evidence::read(journal, key)?, words).into())
    }

    /// What the records of some stations say.
    fn reading(&self, records: Vec<(Station, Record)>) -> JournalSnapshot {
        let mut reading = JournalSnapshot::default();
        let mut facts: Vec<Vec<Fact>> = Vec::new();
        for (station, record) in records {
            reading.seals.extend(record.endings.iter().map(|(seq, seal)| ((station, *seq), *seal)));
            note_flaws(&mut reading.flaws, record.flawed);
            facts.push(record.facts);
        }
        reading.jobs = Jobs::fold(facts.into_iter().flatten());
        let mut wordings = Wordings::default();
        for job in reading.jobs.iter() {
            wordings.of(self, job);
        }
        JournalSnapshot { checklists: wordings.checklists, unusable: wordings.unusable, ..reading }
    }

    /// The checklist that a job was started with: the present one if it is unchanged, else the kept one, else the present one if
    /// it was only saved in another form.
    pub(super) fn checklist(&self, job: &Job) -> Result<Arc<Checklist>, NotKept> {
        let asked = job.asked();
        if let Some(current) = self.current.get(asked.sha) {
            return Ok(current.clone());
        }
        let kept = kept_checklist(&self.folders.exports.join("checklists"), asked);
        kept.or_else(|why| in_another_form(&self.catalog, asked).ok_or(why))
    }
}

/// The checklists that jobs were begun with, each looked for once.
#[derive(Default)]
pub(super) struct Wordings {
    pub checklists: BTreeMap<String, Arc<Checklist>>,
    pub unusable: Unusable,
}

impl Wordings {
    /// The checklist that a job was started with.
    pub fn of(&mut self, readers: &Readers, job: &Job) -> Option<&Arc<Checklist>> {
        let asked = job.asked();
        if !self.checklists.contains_key(asked.sha) && !self.unusable.0.contains_key(asked.sha) {
            match readers.checklist(job) {
                Ok(checklist) => drop(self.checklists.insert(asked.sha.to_owned(), checklist)),
                Err(why) => drop(self.unusable.0.insert(asked.sha.to_owned(), why.to_string())),
            }
        }
        self.checklists.get(asked.sha)
    }
}

/// Notes what is wrong with the record of jobs.
pub(super) fn note_flaws(flaws: &mut BTreeMap<JobKey, Vec<Flaw>>, flawed: Vec<FlawedJob>) {
    for flawed in flawed {
        if let Some(key) = flawed.key() {
            flaws.entry(key).or_default().extend(flawed.flaws);
        }
    }
}

/// What is told of a record's faults, a sentence each; and those by which files were not read at all, with the station.
pub(super) fn read_faults(station: &Station, record: &Record) -> (Vec<Sentence>, Vec<(Station, String)>) {
    // a row that another window is writing just now looks unfinished; the next writer would tell of a real one
    let told = record.faults.iter().filter(|it| !matches!(it.class(), FaultClass::Unfinished | FaultClass::Remark));
    let unread = record.faults.iter().filter(|fault| matches!(fault.kind, FaultKind::Unreadable { .. }));
    (told.map(Fault::sentence).collect(), unread.map(|fault| (*station, fault.to_string())).collect())
}

/// The seals of the ends of these jobs.
fn seals_of(jobs: &Jobs, seals: &BTreeMap<(Station, u64), Seal>) -> BTreeMap<(Station, u64), Seal> {
    let rows = jobs.iter().filter_map(|job| job.ending().map(|(_, fact)| (fact.station, fact.seq)));
    rows.filter_map(|row| Some((row, *seals.get(&row)?))).collect()
}
