//! Takes away the months before one, on purpose: journals, and what was made of their jobs.
//!
//! A row at this station says up to where each journal goes, before anything is touched. Then what was made goes, then the journals,
//! the oldest first: whatever stops it, the rest is a sound record, and the same command ends it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::made::{is_named_after, made_files};
use super::recorder::{Recorder, RecorderError};
use crate::domain::{JobNumber, JournalId, Signature, Station};
use crate::files::{replace, sync_folder};
use crate::journal::{
    Checkpoint, EventName, Fault, FaultClass, FileName, Month, Options, ReadError, Reader, Report, Retirement, Seal,
    Source, StationReport, hold_against_witnesses, sources, verify_showing,
};

/// What taking away the months before one would come to.
#[derive(Debug)]
pub struct Retiring {
    /// The first month that stays.
    pub before: Month,
    /// Why that is not the month that was asked for: jobs that were begun earlier and not ended before it.
    pub held: Vec<HeldJob>,
    /// Whose files go.
    pub journals: Vec<RetiredJournal>,
    /// Files that were made of what goes.
    pub made: Vec<PathBuf>,
    /// The number of jobs that go.
    pub jobs: usize,
    /// What is wrong with the record as it is.
    pub faults: Vec<Fault>,
    /// What its rows say already was taken away.
    said: Vec<(JournalId, u64)>,
}

/// A job that keeps a month.
#[derive(Debug)]
pub struct HeldJob {
    /// `STATION/NUMBER`.
    pub job: String,
    /// The month that it was begun in.
    pub month: Month,
    /// The month that it was ended in; `None` of an open one.
    pub ended: Option<Month>,
}

/// The files of a station that go.
#[derive(Debug)]
pub struct RetiredJournal {
    pub station: Station,
    pub folder: PathBuf,
    /// The names of the files, the oldest first, each with the number of its rows.
    pub files: Vec<(FileName, u64)>,
    id: JournalId,
    /// The last row that goes, and its seal.
    pub last: (u64, Seal),
}

/// Why something could not be taken away.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct NotRemoved {
    pub path: PathBuf,
    pub source: io::Error,
}

/// Why it was not done, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum RetireError {
    #[error(transparent)]
    Journals(#[from] ReadError),
    #[error(transparent)]
    Recorder(#[from] RecorderError),
    #[error("the checkpoint could not be written, and nothing was taken away: {0}")]
    Checkpoint(#[source] io::Error),
    #[error("not everything could be taken away: {0}; what is left goes with the same command")]
    NotRemoved(#[from] NotRemoved),
}

/// One station's journal, as it was read.
struct Chain {
    name: Station,
    folder: PathBuf,
    report: StationReport,
    /// Its files in the order of their rows.
    files: Vec<FileName>,
    jobs: Vec<Span>,
}

/// The files in which one of its jobs begins and ends, by their places.
struct Span {
    number: JobNumber,
    first: usize,
    last: Option<usize>,
}

impl Chain {
    fn read(source: &Source) -> Option<(Self, Vec<Fault>)> {
        let name = Station::new(&source.station).ok()?;
        let (mut files, mut jobs): (Vec<FileName>, Vec<Option<Span>>) = (Vec::new(), Vec::new());
        let report = verify_showing(source, &Options { keeps_seals: true, ..Options::default() }, &mut |shown| {
            let Some(file) = FileName::parse(shown.file) else { return };
            if files.last() != Some(&file) {
                files.push(file);
            }
            let (Some(job), Some(number)) = (shown.job, shown.row().job) else { return };
            if jobs.len() <= job {
                jobs.resize_with(job + 1, || None);
            }
            let at = files.len() - 1;
            match &mut jobs[job] {
                // what follows the end of a job whose start is not here keeps nothing
                None if shown.row().event == EventName::Start => {
                    jobs[job] = JobNumber::new(number).ok().map(|number| Span { number, first: at, last: None });
                }
                Some(span) if shown.row().event.is_ending() => span.last = span.last.or(Some(at)),
                _ => {}
            }
        });
        let Report { mut stations, faults, .. } = report;
        let report = stations.pop()?;
        let jobs = jobs.into_iter().flatten().collect();
        Some((Self { name, folder: source.folder.clone(), report, files, jobs }, faults))
    }

    /// How many of its files lie before a month, counted from the oldest.
    fn files_before(&self, month: Month) -> usize {
        self.files.iter().take_while(|file| file.month < month).count()
    }

    /// The jobs that reach from before a month into it, or are open.
    fn held(&self, before: Month) -> impl Iterator<Item = HeldJob> {
        let end = self.files_before(before);
        let reaches = move |span: &&Span| span.first < end && span.last.is_none_or(|last| last >= end);
        self.jobs.iter().filter(reaches).map(|span| HeldJob {
            job: format!("{}/{}", self.name, span.number),
            month: self.files[span.first].month,
            ended: span.last.map(|last| self.files[last].month),
        })
    }

    /// What goes of it.
    fn retired(&self, before: Month) -> Option<RetiredJournal> {
        let files = &self.files[..self.files_before(before)];
        let reports = files.iter().map(|file| self.report.files.iter().find(|it| it.name == file.to_string()));
        let reports: Vec<_> = reports.collect::<Option<_>>()?;
        let last = reports.iter().rev().find_map(|file| Some((file.last_seq?, file.head?)))?;
        let files = files.iter().copied().zip(reports.iter().map(|file| file.rows)).collect();
        Some(RetiredJournal { station: self.name, folder: self.folder.clone(), files, id: self.report.id?, last })
    }
}

impl Retiring {
    /// Reads the record in `exports`, and finds what goes when the months before one are taken away. A job is never cut in two:
    /// where one reaches over that moment, or is open, an earlier month is taken.
    #[must_use]
    pub fn of(exports: &Path, asked: Month) -> Self {
        let given = sources(&[exports.join("journal")]);
        let (mut chains, mut faults) = (Vec::new(), given.faults);
        for (chain, told) in given.sources.iter().filter_map(Chain::read) {
            chains.push(chain);
            faults.extend(told);
        }
        hold_against_witnesses(&mut chains.iter_mut().map(|chain| &mut chain.report).collect::<Vec<_>>(), &given.roots);
        let (mut before, mut held) = (asked, Vec::new());
        loop {
            let reaching: Vec<HeldJob> = chains.iter().flat_map(|chain| chain.held(before)).collect();
            let Some(earliest) = reaching.iter().map(|job| job.month).min() else { break };
            before = earliest;
            held.extend(reaching);
        }
        let journals: Vec<RetiredJournal> = chains.iter().filter_map(|chain| chain.retired(before)).collect();
        let goes = |chain: &Chain, span: &Span| span.first < chain.files_before(before);
        let jobs: BTreeSet<String> = chains
            .iter()
            .flat_map(|chain| chain.jobs.iter().filter(|span| goes(chain, span)).map(|span| (chain.name, &span.number)))
            .map(|(station, number)| format!("{station}-{}", number.folded()))
            .collect();
        let said = chains.iter().flat_map(|chain| &chain.report.retired).map(|(.., it)| (it.id, it.seq)).collect();
        let reports = chains.into_iter().map(|chain| chain.report).collect();
        let report = Report { stations: reports, faults, ..Report::default() };
        let is_bad = |fault: &&Fault| matches!(fault.class(), FaultClass::Broken | FaultClass::Unreadable);
        let faults = report.all_faults().filter(is_bad).cloned().collect();
        let made = made_of(exports, before, &jobs);
        Self { before, held, journals, made, jobs: jobs.len(), faults, said }
    }

    /// True when there is nothing to take away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.journals.is_empty() && self.made.is_empty()
    }

    /// Takes it away: first a checkpoint, and a row for each journal; then what was made, then the journals. Returns where the
    /// checkpoint is, and the numbers of the rows.
    ///
    /// # Errors
    /// Before anything was taken away when the checkpoint or a row can't be written; else with what is left.
    pub fn carry_out(
        &self,
        recorder: &mut Recorder,
        who: &Signature,
        remark: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<(PathBuf, Vec<u64>), RetireError> {
        let exports = recorder.folders.exports.clone();
        let noted = exports.join("audit").join(format!("checkpoint-before-{}.txt", self.before));
        let notes = self.checkpoint(&recorder.folders.journal(), now)?;
        let write = || make_folder(&exports.join("audit")).and_then(|()| replace(&noted, notes.as_bytes()));
        write().map_err(RetireError::Checkpoint)?;
        let unsaid = self.journals.iter().filter(|it| !self.said.contains(&(it.id, it.last.0)));
        let retirement = |it: &RetiredJournal| {
            let RetiredJournal { station, id, last: (seq, seal), .. } = *it;
            Retirement { station, id, seq, seal, who: who.clone(), remark: remark.to_owned() }
        };
        let rows = recorder.retire(&unsaid.map(retirement).collect::<Vec<_>>(), now).map_err(RecorderError::from)?;
        for path in &self.made {
            remove(path)?;
        }
        for journal in &self.journals {
            for (file, _) in &journal.files {
                for path in beside(&journal.folder, *file) {
                    remove(&path)?;
                }
                remove(&journal.folder.join(file.to_string()))?;
                // the older one is gone on the disk before the next: what is left is always one piece
                let synced = sync_folder(&journal.folder);
                synced.map_err(|source| NotRemoved { path: journal.folder.clone(), source })?;
            }
        }
        Ok((noted, rows))
    }

    /// Where each journal ends now, and where what goes of it ended.
    fn checkpoint(&self, journal: &Path, time: DateTime<FixedOffset>) -> Result<String, ReadError> {
        let reader = Reader::new(journal.to_owned());
        let mut notes: Vec<Checkpoint> = self
            .journals
            .iter()
            .map(|it| Checkpoint { station: it.station, id: it.id, seq: it.last.0, seal: it.last.1, time })
            .collect();
        for station in reader.stations()? {
            let ends = reader.checkpoint(&station, time)?;
            notes.extend(ends.filter(|end| !notes.iter().any(|it| (it.id, it.seq) == (end.id, end.seq))));
        }
        Ok(notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}

/// Files in `exports` that were made of what goes: tables of those months, what bears the name of one of the jobs, and what was saved
/// for the audit then.
fn made_of(exports: &Path, before: Month, jobs: &BTreeSet<String>) -> Vec<PathBuf> {
    let is_old = |file: &PathBuf| {
        let below = file.strip_prefix(exports).unwrap_or(file);
        let mut parts = below.components().filter_map(|part| part.as_os_str().to_str());
        match parts.next() {
            Some("journal") | None => false,
            Some("jobs") => parts.next().and_then(FileName::parse).is_some_and(|table| table.month < before),
            Some("audit") if parts.next().and_then(day_in).is_some_and(|month| month < before) => true,
            Some(_) => jobs.iter().any(|stem| is_named_after(exports, file, stem)),
        }
    };
    made_files(exports).into_iter().filter(is_old).collect()
}

/// The month of the day in a name such as `2026-11-28-101500.xlsx` or `bay-1-ro-7-2026-11-28-101500`.
fn day_in(name: &str) -> Option<Month> {
    let day = |at: usize| {
        let (month, rest) = (name.get(at..at + 7)?, name.get(at + 7..at + 10)?);
        let is_day = rest.starts_with('-') && rest[1..].bytes().all(|byte| byte.is_ascii_digit());
        Month::parse(month).filter(|_| is_day)
    };
    (0..name.len()).rev().find_map(day)
}

/// What lies beside a journal file and is a part or a copy of it.
fn beside(folder: &Path, file: FileName) -> Vec<PathBuf> {
    let is_its = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        FileName::copied(&name) == Some(file)
    };
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(is_its).collect()
}

/// Takes a file away; one that is gone already is no error. Folders that it leaves empty in `exports/audit` and `exports/sheets` go,
/// too.
fn remove(path: &Path) -> Result<(), NotRemoved> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(NotRemoved { path: path.to_owned(), source: error });
        }
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|it| is_below_made(it)) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

/// Whether a folder is one that was made for one thing, below `exports/audit` or `exports/sheets`.
fn is_below_made(folder: &Path) -> bool {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    folder.ancestors().skip(1).take(3).any(|it| matches!(name(it).as_deref(), Some("audit" | "sheets")))
}
