//! Waiting for a drive or a printer that may not answer.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// One that takes longer than this hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does `work`, and calls `tell` once when it takes longer than what works takes.
pub fn with_patience<T>(tell: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    std::thread::scope(|threads| {
        let (done, is_done) = mpsc::channel::<()>();
        threads.spawn(move || {
            if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                tell();
            }
        });
        let worked = work();
        drop(done);
        worked
    })
}
