//! The gate's word with its time, as every face says it.

use chrono::{DateTime, FixedOffset};

use super::Store;

use crate::domain::checklist::known;
use crate::domain::gate::Stop;
use crate::domain::lockout::{GuardState, RadioWait, radio_now};
use crate::domain::text::{clock, long_words};
use crate::domain::{Gate, Job};

/// A part of the word: what is read from two metres, or what stands between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In large letters, where there are such.
    Large(String),
    /// In small letters.
    Small(String),
}

/// The gate's word, and how long or until when it holds: `WAIT 2:47`, `CLEAR until 10:52`, `LEAD OFF 12 min`.
#[must_use]
pub fn word(gate: &Gate, now: DateTime<FixedOffset>) -> Vec<Piece> {
    let small = |text: &str| Piece::Small(text.to_owned());
    let large = |text: String| Piece::Large(text);
    let mut word = vec![Piece::Large(gate.word().to_owned())];
    match gate {
        // from two metres nobody is told to wait any more
        Gate::Wait { seconds_left: 0, .. } => word = vec![small("WAIT is over"), large(clock(0))],
        Gate::Wait { seconds_left: seconds, .. }
        | Gate::LeadOff { stop: Some(Stop::NotYet { seconds_left: Some(seconds), .. }), .. }
        | Gate::Working { stop: Some(Stop::NotYet { seconds_left: Some(seconds), .. }), .. } => {
            word.push(large(clock(*seconds)));
        }
        Gate::Clear { ends_in_ms: Some(ms), .. }
        | Gate::Working { comes_off: true, ends_in_ms: Some(ms), stop: None, .. } => {
            let until = now + chrono::TimeDelta::milliseconds(*ms);
            word.extend([small("until"), large(until.format("%H:%M").to_string())]);
        }
        Gate::LeadOff { since, stop: None } | Gate::Working { since, comes_off: false, stop: None, .. } => {
            let lasted = long_words((now - *since).num_seconds().max(0));
            if let Some((figure, unit)) = lasted.split_once(' ') {
                word.extend([large(figure.to_owned()), small(unit)]);
            }
        }
        _ => {}
    }
    word
}

/// The pieces of a word in one line.
#[must_use]
pub fn plain(word: &[Piece]) -> String {
    let texts = word.iter().map(|piece| match piece {
        Piece::Large(text) | Piece::Small(text) => text.as_str(),
    });
    texts.collect::<Vec<_>>().join(" ")
}

impl Store {
    /// What holds of a job's radio and its code just now, beside what its gate says of it.
    #[must_use]
    pub fn radio_words(&self, job: &Job, gate: &Gate) -> Option<String> {
        let waits = |wait: &RadioWait| format!("radio waits {}", clock(wait.left_seconds()));
        if !job.has_attempts() {
            return self.radio_wait(&job.key).as_ref().map(waits);
        }
        let guard = self.guard(&job.key)?;
        match guard.state {
            GuardState::Entering => Some("code entered, x: what came of it?".to_owned()),
            GuardState::Locked if gate.but().is_none() => Some("radio LOCKED".to_owned()),
            _ if !radio_now(job).is_some_and(|now| known::WANTS_CODE.contains(&now)) => guard.wait.as_ref().map(waits),
            GuardState::Dead => Some("the radio takes no code any more".to_owned()),
            _ => {
                let wrong = match guard.ledger.wrong() {
                    0 => None,
                    1 => Some("1 wrong code".to_owned()),
                    n => Some(format!("{n} wrong codes")),
                };
                let most = (guard.state == GuardState::Limit).then(|| "no more tries here".to_owned());
                let words: Vec<String> = guard.wait.as_ref().map(waits).into_iter().chain(wrong).chain(most).collect();
                (!words.is_empty()).then(|| words.join(", "))
            }
        }
    }
}
