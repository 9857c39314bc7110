//! The foot of every screen: what there is to tell, then the keys, in places of their own.
//!
//! The upper line of keys has those of the item, the lower one those of the job or the list; at the right end of the upper
//! one stand the way back and the help, always at the same place. What doesn't fit stands behind F1.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::text::{fit, width, wrap};
use crate::app::State;
use crate::tui::keymap::{self, Binding, Place};
use crate::tui::theme::Theme;

/// Lines for the keys.
const KEY_LINES: u16 = 2;
/// At most so many lines for what there is to tell: more of it stands behind F1.
const TOLD_LINES: usize = 3;
/// Cells for the word beside Esc, so that Esc itself keeps its place.
const BACK_CELLS: usize = 5;

/// What is told and the keys, laid out for a width.
pub(super) struct Foot {
    told: Vec<String>,
    style: Style,
}

impl Foot {
    /// What there is to tell now.
    pub(super) fn of(state: &State, theme: Theme, columns: u16) -> Self {
        let hangs = state.hangs_seconds().map(|seconds| {
            format!("! the drive has not answered for {seconds} s; Ctrl-C leaves, what is recorded is safe")
        });
        let (text, style) = match (state.opening(), state.is_writing(), &state.session.notice) {
            _ if hangs.is_some() => (hangs.unwrap_or_default(), theme.bad()),
            (Some(key), ..) => (format!("reading {key} …"), theme.quiet()),
            (_, true, _) => ("writing …".to_owned(), theme.quiet()),
            (.., Some(notice)) if notice.is_trouble => (format!("! {}", notice.text), theme.bad()),
            (.., Some(notice)) => (notice.text.clone(), theme.strong()),
            (.., None) => (String::new(), Style::new()),
        };
        Self { told: told(&text, usize::from(columns).saturating_sub(2)), style }
    }

    /// How many rows it takes.
    pub(super) fn height(&self) -> u16 {
        KEY_LINES + u16::try_from(self.told.len()).unwrap_or(1)
    }

    /// Draws it.
    pub(super) fn draw(self, state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
        let [told, keys] = Layout::vertical([Constraint::Min(0), Constraint::Length(KEY_LINES)]).areas(area);
        let line = |text| Line::styled(format!(" {text}"), self.style);
        Paragraph::new(self.told.into_iter().map(line).collect::<Vec<_>>()).render(told, buffer);
        draw_keys(state, theme, keys, buffer);
    }
}

/// A text in lines of so many cells, the last one cut where it is too long.
fn told(text: &str, cells: usize) -> Vec<String> {
    let mut lines = wrap(text, cells);
    if lines.is_empty() {
        lines.push(String::new());
    }
    if lines.len() > TOLD_LINES {
        lines.truncate(TOLD_LINES);
        if let Some(last) = lines.last_mut() {
            const MORE: &str = " … F1: all of it";
            *last = format!("{}{MORE}", fit(last, cells.saturating_sub(width(MORE))).trim_end_matches(['…', ' ']));
        }
    }
    lines
}

fn draw_keys(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let shown = |binding: &&Binding| !binding.label.is_empty() && binding.command().is_none_or(|it| state.offers(&it));
    let shown: Vec<&Binding> = keymap::bindings(state.context()).filter(shown).collect();
    let at = |place: Place| shown.iter().copied().filter(move |binding| binding.place() == place);
    let [upper, lower] = Layout::vertical([Constraint::Length(1); 2]).areas(area);
    let right = ways_out(at(Place::Right), theme);
    let right_cells = u16::try_from(right.width() + 1).unwrap_or(0).min(upper.width);
    let [left, corner] = Layout::horizontal([Constraint::Min(0), Constraint::Length(right_cells)]).areas(upper);
    Paragraph::new(right).alignment(Alignment::Left).render(corner, buffer);
    Paragraph::new(key_line(at(Place::Upper), theme, usize::from(left.width))).render(left, buffer);
    Paragraph::new(key_line(at(Place::Lower), theme, usize::from(lower.width))).render(lower, buffer);
}

/// The keys that lead out: the last word is as long as it is, and what stands before it keeps its place.
fn ways_out<'a>(bindings: impl Iterator<Item = &'a Binding>, theme: Theme) -> Line<'static> {
    let mut bindings: Vec<&Binding> = bindings.collect();
    // the help comes last, whatever leads back
    bindings.sort_by_key(|binding| binding.is_help());
    let mut line = Line::default();
    for binding in bindings {
        let label =
            if binding.is_help() { binding.label.to_owned() } else { format!("{:<BACK_CELLS$}   ", binding.label) };
        line.push_span(Span::styled(binding.name(), theme.key()));
        line.push_span(Span::raw(format!(" {label}")));
    }
    line
}

/// As many keys as fit into a line.
fn key_line<'a>(bindings: impl Iterator<Item = &'a Binding>, theme: Theme, cells: usize) -> Line<'static> {
    let mut line = Line::raw(" ");
    let mut used = 1;
    for binding in bindings {
        let needed = width(&binding.name()) + 1 + width(binding.label);
        if used + needed > cells {
            break;
        }
        line.push_span(Span::styled(binding.name(), theme.key()));
        line.push_span(Span::raw(format!(" {}   ", binding.label)));
        used += needed + 3;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_to_tell_is_cut_and_says_where_the_rest_is() {
        assert_eq!(told("", 20), [""]);
        assert_eq!(told("two lines of it, as it is", 20).len(), 2);
        let long = told(&"word ".repeat(40), 30);
        assert_eq!(long.len(), TOLD_LINES);
        assert!(long[2].ends_with("F1: all of it"), "{long:?}");
        assert!(long.iter().all(|line| width(line) <= 30), "{long:?}");
    }
}
