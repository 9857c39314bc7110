//! Everything that is recorded about one job.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::super::text::{fit, mark_more, wrap};
use crate::app::audit::ProofScreen;
use crate::audit::evidence::{EvidenceTone, broken};
use crate::tui::theme::Theme;
use crate::words::PlainWords;

pub(super) fn draw(proof: &ProofScreen, words: &PlainWords, theme: Theme, body: Rect, buffer: &mut Buffer) {
    let title = words.say("audit-evidence", &[("job", &proof.key.to_string())]);
    let title = Line::styled(format!("─ {title} "), theme.strong());
    let block = Block::bordered().border_type(BorderType::Rounded).title(title);
    let inner = block.inner(body);
    block.render(body, buffer);
    let area = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let cells = usize::from(area.width);
    let all: Vec<Line<'_>> = match &proof.lines {
        None => vec![Line::styled(words.get("audit-reading-rows"), theme.quiet())],
        Some(Err(why)) => {
            wrap(&why.to_string(), cells).into_iter().map(|line| Line::styled(line, theme.bad())).collect()
        }
        Some(Ok(lines)) => {
            let broken = broken(lines, cells).into_iter();
            broken.map(|(tone, text)| Line::styled(fit(&text, cells), style(tone, theme))).collect()
        }
    };
    let rows = usize::from(area.height);
    let first = proof.scroll.top(all.len(), rows);
    let is_more = first + rows < all.len();
    Paragraph::new(all.into_iter().skip(first).take(rows).collect::<Vec<_>>()).render(area, buffer);
    if is_more {
        mark_more(body, words, buffer);
    }
}

fn style(tone: EvidenceTone, theme: Theme) -> Style {
    match tone {
        EvidenceTone::Title | EvidenceTone::Row => theme.strong(),
        EvidenceTone::Plain => Style::new(),
        EvidenceTone::Quiet => theme.quiet(),
        EvidenceTone::Bad => theme.bad(),
    }
}
