//! The foot of every screen: what there is to tell, then the keys, in places of their own.
//!
//! The upper line of keys has those of the item, the lower one those of the job or the list; at the right end of the upper
//! one stand the way back and the help, always at the same place. What doesn't fit stands behind F1.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::strips;
use super::text::{fit, width, wrap};
use crate::app::State;
use crate::domain::text::clock;
use crate::tui::key::Key;
use crate::tui::keymap::{self, Binding, Place};
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;
use crate::words::PlainWords;

/// Lines for the keys.
const KEY_LINES: u16 = 2;
/// At most so many lines for what there is to tell: more of it stands behind F1.
const TOLD_LINES: usize = 3;
/// Blanks at least between the keys and the ways out.
const GAP_CELLS: usize = 2;
/// Cells for the word beside Esc, so that Esc itself keeps its place.
const BACK_CELLS: usize = 5;

/// Stands between two keys.
const BETWEEN: &str = "   ";

/// What is told and the keys, laid out for a width.
pub(super) struct Foot {
    told: Vec<String>,
    style: Style,
}

impl Foot {
    /// What there is to tell now.
    pub(super) fn of(state: &State, theme: Theme, columns: u16) -> Self {
        let notice = state.session.notice.as_ref();
        let words = state.screens.words();
        // trouble is newer than what is on its way, such as that the lead is off when somebody leaves
        let (text, style) = if let Some(trouble) = notice.filter(|notice| notice.is_trouble) {
            (format!("! {}", trouble.text), theme.bad())
        } else if let Some(seconds) = state.hangs_seconds() {
            (format!("! {}", words.say("key-drive-hangs", &[("time", &clock(seconds))])), theme.bad())
        } else if let Some(key) = state.opening() {
            (words.say("key-opening", &[("job", &key.to_string())]), theme.quiet())
        } else if state.is_writing() {
            (words.get("identify-writing").to_owned(), theme.quiet())
        } else {
            (notice.map_or_else(String::new, |notice| notice.text.clone()), theme.strong())
        };
        Self { told: told(&text, words, usize::from(columns).saturating_sub(2)), style }
    }

    /// How many rows it takes.
    pub(super) fn height(&self) -> u16 {
        KEY_LINES + u16::try_from(self.told.len()).unwrap_or(1)
    }

    /// Draws it.
    pub(super) fn draw(self, state: &State, theme: Theme, area: Rect, buffer: &mut Buffer, taps: &mut Taps) {
        let [told, keys] = strips::bottom(area, KEY_LINES);
        let line = |text| Line::styled(format!(" {text}"), self.style);
        Paragraph::new(self.told.into_iter().map(line).collect::<Vec<_>>()).render(told, buffer);
        draw_keys(state, theme, keys, buffer, taps);
    }
}

/// A text in lines of so many cells, the last one cut where it is too long.
fn told(text: &str, words: &PlainWords, cells: usize) -> Vec<String> {
    let mut lines = wrap(text, cells);
    if lines.is_empty() {
        lines.push(String::new());
    }
    if lines.len() > TOLD_LINES {
        lines.truncate(TOLD_LINES);
        if let Some(last) = lines.last_mut() {
            let more = format!(" … F1: {}", words.get("key-all-of-it"));
            *last = format!("{}{more}", fit(last, cells.saturating_sub(width(&more))).trim_end_matches(['…', ' ']));
        }
    }
    lines
}

fn draw_keys(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer, taps: &mut Taps) {
    let words = state.screens.words();
    let shown =
        |binding: &&Binding| !binding.label(words).is_empty() && binding.command().is_none_or(|it| state.offers(&it));
    let shown: Vec<&Binding> = keymap::bindings(state.context()).filter(shown).collect();
    let at = |place: Place| shown.iter().copied().filter(move |binding| binding.place() == place);
    let [upper, lower] = strips::top(area, 1);
    let right = KeyLine::ways_out(at(Place::Right), words, theme);
    let right_cells = u16::try_from(right.line.width() + 1).unwrap_or(0).min(upper.width);
    let [left, corner] = strips::right(upper, right_cells);
    right.draw(corner, buffer, taps);
    KeyLine::fitting(at(Place::Upper), words, theme, usize::from(left.width).saturating_sub(GAP_CELLS))
        .draw(left, buffer, taps);
    KeyLine::fitting(at(Place::Lower), words, theme, usize::from(lower.width)).draw(lower, buffer, taps);
}

/// Keys with their words in a line, each of which can be tapped.
struct KeyLine {
    line: Line<'static>,
    /// Where each key begins, how many cells it and its word take, and the key.
    places: Vec<(usize, usize, Option<Key>)>,
}

impl KeyLine {
    fn new(indent: usize) -> Self {
        Self { line: Line::raw(" ".repeat(indent)), places: Vec::new() }
    }

    /// A key with its word, and blanks up to so many cells for the word.
    fn push(&mut self, binding: &Binding, words: &PlainWords, cells: usize, theme: Theme) {
        let (name, label) = (binding.name(words), binding.label(words));
        self.places.push((self.line.width(), width(&name) + 1 + width(label), binding.key()));
        self.line.push_span(Span::styled(name, theme.key()));
        self.line.push_span(Span::raw(format!(" {label:<cells$}")));
    }

    /// The keys that lead out: the last word is as long as it is, and what stands before it keeps its place.
    fn ways_out<'a>(bindings: impl Iterator<Item = &'a Binding>, words: &PlainWords, theme: Theme) -> Self {
        let mut bindings: Vec<&Binding> = bindings.collect();
        // the help comes last, whatever leads back
        bindings.sort_by_key(|binding| binding.is_help());
        let mut line = Self::new(0);
        for binding in bindings {
            let is_last = binding.is_help();
            line.push(binding, words, if is_last { 0 } else { BACK_CELLS }, theme);
            line.line.push_span(Span::raw(if is_last { "" } else { BETWEEN }));
        }
        line
    }

    /// As many keys as fit into a line.
    fn fitting<'a>(
        bindings: impl Iterator<Item = &'a Binding>,
        words: &PlainWords,
        theme: Theme,
        cells: usize,
    ) -> Self {
        let mut line = Self::new(1);
        for binding in bindings {
            let needed = width(&binding.name(words)) + 1 + width(binding.label(words));
            if line.line.width() + needed > cells {
                break;
            }
            line.push(binding, words, 0, theme);
            line.line.push_span(Span::raw(BETWEEN));
        }
        line
    }

    fn draw(self, area: Rect, buffer: &mut Buffer, taps: &mut Taps) {
        let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        for (from, width, key) in self.places {
            let place = Rect { x: area.x.saturating_add(cells(from)), width: cells(width), height: 1, ..area };
            taps.add(place.intersection(area), key.as_slice());
        }
        Paragraph::new(self.line).render(area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_to_tell_is_cut_and_says_where_the_rest_is() {
        assert_eq!(told("", PlainWords::english(), 20), [""]);
        assert_eq!(told("two lines of it, as it is", PlainWords::english(), 20).len(), 2);
        let long = told(&"word ".repeat(40), PlainWords::english(), 30);
        assert_eq!(long.len(), TOLD_LINES);
        assert!(long[2].ends_with("F1: all of it"), "{long:?}");
        assert!(long.iter().all(|line| width(line) <= 30), "{long:?}");
    }
}
