//! Follows the journal of a station that others write to: reads what was added, and nothing twice.

use super::disk::Disk;
use super::refusal::Refusal;
use super::station_log::StationLog;
use crate::domain::{Fact, Station};

/// Follows the journal of a station. It needs no lock and writes nothing.
pub struct Follower {
    disk: Box<dyn Disk>,
    log: StationLog,
}

impl Follower {
    /// Follows `station` on `disk` from behind the last fact that was read.
    pub fn new(disk: impl Disk + 'static, station: Station, last_seq: Option<u64>) -> Self {
        let mut log = StationLog::new(station);
        log.caught_up(last_seq);
        Self { disk: Box::new(disk), log }
    }

    /// The facts that were added since the last look.
    ///
    /// # Errors
    /// When the journal can't be read.
    pub fn look(&mut self) -> Result<Vec<Fact>, Refusal> {
        self.log.peek(&mut *self.disk).map_err(Refusal::of_reading)?;
        Ok(self.log.take_news())
    }
}
