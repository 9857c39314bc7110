//! A small question on the way to a row: a reason, a name, a second look.

use tui_input::{Input, InputRequest};

use super::Command;
use super::guard::Display;
use super::reaction::Beside;
use crate::domain::fact::{LeftUnsafe, Outcome, StopReason};
use crate::domain::{Answer, Id, Serial};

/// A question that stands in front of the item.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What it is for.
    pub purpose: Purpose,
    /// How it is answered.
    pub step: Step,
    /// Why the last try was not taken.
    pub refusal: Option<String>,
}

/// What a question is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// Who is there, before work goes on; with how long the job lay still.
    WhoResumes {
        /// Seconds since anything was recorded.
        away_seconds: i64,
    },
    /// Who takes over.
    WhoTakesOver,
    /// Who hands the sheet over, before it is asked how.
    WhoHandsOver,
    /// The note that an option requires.
    Note {
        /// The option.
        option: Id,
        /// What the note must say.
        prompt: String,
    },
    /// A remark for the next answer.
    Remark,
    /// Why an answer is changed.
    Correct {
        /// The new answer.
        answer: Answer,
        /// The note that goes with it.
        note: String,
    },
    /// Letters that may be digits.
    LookAlike {
        /// As typed.
        typed: Serial,
        /// With digits.
        suggestion: Serial,
        /// Where they differ.
        places: String,
    },
    /// An unusual serial, typed a second time.
    SerialAgain {
        /// As typed first.
        first: Serial,
        /// What is unusual.
        doubt: String,
    },
    /// Why an item does not apply.
    Skip,
    /// Why an item is overridden.
    Override,
    /// Who is the second person of an override.
    Second {
        /// Why it is overridden.
        reason: String,
    },
    /// Why work is interrupted.
    Pause,
    /// Why the job is stopped.
    Stop,
    /// The job is being stopped with the lead off, or with something still fitted.
    StopUnsafe {
        /// Why it is stopped.
        reason: StopReason,
        /// How the car would be left.
        left: LeftUnsafe,
    },
    /// A remark on the stop.
    StopRemark {
        /// Why it is stopped.
        reason: StopReason,
        /// How the car is left, where it isn't safe.
        left: LeftUnsafe,
    },
    /// How the sheet was handed over.
    Handover,
    /// Who is at the radio, before the guard or the recovery route is opened.
    WhoGoesBeside(Beside),
    /// Whose wrong code the display speaks of.
    WhoseError,
    /// Whether the display really says this: it is recorded, and holds for a while or for good.
    Seen(Display),
    /// Whether codes were entered elsewhere.
    OtherAttempts,
    /// How it came that the radio plays again.
    PlaysAgain,
    /// What came of the last code instead of what was recorded.
    CameOf,
    /// Why that is corrected.
    CameOfWhy {
        /// What came of it.
        outcome: Outcome,
    },
    /// Who is the second person, where the correction opens the way again.
    CameOfSecond {
        /// What came of it.
        outcome: Outcome,
        /// Why that is corrected.
        reason: String,
    },
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub enum Step {
    /// By one key.
    Pick(Vec<Pick>),
    /// By typing.
    Type(Input),
}

/// One thing to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Its words.
    pub label: String,
    /// What it gives; `None` opens a field for something else.
    pub value: Option<String>,
}

impl Pick {
    /// A thing to pick.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: Some(value.into()) }
    }

    /// Something else, to be typed.
    pub fn typed(label: impl Into<String>) -> Self {
        Self { label: label.into(), value: None }
    }
}

impl Ask {
    /// A question answered by one key.
    #[must_use]
    pub fn pick(purpose: Purpose, picks: Vec<Pick>) -> Self {
        Self { purpose, step: Step::Pick(picks), refusal: None }
    }

    /// A question answered by typing.
    #[must_use]
    pub fn typed(purpose: Purpose) -> Self {
        Self { purpose, step: Step::Type(Input::default()), refusal: None }
    }

    /// Takes the option with number `n`: its value, or `None` when there is none, or a field was opened.
    pub fn choose(&mut self, n: usize) -> Option<String> {
        let Step::Pick(picks) = &self.step else { return None };
        let pick = picks.get(n.checked_sub(1)?)?.clone();
        if pick.value.is_none() {
            self.step = Step::Type(Input::default());
        }
        pick.value
    }

    /// Takes a command: what was chosen or typed, once it is; until then what is typed is kept as far as `fits` allows.
    pub fn take(&mut self, command: &Command, fits: impl Fn(&str) -> bool) -> Option<String> {
        match command {
            Command::Choose(n) => return self.choose(*n),
            Command::Enter => return self.field().map(|input| input.value().trim().to_owned()),
            Command::Edit(request) => {
                let is_full = self.field().is_some_and(|input| {
                    let before = input.clone();
                    input.handle(*request);
                    let is_full = !fits(input.value());
                    if is_full {
                        *input = before;
                    }
                    is_full
                });
                self.refusal = is_full.then(|| FULL.to_owned());
            }
            Command::Paste(text) => {
                let is_whole = self.field().is_none_or(|input| insert(input, text, fits));
                self.refusal = (!is_whole).then(|| FULL.to_owned());
            }
            _ => {}
        }
        None
    }

    /// The field, when one is open.
    pub fn field(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            Step::Type(input) => Some(input),
            Step::Pick(_) => None,
        }
    }
}

/// Why a field takes no more.
pub const FULL: &str = "the field is full";

/// Takes away what a field offers, when something is typed or pasted in its place; whoever edits it goes on with it.
pub fn begin_anew(input: &mut Input, is_offered: &mut bool, command: &Command) {
    match command {
        Command::Paste(_) | Command::Edit(InputRequest::InsertChar(_)) if *is_offered => input.reset(),
        Command::Paste(_) | Command::Edit(_) => {}
        _ => return,
    }
    *is_offered = false;
}

/// Puts `text` into a field, control characters dropped, as far as `fits` allows. Returns whether all of it went in.
pub fn insert(input: &mut Input, text: &str, fits: impl Fn(&str) -> bool) -> bool {
    for c in text.chars().filter(|c| !c.is_control()) {
        let mut longer = input.clone();
        longer.handle(InputRequest::InsertChar(c));
        if !fits(longer.value()) {
            return false;
        }
        *input = longer;
    }
    true
}
