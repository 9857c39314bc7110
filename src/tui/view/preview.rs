//! The customer's sheet, as it will be on paper.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::text::mark_more;
use crate::app::State;
use crate::app::preview::{COLUMNS, Preview};
use crate::tui::theme::Theme;

/// Draws the sheet from the line that is scrolled to.
pub(super) fn draw(state: &State, preview: &Preview, theme: Theme, head: Rect, body: Rect, buffer: &mut Buffer) {
    let store = &state.store;
    let receipt = store.jobs.get(&preview.key).and_then(|job| store.receipt(job)).map(|it| format!("receipt {it}"));
    let stage = state.session.printing.stage(&preview.key).map(str::to_owned).or(receipt).unwrap_or_default();
    let about = vec![Span::raw("sheet"), Span::styled(preview.key.number.to_string(), theme.strong())];
    draw_head(store, about, &stage, theme, head, buffer);
    let title = Line::styled(format!("─ {} ", preview.sheet.title), theme.strong());
    let block = Block::bordered().border_type(BorderType::Rounded).title(title);
    let inner = block.inner(body);
    block.render(body, buffer);
    let columns = usize::from(inner.width).min(COLUMNS);
    let text = crate::sheet::text(&preview.sheet, columns);
    let lines: Vec<&str> = text.lines().collect();
    let room = usize::from(inner.height);
    let from = preview.scroll.top(lines.len(), room);
    let shown: Vec<Line<'_>> = lines.iter().skip(from).take(room).map(|line| Line::raw(*line)).collect();
    Paragraph::new(shown).render(inner, buffer);
    if from + room < lines.len() {
        mark_more(body, buffer);
    }
}
