//! A line that is typed at the terminal and not shown.

use std::io::{self, Write};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::domain::Secret;

/// More than any PIN or badge has, in characters.
const LENGTH_MAX: usize = 256;

/// Asks, and reads a line of which nothing is shown: what is typed as soon as the question stands there isn't either. `None` where
/// somebody leaves instead.
///
/// # Errors
/// When there is no terminal to read from, or `out` takes nothing.
pub fn read_hidden(prompt: &str, out: &mut dyn Write) -> io::Result<Option<Secret>> {
    enable_raw_mode()?;
    let typed = write!(out, "{prompt}").and_then(|()| out.flush()).and_then(|()| keys());
    let ended = disable_raw_mode();
    let typed = typed?;
    ended.map(|()| typed)
}

fn keys() -> io::Result<Option<Secret>> {
    let mut text = String::new();
    loop {
        let Event::Key(key) = read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        match key.code {
            KeyCode::Enter => return Ok(Some(Secret::new(&text))),
            KeyCode::Esc => return Ok(None),
            KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => return Ok(None),
            KeyCode::Backspace => drop(text.pop()),
            KeyCode::Char(c) if text.chars().count() < LENGTH_MAX => text.push(c),
            _ => {}
        }
    }
}
