//! The attempts to enter a radio's code in words: for the screen, line mode and the audit's lists.

use std::sync::Arc;

use crate::audit::jobs::summary::{AttemptSummary, JobSummary};
use crate::audit::reading::audit::Audit;
use crate::domain::fact::{Elsewhere, RadioReply};
use crate::domain::lockout::{LedgerEntry, told};
use crate::words::{PlainWords, english};

/// The codes that were tried at the radio of a job, also on other jobs of its workshop with the same serial number, the
/// oldest first: `codes tried: 2026-11-22 09:21 wrong code, 2026-11-22 09:58 accepted`. `None` when none is known.
#[must_use]
pub fn of_job(audit: &Audit, job: &JobSummary, words: &PlainWords) -> Option<String> {
    let is_same_radio = |other: &&JobSummary| {
        std::ptr::eq(*other, job)
            || job.serial.as_ref().zip(other.serial.as_ref()).is_some_and(|(one, another)| one.is_same_radio(another))
                && Arc::ptr_eq(&job.workshop, &other.workshop)
    };
    let jobs = audit.jobs.iter().filter(is_same_radio);
    let mut tried: Vec<(&JobSummary, &AttemptSummary)> =
        jobs.flat_map(|job| job.attempts.iter().map(move |it| (job, it))).collect();
    tried.sort_by_key(|(_, attempt)| attempt.time);
    let each = tried.iter().map(|(other, attempt)| {
        let told = attempt.told.map(|elsewhere| elsewhere_words(elsewhere, words));
        let outcome = told.unwrap_or_else(|| words.get(outcome_message(attempt.outcome, attempt.is_seen)).to_owned());
        let job = if std::ptr::eq(*other, job) { String::new() } else { format!(" ({})", other.name()) };
        format!("{} {outcome}{job}", attempt.time.format("%Y-%m-%d %H:%M"))
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| words.say("ledger-tried", &[("what", &each.join(", "))]))
}

/// Codes that were entered elsewhere, in a few words.
fn elsewhere_words(elsewhere: Elsewhere, words: &PlainWords) -> String {
    let of = |group: &str, word: &str| words.get(&format!("ledger-{group}-{word}")).to_owned();
    format!("{}, {}", of("times", elsewhere.times.word()), of("day", elsewhere.day.word()))
}

/// The result of an attempt, as a message.
fn outcome_message(outcome: RadioReply, is_seen: bool) -> &'static str {
    match (outcome, is_seen) {
        (RadioReply::Accepted, false) => "ledger-accepted",
        (RadioReply::Accepted, true) => "ledger-plays",
        (RadioReply::Error, _) => "ledger-error",
        (RadioReply::Wait, _) => "ledger-wait",
        (RadioReply::Locked, _) => "ledger-locked",
        (RadioReply::Unknown, true) => "ledger-elsewhere",
        (RadioReply::Unknown, false) => "ledger-unknown",
    }
}

/// An entry of a ledger in words, in English: `2026-11-22 09:42 wrong code · Ana K. · bay-1/261122-01`.
#[must_use]
pub fn words(entry: &LedgerEntry<'_>) -> String {
    let fact = entry.fact;
    let outcome_words = |outcome, is_seen| english(outcome_message(outcome, is_seen));
    let outcome = match entry.outcome {
        Some(outcome) => told(&fact.what).map_or(outcome_words(outcome, entry.is_seen).to_owned(), Elsewhere::words),
        None => "entered, what the radio did is still to be said".to_owned(),
    };
    let was = entry.was.map_or(String::new(), |was| format!("{}, corrected to ", outcome_words(was, false)));
    let minute = fact.time.format("%Y-%m-%d %H:%M");
    let mut words = format!("{minute} {was}{outcome} · {} · {}", fact.who, fact.job);
    let remarks = fact.remarks();
    if !remarks.is_empty() {
        words += &format!(" · {remarks}");
    }
    words
}
