//! Findings about the record itself: of a file, a row or a station.

use std::sync::Arc;

use super::finding::{Finding, FindingKind};
use super::workshop::WorkshopFolder;
use crate::journal::{Class, Fault, FaultKind};

/// A finding about the record that belongs to no one job, or to a job whose start was not read.
#[derive(Debug, Clone)]
pub struct RecordFinding {
    /// The workshop, as far as it is known.
    pub workshop: Option<Arc<WorkshopFolder>>,
    /// The station's folder; empty when it isn't known.
    pub station: String,
    /// The file; empty when it is about the whole folder.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The row's number.
    pub row: Option<u64>,
    /// The finding; its sentence says where.
    pub finding: Finding,
}

/// The kind of finding that a fault is.
#[must_use]
pub fn kind_of(fault: &Fault) -> FindingKind {
    match (fault.class(), &fault.kind) {
        (Class::Broken, _) => FindingKind::Broken,
        (Class::Unreadable, _) => FindingKind::Unreadable,
        (Class::Unfinished, _) => FindingKind::Unfinished,
        (Class::Resaved, _) => FindingKind::Resaved,
        (Class::Remark, FaultKind::ClockBack { .. }) => FindingKind::ClockBack,
        (Class::Remark, _) => FindingKind::OddFile,
    }
}
