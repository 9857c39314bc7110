//! The workshop that a command works in.

use std::path::PathBuf;

use super::{Failure, tell};
use crate::catalog::{FileFault, find_here, locate};
use crate::domain::Station;
use crate::runner::{Desk, Place};

/// What was said about it on the command line.
#[derive(Debug)]
pub(super) struct Asked {
    pub folder: Option<PathBuf>,
    pub station: Option<String>,
}

impl Asked {
    /// Its folder.
    pub(super) fn locate(&self) -> Result<Place, Failure> {
        let folder = locate(self.folder.as_deref())?;
        if folder.made.iter().any(|made| made.is_new) {
            tell(&format!("precheck: made a workshop folder at {}", folder.path.display()));
        }
        Ok(Place::of(&folder.path))
    }

    /// Its folder, for a command that only reads: the user's data folder is not made for it.
    pub(super) fn find(&self) -> Result<Place, Failure> {
        Ok(Place::of(&find_here(self.folder.as_deref())?.0))
    }

    /// A desk in it, for a command that records or shows the board.
    pub(super) fn desk(&self) -> Result<Desk, Failure> {
        let place = self.locate()?;
        self.desk_at(place)
    }

    /// A desk at `place`. What is faulty in its files is told on stderr, and what they hold can't be used.
    pub(super) fn desk_at(&self, place: Place) -> Result<Desk, Failure> {
        let named =
            self.station.clone().or_else(|| std::env::var("PRECHECK_STATION").ok()).filter(|name| !name.is_empty());
        let station =
            named.map(|name| Station::new(&name)).transpose().map_err(|bad| Failure::Usage(bad.to_string()))?;
        let (desk, faults) = Desk::open(place, station);
        for fault in faults.iter().filter(|fault| FileFault::is_error(fault)) {
            tell(&fault.render());
        }
        Ok(desk)
    }
}
