//! Names and notes of rows as a person reads them.

use std::borrow::Cow;

use super::fact::decode_measured;
use super::note;
use super::row::Row;
use crate::words::{Said, Sentence};

/// A note as a person reads it: without the marks that keep what was typed apart from the typed parts.
#[must_use]
pub fn readable(note: &str) -> Cow<'_, str> {
    note::unmarked(note)
}

/// The names under a row as a person reads them, with how the one of them was identified that had to be, and where the second person
/// was; and the row's note without that and without what a figure was measured by.
#[must_use]
pub fn readable_names(row: &Row) -> (Sentence, Cow<'_, str>) {
    let (names, mut parts) = (note::unmarked(&row.who), note::Reader::new(&row.note));
    let identified = parts.identified().map(|how| Sentence::word("told-by", how.word()));
    let at = parts.second_at().map(|at| Sentence::from(Said::from(&at)));
    let said = Sentence::joined(identified.into_iter().chain(at), ", ");
    let names = Sentence::from(names.into_owned());
    let beside = |said: Sentence| Sentence::says("told-second", [("where", said.into())]);
    let names = if said.is_empty() { names } else { names.and(beside(said)) };
    parts.part(decode_measured);
    (names, note::unmarked(parts.rest()))
}
