//! The computer's clock.

use std::time::{Instant, SystemTime};

use chrono::{DateTime, FixedOffset, Local};

use crate::app::Now;

/// Reads the time: the wall clock for rows, a steady count for waits.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    began: Instant,
}

impl SystemClock {
    #[must_use]
    pub fn start() -> Self {
        Self { began: Instant::now() }
    }

    #[must_use]
    pub fn now(&self) -> Now {
        let tick_ms = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        Now { wall: wall(SystemTime::now()), tick_ms }
    }
}

/// What the wall clock shows, also of a clock that stands before 1970, where chrono's own way of asking for the time panics.
fn wall(time: SystemTime) -> DateTime<FixedOffset> {
    DateTime::<Local>::from(time).fixed_offset()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_was_never_set_shows_a_time() {
        let never = SystemTime::UNIX_EPOCH - Duration::from_secs(3 * 86400);
        assert_eq!(wall(never).timestamp(), -3 * 86400);
    }
}
