//! Short texts that are kept in place, without a piece of memory of their own, so that they are copied like numbers.

use std::hash::{Hash, Hasher};

/// A text of at most `N` bytes, none of which is zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Short<const N: usize> {
    /// The text, and zeros: these come before everything, as a text's end does.
    bytes: [u8; N],
    len: u8,
}

impl<const N: usize> Short<N> {
    /// The text, if it has room.
    pub fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes, len: text.len() as u8 })
    }

    /// The bytes of the text.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The same with ASCII letters in lower case.
    pub fn to_ascii_lowercase(self) -> Self {
        Self { bytes: self.bytes.map(|byte| byte.to_ascii_lowercase()), len: self.len }
    }
}

impl<const N: usize> Default for Short<N> {
    fn default() -> Self {
        Self { bytes: [0; N], len: 0 }
    }
}

impl<const N: usize> Hash for Short<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // as the text itself, so that it is found by it
        self.as_str().hash(state);
    }
}
