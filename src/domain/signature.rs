//! Who answers for what is recorded.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Identified, RowLink};

/// The names under a fact: one person, or two for what takes a second one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature {
    /// The technician; empty in rows that nobody signs.
    pub first: Arc<str>,
    /// The second person of an override, or of a correction that opens the way to another code.
    pub second: Option<Arc<str>>,
    /// How the one of them was identified that had to be: the second person, or whoever signs alone. `None` where the workshop doesn't
    /// ask, or did not then.
    pub identified: Option<Identified>,
    /// Where the second person was; `None` where nobody said so.
    pub second_at: Option<SecondAt>,
}

/// Where the second person was who let something be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecondAt {
    /// At the car, or the desk.
    Here,
    /// At the other end of a telephone.
    Phone,
    /// At another station, where this row says so.
    Station(Box<RowLink>),
}

impl SecondAt {
    /// Those that whoever asks can say himself.
    pub const SAID: [Self; 2] = [Self::Here, Self::Phone];

    /// The word for programs.
    #[must_use]
    pub fn word(&self) -> Cow<'static, str> {
        match self {
            Self::Here => "here".into(),
            Self::Phone => "by-phone".into(),
            Self::Station(link) => format!("at {}", link.station).into(),
        }
    }

    /// The one with this word, of those that can be said.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::SAID.into_iter().find(|it| it.word() == word)
    }

    /// As a person reads it.
    #[must_use]
    pub fn words(&self) -> Cow<'static, str> {
        match self {
            Self::Phone => "by phone".into(),
            Self::Here | Self::Station(_) => self.word(),
        }
    }
}

impl Signature {
    /// Two people.
    #[must_use]
    pub fn of_two(first: &str, second: &str) -> Self {
        Self { first: first.into(), second: Some(second.into()), ..Self::default() }
    }

    /// True when nobody signed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_none()
    }
}

impl From<&str> for Signature {
    fn from(name: &str) -> Self {
        Self { first: name.into(), ..Self::default() }
    }
}

impl From<&String> for Signature {
    fn from(name: &String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<String> for Signature {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

/// The names as a person reads them: `Ana K. + Ben O.`, and behind them where the second person was.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.second {
            None => f.pad(&self.first),
            Some(second) => {
                let at = self.second_at.as_ref().map_or_else(String::new, |at| format!(" ({})", at.words()));
                f.pad(&format!("{} + {second}{at}", self.first))
            }
        }
    }
}
