//! What comes out of the bytes of a terminal.

use crate::tui::key::{Key, KeyKind};

/// What has come from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A key.
    Key(Key, KeyKind),
    /// Text that was pasted.
    Paste(String),
    /// The window has the keyboard again, where a terminal says so.
    Focus,
}
