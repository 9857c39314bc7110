//! The table that binds keys, and what is read off it: what a key means, the help line, and the list behind F1.

mod table;

use tui_input::InputRequest;

use super::key::Key;
use crate::app::{Command, Context};

/// Keys that hold in the same contexts.
#[derive(Debug)]
struct Group {
    holds: Where,
    bindings: &'static [Binding],
}

/// The contexts in which keys hold.
#[derive(Debug)]
enum Where {
    In(&'static [Context]),
    /// Wherever a line of text is typed.
    Fields,
    Everywhere,
}

impl Where {
    fn has(&self, context: Context) -> bool {
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
    keys: Keys,
    /// What it does, in a word or two, for the help line; empty keeps it off that line.
    pub label: &'static str,
    /// What it does, for F1.
    pub help: &'static str,
}

/// A set of keys with what they do.
#[derive(Debug)]
enum Keys {
    One(Key, Command),
    /// From 1 up to this digit: choose.
    Digits(char),
    /// Everything that edits a line of text.
    Text,
}

impl Binding {
    /// The keys as the help names them.
    #[must_use]
    pub fn name(&self) -> String {
        match self.keys {
            Keys::One(key, _) => key.name(),
            Keys::Digits(last) => format!("1-{last}"),
            Keys::Text => "text".to_owned(),
        }
    }

    /// What the keys do: the one command of a key, any of the alike ones of digits; nothing for text.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match &self.keys {
            Keys::One(_, command) => Some(command.clone()),
            Keys::Digits(_) => Some(Command::Choose(1)),
            Keys::Text => None,
        }
    }

    /// What a key does by this row.
    fn command_of(&self, key: Key) -> Option<Command> {
        match (&self.keys, key) {
            (Keys::One(bound, command), _) => (*bound == key).then(|| command.clone()),
            // a digit behind the last one is told that there is no such option
            (Keys::Digits(_), Key::Char(c @ '1'..='9')) => Some(Command::Choose(c.to_digit(10)? as usize)),
            (Keys::Digits(_), _) => None,
            (Keys::Text, _) => edit(key).map(Command::Edit),
        }
    }
}

/// The bindings of a context, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    table::GROUPS.iter().filter(move |group| group.holds.has(context)).flat_map(|group| group.bindings)
}

/// What a key means in a context.
#[must_use]
pub fn command(context: Context, key: Key) -> Option<Command> {
    bindings(context).find_map(|binding| binding.command_of(key))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every context that the table names.
    fn contexts() -> BTreeSet<Context> {
        let named = table::GROUPS.iter().filter_map(|group| match group.holds {
            Where::In(contexts) => Some(contexts),
            Where::Fields | Where::Everywhere => None,
        });
        named.flatten().copied().collect()
    }

    #[test]
    fn a_key_means_one_thing_in_each_context() {
        for context in contexts() {
            let mut seen = BTreeSet::new();
            for binding in bindings(context) {
                assert!(seen.insert(binding.name()), "{context:?}: {} twice", binding.name());
            }
        }
    }

    #[test]
    fn in_a_field_letters_are_text() {
        let fields: Vec<Context> = contexts().into_iter().filter(|context| context.is_field()).collect();
        assert_eq!(fields.len(), 6);
        for context in fields {
            assert_eq!(command(context, Key::Char('q')), Some(Command::Edit(InputRequest::InsertChar('q'))));
            assert_eq!(command(context, Key::Char('?')), Some(Command::Edit(InputRequest::InsertChar('?'))));
        }
    }
}
