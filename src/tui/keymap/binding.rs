//! A row of the table: keys, and what they do.

use tui_input::InputRequest;

use crate::app::{Command, Context};
use crate::tui::key::Key;
use crate::words::PlainWords;

/// Keys that hold in the same contexts.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) holds: Where,
    pub(super) bindings: &'static [Binding],
}

/// The contexts in which keys hold.
#[derive(Debug)]
pub(super) enum Where {
    In(&'static [Context]),
    /// Wherever a line of text is typed.
    Fields,
    Everywhere,
}

impl Where {
    pub(super) fn has(&self, context: Context) -> bool {
        match self {
            Self::In(contexts) => contexts.contains(&context),
            Self::Fields => context.is_field(),
            Self::Everywhere => true,
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    pub(super) keys: Keys,
    /// In English, or the id of a message.
    pub(super) label: &'static str,
    /// In English, or the id of a message.
    pub(super) help: &'static str,
}

/// A set of keys with what they do.
#[derive(Debug)]
pub(super) enum Keys {
    One(Key, Command),
    /// From 1 up to this digit: choose.
    Digits(char),
    /// From a up to this letter: choose.
    Letters(char),
    /// Everything that edits a line of text.
    Text,
}

/// Where a key stands at the foot of the screen, which is the same on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the upper line: what it does is about the item.
    Upper,
    /// In the lower line: what it does is about the job, or about all of them.
    Lower,
    /// At the right: the way back, and the help.
    Right,
}

impl Binding {
    /// Where it stands at the foot of the screen.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.command() {
            Some(Command::Escape | Command::Help) => Place::Right,
            Some(
                Command::Pause
                | Command::Stop
                | Command::ChangeHands
                | Command::PageUp
                | Command::Guide
                | Command::Sheet
                | Command::Audit
                | Command::Practise
                | Command::Quit
                | Command::Remark
                | Command::TakeBack
                | Command::CustomerName
                | Command::OtherPrinter
                | Command::Language
                | Command::Action
                | Command::Report
                | Command::PageDown,
            ) => Place::Lower,
            _ => Place::Upper,
        }
    }

    /// Whether it opens the help.
    #[must_use]
    pub fn is_help(&self) -> bool {
        self.command() == Some(Command::Help)
    }

    /// Its key, where it is one.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        match self.keys {
            Keys::One(key, _) => Some(key),
            Keys::Digits(_) | Keys::Letters(_) | Keys::Text => None,
        }
    }

    /// The keys as the help names them.
    #[must_use]
    pub fn name(&self, words: &PlainWords) -> String {
        match self.keys {
            Keys::One(key, _) => key.name_in(words),
            Keys::Digits(last) => format!("1-{last}"),
            Keys::Letters(last) => format!("a-{last}"),
            Keys::Text => words.get("key-name-text").to_owned(),
        }
    }

    /// What it does, in a word or two, for the help line; empty where it is kept off that line.
    #[must_use]
    pub fn label<'a>(&self, words: &'a PlainWords) -> &'a str {
        said(self.label, words)
    }

    /// What it does, for F1.
    #[must_use]
    pub fn help<'a>(&self, words: &'a PlainWords) -> &'a str {
        said(self.help, words)
    }

    /// What the keys do: the one command of a key, any of the alike ones of digits; nothing for text.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match &self.keys {
            Keys::One(_, command) => Some(command.clone()),
            Keys::Digits(_) | Keys::Letters(_) => Some(Command::Choose(1)),
            Keys::Text => None,
        }
    }

    /// What a key does by this row.
    pub(super) fn command_of(&self, key: Key) -> Option<Command> {
        match (&self.keys, key) {
            (Keys::One(bound, command), _) => (*bound == key).then(|| command.clone()),
            // a digit behind the last one is told that there is no such option
            (Keys::Digits(_), Key::Char(c @ '1'..='9')) => Some(Command::Choose(c.to_digit(10)? as usize)),
            (Keys::Letters(last), Key::Char(c @ 'a'..='z')) if c <= *last => {
                Some(Command::Choose(1 + usize::from(u8::try_from(c).ok()? - b'a')))
            }
            (Keys::Digits(_) | Keys::Letters(_), _) => None,
            (Keys::Text, _) => edit(key).map(Command::Edit),
        }
    }
}

/// How a key edits a line.
fn edit(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        _ => return None,
    })
}

/// A word of the table: English, or a message.
fn said<'a>(word: &'static str, words: &'a PlainWords) -> &'a str {
    if word.starts_with("key-") { words.get(word) } else { word }
}
