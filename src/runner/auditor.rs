//! Reads for the audit, on threads of its own: neither a key nor a row ever waits for it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::lane::{Sink, catch_panic};
use super::readers::Readers;
use crate::app::Event;
use crate::app::event::NotRead;
use crate::audit::AuditMemory;
use crate::domain::JobKey;
use crate::journal::Month;
use crate::words::PlainWords;

/// How often it tells how far it is.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// Reads for the audit in the background.
pub(super) struct Auditor {
    readers: Readers,
    sink: Sink,
    /// What is read; none: the workshop's own journals.
    pub(super) paths: Vec<PathBuf>,
    /// The first month that is read.
    pub(super) from: Option<Month>,
    is_reading: Arc<AtomicBool>,
    /// What was read before: nothing of it is read again that is as it was.
    memory: Arc<Mutex<AuditMemory>>,
}

impl Auditor {
    pub(super) fn new(readers: Readers, sink: Sink) -> Self {
        let (is_reading, memory) = (Arc::default(), Arc::default());
        Self { readers, sink, paths: Vec::new(), from: None, is_reading, memory }
    }

    /// Reads everything, one audit at a time: whoever asks meanwhile gets what is being read.
    pub(super) fn audit(&self, now: DateTime<FixedOffset>) {
        if self.is_reading.swap(true, Ordering::SeqCst) {
            return;
        }
        let (readers, sink, is_reading) = (self.readers.clone(), self.sink.clone(), self.is_reading.clone());
        let (paths, from, memory) = (self.paths.clone(), self.from, self.memory.clone());
        std::thread::spawn(move || {
            let rows = AtomicU64::new(0);
            let is_done = AtomicBool::new(false);
            let read = std::thread::scope(|scope| {
                let teller = scope.spawn(|| {
                    while !is_done.load(Ordering::SeqCst) {
                        sink(Event::AuditProgress(rows.load(Ordering::Relaxed)));
                        std::thread::park_timeout(TELL_EVERY);
                    }
                });
                let why = "the audit failed: this is a fault of the program; precheck verify still checks the proof";
                let read = || {
                    // it is taken out meanwhile, so that a reading that failed leaves nothing half kept
                    let lock = || memory.lock().unwrap_or_else(PoisonError::into_inner);
                    let mut known = std::mem::take(&mut *lock());
                    let audit = readers.audit(&paths, from, now, Some(&mut known), &rows);
                    *lock() = known;
                    Ok(Arc::new(audit))
                };
                let read = catch_panic(read, || Err(NotRead::new(why)));
                is_done.store(true, Ordering::SeqCst);
                teller.thread().unpark();
                read
            });
            is_reading.store(false, Ordering::SeqCst);
            sink(Event::Audited(read));
        });
    }

    /// Reads all that is recorded about one job.
    pub(super) fn prove(&self, key: JobKey, journal: PathBuf, words: Arc<PlainWords>) {
        let (readers, sink) = (self.readers.clone(), self.sink.clone());
        std::thread::spawn(move || {
            let why = "not read: this is a fault of the program; precheck verify still checks the proof";
            let prove = || readers.prove(&key, &journal, &words).map_err(NotRead::new);
            let read = catch_panic(prove, || Err(NotRead::new(why)));
            sink(Event::Proved(key, read));
        });
    }
}
