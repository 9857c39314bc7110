//! Puts the checks of stations together: what reaches over stations, and what was asked for and found in none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::Options;
use super::report::{BundleReport, ReceiptFound, Report, StationReport};
use super::retired::Retired;
use super::station_check::Checked;
use super::witnesses::hold_against_witnesses;
use crate::domain::JournalId;
use crate::journal::format::fault::{Fault, FaultKind};
use crate::words::{Said, Sentence};

/// Takes one station after the other.
pub(super) struct Checker<'a> {
    options: &'a Options,
    report: Report,
    /// The folders of stations' folders that were given whole: a station that has none there is missing, rather than not asked for.
    pub(super) roots: BTreeSet<PathBuf>,
    /// The stations that journals' ids were seen in first.
    ids: BTreeMap<JournalId, String>,
}

impl<'a> Checker<'a> {
    pub fn new(options: &'a Options) -> Self {
        Self { options, report: Report::default(), roots: BTreeSet::new(), ids: BTreeMap::new() }
    }

    /// Notes what could not be read.
    pub fn unreadable(&mut self, faults: Vec<Fault>) {
        self.report.faults.extend(faults);
    }

    /// Adds a bundle, with the receipts that were found in it.
    pub fn bundle(&mut self, bundle: BundleReport, receipts: Vec<ReceiptFound>) {
        self.report.bundles.push(bundle);
        self.report.receipts.extend(receipts);
    }

    /// Adds a station.
    pub fn station(&mut self, checked: Checked) {
        let Checked { mut report, receipts, ids } = checked;
        let name = report.station.clone();
        let first = ids.first().and_then(|(at, id)| Some((*at, self.ids.get(id).filter(|other| **other != name)?)));
        if let Some((file, other)) = first.and_then(|(at, other)| Some((report.files.get_mut(at)?, other))) {
            let kind = FaultKind::SameId { other: other.clone() };
            let fault =
                Fault { station: name.clone(), file: file.name.clone(), line: Some(2), seq: file.first_seq, kind };
            // where the file begins, before what is said of its place
            let is_before = |known: &Fault| {
                known.line < fault.line
                    || known.line == fault.line
                        && !matches!(known.kind, FaultKind::OtherStation { .. } | FaultKind::Name { .. })
            };
            let place = file.faults.iter().position(|known| !is_before(known)).unwrap_or(file.faults.len());
            file.faults.insert(place, fault);
        }
        for (_, id) in ids {
            self.ids.entry(id).or_insert_with(|| name.clone());
        }
        self.report.receipts.extend(receipts);
        self.report.stations.push(report);
    }

    /// Ends the check, and says so where files were expected and none was read.
    pub fn end_of_given(self) -> Report {
        let from = self.options.from;
        let mut report = self.end();
        let is_read = !report.bundles.is_empty() || report.stations.iter().any(|station| !station.files.is_empty());
        let is_given = !report.stations.is_empty() || !report.faults.is_empty();
        if !is_read && is_given && report.class().is_none() {
            let from = from.filter(|_| report.stations.iter().any(|station| !station.unchecked.is_empty()));
            let (station, file, kind) = (String::new(), String::new(), FaultKind::NothingChecked { from });
            report.faults.push(Fault { station, file, line: None, seq: None, kind });
        }
        report
    }

    /// Ends the check.
    pub fn end(mut self) -> Report {
        let mut stations: Vec<&mut StationReport> = self.report.stations.iter_mut().collect();
        hold_against_witnesses(&mut stations, &self.roots);
        self.end_of_one()
    }

    /// Ends the check of stations that whoever asked for it holds against each other later.
    pub fn end_of_one(mut self) -> Report {
        let stations: Vec<&mut StationReport> = self.report.stations.iter_mut().collect();
        let retired = Retired::of(&stations);
        let Report { stations, receipts, .. } = &mut self.report;
        for found in receipts {
            let flawed = stations.iter().flat_map(|station| &station.flawed);
            // a job that was taken over bears the name of the station that began it
            let (station, number) = found.job.split_once('/').unwrap_or((&found.station, &found.job));
            let its = flawed.filter(|job| job.station == station && job.has_number(number));
            found.flaws.extend(its.flat_map(|job| job.flaws.iter().cloned()));
        }
        for receipt in &self.options.receipts {
            if !self.report.receipts.iter().any(|found| found.receipt == *receipt) {
                let kind = FaultKind::NoSuchReceipt { receipt: receipt.to_string() };
                self.report.faults.push(Fault {
                    station: String::new(),
                    file: String::new(),
                    line: None,
                    seq: None,
                    kind,
                });
            }
        }
        for anchor in &self.options.anchors {
            let is_here = |station: &StationReport| {
                station.id.as_ref() == Some(&anchor.id) || station.station == anchor.station.as_str()
            };
            if self.report.stations.iter().any(is_here) || retired.covers(anchor.id, anchor.seq) {
                continue;
            }
            if !self.roots.is_empty() {
                let kind = FaultKind::Shorter { anchor: anchor.seq, last: None };
                let station = anchor.station.to_string();
                self.report.faults.push(Fault { station, file: String::new(), line: None, seq: None, kind });
            } else {
                let values = [("station", Said::text(anchor.station)), ("row", Said::text(anchor.seq))];
                self.report.unchecked.push(Sentence::says("unchecked-anchor-station", values));
            }
        }
        self.report
    }
}
