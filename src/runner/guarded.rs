//! What the threads beside the screen do, guarded: a fault of the program's own is told on the screen, and costs only what was
//! being done.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `act` gives, or what `told` makes of its failure.
pub(super) fn guarded<T>(act: impl FnOnce() -> T, told: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| told())
}
