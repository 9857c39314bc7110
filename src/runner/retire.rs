//! Takes away the months before one, on purpose: journals, and what was made of their jobs.
//!
//! A row at this station says up to where each journal goes, before anything is touched. Then what was made goes, then the journals,
//! the oldest first: whatever stops it, the rest is a sound record, and the same command ends it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::made::{MadeFiles, named_after, stem};
use super::recorder::{Recorder, RecorderError};
use crate::domain::{JobKey, JobNumber, JournalId, Signature, Station};
use crate::files::{replace, sync_folder};
use crate::journal::{
    EventName, Fault, FaultClass, FaultKind, FileName, Month, Options, ReadError, Reader, Report, Retirement, Seal,
    Source, StationReport, hold_against_witnesses, sources, verify_showing,
};
use crate::words::{Said, Sentence};

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
    /// Folders that can't be read, with the reason: what was made of the record may lie there.
    pub unread: Vec<String>,
    /// The month of the newest row.
    pub newest: Option<Month>,
    /// Rows that must say what was taken away, once this is done, and don't yet.
    unsaid: Vec<End>,
}

/// A job that keeps a month.
#[derive(Debug)]
pub struct HeldJob {
    pub job: JobKey,
    /// The month that it was begun in.
    pub month: Month,
    /// The month that it was ended in; `None` of an open one.
    pub ended: Option<Month>,
}

impl HeldJob {
    /// Why its month stays, and what to do about it, to be said in a language.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (job, month) = (("job", Said::text(self.job)), ("month", Said::text(self.month)));
        match self.ended {
            None => Sentence::says("desk-held-open", [job, month]),
            Some(ended) => Sentence::says("desk-held-ended", [job, month, ("ended", Said::text(ended))]),
        }
    }
}

/// The files of a station that go.
#[derive(Debug)]
pub struct RetiredJournal {
    pub folder: PathBuf,
    /// The names of the files, the oldest first, each with the number of its rows.
    pub files: Vec<(FileName, u64)>,
    /// Copies and torn-off ends of them that hold nothing else.
    pub beside: Vec<PathBuf>,
    /// The last row that goes.
    pub end: End,
}

/// The last row of what goes, or went, of a station's journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub station: Station,
    id: JournalId,
    pub seq: u64,
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
    job: JobKey,
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
                    let number = JobNumber::new(number).ok();
                    jobs[job] =
                        number.map(|number| Span { job: JobKey { station: name, number }, first: at, last: None });
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
            job: span.job,
            month: self.files[span.first].month,
            ended: span.last.map(|last| self.files[last].month),
        })
    }

    /// What goes of it.
    fn retired(&self, before: Month) -> Option<RetiredJournal> {
        let files = &self.files[..self.files_before(before)];
        let reports = files.iter().map(|file| self.report.files.iter().find(|it| it.name == file.to_string()));
        let reports: Vec<_> = reports.collect::<Option<_>>()?;
        let (seq, seal) = reports.iter().rev().find_map(|file| Some((file.last_seq?, file.head?)))?;
        let end = End { station: self.name, id: self.report.id?, seq, seal };
        let beside = files.iter().flat_map(|file| self.beside(*file)).collect();
        let files = files.iter().copied().zip(reports.iter().map(|file| file.rows)).collect();
        Some(RetiredJournal { folder: self.folder.clone(), files, beside, end })
    }

    /// The last row before its record as it is, where that doesn't begin with row 0.
    fn begins_behind(&self) -> Option<End> {
        let (seq, seal) = (self.report.begins?.0.checked_sub(1)?, self.report.continues?);
        Some(End { station: self.name, id: self.report.id?, seq, seal })
    }

    /// What its rows from one on say was taken away.
    fn says(&self, from: u64) -> impl Iterator<Item = End> {
        let rows = self.report.retired.iter().filter(move |(row, ..)| *row >= from);
        rows.map(|(.., it)| End { station: it.station, id: it.id, seq: it.seq, seal: it.seal })
    }

    /// What lies beside a file and is a torn-off end of it, or a copy in which nothing else stands.
    fn beside(&self, file: FileName) -> impl Iterator<Item = PathBuf> {
        let torn = format!("{file}.torn-");
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let torn_off = names.filter_map(move |name| name.into_string().ok().filter(|name| name.starts_with(&torn)));
        let paths = torn_off.map(|name| self.folder.join(name)).chain(self.copies(None, file));
        paths.filter(|path| path.symlink_metadata().is_ok_and(|it| it.is_file()))
    }

    /// Copies of a file in which nothing else stands, in this station's folder; the file may be another station's.
    fn copies(&self, of_other: Option<Station>, file: FileName) -> impl Iterator<Item = PathBuf> {
        let is_copy = move |fault: &&Fault| matches!(fault.kind, FaultKind::Copy { other, of, lacks: 0 } if (other, of) == (of_other, file));
        self.report.faults.iter().filter(is_copy).map(|fault| self.folder.join(&fault.file))
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
        let parts: Vec<Option<RetiredJournal>> = chains.iter().map(|chain| chain.retired(before)).collect();
        // the beginnings of the names of what was made of jobs, and whether it goes
        let mut stems: BTreeMap<String, bool> = BTreeMap::new();
        let (mut said, mut stays_said): (Vec<End>, Vec<End>) = (Vec::new(), Vec::new());
        for (chain, part) in chains.iter().zip(&parts) {
            let files = part.as_ref().map_or(0, |part| part.files.len());
            stems.extend(chain.jobs.iter().map(|span| (stem(&span.job), span.first < files)));
            said.extend(chain.says(0));
            stays_said.extend(chain.says(part.as_ref().map_or(0, |part| part.end.seq + 1)));
        }
        // a beginning of which no row speaks was lost, and stays so
        let before_now = |chain: &Chain| chain.begins_behind().filter(|end| said.contains(end));
        let ends = chains.iter().zip(&parts).filter_map(|(chain, part)| match part {
            Some(part) => Some(part.end),
            None => before_now(chain),
        });
        let unsaid = ends.filter(|end| !stays_said.contains(end)).collect();
        let mut journals: Vec<RetiredJournal> = parts.into_iter().flatten().collect();
        for journal in &mut journals {
            let RetiredJournal { files, beside, end, .. } = journal;
            let of_others = |chain: &Chain, file| chain.copies(Some(end.station), file).collect::<Vec<_>>();
            beside.extend(files.iter().flat_map(|(file, _)| chains.iter().flat_map(|it| of_others(it, *file))));
        }
        let newest = chains.iter().filter_map(|chain| chain.report.ends).map(|(.., time)| Month::of(&time)).max();
        let reports = chains.into_iter().map(|chain| chain.report).collect();
        let report = Report { stations: reports, faults, ..Report::default() };
        let is_bad = |fault: &&Fault| matches!(fault.class(), FaultClass::Broken | FaultClass::Unreadable);
        let faults = report.all_faults().filter(is_bad).cloned().collect();
        let MadeFiles { files, unread } = MadeFiles::of(exports);
        let made = files.into_iter().filter(|file| is_made_of(exports, file, before, &stems)).collect();
        let jobs = stems.values().filter(|goes| **goes).count();
        Self { before, held, journals, made, jobs, faults, unread, newest, unsaid }
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
        let notes = Reader::new(recorder.folders.journal()).checkpoints(now)?;
        let notes: String = notes.iter().map(ToString::to_string).collect();
        let write = || make_folder(&exports.join("audit")).and_then(|()| replace(&noted, notes.as_bytes()));
        write().map_err(RetireError::Checkpoint)?;
        let retirement = |end: &End| {
            let End { station, id, seq, seal } = *end;
            Retirement { station, id, seq, seal, who: who.clone(), remark: remark.to_owned() }
        };
        let retired: Vec<Retirement> = self.unsaid.iter().map(retirement).collect();
        let rows = recorder.retire(&retired, now).map_err(RecorderError::from)?;
        // a torn end may have been cut, the clock's step written, a job begun: then the rows say too little
        let again = Self::of(&exports, self.before);
        let ends = |it: &Self| it.journals.iter().map(|journal| journal.end).collect::<Vec<_>>();
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
}

/// Whether a file in `exports` was made of what goes: a table of those months, what bears the name of one of the jobs, or what was
/// saved for the audit then. `stems` says of each job whether it goes.
fn is_made_of(exports: &Path, file: &Path, before: Month, stems: &BTreeMap<String, bool>) -> bool {
    let below = file.strip_prefix(exports).unwrap_or(file);
    let mut parts = below.components().filter_map(|part| part.as_os_str().to_str());
    match parts.next() {
        Some("journal") | None => false,
        Some("jobs") => parts.next().and_then(FileName::parse).is_some_and(|table| table.month < before),
        Some("audit") if parts.next().and_then(day_in).is_some_and(|month| month < before) => true,
        Some(_) => named_after(exports, file, stems).is_some_and(|goes| *goes),
    }
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
