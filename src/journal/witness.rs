//! Who is told what journals say while they are verified: one pass over the files serves both.

use chrono::{DateTime, FixedOffset};

use super::fact::{Meaning, meaning_of};
use super::scan::SeenRef;
use super::seal::Seal;
use crate::domain::Station;

/// One row, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u64,
    /// The row's number.
    pub seq: u64,
    /// The time that it bears.
    pub time: DateTime<FixedOffset>,
    /// Its seal.
    pub seal: Seal,
    /// Whether the seal fits the row and the line before it.
    pub is_linked: bool,
    /// What it means.
    pub meaning: Meaning,
}

/// Is told what the rows of one station mean, in their order; on whatever thread reads that station.
pub trait Witness: Send {
    /// The station whose journal it is.
    fn station(&self) -> &Station;

    /// A row that could be read.
    fn see(&mut self, sighting: Sighting<'_>);
}

/// A row is made into what it means only where somebody wants to know.
pub(super) trait Look {
    /// Looks at a row of a file.
    fn look(&mut self, file: &str, seen: &SeenRef<'_>);
}

/// Nobody.
pub(super) struct NoWitness;

impl Look for NoWitness {
    fn look(&mut self, _: &str, _: &SeenRef<'_>) {}
}

/// Somebody.
pub(super) struct Told<W>(pub W);

impl<W: Witness> Look for Told<W> {
    fn look(&mut self, file: &str, seen: &SeenRef<'_>) {
        let meaning = meaning_of(&seen.row, self.0.station());
        let SeenRef { line, row, seal, is_linked } = seen;
        let (line, seal, is_linked) = (*line, *seal, *is_linked);
        self.0.see(Sighting { file, line, seq: row.seq, time: row.time, seal, is_linked, meaning });
    }
}
