//! When this station writes down how far the other stations' journals are: with its first row of a day, with each job that ends,
//! and as it ends.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::{Fact, Station, What};
use crate::journal::{Reader, Refusal, Seal, Writer};

/// What was witnessed since the program was started.
#[derive(Debug, Default)]
pub(super) struct Witnessing {
    /// The day of the last row.
    day: Option<NaiveDate>,
    /// The last seal that was seen of each station.
    seen: BTreeMap<Station, Seal>,
    /// True when something was recorded since.
    is_due_at_end: bool,
}

impl Witnessing {
    /// Whether it is due after a row that was just written.
    pub fn is_due_after(&mut self, fact: &Fact) -> bool {
        let day = Some(fact.time.date_naive());
        let is_first = self.day != day;
        self.day = day;
        let is_due = is_first || matches!(fact.what, What::Finished { .. } | What::Stopped { .. });
        self.is_due_at_end = !is_due;
        is_due
    }

    /// Whether it is due as the program ends: something was recorded since the last time.
    pub fn is_due_at_end(&self) -> bool {
        self.is_due_at_end
    }

    /// Writes down what has changed at the other stations.
    pub fn witness(&mut self, reader: &Reader, writer: &mut Writer, now: DateTime<FixedOffset>) -> Result<(), Refusal> {
        self.is_due_at_end = false;
        // a folder that can't be read now will be looked at next time
        let mut seen = reader.witness(writer.station(), now).unwrap_or_default();
        seen.retain(|witness| self.seen.get(&witness.station) != Some(&witness.seal));
        writer.witness(&seen, now)?;
        self.seen.extend(seen.into_iter().map(|witness| (witness.station, witness.seal)));
        Ok(())
    }
}
