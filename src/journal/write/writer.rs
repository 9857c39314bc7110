//! Writes the journal of one station. Acknowledges a row only after the disk has said that it has it.
//!
//! The lock is held for one append, so that several programs can write to one station. Whatever others wrote since the
//! last time is read and checked first.

mod events;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::appended::{Appended, WriterNotice};
use super::check::{TRIES, check_row, tried};
use super::clock::{ClockSteps, Unwritten};
use super::disk::{Disk, Lock};
use super::position::NextRow;
use super::refusal::Refusal;
use super::station_log::{self, StationLog};
use super::tail::Tail;
use crate::domain::{Fact, JobKey, Station, What};
use crate::journal::format::event::EventName;
use crate::journal::format::fact::{self, Draft, Meaning, meaning};
use crate::journal::format::file_event::{self, FORMAT, Opened};
use crate::journal::format::file_name::{FileName, Month};
use crate::journal::format::receipt::Receipt;
use crate::journal::format::row::{HEADER, Row, SEQ_MAX};
use crate::journal::format::seal::{JobSum, Seal};
use crate::journal::format::time::row_time;
use crate::journal::read::survey::{CLOCK_SLACK_MS, Head, Torn};

/// The wait for the lock: this often, this long each time.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);
/// The bytes of a torn tail that are kept: a power cut leaves at most a few blocks.
const FRAGMENT_BYTES_MAX: usize = 1 << 20;

/// Writes the journal of one station.
pub struct Writer {
    disk: Box<dyn Disk>,
    log: StationLog,
    program: String,
    /// A file, and the length of the unfinished row that was cut off it, until that is recorded.
    cut_off: Option<(String, u64)>,
    /// Notices to be given with the next row that is acknowledged.
    notices: Vec<WriterNotice>,
    has_lock: bool,
    has_told_of_no_lock: bool,
    /// True when the folder's names are known to be on the disk.
    is_folder_synced: bool,
    clock: ClockSteps,
}

impl Writer {
    /// Writes as `station` to `disk`. `program` is the program's name and version. Nothing is read or written yet.
    pub fn new(disk: impl Disk + 'static, station: Station, program: String) -> Self {
        Self {
            disk: Box::new(disk),
            log: StationLog::new(station),
            program,
            cut_off: None,
            notices: Vec::new(),
            has_lock: true,
            has_told_of_no_lock: false,
            is_folder_synced: false,
            clock: ClockSteps::default(),
        }
    }

    /// Says that the clock went so many seconds further than was counted: a row before the next one will say so, too.
    pub fn clock_went_forward(&mut self, seconds: u64) {
        self.clock.went_forward(seconds);
    }

    /// Says that the next row needs a wait of this job of which so many seconds were counted by the clock alone: a row before it
    /// will say so, too.
    pub fn clock_alone(&mut self, seconds: u32, job: JobKey) {
        self.clock.alone(seconds.into(), job);
    }

    /// Says up to which row the caller has read the station's journal by itself: news begin after it. Rows about the file
    /// itself are no news, so the last fact's row will do. Without this, they begin after what is there at the first look.
    pub fn caught_up(&mut self, last_seq: Option<u64>) {
        self.log.caught_up(last_seq);
    }

    /// The station.
    #[must_use]
    pub fn station(&self) -> &Station {
        &self.log.station
    }

    /// Reads the facts that others wrote since the last look. Needs no lock and writes nothing.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn look(&mut self) -> Result<Vec<Fact>, Refusal> {
        self.log.peek(&mut *self.disk).map_err(Refusal::of_reading)?;
        Ok(self.log.take_news())
    }

    /// Records a draft. When this returns `Ok`, the row is on the disk.
    ///
    /// # Errors
    /// Nothing was acknowledged: it says why, and what to do.
    pub fn append(&mut self, draft: &Draft, now: DateTime<FixedOffset>) -> Result<Appended, Refusal> {
        let now = row_time(now);
        let mut before = None;
        let mut write = |writer: &mut Self| writer.locked(|writer| writer.append_locked(draft, now, &mut before));
        let appended = self.check(draft, now).and_then(|()| write(self));
        let appended = appended.inspect_err(|_| self.clock.forget_alone())?;
        self.clock.compare(&mut *self.disk, before, now);
        Ok(appended)
    }

    /// Does something while no other program writes to the station.
    fn locked<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.disk.prepare().map_err(Refusal::of_writing)?;
        self.lock()?;
        // other windows must not wait for this one after a fault of the program's own
        let done = catch_unwind(AssertUnwindSafe(|| act(self)));
        self.disk.unlock();
        done.unwrap_or_else(|fault| resume_unwind(fault))
    }

    /// Checks that the draft can be written at all, before anything is touched for it.
    fn check(&self, draft: &Draft, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let row = fact::row_of(draft, &self.log.station, SEQ_MAX, now, &JobSum::default());
        check_row(
            &row,
            &self.log.station,
            |read| matches!(read, Meaning::Fact(fact) if fact::is_drafted(fact, draft, 0)),
        )
    }

    fn lock(&mut self) -> Result<(), Refusal> {
        for _ in 0..LOCK_TRIES {
            match self.disk.lock().map_err(Refusal::of_writing)? {
                Lock::Held => {
                    self.has_lock = true;
                    return Ok(());
                }
                Lock::Unsupported => {
                    self.has_lock = false;
                    if !self.has_told_of_no_lock {
                        self.has_told_of_no_lock = true;
                        self.notices.push(WriterNotice::NoLock);
                    }
                    return Ok(());
                }
                Lock::Busy => self.disk.pause(LOCK_PAUSE),
            }
        }
        Err(Refusal::Locked)
    }

    fn append_locked(
        &mut self,
        draft: &Draft,
        now: DateTime<FixedOffset>,
        before: &mut Option<Unwritten>,
    ) -> Result<Appended, Refusal> {
        let next = self.log.settle(&mut *self.disk).map_err(Refusal::of_reading)?;
        self.check_turn(draft)?;
        self.make_ready(next, now)?;
        let sum = match draft.what {
            What::Finished { .. } | What::Stopped { .. } => {
                self.log.sum_of(&mut *self.disk, &draft.job).map_err(Refusal::of_reading)?
            }
            _ => JobSum::default(),
        };
        let station = self.log.station;
        let file = self.tail()?.file;
        *before = self.clock.before(&mut *self.disk, file);
        let (row, seal) = self.write_row(|seq| fact::row_of(draft, &station, seq, now, &sum))?;
        let fact = match meaning(&row, &station) {
            Meaning::Fact(fact) => fact,
            // What was drafted reads back; should it ever not, the row is on the disk all the same.
            Meaning::File(_) | Meaning::Unknown => Fact {
                station,
                seq: row.seq,
                time: row.time,
                job: draft.job,
                who: draft.who.clone(),
                note: draft.note.clone(),
                what: draft.what.clone(),
            },
        };
        let receipt = (sum.rows() > 0).then(|| Receipt::of(&seal));
        Ok(Appended { fact, seal, receipt, news: self.log.take_news(), notices: std::mem::take(&mut self.notices) })
    }

    /// Checks that the caller has seen all of the job.
    fn check_turn(&mut self, draft: &Draft) -> Result<(), Refusal> {
        let is_start = matches!(draft.what, What::Started { .. });
        let needs_turn = !draft.what.may_be_anywhere() && !matches!(draft.what, What::TakenOver { .. });
        if draft.job.station != self.log.station && needs_turn {
            let is_taken = self.log.has_taken(&mut *self.disk, &draft.job).map_err(Refusal::of_reading)?;
            if !is_taken {
                return Err(Refusal::Elsewhere(draft.job.station));
            }
        }
        if draft.expects.is_none() && !is_start {
            return Ok(());
        }
        let job = &draft.job;
        let last = self.log.last_seq_of(&mut *self.disk, job).map_err(Refusal::of_reading)?;
        match draft.expects {
            _ if is_start && last.is_some() => Err(Refusal::Taken(job.number)),
            Some(expected) if !is_start && last.is_some_and(|last| last > expected) => {
                let later = self.log.facts_after(&mut *self.disk, job, expected).map_err(Refusal::of_reading)?;
                // what an instrument saw meanwhile changes nothing of what is drafted
                if later.iter().all(|fact| matches!(fact.what, What::Watched { .. })) {
                    return Ok(());
                }
                // among them rows that count as known: after a fork others bear the same numbers
                let mut news = self.log.take_news();
                news.retain(|fact| !later.iter().any(|it| (it.station, it.seq) == (fact.station, fact.seq)));
                news.extend(later);
                Err(Refusal::Overtaken { news })
            }
            _ => Ok(()),
        }
    }

    /// Brings the station into a state where the next row can follow: no torn tail, this month's file, the clock's
    /// step accounted for.
    fn make_ready(&mut self, next: NextRow, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let before = self.log.settled.end.as_ref().map(|(head, _)| head.time);
        match next {
            NextRow::Empty => self.begin_file(now)?,
            NextRow::Sound => {}
            NextRow::Torn(torn) => self.cut(torn)?,
            NextRow::Newer(format) => return Err(Refusal::NewerFormat(format)),
            NextRow::Headless(file, bytes) => self.put_aside(file, bytes, now)?,
            NextRow::Damaged(damaged) => {
                self.begin_file(now)?;
                let file = self.tail()?.file.to_string();
                self.notices.push(WriterNotice::BeganNew { damaged: damaged.to_string(), file });
            }
            NextRow::Missing(missing) => {
                // its name stays free, so that it can be put back
                self.log.settled.files.push(missing);
                let begun = self.begin_file(now);
                self.log.settled.files.retain(|file| *file != missing);
                begun?;
                let file = self.tail()?.file.to_string();
                self.notices.push(WriterNotice::Missing { missing: missing.to_string(), file });
            }
        }
        self.say_recovered(now)?;
        let back_ms = before.map_or(0, |before| before.signed_duration_since(now).num_milliseconds());
        if back_ms > CLOCK_SLACK_MS {
            let seconds = u64::try_from(back_ms / 1000).unwrap_or_default();
            self.write_row(|seq| file_event::file_row(EventName::Clock, seq, now, format!("back {seconds} s")))?;
            self.notices.push(WriterNotice::ClockBack { seconds });
        }
        while let Some(step) = self.clock.next() {
            self.write_row(|seq| file_event::file_row(EventName::Clock, seq, now, step.value()))?;
            self.notices.extend(self.clock.said());
        }
        if self.tail()?.file.month != Month::of(&now) {
            self.begin_file(now)?;
        }
        if !self.is_folder_synced {
            self.disk.sync_folder().map_err(Refusal::of_writing)?;
            self.is_folder_synced = true;
        }
        Ok(())
    }

    /// Cuts off a torn tail, keeping it in a file of its own if there is room.
    fn cut(&mut self, torn: Torn) -> Result<(), Refusal> {
        let name = self.tail()?.file.to_string();
        let most = usize::try_from(torn.bytes).unwrap_or(usize::MAX).min(FRAGMENT_BYTES_MAX);
        let fragment = self.disk.read(&name, torn.offset, most).map_err(Refusal::of_reading)?;
        let kept = self.fragment_name(&name)?;
        // Cutting must work on a full disk, so that keeping may fail.
        let _ = self.disk.create(&kept, &fragment);
        tried(|| self.disk.truncate(&name, torn.offset))?;
        let earlier = self.cut_off.take().map_or(0, |(_, bytes)| bytes);
        self.cut_off = Some((name, earlier + torn.bytes));
        Ok(())
    }

    /// Gives a file without a whole row 0 another name, and begins anew.
    fn put_aside(&mut self, file: FileName, bytes: u64, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let name = file.to_string();
        let kept = self.fragment_name(&name)?;
        tried(|| self.disk.rename(&name, &kept))?;
        self.log.settled.files.retain(|known| *known != file);
        self.cut_off = Some((name, bytes));
        self.begin_file(now)
    }

    /// Records what was cut off. On a full disk there is room for that only later, with the next row.
    fn say_recovered(&mut self, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let Some((file, bytes)) = self.cut_off.clone() else { return Ok(()) };
        self.write_row(|seq| file_event::file_row(EventName::Recover, seq, now, format!("cut {bytes} bytes")))?;
        self.cut_off = None;
        self.notices.push(WriterNotice::Recovered { file, bytes });
        Ok(())
    }

    /// A name for a fragment that no file has.
    fn fragment_name(&mut self, name: &str) -> Result<String, Refusal> {
        let names = self.disk.list().map_err(Refusal::of_reading)?;
        let free = (1_u32..).map(|number| format!("{name}.torn-{number}")).find(|kept| !names.contains(kept));
        Ok(free.unwrap_or_else(|| format!("{name}.torn-0")))
    }

    /// Begins a file: whole, with its row 0, or not at all.
    fn begin_file(&mut self, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        let month = Month::of(&now);
        let taken = &self.log.settled.files;
        let file = (1..).map(|number| FileName { month, number }).find(|name| !taken.contains(name));
        let file = file.unwrap_or(FileName { month, number: u32::MAX });
        let (seq, previous, id) = match &self.log.settled.end {
            Some((head, id)) => (head.seq + 1, Some(head.seal), *id),
            None => (0, None, station_log::new_id()?),
        };
        let opened = Opened { format: FORMAT, id, previous, program: self.program.clone() };
        let (line, seal) = file_event::open_row(&self.log.station, &opened, seq, now).seal(HEADER.as_bytes())?;
        let content = format!("{HEADER}\n{line}");
        self.is_folder_synced = false;
        match tried(|| self.disk.create(&file.to_string(), content.as_bytes())) {
            Err(Refusal::NotRecorded(error)) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(Refusal::SomebodyElse);
            }
            made => made?,
        }
        self.is_folder_synced = true;
        self.log.settled.move_to(Tail { file, len: content.len() as u64, head: Head { seq, seal, time: now }, opened });
        Ok(())
    }

    /// Writes the next row: one write, one sync, and only then it counts.
    fn write_row(&mut self, row_of: impl Fn(u64) -> Row) -> Result<(Row, Seal), Refusal> {
        let mut written = self.write_rows(|seq| vec![row_of(seq)])?;
        Ok(written.swap_remove(0))
    }

    /// Writes the next rows, at least one, from the number that is given: one write, one sync, and only then they count.
    fn write_rows(&mut self, rows_of: impl Fn(u64) -> Vec<Row>) -> Result<Vec<(Row, Seal)>, Refusal> {
        let mut tail = self.tail()?;
        let (mut lines, mut rows) = tail.sealed(rows_of(tail.head.seq + 1))?;
        match self.write(&tail, lines.as_bytes()) {
            // rather in a second file of the month than not at all
            Err(Refusal::OpenElsewhere(_)) => {
                self.begin_file(rows[0].0.time)?;
                let open = std::mem::replace(&mut tail, self.tail()?).file.to_string();
                (lines, rows) = tail.sealed(rows_of(tail.head.seq + 1))?;
                self.write(&tail, lines.as_bytes())?;
                self.notices.push(WriterNotice::OpenElsewhere { open, file: tail.file.to_string() });
            }
            written => written?,
        }
        if let Some((row, seal)) = rows.last() {
            self.log.settled.advance(Head { seq: row.seq, seal: *seal, time: row.time }, lines.len() as u64);
        }
        rows.iter().for_each(|(row, _)| self.log.wrote(row));
        Ok(rows)
    }

    fn write(&mut self, tail: &Tail, bytes: &[u8]) -> Result<(), Refusal> {
        let name = tail.file.to_string();
        if !self.has_lock && !tail.is_untouched(&mut *self.disk, &[]).map_err(Refusal::of_reading)? {
            return Err(Refusal::SomebodyElse);
        }
        let mut failure = None;
        for _ in 0..TRIES {
            // After an error nothing is known of what was written: back to the last good byte, and all of it again.
            if failure.is_some() {
                match tail.cut_back(&mut *self.disk, bytes) {
                    Ok(true) => {}
                    Ok(false) => return Err(Refusal::SomebodyElse),
                    Err(error) => {
                        failure = Some(error);
                        continue;
                    }
                }
            }
            match self.disk.append(&name, bytes).and_then(|()| self.disk.sync(&name)) {
                Ok(()) if self.has_lock => return Ok(()),
                Ok(()) => {
                    let is_ours = tail.is_untouched(&mut *self.disk, bytes).map_err(Refusal::of_reading)?;
                    return if is_ours { Ok(()) } else { Err(Refusal::SomebodyElse) };
                }
                Err(error) => failure = Some(error),
            }
        }
        // Should this fail too, the next append finds what is left, and deals with it as with a power cut's.
        let _ = tail.cut_back(&mut *self.disk, bytes);
        Err(failure.map_or(Refusal::SomebodyElse, Refusal::of_writing))
    }

    fn tail(&self) -> Result<Tail, Refusal> {
        self.log.settled.tail.clone().ok_or(Refusal::Unreachable(std::io::Error::from(std::io::ErrorKind::NotFound)))
    }
}
