//! What managers read: exceptions first.
//!
//! ```text
//! journals ─ collect ─► Job (the fold) ─ Case::of ─► Case ─┬─ judge ───► findings of one job
//!                                                          ├─ compare ─► findings between jobs
//!                                                          ├─ filter ──► the same words on screen and command line
//!                                                          ├─ figures ─► what many jobs come to
//!                                                          └─ table ───► CSV, spreadsheets
//! ```
//!
//! Start reading at [`Case`] and [`FindingKind`]. Deliberately absent: writing. What a manager has seen is a row in the journal
//! of the manager's own station, written by the runner like any other.

mod cases;
mod export;
pub mod figures;
pub mod filter;
mod findings;
mod reading;

pub use cases::case::{self, Case};
pub use cases::workshop::WorkshopFolder;
pub use export::evidence::{self, Evidence, EvidenceRow};
pub use export::table::{Cell, Table};
pub use export::xlsx::{NoWorkbook, workbook};
pub use export::{findings_table, jobs_table, json, ledger, listing};
pub use figures::Figures;
pub use filter::{BadFilter, Field, Filter, dates};
pub use findings::exception::{Exception, ExceptionCounts};
pub use findings::finding::{Finding, FindingKind, Group, Weight};
pub use findings::places::Place;
pub use findings::record::{RecordFinding, RecordSeen};
pub use reading::collect::{Audit, JournalOf, Request, collect};
pub use reading::library::checklist_at;
