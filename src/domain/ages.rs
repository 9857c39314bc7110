//! How long ago facts were recorded, as two clocks see it.

use chrono::{DateTime, FixedOffset};

use super::Fact;

/// How long ago a fact was recorded. Two measures, because a clock can be wrong in two directions.
pub trait Ages {
    /// Milliseconds that have passed at the least: what a wait is counted by. Never negative.
    fn at_least_ms(&self, fact: &Fact) -> i64;
    /// Milliseconds that have passed at the most: what goes stale is judged by. Never negative.
    fn at_most_ms(&self, fact: &Fact) -> i64;
    /// Milliseconds among those at the least for which the computer's clock alone is believed, because nobody counted along.
    fn by_clock_ms(&self, fact: &Fact) -> i64 {
        self.at_least_ms(fact)
    }
    /// By how much waits are shorter than they are: only where nothing counts.
    fn waits_divided_by(&self) -> u32 {
        1
    }
}

/// Ages by the wall clock alone.
#[derive(Debug, Clone, Copy)]
pub struct WallClock(pub DateTime<FixedOffset>);

impl Ages for WallClock {
    fn at_least_ms(&self, fact: &Fact) -> i64 {
        (self.0 - fact.time).num_milliseconds().max(0)
    }
    fn at_most_ms(&self, fact: &Fact) -> i64 {
        self.at_least_ms(fact)
    }
}

/// A clock is set by so much every day.
const CLOCK_SLACK_MS: i64 = 2_000;

/// Seconds of a wait that is over which nobody counted, of `whole_seconds` since a fact and `before_ms` before it; none while it runs.
pub(in crate::domain) fn ended_by_clock(ages: &dyn Ages, since: &Fact, before_ms: i64, whole_seconds: u32) -> u32 {
    let (whole_ms, passed_ms) = (i64::from(whole_seconds) * 1000, ages.at_least_ms(since) + before_ms);
    let counted_ms = passed_ms - before_ms - ages.by_clock_ms(since);
    let believed_ms = Some(whole_ms - counted_ms).filter(|ms| passed_ms >= whole_ms && *ms > CLOCK_SLACK_MS);
    believed_ms.map_or(0, |ms| u32::try_from(ms.min(whole_ms) / 1000).unwrap_or(u32::MAX))
}
