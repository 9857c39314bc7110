//! Rows stacked on pages.

use super::face::{Faces, Weight};
use super::frame::Frame;
use super::rows::{Ink, Mark, Row, Rows};
use crate::sheet::document::{Part, Sheet};

/// The height of the head that is repeated on each page after the first, in points.
const HEAD: f32 = 26.0;

/// What stands on a page: marks, and where their row's upper edge is.
pub(super) type Page = Vec<(f32, Mark)>;

/// Puts the rows on as many pages as they need, and says what share of the last one they take. Nothing is left out: a row that is
/// higher than a page stands on one of its own.
pub(super) fn pages(sheet: &Sheet, frame: Frame, rows: Rows, scale: f32, faces: &mut Faces) -> (Vec<Page>, f32) {
    let mut stack = Stack { sheet, frame, pages: vec![Page::new()], y: frame.top, faces };
    let flow = rows.flow;
    let mut at = 0;
    while at < flow.len() {
        // a heading goes with what stands under it
        let together = 1 + flow[at..].iter().take_while(|row| row.holds_next).count();
        let block = &flow[at..(at + together).min(flow.len())];
        let height: f32 = block.iter().map(|row| row.height).sum();
        if !stack.fits(height) && stack.y > stack.top() {
            stack.turn();
        }
        for row in block {
            if !stack.fits(row.height) && stack.y > stack.top() {
                stack.turn();
            }
            if let Some(head) = row.head.as_ref().filter(|_| stack.is_at_top()) {
                stack.put((**head).clone());
            }
            stack.put(row.clone());
        }
        at += block.len();
    }
    let foot: f32 = rows.foot.iter().map(|row| row.height).sum();
    if !stack.fits(foot) && stack.y > stack.top() {
        stack.turn();
    }
    let last = (stack.y + foot - stack.top()) / frame.height;
    // a receipt stands at the foot of the page, where a hand looks for it; without one the signatures stay under what is signed
    let spare = frame.height - frame.bottom - stack.y - foot;
    let is_receipt = sheet.closing.iter().any(|part| matches!(part, Part::Proof(_)));
    if spare > 0.0 && stack.pages.len() == 1 {
        stack.y += if is_receipt { spare } else { spare.min(24.0) };
    }
    for row in rows.foot {
        if row.is_at_edge {
            stack.y = stack.y.max(frame.height - frame.bottom - row.height);
        }
        stack.put(row);
    }
    stack.number(scale);
    (stack.pages, last)
}

struct Stack<'a> {
    sheet: &'a Sheet,
    frame: Frame,
    pages: Vec<Page>,
    y: f32,
    faces: &'a mut Faces,
}

impl Stack<'_> {
    /// Where the text of the present page begins.
    fn top(&self) -> f32 {
        if self.pages.len() > 1 { self.frame.top + HEAD } else { self.frame.top }
    }

    /// Whether nothing stands on the present page yet but its head.
    fn is_at_top(&self) -> bool {
        self.pages.len() > 1 && self.y <= self.top()
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.frame.height - self.frame.bottom
    }

    fn put(&mut self, row: Row) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.extend(row.marks.into_iter().map(|mark| (y, mark)));
        }
        self.y += row.height;
    }

    /// A new page, with the head that says which sheet it belongs to.
    fn turn(&mut self) {
        let room = self.frame.room();
        let weight = Weight::Bold;
        let is_fitting = |faces: &mut Faces, size: f32| faces.width(&self.sheet.continued, weight, size) <= room;
        let size = [8.4, 7.6, 6.8].into_iter().find(|size| is_fitting(self.faces, *size)).unwrap_or(6.8);
        // one line: what doesn't fit is on the first page in full
        let text = self.faces.wrap(&self.sheet.continued, weight, size, room).swap_remove(0);
        let text = Mark::Text { x: 0.0, y: size, size, weight, ink: Ink::Quiet, text };
        let rule = Mark::Line { from: (0.0, 13.0), to: (room, 13.0), width: 0.7, ink: Ink::Head };
        self.pages.push(vec![(self.frame.top, text), (self.frame.top, rule)]);
        self.y = self.frame.top + HEAD;
    }

    /// Numbers the pages, when there are several.
    fn number(&mut self, scale: f32) {
        let count = self.pages.len();
        if count == 1 {
            return;
        }
        for at in 0..count {
            let text = self.sheet.page(at + 1, count);
            let size = 8.0 * scale;
            let x = self.frame.room() - self.faces.width(&text, Weight::Regular, size);
            let y = self.frame.height - self.frame.bottom + 14.0;
            self.pages[at].push((y, Mark::Text { x, y: 0.0, size, weight: Weight::Regular, ink: Ink::Quiet, text }));
        }
    }
}
