//! The recovery route: where to look for the code of a radio, in order, and what came of it.
//!
//! The steps are data. What came of one is an answer to an item of the guard's own, `recovery-<step>`: it decides nothing
//! about the gate. A step may be tried again, so that the latest answer counts.

use super::{Answer, Fact, Id, Job, Provenance, Text, What};

/// One thing to try.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveryStep {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// What to do.
    pub text: Text,
    /// What to bring.
    pub bring: Option<Text>,
    /// What it costs or risks.
    pub cost: Option<Text>,
    /// The radios that it is for; none: any radio.
    pub radios: Vec<Id>,
    /// The option of the item `code-found` that it stands for.
    pub code_found: Id,
    /// Where that is from.
    pub provenance: Provenance,
}

/// How the names of the items begin under which it is recorded what came of a step.
pub const PREFIX: &str = "recovery-";

/// The longest id of a step, in characters, so that its item is a name.
pub const STEP_ID_LENGTH_MAX: usize = 40 - PREFIX.len();

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The code was found.
    Found,
    /// It was not.
    NotFound,
    /// The step was left out.
    NotTried,
}

impl Found {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Found, Self::NotFound, Self::NotTried];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::NotFound => "not-found",
            Self::NotTried => "not-tried",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.word() == word)
    }
}

impl RecoveryStep {
    /// The item under which it is recorded what came of it.
    ///
    /// # Panics
    /// Never: a step's id is short enough, see [`STEP_ID_LENGTH_MAX`].
    #[must_use]
    pub fn item(&self) -> Id {
        Id::new(&format!("{PREFIX}{}", self.id)).expect("a prefix and a short name make a name")
    }
}

/// Whether an item's name belongs to the recovery route, and to no checklist.
#[must_use]
pub fn is_recovery(item: &Id) -> bool {
    item.as_str().starts_with(PREFIX)
}

/// What came of a step, the last time it was tried.
#[must_use]
pub fn outcome<'a>(job: &'a Job, step: &RecoveryStep) -> Option<(Found, &'a Fact)> {
    let fact = job.latest(step.item().as_str())?;
    match &fact.what {
        What::Answered { answer: Answer::Option(word), .. } => Some((Found::from_word(word.as_str())?, fact)),
        _ => None,
    }
}

/// The step by which the code was found last.
#[must_use]
pub fn found_by<'a>(job: &'a Job, steps: &[&'a RecoveryStep]) -> Option<(&'a RecoveryStep, &'a Fact)> {
    let found = steps.iter().filter_map(|step| match outcome(job, step)? {
        (Found::Found, fact) => Some((*step, fact)),
        _ => None,
    });
    found.max_by_key(|(_, fact)| fact.seq)
}
