//! Draws marks with krilla.

use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::color::rgb;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;

use super::face::Faces;
use super::frame::Frame;
use super::pages::Page;
use super::picture::Picture;
use super::rows::{Ink, Mark};
use crate::sheet::document::Sheet;
use crate::sheet::qr::Square;

/// Why there is no PDF. It can't come from a sheet's content: of a picture that can't be read nothing is drawn.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts that are built in can't be read.
    #[error("the PDF can't be written: its fonts can't be read")]
    Fonts,
    /// A page has no size.
    #[error("the PDF can't be written: no such paper")]
    Paper,
    /// The document can't be put together.
    #[error("the PDF can't be written: {0:?}")]
    Document(#[source] KrillaError),
}

pub(super) fn paint(
    sheet: &Sheet,
    frame: Frame,
    pages: &[Page],
    logo: Option<Picture>,
    faces: &Faces,
) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(metadata(sheet));
    for page in pages {
        let settings = PageSettings::from_wh(frame.width, frame.height);
        let mut sheet = document.start_page_with(settings.ok_or(PdfError::Paper)?);
        let mut surface = sheet.surface();
        for (top, mark) in page {
            Brush { surface: &mut surface, faces, logo: logo.as_ref(), left: frame.left, top: *top }.draw(mark);
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(PdfError::Document)
}

fn metadata(sheet: &Sheet) -> Metadata {
    let at = sheet.created;
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let offset_minutes = at.offset().local_minus_utc() / 60;
    let created = DateTime::new(u16::try_from(at.year()).unwrap_or(0))
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(i8::try_from(offset_minutes / 60).unwrap_or(0))
        .utc_offset_minute(u8::try_from(offset_minutes.abs() % 60).unwrap_or(0));
    Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.clone())
        .creator(concat!("precheck ", env!("CARGO_PKG_VERSION")).to_owned())
        .authors(sheet.letterhead.first().cloned().into_iter().collect())
        .creation_date(created)
}

struct Brush<'a, 'b> {
    surface: &'a mut Surface<'b>,
    faces: &'a Faces,
    logo: Option<&'a Picture>,
    left: f32,
    top: f32,
}

impl Brush<'_, '_> {
    fn draw(&mut self, mark: &Mark) {
        let (left, top) = (self.left, self.top);
        match mark {
            Mark::Text { x, y, size, weight, ink, text } => {
                self.fill(*ink);
                let mut x = left + x;
                for run in self.faces.shape(text, *weight) {
                    let start = Point::from_xy(x, top + y);
                    self.surface.draw_glyphs(start, &run.glyphs, self.faces.font(*weight), &run.text, *size, false);
                    x += run.width * size;
                }
            }
            Mark::Line { from, to, width, ink } => {
                let mut path = PathBuilder::new();
                path.move_to(left + from.0, top + from.1);
                path.line_to(left + to.0, top + to.1);
                self.stroke(path, *width, *ink, false);
            }
            Mark::Frame { x, y, width, height, stroke, is_dashed } => {
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(left + x, top + y, *width, *height) {
                    path.push_rect(rect);
                }
                self.stroke(path, *stroke, Ink::Text, *is_dashed);
            }
            Mark::Bar { x, y, width, height, ink } => {
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(left + x, top + y, *width, *height) {
                    path.push_rect(rect);
                }
                self.fill(*ink);
                if let Some(path) = path.finish() {
                    self.surface.draw_path(&path);
                }
            }
            Mark::Qr { x, y, side, square } => self.qr(left + x, top + y, *side, square),
            Mark::Picture { x, y, width, height } => {
                if let (Some(logo), Some(size)) = (self.logo, Size::from_wh(*width, *height)) {
                    self.surface.push_transform(&Transform::from_translate(left + x, top + y));
                    self.surface.draw_image(logo.image.clone(), size);
                    self.surface.pop();
                }
            }
        }
    }

    fn fill(&mut self, ink: Ink) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: color(ink).into(), ..Fill::default() }));
    }

    fn stroke(&mut self, path: PathBuilder, width: f32, ink: Ink, is_dashed: bool) {
        let Some(path) = path.finish() else { return };
        let dash = is_dashed.then(|| StrokeDash { array: vec![3.0, 2.0], offset: 0.0 });
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: color(ink).into(), width, dash, ..Stroke::default() }));
        self.surface.draw_path(&path);
    }

    /// One path of all dark modules: no seams between them.
    fn qr(&mut self, x: f32, y: f32, side: f32, square: &Square) {
        let module = side / square.side as f32;
        let mut path = PathBuilder::new();
        for (row, column, length) in square.runs() {
            let (x, y) = (x + column as f32 * module, y + row as f32 * module);
            if let Some(rect) = Rect::from_xywh(x, y, length as f32 * module, module) {
                path.push_rect(rect);
            }
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

fn color(ink: Ink) -> rgb::Color {
    match ink {
        Ink::Text => rgb::Color::new(22, 32, 42),
        Ink::Quiet => rgb::Color::new(74, 89, 101),
        Ink::Head => rgb::Color::new(29, 61, 86),
        Ink::Alarm => rgb::Color::new(179, 21, 27),
        Ink::Hair => rgb::Color::new(185, 196, 204),
        Ink::Bar => rgb::Color::new(74, 120, 158),
    }
}
