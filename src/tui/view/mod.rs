//! The screens as they look. Each is a function of the state; none keeps anything or does anything.
//!
//! Whatever text comes from a file or a keyboard is drawn through a buffer that is cleaned at the end, so that no control
//! character of it can reach the terminal.

mod audit;
mod board;
mod call;
mod codes;
mod earlier;
mod ended;
mod find;
mod foot;
mod gate;
mod guard;
mod guide;
mod head;
mod help;
mod help_text;
mod identify;
mod item;
mod job;
mod large;
mod list;
mod measured;
mod new_job;
mod panel;
mod preview;
mod program;
mod question;
mod recovery;
mod remarks;
mod second;
mod strips;
mod text;
mod watch;
mod ways_on;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use self::foot::Foot;
use super::taps::Taps;
use super::theme::Theme;
use crate::app::gate_word;
use crate::app::{Screen, State};
use crate::domain::Gate;
use crate::domain::text::is_unprintable;

/// Below this many columns nothing useful fits.
pub const COLUMNS_MIN: u16 = 60;
/// Below this many rows nothing useful fits.
pub const ROWS_MIN: u16 = 16;

/// Whether nothing useful fits into so many columns and rows.
#[must_use]
pub fn is_too_small(columns: u16, rows: u16) -> bool {
    columns < COLUMNS_MIN || rows < ROWS_MIN
}

/// Draws the state.
pub fn view(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    if let Some(cursor) = draw(state, theme, area, buffer, &mut Taps::default()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the state into a buffer, cleaned, notes what can be tapped, and says where the cursor stands when something is typed.
pub fn draw(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer, taps: &mut Taps) -> Option<(u16, u16)> {
    let cursor = if is_too_small(area.width, area.height) {
        too_small(state, theme, area, buffer);
        None
    } else {
        draw_screen(state, theme, area, buffer, taps)
    };
    clean(buffer);
    theme.finish(buffer);
    cursor
}

fn draw_screen(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer, taps: &mut Taps) -> Option<(u16, u16)> {
    let foot = Foot::of(state, theme, area.width);
    let [head, below_head] = strips::top(area, 1);
    let [body, below] = strips::bottom(below_head, foot.height());
    let cursor = match state.screens.top() {
        Screen::Board(board) => board::draw(state, board, theme, head, body, buffer, taps),
        Screen::NewJob(new_job) => new_job::draw(state, new_job, theme, head, body, buffer, taps),
        Screen::Job(job) => job::draw(state, job, theme, head, body, buffer, taps),
        Screen::Guard(guard) => guard::draw(state, guard, theme, head, body, buffer, taps),
        Screen::Recovery(recovery) => recovery::draw(state, recovery, theme, head, body, buffer, taps),
        Screen::Preview(preview) => preview::draw(state, preview, theme, head, body, buffer, taps),
        Screen::Guide(guide) => guide::draw(state, guide, theme, head, body, buffer, taps),
        Screen::Audit(audit) => audit::draw(state, audit, theme, head, body, buffer),
        Screen::Second(second) => second::draw(state, second, theme, head, body, buffer, taps),
        Screen::Identify(identify) => identify::draw(state, identify, theme, head, body, buffer, taps),
        Screen::Help(help) => {
            help::draw(state, help, theme, head, body, buffer);
            None
        }
    };
    foot.draw(state, theme, below, buffer, taps);
    cursor
}

/// What is said where nothing useful fits; the gate is seen all the same.
fn too_small(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let progress = state.screens.job().and_then(|job| state.store.progress(&job.key));
    let now = state.store.now();
    let word = |gate: &Gate| {
        Line::styled(format!(" {} ", gate_word::plain(&gate_word::word(gate, now.wall))), gate::style(gate, theme))
    };
    let gate = progress.map(|progress| state.store.gate_of(&progress));
    let mut lines = vec![gate.as_ref().map_or(Line::styled("precheck", theme.strong()), word)];
    let told = [
        format!("This window is too small: {} x {}.", area.width, area.height),
        format!("Make it at least {COLUMNS_MIN} x {ROWS_MIN}."),
        "Nothing is lost, and no key is taken until then.".to_owned(),
    ];
    let wrapped = told.iter().flat_map(|text| text::wrap(text, usize::from(area.width)));
    lines.extend(wrapped.map(Line::raw));
    Paragraph::new(lines).render(area, buffer);
}

/// Puts a visible sign in the place of whatever a terminal could take for a command or that turns the reading order, and that the
/// screens have let through. It takes the whole cell, which would else be two columns wide.
fn clean(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().contains(is_unprintable) {
            cell.set_symbol("\u{fffd}");
        }
    }
}
