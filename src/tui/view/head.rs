//! The head line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::strips;
use super::text::{fit_line, width};
use super::watch;
use crate::app::Store;
use crate::domain::Job;
use crate::tui::theme::Theme;

/// Stands between what the head line tells.
const SEPARATOR: &str = " · ";

/// So many cells of a part that has to be cut say at least what it is.
const READABLE: usize = 4;

/// The head line: what this is, and what it is about.
pub(super) fn draw_head(
    store: &Store,
    left: Vec<Span<'_>>,
    right: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    show(store, vec![Span::styled(" precheck", theme.strong())], left, right, theme, area, buffer);
}

/// The head line of a screen about a job: the plate first and alone set off, because it keeps the wrong car from being
/// opened; then the number, and what else it is about.
pub(super) fn draw_job_head<'a>(
    store: &Store,
    job: &'a Job,
    left: Vec<Span<'a>>,
    right: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let plate = job.plate().map(|plate| Span::styled(format!(" {plate} "), theme.focus()));
    let number = Span::raw(format!(" {}", job.key.number));
    let first = std::iter::once(Span::raw(" ")).chain(plate).chain([number]).collect();
    show(store, first, left, right, theme, area, buffer);
}

/// Shows what comes first, then the rest behind it; `right` stands at the other end.
fn show<'a>(
    store: &Store,
    first: Vec<Span<'a>>,
    left: Vec<Span<'a>>,
    right: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut spans = first;
    if store.clock.is_practice {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(" PRACTICE ", theme.lead_off()));
    }
    let watched = watch::head(store, theme);
    let watched_width = watched.as_ref().map_or(0, |it| width(&it.content) + 1);
    let right_width = u16::try_from(width(right) + watched_width).unwrap_or(0) + 2;
    let [left_area, right_area] = strips::right(area, right_width);
    let cells = usize::from(left_area.width);
    let mut used: usize = spans.iter().map(|span| width(&span.content)).sum();
    for part in left {
        used += width(SEPARATOR) + width(&part.content);
        // a separator with nothing behind it would look as if something were missing that is known
        let is_cut_away = used > cells + width(&part.content).saturating_sub(READABLE);
        if is_cut_away {
            spans.push(Span::raw(" …"));
            break;
        }
        spans.extend([Span::raw(SEPARATOR), part]);
    }
    Paragraph::new(fit_line(Line::from(spans), cells)).render(left_area, buffer);
    let mut spans = vec![Span::raw(" ")];
    spans.extend(watched.into_iter().flat_map(|watched| [watched, Span::raw(" ")]));
    spans.push(Span::raw(right.to_owned()));
    Paragraph::new(Line::from(spans)).render(right_area, buffer);
}
