//! One station's journal: the stories of its jobs, side by side in the order of time, a file a month.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta};
use precheck::domain::{JobKey, JobNumber, Station};
use precheck::journal::{
    Draft, FORMAT, FileName, HEADER, JobSum, JournalId, Month, Opened, Row, Seal, open_row, row_of,
};

use super::chance::Chance;
use super::story::{Kind, Moment, Teller};

/// A row that is still to be written.
pub struct Due {
    /// When.
    pub time: DateTime<FixedOffset>,
    /// About which job.
    pub job: JobKey,
    /// What.
    pub moment: Moment,
}

/// What was made.
#[derive(Debug, Default, Clone, Copy)]
pub struct Made {
    /// Rows, those that open files included.
    pub rows: u64,
    /// Jobs that were begun.
    pub jobs: u64,
    /// Bytes.
    pub bytes: u64,
    /// Files.
    pub files: u64,
}

/// Writes one station.
pub struct Scribe {
    folder: PathBuf,
    station: Station,
    id: JournalId,
    out: Option<BufWriter<File>>,
    month: Option<Month>,
    seq: u64,
    lead: String,
    last: Option<Seal>,
    sums: HashMap<JobNumber, JobSum>,
    /// What it made so far.
    pub made: Made,
}

/// Rows of an average job.
const ROWS_PER_JOB: u64 = 41;

/// Seconds that a workshop is open in a day.
const DAY_SECONDS: u64 = 9 * 3600 + 1800;

impl Scribe {
    /// Begins a station's folder.
    pub fn new(root: &Path, station: Station, chance: &mut Chance) -> io::Result<Self> {
        let folder = root.join(station.as_str());
        std::fs::create_dir_all(&folder)?;
        let mut id = [0; 10];
        id.iter_mut().for_each(|byte| *byte = chance.next().to_le_bytes()[0]);
        let id = JournalId::from_bytes(id);
        let (lead, sums, made) = (HEADER.to_owned(), HashMap::new(), Made::default());
        Ok(Self { folder, station, id, out: None, month: None, seq: 0, lead, last: None, sums, made })
    }

    /// Writes `rows` rows of made-up jobs, beginning in `first` and spread over `months`; and `due`, which other stations left
    /// to this one. Gives back what this station leaves to the next.
    pub fn write(
        &mut self,
        chance: &mut Chance,
        kinds: &[Kind; 2],
        (first, months, rows): (Month, u32, u64),
        due: Vec<Due>,
    ) -> io::Result<Vec<Due>> {
        let jobs = (rows / ROWS_PER_JOB).max(1);
        let mut waiting: BinaryHeap<Reverse<(i64, u64)>> = BinaryHeap::new();
        let mut stories: HashMap<u64, (JobKey, DateTime<FixedOffset>, std::vec::IntoIter<Moment>, Moment)> =
            HashMap::new();
        let mut left = Vec::new();
        let mut due = due.into_iter().peekable();
        let mut begun = 0;
        let mut day = (0, 0);
        while self.made.rows < rows {
            let start = start_of(first, months, begun, jobs);
            let next = waiting.peek().map(|Reverse((at, _))| *at);
            let due_at = due.peek().map_or(i64::MAX, |due| due.time.timestamp_millis());
            let at = start.timestamp_millis();
            if due_at <= at && due_at <= next.unwrap_or(i64::MAX) {
                let Some(due) = due.next() else { continue };
                self.row(&due.job, due.time, due.moment)?;
            } else if next.is_none_or(|next| at < next) {
                day =
                    if day.0 == start.num_days_from_ce() { (day.0, day.1 + 1) } else { (start.num_days_from_ce(), 1) };
                let number = JobNumber::new(&format!("{}-{:02}", start.format("%y%m%d"), day.1)).expect("a number");
                let key = JobKey { station: self.station, number };
                let kind = &kinds[usize::from(chance.is_one_of(250))];
                let car = chance.next() % (jobs * 4 / 5 + 1);
                let mut story = Teller::tell(chance, kind, car).into_iter();
                if let Some(moment) = story.next() {
                    waiting.push(Reverse((at, begun)));
                    stories.insert(begun, (key, start, story, moment));
                }
                begun += 1;
                self.made.jobs += 1;
            } else if let Some(Reverse((at, job))) = waiting.pop()
                && let Some((key, start, mut story, moment)) = stories.remove(&job)
            {
                let time = start + TimeDelta::milliseconds(at - start.timestamp_millis());
                if let Some(next) = story.next() {
                    waiting.push(Reverse((start.timestamp_millis() + next.at_ms, job)));
                    stories.insert(job, (key, start, story, next));
                }
                if moment.is_elsewhere {
                    left.push(Due { time, job: key, moment });
                } else {
                    self.row(&key, time, moment)?;
                }
            }
        }
        if let Some(mut out) = self.out.take() {
            out.flush()?;
        }
        Ok(left)
    }

    fn row(&mut self, job: &JobKey, time: DateTime<FixedOffset>, moment: Moment) -> io::Result<()> {
        let month = Month::of(&time);
        if self.month != Some(month) {
            self.open(month, time)?;
        }
        let draft = Draft { job: *job, who: moment.who, note: moment.note, what: moment.what, expects: None };
        let is_own = job.station == self.station;
        let sum = self.sums.entry(job.number).or_default();
        let row = row_of(&draft, &self.station, self.seq, time, sum);
        let seal = self.put(&row)?;
        if is_own && let Some(sum) = self.sums.get_mut(&job.number) {
            sum.add(&seal);
        }
        Ok(())
    }

    fn open(&mut self, month: Month, time: DateTime<FixedOffset>) -> io::Result<()> {
        if let Some(mut out) = self.out.take() {
            out.flush()?;
        }
        let path = self.folder.join(FileName { month, number: 1 }.to_string());
        let mut out = BufWriter::with_capacity(1 << 20, File::create_new(path)?);
        writeln!(out, "{HEADER}")?;
        self.made.bytes += HEADER.len() as u64 + 1;
        self.made.files += 1;
        self.out = Some(out);
        self.month = Some(month);
        HEADER.clone_into(&mut self.lead);
        let program = format!("precheck {}", env!("CARGO_PKG_VERSION"));
        let opened = Opened { format: FORMAT, id: self.id, previous: self.last, program };
        self.put(&open_row(&self.station, &opened, self.seq, time)).map(|_| ())
    }

    fn put(&mut self, row: &Row) -> io::Result<Seal> {
        let (line, seal) = row.seal(self.lead.as_bytes()).map_err(io::Error::other)?;
        if let Some(out) = &mut self.out {
            out.write_all(line.as_bytes())?;
        }
        self.lead = seal.hex();
        self.last = Some(seal);
        self.seq += 1;
        self.made.rows += 1;
        self.made.bytes += line.len() as u64;
        Ok(seal)
    }
}

/// When the job number `at` of `of` begins: spread evenly over the working hours of the months, no Sundays.
fn start_of(first: Month, months: u32, at: u64, of: u64) -> DateTime<FixedOffset> {
    let begin = NaiveDate::from_ymd_opt(i32::from(first.year), u32::from(first.month), 1).expect("a month");
    let days = u64::from(months) * 26;
    let seconds = (u128::from(at) * u128::from(days * DAY_SECONDS) / u128::from(of)) as u64;
    let (day, second) = (seconds / DAY_SECONDS, seconds % DAY_SECONDS);
    let date = begin.checked_add_days(Days::new(day / 6 * 7 + day % 6)).expect("a date");
    let summer = if (4..=10).contains(&date.month()) { 2 } else { 1 };
    let offset = FixedOffset::east_opt(summer * 3600).expect("an offset");
    let local = date.and_hms_opt(7, 30, 0).expect("half past seven") + TimeDelta::seconds(second as i64);
    local.and_local_timezone(offset).single().expect("a fixed offset has every time once")
}
