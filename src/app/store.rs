//! What every screen looks at and none changes: the jobs, the checklists, the radio book, the guide, the time.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Unavailable;
use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::guide::GuidePage;
use crate::domain::input::Unfit;
use crate::domain::job::Jobs;
use crate::domain::lockout::RadioWait;
use crate::domain::progress::Ages;
use crate::domain::{
    Checklist, Fact, Gate, Job, JobKey, JobNumber, Ledger, LockoutGuard, People, Progress, RadioBook, Signature,
    Station, lockout, rules,
};
use crate::journal::{Draft, Flaw, Receipt, Seal};
use crate::sheet::Letterhead;

use super::cannot_open::CannotOpen;
use super::clock::{Clock, FORWARD_SLACK_SECONDS, Now, long_words};
use super::dialogue::Entry;
use super::event::{JournalSnapshot, Sealed, Unusable};
use super::session::Session;

/// What screens look at.
#[derive(Debug, Clone)]
pub struct Store {
    /// The workshop's name.
    pub workshop: String,
    /// This station.
    pub station: Station,
    /// The kinds of work by their digits; why one can't be started, where its file is faulty.
    pub kinds: Vec<Result<Arc<Checklist>, Unavailable>>,
    /// Why nothing can be recorded, where it isn't known which station this is.
    pub unnamed: Option<String>,
    /// What is faulty in the workshop's files, a line each.
    pub faults: Vec<String>,
    /// What is known about radios.
    pub book: RadioBook,
    /// The pages of the guide.
    pub pages: Arc<[GuidePage]>,
    /// What the workshop says about itself on its sheets.
    pub letterhead: Arc<Letterhead>,
    /// The workshop's people.
    pub people: People,
    /// Whether nothing counts.
    pub is_practice: bool,
    /// After this long without a key, the next one first asks who is there; in milliseconds.
    pub away_ms: i64,
    /// How many wrong codes the workshop lets itself enter into a radio.
    pub attempts_max: u32,
    /// The jobs; only what is on the disk.
    pub jobs: Jobs,
    /// The seals of the rows that ended jobs, by station and row.
    pub seals: BTreeMap<(Station, u64), Seal>,
    /// What is wrong with the record of jobs that are not intact.
    pub flaws: BTreeMap<JobKey, Vec<Flaw>>,
    /// Checklists by the SHA-256 of their files.
    pub checklists: BTreeMap<String, Arc<Checklist>>,
    /// Why the checklists of other jobs can't be used.
    pub unusable: Unusable,
    /// Why files of the record were not read, a sentence each: their jobs are missing here.
    pub unread: Vec<String>,
    /// Whether older files are still being read.
    pub is_reading: bool,
    /// Time.
    pub clock: Clock,
}

impl Store {
    /// A record without jobs.
    #[must_use]
    pub fn new(station: Station, now: Now) -> Self {
        Self {
            workshop: String::new(),
            station,
            kinds: Vec::new(),
            unnamed: None,
            faults: Vec::new(),
            book: RadioBook::default(),
            pages: Arc::default(),
            letterhead: Arc::default(),
            people: People::default(),
            is_practice: false,
            away_ms: 5 * 60 * 1000,
            attempts_max: 2,
            jobs: Jobs::default(),
            seals: BTreeMap::new(),
            flaws: BTreeMap::new(),
            checklists: BTreeMap::new(),
            unusable: Unusable::default(),
            unread: Vec::new(),
            is_reading: true,
            clock: Clock::new(now),
        }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// A job beside its checklist; `None` when one of them isn't known.
    #[must_use]
    pub fn progress(&self, key: &JobKey) -> Option<Progress<'_>> {
        let job = self.jobs.get(key)?;
        let checklist = self.checklists.get(job.asked().sha)?;
        Some(Progress::new(checklist, &self.book, job, &self.clock))
    }

    /// Why a job without its [`Self::progress`] can't be shown.
    #[must_use]
    pub fn cannot_open(&self, key: &JobKey) -> CannotOpen {
        self.jobs.get(key).map_or(CannotOpen::NoJob(*key), |job| self.unusable.why(job))
    }

    /// Whether a job is open and continued at this station.
    #[must_use]
    pub fn is_workable(&self, key: &JobKey) -> bool {
        key.station == self.station && self.jobs.get(key).is_some_and(|job| job.ending().is_none())
    }

    /// Where a job stands; `None` when its checklist isn't known.
    #[must_use]
    pub fn gate(&self, key: &JobKey) -> Option<Gate> {
        Some(self.progress(key)?.gate())
    }

    /// Whether a job has a sheet to be handed over: it has ended, and was not entered by mistake.
    #[must_use]
    pub fn may_hand_over(&self, key: &JobKey) -> bool {
        self.jobs.get(key).is_some_and(|job| job.ending().is_some() && !job.is_mistake())
    }

    /// Whether the radio of a job has asked for its code, or was given one.
    #[must_use]
    pub fn has_to_do_with_a_code(&self, key: &JobKey) -> bool {
        let Some(job) = self.jobs.get(key) else { return false };
        let says = |item| job.token(item).is_some_and(|said| known::WANTS_CODE.contains(&said));
        let has_attempts = || self.guard(key).is_some_and(|guard| guard.ledger.live().next().is_some());
        says(known::ARRIVAL) || says(known::RADIO_AFTER) || has_attempts()
    }

    /// The lock-out guard of a job's radio, with the attempts of all jobs about that radio; `None` when the job isn't known.
    #[must_use]
    pub fn guard(&self, key: &JobKey) -> Option<LockoutGuard<'_>> {
        let job = self.jobs.get(key)?;
        let schedule = self.book.lock_out(job.token(known::CAR), job.token(known::RADIO));
        Some(LockoutGuard::at(Ledger::of(job, self.jobs.iter()), schedule, self.attempts_max, &self.clock))
    }

    /// Whether a fact may be recorded about a job now, by the rules and by the guard; `None` when the job or its checklist
    /// isn't known.
    #[must_use]
    pub fn allows(&self, key: &JobKey, what: &What, who: &Signature, note: &str) -> Option<Result<(), Unfit>> {
        let allowed = rules::check(&self.progress(key)?, what, who, note);
        if allowed.is_err() || !lockout::is_at_the_radio(what) {
            return Some(allowed);
        }
        if self.is_reading {
            return Some(Err(Unfit("earlier attempts are still being read: wait a moment".to_owned())));
        }
        Some(self.guard(key)?.check(what, who, note))
    }

    /// Whether these people may sign.
    ///
    /// # Errors
    /// When the workshop takes listed names alone, and one of them is none.
    pub fn signs(&self, who: &Signature) -> Result<(), Unfit> {
        self.people.check(&who.first)?;
        who.second.iter().try_for_each(|second| self.people.check(second))
    }

    /// The draft of a fact that may be recorded now.
    ///
    /// # Errors
    /// When the rules or the guard don't allow it, or the job or its checklist isn't known.
    pub fn checked(&self, key: &JobKey, entry: Entry) -> Result<Draft, Unfit> {
        let Entry { what, note, who } = entry;
        self.signs(&who)?;
        let unknown = || Unfit(format!("{key}: no such job, or its checklist is missing in exports/checklists"));
        self.allows(key, &what, &who, note.trim()).ok_or_else(unknown)??;
        Ok(self.draft(key, what, who, note.trim()))
    }

    /// The wait that a job's radio makes, while one is running.
    #[must_use]
    pub fn radio_wait(&self, key: &JobKey) -> Option<RadioWait> {
        self.guard(key)?.wait
    }

    /// The jobs whose radio has to wait, with what is left. An open job waits with any attempt at its radio, one that has
    /// ended with its own.
    #[must_use]
    pub fn radio_waits(&self) -> BTreeMap<JobKey, RadioWait> {
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

    /// The seal of the row that ended a job.
    #[must_use]
    pub fn seal(&self, job: &Job) -> Option<&Seal> {
        let (_, fact) = job.ending()?;
        self.seals.get(&(fact.station, fact.seq))
    }

    /// What is wrong with the record of a job: nothing, when its rows are sealed, linked, and those that its end counted.
    #[must_use]
    pub fn flaws(&self, job: &JobKey) -> &[Flaw] {
        self.flaws.get(job).map_or(&[], Vec::as_slice)
    }

    /// The receipt of a job that has ended; `None` where its record is not intact: it would be taken for proof.
    #[must_use]
    pub fn receipt(&self, job: &Job) -> Option<Receipt> {
        self.seal(job).filter(|_| self.flaws(&job.key).is_empty()).map(Receipt::of)
    }

    /// What is to be recorded about a job, with the last row that was seen of it.
    #[must_use]
    pub fn draft(&self, key: &JobKey, what: What, who: impl Into<Signature>, note: impl Into<String>) -> Draft {
        let expects = self.jobs.get(key).filter(|_| key.station == self.station).map(Job::last_seq);
        Draft { job: *key, who: who.into(), note: note.into(), what, expects }
    }

    /// Takes in what was read; what was wrong with it, and the names that worked here, go to the session.
    pub fn take_snapshot(&mut self, reading: JournalSnapshot, session: &mut Session) {
        for job in reading.jobs.iter().filter(|job| job.ending().is_none()) {
            job.facts().iter().for_each(|fact| self.clock.note_read(fact));
        }
        for job in reading.jobs.iter() {
            job.attempts().iter().for_each(|it| self.clock.note_read(it.fact));
        }
        let here = reading.jobs.iter().filter(|job| job.key.station == self.station);
        here.for_each(|job| session.learn_name(job.technician()));
        self.jobs.merge(reading.jobs);
        self.seals.extend(reading.seals);
        if reading.is_all {
            self.flaws.clear();
        }
        self.flaws.extend(reading.flaws);
        self.checklists.extend(reading.checklists);
        self.unusable = reading.unusable;
        self.unread = reading.unread.into_iter().map(|(_, fault)| fault).collect();
        let is_first = self.is_reading && reading.is_all;
        self.is_reading = !reading.is_all;
        let last = self.jobs.iter().flat_map(Job::facts).filter(|fact| fact.station == self.station);
        if let Some(last) = last.map(|fact| fact.time).max().filter(|_| is_first)
            && (last - self.now().wall).num_seconds() > FORWARD_SLACK_SECONDS
        {
            let (behind, last) = (long_words((last - self.now().wall).num_seconds()), last.format("%Y-%m-%d %H:%M"));
            session
                .warn(format!("this computer's clock is {behind} behind the last row, of {last}: set it right first"));
        }
        if let Some(fault) = reading.faults.first() {
            let more = match reading.faults.len() {
                1 => String::new(),
                n => format!(" (and {} more: precheck verify names them)", n - 1),
            };
            session.warn(format!("{fault}{more}"));
        }
    }

    /// Takes in a row that is on the disk, and gives what happened beside it.
    pub fn take_sealed(&mut self, sealed: Sealed) -> Vec<String> {
        self.take_news(sealed.news);
        if let Some((sha, checklist)) = sealed.checklist {
            self.checklists.insert(sha, checklist);
        }
        if matches!(sealed.fact.what, What::Finished { .. } | What::Stopped { .. }) {
            self.seals.insert((sealed.fact.station, sealed.fact.seq), sealed.seal);
        }
        self.clock.note_new(&sealed.fact);
        self.jobs.apply(sealed.fact);
        sealed.notices
    }

    /// Takes in what others recorded.
    pub fn take_news(&mut self, news: Vec<Fact>) {
        for fact in news {
            self.clock.note_read(&fact);
            self.jobs.take_back(&fact);
            self.jobs.apply(fact);
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
