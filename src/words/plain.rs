//! The words of some messages, as a value that is kept beside what they are about.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::{messages, values};
use super::{LANGUAGES, Words};

/// The English text of a built-in message without values; its id where there is none.
#[must_use]
pub fn english(id: &'static str) -> &'static str {
    static TEXTS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| LANGUAGES[0].1.lines().filter_map(|line| line.split_once(" = ")).collect());
    texts.get(id).copied().unwrap_or(id)
}

/// The words of some messages in one language. Those without values are read once, because tables have them in every row.
#[derive(Debug, Clone, Default)]
pub struct PlainWords {
    words: Words,
    texts: BTreeMap<&'static str, String>,
}

impl PlainWords {
    /// The language.
    #[must_use]
    pub fn language(&self) -> &str {
        self.words.language()
    }

    /// The text of a message without values; `None` where it is none of these.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(String::as_str)
    }

    /// The text of a message without values; its id where it is none of these.
    #[must_use]
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.find(id).unwrap_or(id)
    }

    /// A message with its values `a` and `b`.
    #[must_use]
    pub fn fill(&self, id: &str, a: &str, b: &str) -> String {
        self.say(id, &[("a", a), ("b", b)])
    }

    /// A message with its values by their names.
    #[must_use]
    pub fn say(&self, id: &str, named: &[(&str, &str)]) -> String {
        self.find(id).map_or_else(|| self.words.fill(id, named), ToOwned::to_owned)
    }
}

impl Words {
    /// The messages whose ids begin so.
    #[must_use]
    pub fn plain(&self, beginnings: &[&str]) -> PlainWords {
        static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
        let without_values = || {
            let each = messages(LANGUAGES[0].1).into_iter();
            each.filter(|(_, written)| values(written.text).is_empty()).map(|(id, _)| id).collect()
        };
        let names = NAMES.get_or_init(without_values).iter();
        let wanted = names.filter(|id| beginnings.iter().any(|beginning| id.starts_with(beginning)));
        PlainWords { words: self.clone(), texts: wanted.map(|id| (*id, self.get(id))).collect() }
    }
}
