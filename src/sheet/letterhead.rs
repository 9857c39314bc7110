//! Holds what a workshop says about itself on its sheets.

use std::collections::BTreeMap;

use crate::catalog::Paper;
use crate::words::{LANGUAGES, Words};

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
    /// Whether sheets can be sent by e-mail.
    pub has_email: bool,
    /// Why the server for it can't be read that is named.
    pub email_fault: Option<String>,
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

/// The most points along a side of a logo: as many as the widest sheet has at the finest print.
const POINTS_MAX: u32 = 4000;

/// Why a file is no logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoLogo {
    /// It is no picture of a form that sheets take.
    #[error("a logo is a PNG or a JPEG file")]
    OtherFile,
    /// It has too many points.
    #[error("a logo has at most {POINTS_MAX} by {POINTS_MAX} points")]
    TooLarge,
}

impl Logo {
    /// The picture in a file.
    ///
    /// # Errors
    /// When it is neither PNG nor JPEG by its first bytes, or has more points than any logo.
    pub fn new(bytes: Vec<u8>) -> Result<Self, NoLogo> {
        let logo = Self { bytes };
        if !logo.is_png() && !logo.bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            return Err(NoLogo::OtherFile);
        }
        // a PNG is unpacked for the sheet; its width and height stand at a fixed place
        let length = |at: usize| Some(u32::from_be_bytes(logo.bytes.get(at..at + 4)?.try_into().ok()?));
        let is_huge = |at| length(at).is_none_or(|length| length > POINTS_MAX);
        if logo.is_png() && (is_huge(16) || is_huge(20)) { Err(NoLogo::TooLarge) } else { Ok(logo) }
    }

    /// Whether it is a PNG; else it is a JPEG.
    #[must_use]
    pub fn is_png(&self) -> bool {
        self.bytes.starts_with(b"\x89PNG\r\n\x1a\n")
    }
}
