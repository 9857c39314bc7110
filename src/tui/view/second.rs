//! The question of another station to a second person.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::head::draw_head;
use super::panel::Panel;
use super::question;
use super::text::moment;
use crate::app::parts::Ask;
use crate::app::second::SecondScreen;
use crate::app::{State, Store};
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(
    state: &State,
    second: &SecondScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    draw_head(store, vec![Span::raw("a second name")], "", theme, head, buffer);
    let mut panel = Panel::new(usize::from(body.width.saturating_sub(4)), theme);
    about(&mut panel, store, second);
    let text = match &second.ask {
        Ask::Choice(..) => "Whoever is asked answers himself, once he knows the car or has heard of it:",
        Ask::Text(..) => "Why not? Enter alone gives no reason.",
    };
    question::show(&mut panel, text, &second.ask);
    panel.render("A second name", if state.is_writing() { " writing … " } else { "" }, body, buffer, taps)
}

/// What is asked, and about which car.
fn about(panel: &mut Panel, store: &Store, second: &SecondScreen) {
    let Some(request) = second.request(store) else {
        panel.text("That is answered, or not asked any more: Esc goes back.", panel.theme.warn());
        panel.blank();
        return;
    };
    panel.text(&format!("{}.", store.second_words(&second.key, &request)), panel.theme.strong());
    panel.blank();
    let progress = store.progress(&second.key);
    if let Some((_, item)) = progress.as_ref().and_then(|progress| progress.checklist.item(second.item.as_str())) {
        let said = progress.as_ref().and_then(|progress| {
            let answer = request.answer.or_else(|| progress.job.answer(second.item.as_str()))?;
            Some(progress.shown(item, answer))
        });
        panel.text(&item.ask.en, Style::new());
        panel.text(&format!("It says: {}", said.as_deref().unwrap_or("nothing yet")), Style::new());
    }
    let (fact, number) = (request.asked, second.key.number);
    panel.text(&format!("Why it goes on all the same: {}", fact.note), Style::new());
    panel.text(&format!("Asked {}, job {number}.", moment(fact.time, store.now().wall)), panel.theme.quiet());
    panel.blank();
}
