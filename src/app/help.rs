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
    /// Whether it is the page on the program itself.
    pub is_of_program: bool,
}

impl Help {
    /// Help, and what was told on the screen behind it.
    #[must_use]
    pub fn about(told: Option<String>) -> Self {
        Self { told, ..Self::default() }
    }

    /// Whether a command can do anything now: help for the help would be this page again.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        *command != Command::Help && (*command != Command::AboutProgram || !self.is_of_program)
    }

    /// Acts on a command.
    pub fn on(&mut self, command: &Command) -> Reaction {
        match command {
            Command::Escape | Command::Help | Command::Enter if !self.is_of_program => return Reaction::back(),
            Command::Escape | Command::Help | Command::Enter => {
                (self.is_of_program, self.scroll) = (false, Scroll::default())
            }
            Command::AboutProgram => (self.is_of_program, self.scroll) = (true, Scroll::default()),
            command => self.scroll.take(command, LINES_MAX, PAGE),
        }
        Reaction::stay()
    }
}
