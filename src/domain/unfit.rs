//! What was said and not taken: why, for whoever said it, and of which kind, for the record.

use super::{Id, JobKey, Signature};

/// Why something that was typed or chosen is not taken: a sentence that says what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct Unfit {
    text: String,
    /// Of which kind it is.
    pub kind: UnfitKind,
}

/// The kinds of what is not taken, as the record names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnfitKind {
    /// It can't be read as what the item takes.
    Form,
    /// A figure that can't be.
    Range,
    /// Digits that may be a radio code.
    Code,
    /// A name that may not sign, or not beside the first one.
    Name,
    /// A wait is not over.
    Early,
    /// Anything else that may not be recorded now.
    Rule,
}

impl UnfitKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Form, Self::Range, Self::Code, Self::Name, Self::Early, Self::Rule];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Range => "range",
            Self::Code => "code",
            Self::Name => "name",
            Self::Early => "early",
            Self::Rule => "rule",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Unfit {
    /// Something that may not be recorded now.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: UnfitKind::Rule }
    }

    /// The same, of this kind.
    #[must_use]
    pub fn of(self, kind: UnfitKind) -> Self {
        Self { kind, ..self }
    }
}

/// Something that was said about a job and not taken. What it was is nowhere: it may have been a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedEntry {
    /// The job.
    pub job: JobKey,
    /// The item that it was said to; `None` where it was about the job itself.
    pub item: Option<Id>,
    /// Of which kind the refusal is.
    pub kind: UnfitKind,
    /// Who was there.
    pub who: Signature,
}
