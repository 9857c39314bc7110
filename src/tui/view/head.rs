//! The head line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::text::{fit_line, width};
use crate::app::Store;
use crate::tui::theme::Theme;

/// The head line: what this is, and what it is about.
pub(super) fn draw_head(
    store: &Store,
    left: Vec<Span<'_>>,
    right: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut spans = vec![Span::styled(" precheck", theme.strong())];
    if store.is_practice {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(" PRACTICE ", theme.lead_off()));
    }
    for part in left {
        spans.push(Span::raw(" · "));
        spans.push(part);
    }
    let right_width = u16::try_from(width(right)).unwrap_or(0) + 2;
    let [left_area, right_area] = Layout::horizontal([Constraint::Min(0), Constraint::Length(right_width)]).areas(area);
    Paragraph::new(fit_line(Line::from(spans), usize::from(left_area.width))).render(left_area, buffer);
    Paragraph::new(format!(" {right}")).render(right_area, buffer);
}
