//! The customer's sheet: one page that says in plain words what was found, done and left out, and that bears witness to
//! the journal.
//!
//! ```text
//! job + kept checklist + radio book + letterhead + seal ── compose ──► Sheet ──► text (80 columns)
//!                                                        ▲           ├────► html (one file)
//!                              messages/*.ftl ── Words ──┘           └────► pdf  (A4, Letter)
//! ```
//!
//! The reports of the audit and of one job's evidence ([`month_report`], [`evidence_report`]) are such values, too: the same three
//! forms arrange them, with charts and wider tables.
//!
//! Everything here is pure: values in, bytes out; the runner writes and prints them. What holds:
//!
//! - A [`Sheet`] has every word of the page, in the customer's language, clean of control characters. The three forms
//!   only arrange it: none adds a fact, and none leaves one out. Only the PDF and the HTML draw the QR code; its content
//!   stands in the receipt's words in all three.
//! - A technician's notes are never read here, except for a line marked for the customer ([`crate::domain::remark`]).
//! - The radio's code is nowhere, because it is nowhere in the record; digits in a marked line that could be one are
//!   covered.
//! - Start reading at [`compose()`].

// what is public here is for this crate alone: a doc stands where it says more than the name
#![allow(missing_docs)]

mod clean;
mod compose;
mod document;
mod email;
mod html;
mod html_chart;
mod letterhead;
mod pdf;
mod qr;
mod report;
mod text;

pub use compose::{NoSheet, Request, compose, file_stem};
pub use document::{Chart, ChartForm, ChartPoint, Grid, GridColumn, Pair, Part, Proof, Section, Sheet};
pub use email::EmailLetter;
pub use html::html;
pub use letterhead::{Letterhead, Logo, NoLogo};
pub use pdf::{PdfError, cannot_be_set, pdf};
pub use report::{EvidenceRequest, ReportRequest, evidence_report, month_report, month_workbook};
pub use text::text;
