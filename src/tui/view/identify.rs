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
    let words = &identify.words;
    draw_head(&state.store, vec![Span::raw(words.get("identify-head").to_owned())], "", theme, head, buffer);
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    let name = printable(&identify.name);
    let asked = if state.store.people.has_card_reader { "identify-card" } else { "identify-badge" };
    panel.text(&words.say(asked, &[("name", &name)]), theme.strong());
    panel.blank();
    panel.text(&words.say("identify-signs", &[("what", &identify.about)]), Style::new());
    panel.blank();
    let typed = identify.field.input();
    let dots = Input::new("•".repeat(typed.value().chars().count())).with_cursor(typed.cursor());
    panel.field(&dots, "");
    panel.blank();
    let without = if identify.is_required { "identify-required" } else { "identify-asked" };
    panel.text(words.get(without), Style::new());
    if let Some(refusal) = identify.field.refusal() {
        panel.blank();
        panel.hanging("!", refusal, theme.bad(), theme.bad());
    }
    let writing = format!(" {} ", words.get("identify-writing"));
    panel.render(words.get("identify-title"), if state.is_writing() { &writing } else { "" }, body, buffer, taps)
}
