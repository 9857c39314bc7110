//! What is seen of a watch at this moment, for the screen. What is recorded of it the runner records.

use std::collections::VecDeque;

use super::effect::WatchPlan;
use super::event::NotRead;
use crate::domain::gate::Stop;
use crate::domain::{DIP_SAMPLES, Reading, Volts};

/// So many samples are shown as a curve: a sample a second.
pub const CURVE_SAMPLES: usize = 300;
/// A sample that is older no longer stands for the present.
const FRESH_MS: i64 = 3_000;

/// What is seen at this moment.
#[derive(Debug, Clone)]
pub struct LiveWatch {
    /// What is watched.
    pub plan: WatchPlan,
    /// The samples of the last minutes, the newest last; none where there was no reading.
    pub curve: VecDeque<Option<Volts>>,
    /// Whether another window watches, so that nothing is seen here.
    pub is_elsewhere: bool,
    last: Option<Reading>,
    began_ms: i64,
    trouble: Option<String>,
    /// How many samples were below the floor, one after the other.
    below: u32,
}

impl LiveWatch {
    pub(super) fn new(plan: WatchPlan, began_ms: i64) -> Self {
        let curve = VecDeque::new();
        Self { plan, curve, is_elsewhere: false, last: None, began_ms, trouble: None, below: 0 }
    }

    /// Takes in what was read; whether it is to ring.
    pub(super) fn take(&mut self, read: Result<Reading, NotRead>) -> bool {
        let volts = read.as_ref().ok().map(|reading| reading.volts);
        self.note(volts);
        match read {
            Ok(reading) => {
                (self.last, self.trouble) = (Some(reading), None);
                self.below = if reading.volts.hundredths() < self.plan.floor { self.below + 1 } else { 0 };
                self.below == DIP_SAMPLES
            }
            Err(why) => self.trouble.replace(why.to_string()).is_none(),
        }
    }

    pub(super) fn note(&mut self, volts: Option<Volts>) {
        self.curve.push_back(volts);
        while self.curve.len() > CURVE_SAMPLES {
            self.curve.pop_front();
        }
    }

    /// The volts at a moment of the steady count, while they stand for the present.
    #[must_use]
    pub fn volts(&self, tick_ms: i64) -> Option<Volts> {
        let reading = self.last.filter(|_| self.trouble.is_none())?;
        (tick_ms - reading.tick_ms <= FRESH_MS).then_some(reading.volts)
    }

    /// Whether the supply has fallen below the floor, as far as was read last.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.below >= DIP_SAMPLES
    }

    /// For how many seconds nothing was read.
    #[must_use]
    pub fn silent_seconds(&self, tick_ms: i64) -> u32 {
        let silent_ms = tick_ms - self.last.map_or(self.began_ms, |reading| reading.tick_ms);
        u32::try_from(silent_ms / 1000).unwrap_or(0)
    }

    /// Whether it has only begun, so that nothing is missed yet.
    #[must_use]
    pub fn is_new(&self, tick_ms: i64) -> bool {
        self.last.is_none() && self.trouble.is_none() && tick_ms - self.began_ms <= FRESH_MS
    }

    /// Why nothing is read; empty where nothing has come yet.
    #[must_use]
    pub fn trouble(&self) -> &str {
        self.trouble.as_deref().unwrap_or_default()
    }

    /// What stops the work while the supply is low.
    pub(super) fn stop(&self) -> Option<Stop> {
        let volts = self.last.filter(|_| self.is_low())?.volts;
        let (at, floor) = (self.plan.at.words(), self.plan.floor);
        let text = format!(
            "{volts} at the {at}, below the list's {floor}: put the backup supply right NOW; memory may be lost"
        );
        Some(Stop::Says { text })
    }

    /// Milliseconds until what is said of it changes by itself.
    pub(super) fn next_change_ms(&self, tick_ms: i64) -> i64 {
        let age_ms = tick_ms - self.last.map_or(self.began_ms, |reading| reading.tick_ms);
        if age_ms <= FRESH_MS { FRESH_MS + 1 - age_ms } else { 1000 - age_ms.rem_euclid(1000) }
    }
}
