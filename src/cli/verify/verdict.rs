//! What a report comes to, for people and for programs.

use std::collections::BTreeMap;

use crate::audit::{LinePlace, RowName};
use crate::journal::{Fault, FaultClass, FaultKind, Report, StationReport};

/// What lines with faults are about.
pub(super) type Names = BTreeMap<LinePlace, RowName>;

/// Whether nothing but bundles of single jobs was looked at.
pub(super) fn is_bundles_only(report: &Report) -> bool {
    report.stations.is_empty() && !report.bundles.is_empty()
}

/// Whether what is worst is a journal that was not read: what was read is intact.
fn is_unread_worst(report: &Report) -> bool {
    let mut broken = report.all_faults().filter(|fault| fault.class() == FaultClass::Broken).peekable();
    broken.peek().is_some() && broken.all(Fault::is_unread_journal)
}

/// Whether there was nothing to check.
fn is_nothing_checked(report: &Report) -> bool {
    report.faults.iter().any(|fault| matches!(fault.kind, FaultKind::NothingChecked { .. }))
}

/// What it all comes to, as a message.
pub(super) fn verdict(report: &Report) -> &'static str {
    match report.class() {
        None | Some(FaultClass::Remark) if is_bundles_only(report) => "verify-verdict-bundle",
        Some(FaultClass::Broken) if is_unread_worst(report) => "verify-verdict-unread",
        None | Some(FaultClass::Remark) => "verify-verdict-intact",
        Some(FaultClass::Broken) => "verify-verdict-broken",
        Some(FaultClass::Unreadable) if is_nothing_checked(report) => "verify-verdict-nothing",
        Some(FaultClass::Unreadable) => "verify-verdict-unreadable",
        Some(FaultClass::Unfinished) => "verify-verdict-unfinished",
        Some(FaultClass::Resaved) => "verify-verdict-resaved",
    }
}

/// What the line of a fault is about.
pub(super) fn name_of<'a>(fault: &Fault, station: &StationReport, names: &'a Names) -> Option<&'a RowName> {
    names.get(&(station.folder.clone(), fault.file.clone(), fault.line?))
}
