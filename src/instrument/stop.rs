//! Ends what may take long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says from another thread that nobody waits for an instrument any more.
#[derive(Debug, Clone, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// Nobody waits any more, or somebody does again.
    pub fn set(&self, is_stopped: bool) {
        self.0.store(is_stopped, Ordering::SeqCst);
    }

    /// Whether nobody waits any more.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
