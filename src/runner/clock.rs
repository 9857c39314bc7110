//! The computer's clock.

use std::time::Instant;

use chrono::Local;

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
        Now { wall: Local::now().fixed_offset(), tick_ms }
    }
}
