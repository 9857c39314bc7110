//! Time as the screens see it: the wall clock for rows, and a steady count for waits.
//!
//! A clock may be set back or forward while the program runs. Waits are therefore counted in ticks, which only ever go on;
//! across a restart the wall clock is believed. What goes stale is judged by whichever of the two says more, because a
//! laptop that slept has a steady count that stood still.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use crate::domain::progress::Ages;
use crate::domain::{Fact, Station};

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
    now: Now,
    recorded: HashMap<(Station, u64), i64>,
}

impl Clock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self { now, recorded: HashMap::new() }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    /// Moves on.
    pub fn set(&mut self, now: Now) {
        self.now = now;
    }

    /// Takes note of a fact that was recorded just now.
    pub fn note_new(&mut self, fact: &Fact) {
        self.recorded.insert((fact.station.clone(), fact.seq), self.now.tick_ms);
    }

    /// Takes note of a fact that was read: it is as old as the wall clock says at this moment.
    pub fn note_read(&mut self, fact: &Fact) {
        let age_ms = (self.now.wall - fact.time).num_milliseconds().max(0);
        let tick_ms = self.now.tick_ms;
        self.recorded.entry((fact.station.clone(), fact.seq)).or_insert(tick_ms - age_ms);
    }
}

impl Ages for Clock {
    fn at_least_ms(&self, fact: &Fact) -> i64 {
        match self.recorded.get(&(fact.station.clone(), fact.seq)) {
            Some(tick_ms) => (self.now.tick_ms - tick_ms).max(0),
            None => (self.now.wall - fact.time).num_milliseconds().max(0),
        }
    }

    fn at_most_ms(&self, fact: &Fact) -> i64 {
        self.at_least_ms(fact).max((self.now.wall - fact.time).num_milliseconds())
    }
}
