//! The two faces of DejaVu Sans: shaping, and the measuring that comes with it.

use std::cell::RefCell;
use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer};

use crate::domain::wrap::wrap;

/// Embedded whole in the program, in parts in each PDF. Licence: `assets/fonts/LICENSE`.
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSans-Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A piece of text with one reading order, shaped.
pub(super) struct Run {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// In ems.
    pub width: f32,
}

struct Face {
    shaper: rustybuzz::Face<'static>,
    font: Font,
    /// How each script is shaped: finding that out takes longer than shaping a line.
    plans: RefCell<Vec<(Script, Direction, ShapePlan)>>,
}

/// Both faces, and the widths that were measured.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
    /// Widths in ems.
    widths: HashMap<(Weight, String), f32>,
}

impl Face {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        let (shaper, font) = (rustybuzz::Face::from_slice(bytes, 0)?, Font::new(bytes.into(), 0)?);
        Some(Self { shaper, font, plans: RefCell::default() })
    }

    fn shape(&self, text: &str, is_rtl: bool) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let script = buffer.script();
        let mut plans = self.plans.borrow_mut();
        let at = plans.iter().position(|(of, to, _)| (*of, *to) == (script, direction)).unwrap_or_else(|| {
            let plan = ShapePlan::new(&self.shaper, direction, Some(script), None, &[]);
            plans.push((script, direction, plan));
            plans.len() - 1
        });
        let shaped = rustybuzz::shape_with_plan(&self.shaper, &plans[at].2, buffer);
        let ems = |units: i32| units as f32 / self.font.units_per_em();
        let infos = shaped.glyph_infos();
        // a cluster ends where the next one in the text begins
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.push(text.len());
        starts.sort_unstable();
        let end = |start: usize| starts[starts.partition_point(|&it| it <= start).min(starts.len() - 1)];
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(infos.len());
        for (info, at) in infos.iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            width += ems(at.x_advance);
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                ems(at.x_advance),
                ems(at.x_offset),
                ems(at.y_offset),
                ems(at.y_advance),
                start..end(start),
                None,
            ));
        }
        Run { text: text.to_owned(), glyphs, width }
    }
}

/// The first character that the fonts don't have, and would draw as a box.
pub(super) fn missing(text: &str) -> Option<char> {
    let face = rustybuzz::Face::from_slice(REGULAR, 0)?;
    text.chars().find(|c| !c.is_whitespace() && face.glyph_index(*c).is_none())
}

impl Faces {
    pub(super) fn load() -> Option<Self> {
        Some(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)?, widths: HashMap::new() })
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    /// A line in runs, from left to right.
    pub(super) fn shape(&self, text: &str, weight: Weight) -> Vec<Run> {
        let face = self.face(weight);
        runs(text).into_iter().map(|(run, is_rtl)| face.shape(run, is_rtl)).collect()
    }

    /// The width of a line, in points.
    pub(super) fn width(&mut self, text: &str, weight: Weight, size: f32) -> f32 {
        let key = (weight, text.to_owned());
        if let Some(ems) = self.widths.get(&key) {
            return ems * size;
        }
        let ems = self.shape(text, weight).iter().map(|run| run.width).sum::<f32>();
        self.widths.insert(key, ems);
        ems * size
    }

    /// A text in lines that fit into `room` points.
    pub(super) fn wrap(&mut self, text: &str, weight: Weight, size: f32, room: f32) -> Vec<String> {
        wrap(text, room, &mut |text| self.width(text, weight, size))
    }
}

/// Parts a line where its reading order changes. Names in Hebrew or Arabic stand in lines that run from left to right, so
/// this is all of the bidirectional algorithm that a sheet needs.
fn runs(text: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let (mut start, mut is_rtl) = (0, false);
    let mut last_strong_end = 0;
    for (at, c) in text.char_indices() {
        let strong = if is_rtl_letter(c) {
            Some(true)
        } else if c.is_alphanumeric() {
            Some(false)
        } else {
            None
        };
        let Some(turns) = strong else { continue };
        if turns != is_rtl {
            // what stands between the two belongs to the one that runs from left to right
            let border = if is_rtl { last_strong_end } else { at };
            if border > start {
                runs.push((&text[start..border], is_rtl));
            }
            (start, is_rtl) = (border, turns);
        }
        last_strong_end = at + c.len_utf8();
    }
    if start < text.len() {
        let border = if is_rtl { last_strong_end } else { text.len() };
        runs.push((&text[start..border], is_rtl));
        if border < text.len() {
            runs.push((&text[border..], false));
        }
    }
    runs
}

fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_where_it_turns() {
        assert_eq!(runs("Ana K."), [("Ana K.", false)]);
        assert_eq!(runs("שלום עולם"), [("שלום עולם", true)]);
        assert_eq!(runs("car of שלום עולם, 3"), [("car of ", false), ("שלום עולם", true), (", 3", false)]);
        assert_eq!(runs("שלום."), [("שלום", true), (".", false)]);
        assert_eq!(runs(""), []);
    }

    #[test]
    fn every_byte_of_a_text_is_in_one_run_and_widths_add_up() {
        let mut faces = Faces::load().unwrap();
        for text in ["Łukasz Wójcik", "Ελένη", "Ольга", "a שלום b", "👍🏽 漢字", "e\u{301}", "fi ffi", ""]
        {
            let joined: String = faces.shape(text, Weight::Bold).iter().map(|run| run.text.as_str()).collect();
            assert_eq!(joined, text);
            assert!(faces.width(text, Weight::Regular, 10.0) >= 0.0);
        }
        assert!(faces.width("WW", Weight::Regular, 10.0) > faces.width("W", Weight::Regular, 10.0) * 1.9);
    }
}
