//! What stands at the foot of a sheet: the box for the code, and what ties the page to the journal.

use super::face::Weight;
use super::rows::{Ink, Mark, Row, Setter};
use crate::sheet::document::Proof;
use crate::sheet::qr::Square;

impl Setter<'_> {
    /// An empty box and what it is for, to be cut off along the edge of the page that it stands at.
    pub(super) fn cut_out(&mut self, text: &str) {
        let (width, height, gap, above) = (140.0, 27.0, 7.0, 9.0);
        let mut row = Row { is_at_edge: true, ..Row::default() };
        let left = gap + width + 12.0;
        let text_height = self.set(&mut row.marks, text, self.body(), left, above + gap, self.room - left - gap);
        row.marks.push(Mark::Frame { x: gap, y: above + gap, width, height, stroke: 0.8, is_dashed: false });
        let height = height.max(text_height) + 2.0 * gap;
        row.marks.push(Mark::Frame { x: 0.4, y: above, width: self.room - 0.8, height, stroke: 0.8, is_dashed: true });
        row.height = above + height;
        self.rows.push(row);
    }

    pub(super) fn proof(&mut self, proof: &Proof) {
        let mut row = Row::default();
        row.marks.push(Mark::Line { from: (0.0, 0.0), to: (self.room, 0.0), width: 1.6, ink: Ink::Head });
        let side = 80.0;
        let mut x = 0.0;
        if let Some(square) = Square::of(&proof.qr) {
            row.marks.push(Mark::Qr { x: 0.0, y: 7.0, side, square });
            x = side + 16.0;
        }
        let room = self.room - x;
        let heading = self.style(10.4, Weight::Bold, Ink::Head);
        let mut y = 5.0;
        y += self.set(&mut row.marks, &proof.heading, heading, x, y, room);
        let name = self.quiet();
        self.set(&mut row.marks, &proof.receipt.name, name, x, y + 4.0, 70.0);
        y += self.set(
            &mut row.marks,
            &proof.receipt.value,
            self.style(13.0, Weight::Bold, Ink::Text),
            x + 78.0,
            y,
            room - 78.0,
        );
        for pair in &proof.pairs {
            let value = self.quiet();
            self.set(&mut row.marks, &pair.name, name, x, y, 70.0);
            y += self.set(&mut row.marks, &pair.value, value, x + 78.0, y, room - 78.0);
        }
        self.set(&mut row.marks, &proof.seal.name, name, x, y, 70.0);
        let small = self.style(6.6, Weight::Regular, Ink::Quiet);
        y += self.set(&mut row.marks, &proof.seal.value, small, x + 78.0, y + 1.4, room - 78.0) + 3.0;
        y += self.set(&mut row.marks, &proof.how, self.style(8.0, Weight::Regular, Ink::Text), x, y + 1.0, room);
        row.height = y.max(side + 8.0);
        self.rows.push(row);
    }
}
