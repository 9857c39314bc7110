//! What every screen looks at and none changes: the jobs, the checklists, the radio book, the guide, the time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::catalog::Unavailable;
use crate::domain::ages::Ages;
use crate::domain::checklist::known;
use crate::domain::fact::What;
use crate::domain::guide::GuidePages;
use crate::domain::input::Unfit;
use crate::domain::job::Jobs;
use crate::domain::lockout::{AttemptStage, RadioWait};
use crate::domain::offered::Offers;
use crate::domain::recovery::found_by;
use crate::domain::{
    Answer, Cards, Checklist, Gate, Job, JobCard, JobKey, JobNumber, Ledger, LockoutGuard, LockoutSchedule, People,
    Progress, RadioBook, Signature, Station, lockout, rules,
};
use crate::journal::{Draft, Flaw, Receipt, Seal};
use crate::sheet::Letterhead;
use crate::words::Words;

use super::cannot_open::CannotOpen;
use super::clock::{Clock, Now};
use super::dialogue::Entry;
use super::event::Unusable;
use super::live::LiveReadings;
use super::live_watch::LiveWatch;

/// What screens look at.
#[derive(Debug, Clone)]
pub struct Store {
    /// The workshop's name.
    pub workshop: String,
    /// The workshop's folder, as it is shown.
    pub folder: String,
    /// This station.
    pub station: Station,
    /// The kinds of work by their digits; why one can't be started, where its file is faulty.
    pub kinds: Vec<Result<Arc<Checklist>, Unavailable>>,
    /// Why nothing can be recorded, where it isn't known which station this is.
    pub unnamed: Option<String>,
    /// What is faulty in the workshop's files, a line each.
    pub faults: Vec<String>,
    /// What the workshop's own system offers.
    pub offers: Offers,
    /// What is known about radios.
    pub book: RadioBook,
    /// The pages of the guide.
    pub pages: Arc<GuidePages>,
    /// What the workshop says about itself on its sheets.
    pub letterhead: Arc<Letterhead>,
    /// The workshop's people.
    pub people: People,
    /// After this long without a key, the next one first asks who is there; in milliseconds.
    pub away_ms: i64,
    /// When a lead is off for so long, it is told.
    pub lead_off_minutes: u32,
    /// How many wrong codes the workshop lets itself enter into a radio.
    pub attempts_max: u32,
    /// The jobs that are held whole: those that are open, and those that are looked at. Only what is on the disk.
    pub jobs: Jobs,
    /// Every job that is known, in short.
    pub cards: Cards,
    /// The jobs whose rows must be read, because something was recorded about them that changes their cards.
    pub to_read: BTreeSet<JobKey>,
    /// The jobs whose radio may have to wait.
    pub(super) young: BTreeSet<JobKey>,
    /// The rows of others that came last: station, row, job.
    pub(super) recent: VecDeque<(Station, u64, JobKey)>,
    /// After so many days a job that was not handed over leaves the board.
    pub board_days: u32,
    /// The seals of the rows that ended the jobs that are held whole, by station and row.
    pub seals: BTreeMap<(Station, u64), Seal>,
    /// What is wrong with the record of jobs that are not intact.
    pub flaws: BTreeMap<JobKey, Vec<Flaw>>,
    /// Checklists by the SHA-256 of their files.
    pub checklists: BTreeMap<String, Arc<Checklist>>,
    /// Why the checklists of other jobs can't be used.
    pub unusable: Unusable,
    /// Why files of the record were not read, a sentence each, with their stations: their jobs are missing here.
    pub unread: Vec<(Station, String)>,
    /// Whether other stations record in this workshop.
    pub has_others: bool,
    /// Whether older files are still being read.
    pub is_reading: bool,
    /// What instruments read at this moment.
    pub live: LiveReadings,
    /// What is watched at this moment.
    pub watch: Option<LiveWatch>,
    /// Time.
    pub clock: Clock,
}

impl Store {
    /// A record without jobs.
    #[must_use]
    pub fn new(station: Station, now: Now) -> Self {
        Self {
            workshop: String::new(),
            folder: String::new(),
            station,
            kinds: Vec::new(),
            unnamed: None,
            faults: Vec::new(),
            offers: Offers::default(),
            book: RadioBook::default(),
            pages: Arc::default(),
            letterhead: Arc::default(),
            people: People::default(),
            away_ms: 5 * 60 * 1000,
            lead_off_minutes: 90,
            attempts_max: 2,
            jobs: Jobs::default(),
            cards: Cards::default(),
            to_read: BTreeSet::new(),
            young: BTreeSet::new(),
            recent: VecDeque::new(),
            board_days: 30,
            seals: BTreeMap::new(),
            flaws: BTreeMap::new(),
            checklists: BTreeMap::new(),
            unusable: Unusable::default(),
            unread: Vec::new(),
            has_others: false,
            is_reading: true,
            live: LiveReadings::default(),
            watch: None,
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

    /// Whether a job is this station's: that one alone answers its items.
    #[must_use]
    pub fn holds(&self, key: &JobKey) -> bool {
        self.holder(key) == self.station
    }

    /// The station that holds a job.
    #[must_use]
    pub fn holder(&self, key: &JobKey) -> Station {
        self.jobs.get(key).map_or(key.station, Job::holder)
    }

    /// Whether a job is open and continued at this station.
    #[must_use]
    pub fn is_workable(&self, key: &JobKey) -> bool {
        self.holds(key) && self.jobs.get(key).is_some_and(|job| job.ending().is_none())
    }

    /// The kind of a job's work, in the words of its checklist of today; by its id where there is none.
    #[must_use]
    pub fn kind(&self, card: &JobCard) -> String {
        let of_today = self.kinds.iter().flatten().find(|checklist| checklist.id == *card.checklist());
        of_today.map_or_else(|| card.checklist().to_string(), |checklist| checklist.title.en.to_lowercase())
    }

    /// The open jobs that are continued here, beside their checklists.
    pub fn open_here(&self) -> impl Iterator<Item = Progress<'_>> {
        let here = self.jobs.iter().filter(|job| job.holder() == self.station && job.ending().is_none());
        here.filter_map(|job| self.progress(&job.key))
    }

    /// Where a job stands; `None` when its checklist isn't known.
    #[must_use]
    pub fn gate(&self, key: &JobKey) -> Option<Gate> {
        match self.progress(key) {
            Some(progress) => Some(self.gate_of(&progress)),
            None => self.cards.get(key)?.gate(),
        }
    }

    /// A job that is held whole; else, of one that has ended, what is kept of it about codes.
    pub(super) fn job_or_tried(&self, key: &JobKey) -> Option<&Job> {
        self.jobs.get(key).or_else(|| self.cards.tried(key))
    }

    /// Whether a job has a sheet to be handed over: it has ended, and was not entered by mistake.
    #[must_use]
    pub fn may_hand_over(&self, key: &JobKey) -> bool {
        self.jobs.get(key).is_some_and(|job| job.ending().is_some() && !job.is_mistake())
    }

    /// Whether the code of a job's radio was found, by one of the steps that are tried for it.
    #[must_use]
    pub fn is_code_found(&self, key: &JobKey) -> bool {
        let Some(job) = self.jobs.get(key) else { return false };
        found_by(job, &self.book.recovery(job.token(known::CAR), job.token(known::RADIO))).is_some()
    }

    /// Whether the radio of a job has asked for its code, was given one, or may be given the one that was found.
    #[must_use]
    pub fn has_to_do_with_a_code(&self, key: &JobKey) -> bool {
        let Some(job) = self.jobs.get(key) else { return false };
        let says = |item| job.token(item).is_some_and(|said| known::WANTS_CODE.contains(&said));
        let has_attempts = || self.guard(key).is_some_and(|guard| guard.ledger.live().next().is_some());
        says(known::ARRIVAL) || says(known::RADIO_AFTER) || self.is_code_found(key) || has_attempts()
    }

    /// The lock-out guard of a job's radio, with the attempts of all jobs about that radio; `None` when the job isn't known.
    #[must_use]
    pub fn guard(&self, key: &JobKey) -> Option<LockoutGuard<'_>> {
        let job = self.job_or_tried(key)?;
        let schedule = self.book.lock_out(job.token(known::CAR), job.token(known::RADIO));
        let others = self.cards.may_be_about_the_radio_of(job).filter(|card| card.has_attempts());
        let others = others.filter_map(|card| self.job_or_tried(&card.key()));
        Some(LockoutGuard::at(Ledger::of(job, others), schedule, self.attempts_max, &self.clock))
    }

    /// The longest wait that any source tells of a job's radio, in seconds.
    #[must_use]
    pub fn longest_wait(&self, key: &JobKey) -> Option<u32> {
        let job = self.job_or_tried(key)?;
        let schedules = self.book.lock_outs(job.token(known::CAR), job.token(known::RADIO));
        schedules.into_iter().map(LockoutSchedule::longest_seconds).max()
    }

    /// Whether something may be said of a job at all, once its reason and whom it needs are given.
    #[must_use]
    pub fn may_say(&self, key: &JobKey, what: &What) -> bool {
        let two = Signature::of_two("somebody", "somebody else");
        self.allows(key, what, &two, "a reason").is_some_and(|allowed| allowed.is_ok())
    }

    /// Whether a fact may be recorded about a job now, by the rules and by the guard; `None` when the job or its checklist
    /// isn't known.
    #[must_use]
    pub fn allows(&self, key: &JobKey, what: &What, who: &Signature, note: &str) -> Option<Result<(), Unfit>> {
        let progress = self.progress(key)?;
        if let Err(elsewhere) = self.is_its_turn(progress.job, what) {
            return Some(Err(elsewhere));
        }
        let allowed = self.check_by_record(progress.job, what).and_then(|()| rules::check(&progress, what, who, note));
        if allowed.is_err() || !lockout::is_at_the_radio(what) {
            return Some(allowed);
        }
        if self.is_reading {
            return Some(Err(Unfit::new("earlier attempts are still being read: wait a moment".to_owned())));
        }
        Some(self.guard(key)?.check(what, who, note))
    }

    /// Whether these people may sign this of a job.
    ///
    /// # Errors
    /// When the workshop takes listed names alone and one of them is none, or says what one of them may do, and not this.
    pub fn signs(&self, key: &JobKey, who: &Signature, what: &What) -> Result<(), Unfit> {
        let Some(job) = self.jobs.get(key) else { return Ok(()) };
        self.people.may_sign(who, what, job.asked().checklist, self.now().wall.date_naive())
    }

    /// Seconds of a wait that a fact needs and that is over for which nobody counted along: the computer's clock alone says that they
    /// passed. What a file says was waited is believed as it is.
    #[must_use]
    pub fn by_clock_seconds(&self, key: &JobKey, what: &What) -> Option<u32> {
        let seconds = match what {
            _ if AttemptStage::of(what) == Some(AttemptStage::Begun) => self.guard(key)?.by_clock_seconds,
            What::Answered { item, answer: Answer::Number(_) }
            | What::Corrected { item, answer: Answer::Number(_), .. } => {
                let progress = self.progress(key)?;
                let (_, item) = progress.item(item.as_str())?;
                let is_told = progress.job.is_via_file() && !item.is_by_rows();
                progress.wait(item).filter(|_| !is_told)?.by_clock_seconds
            }
            _ => 0,
        };
        (seconds > 0).then_some(seconds)
    }

    /// The draft of a fact that may be recorded now.
    ///
    /// # Errors
    /// When the rules or the guard don't allow it, or the job or its checklist isn't known.
    pub fn checked(&self, key: &JobKey, entry: Entry) -> Result<Draft, Unfit> {
        let Entry { what, note, who } = entry;
        self.signs(key, &who, &what)?;
        let unknown = || Unfit::new(format!("{key}: no such job, or its checklist is missing in exports/checklists"));
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
        // most days no radio waits at all, and nobody has to look further
        if !self.young.iter().any(|key| self.job_or_tried(key).is_some_and(|job| self.is_young(job))) {
            return BTreeMap::new();
        }
        let tried = self.young.iter().filter_map(|key| self.job_or_tried(key));
        let beside = tried.flat_map(|job| self.cards.may_be_about_the_radio_of(job)).filter(|card| card.is_open());
        let shown: BTreeSet<JobKey> = self.young.iter().copied().chain(beside.map(JobCard::key)).collect();
        shown.into_iter().filter_map(|key| Some((key, self.guard(&key)?.wait?))).collect()
    }

    /// Whether a code was entered on this job so short a time ago that some radio would still have to wait: another job may know
    /// better which radio it is.
    pub(super) fn is_young(&self, job: &Job) -> bool {
        if !job.has_attempts() {
            return false;
        }
        let schedules = self.book.files.iter().flat_map(|file| &file.lock_outs);
        let longest_ms = schedules.map(|schedule| i64::from(schedule.longest_seconds()) * 1000).max().unwrap_or(0);
        job.attempts().iter().any(|it| self.clock.at_least_ms(it.fact) < longest_ms)
    }

    /// The seal of the row that ended a job.
    #[must_use]
    pub fn seal(&self, job: &Job) -> Option<&Seal> {
        let (_, fact) = job.ending()?;
        self.seals.get(&(fact.station, fact.seq))
    }

    /// The words of the workshop's language.
    #[must_use]
    pub fn words(&self) -> Words {
        self.letterhead.words(&self.letterhead.language)
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
        // a remark changes nothing, whatever others wrote meanwhile
        let is_looked_at = self.holds(key) && !matches!(what, What::Remarked { .. });
        let expects = self.jobs.get(key).filter(|_| is_looked_at).map(|job| job.last_seq_at(self.station));
        Draft { job: *key, who: self.people.said(who.into()), note: note.into(), what, expects }
    }

    /// The next free number of the day: `YYMMDD-NN`, over all stations of the folder.
    ///
    /// # Panics
    /// Never: a date and a count make a job number.
    #[must_use]
    pub fn next_number(&self) -> JobNumber {
        let day = self.now().wall.format("%y%m%d").to_string();
        let next = self.cards.highest_of(&day).saturating_add(1);
        JobNumber::new(&format!("{day}-{next:02}")).expect("a date and a count make a job number")
    }
}
