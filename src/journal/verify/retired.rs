//! Rows that were taken away on purpose: a `retire` row at any station says up to which row a journal's beginning went, so that a
//! record which begins behind it has lost nothing.

use std::collections::HashMap;

use super::report::StationReport;
use crate::domain::JournalId;
use crate::journal::format::fault::FaultKind;
use crate::journal::format::seal::Seal;
use crate::words::{Said, Sentence};

/// What stations say was taken away, by the journal.
#[derive(Debug, Default)]
pub(super) struct Retired(HashMap<JournalId, Vec<Told>>);

/// What one row says.
#[derive(Debug)]
struct Told {
    /// The last row that was taken away.
    seq: u64,
    seal: Seal,
    /// Who did it, and which row says so.
    by: Sentence,
}

impl Told {
    fn says(&self, message: &'static str) -> Sentence {
        Sentence::says(message, [("row", Said::text(self.seq)), ("by", self.by.clone().into())])
    }
}

impl Retired {
    /// What these stations say.
    pub fn of(stations: &[&mut StationReport]) -> Self {
        let mut retired: HashMap<JournalId, Vec<Told>> = HashMap::new();
        for station in stations {
            for (row, time, it) in &station.retired {
                let by = [
                    ("day", Said::text(time.format("%Y-%m-%d"))),
                    ("who", Said::text(&it.who)),
                    ("row", Said::text(row)),
                    ("station", Said::text(&station.station)),
                ];
                let by = Sentence::says("unchecked-by", by);
                retired.entry(it.id).or_default().push(Told { seq: it.seq, seal: it.seal, by });
            }
        }
        Self(retired)
    }

    /// What is told of a journal's beginning: of several rows those that reach furthest.
    fn latest(&self, journal: JournalId) -> impl Iterator<Item = &Told> {
        let told = self.0.get(&journal).map_or(&[][..], Vec::as_slice);
        let last = told.iter().map(|it| it.seq).max();
        told.iter().filter(move |it| Some(it.seq) == last)
    }

    /// Whether a row of this journal was taken away, or was to be.
    pub fn covers(&self, journal: JournalId, seq: u64) -> bool {
        self.0.get(&journal).is_some_and(|told| told.iter().any(|it| seq <= it.seq))
    }
}

/// Takes back the fault that a record's beginning is missing, where that was meant, and says who took it away.
pub(super) fn take_in_retired(stations: &mut [&mut StationReport], retired: &Retired) {
    for station in stations {
        let Some(id) = station.id else { continue };
        let (Some((first, _)), Some((last, ..))) = (station.begins, station.ends) else { continue };
        let is_its_end = |it: &&Told| it.seq + 1 == first && station.continues == Some(it.seal);
        let note = match retired.latest(id).find(is_its_end) {
            Some(it) => it.says("unchecked-retired"),
            None => match retired.latest(id).find(|it| (first..=last).contains(&it.seq)) {
                Some(it) => it.says("unchecked-retired-half"),
                None => continue,
            },
        };
        for file in &mut station.files {
            file.faults.retain(|fault| !matches!(fault.kind, FaultKind::Beginning { .. }));
        }
        station.unchecked.push(note);
    }
}
