//! What rings, once each: a wait that is over, the lead that may come off for two minutes more and then no longer, and a lead
//! that is off for too long.

use std::collections::BTreeMap;

use super::Store;
use crate::domain::{Field, Gate, Item, JobKey, Progress, Status};

/// So long before it is over that the lead may come off it rings, in milliseconds.
pub const CLEAR_ENDS_SOON_MS: i64 = 120_000;

const MINUTE_MS: i64 = 60_000;

/// How the open jobs of this station stood when somebody last looked.
#[derive(Debug, Clone, Default)]
pub struct Bells {
    seen: BTreeMap<JobKey, Seen>,
}

/// What of a job can ring.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Whether the wait that has begun is over.
    is_wait_over: Option<bool>,
    is_clear: bool,
    /// Whether the lead may come off for a little longer only.
    ends_soon: bool,
    /// Whether something was answered too long ago.
    is_stale: bool,
    is_off_too_long: bool,
}

impl Seen {
    fn of(store: &Store, progress: &Progress<'_>) -> Self {
        let gate = progress.gate();
        Self {
            is_wait_over: running_wait_seconds(progress).map(|left| left == 0),
            is_clear: matches!(gate, Gate::Clear { .. } | Gate::Working { comes_off: true, stop: None, .. }),
            ends_soon: clear_ends_in_ms(&gate).is_some_and(|ms| ms <= CLEAR_ENDS_SOON_MS),
            is_stale: progress.items().any(|(page, item)| progress.status(page, item) == Status::Stale),
            is_off_too_long: is_off_too_long(store, &gate),
        }
    }

    /// Whether something is to ring that was not so `before`.
    fn rings_after(&self, before: &Self) -> bool {
        let has_waited = before.is_wait_over == Some(false) && self.is_wait_over == Some(true);
        let begins_to_end = !before.ends_soon && self.ends_soon;
        let has_ended = before.is_clear && !self.is_clear && self.is_stale;
        has_waited || begins_to_end || has_ended || self.is_off_too_long && !before.is_off_too_long
    }
}

impl Bells {
    /// Looks at the open jobs of this station; whether something is to ring that was not so when it last looked. What is
    /// seen for the first time doesn't ring.
    pub fn look(&mut self, store: &Store) -> bool {
        let seen: BTreeMap<JobKey, Seen> =
            store.open_here().map(|progress| (progress.job.key, Seen::of(store, &progress))).collect();
        let before = std::mem::replace(&mut self.seen, seen);
        self.seen.iter().any(|(key, now)| before.get(key).is_some_and(|before| now.rings_after(before)))
    }
}

/// Milliseconds until something of this job is to ring, or a minute more is to be shown for which its lead is off.
#[must_use]
pub(super) fn next_ms(store: &Store, progress: &Progress<'_>) -> Option<i64> {
    let gate = progress.gate();
    let of_clear = clear_ends_in_ms(&gate).map(|ms| if ms > CLEAR_ENDS_SOON_MS { ms - CLEAR_ENDS_SOON_MS } else { ms });
    let of_minute = match gate {
        Gate::LeadOff { since, .. } | Gate::Working { since, .. } => {
            Some(MINUTE_MS - (store.now().wall - since).num_milliseconds().rem_euclid(MINUTE_MS))
        }
        _ => None,
    };
    let of_wait = running_wait_seconds(progress).filter(|left| *left > 0).map(|left| i64::from(left) * 1000);
    of_clear.into_iter().chain(of_minute).chain(of_wait).min()
}

/// Milliseconds for which the lead may still come off.
#[must_use]
pub fn clear_ends_in_ms(gate: &Gate) -> Option<i64> {
    match gate {
        Gate::Clear { ends_in_ms, .. } | Gate::Working { comes_off: true, ends_in_ms, stop: None, .. } => *ends_in_ms,
        _ => None,
    }
}

/// Whether a lead is off for longer than the workshop takes for good.
#[must_use]
pub fn is_off_too_long(store: &Store, gate: &Gate) -> bool {
    let Gate::LeadOff { since, .. } = gate else { return false };
    (store.now().wall - *since).num_minutes() >= i64::from(store.lead_off_minutes)
}

/// The seconds left of the wait that has begun and isn't recorded; zero once it is over.
pub(super) fn running_wait_seconds(progress: &Progress<'_>) -> Option<u32> {
    let is_wait = |item: &Item| matches!(item.field, Some(Field::Wait { .. }));
    let waits = progress.items().filter(|(page, item)| is_wait(item) && !progress.status(page, item).is_settled());
    waits.filter_map(|(_, item)| progress.wait(item)?.left_seconds()).max()
}
