//! The terminal face: keys in, frames out. ratatui and crossterm are used only here.
//!
//! `decoder` reads keys from a terminal's bytes, `debounce` tells keys from scans and held keys, `keymap` turns keys into
//! commands, `view` draws the state, and `window` runs the loop on the real terminal.

pub mod debounce;
pub mod decoder;
pub mod hidden;
pub mod input;
pub mod key;
pub mod keymap;
pub mod layout;
mod reader;
pub mod signs;
pub mod taps;
pub mod theme;
mod tty;
pub mod view;
pub mod window;

pub use tty::columns;
pub use view::view;
