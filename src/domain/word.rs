//! Words that are said over and over: names of items, options, people. A journal of a million rows has a few hundred.

use std::borrow::Borrow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A text that is kept once, for as long as the program runs: it costs nothing to copy, to compare, or to drop. For what is said
/// many times only, as its memory is never given back.
#[derive(Clone, Copy)]
pub struct Word(&'static &'static str);

/// All words there are.
static WORDS: LazyLock<Mutex<HashSet<Word>>> = LazyLock::new(Mutex::default);

/// How many words a thread remembers, so that it need not ask for them again.
const RECENT: usize = 1024;

/// Words that came in lately. Each has one place where it may be remembered; another one that comes to lie there takes it over.
pub(super) struct Recent([Cell<Option<Word>>; RECENT]);

impl Recent {
    /// None.
    pub(super) const fn new() -> Self {
        Self([const { Cell::new(None) }; RECENT])
    }

    /// The word, if it is remembered; else `check` says whether it may be one.
    #[inline]
    pub(super) fn word<E>(&self, text: &str, check: impl FnOnce(&str) -> Result<(), E>) -> Result<Word, E> {
        let place = &self.0[place_of(text, RECENT)];
        match place.get() {
            Some(known) if *known == *text => Ok(known),
            _ => {
                check(text)?;
                let word = Word::kept(text);
                place.set(Some(word));
                Ok(word)
            }
        }
    }
}

/// Which of so many places, at most 4096, a text is remembered in. Two that share a place only cost time, so that a few
/// operations will do.
#[inline]
pub(crate) fn place_of(text: &str, places: usize) -> usize {
    let bytes = text.as_bytes();
    let ends =
        |first: u64, last: u64| first.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ last.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let hash = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        ends(u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        ends(u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
    } else {
        bytes.iter().fold(0, |hash, byte| ends(hash, u64::from(*byte)))
    };
    ((hash ^ bytes.len() as u64).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 52) as usize % places
}

thread_local! {
    static RECENTLY: Recent = const { Recent::new() };
}

impl Word {
    /// The word that `text` is.
    #[must_use]
    pub fn new(text: &str) -> Self {
        RECENTLY
            .with(|recent| recent.word(text, |_| Ok::<(), std::convert::Infallible>(())))
            .unwrap_or_else(|never| match never {})
    }

    /// Looks it up among all, and adds it.
    #[cold]
    fn kept(text: &str) -> Self {
        // a thread that panicked has left nothing half done here
        let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        match words.get(text) {
            Some(known) => *known,
            None => {
                let text: &'static str = Box::leak(text.into());
                let word = Self(Box::leak(Box::new(text)));
                words.insert(word);
                word
            }
        }
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        self.0
    }
}

impl Default for Word {
    fn default() -> Self {
        Self::new("")
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl PartialEq for Word {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        // each is there once
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Word {}

impl PartialEq<str> for Word {
    fn eq(&self, other: &str) -> bool {
        *self.as_str() == *other
    }
}

impl PartialEq<&str> for Word {
    fn eq(&self, other: &&str) -> bool {
        *self.as_str() == **other
    }
}

impl std::hash::Hash for Word {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_the_same_when_their_texts_are(one in "[ab ü]{0,12}", two in "[ab ü]{0,12}") {
            prop_assert_eq!(Word::new(&one).as_str(), &one);
            prop_assert_eq!(Word::new(&one) == Word::new(&two), one == two);
            prop_assert_eq!(Word::new(&one).cmp(&Word::new(&two)), one.cmp(&two));
        }
    }
}
