//! The page as a PDF: measured and laid out here, written by krilla.
//!
//! `face` shapes and measures text, `rows` turns the parts of a sheet into rows of known height, `pages` stacks them, and
//! `paint` draws. A row that doesn't fit goes on the next page, under a head that says which sheet it belongs to. A sheet that
//! is a little too long for one page is set a little smaller before it is broken; signatures and receipt stay together.

mod chart;
mod closing;
mod face;
mod frame;
mod grid;
mod pages;
mod paint;
mod picture;
mod rows;

use super::document::Sheet;
use crate::catalog::Paper;
use frame::Frame;

pub use paint::PdfError;

/// Sizes to try, the largest first, where a page can be saved.
const SCALES: [f32; 4] = [1.0, 0.95, 0.9, 0.86];

/// A sheet of more pages than this is tried in smaller sizes only where its last page has next to nothing on it.
const PAGES_TO_SHRINK: usize = 2;

/// The share of a page that is next to nothing.
const SHARE_MIN: f32 = 0.15;

/// The first character of a text that can't be set on the page: its fonts would draw it as a box.
#[must_use]
pub fn cannot_be_set(text: &str) -> Option<char> {
    face::missing(text)
}

/// The sheet as a PDF on this paper.
///
/// # Errors
/// When krilla can't write it.
pub fn pdf(sheet: &Sheet, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let frame = Frame::of(paper);
    let mut faces = face::Faces::load().ok_or(PdfError::Fonts)?;
    let logo = sheet.logo.as_ref().and_then(picture::picture);
    let mut whole: Option<Vec<pages::Page>> = None;
    for scale in SCALES {
        let rows = rows::Rows::of(sheet, frame, scale, logo.as_ref(), &mut faces);
        let (pages, last) = pages::pages(sheet, frame, rows, scale, &mut faces);
        if whole.as_ref().is_some_and(|whole| pages.len() < whole.len()) {
            whole = Some(pages);
            break;
        }
        let is_good = pages.len() == 1 || (pages.len() > PAGES_TO_SHRINK && last > SHARE_MIN);
        whole.get_or_insert(pages);
        if is_good {
            break;
        }
    }
    paint::paint(sheet, frame, &whole.unwrap_or_default(), logo, &faces)
}
