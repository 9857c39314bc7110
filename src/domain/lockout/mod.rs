//! The lock-out guard: which codes were entered into a radio, and when the next one may be.
//!
//! [`LockoutSchedule`] is what the radio book says of the waits, [`Ledger`] is what the journals say of the attempts, and [`LockoutGuard`]
//! lays the two beside each other at one moment. Nothing here knows a code: an attempt has an outcome and no digits.
//!
//! Where something is not known, the reading is the cautious one. A wait is counted from the youngest attempt that nothing
//! has made good since; attempts whose number nobody knows cost the longest wait. Time is that of
//! [`crate::domain::ages::Ages::at_least_ms`]: no clock that is set back, and none that is set forward while the program
//! runs, shortens a wait. Attempts of a job that was entered by mistake count as well: the radio has counted them.
//!
//! That a code is about to be entered is a row of its own, written before anybody touches the radio: an `answer` to the item
//! [`ATTEMPT`]. Until what came of it is recorded the entry stands open, whoever leaves the program meanwhile. An outcome
//! that was recorded wrongly is corrected under the same item.

mod attempt;
mod guard;
mod ledger;
mod radio_now;
mod schedule;

pub use attempt::{Attempt, AttemptStage, ReadAgain, attempts, correction, is_seen, told};
pub use guard::{GuardState, LockoutGuard, RadioWait};
pub use ledger::{Ledger, LedgerEntry, Tie};
pub use radio_now::{last_attempt, radio_now};
pub use schedule::{LockoutSchedule, WaitStep};

use super::{Id, What};

/// The item under which it is recorded that a code is entered, that it was not entered after all, or that something else
/// came of it.
pub const ATTEMPT: &str = "attempt";

/// The item of an override of the wait.
pub const ATTEMPT_WAIT: &str = "attempt-wait";

/// The item of an override of the workshop's limit.
pub const ATTEMPT_LIMIT: &str = "attempt-limit";

/// Whether an item's name belongs to the guard, and to no checklist.
#[must_use]
pub fn is_guards(item: &Id) -> bool {
    matches!(item.as_str(), ATTEMPT | ATTEMPT_WAIT | ATTEMPT_LIMIT)
}

/// Whether a fact may be recorded at another station than the job's own: an attempt, and an override before one.
#[must_use]
pub fn is_at_the_radio(what: &What) -> bool {
    match what {
        What::Attempted { .. } => true,
        What::Answered { item, .. } | What::Corrected { item, .. } => item.is(ATTEMPT),
        What::Overrode { item, .. } => matches!(item.as_str(), ATTEMPT_WAIT | ATTEMPT_LIMIT),
        _ => false,
    }
}
