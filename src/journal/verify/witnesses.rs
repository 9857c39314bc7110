//! Holds journals against what other stations saw of them: so rows that were cut from the end, and a record that was rewritten
//! as a whole, are found without anything that was kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::report::StationReport;
use super::seal_index::SealIndex;
use crate::journal::format::fault::{Fault, FaultClass, FaultKind};

/// What the first row that says otherwise says, and how many more do.
struct Disagreement {
    /// The station that is not as it was seen: its place, or, where it is missing, its name and the place of the one that saw it.
    of: Result<usize, (String, usize)>,
    seq: u64,
    by: String,
    is_gone: bool,
    more: usize,
}

/// Adds a fault to each station that is not as others saw it. `roots`: the folders of stations' folders that were given whole, so
/// that a station that others saw there and that is not among these is missing, rather than not given.
pub fn hold_against_witnesses(stations: &mut [&mut StationReport], roots: &BTreeSet<PathBuf>) {
    let mut found: BTreeMap<String, Disagreement> = BTreeMap::new();
    for (at, observer) in stations.iter().enumerate() {
        for (row, time, witness) in &observer.witnessed {
            let beside = |station: &&mut StationReport| station.folder.parent() == observer.folder.parent();
            let named = |station: &&mut StationReport| station.station == witness.station.as_str();
            let has_id = |station: &&mut StationReport| station.id == Some(witness.id);
            let seen = stations.iter().position(|it| beside(it) && has_id(it) && named(it));
            let seen = seen.or_else(|| stations.iter().position(|it| beside(it) && has_id(it)));
            let seen = seen.or_else(|| stations.iter().position(|it| beside(it) && named(it)));
            let is_gone = match seen.map(|seen| &stations[seen]) {
                None => Some(true).filter(|_| observer.folder.parent().is_some_and(|root| roots.contains(root))),
                Some(station) => is_gone(station, witness.seq, station.seals.bears(witness.seq, &witness.seal)),
            };
            let Some(is_gone) = is_gone else { continue };
            let of = seen.ok_or_else(|| (witness.station.to_string(), at));
            let by = format!("row {row} of {}, of {}", observer.station, time.format("%Y-%m-%d %H:%M"));
            let key = seen.map_or_else(|| format!("{} {at}", witness.station), |seen| seen.to_string());
            let new = Disagreement { of, seq: witness.seq, by, is_gone, more: 0 };
            match found.get_mut(&key) {
                Some(known) if known.seq <= new.seq => known.more += 1,
                Some(known) => *known = Disagreement { more: known.more + 1, ..new },
                None => drop(found.insert(key, new)),
            }
        }
    }
    // they are of no more use, and large
    stations.iter_mut().for_each(|station| station.seals = SealIndex::default());
    for Disagreement { of, seq, by, is_gone, more } in found.into_values() {
        let kind = FaultKind::NotAsWitnessed { by, seq, is_gone, more };
        match of {
            Ok(at) => {
                let report = &mut *stations[at];
                let station = report.station.clone();
                let has_row = |first: Option<u64>, last: Option<u64>| first <= Some(seq) && Some(seq) <= last;
                let file = report.files.iter_mut().find(|it| !is_gone && has_row(it.first_seq, it.last_seq));
                let name = file.as_ref().map_or_else(String::new, |file| file.name.clone());
                let fault = Fault { station, file: name, line: None, seq: Some(seq).filter(|_| !is_gone), kind };
                file.map_or(&mut report.faults, |file| &mut file.faults).push(fault);
            }
            Err((station, at)) => {
                stations[at].faults.push(Fault { station, file: String::new(), line: None, seq: None, kind })
            }
        }
    }
}

/// Whether the row that was seen is gone, or another; `None` when it is as it was seen, or nothing can be said.
fn is_gone(station: &StationReport, seq: u64, bears: Option<bool>) -> Option<bool> {
    match bears {
        Some(true) => None,
        Some(false) => Some(false),
        None => {
            let has = |class| {
                let files = station.files.iter().flat_map(|file| &file.faults);
                files.chain(&station.faults).any(|fault| fault.class() == class)
            };
            // what is older than the rows that were asked for, or inside damage that is told already, says nothing
            let is_before = station.begins.is_some_and(|(first, _)| seq < first);
            let is_told = station.ends.is_some_and(|(last, ..)| seq <= last) && has(FaultClass::Broken);
            let says_nothing = !station.is_whole || has(FaultClass::Unreadable) || is_before || is_told;
            (!says_nothing).then_some(true)
        }
    }
}
