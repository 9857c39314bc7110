//! How far a key moves in a list or a text.

use crate::app::Command;

/// How far a key moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// So many places on, or back.
    By(isize),
    /// To the first place.
    First,
    /// To the last place.
    Last,
}

impl Motion {
    /// What a command means where a page is so many places; nothing where it moves nothing.
    #[must_use]
    pub fn of(command: &Command, page: usize) -> Option<Self> {
        let page = isize::try_from(page).unwrap_or(isize::MAX);
        Some(match command {
            Command::Up => Self::By(-1),
            Command::Down => Self::By(1),
            Command::PageUp => Self::By(-page),
            Command::PageDown => Self::By(page),
            Command::First => Self::First,
            Command::Last => Self::Last,
            _ => return None,
        })
    }

    /// Where it leads from a place, the last one being `last`.
    #[must_use]
    pub fn apply(self, from: usize, last: usize) -> usize {
        match self {
            Self::By(by) => from.saturating_add_signed(by).min(last),
            Self::First => 0,
            Self::Last => last,
        }
    }
}

/// Lines that are scrolled past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll(usize);

impl Scroll {
    /// Takes a command in a text of so many lines, where a page is so many.
    pub fn take(&mut self, command: &Command, lines: usize, page: usize) {
        if let Some(motion) = Motion::of(command, page) {
            self.go(motion, lines, page);
        }
    }

    /// Moves in a text of so many lines, of which so many stay in sight.
    pub fn go(&mut self, motion: Motion, lines: usize, rows: usize) {
        let last = lines.saturating_sub(rows);
        self.0 = motion.apply(self.0.min(last), last);
    }

    /// Goes back to the first line.
    pub fn reset(&mut self) {
        self.0 = 0;
    }

    /// The first line in sight, of so many, where there is room for so many.
    #[must_use]
    pub fn top(self, lines: usize, rows: usize) -> usize {
        self.0.min(lines.saturating_sub(rows))
    }
}
