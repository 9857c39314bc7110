//! From journals to an [`Audit`]: what lies at some paths, station by station, and the checklists that its jobs were asked.

pub mod collect;
pub mod library;
mod station;
