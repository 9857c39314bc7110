//! The customer's sheet, as it will be on paper.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::panel::Panel;
use super::question;
use super::text::mark_more;
use crate::app::State;
use crate::app::parts::TextAnswer;
use crate::app::preview::{COLUMNS, Preview, PreviewField, PreviewQuestion};
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;
use crate::words::PlainWords;

/// What a name on the page is for.
const NAME_WHY: &str = "It stands on this page and on its print, and is kept nowhere: not in the record, not in the saved page. Leave it empty, \
                        and the customer writes it.";

/// What can be given as a printer.
const PRINTER_WHY: &str = "The name of a queue of this computer, or the address of a printer, such as ipp://10.0.0.7/ipp/print. Leave it \
                           empty for the system's own. It holds until the program is left; printer in workshop.toml stays.";

/// What becomes of an address.
const EMAIL_WHY: &str = "The page goes to it as a PDF, without a name on it. The address is kept nowhere: neither in the record nor in the saved \
                         page. The row in the record says who sent it, once the server has taken it.";

/// Draws the sheet from the line that is scrolled to, or what is asked over it; returns where the cursor stands.
pub(super) fn draw(
    state: &State,
    preview: &Preview,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let receipt = store.jobs.get(&preview.key).and_then(|job| store.receipt(job)).map(|it| format!("receipt {it}"));
    let stage = state.session.printing.stage(&preview.key).map(str::to_owned).or(receipt).unwrap_or_default();
    let about = vec![Span::raw("sheet"), Span::styled(preview.key.number.to_string(), theme.strong())];
    draw_head(store, about, &stage, theme, head, buffer);
    let (asked, field, why) = match &preview.asks {
        Some(PreviewQuestion::Type(PreviewField::Customer, field)) => ("The customer's name", field, NAME_WHY),
        Some(PreviewQuestion::Type(PreviewField::Printer, field)) => ("Another printer", field, PRINTER_WHY),
        Some(PreviewQuestion::Type(PreviewField::Email, field)) => ("The customer's e-mail address", field, EMAIL_WHY),
        Some(PreviewQuestion::Sender(_, answer)) => return draw_sender(answer, theme, body, buffer, taps),
        Some(PreviewQuestion::Again) | None => {
            draw_sheet(preview, theme, body, buffer);
            return None;
        }
    };
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    panel.text(why, Style::new());
    panel.blank();
    panel.field(field.input(), "");
    if let Some(refusal) = field.refusal() {
        panel.blank();
        panel.hanging("!", refusal, theme.bad(), theme.bad());
    }
    panel.render(asked, "", body, buffer, taps)
}

/// Asks who sends it.
fn draw_sender(
    answer: &TextAnswer,
    theme: Theme,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    panel.text("The row in the record says who sent it, and not to whom.", Style::new());
    panel.blank();
    question::text_answer(&mut panel, answer);
    panel.render("Who sends it?", "", body, buffer, taps)
}

/// Draws the sheet itself.
fn draw_sheet(preview: &Preview, theme: Theme, body: Rect, buffer: &mut Buffer) {
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
        mark_more(body, PlainWords::english(), buffer);
    }
}
