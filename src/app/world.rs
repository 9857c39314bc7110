//! What every screen looks at: the jobs, the checklists, who is there, what time it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::guide::Page;
use crate::domain::input::Unfit;
use crate::domain::job::Jobs;
use crate::domain::lockout::Waiting;
use crate::domain::progress::Ages;
use crate::domain::{
    Checklist, Fact, Gate, Guard, Job, JobKey, JobNumber, Ledger, Progress, RadioBook, Station, lockout, rules,
};
use crate::journal::{Draft, Seal};
use crate::sheet::House;

use super::clock::{Clock, Now};
use super::event::{Reading, Refused, Sealed};
use super::printing::Printing;

/// Names that can be chosen by a digit, the ninth being for another name.
const NAMES_MAX: usize = 8;

/// The state that screens share.
#[derive(Debug, Clone)]
pub struct World {
    /// The workshop's name.
    pub workshop: String,
    /// This station.
    pub station: Station,
    /// Names to choose from.
    pub technicians: Vec<String>,
    /// The kinds of work that can be started.
    pub kinds: Vec<Arc<Checklist>>,
    /// What is known about radios.
    pub book: RadioBook,
    /// The pages of the guide.
    pub pages: Arc<[Page]>,
    /// The size of the window, in columns and rows.
    pub window: (u16, u16),
    /// Whether nothing counts.
    pub is_practice: bool,
    /// The jobs; only what is on the disk.
    pub jobs: Jobs,
    /// Receipts of finished and stopped jobs, by station and row.
    pub receipts: BTreeMap<(String, u64), String>,
    /// The seals of the rows that ended jobs, by station and row.
    pub seals: BTreeMap<(String, u64), Seal>,
    /// What the workshop says about itself on its sheets.
    pub house: Arc<House>,
    /// What is being printed, and what became of what was.
    pub printing: Printing,
    /// Checklists by the SHA-256 of their files.
    pub checklists: BTreeMap<String, Arc<Checklist>>,
    /// Whether older files are still being read.
    pub is_reading: bool,
    /// Time.
    pub clock: Clock,
    /// After this long without a key, the next one first asks who is there; in milliseconds.
    pub away_ms: i64,
    /// How many wrong codes the workshop lets itself enter into a radio.
    pub attempts_max: u32,
    /// Who works here now.
    pub who: Option<String>,
    /// The line at the foot of the screen.
    pub notice: Option<Notice>,
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_trouble: bool,
}

impl Notice {
    /// Both in one line, where the one before told of trouble: the next key takes it away, not the next thing to be told.
    fn after(self, before: Option<Self>) -> Self {
        match before {
            Some(before) if before.is_trouble && !before.text.contains(&self.text) => {
                Self { text: format!("{} · {}", before.text, self.text), is_trouble: true }
            }
            Some(before) if before.is_trouble => before,
            _ => self,
        }
    }
}

impl World {
    /// A world without jobs.
    #[must_use]
    pub fn new(station: Station, now: Now) -> Self {
        Self {
            workshop: String::new(),
            station,
            technicians: Vec::new(),
            kinds: Vec::new(),
            book: RadioBook::default(),
            pages: Arc::default(),
            window: (80, 24),
            is_practice: false,
            jobs: Jobs::default(),
            receipts: BTreeMap::new(),
            seals: BTreeMap::new(),
            house: Arc::default(),
            printing: Printing::default(),
            checklists: BTreeMap::new(),
            is_reading: true,
            clock: Clock::new(now),
            away_ms: 5 * 60 * 1000,
            attempts_max: 2,
            who: None,
            notice: None,
        }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// Tells something; behind a trouble that nobody has seen yet.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: false }.after(self.notice.take()));
    }

    /// Tells of trouble.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: true }.after(self.notice.take()));
    }

    /// Runs `look` on the job beside its checklist; `None` when one of them isn't known.
    pub fn with_progress<T>(&self, key: &JobKey, look: impl FnOnce(&Progress<'_>) -> T) -> Option<T> {
        let job = self.jobs.get(key)?;
        let checklist = self.checklists.get(job.asked().sha)?;
        Some(look(&Progress::new(checklist, &self.book, job, &self.clock)))
    }

    /// Where a job stands; `None` when its checklist isn't known.
    #[must_use]
    pub fn gate(&self, key: &JobKey) -> Option<Gate> {
        self.with_progress(key, |progress| progress.gate())
    }

    /// The lock-out guard of a job's radio, with the attempts of all jobs about that radio; `None` when the job isn't known.
    #[must_use]
    pub fn guard(&self, key: &JobKey) -> Option<Guard<'_>> {
        let job = self.jobs.get(key)?;
        let schedule = self.book.lock_out(job.token(known::CAR), job.token(known::RADIO));
        Some(Guard::at(Ledger::of(job, self.jobs.iter()), schedule, self.attempts_max, &self.clock))
    }

    /// Whether a fact may be recorded about a job now, by the rules and by the guard; `None` when the job or its checklist
    /// isn't known.
    #[must_use]
    pub fn allows(&self, key: &JobKey, what: &What, who: &str, note: &str) -> Option<Result<(), Unfit>> {
        let allowed = self.with_progress(key, |progress| rules::check(progress, what, who, note))?;
        if allowed.is_err() || !lockout::is_at_the_radio(what) {
            return Some(allowed);
        }
        if self.is_reading {
            return Some(Err(Unfit("earlier attempts are still being read: wait a moment".to_owned())));
        }
        Some(self.guard(key)?.check(what, who, note))
    }

    /// The wait that a job's radio makes, while one is running.
    #[must_use]
    pub fn radio_wait(&self, key: &JobKey) -> Option<Waiting> {
        self.guard(key)?.wait
    }

    /// The jobs whose radio has to wait, with what is left. An open job waits with any attempt at its radio, one that has
    /// ended with its own.
    #[must_use]
    pub fn radio_waits(&self) -> BTreeMap<JobKey, Waiting> {
        let is_young = |job: &Job| {
            let schedule = self.book.lock_out(job.token(known::CAR), job.token(known::RADIO));
            let longest_ms = schedule.map_or(0, |schedule| i64::from(schedule.longest_seconds()) * 1000);
            job.attempts().iter().any(|it| self.clock.at_least_ms(it.fact) < longest_ms)
        };
        // most days no radio waits at all, and nobody has to look further
        if !self.jobs.iter().filter(|job| job.has_attempts()).any(is_young) {
            return BTreeMap::new();
        }
        let shown = self.jobs.iter().filter(|job| job.ending().is_none() || job.has_attempts());
        shown.filter_map(|job| Some((job.key, self.guard(&job.key)?.wait?))).collect()
    }

    /// The receipt of a job that has ended.
    #[must_use]
    pub fn receipt(&self, job: &Job) -> Option<&str> {
        let (_, fact) = job.ending()?;
        self.receipts.get(&(fact.station.to_string(), fact.seq)).map(String::as_str)
    }

    /// What is to be recorded about a job, with the last row that was seen of it.
    #[must_use]
    pub fn draft(&self, key: &JobKey, what: What, note: impl Into<String>) -> Draft {
        let expects = self.jobs.get(key).filter(|_| key.station == self.station).map(Job::last_seq);
        Draft { job: *key, who: self.who.clone().unwrap_or_default(), note: note.into(), what, expects }
    }

    /// Takes in what was read.
    pub fn take_reading(&mut self, reading: Reading) {
        for job in reading.jobs.iter().filter(|job| job.ending().is_none()) {
            job.facts().iter().for_each(|fact| self.clock.note_read(fact));
        }
        for job in reading.jobs.iter() {
            job.attempts().iter().for_each(|it| self.clock.note_read(it.fact));
        }
        let here = reading.jobs.iter().filter(|job| job.key.station == self.station);
        let names: Vec<String> = here.map(|job| job.technician().to_owned()).collect();
        names.iter().for_each(|name| self.learn_name(name));
        self.jobs.merge(reading.jobs);
        self.receipts.extend(reading.receipts);
        self.seals.extend(reading.seals);
        self.checklists.extend(reading.checklists);
        self.is_reading = !reading.is_all;
        if let Some(fault) = reading.faults.first() {
            let more = match reading.faults.len() {
                1 => String::new(),
                n => format!(" (and {} more: precheck verify names them)", n - 1),
            };
            self.warn(format!("{fault}{more}"));
        }
    }

    /// Takes in a row that is on the disk.
    pub fn take_sealed(&mut self, sealed: Sealed) {
        self.take_news(sealed.news);
        if let Some((sha, checklist)) = sealed.checklist {
            self.checklists.insert(sha, checklist);
        }
        if sealed.receipt.is_some() {
            self.seals.insert((sealed.fact.station.to_string(), sealed.fact.seq), sealed.seal);
        }
        if let Some(receipt) = sealed.receipt {
            self.receipts.insert((sealed.fact.station.to_string(), sealed.fact.seq), receipt);
        }
        self.take_notices(&sealed.notices);
        self.clock.note_new(&sealed.fact);
        self.jobs.apply(sealed.fact);
    }

    /// Takes in what happened beside a row.
    pub fn take_notices(&mut self, notices: &[String]) {
        notices.iter().for_each(|notice| self.warn(notice.clone()));
    }

    /// Takes in a refusal.
    pub fn take_refused(&mut self, refused: Refused) {
        self.take_news(refused.news);
        self.warn(refused.message);
    }

    /// Takes in what others recorded.
    pub fn take_news(&mut self, news: Vec<Fact>) {
        for fact in news {
            self.clock.note_read(&fact);
            self.jobs.take_back(&fact);
            self.jobs.apply(fact);
        }
    }

    /// The names that are offered: as many as have a digit, with one left for another name.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.technicians[..self.technicians.len().min(NAMES_MAX)]
    }

    /// Offers a name that worked here before, behind those of `workshop.toml`.
    pub fn learn_name(&mut self, name: &str) {
        let Ok(name) = rules::name(name) else { return };
        if self.technicians.len() < NAMES_MAX && !self.technicians.contains(&name) {
            self.technicians.push(name);
        }
    }

    /// The next free number of the day: `YYMMDD-NN`, over all stations of the folder.
    ///
    /// # Panics
    /// Never: a date and a count make a job number.
    #[must_use]
    pub fn next_number(&self) -> JobNumber {
        let day = self.now().wall.format("%y%m%d").to_string();
        let taken = self.jobs.iter().filter_map(|job| {
            let (of_day, count) = job.key.number.as_str().split_once('-')?;
            (of_day == day).then(|| count.parse::<u32>().ok()).flatten()
        });
        let next = taken.max().unwrap_or(0).saturating_add(1);
        JobNumber::new(&format!("{day}-{next:02}")).expect("a date and a count make a job number")
    }
}
