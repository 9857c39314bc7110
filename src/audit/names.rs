//! Words that many jobs share, kept once: a million jobs have a few dozen technicians, options and reasons.

use std::sync::Arc;

use foldhash::HashSet;

/// A word that is kept once, however many cases bear it.
pub type Name = Arc<str>;

/// The words that were met.
#[derive(Debug, Clone, Default)]
pub struct Names(HashSet<Name>);

impl Names {
    /// The shared form of a word.
    pub fn get(&mut self, word: &str) -> Name {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        let name: Name = Arc::from(word);
        self.0.insert(name.clone());
        name
    }
}
