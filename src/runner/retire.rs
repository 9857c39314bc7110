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
    Checkpoint, EventName, Fault, FaultClass, FaultKind, FileName, Month, Options, ReadError, Reader, Report,
    Retirement, Seal, Source, StationReport, hold_against_witnesses, sources, verify_showing,
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
    /// The month of the newest row.
    pub newest: Option<Month>,
    /// Rows that must say what was taken away, once this is done, and don't yet.
    unsaid: Vec<Place>,
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
    /// Copies and torn-off ends of them that hold nothing else.
    pub beside: Vec<PathBuf>,
    id: JournalId,
    /// The last row that goes, and its seal.
    pub last: (u64, Seal),
}

/// The last row that a station's journal had before it begins now.
#[derive(Debug, Clone, Copy)]
struct Place {
    station: Station,
    id: JournalId,
    seq: u64,
    seal: Seal,
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
    #[error("a station went on recording meanwhile, and nothing was taken away: give the same command again")]
    WentOn,
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
        let beside = files.iter().flat_map(|file| self.beside(*file)).collect();
        let files = files.iter().copied().zip(reports.iter().map(|file| file.rows)).collect();
        Some(RetiredJournal {
            station: self.name,
            folder: self.folder.clone(),
            files,
            beside,
            id: self.report.id?,
            last,
        })
    }

    /// Where its record begins once the months before one are gone, if not at row 0.
    fn begins_behind(&self, before: Month) -> Option<Place> {
        let gone = self.retired(before).map(|it| it.last);
        let gone = gone.or_else(|| Some((self.report.begins?.0.checked_sub(1)?, self.report.continues?)));
        gone.and_then(|(seq, seal)| Some(Place { station: self.name, id: self.report.id?, seq, seal }))
    }

    /// The rows by which it says what was taken away, as far as they stay: journal and row.
    fn says(&self, before: Option<Month>) -> impl Iterator<Item = (JournalId, u64)> {
        let from = before.and_then(|before| self.retired(before)).map_or(0, |it| it.last.0 + 1);
        self.report.retired.iter().filter(move |(row, ..)| *row >= from).map(|(.., it)| (it.id, it.seq))
    }

    /// What lies beside a file and is a torn-off end of it, or a copy in which nothing else stands.
    fn beside(&self, file: FileName) -> impl Iterator<Item = PathBuf> {
        let torn = format!("{file}.torn-");
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let torn_off = names.filter_map(move |name| name.into_string().ok().filter(|name| name.starts_with(&torn)));
        let is_copy = move |fault: &&Fault| matches!(&fault.kind, FaultKind::Copy { of, lacks: 0 } if FileName::parse(of) == Some(file));
        let copies = self.report.faults.iter().filter(is_copy).map(|fault| fault.file.clone());
        let paths = torn_off.chain(copies).map(|name| self.folder.join(name));
        paths.filter(|path| path.symlink_metadata().is_ok_and(|it| it.is_file()))
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
        let goes =
            |chain: &Chain, span: &Span| chain.retired(before).is_some() && span.first < chain.files_before(before);
        let stems = |are_gone: bool| -> BTreeSet<String> {
            let of = |chain: &Chain| {
                let its = chain.jobs.iter().filter(|span| goes(chain, span) == are_gone);
                its.map(|span| format!("{}-{}", chain.name, span.number.folded())).collect::<Vec<_>>()
            };
            chains.iter().flat_map(of).collect()
        };
        let (jobs, staying) = (stems(true), stems(false));
        let says = |before| chains.iter().flat_map(move |chain| chain.says(before)).collect::<Vec<_>>();
        let (said, stays_said) = (says(None), says(Some(before)));
        // a beginning of which no row speaks was lost, and stays so
        let is_meant =
            |it: &Place| journals.iter().any(|journal| journal.id == it.id) || said.contains(&(it.id, it.seq));
        let places = chains.iter().filter_map(|chain| chain.begins_behind(before));
        let unsaid = places.filter(|it| is_meant(it) && !stays_said.contains(&(it.id, it.seq))).collect();
        let newest = chains.iter().filter_map(|chain| chain.report.ends).map(|(.., time)| Month::of(&time)).max();
        let reports = chains.into_iter().map(|chain| chain.report).collect();
        let report = Report { stations: reports, faults, ..Report::default() };
        let is_bad = |fault: &&Fault| matches!(fault.class(), FaultClass::Broken | FaultClass::Unreadable);
        let faults = report.all_faults().filter(is_bad).cloned().collect();
        let made = made_of(exports, before, &jobs, &staying);
        Self { before, held, journals, made, jobs: jobs.len(), faults, newest, unsaid }
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
        let retirement = |it: &Place| {
            let Place { station, id, seq, seal } = *it;
            Retirement { station, id, seq, seal, who: who.clone(), remark: remark.to_owned() }
        };
        let retired: Vec<Retirement> = self.unsaid.iter().map(retirement).collect();
        let rows = recorder.retire(&retired, now).map_err(RecorderError::from)?;
        // a torn end may have been cut, the clock's step written, a job begun: then the rows say too little
        let again = Self::of(&exports, self.before);
        let ends = |it: &Self| it.journals.iter().map(|journal| (journal.id, journal.last)).collect::<Vec<_>>();
        if again.before != self.before || ends(&again) != ends(self) {
            return Err(RetireError::WentOn);
        }
        for path in &self.made {
            remove(&exports, path)?;
        }
        for journal in &self.journals {
            journal.beside.iter().try_for_each(|path| remove(&exports, path))?;
            for (file, _) in &journal.files {
                remove(&exports, &journal.folder.join(file.to_string()))?;
                // the older one is gone on the disk before the next: what is left is always one piece
                let synced = sync_folder(&journal.folder);
                synced.map_err(|source| NotRemoved { path: journal.folder.clone(), source })?;
            }
        }
        Ok((noted, rows))
    }

    /// Where each journal ends now.
    fn checkpoint(&self, journal: &Path, time: DateTime<FixedOffset>) -> Result<String, ReadError> {
        let reader = Reader::new(journal.to_owned());
        let mut notes: Vec<Checkpoint> = Vec::new();
        for station in reader.stations()? {
            notes.extend(reader.checkpoint(&station, time)?);
        }
        Ok(notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}

/// Files in `exports` that were made of what goes: tables of those months, what bears the name of one of the jobs, and what was saved
/// for the audit then. Numbers may be longer ones of each other: the longest that a name begins with is its job's.
fn made_of(exports: &Path, before: Month, jobs: &BTreeSet<String>, staying: &BTreeSet<String>) -> Vec<PathBuf> {
    let longest = |of: &BTreeSet<String>, file: &PathBuf| {
        of.iter().filter(|stem| is_named_after(exports, file, stem)).map(String::len).max()
    };
    let is_old = |file: &PathBuf| {
        let below = file.strip_prefix(exports).unwrap_or(file);
        let mut parts = below.components().filter_map(|part| part.as_os_str().to_str());
        match parts.next() {
            Some("journal") | None => false,
            Some("jobs") => parts.next().and_then(FileName::parse).is_some_and(|table| table.month < before),
            Some("audit") if parts.next().and_then(day_in).is_some_and(|month| month < before) => true,
            Some(_) => longest(jobs, file) > longest(staying, file),
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

/// Takes a file away; one that is gone already is no error. Folders that it leaves empty in `exports/audit` and `exports/sheets` go,
/// too.
fn remove(exports: &Path, path: &Path) -> Result<(), NotRemoved> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(NotRemoved { path: path.to_owned(), source: error });
        }
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|it| is_below_made(exports, it)) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

/// Whether a folder is one that was made for one thing, below `exports/audit` or `exports/sheets`.
fn is_below_made(exports: &Path, folder: &Path) -> bool {
    let below = folder.strip_prefix(exports).ok().filter(|it| it.components().count() > 1);
    below.is_some_and(|it| it.starts_with("audit") || it.starts_with("sheets"))
}
