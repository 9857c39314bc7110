//! One attempt to enter a code, from its beginning to what came of it.

use super::ATTEMPT;
use crate::domain::fact::{Elsewhere, Origin, RadioReply};
use crate::domain::{Answer, Fact, Id, What};

/// What a fact says of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptStage {
    /// A code is entered from now on.
    Begun,
    /// Nothing was entered after all.
    Withdrawn,
    /// What came of it, or what was seen of codes entered elsewhere.
    Ended(RadioReply),
    /// What came of the last one was recorded wrongly: it was this.
    Corrected(RadioReply),
    /// LOCKED, as it was seen last, was misread: the display, read again, shows this.
    ReadAgain(ReadAgain),
}

/// What a display shows that was misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAgain {
    /// CODE or SAFE: nothing is known of any code.
    Asks,
    /// WAIT or ERROR: codes were entered elsewhere, and nobody knows how many.
    Waits,
}

impl ReadAgain {
    /// Both, in the order of their keys.
    pub const ALL: [Self; 2] = [Self::Asks, Self::Waits];

    /// The word in the row: nothing was entered, or nobody knows what.
    fn word(self) -> &'static str {
        match self {
            Self::Asks => AttemptStage::WITHDRAWN,
            Self::Waits => RadioReply::Unknown.word(),
        }
    }

    /// What the checklist calls it of the radio after the work.
    #[must_use]
    pub fn radio_after(self) -> &'static str {
        match self {
            Self::Asks => "asks-code",
            Self::Waits => "counts-down",
        }
    }
}

impl AttemptStage {
    /// The word for an attempt that begins.
    const BEGUN: &str = "begun";
    /// The word for one that was not made.
    const WITHDRAWN: &str = "withdrawn";

    /// What a fact says of an attempt, if it is about one.
    #[must_use]
    pub fn of(what: &What) -> Option<Self> {
        match what {
            What::Attempted { outcome, .. } => Some(Self::Ended(*outcome)),
            What::Answered { item, answer } if item.is(ATTEMPT) => match answer.token() {
                Self::BEGUN => Some(Self::Begun),
                Self::WITHDRAWN => Some(Self::Withdrawn),
                _ => None,
            },
            What::Corrected { item, answer, .. } if item.is(ATTEMPT) => {
                let read_again = ReadAgain::ALL.into_iter().find(|it| it.word() == answer.token());
                let corrected = || RadioReply::from_word(answer.token()).map(Self::Corrected);
                read_again.map(Self::ReadAgain).or_else(corrected)
            }
            _ => None,
        }
    }

    /// The fact that says so of a code that is entered here. A correction gives a reason as well, see [`correction`].
    ///
    /// # Panics
    /// Never: the words are names.
    #[must_use]
    pub fn what(self) -> What {
        let answered = |word| What::Answered { item: id(ATTEMPT), answer: Answer::Option(id(word)) };
        match self {
            Self::Begun => answered(Self::BEGUN),
            Self::Withdrawn => answered(Self::WITHDRAWN),
            Self::Ended(outcome) => What::Attempted { outcome, origin: Origin::Here },
            Self::Corrected(_) | Self::ReadAgain(_) => self.correcting(""),
        }
    }

    /// The fact that says so, of a correction with its reason.
    #[must_use]
    pub fn correcting(self, reason: &str) -> What {
        match self {
            Self::Corrected(outcome) => correction(outcome, reason),
            Self::ReadAgain(shows) => corrected(shows.word(), reason),
            other => other.what(),
        }
    }
}

/// The fact that something else came of the last code.
#[must_use]
pub fn correction(outcome: RadioReply, reason: &str) -> What {
    corrected(outcome.word(), reason)
}

fn corrected(word: &str, reason: &str) -> What {
    What::Corrected { item: id(ATTEMPT), answer: Answer::Option(id(word)), reason: reason.to_owned() }
}

fn id(word: &str) -> Id {
    Id::new(word).expect("the guard's own words are names")
}

/// One attempt of a job, or what was seen or told of codes that were entered elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attempt<'a> {
    /// The fact with its outcome; of one that stands open, the fact of its beginning.
    pub fact: &'a Fact,
    /// What the radio said, as it was corrected last; `None` while nobody has said so.
    pub outcome: Option<RadioReply>,
    /// What was recorded first, where it was corrected.
    pub was: Option<RadioReply>,
}

impl Attempt<'_> {
    /// Whether it was not entered by this workshop, but seen or told.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        is_seen(&self.fact.what)
    }

    /// Whether LOCKED was seen on a display, which can be misread.
    fn is_misread(&self) -> bool {
        self.is_seen() && self.outcome == Some(RadioReply::Locked)
    }
}

/// True for what was seen or told of a code, and false for one that was entered here.
#[must_use]
pub fn is_seen(what: &What) -> bool {
    matches!(what, What::Attempted { origin: Origin::Seen | Origin::Told(_) | Origin::PlaysAgain, .. })
}

/// What was told of codes that were entered elsewhere, where a number and a day were asked for.
#[must_use]
pub fn told(what: &What) -> Option<Elsewhere> {
    match what {
        What::Attempted { origin: Origin::Told(told), .. } => Some(*told),
        _ => None,
    }
}

/// The attempts in the facts of one job; those of one station must come in the order of their rows.
#[must_use]
pub fn attempts<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<Attempt<'a>> {
    let (mut attempts, mut begun, mut withdrawn) = (Vec::<Attempt<'a>>::new(), Vec::new(), Vec::new());
    for fact in facts {
        match AttemptStage::of(&fact.what) {
            Some(AttemptStage::Begun) => begun.push(fact),
            Some(AttemptStage::Withdrawn) => withdrawn.push(fact),
            Some(AttemptStage::Ended(outcome)) => attempts.push(Attempt { fact, outcome: Some(outcome), was: None }),
            Some(AttemptStage::Corrected(outcome)) => {
                let here = |it: &&mut Attempt<'_>| it.fact.station == fact.station && !it.is_seen();
                if let Some(last) = attempts.iter_mut().rev().find(here) {
                    last.was = last.was.or(last.outcome);
                    last.outcome = Some(outcome);
                }
            }
            Some(AttemptStage::ReadAgain(shows)) => {
                let is_misread = |it: &Attempt<'_>| it.is_misread() && fact.is_after(it.fact);
                if let Some(at) = attempts.iter().rposition(is_misread) {
                    match shows {
                        ReadAgain::Asks => drop(attempts.remove(at)),
                        ReadAgain::Waits => {
                            (attempts[at].was, attempts[at].outcome) =
                                (attempts[at].outcome, Some(RadioReply::Unknown));
                        }
                    }
                }
            }
            None => {}
        }
    }
    // an entry stands open until anything is said of it, at whatever station
    let is_open = |entry: &&Fact| {
        let ended = attempts.iter().map(|it| it.fact);
        ended.chain(withdrawn.iter().copied()).all(|end| !end.is_after(entry))
    };
    let open: Vec<&Fact> = begun.into_iter().filter(is_open).collect();
    attempts.extend(open.into_iter().map(|fact| Attempt { fact, outcome: None, was: None }));
    attempts
}
