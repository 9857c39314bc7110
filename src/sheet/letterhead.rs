//! Holds what a workshop says about itself on its sheets.

use std::collections::BTreeMap;

use super::words::{LANGUAGES, Words};
use crate::catalog::Paper;

/// What a workshop says about itself on its sheets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letterhead {
    pub name: Option<String>,
    /// Its address, line by line.
    pub address: Vec<String>,
    pub logo: Option<Logo>,
    pub paper: Paper,
    /// Its printer: an `ipp://` address, or the name of a queue.
    pub printer: Option<String>,
    /// The language of its sheets, two letters.
    pub language: String,
    /// Its own message files by their languages: they add to the built-in ones and replace them.
    pub messages: BTreeMap<String, String>,
}

impl Letterhead {
    /// The words of a language, the workshop's own first.
    #[must_use]
    pub fn words(&self, language: &str) -> Words {
        Words::new(language, self.messages.get(language).map(String::as_str))
    }

    /// The languages that there are messages in: the built-in ones, then the workshop's own.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let is_built_in = |language: &&str| LANGUAGES.iter().any(|(code, _)| code == language);
        let own = self.messages.keys().map(String::as_str).filter(move |language| !is_built_in(language));
        LANGUAGES.iter().map(|(code, _)| *code).chain(own)
    }

    /// Whether there is a message file for this language.
    #[must_use]
    pub fn speaks(&self, language: &str) -> bool {
        self.languages().any(|known| known == language)
    }

    /// The language after this one; from the last it goes on with the first.
    #[must_use]
    pub fn language_after(&self, language: &str) -> &str {
        let after = self.languages().skip_while(|known| *known != language).nth(1);
        after.or_else(|| self.languages().next()).unwrap_or(&self.language)
    }
}

/// A picture: PNG or JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    pub bytes: Vec<u8>,
}

impl Logo {
    /// The picture in a file; `None` when it is neither PNG nor JPEG by its first bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let logo = Self { bytes };
        (logo.is_png() || logo.bytes.starts_with(&[0xff, 0xd8, 0xff])).then_some(logo)
    }

    /// Whether it is a PNG; else it is a JPEG.
    #[must_use]
    pub fn is_png(&self) -> bool {
        self.bytes.starts_with(b"\x89PNG\r\n\x1a\n")
    }
}
