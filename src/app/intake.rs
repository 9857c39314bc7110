//! How the store takes in what was read and recorded: open jobs whole, of the others a card each.

use std::collections::BTreeSet;

use crate::domain::text::long_words;
use crate::domain::{BesideCard, Fact, Job, JobCard, JobKey, What};
use crate::journal::Receipt;

use super::Store;
use super::clock::FORWARD_SLACK_SECONDS;
use super::event::{JobRows, JournalSnapshot, Sealed};
use super::session::Session;

/// Rows of others that are remembered until it is certain that nobody takes them back.
const RECENT_MAX: usize = 64;

impl Store {
    /// Takes in what was read; what was wrong with it, and the names that worked here, go to the session.
    pub fn take_snapshot(&mut self, reading: JournalSnapshot, session: &mut Session) {
        self.seals.extend(reading.seals);
        if reading.is_all {
            self.flaws.clear();
        }
        self.flaws.extend(reading.flaws);
        self.checklists.extend(reading.checklists);
        self.unusable.0.extend(reading.unusable.0);
        for (card, beside) in reading.cards {
            self.take_card(card, beside);
        }
        reading.jobs.into_iter().for_each(|job| self.take_job(job));
        reading.facts.into_iter().for_each(|fact| self.take_known_fact(fact));
        self.cards.technicians_of(self.station).into_iter().for_each(|name| session.learn_name(name));
        if reading.is_all || !reading.unread.is_empty() {
            self.unread = reading.unread;
        }
        self.has_others = reading.has_others.unwrap_or(self.has_others);
        let is_first = self.is_reading && reading.is_all;
        self.is_reading = !reading.is_all;
        if is_first {
            self.warn_of_a_clock_behind(session);
        }
        if let Some(fault) = reading.faults.first() {
            let words = self.words().plain();
            let told = fault.in_words(&words);
            session.warn(match reading.faults.len() - 1 {
                0 => told,
                more => words.say("read-faults", &[("what", &told), ("n", &more.to_string())]),
            });
        }
    }

    /// Takes in the rows of a job that was asked for.
    pub fn take_read_job(&mut self, reading: JournalSnapshot) {
        self.seals.extend(reading.seals);
        // what is wrong between files is seen by a reading of all of them alone: it stands until the next one
        for (job, flaws) in reading.flaws {
            self.flaws.entry(job).or_insert(flaws);
        }
        self.checklists.extend(reading.checklists);
        self.unusable.0.extend(reading.unusable.0);
        reading.jobs.into_iter().for_each(|job| self.hold(job));
    }

    fn warn_of_a_clock_behind(&self, session: &mut Session) {
        let here = self.cards.iter().filter(|card| card.station() == self.station);
        let Some(last_ms) = here.map(JobCard::last_ms).max() else { return };
        let now = self.now().wall;
        let behind_seconds = (last_ms - now.timestamp_millis()) / 1000;
        if behind_seconds > FORWARD_SLACK_SECONDS
            && let Some(last) = chrono::DateTime::from_timestamp_millis(last_ms)
        {
            let (behind, last) = (long_words(behind_seconds), last.with_timezone(now.offset()));
            let last = last.format("%Y-%m-%d %H:%M");
            session
                .warn(format!("this computer's clock is {behind} behind the last row, of {last}: set it right first"));
        }
    }

    /// Takes in a job of which the rows were read.
    fn take_job(&mut self, job: Job) {
        let key = job.key;
        let rows = u32::try_from(job.facts().len()).unwrap_or(u32::MAX);
        let is_older = |card: &JobCard| !card.is_open() && card.rows() > rows;
        if self.jobs.get(&key).is_none() && self.cards.get(&key).is_some_and(is_older) {
            return;
        }
        self.hold(job);
    }

    /// Holds a job whole.
    fn hold(&mut self, job: Job) {
        let key = job.key;
        if job.ending().is_none() {
            job.facts().iter().for_each(|fact| self.clock.note_read(fact));
        }
        job.attempts().iter().for_each(|it| self.clock.note_read(it.fact));
        self.jobs.merge_job(job);
        self.renew_card(&key);
    }

    /// Takes in the card of a job that has ended. Where the job is held whole and the card knows more, its rows are read.
    fn take_card(&mut self, card: JobCard, beside: BesideCard) {
        let key = card.key();
        if let Some(known) = self.jobs.get(&key) {
            if card.rows() as usize > known.facts().len() {
                self.to_read.insert(key);
            }
            return;
        }
        if self.cards.get(&key).is_some_and(|known| known.rows() > card.rows()) {
            return;
        }
        beside.tried.iter().flat_map(Job::attempts).for_each(|it| self.clock.note_read(it.fact));
        self.cards.put(card, beside, Vec::new());
        self.note_young(&key);
    }

    /// Makes the card of a job that is held whole anew.
    fn renew_card(&mut self, key: &JobKey) {
        let Some(job) = self.jobs.get(key) else { return };
        let receipt = self.seal(job).map(|seal| Receipt::of(seal).key());
        let card = JobCard::of(job, self.progress(key).as_ref(), receipt);
        let beside = BesideCard::of(job);
        let elsewhere = job.facts().iter().filter(|fact| fact.station != key.station);
        let elsewhere = elsewhere.map(|fact| (fact.station, fact.seq)).collect();
        self.cards.put(card, beside, elsewhere);
        self.note_young(key);
    }

    /// Notes a job whose radio may have to wait.
    fn note_young(&mut self, key: &JobKey) {
        if self.job_or_tried(key).is_some_and(|job| self.is_young(job)) {
            self.young.insert(*key);
        } else {
            self.young.remove(key);
        }
    }

    /// Lets go of the rows of jobs that have ended, but for these; their cards stay.
    pub fn let_go(&mut self, keep: &BTreeSet<JobKey>) {
        let ended = self.jobs.iter().filter(|job| job.ending().is_some() && !keep.contains(&job.key));
        for key in ended.map(|job| job.key).collect::<Vec<_>>() {
            if let Some(job) = self.jobs.remove(&key) {
                self.clock.forget(job.facts().iter().filter(|fact| !job.attempts().iter().any(|it| it.fact == *fact)));
                if let Some((_, fact)) = job.ending() {
                    self.seals.remove(&(fact.station, fact.seq));
                }
            }
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
        self.take_fact(sealed.fact);
        sealed.notices
    }

    /// Takes in what others recorded.
    pub fn take_news(&mut self, news: Vec<Fact>) {
        for fact in news {
            self.clock.note_read(&fact);
            for key in self.jobs.take_back(&fact) {
                if self.jobs.get(&key).is_some() {
                    self.renew_card(&key);
                } else {
                    self.cards.remove(&key);
                    self.young.remove(&key);
                }
            }
            let is_row = |(station, seq, job): &&(_, _, JobKey)| {
                *station == fact.station && *seq == fact.seq && *job != fact.job
            };
            // of a job whose rows are not held: they are read again
            let taken_back = self.recent.iter().filter(is_row).map(|(_, _, job)| *job);
            self.to_read.extend(taken_back.filter(|job| self.jobs.get(job).is_none()));
            if self.recent.len() == RECENT_MAX {
                self.recent.pop_front();
            }
            self.recent.push_back((fact.station, fact.seq, fact.job));
            let (key, is_end) = (fact.job, matches!(fact.what, What::Finished { .. } | What::Stopped { .. }));
            self.take_fact(fact);
            // its receipt is made of the row's seal, which no fact has
            if is_end {
                self.to_read.insert(key);
            }
        }
    }

    /// Takes in a fact. What changes the card of a job whose rows are not held has them read.
    fn take_fact(&mut self, fact: Fact) {
        let key = fact.job;
        if self.jobs.get(&key).is_some() || self.cards.get(&key).is_none() {
            self.jobs.apply(fact);
            self.renew_card(&key);
        } else if self.cards.note(&fact) {
            self.to_read.insert(key);
        }
    }

    /// Takes in a fact that was read, of a job that is known.
    fn take_known_fact(&mut self, fact: Fact) {
        if self.cards.get(&fact.job).is_some() {
            self.clock.note_read(&fact);
            self.take_fact(fact);
        }
    }

    /// Where the rows of a job are.
    #[must_use]
    pub fn rows_of(&self, key: &JobKey) -> Option<JobRows> {
        let card = self.cards.get(key)?;
        let elsewhere = self.cards.elsewhere(key).to_vec();
        Some(JobRows { key: *key, first_seq: card.first_seq(), last_seq: card.last_seq(), elsewhere })
    }
}
