//! Which of a few options the arrows point at.

use crate::app::Command;

/// Which option is pointed at, by its place; none until somebody points, so that Enter alone answers nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pointer(Option<usize>);

impl Pointer {
    /// At an option.
    #[must_use]
    pub fn to(at: usize) -> Self {
        Self(Some(at))
    }

    /// The option that is pointed at.
    #[must_use]
    pub fn at(self) -> Option<usize> {
        self.0
    }

    /// Whether a command can do anything: Enter takes what is pointed at.
    #[must_use]
    pub fn offers(self, command: &Command) -> bool {
        *command != Command::Enter || self.0.is_some()
    }

    /// Moves among so many options; says whether the command did. Up from the first one points at none.
    pub fn go(&mut self, command: &Command, count: usize) -> bool {
        let to = match (command, self.0) {
            (Command::Down, None) if count > 0 => Some(0),
            (Command::Down, Some(at)) => Some((at + 1).min(count.saturating_sub(1))),
            (Command::Up, Some(at)) => at.checked_sub(1),
            _ => return false,
        };
        self.0 = to;
        true
    }

    /// The option that a command takes: a digit its own, Enter the one that is pointed at.
    #[must_use]
    pub fn taken(self, command: &Command) -> Option<usize> {
        match command {
            Command::Choose(n) => n.checked_sub(1),
            Command::Enter => self.0,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_stay_within_the_options() {
        let mut pointer = Pointer::default();
        assert_eq!(pointer.taken(&Command::Enter), None, "Enter alone takes nothing");
        assert!(!pointer.go(&Command::Up, 2), "up is for what stands above");
        assert!(!pointer.go(&Command::Down, 0));
        for at in [0, 1, 1] {
            assert!(pointer.go(&Command::Down, 2));
            assert_eq!(pointer.taken(&Command::Enter), Some(at));
        }
        assert_eq!(pointer.taken(&Command::Choose(1)), Some(0), "a digit takes its own");
        assert!(pointer.go(&Command::Up, 2) && pointer.go(&Command::Up, 2));
        assert_eq!(pointer.at(), None);
    }
}
