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

pub mod case;
pub mod collect;
mod compare;
pub mod dates;
pub mod evidence;
pub mod exception;
pub mod figures;
pub mod filter;
pub mod finding;
pub mod findings_table;
pub mod jobs_table;
pub mod json;
mod judge;
pub mod ledger;
pub mod library;
pub mod listing;
pub mod places;
pub mod record;
mod station;
pub mod summary;
pub mod table;
pub mod wording;
pub mod workshop;
pub mod xlsx;

pub use case::Case;
pub use collect::{Audit, JournalOf, Request, collect};
pub use evidence::{Evidence, EvidenceRow};
pub use exception::{Exception, ExceptionCounts};
pub use figures::Figures;
pub use filter::{BadFilter, Field, Filter};
pub use finding::{Finding, FindingKind, Group, Weight};
pub use places::Place;
pub use record::{RecordFinding, RecordSeen};
pub use table::{Cell, Table};
pub use workshop::WorkshopFolder;
pub use xlsx::{NoWorkbook, workbook};
