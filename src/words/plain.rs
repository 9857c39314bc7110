//! The words of some messages, as a value that is kept beside what they are about: no message file is read again for them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{LANGUAGES, Words};

/// Where the two values of a message stand in its text.
const PLACES: [&str; 2] = ["\u{1}", "\u{2}"];

/// The English text of a built-in message without values; its id where there is none.
#[must_use]
pub fn english(id: &'static str) -> &'static str {
    static TEXTS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| LANGUAGES[0].1.lines().filter_map(|line| line.split_once(" = ")).collect());
    texts.get(id).copied().unwrap_or(id)
}

/// The words of some messages in one language. A message has at most two values, `a` and `b`.
#[derive(Debug, Clone, Default)]
pub struct PlainWords {
    language: String,
    texts: BTreeMap<&'static str, String>,
}

impl PlainWords {
    /// The language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The text of a message; `None` where it is none of these.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(String::as_str)
    }

    /// The text of a message; its id where it is none of these.
    #[must_use]
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.find(id).unwrap_or(id)
    }

    /// A message with its values.
    #[must_use]
    pub fn fill(&self, id: &str, a: &str, b: &str) -> String {
        self.get(id).replace(PLACES[0], a).replace(PLACES[1], b)
    }
}

impl Words {
    /// The messages whose ids begin so.
    #[must_use]
    pub fn plain(&self, beginnings: &[&str]) -> PlainWords {
        let ids = LANGUAGES[0].1.lines().filter_map(|line| line.split_once(" =").map(|(id, _)| id));
        let is_wanted = |id: &&'static str| beginnings.iter().any(|beginning| id.starts_with(beginning));
        let values = [("a", PLACES[0]), ("b", PLACES[1])];
        let texts = ids.filter(is_wanted).map(|id| (id, self.fill(id, &values))).collect();
        PlainWords { language: self.language().to_owned(), texts }
    }
}
