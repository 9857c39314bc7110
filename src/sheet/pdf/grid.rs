//! Tables with columns of their own widths, whose headings stand again on each further page.

use std::rc::Rc;

use super::face::Weight;
use super::rows::{Ink, LEADING, Mark, Row, Setter, Style};
use crate::sheet::document::Grid;

/// The blank between two columns, in points.
const GAP: f32 = 7.0;

impl Setter<'_> {
    pub(super) fn grid(&mut self, grid: &Grid) {
        let whole: f32 = grid.columns.iter().map(|column| f32::from(column.share)).sum();
        let mut places: Vec<(f32, f32, bool)> = Vec::with_capacity(grid.columns.len());
        let mut x = 0.0;
        for column in &grid.columns {
            let width = self.room * f32::from(column.share) / whole.max(1.0);
            places.push((x, width - GAP, column.is_figure));
            x += width;
        }
        let headings: Vec<&str> = grid.columns.iter().map(|column| column.heading.as_str()).collect();
        let heading = self.style(7.6, Weight::Bold, Ink::Quiet);
        let mut head = self.grid_row(&headings, &places, heading);
        head.holds_next = true;
        let again = Rc::new(head.clone());
        self.rows.push(head);
        let body = self.style(8.4, Weight::Regular, Ink::Text);
        for cells in &grid.rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let row = self.grid_row(&cells, &places, body);
            self.rows.push(Row { head: Some(again.clone()), ..row });
        }
        self.space(3.0);
    }

    fn grid_row(&mut self, cells: &[&str], places: &[(f32, f32, bool)], style: Style) -> Row {
        let mut row = Row::default();
        for (cell, (x, width, is_figure)) in cells.iter().zip(places) {
            let first = row.marks.len();
            let mut y = 1.6;
            for line in cell.split('\n') {
                y += self.set(&mut row.marks, line, style, *x, y, *width);
            }
            row.height = row.height.max(y + 1.8);
            if *is_figure {
                for mark in &mut row.marks[first..] {
                    if let Mark::Text { x: at, text, size, weight, .. } = mark {
                        *at = x + width - self.faces.width(text, *weight, *size);
                    }
                }
            }
        }
        row.height = row.height.max(style.size * LEADING + 3.4);
        let y = row.height;
        row.marks.push(Mark::Line { from: (0.0, y), to: (self.room, y), width: 0.4, ink: Ink::Hair });
        row
    }
}
