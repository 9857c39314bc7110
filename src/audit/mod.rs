//! What managers read: what is to be looked at comes first.
//!
//! ```text
//!                                              ┌─ findings: judge ─────► findings of one job ──┐
//! journals ─ reading ─► Job ─ jobs: of ─► JobSummary ─ findings: compare ─► findings between jobs ─┴─► Audit
//!                                              │                                                 │
//!                                              └─ figures: what many jobs come to      filter ───┤
//!                                                                                                ▼
//!                                                             export: lines, tables, workbooks, JSON
//! ```
//!
//! Imports run one way here, too: `jobs` ← `findings` ← `filter` ← `reading` ← `export`; `figures` leans on `jobs` alone.
//! Start reading at [`JobSummary`], [`Finding`] and [`Audit`]. Deliberately absent: writing. What a manager has seen is a row in
//! the journal of the manager's own station, written by the runner like any other.

#![allow(missing_docs, reason = "a name that says it all needs no doc")]

mod export;
pub mod figures;
pub mod filter;
mod findings;
mod jobs;
mod reading;

pub use export::cover::{CoverChart, CoverSheet};
pub use export::evidence::{self, Evidence, EvidenceRow};
pub use export::table::{Cell, Table};
pub use export::xlsx::{NoWorkbook, report_workbook, workbook};
pub use export::{figures_table, findings_table, jobs_table, json, ledger, listing};
pub use figures::Figures;
pub use filter::{BadFilter, Filter, FilterField, dates};
pub use findings::finding::{Finding, FindingSubject, Location};
pub use findings::kind::{FindingKind, Group, Weight};
pub use jobs::labels::Labels;
pub use jobs::review::{self, RecordSeen, Review};
pub use jobs::summary::{self, JobSummary};
pub use jobs::wording::words_of;
pub use jobs::workshop::WorkshopFolder;
pub use reading::audit::{Audit, JournalOf, NewReview, Unmarkable};
pub use reading::collect::{AuditRequest, collect};
pub use reading::kept::{BySha, NotKept, by_sha, in_another_form, kept_checklist};
pub use reading::list::FindingCounts;
pub use reading::memory::AuditMemory;
pub use reading::row_name::{LinePlace, RowName, row_names};
