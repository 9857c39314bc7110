//! What can be said at the radio: what its display shows, what is prepared, what it did.

use crate::domain::Job;
use crate::domain::fact::Outcome as Said;
use crate::domain::lockout::Stage;

/// What stands on the radio's display.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// It asks for its code.
    Code,
    /// The same, in another word.
    Safe,
    /// It makes people wait.
    Wait,
    /// The last code was not accepted.
    Error,
    /// It takes no code any more.
    Locked,
    /// It plays.
    Plays,
}

impl Display {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 6] = [Self::Code, Self::Safe, Self::Wait, Self::Error, Self::Locked, Self::Plays];

    /// What it says.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "CODE",
            Self::Safe => "SAFE",
            Self::Wait => "WAIT",
            Self::Error => "ERROR",
            Self::Locked => "LOCKED",
            Self::Plays => "It plays",
        }
    }

    /// What that means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Code => "the radio asks for its code",
            Self::Safe => "it is secured and asks for its code",
            Self::Wait => "it takes no code until a time is over",
            Self::Error => "the last code that was entered was not the right one",
            Self::Locked => "it takes no code any more",
            Self::Plays => "and asks for nothing",
        }
    }
}

/// What a radio may do when a code was entered, in the order of the keys.
pub const OUTCOMES: [(Said, &str); 4] = [
    (Said::Accepted, "It plays: the code was accepted"),
    (Said::Error, "ERROR, or it asks again: the code was wrong"),
    (Said::Wait, "WAIT: it takes nothing until a time is over"),
    (Said::Locked, "LOCKED: it takes no code any more"),
];

/// What else may be said of a code that was to be entered, in the order of the keys behind the outcomes.
pub const ELSE: [(Stage, &str); 2] = [
    (Stage::Withdrawn, "Nothing was entered after all"),
    (Stage::Ended(Said::Unknown), "It was entered, and nobody saw what the radio did"),
];

/// How many preparations there are.
pub const PREPARATIONS: usize = 4;

/// The four preparations.
#[must_use]
pub fn preparations(job: &Job) -> [String; PREPARATIONS] {
    let serial = match job.serial() {
        Some(serial) => format!("The code is the one for this radio: its paper says serial {serial}"),
        None => "The code is surely this radio's: its serial was not read here".to_owned(),
    };
    [
        serial,
        "The code is at hand and was read twice: 0 is no O, 1 is no I".to_owned(),
        "The ignition is on and the battery is fed: a charger is on".to_owned(),
        "The attempts so far are known: the customer was asked, too".to_owned(),
    ]
}
