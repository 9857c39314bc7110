//! What findings mean.

use crate::audit::FindingKind;
use crate::domain::Id;
use crate::words::{PlainWords, Words};

/// What a kind of finding means, in the workshop's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingMeaning {
    /// What it means, and why it matters.
    pub means: String,
    /// What is usually done next.
    pub next: String,
}

impl FindingMeaning {
    pub(super) fn of(kind: FindingKind, words: &Words) -> Self {
        let get = |end: &str| words.get(&format!("finding-{}-{end}", kind.id()));
        Self { means: get("means"), next: get("next") }
    }
}

/// The title of a kind of finding; its name, where a later version knows it alone.
pub(in crate::app) fn words_of<'a>(finding: &'a Id, words: &'a PlainWords) -> &'a str {
    match FindingKind::named(finding.as_str()) {
        Some(kind) => kind.title_in(words),
        None => finding.as_str(),
    }
}
