//! Charts: bars with their numbers, drawn as paths. Two stand side by side.

use super::face::Weight;
use super::rows::{Ink, LEADING, Mark, Row, Setter, Style};
use crate::sheet::document::{Chart, ChartForm, ChartPoint};

/// The blank between two charts, in points.
const GUTTER: f32 = 22.0;
/// The height of a full upright bar.
const COURSE: f32 = 58.0;
/// The widest upright bar.
const BAR_MAX: f32 = 26.0;
/// The thickness of a lying bar.
const THICK: f32 = 6.6;

impl Setter<'_> {
    pub(super) fn charts(&mut self, charts: &[Chart]) {
        let width = (self.room - GUTTER) / 2.0;
        for pair in charts.chunks(2) {
            let mut row = Row::default();
            for (at, chart) in pair.iter().enumerate() {
                let x = at as f32 * (width + GUTTER);
                let title = self.style(8.4, Weight::Bold, Ink::Text);
                let below = self.set(&mut row.marks, &chart.title, title, x, 2.0, width) + 6.0;
                let height = match chart.form {
                    ChartForm::Course => self.course(&mut row.marks, chart, x, below, width),
                    ChartForm::Shares => self.shares(&mut row.marks, chart, x, below, width),
                };
                row.height = row.height.max(height + 8.0 * self.scale);
            }
            self.rows.push(row);
        }
    }

    fn small(&self) -> Style {
        self.style(7.2, Weight::Regular, Ink::Quiet)
    }

    fn figure(&self) -> Style {
        self.style(7.4, Weight::Bold, Ink::Text)
    }

    /// Upright bars; returns where they end.
    fn course(&mut self, marks: &mut Vec<Mark>, chart: &Chart, x: f32, y: f32, width: f32) -> f32 {
        let (small, figure) = (self.small(), self.figure());
        let step = width / chart.points.len().max(1) as f32;
        let line = figure.size * LEADING;
        let foot = y + line + COURSE * self.scale;
        marks.push(Mark::Line { from: (x, foot), to: (x + width, foot), width: 0.6, ink: Ink::Quiet });
        for (at, point) in chart.points.iter().enumerate() {
            let middle = x + (at as f32 + 0.5) * step;
            let height = length(point, chart, COURSE * self.scale);
            let bar = (step * 0.62).min(BAR_MAX);
            if height > 0.0 {
                marks.push(Mark::Bar { x: middle - bar / 2.0, y: foot - height, width: bar, height, ink: Ink::Bar });
            }
            self.centred(marks, &point.figure, figure, middle, foot - height - line);
            self.centred(marks, &point.name, small, middle, foot + 2.0);
            self.centred(marks, &point.n, small, middle, foot + 2.0 + small.size * LEADING);
        }
        foot + 2.0 + 2.0 * small.size * LEADING
    }

    /// One line of text around a middle.
    fn centred(&mut self, marks: &mut Vec<Mark>, text: &str, style: Style, middle: f32, y: f32) {
        let Style { size, weight, ink } = style;
        let x = middle - self.faces.width(text, weight, size) / 2.0;
        let text = text.to_owned();
        marks.push(Mark::Text { x, y: y + size, size, weight, ink, text });
    }

    /// Lying bars with their names before and their numbers behind; returns where they end.
    fn shares(&mut self, marks: &mut Vec<Mark>, chart: &Chart, x: f32, y: f32, width: f32) -> f32 {
        let (name, figure) = (self.style(7.8, Weight::Regular, Ink::Text), self.figure());
        // each number stands in one line, behind a full bar as well
        let widths = chart.points.iter().map(|point| self.faces.width(&point.figure, figure.weight, figure.size));
        let widest = widths.fold(0.0_f32, f32::max) + 1.0;
        let (name_room, figure_room) = (width * 0.44, widest.clamp(width * 0.2, width * 0.36));
        let bar_room = width - name_room - figure_room - 12.0;
        let mut y = y;
        for point in &chart.points {
            let height = self.set(marks, &point.name, name, x, y, name_room);
            let bar = length(point, chart, bar_room);
            let (at, middle) = (x + name_room + 6.0, y + name.size * LEADING / 2.0 + 0.6);
            if bar > 0.0 {
                let thick = THICK * self.scale;
                marks.push(Mark::Bar { x: at, y: middle - thick / 2.0, width: bar, height: thick, ink: Ink::Bar });
            }
            self.set(marks, &point.figure, figure, at + bar + 4.0, y + 0.2, bar_room - bar + figure_room);
            y += height + 2.6 * self.scale;
        }
        y
    }
}

/// The length of a bar in `room`. What is there at all is never drawn as nothing.
fn length(point: &ChartPoint, chart: &Chart, room: f32) -> f32 {
    match point.value {
        None | Some(0) => 0.0,
        Some(value) => (room * value as f32 / chart.full.max(1) as f32).clamp(0.8, room),
    }
}
