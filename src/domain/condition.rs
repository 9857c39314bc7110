//! What an answer means, and the conditions on earlier answers.

use std::collections::BTreeMap;

use super::Id;

/// What an answer means for the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Fine.
    Ok,
    /// Goes on, and is a finding.
    Warn,
    /// The work must not go on.
    Stop,
}

/// A condition on earlier answers: every item named has one of the tokens. A token is an option's id, `num`, `sn` or
/// `text` for what was typed, `low` or `high` for a figure outside its limits and `flat` for one far below them (which is `low` and `num` as well), `none` for an
/// override without an answer, `skipped` for what does not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When(pub BTreeMap<Id, Vec<String>>);

impl When {
    /// Whether every condition holds; one on an item without an answer doesn't. The empty condition holds.
    pub fn holds<'a>(&self, token: impl Fn(&Id) -> Option<&'a str>) -> bool {
        let is_one = |wanted: &str, it: &str| match wanted {
            "num" => matches!(it, "num" | "low" | "flat" | "high"),
            "low" => matches!(it, "low" | "flat"),
            other => other == it,
        };
        self.0.iter().all(|(item, tokens)| token(item).is_some_and(|it| tokens.iter().any(|wanted| is_one(wanted, it))))
    }

    /// Whether there is no condition.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether something with these two conditions applies.
pub fn applies<'a>(when: &When, unless: &When, token: impl Fn(&Id) -> Option<&'a str>) -> bool {
    when.holds(&token) && (unless.is_empty() || !unless.holds(&token))
}
