//! The page as plain text, for a receipt or matrix printer and for the screen.

use unicode_width::UnicodeWidthStr;

use super::document::{Chart, Grid, GridColumn, Pair, Part, Proof, Sheet};
use crate::domain::wrap::wrap;

/// The narrowest page that is laid out as such.
/// The length of a full bar of a chart, in signs.
const CHART_SIGNS: u64 = 24;

const COLUMNS_MIN: usize = 40;

/// The sheet in lines of at most `columns` cells (80 on paper); every line ends in LF.
#[must_use]
pub fn text(sheet: &Sheet, columns: usize) -> String {
    let mut page = Page { columns: columns.max(COLUMNS_MIN), out: String::new() };
    for line in &sheet.letterhead {
        page.say("", line);
    }
    page.rule('=');
    page.say("", &sheet.heading);
    if let Some(stamp) = &sheet.stamp {
        page.say("*** ", stamp);
    }
    page.rule('=');
    page.pairs(&sheet.facts);
    for section in &sheet.sections {
        page.blank();
        page.say("", &section.heading);
        page.rule('-');
        section.parts.iter().for_each(|part| page.part(part));
    }
    page.blank();
    sheet.closing.iter().for_each(|part| page.part(part));
    page.out
}

struct Page {
    columns: usize,
    out: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn rule(&mut self, with: char) {
        self.line(&with.to_string().repeat(self.columns));
    }

    /// A text behind a lead; further lines are indented by it.
    fn say(&mut self, lead: &str, text: &str) {
        let indent = cells(lead);
        for (at, line) in broken(text, self.columns - indent).into_iter().enumerate() {
            let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{lead}{line}"));
        }
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        let widest = pairs.iter().map(|pair| cells(&pair.name)).max().unwrap_or(0).min(self.columns / 3);
        for pair in pairs {
            if cells(&pair.name) > widest {
                self.say("", &pair.name);
                self.say(&" ".repeat(widest + 2), &pair.value);
            } else {
                self.say(&format!("{}  ", pad(&pair.name, widest)), &pair.value);
            }
        }
    }

    /// Cells side by side, each wrapped in its column.
    fn row(&mut self, row: &[String], widths: &[usize]) {
        let columns: Vec<Vec<String>> =
            row.iter().zip(widths).map(|(cell, width)| lines(cell, width.saturating_sub(2))).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let cells = columns.iter().zip(widths);
            let line: String = cells.map(|(lines, width)| pad(lines.get(at).map_or("", |it| it), *width)).collect();
            self.line(&line);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Alarm { title, lines } => {
                self.rule('#');
                self.say("### ", title);
                lines.iter().for_each(|line| self.say("### ", line));
                self.rule('#');
            }
            Part::Say(text) => self.say("", text),
            Part::Stress(text) => self.say("! ", text),
            Part::Pairs(pairs) => self.pairs(pairs),
            Part::Table { head, rows } => {
                let widths = split(self.columns, head.len());
                self.row(head, &widths);
                rows.iter().for_each(|row| self.row(row, &widths));
            }
            Part::Grid(grid) => self.grid(grid),
            Part::Charts(charts) => charts.iter().for_each(|chart| self.chart(chart)),
            Part::Points(points) => points.iter().for_each(|point| self.say("- ", point)),
            Part::Box(text) => {
                self.blank();
                self.line("+----------------------+");
                self.line("|                      |");
                self.line("+----------------------+");
                self.say("", text);
            }
            Part::Tick(text) => self.say("[ ] ", text),
            Part::Lines(lines) => {
                for pair in lines {
                    self.blank();
                    let name = format!("{}: ", pair.name);
                    let room = self.columns.saturating_sub(cells(&name));
                    if pair.value.is_empty() {
                        self.line(&format!("{name}{}", "_".repeat(room.min(44))));
                    } else {
                        self.say(&name, &pair.value);
                    }
                }
                self.blank();
            }
            Part::Proof(proof) => self.proof(proof),
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let whole: usize = grid.columns.iter().map(|column| usize::from(column.share)).sum();
        let width = |column: &GridColumn| (self.columns * usize::from(column.share) / whole.max(1)).max(3);
        let widths: Vec<usize> = grid.columns.iter().map(width).collect();
        let head: Vec<String> = grid.columns.iter().map(|column| column.heading.clone()).collect();
        self.row(&head, &widths);
        self.rule('-');
        grid.rows.iter().for_each(|row| self.row(row, &widths));
    }

    /// A chart as its numbers, with a bar of signs beside each.
    fn chart(&mut self, chart: &Chart) {
        self.say("", &chart.title);
        let widest = chart.points.iter().map(|point| cells(&point.name)).max().unwrap_or(0).min(self.columns / 3);
        for point in &chart.points {
            let numbers = [point.figure.as_str(), point.n.as_str()].join("  ");
            let bar = "#".repeat((point.value.unwrap_or(0) * CHART_SIGNS).div_ceil(chart.full.max(1)) as usize);
            self.say(&format!("  {}  ", pad(&point.name, widest)), format!("{numbers}  {bar}").trim_end());
        }
        self.blank();
    }

    fn proof(&mut self, proof: &Proof) {
        self.say("", &proof.heading);
        self.rule('-');
        let pairs: Vec<Pair> =
            std::iter::once(&proof.receipt).chain(&proof.pairs).chain(std::iter::once(&proof.seal)).cloned().collect();
        self.pairs(&pairs);
        self.say("", &proof.how);
    }
}

/// The widths of a table's columns.
fn split(columns: usize, count: usize) -> Vec<usize> {
    let first = columns * 3 / 10;
    let rest = (columns - first) / count.saturating_sub(1).max(1);
    (0..count).map(|at| if at == 0 { first } else { rest }).collect()
}

/// A cell in its own lines, each wrapped.
fn lines(cell: &str, room: usize) -> Vec<String> {
    cell.split('\n').flat_map(|line| broken(line, room)).collect()
}

fn broken(text: &str, room: usize) -> Vec<String> {
    wrap(text, room as f32, &mut |text| cells(text) as f32)
}

fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(cells(text))))
}
