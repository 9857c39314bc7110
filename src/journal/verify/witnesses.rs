//! Holds journals against what other stations saw of them: so rows that were cut from the end, and a record that was rewritten
//! as a whole, are found without anything that was kept elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::report::{FileReport, StationReport};
use super::retired::{Retired, take_in_retired};
use crate::journal::format::fault::{Fault, FaultClass, FaultKind, Missed};
use crate::journal::format::file_event::Witness;
use crate::words::{Said, Sentence};

/// What the first row that says otherwise says, and how many more do.
struct Disagreement {
    /// The station that is not as it was seen: its place, or, where its journal is missing, its name and the place of the one that saw it.
    of: Result<usize, (String, usize)>,
    seq: u64,
    by: Sentence,
    missed: Missed,
    more: usize,
}

/// Adds a fault to each station that is not as others saw it. A journal is known by its id, never by its station's name: a new one
/// in the same folder is not the one that was seen, and no row of it is held against that. `roots`: the folders of stations' folders
/// that were given whole, so that a journal that others saw there and that is not among these is missing, rather than not given.
pub fn hold_against_witnesses(stations: &mut [&mut StationReport], roots: &BTreeSet<PathBuf>) {
    let retired = Retired::of(stations);
    let mut found: BTreeMap<String, Disagreement> = BTreeMap::new();
    for (at, observer) in stations.iter().enumerate() {
        for (row, time, witness) in &observer.witnessed {
            let Some((seen, missed)) = missed(stations, observer, witness, roots, &retired) else { continue };
            let of = seen.ok_or_else(|| (witness.station.to_string(), at));
            let by = [
                ("row", Said::text(row)),
                ("station", Said::text(&observer.station)),
                ("time", Said::text(time.format("%Y-%m-%d %H:%M"))),
            ];
            let by = Sentence::says("fault-witness", by);
            let key = seen.map_or_else(|| format!("{} {at}", witness.id), |seen| seen.to_string());
            let new = Disagreement { of, seq: witness.seq, by, missed, more: 0 };
            match found.get_mut(&key) {
                Some(known) if known.seq <= new.seq => known.more += 1,
                Some(known) => *known = Disagreement { more: known.more + 1, ..new },
                None => drop(found.insert(key, new)),
            }
        }
    }
    take_in_retired(stations, &retired);
    // they are of no more use, and large
    stations.iter_mut().for_each(|station| station.seals = Arc::default());
    for Disagreement { of, seq, by, missed, more } in found.into_values() {
        let is_other = missed == Missed::Other;
        let kind = FaultKind::NotAsWitnessed { by, seq, missed, more };
        match of {
            Ok(at) => {
                let report = &mut *stations[at];
                let station = report.station.clone();
                let has_row = |first: Option<u64>, last: Option<u64>| first <= Some(seq) && Some(seq) <= last;
                let file = report.files.iter_mut().find(|it| is_other && has_row(it.first_seq, it.last_seq));
                let name = file.as_ref().map_or_else(String::new, |file| file.name.clone());
                let fault = Fault { station, file: name, line: None, seq: Some(seq).filter(|_| is_other), kind };
                file.map_or(&mut report.faults, |file| &mut file.faults).push(fault);
            }
            Err((station, at)) => {
                stations[at].faults.push(Fault { station, file: String::new(), line: None, seq: None, kind })
            }
        }
    }
}

/// What is missed of what a station saw, and at which station; `None` when it is as it was seen, or nothing can be said.
fn missed(
    stations: &[&mut StationReport],
    observer: &StationReport,
    witness: &Witness,
    roots: &BTreeSet<PathBuf>,
    retired: &Retired,
) -> Option<(Option<usize>, Missed)> {
    let (name, seq) = (witness.station.as_str(), witness.seq);
    let beside = |station: &StationReport| station.folder.parent() == observer.folder.parent();
    let has_id = |at: &usize| beside(stations[*at]) && stations[*at].seals.has(witness.id);
    let mut with_id: Vec<usize> = (0..stations.len()).filter(has_id).collect();
    with_id.sort_by_key(|at| stations[*at].station != name);
    let Some(of) = with_id.first().copied() else {
        if retired.covers(witness.id, seq) {
            return None;
        }
        // a file that can't be read, or that was left out, may be of that journal
        let mut besides = stations.iter().filter(|station| beside(station));
        let is_given = observer.folder.parent().is_some_and(|root| roots.contains(root));
        let is_missing = is_given && besides.all(|station| is_all_known(station));
        let is_replaced = stations.iter().any(|it| beside(it) && it.station == name && it.id.is_some());
        return is_missing.then_some((None, if is_replaced { Missed::Replaced } else { Missed::Journal }));
    };
    // where the journal is there twice, one of the two is enough
    let bears = with_id.iter().filter_map(|at| stations[*at].seals.bears(witness.id, seq, &witness.seal)).max();
    let missed = match bears {
        Some(true) => return None,
        Some(false) => Missed::Other,
        None => is_gone(stations[of], seq).then_some(Missed::Gone)?,
    };
    Some((Some(of), missed))
}

fn has(station: &StationReport, class: FaultClass) -> bool {
    let files = station.files.iter().flat_map(|file| &file.faults);
    files.chain(&station.faults).any(|fault| fault.class() == class)
}

/// Whether every journal that a station's folder has is known by its id.
fn is_all_known(station: &StationReport) -> bool {
    let is_unopened = |fault: &Fault| matches!(fault.kind, FaultKind::NoOpening { .. } | FaultKind::Header);
    let is_known = |file: &FileReport| file.rows > 0 && !file.faults.iter().any(is_unopened);
    station.is_whole && !has(station, FaultClass::Unreadable) && station.files.iter().all(is_known)
}

/// Whether a row that was seen is gone. What is older than the rows that were asked for, or inside damage that is told already, says
/// nothing.
fn is_gone(station: &StationReport, seq: u64) -> bool {
    let is_before = station.begins.is_some_and(|(first, _)| seq < first);
    let is_told = station.ends.is_some_and(|(last, ..)| seq <= last) && has(station, FaultClass::Broken);
    station.is_whole && !has(station, FaultClass::Unreadable) && !is_before && !is_told
}
