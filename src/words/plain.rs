//! The words of some messages, as a value that is kept beside what they are about: no message file is read again for them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::values;
use super::{LANGUAGES, Words};

/// Where the two values of a message stand in its text.
const PLACES: [&str; 2] = ["\u{1}", "\u{2}"];
/// What stands around the name of another value in its place.
const NAMED: char = '\u{3}';

/// The English text of a built-in message without values; its id where there is none.
#[must_use]
pub fn english(id: &'static str) -> &'static str {
    static TEXTS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| LANGUAGES[0].1.lines().filter_map(|line| line.split_once(" = ")).collect());
    texts.get(id).copied().unwrap_or(id)
}

/// The words of some messages in one language. A message has two values, `a` and `b`, or others by their names.
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

    /// A message with its values by their names.
    #[must_use]
    pub fn say(&self, id: &str, named: &[(&str, String)]) -> String {
        let mut said = String::new();
        for (at, part) in self.get(id).split(NAMED).enumerate() {
            // every other part is a name
            let value = named.iter().find(|(name, _)| at % 2 == 1 && *name == part);
            said.push_str(value.map_or(part, |(_, value)| value));
        }
        said
    }
}

impl Words {
    /// The messages whose ids begin so.
    #[must_use]
    pub fn plain(&self, beginnings: &[&str]) -> PlainWords {
        let messages = LANGUAGES[0].1.lines().filter_map(|line| line.split_once(" ="));
        let is_wanted = |(id, _): &(&'static str, &str)| beginnings.iter().any(|beginning| id.starts_with(beginning));
        let in_place = |name: &str| match name {
            "a" => PLACES[0].to_owned(),
            "b" => PLACES[1].to_owned(),
            other => format!("{NAMED}{other}{NAMED}"),
        };
        let with_places = |(id, text)| {
            let places: Vec<(&str, String)> = values(text).into_iter().map(|name| (name, in_place(name))).collect();
            let places: Vec<(&str, &str)> = places.iter().map(|(name, place)| (*name, place.as_str())).collect();
            (id, self.fill(id, &places))
        };
        let texts = messages.filter(is_wanted).map(with_places).collect();
        PlainWords { language: self.language().to_owned(), texts }
    }
}
