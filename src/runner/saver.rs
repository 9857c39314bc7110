//! Saves what a manager takes away from the audit, on a thread of its own, one thing after the other: workbooks, and one
//! job's evidence. What was begun is brought to its end before the program leaves.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::archive::make_folder;
use super::lane::{Lane, Sink};
use crate::app::Event;
use crate::app::audit::Selection;
use crate::audit::{NoWorkbook, evidence};
use crate::domain::JobKey;
use crate::files::{replace, replace_folder};
use crate::journal::ReadError;

/// Something to save.
#[derive(Debug)]
pub enum Task {
    /// A workbook with what is selected.
    Workbook(Selection),
    /// One job's evidence, as a folder.
    Evidence {
        key: JobKey,
        /// The folder that the stations' folders of its workshop lie in.
        journal: PathBuf,
    },
}

/// The saving thread.
pub(super) struct Saver {
    lane: Lane<PathBuf>,
    sink: Sink,
}

impl Saver {
    /// Starts it. What it saves lies in the folder `audit` of `exports`.
    pub(super) fn start(exports: PathBuf, sink: Sink) -> Self {
        let told = sink.clone();
        let why = "not saved: this is a fault of the program; precheck audit -o does the same";
        let lane = Lane::start(exports, move || told(Event::Warning(why.to_owned())));
        Self { lane, sink }
    }

    /// Saves something as of `now`, which goes into its name.
    pub(super) fn send(&self, task: Task, now: DateTime<FixedOffset>) {
        let sink = self.sink.clone();
        self.lane.run(move |exports| sink(save(exports, &task, now)));
    }
}

/// Saves something in the folder `audit` of `exports`, named by its time, and tells where it is, or why it isn't. There is
/// never half of it, and nothing is written over.
#[must_use]
pub fn save(exports: &Path, task: &Task, now: DateTime<FixedOffset>) -> Event {
    match write(exports, task, now) {
        Ok(name) => Event::Info(format!("saved as exports/audit/{name}")),
        Err(error) => Event::Warning(format!("not saved in exports/audit: {error}")),
    }
}

/// Why something was not saved.
#[derive(Debug, thiserror::Error)]
enum SaveError {
    #[error("{0} is there already")]
    Taken(String),
    #[error(transparent)]
    Workbook(#[from] NoWorkbook),
    #[error(transparent)]
    Journals(#[from] ReadError),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Writes it; returns its name.
fn write(exports: &Path, task: &Task, now: DateTime<FixedOffset>) -> Result<String, SaveError> {
    let folder = exports.join("audit");
    let time = now.format("%Y-%m-%d-%H%M%S");
    match task {
        Task::Workbook(Selection { audit, filter }) => {
            let name = format!("{time}.xlsx");
            let path = free(&folder, &name)?;
            let bytes = audit.workbook(filter)?;
            make_folder(&folder).and_then(|()| replace(&path, &bytes))?;
            Ok(name)
        }
        Task::Evidence { key, journal } => {
            let name = format!("{}-{}-{time}", key.station, key.number.folded());
            let path = free(&folder, &name)?;
            let evidence = evidence::read(journal, key)?;
            make_folder(&folder).and_then(|()| replace_folder(&path, &evidence::files(&evidence)))?;
            Ok(name)
        }
    }
}

/// The path of a name that nothing has yet.
fn free(folder: &Path, name: &str) -> Result<PathBuf, SaveError> {
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() { Err(SaveError::Taken(name.to_owned())) } else { Ok(path) }
}
