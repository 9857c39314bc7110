//! How much fits where it goes, so that a field refuses more while it is typed.

use crate::journal::{Column, encoded_len};

/// Room kept in a note for what is put beside what was typed: a correction's reason, a stop's word.
const NOTE_ROOM: usize = 200;

/// Whether a typed answer fits into the value column, with its leading word.
#[must_use]
pub fn value_fits(text: &str) -> bool {
    encoded_len(Column::Value, &format!("text {text}")) <= Column::Value.bytes_max()
}

/// Whether a typed reason or remark fits into the note column.
#[must_use]
pub fn note_fits(text: &str) -> bool {
    encoded_len(Column::Note, text) + NOTE_ROOM <= Column::Note.bytes_max()
}

/// Whether a text is as short as a job number, or words that are looked for.
#[must_use]
pub fn short_fits(text: &str) -> bool {
    text.len() <= 60
}

/// Whether a text is no longer than a filter that anybody types.
#[must_use]
pub fn filter_fits(text: &str) -> bool {
    text.len() <= 200
}
