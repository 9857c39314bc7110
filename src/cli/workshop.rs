//! The workshop that a command works in.

use std::path::PathBuf;

use super::tell::tell_hanging;
use super::{Failure, tell};
use crate::catalog::{Workshop, find_here, locate};
use crate::domain::Station;
use crate::runner::letterhead::read_letterhead;
use crate::runner::{Folders, Located, Newest, Recorder, RecorderError, with_patience};
use crate::words::Words;

/// What was said about it on the command line.
#[derive(Debug)]
pub(super) struct Asked {
    pub folder: Option<PathBuf>,
    pub station: Option<String>,
}

impl Asked {
    /// Its folder.
    pub(super) fn locate(&self) -> Result<Folders, Failure> {
        let folder = with_patience(tell_hanging, || locate(self.folder.as_deref()))?;
        if folder.made.iter().any(|made| made.is_new) {
            tell(&format!("precheck: made a workshop folder at {}", folder.path.display()));
        }
        Ok(Folders::of(&folder.path))
    }

    /// Its folder, for a command that only reads: the user's data folder is not made for it.
    pub(super) fn find(&self) -> Result<Folders, Failure> {
        Ok(Folders::of(&with_patience(tell_hanging, || find_here(self.folder.as_deref()))?.0))
    }

    /// The words of the workshop's language; English where there is no workshop.
    pub(super) fn words(&self) -> Words {
        let Ok(folders) = self.find() else { return Words::default() };
        let (letterhead, _) = read_letterhead(&folders.workshop, &Workshop::load(&folders.workshop).0);
        letterhead.words(&letterhead.language)
    }

    /// A recorder in it, for a command that records or shows the board.
    pub(super) fn recorder(&self) -> Result<Recorder, Failure> {
        let place = self.locate()?;
        self.recorder_at(place)
    }

    /// A recorder at `place`. What is faulty in its files is told on stderr, and what they hold can't be used.
    pub(super) fn recorder_at(&self, folders: Folders) -> Result<Recorder, Failure> {
        self.opened(folders, |_| ()).map(|(recorder, ())| recorder)
    }

    /// A recorder in it for the screen, beside the newest rows, which are read while its checklists are.
    pub(super) fn screen(&self) -> Result<(Recorder, Newest), Failure> {
        self.screen_at(self.locate()?)
    }

    /// As [`Self::screen`], at a place.
    pub(super) fn screen_at(&self, folders: Folders) -> Result<(Recorder, Newest), Failure> {
        self.opened(folders, |place| Newest::begin(&place.folders, place.station()))
    }

    fn opened<T>(&self, folders: Folders, begin: impl FnOnce(&Located) -> T) -> Result<(Recorder, T), Failure> {
        let named =
            self.station.clone().or_else(|| std::env::var("PRECHECK_STATION").ok()).filter(|name| !name.is_empty());
        let station =
            named.map(|name| Station::new(&name)).transpose().map_err(|bad| Failure::Usage(bad.to_string()))?;
        let opened = with_patience(tell_hanging, || {
            let place = Located::of(folders, station);
            let begun = begin(&place);
            (Recorder::open_at(place), begun)
        });
        opened.0.faults.iter().filter(|fault| fault.is_error()).for_each(|fault| tell(&fault.render()));
        Ok(opened)
    }

    /// A recorder for a command that records at once: it is known at which station.
    pub(super) fn named_recorder(&self) -> Result<Recorder, Failure> {
        let recorder = self.recorder()?;
        recorder.check_named().map_err(RecorderError::Refused)?;
        Ok(recorder)
    }
}
