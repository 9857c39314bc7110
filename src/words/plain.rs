//! The words of one language, as they are kept beside what they are about.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use super::file::{messages, values};
use super::{LANGUAGES, Words};

/// The built-in messages that have no values, with their English texts.
fn without_values() -> &'static BTreeMap<&'static str, &'static str> {
    static TEXTS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let each = messages(LANGUAGES[0].1).into_iter();
        each.filter(|(_, written)| values(written.text).is_empty()).map(|(id, written)| (id, written.text)).collect()
    })
}

/// The English text of a built-in message without values; its id where there is none.
#[must_use]
pub fn english(id: &'static str) -> &'static str {
    without_values().get(id).copied().unwrap_or(id)
}

/// The id of the built-in message for one word of a group, such as `reply-accepted`; `None` where there is none.
pub(super) fn message_of(group: &str, word: &str) -> Option<&'static str> {
    without_values().get_key_value(&*format!("{group}-{word}")).map(|(id, _)| *id)
}

/// The words of one language. Messages without values are read once, because tables have them in every row.
#[derive(Debug, Clone)]
pub struct PlainWords {
    words: Words,
    texts: BTreeMap<&'static str, String>,
}

impl PlainWords {
    /// English, made once.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<PlainWords> = LazyLock::new(|| Words::default().plain());
        &ENGLISH
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> &str {
        self.words.language()
    }

    /// The text of a message without values; `None` where there is none.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(String::as_str)
    }

    /// The text of a message without values; its id where there is none.
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

impl PartialEq for PlainWords {
    fn eq(&self, other: &Self) -> bool {
        (self.language(), &self.texts) == (other.language(), &other.texts)
    }
}

impl Default for PlainWords {
    /// English.
    fn default() -> Self {
        Words::default().plain()
    }
}

impl Words {
    /// All messages, for a while in which they are said often.
    #[must_use]
    pub fn plain(&self) -> PlainWords {
        let texts = without_values().keys().map(|id| (*id, self.get(id))).collect();
        PlainWords { words: self.clone(), texts }
    }
}
