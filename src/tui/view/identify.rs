//! The question whose hand it is: a field that shows dots.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use tui_input::Input;

use super::head::draw_head;
use super::panel::Panel;
use crate::app::State;
use crate::app::identify::Identify;
use crate::domain::text::printable;
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(
    state: &State,
    identify: &Identify,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    draw_head(&state.store, vec![Span::raw("who signs")], "", theme, head, buffer);
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    let name = printable(&identify.name);
    let badge = if state.store.people.has_card_reader { "hold your badge to the reader" } else { "scan your badge" };
    panel.text(&format!("{name}: type your PIN, or {badge}."), theme.strong());
    panel.blank();
    panel.text(
        &format!("It signs {}. Whoever else is here looks away; nothing of it is kept.", identify.about),
        Style::new(),
    );
    panel.blank();
    let typed = identify.field.input();
    let dots = Input::new("•".repeat(typed.value().chars().count())).with_cursor(typed.cursor());
    panel.field(&dots, "");
    panel.blank();
    if identify.is_required {
        panel.text("Without either nothing is recorded.", Style::new());
    } else {
        panel.text("Enter alone: the record says that the name was typed, which the manager sees.", Style::new());
    }
    if let Some(refusal) = identify.field.refusal() {
        panel.blank();
        panel.hanging("!", refusal, theme.bad(), theme.bad());
    }
    panel.render("Who signs", if state.is_writing() { " writing … " } else { "" }, body, buffer, taps)
}
