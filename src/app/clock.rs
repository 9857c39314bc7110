//! Time as the screens see it: the wall clock for rows, and a steady count for waits.
//!
//! A clock may be set back or forward while the program runs. Waits are therefore counted in ticks, which only ever go on;
//! across a restart the wall clock is believed. What goes stale is judged by whichever of the two says more, because a
//! laptop that slept has a steady count that stood still.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::domain::ages::Ages;
use crate::domain::text::{clock, long_words};
use crate::domain::{Fact, Station};

/// A clock that is less far ahead of what was counted is one that is being tuned; as far behind the last row, likewise.
pub const FORWARD_SLACK_SECONDS: i64 = 120;

/// One moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Local time.
    pub wall: DateTime<FixedOffset>,
    /// Milliseconds on a count that never jumps.
    pub tick_ms: i64,
}

/// The present moment, and when each fact of an open job was recorded on the steady count.
#[derive(Debug, Clone)]
pub struct Clock {
    began: Now,
    now: Now,
    recorded: HashMap<(Station, u64), Noted>,
    /// Whether nothing counts, so that waits last a tenth of their time.
    pub is_practice: bool,
}

/// By how much waits are shorter where nothing counts.
const PRACTICE_DIVISOR: u32 = 10;

/// When a fact was recorded, on the steady count.
#[derive(Debug, Clone, Copy)]
struct Noted {
    tick_ms: i64,
    /// How old it was when it was read, as the wall clock said.
    by_clock_ms: i64,
}

impl Clock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self { began: now, now, recorded: HashMap::new(), is_practice: false }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    /// Moves on. The seconds by which the wall clock went further than the steady count, where these are more than
    /// [`FORWARD_SLACK_SECONDS`]: it was set forward, or the computer slept.
    pub fn set(&mut self, now: Now) -> Option<i64> {
        let passed_ms = now.tick_ms - self.now.tick_ms;
        let ahead_seconds = ((now.wall - self.now.wall).num_milliseconds() - passed_ms) / 1000;
        self.now = now;
        (ahead_seconds > FORWARD_SLACK_SECONDS).then_some(ahead_seconds)
    }

    /// Takes note of a fact that was recorded just now.
    pub fn note_new(&mut self, fact: &Fact) {
        let noted = Noted { tick_ms: self.now.tick_ms, by_clock_ms: 0 };
        self.recorded.insert((fact.station, fact.seq), noted);
    }

    /// Takes note of a fact that was read: it is as old as the wall clock says at this moment. Of a clock that was set
    /// forward since the beginning only as much is believed as has passed.
    pub fn note_read(&mut self, fact: &Fact) {
        let passed_ms = self.now.tick_ms - self.began.tick_ms;
        let steady = self.began.wall + TimeDelta::milliseconds(passed_ms);
        let age_ms = (self.now.wall.min(steady) - fact.time).num_milliseconds().max(0);
        let noted = Noted { tick_ms: self.now.tick_ms - age_ms, by_clock_ms: age_ms };
        self.recorded.entry((fact.station, fact.seq)).or_insert(noted);
    }

    /// Forgets when facts were recorded on the steady count, of jobs that have ended: nothing is counted from them any more.
    pub fn forget<'a>(&mut self, facts: impl IntoIterator<Item = &'a Fact>) {
        for fact in facts {
            self.recorded.remove(&(fact.station, fact.seq));
        }
    }

    fn noted(&self, fact: &Fact) -> Option<Noted> {
        self.recorded.get(&(fact.station, fact.seq)).copied()
    }
}

impl Ages for Clock {
    fn at_least_ms(&self, fact: &Fact) -> i64 {
        match self.noted(fact) {
            Some(noted) => (self.now.tick_ms - noted.tick_ms).max(0),
            None => (self.now.wall - fact.time).num_milliseconds().max(0),
        }
    }

    fn at_most_ms(&self, fact: &Fact) -> i64 {
        self.at_least_ms(fact).max((self.now.wall - fact.time).num_milliseconds())
    }

    fn by_clock_ms(&self, fact: &Fact) -> i64 {
        self.noted(fact).map_or_else(|| self.at_least_ms(fact), |noted| noted.by_clock_ms)
    }

    fn waits_divided_by(&self) -> u32 {
        if self.is_practice { PRACTICE_DIVISOR } else { 1 }
    }
}

/// What is told when the wall clock went further than the steady count.
#[must_use]
pub fn went_forward(seconds: i64) -> String {
    let went = long_words(seconds);
    format!(
        "this computer's clock went forward by {went}, or it slept: waits end by what was counted; rows bear the new time"
    )
}

/// What is told of a wait that is over, and for which nobody counted along.
#[must_use]
pub fn by_clock(seconds: u32) -> String {
    let not_counted = clock(seconds);
    format!("Over by this computer's clock alone: nobody counted {not_counted} of it. The record will say so.")
}
