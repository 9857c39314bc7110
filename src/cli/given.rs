//! What an audit reads.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::paths::expanded;
use super::tell::patiently;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::audit::{Audit, AuditRequest, Filter, collect};
use crate::catalog::{self, Catalog, Workshop};
use crate::domain::text::printable;
use crate::journal::Month;
use crate::runner::letterhead::read_letterhead;
use crate::runner::tables::replace_tables;
use crate::words::Words;

/// What takes longer than this is told how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is read, and the workshop that it is judged in.
pub(super) struct Given {
    paths: Vec<PathBuf>,
    own: Option<PathBuf>,
    /// The first month that is read.
    from: Option<Month>,
}

impl Given {
    /// The workshop's journals, or what was named. Journals from elsewhere are judged by the thresholds of the workshop that the
    /// command is given in, so that all are measured alike.
    pub(super) fn of(asked: &Asked, paths: Vec<PathBuf>) -> Result<Self, Failure> {
        if paths.is_empty() {
            let place = asked.find()?;
            let journal = place.journal();
            let is_missing =
                std::fs::symlink_metadata(&journal).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
            let paths = if is_missing { Vec::new() } else { vec![journal] };
            return Ok(Self { paths, own: Some(place.workshop), from: None });
        }
        let paths = expanded(&paths);
        let current = std::env::current_dir()?;
        let variable = std::env::var_os("PRECHECK_WORKSHOP");
        let flag = asked.folder.as_deref();
        let named = catalog::FolderSources { flag, variable: variable.as_deref(), current: &current, data: None };
        let own = match catalog::find(named) {
            Ok((folder, _)) => Some(folder),
            Err(catalog::FolderError::NoDataFolder) => {
                paths.iter().find(|path| path.join("workshop.toml").is_file()).cloned()
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { paths, own, from: None })
    }

    /// The workshop that the command is given in, if there is one.
    pub(super) fn own(&self) -> Option<&std::path::Path> {
        self.own.as_deref()
    }

    /// The same, read from a month on.
    pub(super) fn reading_from(self, from: Option<Month>) -> Self {
        Self { from, ..self }
    }

    /// The words of the workshop that the command is given in.
    pub(super) fn words(&self) -> Words {
        let (letterhead, _) = match &self.own {
            Some(folder) => read_letterhead(folder, &Workshop::load(folder).0),
            None => Default::default(),
        };
        letterhead.words(&letterhead.language)
    }

    /// Rebuilds the workshop's jobs tables with what the audit has found. Where they can't be replaced, that is said once: the audit
    /// needs none.
    pub(super) fn replace_tables(&self, audit: &Audit) {
        let Some(own) = &self.own else { return };
        let told = replace_tables(&own.join("exports"), audit);
        told.first().into_iter().for_each(|problem| tell(&format!("precheck: {problem}")));
    }

    /// Refuses words that no job fits: a list that is empty because of a slip looks like a good one.
    pub(super) fn check_words(&self, filter: &Filter, audit: &Audit) -> Result<(), Failure> {
        if filter.is_empty() {
            return Ok(());
        }
        let (catalog, _) = Catalog::load(self.own.as_deref());
        let kinds = catalog.checklists().iter().map(|it| it.content.id.as_str());
        let idle = filter.idle_words(&audit.jobs, audit.record(), kinds);
        if idle.is_empty() || audit.jobs.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = idle.iter().map(|word| printable(&word.to_string())).collect();
        Err(Failure::Usage(lines.join("\n")))
    }

    /// Reads it, and tells on a terminal how far it is when it takes its time.
    pub(super) fn read(&self, now: DateTime<FixedOffset>) -> Audit {
        let (thresholds, people) = self.own.as_ref().map_or_else(Default::default, |folder| {
            let (workshop, faults) = Workshop::load(folder);
            faults.iter().filter(|fault| fault.is_error()).for_each(|fault| tell(&fault.render()));
            (workshop.audit, workshop.people())
        });
        let request = AuditRequest {
            paths: &self.paths,
            own: self.own.as_deref(),
            thresholds,
            people,
            from: self.from,
            now,
            threads: None,
        };
        let rows = Arc::new(AtomicU64::new(0));
        let _telling = Telling::start(rows.clone());
        patiently(|| collect(&request, None, &rows))
    }
}

/// Tells how many rows were read, until it is dropped.
struct Telling {
    is_done: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Telling {
    fn start(rows: Arc<AtomicU64>) -> Self {
        let is_done = Arc::new(AtomicBool::new(false));
        let is_over = is_done.clone();
        let thread = std::io::stderr().is_terminal().then(|| {
            std::thread::spawn(move || {
                let mut is_told = false;
                while !is_over.load(Ordering::SeqCst) {
                    std::thread::park_timeout(PATIENCE);
                    if !is_over.load(Ordering::SeqCst) {
                        is_told = true;
                        let _ = write!(std::io::stderr(), "reading: {} rows \r", rows.load(Ordering::Relaxed));
                    }
                }
                if is_told {
                    let _ = write!(std::io::stderr(), "{:40}\r", "");
                }
            })
        });
        Self { is_done, thread }
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.is_done.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}
