//! The terminal face: keys in, frames out. ratatui and crossterm are used only here.
//!
//! `debounce` tells keys from scans and held keys, `keymap` turns keys into commands, `view` draws the state, and `window` runs
//! the loop on the real terminal.

pub mod debounce;
pub mod input;
pub mod key;
pub mod keymap;
pub mod theme;
pub mod view;
pub mod window;

pub use view::view;
