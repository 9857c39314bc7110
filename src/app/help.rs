//! Help, in front of the screen that it is about.

use super::Command;
use super::reaction::Reaction;

/// Lines that a page of help goes on by: fewer than the smallest window shows.
const PAGE: u16 = 10;
/// More lines than help ever has.
const LINES_MAX: u16 = 400;

/// Help for the screen behind it.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Lines that are scrolled past.
    pub scrolled: u16,
}

impl Help {
    /// Acts on a command.
    pub fn on(&mut self, command: &Command) -> Reaction {
        self.scrolled = match command {
            Command::PageUp => self.scrolled.saturating_sub(PAGE),
            Command::PageDown => self.scrolled.saturating_add(PAGE).min(LINES_MAX),
            Command::Up => self.scrolled.saturating_sub(1),
            Command::Down => self.scrolled.saturating_add(1).min(LINES_MAX),
            Command::Escape | Command::Help | Command::Enter => return Reaction::back(),
            _ => self.scrolled,
        };
        Reaction::stay()
    }
}
