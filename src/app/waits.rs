//! What the state waits for: a drive, and the moment at which the screen changes by itself.

use super::{Screen, State};
use crate::domain::lockout::RadioWait;

const MINUTE_MS: i64 = 60_000;

/// A drive that takes as long as this hangs.
const HANGS_MS: i64 = 5_000;

impl State {
    /// Whether a row is on its way to the disk, or what must be known before it is read; until then nothing else is begun.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.writing_since_ms.is_some()
    }

    /// For how many seconds the drive has not answered, once that is longer than one that works takes.
    #[must_use]
    pub fn hangs_seconds(&self) -> Option<u32> {
        let waited_ms = self.store.now().tick_ms - self.writing_since_ms?;
        (waited_ms >= HANGS_MS).then(|| u32::try_from(waited_ms / 1000).unwrap_or(u32::MAX))
    }

    /// Milliseconds until the screen changes by itself; `None` when it doesn't.
    #[must_use]
    pub fn next_change_ms(&self) -> Option<i64> {
        let of_drive = self.writing_since_ms.map(|since_ms| {
            let waited_ms = self.store.now().tick_ms - since_ms;
            if waited_ms < HANGS_MS { HANGS_MS - waited_ms } else { 1000 - waited_ms % 1000 }
        });
        self.screen_changes_ms().into_iter().chain(of_drive).chain(self.watch_changes_ms()).min()
    }

    fn screen_changes_ms(&self) -> Option<i64> {
        match self.screens.top() {
            Screen::Job(job) => job.next_change_ms(&self.store),
            // open jobs show how long they have been open, in minutes. What answers and airbags change shows with the next look at
            // the time: to know it before, every open job would have to be judged at every key
            Screen::Board(_) => {
                let has_open = self.store.jobs.iter().any(|job| job.ending().is_none());
                let of_minute =
                    has_open.then(|| MINUTE_MS - self.store.now().wall.timestamp_millis().rem_euclid(MINUTE_MS));
                let waits = self.store.radio_waits();
                of_minute.into_iter().chain(waits.values().map(RadioWait::next_second_ms)).min()
            }
            Screen::Guard(guard) => self.store.radio_wait(&guard.key).map(|wait| wait.next_second_ms()),
            Screen::NewJob(_)
            | Screen::Preview(_)
            | Screen::Recovery(_)
            | Screen::Guide(_)
            | Screen::Audit(_)
            | Screen::Help(_)
            | Screen::Second(_)
            | Screen::Identify(_) => None,
        }
    }
}
