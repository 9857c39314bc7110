//! The page as a PDF: measured and laid out here, written by krilla.
//!
//! `face` shapes and measures text, `rows` turns the parts of a sheet into rows of known height, `pages` stacks them, and
//! `paint` draws. A row that doesn't fit goes on the next page, under a head that says which sheet it belongs to. A sheet that
//! is a little too long for one page is set a little smaller before it is broken; signatures and receipt stay together.

mod face;
mod pages;
mod paint;
mod rows;

use super::Sheet;
use crate::catalog::Paper;

/// Why there is no PDF. It can't come from a sheet's content: of a picture that can't be read nothing is drawn.
#[derive(Debug, thiserror::Error)]
#[error("the PDF can't be written: {0}")]
pub struct PdfError(String);

/// Sizes to try until the sheet fits on one page; else it is set in the first and broken.
const SCALES: [f32; 4] = [1.0, 0.95, 0.9, 0.86];

/// A page's size and margins, in points.
#[derive(Debug, Clone, Copy)]
struct Frame {
    width: f32,
    height: f32,
    left: f32,
    top: f32,
    bottom: f32,
}

impl Frame {
    fn of(paper: Paper) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        // printers leave about 5 mm blank; 14 mm leave room to punch holes
        Self { width, height, left: 42.0, top: 36.0, bottom: 36.0 }
    }

    /// The width of the text.
    fn room(&self) -> f32 {
        self.width - 2.0 * self.left
    }
}

/// The sheet as a PDF on this paper.
///
/// # Errors
/// When krilla can't write it.
pub fn pdf(sheet: &Sheet, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let frame = Frame::of(paper);
    let mut faces = face::Faces::load().ok_or_else(|| PdfError("its fonts can't be read".to_owned()))?;
    let logo = sheet.logo.as_ref().and_then(paint::picture);
    let mut first = None;
    for scale in SCALES {
        let rows = rows::Rows::of(sheet, frame, scale, logo.as_ref(), &mut faces);
        let pages = pages::pages(sheet, frame, rows, scale, &mut faces);
        if pages.len() == 1 {
            return paint::paint(sheet, frame, &pages, logo, &faces);
        }
        first.get_or_insert(pages);
    }
    paint::paint(sheet, frame, &first.unwrap_or_default(), logo, &faces)
}
