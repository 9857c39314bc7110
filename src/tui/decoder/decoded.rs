//! What comes out of the bytes of a terminal.

use crate::tui::key::{Key, KeyKind};

/// What has come from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A key.
    Key(Key, KeyKind),
    /// Text that was pasted.
    Paste(String),
    /// A press of the mouse's first button, or of a finger, on a cell, counted from 0.
    Tap {
        /// Cells from the left.
        column: u16,
        /// Cells from the top.
        row: u16,
    },
    /// The window has the keyboard again, where a terminal says so.
    Focus,
}
