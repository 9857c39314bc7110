//! Knows the sizes of papers.

use crate::catalog::Paper;

/// A page's size and margins, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Frame {
    pub(super) fn of(paper: Paper) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        // printers leave about 5 mm blank; 14 mm leave room to punch holes
        Self { width, height, left: 42.0, top: 36.0, bottom: 36.0 }
    }

    /// The width of the text.
    pub(super) fn room(&self) -> f32 {
        self.width - 2.0 * self.left
    }
}
