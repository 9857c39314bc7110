//! The customer's sheet: one page that says in plain words what was found, done and left out, and that bears witness to
//! the journal.
//!
//! ```text
//! job + kept checklist + radio book + letterhead + seal ── compose ──► Sheet ──► text (80 columns)
//!                                                        ▲           ├────► html (one file)
//!                              messages/*.ftl ── Words ──┘           └────► pdf  (A4, Letter)
//! ```
//!
//! Everything here is pure: values in, bytes out; the runner writes and prints them. What holds:
//!
//! - A [`Sheet`] has every word of the page, in the customer's language, clean of control characters. The three forms
//!   only arrange it: none adds a fact, and none leaves one out. Only the PDF and the HTML draw the QR code; its content
//!   stands in the receipt's words in all three.
//! - A technician's notes are never read here, except for a line marked for the customer ([`crate::domain::remark`]).
//! - The radio's code is nowhere, because it is nowhere in the record; digits in a marked line that could be one are
//!   covered.
//! - Start reading at [`compose`].

mod clean;
mod compose;
mod html;
mod pdf;
mod qr;
mod text;
mod words;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

pub use compose::{NoSheet, Request, compose};
pub use html::html;
pub use pdf::{PdfError, pdf};
pub use text::text;
pub use words::{LANGUAGES, Words, missing};

use crate::catalog::Paper;
use crate::domain::{Fact, Job, What};

/// What a workshop says about itself on its sheets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letterhead {
    /// Its name.
    pub name: Option<String>,
    /// Its address, line by line.
    pub address: Vec<String>,
    /// Its logo.
    pub logo: Option<Logo>,
    /// The paper in its printer.
    pub paper: Paper,
    /// Its printer: an `ipp://` address, or the name of a queue.
    pub printer: Option<String>,
    /// The language of its sheets, two letters.
    pub language: String,
    /// Its own message files by their languages: they add to the built-in ones and replace them.
    pub messages: BTreeMap<String, String>,
}

impl Letterhead {
    /// The words of a language, the workshop's own first.
    #[must_use]
    pub fn words(&self, language: &str) -> Words {
        Words::new(language, self.messages.get(language).map(String::as_str))
    }

    /// The languages that there are messages in: the built-in ones, then the workshop's own.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let is_built_in = |language: &&str| LANGUAGES.iter().any(|(code, _)| code == language);
        let own = self.messages.keys().map(String::as_str).filter(move |language| !is_built_in(language));
        LANGUAGES.iter().map(|(code, _)| *code).chain(own)
    }

    /// Whether there is a message file for this language.
    #[must_use]
    pub fn speaks(&self, language: &str) -> bool {
        self.languages().any(|known| known == language)
    }

    /// The language after this one; from the last it goes on with the first.
    #[must_use]
    pub fn language_after(&self, language: &str) -> &str {
        let after = self.languages().skip_while(|known| *known != language).nth(1);
        after.or_else(|| self.languages().next()).unwrap_or(&self.language)
    }
}

/// A picture: PNG or JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// The picture in a file; `None` when it is neither PNG nor JPEG by its first bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let logo = Self { bytes };
        (logo.is_png() || logo.bytes.starts_with(&[0xff, 0xd8, 0xff])).then_some(logo)
    }

    /// Whether it is a PNG; else it is a JPEG.
    #[must_use]
    pub fn is_png(&self) -> bool {
        self.bytes.starts_with(b"\x89PNG\r\n\x1a\n")
    }
}

/// The page as a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its language, two letters.
    pub language: String,
    /// The document's title: what the page is, the job, the plate.
    pub title: String,
    /// When it was composed.
    pub created: DateTime<FixedOffset>,
    /// The workshop's name and address.
    pub letterhead: Vec<String>,
    /// The workshop's logo.
    pub logo: Option<Logo>,
    /// What the page is.
    pub heading: String,
    /// What must be seen at once: a copy, practice.
    pub stamp: Option<String>,
    /// Stands on top of each page after the first.
    pub continued: String,
    /// `Page { $page } of { $pages }`, with the two in braces still to be filled in.
    page_of: String,
    /// Job, date, plate, car, radio, technician.
    pub facts: Vec<Pair>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Signatures and receipt: kept together at the page's foot.
    pub closing: Vec<Part>,
}

/// A name and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub parts: Vec<Part>,
}

/// One piece of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// What nobody may overlook, large.
    Alarm {
        /// A few words.
        title: String,
        /// What it means.
        lines: Vec<String>,
    },
    /// A paragraph.
    Say(String),
    /// A paragraph that stands out.
    Stress(String),
    /// Names and values.
    Pairs(Vec<Pair>),
    /// What was checked, before and after.
    Table {
        /// The columns' headings, two or three.
        head: Vec<String>,
        /// As many cells a row as there are headings; empty where nothing was recorded.
        rows: Vec<Vec<String>>,
    },
    /// A list.
    Points(Vec<String>),
    /// An empty box to write into, to be cut off.
    Box(String),
    /// A box to tick.
    Tick(String),
    /// Lines to sign on, side by side; with what stands on one already.
    Lines(Vec<Pair>),
    /// The receipt.
    Proof(Proof),
}

/// What ties the page to the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The heading.
    pub heading: String,
    /// What the QR code says.
    pub qr: String,
    /// The receipt code.
    pub receipt: Pair,
    /// Station, row, time.
    pub pairs: Vec<Pair>,
    /// The full seal.
    pub seal: Pair,
    /// How it is checked.
    pub how: String,
}

impl Sheet {
    /// `Page 1 of 2`.
    #[must_use]
    pub fn page(&self, page: usize, pages: usize) -> String {
        self.page_of.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string())
    }

    /// Every text of the page in its order, without what is repeated on further pages: what each form must show.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.letterhead.iter().map(String::as_str).collect();
        texts.push(&self.heading);
        texts.extend(self.stamp.as_deref());
        pairs(&self.facts, &mut texts);
        for section in &self.sections {
            texts.push(&section.heading);
            section.parts.iter().for_each(|part| part.texts(&mut texts));
        }
        self.closing.iter().for_each(|part| part.texts(&mut texts));
        texts.retain(|text| !text.is_empty());
        texts
    }
}

/// The name of a sheet's file without its extension, from checked parts only: station, number, what kind of page it is,
/// language.
#[must_use]
pub fn file_stem(job: &Job, sheet: &Sheet) -> String {
    let kind = match job.ending() {
        None => "-before",
        Some((_, ended)) if correction(job, ended).is_some() => "-copy",
        Some(_) => "",
    };
    let language: String = sheet.language.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}-{}{kind}.{language}", job.key.station, job.key.number.folded())
}

/// The last correction of a job after it had ended.
fn correction<'a>(job: &'a Job, ended: &Fact) -> Option<&'a Fact> {
    let is_later = |fact: &&Fact| fact.station == ended.station && fact.seq > ended.seq;
    job.facts().iter().rev().filter(is_later).find(|fact| matches!(fact.what, What::Corrected { .. }))
}

fn pairs<'a>(pairs: &'a [Pair], texts: &mut Vec<&'a str>) {
    texts.extend(pairs.iter().flat_map(|pair| [pair.name.as_str(), pair.value.as_str()]));
}

impl Part {
    fn texts<'a>(&'a self, texts: &mut Vec<&'a str>) {
        match self {
            Self::Alarm { title, lines } => {
                texts.push(title);
                texts.extend(lines.iter().map(String::as_str));
            }
            Self::Say(text) | Self::Stress(text) | Self::Box(text) | Self::Tick(text) => texts.push(text),
            Self::Pairs(all) => pairs(all, texts),
            Self::Table { head, rows } => texts.extend(head.iter().chain(rows.iter().flatten()).map(String::as_str)),
            Self::Points(points) => texts.extend(points.iter().map(String::as_str)),
            Self::Lines(lines) => pairs(lines, texts),
            Self::Proof(proof) => {
                texts.push(&proof.heading);
                pairs(std::slice::from_ref(&proof.receipt), texts);
                pairs(&proof.pairs, texts);
                pairs(std::slice::from_ref(&proof.seal), texts);
                texts.push(&proof.how);
            }
        }
    }
}
