//! The watch over what feeds a car while its battery is off: from when to when, and what its rows say of a job.

use super::checklist::known;
use super::status::Status;
use super::watch_row::{CONTACT_MS, WatchRow};
use super::{Fact, Field, Id, Job, Progress, Spot, Station, Volts, What};

/// A watch that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenWatch {
    /// The station that watches.
    pub station: Station,
    /// The row by which it began there.
    pub row: u64,
    /// By what.
    pub instrument: Id,
}

/// What the rows say of the watch over one job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// The last one that has not ended.
    pub open: Option<OpenWatch>,
    /// Where it was read; `None` where that was in several places.
    pub at: Option<Spot>,
    /// Whether it began.
    pub is_begun: bool,
    /// Whether it ended.
    pub is_ended: bool,
    /// What is below is low.
    pub floor: Option<Volts>,
    /// The lowest sample, or dip while there is no end.
    pub lowest: Option<Volts>,
    /// How many seconds it was watched.
    pub watched_seconds: u32,
    /// Of how many.
    pub of_seconds: u32,
    /// How many dips there were.
    pub dips: u32,
    /// How often it was not watched in between.
    pub losses: u32,
    /// The dips and losses before the last watch began.
    before: (u32, u32),
}

impl Watched {
    /// Sums up the watch over a job.
    #[must_use]
    pub fn of(job: &Job) -> Self {
        let mut sum = Self::default();
        for fact in job.facts() {
            sum.add(fact);
        }
        sum
    }

    fn add(&mut self, fact: &Fact) {
        let What::Watched { instrument, row } = &fact.what else { return };
        match row {
            WatchRow::Began { at, floor } => {
                self.floor = Some(self.floor.map_or(*floor, |known| known.max(*floor)));
                self.at = if self.is_begun { self.at.filter(|known| known == at) } else { Some(*at) };
                // one that never ended was not watched up to the next one
                self.losses += u32::from(self.open.is_some());
                self.is_begun = true;
                self.open = Some(OpenWatch { station: fact.station, row: fact.seq, instrument: *instrument });
                self.before = (self.dips, self.losses);
            }
            WatchRow::Dipped { lowest, .. } => {
                self.dips += 1;
                self.fell_to(*lowest);
            }
            WatchRow::Lost { .. } | WatchRow::Gap { .. } => self.losses += 1,
            WatchRow::Ended(end) => {
                if let Some((lowest, _)) = end.level {
                    self.fell_to(lowest);
                }
                // it counts also those that have no row
                self.dips = self.dips.max(self.before.0 + end.dips);
                self.losses = self.losses.max(self.before.1 + end.losses);
                self.watched_seconds = self.watched_seconds.saturating_add(end.watched_seconds);
                self.of_seconds = self.of_seconds.max(end.of_seconds);
                self.is_ended = true;
                // where the job was taken over, the station before may say its end when this one watches already
                self.open.take_if(|open| (open.station, open.row) == (fact.station, end.begun));
            }
        }
    }

    fn fell_to(&mut self, volts: Volts) {
        self.lowest = Some(self.lowest.map_or(volts, |lowest| lowest.min(volts)));
    }

    /// Whether all the time was watched in one place, and it never fell below the floor.
    #[must_use]
    pub fn is_throughout(&self) -> bool {
        self.is_whole() && self.dips == 0 && self.lowest.zip(self.floor).is_some_and(|(lowest, floor)| lowest >= floor)
    }

    /// Whether all the time was watched, in one place.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let slack = u32::try_from(CONTACT_MS / 1000).unwrap_or(0);
        let is_all = self.watched_seconds.saturating_add(slack) >= self.of_seconds;
        self.is_ended && self.open.is_none() && self.losses == 0 && is_all && self.at.is_some()
    }
}

impl Job {
    /// The last thing that somebody did: what an instrument saw is nobody's.
    #[must_use]
    pub fn last_by_hand(&self) -> &Fact {
        let is_by_hand = |fact: &&Fact| !matches!(fact.what, What::Watched { .. });
        self.facts().iter().rev().find(is_by_hand).unwrap_or(self.start())
    }
}

impl<'a> Progress<'a> {
    /// Below which volts the supply has fallen, where the list asks what feeds the car with its battery off: what the item of that
    /// reading warns of. Where nothing is to feed it there is none.
    #[must_use]
    pub fn watch_floor(&self) -> Option<Volts> {
        let (page, item) = self.item(known::CAR_VOLTS)?;
        let Some(Field::Measure { limits, .. }) = &item.field else { return None };
        let is_asked = self.status(page, item) != Status::NotHere;
        limits.warn_below.or(limits.stop_below).filter(|_| is_asked).and_then(Volts::new)
    }

    /// From when the supply is to be watched: the call by which the battery may be off, until it is on again or the job has ended.
    #[must_use]
    pub fn watched_since(&self) -> Option<&'a Fact> {
        let is_over = self.lead_on_at().is_some() || self.job.ending().is_some();
        self.off_called_at().filter(|_| !is_over)
    }
}
