//! What is looked for, at the foot of a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::text::fit;
use crate::app::parts::Find;
use crate::tui::theme::Theme;

/// Parts an area into that of a list and that of the line below it, where something is looked for.
pub(super) fn part(find: &Find, area: Rect) -> (Rect, Option<Rect>) {
    match find {
        Find::Off => (area, None),
        Find::Typing(_) | Find::Set(_) => {
            let list = Rect { height: area.height - 1, ..area };
            (list, Some(Rect { y: area.bottom() - 1, height: 1, ..area }))
        }
    }
}

/// Draws what is looked for; returns where the cursor stands while it is typed.
pub(super) fn draw(find: &Find, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    match find {
        Find::Off => None,
        Find::Set(text) => {
            let line = fit(&format!(" only: {text}   (Esc shows all)"), usize::from(area.width));
            Paragraph::new(line).render(area, buffer);
            None
        }
        Find::Typing(field) => {
            let input = field.input();
            let line = Line::from(vec![Span::raw(" find: "), Span::styled(input.value().to_owned(), theme.field())]);
            Paragraph::new(line).render(area, buffer);
            let column = u16::try_from(7 + input.visual_cursor()).unwrap_or(0).min(area.width.saturating_sub(1));
            Some((area.x + column, area.y))
        }
    }
}
