//! The least that a list on a screen can be with the same library: what the program's keys are measured beside. The arrows move,
//! `q` leaves: `cargo run --release --example list`.

use std::io;

use crossterm::event::{self, Event, KeyCode};
use ratatui::widgets::{List, ListState};

/// Shows twenty rows until `q`.
///
/// # Errors
/// When the terminal can't be used.
pub fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let rows: Vec<String> =
        (1..=20).map(|at| format!("{at:2}  261128-{at:02}  AB{at:02} CDE  CLEAR  12 min")).collect();
    let mut state = ListState::default().with_selected(Some(0));
    let shown = loop {
        let list = List::new(rows.iter().map(String::as_str)).highlight_symbol("> ");
        if let Err(error) = terminal.draw(|frame| frame.render_stateful_widget(list, frame.area(), &mut state)) {
            break Err(error);
        }
        match event::read() {
            Ok(Event::Key(key)) => match key.code {
                KeyCode::Down => state.select_next(),
                KeyCode::Up => state.select_previous(),
                KeyCode::Char('q') => break Ok(()),
                _ => {}
            },
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    ratatui::restore();
    shown
}
