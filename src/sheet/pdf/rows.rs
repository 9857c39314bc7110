//! The parts of a sheet as rows: pieces of known height that a page can hold.

use std::rc::Rc;

use super::face::{Faces, Weight};
use super::frame::Frame;
use super::picture::Picture;
use crate::sheet::document::{Pair, Part, Sheet};
use crate::sheet::qr::Square;

/// The sheet's few colours; all of them stay readable on a grey printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Quiet,
    Head,
    Alarm,
    Hair,
    Bar,
}

/// Something to draw. Places are in points from the row's upper left corner; of a text, its baseline.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    Text {
        x: f32,
        y: f32,
        size: f32,
        weight: Weight,
        ink: Ink,
        text: String,
    },
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        ink: Ink,
    },
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        stroke: f32,
        is_dashed: bool,
    },
    Qr {
        x: f32,
        y: f32,
        side: f32,
        square: Square,
    },
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A filled bar of a chart.
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
}

/// A piece of the page that is not broken.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Whether the next row must stand on the same page.
    pub holds_next: bool,
    /// Whether it stands at the lower edge of its page, whatever room is left above it.
    pub is_at_edge: bool,
    /// What stands above it where it begins a page: the headings of its table.
    pub head: Option<Rc<Row>>,
}

/// The rows of a sheet: those that flow, and those that stand together at the foot.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub flow: Vec<Row>,
    pub foot: Vec<Row>,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
}

/// A row that is higher than this is broken into lines, in points.
const ROW_MAX: f32 = 160.0;

/// The space of a line in sizes of its text, and where in it the baseline is.
pub(super) const LEADING: f32 = 1.3;
pub(super) const BASELINE: f32 = 1.0;

impl Rows {
    pub(super) fn of(sheet: &Sheet, frame: Frame, scale: f32, logo: Option<&Picture>, faces: &mut Faces) -> Self {
        let mut setter = Setter { faces, scale, room: frame.room(), rows: Vec::new() };
        setter.head(sheet, logo);
        setter.facts(&sheet.facts);
        for section in &sheet.sections {
            setter.heading(&section.heading);
            section.parts.iter().for_each(|part| setter.part(part));
        }
        let flow = std::mem::take(&mut setter.rows);
        setter.space(6.0);
        sheet.closing.iter().for_each(|part| setter.part(part));
        Self { flow, foot: setter.rows }
    }
}

pub(super) struct Setter<'a> {
    pub faces: &'a mut Faces,
    pub scale: f32,
    pub room: f32,
    pub rows: Vec<Row>,
}

impl Setter<'_> {
    pub(super) fn style(&self, size: f32, weight: Weight, ink: Ink) -> Style {
        Style { size: size * self.scale, weight, ink }
    }

    pub(super) fn body(&self) -> Style {
        self.style(9.2, Weight::Regular, Ink::Text)
    }

    pub(super) fn strong(&self) -> Style {
        self.style(9.2, Weight::Bold, Ink::Text)
    }

    pub(super) fn quiet(&self) -> Style {
        self.style(8.4, Weight::Regular, Ink::Quiet)
    }

    pub(super) fn space(&mut self, height: f32) {
        self.rows.push(Row { height: height * self.scale, ..Row::default() });
    }

    /// A text wrapped into `width` at `x`, its first line at `y`; returns the height.
    pub(super) fn set(&mut self, marks: &mut Vec<Mark>, text: &str, style: Style, x: f32, y: f32, width: f32) -> f32 {
        let Style { size, weight, ink } = style;
        let lines = self.faces.wrap(text, weight, size, width);
        let height = lines.len() as f32 * size * LEADING;
        for (at, text) in lines.into_iter().enumerate() {
            let y = y + at as f32 * size * LEADING + size * BASELINE;
            marks.push(Mark::Text { x, y, size, weight, ink, text });
        }
        height
    }

    /// A paragraph, each line a row of its own; `lead` stands before the first one.
    fn paragraph(&mut self, lead: Option<(&str, f32)>, text: &str, style: Style) {
        let x = lead.map_or(0.0, |(_, width)| width);
        let mut marks = Vec::new();
        self.set(&mut marks, text, style, x, 0.0, self.room - x);
        let step = style.size * LEADING;
        let (first, count) = (self.rows.len(), marks.len());
        for (at, mut mark) in marks.into_iter().enumerate() {
            if let Mark::Text { y, .. } = &mut mark {
                *y = style.size * BASELINE;
            }
            let mut row = Row { height: step, ..Row::default() };
            if let (0, Some((sign, _))) = (at, lead) {
                let Style { size, weight, ink } = style;
                let text = sign.to_owned();
                row.marks.push(Mark::Text { x: 0.0, y: size * BASELINE, size, weight, ink, text });
            }
            row.marks.push(mark);
            self.rows.push(row);
        }
        // no page begins or ends with a single line of a paragraph
        if count > 1 {
            self.rows[first].holds_next = true;
            self.rows[first + count - 2].holds_next = true;
        }
    }

    /// The letterhead at the left, what the page is at the right.
    fn head(&mut self, sheet: &Sheet, logo: Option<&Picture>) {
        let mut marks = Vec::new();
        let (mut left, mut height) = (0.0, 0.0_f32);
        if let Some(logo) = logo {
            let (width, logo_height) = logo.fit(110.0, 44.0);
            marks.push(Mark::Picture { x: 0.0, y: 0.0, width, height: logo_height });
            (left, height) = (width + 12.0, logo_height);
        }
        let heading = self.style(15.0, Weight::Bold, Ink::Head);
        let stamped = self.style(9.6, Weight::Bold, Ink::Alarm);
        // what the page is takes the room that its lines need, and not more than nearly half; the workshop has the rest
        let widest = if sheet.letterhead.is_empty() { self.room - left } else { self.room * 0.46 };
        let mut right = self.lines_width(&sheet.heading, heading, widest);
        if let Some(stamp) = &sheet.stamp {
            right = right.max(self.lines_width(stamp, stamped, widest));
        }
        let mut y = 0.0;
        for (at, line) in sheet.letterhead.iter().enumerate() {
            let style = if at == 0 { self.style(11.5, Weight::Bold, Ink::Text) } else { self.quiet() };
            y += self.set(&mut marks, line, style, left, y, self.room - right - left - 16.0);
        }
        height = height.max(y);
        let mut y = self.right(&mut marks, &sheet.heading, heading, 0.0, widest);
        if let Some(stamp) = &sheet.stamp {
            y += self.right(&mut marks, stamp, stamped, y, widest);
        }
        height = height.max(y) + 5.0;
        marks.push(Mark::Line { from: (0.0, height), to: (self.room, height), width: 1.6, ink: Ink::Head });
        self.rows.push(Row { height: height + 6.0 * self.scale, marks, holds_next: true, ..Row::default() });
    }

    /// The width of the widest line of a text that is wrapped into `width`.
    fn lines_width(&mut self, text: &str, style: Style, width: f32) -> f32 {
        let lines = self.faces.wrap(text, style.weight, style.size, width);
        let widths = lines.iter().map(|line| self.faces.width(line, style.weight, style.size));
        widths.fold(0.0, f32::max)
    }

    /// A text at the right margin; returns its height.
    fn right(&mut self, marks: &mut Vec<Mark>, text: &str, style: Style, y: f32, width: f32) -> f32 {
        let first = marks.len();
        let height = self.set(marks, text, style, 0.0, y, width);
        for mark in &mut marks[first..] {
            if let Mark::Text { x, text, size, weight, .. } = mark {
                *x = self.room - self.faces.width(text, *weight, *size);
            }
        }
        height
    }

    /// Pairs in two columns.
    fn facts(&mut self, facts: &[Pair]) {
        let half = self.room / 2.0;
        let names: Vec<f32> = (0..2).map(|column| self.name_room(facts.iter().skip(column).step_by(2), 56.0)).collect();
        for pairs in facts.chunks(2) {
            let mut row = Row::default();
            for (at, pair) in pairs.iter().enumerate() {
                let height = self.pair(&mut row.marks, pair, at as f32 * half, names[at], half - 10.0);
                row.height = row.height.max(height);
            }
            self.rows.extend(broken(row));
        }
    }

    /// The room that the widest of these names needs.
    fn name_room<'a>(&mut self, pairs: impl Iterator<Item = &'a Pair>, at_least: f32) -> f32 {
        let style = self.quiet();
        let widths = pairs.map(|pair| self.faces.width(&pair.name, style.weight, style.size) + 10.0);
        widths.fold(at_least, f32::max)
    }

    /// A name and its value beside it.
    fn pair(&mut self, marks: &mut Vec<Mark>, pair: &Pair, x: f32, name_room: f32, room: f32) -> f32 {
        let (name, value) = (self.quiet(), self.strong());
        let name_room = name_room.min(room / 2.0);
        // the two sizes share a baseline
        let drop = (value.size - name.size) * BASELINE;
        let left = self.set(marks, &pair.name, name, x, drop, name_room - 6.0) + drop;
        left.max(self.set(marks, &pair.value, value, x + name_room, 0.0, room - name_room))
    }

    fn heading(&mut self, text: &str) {
        self.space(7.0);
        let style = self.style(10.4, Weight::Bold, Ink::Head);
        self.paragraph(None, text, style);
        if let Some(row) = self.rows.last_mut() {
            row.height += 1.5;
        }
        let first = self.rows.len().saturating_sub(2);
        self.rows[first..].iter_mut().for_each(|row| row.holds_next = true);
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Alarm { title, lines } => self.alarm(title, lines),
            Part::Say(text) => self.paragraph(None, text, self.body()),
            Part::Stress(text) => self.paragraph(Some(("▸", 12.0)), text, self.strong()),
            Part::Pairs(pairs) => {
                let name_room = self.name_room(pairs.iter(), 56.0);
                for pair in pairs {
                    let mut row = Row::default();
                    row.height = self.pair(&mut row.marks, pair, 0.0, name_room, self.room);
                    self.rows.extend(broken(row));
                }
            }
            Part::Table { head, rows } => self.table(head, rows),
            Part::Grid(grid) => self.grid(grid),
            Part::Charts(charts) => self.charts(charts),
            Part::Points(points) => {
                points.iter().for_each(|point| self.paragraph(Some(("•", 10.0)), point, self.body()));
            }
            Part::Box(text) => self.cut_out(text),
            Part::Tick(text) => self.tick(text),
            Part::Lines(lines) => self.lines(lines),
            Part::Proof(proof) => self.proof(proof),
        }
    }

    /// A frame around large words. Each line has its own piece of the frame, so that it may be broken like any text.
    fn alarm(&mut self, title: &str, lines: &[String]) {
        let first = self.rows.len();
        let room = self.room;
        self.room = room - 24.0;
        self.space(6.0);
        self.paragraph(None, title, self.style(18.0, Weight::Bold, Ink::Alarm));
        lines.iter().for_each(|line| self.paragraph(None, line, self.style(10.4, Weight::Bold, Ink::Text)));
        self.space(8.0);
        self.room = room;
        let last = self.rows.len() - 1;
        let line = |from, to| Mark::Line { from, to, width: 2.4, ink: Ink::Alarm };
        for (at, row) in self.rows.iter_mut().enumerate().skip(first) {
            for mark in &mut row.marks {
                if let Mark::Text { x, .. } = mark {
                    *x += 12.0;
                }
            }
            let height = row.height;
            row.marks.extend([line((0.0, 0.0), (0.0, height)), line((room, 0.0), (room, height))]);
            if at == first {
                row.marks.push(line((-1.2, 0.0), (room + 1.2, 0.0)));
            }
            if at == last {
                row.marks.push(line((-1.2, height), (room + 1.2, height)));
            }
            row.holds_next = at < last;
        }
        self.space(5.0);
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let first = self.room * if head.len() == 2 { 0.38 } else { 0.28 };
        let rest = (self.room - first) / (head.len().saturating_sub(1).max(1)) as f32;
        let places: Vec<(f32, f32)> = (0..head.len())
            .map(|at| if at == 0 { (0.0, first) } else { (first + (at - 1) as f32 * rest, rest) })
            .collect();
        let styles = |setter: &Self, at: usize| if at == 0 { setter.quiet() } else { setter.body() };
        self.table_row(head, &places, |setter, _| setter.style(8.0, Weight::Bold, Ink::Quiet));
        if let Some(row) = self.rows.last_mut() {
            row.holds_next = true;
        }
        rows.iter().for_each(|row| self.table_row(row, &places, styles));
    }

    fn table_row(&mut self, cells: &[String], places: &[(f32, f32)], style: impl Fn(&Self, usize) -> Style) {
        let mut row = Row::default();
        for (at, (cell, (x, width))) in cells.iter().zip(places).enumerate() {
            let style = style(self, at);
            let height = self.set(&mut row.marks, cell, style, *x, 2.0, width - 8.0);
            row.height = row.height.max(height + 4.0);
        }
        let y = row.height;
        row.marks.push(Mark::Line { from: (0.0, y), to: (self.room, y), width: 0.5, ink: Ink::Hair });
        self.rows.extend(broken(row));
    }

    fn tick(&mut self, text: &str) {
        self.paragraph(Some(("☐", 15.0)), text, self.style(10.0, Weight::Regular, Ink::Text));
        self.space(2.0);
    }

    /// Lines to sign on, side by side.
    fn lines(&mut self, lines: &[Pair]) {
        let gap = 16.0;
        let width = (self.room - gap * (lines.len().saturating_sub(1)) as f32) / lines.len().max(1) as f32;
        let (name, value) = (self.quiet(), self.body());
        let over = lines.iter().map(|pair| self.faces.wrap(&pair.value, value.weight, value.size, width).len()).max();
        // room for a hand that writes, and for a name that is there already
        let line_y = (26.0_f32).max(over.unwrap_or(0) as f32 * value.size * LEADING + 4.0);
        let mut row = Row::default();
        for (at, pair) in lines.iter().enumerate() {
            let x = at as f32 * (width + gap);
            row.marks.push(Mark::Line { from: (x, line_y), to: (x + width, line_y), width: 0.7, ink: Ink::Text });
            let below = self.set(&mut row.marks, &pair.name, name, x, line_y + 1.5, width);
            if !pair.value.is_empty() {
                let count = self.faces.wrap(&pair.value, value.weight, value.size, width).len() as f32;
                let y = line_y - count * value.size * LEADING - 1.0;
                self.set(&mut row.marks, &pair.value, value, x, y, width);
            }
            row.height = row.height.max(line_y + 1.5 + below);
        }
        self.rows.push(row);
        self.space(8.0);
    }
}

/// A row that is too high for comfort, line by line; else the row itself.
fn broken(row: Row) -> Vec<Row> {
    if row.height <= ROW_MAX {
        return vec![row];
    }
    let mut lines: Vec<(f32, Vec<Mark>)> = Vec::new();
    let mut ruler = Vec::new();
    for mark in row.marks {
        match mark {
            Mark::Text { y, .. } => match lines.iter_mut().find(|(at, _)| (*at - y).abs() < 6.0) {
                Some((_, marks)) => marks.push(mark),
                None => lines.push((y, vec![mark])),
            },
            other => ruler.push(other),
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends: Vec<f32> = lines.iter().skip(1).map(|(y, _)| *y).chain([row.height + 8.0]).collect();
    let mut rows: Vec<Row> = Vec::new();
    for ((at, mut marks), end) in lines.into_iter().zip(ends) {
        for mark in &mut marks {
            if let Mark::Text { y, .. } = mark {
                *y -= at - 9.0;
            }
        }
        rows.push(Row { height: end - at, marks, ..Row::default() });
    }
    if let Some(last) = rows.last_mut() {
        for mark in &mut ruler {
            if let Mark::Line { from, to, .. } = mark {
                (from.1, to.1) = (last.height, last.height);
            }
        }
        last.marks.append(&mut ruler);
    }
    rows
}
