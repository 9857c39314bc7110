//! The screens as they look. Each is a function of the state; none keeps anything or does anything.
//!
//! Whatever text comes from a file or a keyboard is drawn through a buffer that is cleaned at the end, so that no control
//! character of it can reach the terminal.

mod audit;
mod board;
mod call;
mod earlier;
mod find;
mod gate;
mod guard;
mod guide;
mod head;
mod help;
mod item;
mod job;
mod large;
mod list;
mod new_job;
mod panel;
mod preview;
mod question;
mod recovery;
mod text;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::keymap;
use super::theme::Theme;
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
    if let Some(cursor) = draw(state, theme, area, buffer) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the state into a buffer, cleaned, and says where the cursor stands when something is typed.
pub fn draw(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let cursor = if is_too_small(area.width, area.height) {
        too_small(state, theme, area, buffer);
        None
    } else {
        draw_screen(state, theme, area, buffer)
    };
    clean(buffer);
    theme.finish(buffer);
    cursor
}

fn draw_screen(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(1), Constraint::Min(0), Constraint::Length(3)]).areas(area);
    let cursor = match state.screens.top() {
        Screen::Board(board) => board::draw(state, board, theme, head, body, buffer),
        Screen::NewJob(new_job) => new_job::draw(state, new_job, theme, head, body, buffer),
        Screen::Job(job) => job::draw(state, job, theme, head, body, buffer),
        Screen::Guard(guard) => guard::draw(state, guard, theme, head, body, buffer),
        Screen::Recovery(recovery) => recovery::draw(state, recovery, theme, head, body, buffer),
        Screen::Preview(preview) => {
            preview::draw(state, preview, theme, head, body, buffer);
            None
        }
        Screen::Guide(guide) => guide::draw(state, guide, theme, head, body, buffer),
        Screen::Audit(audit) => audit::draw(state, audit, theme, head, body, buffer),
        Screen::Help(help) => {
            help::draw(state, help, theme, head, body, buffer);
            None
        }
    };
    draw_foot(state, theme, foot, buffer);
    cursor
}

/// What is said where nothing useful fits; the gate is seen all the same.
fn too_small(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let progress = state.screens.job().and_then(|job| state.store.progress(&job.key));
    let now = state.store.now();
    let word =
        |gate: &Gate| Line::styled(format!(" {} ", gate::plain(&gate::word(gate, now))), gate::style(gate, theme));
    let gate = progress.map(|progress| progress.gate());
    let mut lines = vec![gate.as_ref().map_or(Line::styled("precheck", theme.strong()), word)];
    lines.extend([
        Line::raw(format!("This window is too small: {} x {}.", area.width, area.height)),
        Line::raw(format!("Make it at least {COLUMNS_MIN} x {ROWS_MIN}.")),
        Line::raw("Nothing is lost, and no key is taken until then."),
    ]);
    Paragraph::new(lines).render(area, buffer);
}

/// The foot: what there is to tell, then the keys, from the table that binds them.
fn draw_foot(state: &State, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let [told, keys] = Layout::vertical([Constraint::Length(1), Constraint::Length(2)]).areas(area);
    let notice = if let Some(seconds) = state.hangs_seconds() {
        let told = format!(" ! the drive has not answered for {seconds} s; Ctrl-C leaves, what is recorded is safe");
        Line::styled(told, theme.bad())
    } else if let Some(key) = state.opening() {
        Line::styled(format!(" reading {key} …"), theme.quiet())
    } else if state.is_writing() {
        Line::styled(" writing …", theme.quiet())
    } else {
        match &state.session.notice {
            Some(notice) if notice.is_trouble => Line::styled(format!(" ! {}", notice.text), theme.bad()),
            Some(notice) => Line::styled(format!(" {}", notice.text), theme.strong()),
            None => Line::default(),
        }
    };
    // a refusal may need both lines: it matters more than the keys
    let is_long = text::width(&notice.to_string()) > usize::from(told.width);
    if is_long {
        Paragraph::new(notice).wrap(ratatui::widgets::Wrap { trim: false }).render(area, buffer);
        return;
    }
    Paragraph::new(notice).render(told, buffer);
    Paragraph::new(key_lines(state, theme, usize::from(keys.width))).render(keys, buffer);
}

/// The keys of a context in at most two lines; what doesn't fit stands behind F1, which always has its room.
fn key_lines(state: &State, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::raw(" ")];
    let mut used = 1;
    let shown =
        |binding: &&keymap::Binding| !binding.label.is_empty() && binding.command().is_none_or(|it| state.offers(&it));
    let shown: Vec<&keymap::Binding> = keymap::bindings(state.context()).filter(shown).collect();
    let needed = |binding: &keymap::Binding| text::width(&binding.name()) + 1 + text::width(binding.label) + 3;
    // the last one leads to all the others, and always has its room
    let of_last = shown.last().map_or(0, |last| needed(last));
    for (at, binding) in shown.iter().enumerate() {
        let needed = needed(binding);
        let is_last = at + 1 == shown.len();
        if lines.len() == 1 && used + needed > width + 2 {
            lines.push(Line::raw(" "));
            used = 1;
        }
        if lines.len() == 2 && !is_last && used + needed + of_last > width + 2 {
            continue;
        }
        if let Some(line) = lines.last_mut() {
            line.push_span(Span::styled(binding.name(), theme.key()));
            line.push_span(Span::raw(format!(" {}   ", binding.label)));
        }
        used += needed;
    }
    lines
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
