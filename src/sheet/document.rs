//! Holds a sheet as a value: its parts in their order, whatever form they are given.

use chrono::{DateTime, FixedOffset};

use super::letterhead::Logo;

/// The page as a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its language, two letters.
    pub language: String,
    /// The document's title: what the page is, the job, the plate.
    pub title: String,
    pub created: DateTime<FixedOffset>,
    /// The workshop's name and address.
    pub letterhead: Vec<String>,
    pub logo: Option<Logo>,
    /// What the page is.
    pub heading: String,
    /// What must be seen at once: a copy, practice.
    pub stamp: Option<String>,
    /// Stands on top of each page after the first.
    pub continued: String,
    /// `Page { $page } of { $pages }`, with the two in braces still to be filled in.
    pub(super) page_of: String,
    /// Job, date, plate, car, radio, technician.
    pub facts: Vec<Pair>,
    pub sections: Vec<Section>,
    /// Signatures and receipt, kept together at the page's foot; below them what is cut off.
    pub closing: Vec<Part>,
}

/// A name and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub name: String,
    pub value: String,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
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
    Say(String),
    /// A paragraph that stands out.
    Stress(String),
    Pairs(Vec<Pair>),
    /// What was checked, before and after.
    Table {
        /// The columns' headings, two or three.
        head: Vec<String>,
        /// As many cells a row as there are headings; empty where nothing was recorded.
        rows: Vec<Vec<String>>,
    },
    /// A table with any number of columns, each as wide as it says.
    Grid(Grid),
    /// Charts, two side by side.
    Charts(Vec<Chart>),
    Points(Vec<String>),
    /// An empty box to write into, to be cut off.
    Box(String),
    /// A box to tick.
    Tick(String),
    /// Lines to sign on, side by side; with what stands on one already.
    Lines(Vec<Pair>),
    Proof(Proof),
}

/// A table whose columns say how wide they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    pub columns: Vec<GridColumn>,
    /// As many cells a row as there are columns; a cell may have several lines.
    pub rows: Vec<Vec<String>>,
}

/// One column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    pub heading: String,
    /// Its share of the width, beside those of the others.
    pub share: u16,
    /// Whether it holds figures, which stand at its right edge.
    pub is_figure: bool,
}

/// A chart with its numbers in it: they can be read without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    pub form: ChartForm,
    pub points: Vec<ChartPoint>,
    /// The value of a full bar.
    pub full: u64,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartForm {
    /// Upright bars: a course over time.
    Course,
    /// Lying bars: shares of a whole.
    Shares,
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartPoint {
    pub name: String,
    /// Its length; `None` where there is nothing to measure, which is not the same as nothing.
    pub value: Option<u64>,
    /// Its number, as it is written.
    pub figure: String,
    /// The number that it stands for, as it is written; empty where that is said elsewhere.
    pub n: String,
}

/// What ties the page to the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub heading: String,
    /// What the QR code says.
    pub qr: String,
    pub receipt: Pair,
    /// Station, row, time.
    pub pairs: Vec<Pair>,
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
            Self::Grid(grid) => {
                texts.extend(grid.columns.iter().map(|column| column.heading.as_str()));
                texts.extend(grid.rows.iter().flatten().map(String::as_str));
            }
            Self::Charts(charts) => {
                for chart in charts {
                    texts.push(&chart.title);
                    let points = chart.points.iter();
                    texts.extend(
                        points.flat_map(|point| [point.name.as_str(), point.figure.as_str(), point.n.as_str()]),
                    );
                }
            }
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
