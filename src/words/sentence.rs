//! What findings and faults say: messages with their values, so that each reader has it in the own language.

use std::fmt;
use std::sync::Arc;

use super::PlainWords;
use super::plain::message_of;
use crate::domain::{Fact, SecondAt, Signature, Text};

/// What is said of something, without a full stop: one piece behind the other. Text of people stands in it as they typed it: clean it
/// on the way to a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence(Vec<Piece>);

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(Box<str>),
    Message(&'static str, Vec<(&'static str, Said)>),
}

/// What stands in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// The same in every language.
    Text(Box<str>),
    /// What a checklist or the radio book calls something.
    Label(Arc<Text>),
    /// Digits, with a unit or without.
    Figure(Box<str>),
    /// What is said by messages of its own.
    Sentence(Sentence),
}

impl Said {
    /// Something that reads the same in every language.
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string().into())
    }

    /// Digits, with a unit or without.
    pub fn figure(figure: impl ToString) -> Self {
        Self::Figure(figure.to_string().into())
    }

    /// What a checklist or the radio book calls something.
    pub fn label(label: impl Into<Arc<Text>>) -> Self {
        Self::Label(label.into())
    }

    fn in_words(&self, words: &PlainWords) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Label(label) => label.lang(words.language()).to_owned(),
            Self::Figure(figure) => figure.replace('.', words.get("decimal-mark")),
            Self::Sentence(sentence) => sentence.in_words(words),
        }
    }
}

impl From<Said> for Sentence {
    /// It alone.
    fn from(said: Said) -> Self {
        match said {
            Said::Sentence(sentence) => sentence,
            Said::Text(text) => Self(vec![Piece::Text(text)]),
            said => Self::says("told-alone", [("what", said)]),
        }
    }
}

impl From<&Signature> for Said {
    /// The names, and where the second person was.
    fn from(signature: &Signature) -> Self {
        let Some(second) = &signature.second else { return Self::text(&signature.first) };
        let names = Sentence::from(format!("{} + {second}", signature.first));
        let at = signature.second_at.as_ref().map(|at| Sentence::says("told-second", [("where", at.into())]));
        names.and(at.unwrap_or_default()).into()
    }
}

impl From<&SecondAt> for Said {
    /// Where the second person was.
    fn from(at: &SecondAt) -> Self {
        match at {
            SecondAt::Here => "told-here".into(),
            SecondAt::Phone => "told-by-phone".into(),
            SecondAt::Station(link) => Sentence::says("told-at", [("station", Self::text(link.station))]).into(),
        }
    }
}

impl From<Sentence> for Said {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<&'static str> for Said {
    /// A message without values.
    fn from(message: &'static str) -> Self {
        Self::Sentence(Sentence::says(message, []))
    }
}

impl Sentence {
    /// A message with its values.
    pub(crate) fn says<const N: usize>(message: &'static str, values: [(&'static str, Said); N]) -> Self {
        Self(vec![Piece::Message(message, values.into())])
    }

    /// A word of a group, such as `accepted` of the group `reply`; as it is where no message has it.
    pub(crate) fn word(group: &str, word: &str) -> Self {
        message_of(group, word).map_or_else(|| word.to_owned().into(), |message| Self::says(message, []))
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with more behind it.
    pub(crate) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// The same with the remarks of a fact behind a colon.
    pub(crate) fn remarks(self, fact: &Fact) -> Self {
        let remarks = fact.remarks();
        if remarks.is_empty() { self } else { self.and(format!(": {remarks}").into()) }
    }

    /// Several, one behind the other.
    pub(crate) fn joined(sentences: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let join = |all: Self, next| if all.0.is_empty() { next } else { all.and(between.to_owned().into()).and(next) };
        sentences.into_iter().fold(Self::default(), join)
    }

    /// A time that passed: `40 s`, `3 h 12 min`.
    pub(crate) fn span(ms: i64) -> Self {
        let seconds = ms / 1000;
        let says = |message, n: i64| Self::says(message, [("n", Said::text(n))]);
        match seconds {
            ..0 => Self::says("says-span-before", []),
            0..120 => says("says-span-seconds", seconds),
            120..7200 => says("says-span-minutes", seconds / 60),
            7200..172_800 => Self::says(
                "says-span-hours-minutes",
                [("hours", Said::text(seconds / 3600)), ("minutes", Said::text(seconds % 3600 / 60))],
            ),
            _ => says("says-span-days", seconds / 86_400),
        }
    }

    /// So many seconds as people say them, from minutes on.
    pub(crate) fn long(seconds: u64) -> Self {
        let says = |message, n: u64| Self::says(message, [("n", Said::text(n))]);
        match seconds {
            ..7_200 => says("says-span-minutes", seconds / 60),
            7_200..172_800 => says("says-span-hours", seconds / 3600),
            _ => says("says-span-days", seconds / 86_400),
        }
    }

    /// What it takes of the memory, beside itself and what it shares.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let values = |values: &Vec<(&'static str, Said)>| {
            let each = values.iter().map(|(_, said)| match said {
                Said::Text(text) | Said::Figure(text) => text.len(),
                Said::Label(_) => 0,
                Said::Sentence(sentence) => sentence.bytes(),
            });
            values.capacity() * size_of::<(&'static str, Said)>() + each.sum::<usize>()
        };
        let each = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Message(_, all) => values(all),
        });
        self.0.capacity() * size_of::<Piece>() + each.sum::<usize>()
    }

    /// The sentence in a language.
    #[must_use]
    pub fn in_words(&self, words: &PlainWords) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Message(id, values) => {
                let values: Vec<(&str, String)> =
                    values.iter().map(|(name, value)| (*name, value.in_words(words))).collect();
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
                words.say(id, &values)
            }
        };
        self.0.iter().map(piece).collect()
    }
}

impl From<String> for Sentence {
    /// A text that is the same in every language.
    fn from(text: String) -> Self {
        Self(vec![Piece::Text(text.into())])
    }
}

impl fmt::Display for Sentence {
    /// In English, as programs and the command line have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.in_words(PlainWords::english()))
    }
}
