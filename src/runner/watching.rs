//! Records a watch: its samples in a file of `exports/readings`, what they come to as rows of the job.
//!
//! One window of a station watches: it holds a lock file as long as it does, and another one takes up what it leaves. What a killed
//! program had seen is read from the file again, and the time since the last sample is a gap.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::archive::{make_folder, sha};
use crate::app::{Event, Now, WatchNews, WatchPlan};
use crate::domain::{Signature, Volts, WatchFold, WatchRow, What, samples_name};
use crate::files::{FileLock, new_file, open_existing, try_lock};
use crate::journal::{Draft, encode_time};

/// The folder of `exports` with the samples.
pub const FOLDER: &str = "readings";
/// The first line of a file of samples.
const HEADER: &str = "time,volts\n";
/// A day of samples has a tenth of it.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Records a row, and gives its number; `None` when it is not recorded, which was told.
pub type RecordRow<'a> = &'a mut dyn FnMut(Draft) -> Option<u64>;

/// The watch over one job.
pub struct WatchTask {
    /// What is watched.
    pub plan: WatchPlan,
    folder: PathBuf,
    base: Now,
    running: Option<Running>,
    /// What could not be recorded yet.
    unwritten: Vec<WatchRow>,
    /// What was told already, so that it is told once.
    told: Option<Event>,
}

/// A watch that has the lock.
struct Running {
    _lock: Option<File>,
    file: File,
    begun: u64,
    fold: WatchFold,
}

impl WatchTask {
    /// Begins nothing yet.
    #[must_use]
    pub fn new(plan: WatchPlan, exports: &Path, now: Now) -> Self {
        let folder = exports.join(FOLDER);
        Self { plan, folder, base: now, running: None, unwritten: Vec::new(), told: None }
    }

    /// Whether this window watches.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Milliseconds since 1970, counted steadily since this began.
    fn ms(&self, now: Now) -> i64 {
        self.base.wall.timestamp_millis() + now.tick_ms - self.base.tick_ms
    }

    fn time(&self, ms: i64) -> DateTime<FixedOffset> {
        self.base.wall + TimeDelta::milliseconds(ms - self.base.wall.timestamp_millis())
    }

    /// Takes the watch up, unless another window has it; what there is to tell.
    pub fn take_up(&mut self, now: Now, record: RecordRow<'_>) -> Vec<Event> {
        if self.is_running() {
            return Vec::new();
        }
        match self.begin(now, record) {
            Ok(Some(before)) => vec![Event::Watch(WatchNews::Here(before))],
            Ok(None) => Vec::new(),
            Err(Hindered::Elsewhere) => self.tell_once("", Event::Watch(WatchNews::Elsewhere)),
            Err(Hindered::Io(error)) => {
                let told = format!("the supply is not watched: {}: {error}", self.folder.display());
                self.tell_once(&told.clone(), Event::Warning(told))
            }
        }
    }

    fn tell_once(&mut self, words: &str, event: Event) -> Vec<Event> {
        let is_told = match (&self.told, &event) {
            (Some(Event::Watch(known)), Event::Watch(news)) => known == news,
            (Some(Event::Warning(known)), _) => known == words,
            _ => false,
        };
        self.told = Some(event.clone());
        if is_told { Vec::new() } else { vec![event] }
    }

    /// The samples from before; `None` when the row that says so could not be recorded.
    fn begin(&mut self, now: Now, record: RecordRow<'_>) -> Result<Option<Vec<Volts>>, Hindered> {
        make_folder(&self.folder)?;
        let lock = match try_lock(&self.folder.join(format!("{}.lock", self.plan.station)), new_file)? {
            FileLock::Held(file) => Some(file),
            FileLock::Unsupported => None,
            FileLock::Busy => return Err(Hindered::Elsewhere),
        };
        let ms = self.ms(now);
        let began = WatchRow::Began { at: self.plan.at, floor: self.plan.floor };
        let (begun, is_anew) = match self.plan.begun {
            Some(row) => (row, false),
            None => match record(self.draft(began)) {
                Some(row) => (row, true),
                None => return Ok(None),
            },
        };
        let name = samples_name(self.plan.station.as_str(), &self.plan.job.number.folded(), begun);
        let (file, before) = open_samples(&self.folder.join(name))?;
        let first_ms = before.first().map_or(ms, |(time, _)| time.timestamp_millis());
        let mut fold = WatchFold::new(self.plan.floor, first_ms);
        for (time, volts) in &before {
            // what this says was recorded when it happened
            drop(fold.sample(time.timestamp_millis(), *volts));
        }
        if !is_anew {
            self.unwritten.extend(fold.gap(ms));
        }
        self.running = Some(Running { _lock: lock, file, begun, fold });
        self.write_rows(record);
        Ok(Some(before.into_iter().map(|(_, volts)| volts).collect()))
    }

    /// Takes in what was read, or that nothing was.
    pub fn sample(&mut self, read: Option<Volts>, now: Now, record: RecordRow<'_>) -> Vec<Event> {
        let ms = self.ms(now);
        let time = encode_time(&self.time(ms));
        let Some(running) = &mut self.running else { return Vec::new() };
        let volts = read.map(|volts| volts.hundredths().digits()).unwrap_or_default();
        let kept = running.file.write_all(format!("{time},{volts}\n").as_bytes());
        if let Some(volts) = read {
            self.unwritten.extend(running.fold.sample(ms, volts));
        }
        self.write_rows(record);
        match kept {
            Ok(()) => Vec::new(),
            Err(error) => {
                let told = format!("the samples of the watch are not kept: {error}");
                self.tell_once(&told.clone(), Event::Warning(told))
            }
        }
    }

    /// Ends it: the lead is on again, or the job has ended. What can't be recorded then, [`WatchTask::write_rest`] records later.
    pub fn end(&mut self, now: Now, record: RecordRow<'_>) -> Vec<Event> {
        let ms = self.ms(now);
        let Some(Running { mut file, begun, fold, .. }) = self.running.take() else { return Vec::new() };
        let of_ms = ms - self.plan.since.timestamp_millis();
        let (rows, mut end) = fold.end(ms, begun, u32::try_from(of_ms.max(0) / 1000).unwrap_or(u32::MAX));
        self.unwritten.extend(rows);
        // the end names bytes that are on the disk
        let mut bytes = Vec::new();
        let read =
            file.sync_all().and_then(|()| file.seek(SeekFrom::Start(0))).and_then(|_| file.read_to_end(&mut bytes));
        let told = match read {
            Ok(_) => {
                end.sha = sha(&bytes);
                self.unwritten.push(WatchRow::Ended(end));
                Vec::new()
            }
            Err(error) => vec![Event::Warning(format!("the end of the watch is not recorded: its samples: {error}"))],
        };
        self.write_rows(record);
        told
    }

    /// Records what could not be recorded before; whether nothing is left.
    pub fn write_rest(&mut self, record: RecordRow<'_>) -> bool {
        self.write_rows(record);
        self.unwritten.is_empty()
    }

    fn draft(&self, row: WatchRow) -> Draft {
        let what = What::Watched { instrument: self.plan.instrument, row };
        Draft { job: self.plan.job, who: Signature::default(), note: String::new(), what, expects: None }
    }

    /// Records what is still to be recorded, in its order.
    fn write_rows(&mut self, record: RecordRow<'_>) {
        let rows = std::mem::take(&mut self.unwritten);
        let mut rows = rows.into_iter();
        for row in rows.by_ref() {
            if record(self.draft(row.clone())).is_none() {
                self.unwritten.push(row);
                break;
            }
        }
        self.unwritten.extend(rows);
    }
}

/// When something was read, and what.
type Sample = (DateTime<FixedOffset>, Volts);

/// Why a watch is not taken up.
enum Hindered {
    Elsewhere,
    Io(io::Error),
}

impl From<io::Error> for Hindered {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A file of samples open at its end, and the samples in it. What a power cut left of a line is cut off.
fn open_samples(path: &Path) -> io::Result<(File, Vec<Sample>)> {
    let mut file = match open_existing(path, OpenOptions::new().read(true).write(true)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => new_file(path)?,
        opened => opened?,
    };
    let mut bytes = Vec::new();
    (&mut file).take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    file.set_len(whole as u64)?;
    file.seek(SeekFrom::End(0))?;
    if whole == 0 {
        file.write_all(HEADER.as_bytes())?;
    }
    let text = String::from_utf8_lossy(&bytes[..whole]);
    Ok((file, text.lines().filter_map(sample_of).collect()))
}

/// A line of the file that has a figure.
fn sample_of(line: &str) -> Option<Sample> {
    let (time, volts) = line.split_once(',')?;
    Some((DateTime::parse_from_rfc3339(time).ok()?, Volts::from_digits(volts)?))
}
