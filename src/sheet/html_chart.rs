//! Tables of a report and charts in HTML: these as pictures inside the file, of paths and text.

use std::fmt::Write;

use super::document::{Chart, ChartForm, ChartPoint, Grid, GridColumn};
use super::html::Page;

/// A table of so many columns has no room on a phone: there each of its rows is a paragraph.
const WIDE_FROM_COLUMNS: usize = 5;
/// The width of a picture, in its own units.
const WIDTH: f64 = 320.0;
/// The height of a full upright bar.
const COURSE: f64 = 70.0;

impl Page {
    pub(super) fn grid(&mut self, grid: &Grid) {
        let is_wide = grid.columns.len() >= WIDE_FROM_COLUMNS;
        self.raw(if is_wide { "<table class=\"grid wide\">" } else { "<table class=\"grid\">" });
        self.raw("\n<thead><tr>");
        for column in &grid.columns {
            self.element("th", if column.is_figure { "figure" } else { "" }, &column.heading);
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in &grid.rows {
            self.raw("<tr>");
            for (column, cell) in grid.columns.iter().zip(row) {
                self.cell(column, is_wide, cell);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    /// A cell, whose text may have several lines. A figure of a wide table bears its heading, for where that has no line of its own.
    fn cell(&mut self, column: &GridColumn, is_wide: bool, cell: &str) {
        if cell.contains('\n') {
            self.raw("<td class=\"many\">");
            cell.split('\n').for_each(|line| self.element("div", "", line));
            self.raw("</td>\n");
        } else if column.is_figure && is_wide {
            self.raw("<td class=\"figure\" dir=\"auto\" data-name=\"");
            self.text(&column.heading);
            self.raw("\">");
            self.text(cell);
            self.raw("</td>\n");
        } else {
            self.element("td", if column.is_figure { "figure" } else { "" }, cell);
        }
    }

    pub(super) fn chart(&mut self, chart: &Chart) {
        self.raw("<figure>\n");
        self.element("figcaption", "", &chart.title);
        match chart.form {
            ChartForm::Course => self.course(chart),
            ChartForm::Shares => self.shares(chart),
        }
        self.raw("</figure>\n");
    }

    fn begin(&mut self, height: f64) {
        // writing into a string can't fail
        let mut open = String::new();
        let _ = write!(open, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">");
        self.raw(&open);
    }

    fn bar(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let mut bar = String::new();
        let _ =
            write!(bar, "<rect class=\"bar\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
        self.raw(&bar);
    }

    fn label(&mut self, x: f64, y: f64, anchor: &str, class: &str, text: &str) {
        let mut open = String::new();
        let _ = write!(open, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" class=\"{class}\">");
        self.raw(&open);
        self.text(text);
        self.raw("</text>\n");
    }

    fn course(&mut self, chart: &Chart) {
        self.begin(COURSE + 36.0);
        let step = WIDTH / chart.points.len().max(1) as f64;
        let foot = COURSE + 12.0;
        for (at, point) in chart.points.iter().enumerate() {
            let middle = (at as f64 + 0.5) * step;
            let (height, width) = (length(point, chart, COURSE), (step * 0.62).min(30.0));
            if height > 0.0 {
                self.bar(middle - width / 2.0, foot - height, width, height);
            }
            self.label(middle, foot - height - 2.0, "middle", "", &point.figure);
            self.label(middle, foot + 10.0, "middle", "quiet", &point.name);
            self.label(middle, foot + 20.0, "middle", "quiet", &point.n);
        }
        self.raw("</svg>\n");
    }

    /// Lying bars as a table, so that a name of any length is read whole.
    fn shares(&mut self, chart: &Chart) {
        self.raw("<table class=\"shares\">\n");
        for point in &chart.points {
            self.raw("<tr>");
            self.element("td", "", &point.name);
            self.raw("<td>");
            self.begin(9.0);
            self.bar(0.0, 0.0, length(point, chart, WIDTH), 9.0);
            self.raw("</svg></td>");
            self.element("td", "figure", &point.figure);
            self.raw("</tr>\n");
        }
        self.raw("</table>\n");
    }
}

/// The length of a bar in `room`. What is there at all is never drawn as nothing.
fn length(point: &ChartPoint, chart: &Chart, room: f64) -> f64 {
    match point.value {
        None | Some(0) => 0.0,
        Some(value) => (room * value as f64 / chart.full.max(1) as f64).clamp(1.0, room),
    }
}
