//! What a job's radio does now.

use super::attempt::Attempt;
use crate::domain::Job;
use crate::domain::checklist::known;
use crate::domain::fact::RadioReply;

/// The attempt that was recorded last, at whatever station.
#[must_use]
pub fn last_attempt(job: &Job) -> Option<Attempt<'_>> {
    let attempts = job.attempts();
    let is_last = |it: &&Attempt<'_>| attempts.iter().all(|other| !other.fact.is_after(it.fact));
    attempts.iter().rev().find(is_last).cloned()
}

/// What the radio does now, as the token of an option of the item `radio-after`: what was answered there or what came of a
/// code, whichever was recorded later.
#[must_use]
pub fn radio_now(job: &Job) -> Option<&str> {
    let said = job.latest(known::RADIO_AFTER);
    let since = last_attempt(job).filter(|it| said.is_none_or(|said| it.fact.is_after(said)));
    match since.map(|it| (it.outcome, it.is_seen())) {
        Some((Some(RadioReply::Accepted), true)) => Some("plays"),
        Some((Some(RadioReply::Accepted), false)) => Some("code-entered"),
        Some((Some(RadioReply::Locked), _)) => Some("locked"),
        // of anything else it is known only that it doesn't play, which the answer may say more closely
        Some(_) if !matches!(job.token(known::RADIO_AFTER), Some("locked" | "dead")) => Some("asks-code"),
        _ => job.token(known::RADIO_AFTER),
    }
}
