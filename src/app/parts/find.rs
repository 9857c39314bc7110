//! Looking for something in a list.

use super::field::TextField;
use crate::app::Command;
use crate::app::limits::filter_fits;

/// What is looked for in a list.
#[derive(Debug, Clone, Default)]
pub enum Find {
    /// Nothing.
    #[default]
    Off,
    /// It is being typed.
    Typing(TextField),
    /// It was typed.
    Set(String),
}

/// What a command did to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindStep {
    /// The field was opened.
    Begun,
    /// Something else is typed.
    Edited,
    /// What was typed holds.
    Done,
    /// Everything is shown again.
    Left,
}

impl Find {
    /// What is looked for, lower case; empty when nothing is.
    #[must_use]
    pub fn query(&self) -> String {
        match self {
            Self::Off => String::new(),
            Self::Typing(field) => field.text().to_lowercase(),
            Self::Set(text) => text.to_lowercase(),
        }
    }

    /// Whether it is being typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, Self::Typing(_))
    }

    /// Takes a command, where it is about what is looked for.
    pub fn take(&mut self, command: &Command) -> Option<FindStep> {
        if let Self::Typing(field) = self
            && field.edit(command)
        {
            return Some(FindStep::Edited);
        }
        let (next, step) = match (&*self, command) {
            (Self::Typing(field), Command::Enter) if field.text().is_empty() => (Self::Off, FindStep::Done),
            (Self::Typing(field), Command::Enter) => (Self::Set(field.text().to_owned()), FindStep::Done),
            (Self::Typing(_) | Self::Set(_), Command::Escape) => (Self::Off, FindStep::Left),
            (_, Command::Find) => (Self::Typing(TextField::new(filter_fits)), FindStep::Begun),
            _ => return None,
        };
        *self = next;
        Some(step)
    }
}
