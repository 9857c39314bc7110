//! Which station holds a job, and so the order of its rows.
//!
//! The station that holds a job answers its items. The rows of several stations bear numbers and times that can't be compared; which came
//! first is told by the turns of the stations, and within a turn by the numbers.

use super::{Fact, Station, TakenFrom, What};

/// A stretch of a job's rows at the station that held it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// The station.
    pub station: Station,
    /// The first row.
    pub first: u64,
    /// The last row that counts: the one that the next station goes on behind; `None` while it holds the job.
    last: Option<u64>,
}

impl Turn {
    /// The turn of the station that begins a job.
    pub fn begun_by(start: &Fact) -> Self {
        Self { station: start.station, first: start.seq, last: None }
    }

    pub fn has(&self, station: Station, seq: u64) -> bool {
        station == self.station && seq >= self.first && self.last.is_none_or(|last| seq <= last)
    }

    /// The turns of the stations that held a job, from the first one on, by all that is known of it. Of several that went on behind one
    /// station's rows the one counts that went on first: it alone could not know of the others.
    pub fn all(first: Self, facts: &[Fact]) -> Vec<Self> {
        let mut turns = vec![first];
        let mut taken: Vec<(&Fact, &TakenFrom)> =
            facts.iter().filter_map(|fact| Some((fact, fact.taken_from()?))).collect();
        taken.sort_by_key(|(fact, from)| (from.last.seq, fact.time, fact.station, fact.seq));
        while let Some(holder) = turns.last().copied() {
            let goes_on = |(fact, from): &&(&Fact, &TakenFrom)| {
                let is_new = turns
                    .iter()
                    .all(|turn| !(fact.station == turn.station && fact.seq <= turn.first.max(turn.last.unwrap_or(0))));
                is_new && from.last.station == holder.station && from.last.seq >= holder.first
            };
            let Some((fact, from)) = taken.iter().find(goes_on) else { break };
            if let Some(holder) = turns.last_mut() {
                holder.last = Some(from.last.seq);
            }
            turns.push(Self { station: fact.station, first: fact.seq, last: None });
        }
        turns
    }
}

impl Fact {
    /// Behind which row its station goes on with the job, where it says so.
    pub(super) fn taken_from(&self) -> Option<&TakenFrom> {
        match &self.what {
            What::TakenOver { from } => Some(from),
            _ => None,
        }
    }
}
