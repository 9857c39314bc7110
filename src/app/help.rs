//! Help, in front of the screen that it is about.

use super::Command;
use super::parts::Scroll;
use super::reaction::Reaction;

/// Lines that a page of help goes on by: fewer than the smallest window shows.
const PAGE: usize = 10;
/// More lines than help ever has.
const LINES_MAX: usize = 400;

/// Help for the screen behind it.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Lines that are scrolled past.
    pub scroll: Scroll,
    /// What was told when it was opened, as a whole.
    pub told: Option<String>,
}

impl Help {
    /// Help, and what was told on the screen behind it.
    #[must_use]
    pub fn about(told: Option<String>) -> Self {
        Self { scroll: Scroll::default(), told }
    }

    /// Acts on a command.
    pub fn on(&mut self, command: &Command) -> Reaction {
        if let Command::Escape | Command::Help | Command::Enter = command {
            return Reaction::back();
        }
        self.scroll.take(command, LINES_MAX, PAGE);
        Reaction::stay()
    }
}
