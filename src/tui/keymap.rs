//! The table that binds keys, and what is read off it: what a key means, the help line, and the list behind F1.

mod binding;
mod table;

pub use binding::{Binding, Place};

use super::key::Key;
use crate::app::{Command, Context};

/// The bindings of a context, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    table::GROUPS.iter().filter(move |group| group.holds.has(context)).flat_map(|group| group.bindings)
}

/// What a key means in a context.
#[must_use]
pub fn command(context: Context, key: Key) -> Option<Command> {
    bindings(context).find_map(|binding| binding.command_of(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use binding::Where;
    use std::collections::BTreeSet;
    use tui_input::InputRequest;

    use crate::words::{LANGUAGES, PlainWords, Words};

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
                let name = binding.name(PlainWords::english());
                assert!(!seen.contains(&name), "{context:?}: {name} twice");
                seen.insert(name);
            }
        }
    }

    /// The page's keys are all there is to see of what can be done with it: what doesn't fit would be known from F1 alone.
    #[test]
    fn every_key_of_a_page_fits_into_the_foot() {
        const WAYS_OUT: usize = 21;
        let english = PlainWords::english();
        for (place, cells) in [(Place::Upper, CELLS - WAYS_OUT), (Place::Lower, CELLS)] {
            let taken = cells_of(Context::Preview, place, english);
            assert!(taken <= cells, "{place:?} takes {taken} of {cells}");
        }
    }

    /// The audit speaks the workshop's language: each word of its keys is a message, and those that are about all of it have room.
    #[test]
    fn the_keys_of_the_audit_are_said_in_each_language() {
        for (language, _) in LANGUAGES {
            let words = Words::new(language, None).plain();
            for context in
                [Context::Audit, Context::AuditFind, Context::Proof, Context::Pick, Context::Type, Context::Help]
            {
                for binding in bindings(context) {
                    let (name, label, help) = (binding.name(&words), binding.label(&words), binding.help(&words));
                    let is_said = |text: &str| text != binding.label && text != binding.help;
                    assert!(label.is_empty() || is_said(label), "{context:?}, {name}: {label:?} is no message");
                    assert!(is_said(help), "{context:?}, {name}: {help:?} is no message");
                }
                let taken = cells_of(context, Place::Lower, &words);
                assert!(taken <= CELLS, "{language}, {context:?}: the lower keys take {taken}");
            }
        }
    }

    const CELLS: usize = 80;

    /// How many cells the keys take that stand at a place of the foot.
    fn cells_of(context: Context, place: Place, words: &PlainWords) -> usize {
        let shown = bindings(context).filter(|it| it.place() == place && !it.label(words).is_empty());
        shown.map(|it| it.name(words).chars().count() + it.label(words).chars().count() + 4).sum()
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
