//! A key, without the library that read it: so that scripts in tests and the event loop speak of the same thing.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::words::PlainWords;

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character.
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Tab.
    Tab,
    /// Tab backwards.
    BackTab,
}

/// How a key came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Pressed.
    Press,
    /// Repeated by the terminal while held.
    Repeat,
    /// Let go.
    Release,
}

impl Key {
    /// A letter with Ctrl. Four of them are other keys, on terminals that know no better and from people who do.
    #[must_use]
    pub fn ctrl(letter: char) -> Self {
        match letter.to_ascii_lowercase() {
            'h' => Self::Backspace,
            'i' => Self::Tab,
            'j' | 'm' => Self::Enter,
            letter => Self::Ctrl(letter),
        }
    }

    /// The key of an event of crossterm, and how it came; `None` for keys that mean nothing here.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Option<(Self, KeyKind)> {
        let kind = match event.kind {
            KeyEventKind::Press => KeyKind::Press,
            KeyEventKind::Repeat => KeyKind::Repeat,
            KeyEventKind::Release => KeyKind::Release,
        };
        Self::of_code(event).map(|key| (key, kind))
    }

    fn of_code(event: &KeyEvent) -> Option<Self> {
        let is_ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let is_alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            // AltGr arrives as Ctrl and Alt together: what it types is text
            KeyCode::Char(c) if is_ctrl && !is_alt => Self::ctrl(c),
            KeyCode::Char(_) if is_alt && !is_ctrl => return None,
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::F(n) => Self::F(n),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            _ => return None,
        })
    }

    /// Its name, as on the keyboard.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::F(n) => format!("F{n}"),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            other => format!("{other:?}"),
        }
    }

    /// Its name as on the keyboard of those who speak the language.
    #[must_use]
    pub fn name_in(self, words: &PlainWords) -> String {
        match self {
            Self::Ctrl(c) => words.say("key-name-ctrl", &[("letter", &c.to_ascii_uppercase().to_string())]),
            other => {
                let name = other.name();
                words.find(&format!("key-name-{name}")).map_or(name, ToOwned::to_owned)
            }
        }
    }

    /// Whether it waits a moment, because a scanner or a held key may be behind it.
    #[must_use]
    pub fn is_deferred(self) -> bool {
        matches!(self, Self::Char(_) | Self::Enter | Self::Tab)
    }

    /// Whether it is the same key of the keyboard, whatever Shift makes of it.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Char(one), Self::Char(other)) => one.to_lowercase().eq(other.to_lowercase()),
            _ => self == other,
        }
    }
}
