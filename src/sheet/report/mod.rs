//! What a workshop hands out of its record, with its letterhead: the report of a month or any other selection, and the evidence of
//! one job. Both are [`Sheet`] values, so that the forms of the customer's page arrange them.

mod book;
mod charts;
mod evidence;
mod findings;
mod month;
mod rows;

use super::clean::clean;
use super::document::{Grid, GridColumn, Pair, Part, Section, Sheet};
use super::letterhead::Letterhead;
use crate::audit::{JobSummary, Labels};
use crate::domain::text::capital;
use crate::words::{PlainWords, Words};
use chrono::{DateTime, FixedOffset};

pub use book::month_workbook;
pub use evidence::{EvidenceRequest, evidence_report};
pub use month::{ReportRequest, month_report};

/// What all reports speak with.
#[derive(Clone, Copy)]
struct Voice<'a> {
    words: &'a Words,
    /// The same for sentences, of which there may be many.
    plain: &'a PlainWords,
    labels: &'a Labels,
}

impl Voice<'_> {
    fn get(&self, id: &str) -> String {
        self.words.get(id)
    }

    fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(id, values)
    }

    fn language(&self) -> &str {
        self.words.language()
    }

    fn pair(&self, id: &str, value: impl Into<String>) -> Pair {
        Pair { name: self.get(id), value: value.into() }
    }

    fn section(&self, id: &str, parts: Vec<Part>) -> Section {
        Section { heading: self.get(id), parts }
    }

    /// A column with the heading of this message.
    fn column(&self, id: &str, share: u16, is_figure: bool) -> GridColumn {
        GridColumn { heading: self.get(id), share, is_figure }
    }

    /// What was answered to an item; what is no option has a word of the program.
    fn said(&self, item: &str, token: &str) -> String {
        if let Some(words) = self.labels.option(item, token, self.language()) {
            return capital(&clean(words));
        }
        match token {
            "skipped" | "none" | "not-said" | "num" | "sn" | "text" => capital(&self.get(&format!("said-{token}"))),
            token => self.unnamed(token),
        }
    }

    fn item(&self, id: &str) -> String {
        self.labels.item_named(id, self.language()).map_or_else(|| self.unnamed(id), |item| capital(&clean(item)))
    }

    fn kind(&self, id: &str) -> String {
        self.labels.kind_named(id, self.language()).map_or_else(|| self.unnamed(id), clean)
    }

    /// An id that no file names.
    fn unnamed(&self, id: &str) -> String {
        self.fill("said-unnamed", &[("id", &clean(id))])
    }

    fn stop(&self, reason: &str) -> String {
        self.get(&format!("report-stop-{reason}"))
    }

    /// A day as it stands in tables, which sorts and is short in every language.
    fn day(&self, time: &DateTime<FixedOffset>) -> String {
        time.format("%Y-%m-%d").to_string()
    }

    /// Everybody who worked on a job; the first one first.
    fn people(&self, job: &JobSummary) -> String {
        let names: Vec<String> = job.technicians.iter().rev().map(|name| clean(name)).collect();
        if names.is_empty() { self.get("report-nobody") } else { names.join(", ") }
    }
}

/// A page with the workshop's letterhead.
fn page(
    letterhead: &Letterhead,
    words: &Words,
    heading: String,
    title: String,
    created: DateTime<FixedOffset>,
) -> Sheet {
    Sheet {
        language: words.language().to_owned(),
        created,
        letterhead: letterhead.name.iter().chain(&letterhead.address).map(|line| clean(line)).collect(),
        logo: letterhead.logo.clone(),
        continued: words.fill("continued", &[("title", &title)]),
        page_of: words.fill("page", &[("page", "{page}"), ("pages", "{pages}")]),
        title,
        heading,
        stamp: None,
        facts: Vec::new(),
        sections: Vec::new(),
        closing: Vec::new(),
    }
}

fn grid(columns: Vec<GridColumn>, rows: Vec<Vec<String>>) -> Part {
    Part::Grid(Grid { columns, rows })
}
