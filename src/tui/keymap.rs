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

    /// The page's keys are all there is to see of what can be done with it: what doesn't fit would be known from F1 alone.
    #[test]
    fn every_key_of_a_page_fits_into_the_foot() {
        const CELLS: usize = 80;
        const WAYS_OUT: usize = 21;
        for (place, cells) in [(Place::Upper, CELLS - WAYS_OUT), (Place::Lower, CELLS)] {
            let shown = bindings(Context::Preview).filter(|it| it.place() == place && !it.label.is_empty());
            let taken: usize = shown.map(|it| it.name().chars().count() + it.label.len() + 4).sum();
            assert!(taken <= cells, "{place:?} takes {taken} of {cells}");
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
