//! A job: the list at the left, the item in focus at the right, the gate below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::head::draw_head;
use super::text::{clock, duration, fit_line};
use super::{gate, item, list};
use crate::app::job::JobScreen;
use crate::app::{State, Store};
use crate::domain::Progress;
use crate::domain::checklist::known;
use crate::domain::lockout::{self, RadioWait};
use crate::journal::Flaw;
use crate::tui::theme::Theme;

/// Draws the job; returns where the cursor stands when something is typed.
pub(super) fn draw(
    state: &State,
    screen: &JobScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let progress = &store.progress(&screen.key)?;
    let (settled, all) = progress.count(|_| true);
    draw_head(store, about(state, progress, theme), &format!("{settled} of {all}"), theme, head, buffer);
    let list_cells = if body.width >= 110 { 50 } else { 40 };
    let [panels, line] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(body);
    let [left, right] =
        Layout::horizontal([Constraint::Length(list_cells.min(body.width / 2)), Constraint::Min(0)]).areas(panels);
    list::draw(progress, screen, theme, left, buffer);
    let cursor = item::draw(store, progress, screen, state.is_writing, theme, right, buffer);
    let mut told = gate::line(progress, radio(store, progress), theme);
    mark_flaws(&mut told, store.flaws(&screen.key), theme);
    Paragraph::new(fit_line(told, usize::from(line.width))).render(line, buffer);
    cursor
}

/// Says beside the gate that the record which it rests on is not intact, and which row.
fn mark_flaws(line: &mut Line<'static>, flaws: &[Flaw], theme: Theme) {
    let Some(first) = flaws.first() else { return };
    let more = if flaws.len() > 1 { format!(" and {} more", flaws.len() - 1) } else { String::new() };
    line.spans.insert(2, Span::styled(" RECORD NOT INTACT ", theme.stop()));
    line.spans.insert(2, Span::raw(" "));
    line.spans.push(Span::styled(format!(" · {first}{more}"), theme.bad()));
}

/// What holds of the radio's code just now, beside the gate.
fn radio(store: &Store, progress: &Progress<'_>) -> Option<String> {
    if !progress.job.has_attempts() {
        return store.radio_wait(&progress.job.key).map(|wait| waits(&wait));
    }
    let guard = store.guard(&progress.job.key)?;
    match guard.state {
        lockout::GuardState::Entering => Some("code entered, x: what came of it?".to_owned()),
        lockout::GuardState::Locked if progress.job.ending().is_none() => Some("radio LOCKED".to_owned()),
        _ => guard.wait.as_ref().map(waits),
    }
}

fn waits(wait: &RadioWait) -> String {
    format!("radio waits {}", clock(wait.left_seconds()))
}

/// The car, as briefly as can be: `J11`; its label where it is not in the radio book.
fn car(progress: &Progress<'_>) -> Option<String> {
    let id = progress.job.token(known::CAR)?;
    if let Some(generation) = progress.book.generation(id) {
        return Some(generation.brief());
    }
    let (_, item) = progress.checklist.item(known::CAR)?;
    Some(progress.shown(item, progress.job.answer(known::CAR)?).to_lowercase())
}

/// Number, plate, car, kind of work, technician, station.
fn about<'a>(state: &'a State, progress: &Progress<'a>, theme: Theme) -> Vec<Span<'a>> {
    let job = progress.job;
    let mut parts = vec![Span::styled(job.key.number.to_string(), theme.strong())];
    parts.extend(job.plate().map(|plate| Span::styled(plate.to_string(), theme.strong())));
    parts.extend(car(progress).map(Span::raw));
    parts.push(Span::raw(progress.checklist.title.en.to_lowercase()));
    parts.push(Span::raw(state.session.who.as_deref().unwrap_or_else(|| job.technician()).to_owned()));
    parts.push(Span::raw(job.key.station.to_string()));
    if let Some((pause, _)) = job.open_interruption() {
        parts.push(Span::styled(
            format!("paused {}", duration((state.store.now().wall - pause.time).num_seconds())),
            theme.warn(),
        ));
    }
    parts
}
