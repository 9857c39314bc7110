//! Counting: how often each word was said, and each pair of words.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// How often each word was said. As JSON `{"n": 3, "counts": {"documents": 2, "other": 1}}`, the words in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Box<str>, u64>);

impl Tally {
    /// Counts a word once.
    pub fn add(&mut self, word: &str) {
        self.add_times(word, 1);
    }

    /// Counts a word so many times.
    pub fn add_times(&mut self, word: &str, times: u64) {
        match self.0.get_mut(word) {
            Some(count) => *count += times,
            None if times > 0 => drop(self.0.insert(word.into(), times)),
            None => {}
        }
    }

    /// The number of words in all.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.values().sum()
    }

    /// The count of a word.
    #[must_use]
    pub fn of(&self, word: &str) -> u64 {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// The words with their counts, the commonest first; of equal ones by their letters.
    #[must_use]
    pub fn ranked(&self) -> Vec<(&str, u64)> {
        let mut ranked: Vec<(&str, u64)> = self.0.iter().map(|(word, count)| (&**word, *count)).collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        ranked
    }

    /// The words with their counts, by their letters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(word, count)| (&**word, *count))
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("n", &self.n())?;
        map.serialize_entry("counts", &self.0)?;
        map.end()
    }
}

/// Tallies by a first word, such as the ways to the code by the radio. As JSON an object of tallies.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Tallies(BTreeMap<Box<str>, Tally>);

impl Tallies {
    /// Counts a pair once.
    pub fn add(&mut self, first: &str, second: &str) {
        match self.0.get_mut(first) {
            Some(tally) => tally.add(second),
            None => self.0.entry(first.into()).or_default().add(second),
        }
    }

    /// The first words with their tallies, by their letters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tally)> {
        self.0.iter().map(|(word, tally)| (&**word, tally))
    }

    /// The first words with their tallies, the one with most pairs first; of equal ones by their letters.
    #[must_use]
    pub fn ranked(&self) -> Vec<(&str, &Tally)> {
        let mut ranked: Vec<(&str, &Tally)> = self.iter().collect();
        ranked.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.n()));
        ranked
    }

    /// The number of pairs in all.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.values().map(Tally::n).sum()
    }
}
