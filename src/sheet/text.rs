//! The page as plain text, for a receipt or matrix printer and for the screen.

use unicode_width::UnicodeWidthStr;

use super::document::{Pair, Part, Proof, Sheet};
use crate::domain::wrap::wrap;

/// The narrowest page that is laid out as such.
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
            row.iter().zip(widths).map(|(cell, width)| broken(cell, width.saturating_sub(2))).collect();
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

fn broken(text: &str, room: usize) -> Vec<String> {
    wrap(text, room as f32, &mut |text| cells(text) as f32)
}

fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(cells(text))))
}
