//! The figures, in the same lines as on the command line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use super::super::text::{fit, mark_more};
use crate::app::audit::AuditScreen;
use crate::audit::Audit;
use crate::audit::figures::{LineKind, lines};
use crate::tui::theme::Theme;

pub(super) fn draw(audit: &Audit, screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(figures) = &screen.figures else {
        let words = format!("  {}", screen.words.say("audit-to-count", &[("n", &screen.jobs.len().to_string())]));
        return Paragraph::new(vec![Line::default(), Line::raw(words)]).render(area, buffer);
    };
    let cells = usize::from(area.width.saturating_sub(2));
    let rows = usize::from(area.height);
    let all = lines(figures, &audit.labels, &screen.words, cells);
    let first = screen.scroll.top(all.len(), rows);
    let style = |kind: LineKind| match kind {
        LineKind::Heading => theme.strong(),
        LineKind::Figure => Style::new(),
        LineKind::Remark => theme.quiet(),
    };
    let shown = all.iter().skip(first).take(rows);
    let shown: Vec<Line<'_>> = shown.map(|line| Line::styled(fit(&line.text, cells), style(line.kind))).collect();
    Paragraph::new(shown).render(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, buffer);
    if first + rows < all.len() {
        mark_more(Rect { height: area.height + 1, width: area.width + 1, ..area }, &screen.words, buffer);
    }
}
