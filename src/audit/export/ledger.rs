//! The attempts to enter a radio's code, as lines: for the screen, for one job's evidence, for programs.

use serde::Serialize;

use crate::audit::jobs::summary::{AttemptSummary, JobSummary};
use crate::audit::reading::audit::Audit;
use crate::domain::Ledger;
use crate::domain::fact::Outcome;
use crate::journal::encode_time;

/// The word for an entry of which nobody has said what came of it.
const OPEN: &str = "open";

/// One attempt, or what was seen or told of attempts made elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerLine {
    /// When it was recorded, RFC 3339.
    pub time: String,
    /// The station that recorded it.
    pub station: String,
    /// The row's number there.
    pub row: u64,
    /// The job, `station/number`.
    pub job: String,
    /// Who recorded it.
    pub who: String,
    /// `accepted`, `error`, `wait`, `locked`, `unknown`; `open` while nobody has said what came of the code.
    pub outcome: &'static str,
    /// What was recorded first, where it was corrected; else null.
    pub was: Option<&'static str>,
    /// Whether it was not entered here, but seen or told.
    pub is_seen: bool,
    /// Whether it belongs to the job that is looked at; else it is an earlier one about the same radio.
    pub is_own: bool,
    /// Whether a code was accepted since, so that it counts no longer.
    pub is_made_good: bool,
    /// What was remarked.
    pub note: String,
}

/// The lines of a ledger, the oldest first.
#[must_use]
pub fn lines(ledger: &Ledger<'_>) -> Vec<LedgerLine> {
    let line = |entry: &crate::domain::lockout::Entry<'_>| LedgerLine {
        time: encode_time(&entry.fact.time),
        station: entry.fact.station.to_string(),
        row: entry.fact.seq,
        job: entry.fact.job.to_string(),
        who: entry.fact.who.to_string(),
        outcome: entry.outcome.map_or(OPEN, Outcome::word),
        was: entry.was.map(Outcome::word),
        is_seen: entry.is_seen,
        is_own: entry.is_own,
        is_made_good: entry.is_made_good,
        note: entry.fact.remarks().into_owned(),
    };
    ledger.entries.iter().map(line).collect()
}

/// The codes that were tried at the radio of a job, also on other jobs of its workshop with the same serial number, the
/// oldest first: `codes tried: 2026-11-22 09:21 wrong code, 2026-11-22 09:58 accepted`. `None` when none is known.
#[must_use]
pub fn of_job(audit: &Audit, job: &JobSummary) -> Option<String> {
    let is_same_radio = |other: &&JobSummary| {
        std::ptr::eq(*other, job)
            || job.serial.as_ref().zip(other.serial.as_ref()).is_some_and(|(one, another)| one.is_same_radio(another))
                && std::sync::Arc::ptr_eq(&job.workshop, &other.workshop)
    };
    let jobs = audit.jobs.iter().map(|job| &**job).filter(is_same_radio);
    let mut tried: Vec<(&JobSummary, &AttemptSummary)> =
        jobs.flat_map(|job| job.attempts.iter().map(move |it| (job, it))).collect();
    tried.sort_by_key(|(_, attempt)| attempt.time);
    let words = tried.iter().map(|(other, attempt)| {
        let words = outcome_words(attempt.outcome, attempt.is_seen);
        let job = if std::ptr::eq(*other, job) { String::new() } else { format!(" ({})", other.name()) };
        format!("{} {words}{job}", attempt.time.format("%Y-%m-%d %H:%M"))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("codes tried: {}", words.join(", ")))
}

/// What came of an attempt, in a few words.
#[must_use]
pub fn outcome_words(outcome: Outcome, is_seen: bool) -> &'static str {
    match (outcome, is_seen) {
        (Outcome::Accepted, false) => "accepted",
        (Outcome::Accepted, true) => "plays again",
        (Outcome::Error, _) => "wrong code",
        (Outcome::Wait, _) => "WAIT",
        (Outcome::Locked, _) => "LOCKED",
        (Outcome::Unknown, true) => "made elsewhere, number not known",
        (Outcome::Unknown, false) => "entered, nobody saw what the radio did",
    }
}

/// A line in words: `2026-11-22 09:42 wrong code · Ana K. · bay-1/261122-01`.
#[must_use]
pub fn words(line: &LedgerLine) -> String {
    let minute = line.time.get(..16).unwrap_or(&line.time).replace('T', " ");
    let outcome = match Outcome::from_word(line.outcome) {
        Some(outcome) => outcome_words(outcome, line.is_seen),
        None => "entered, what the radio did is still to be said",
    };
    let was = line.was.and_then(Outcome::from_word).map(|was| format!("{}, corrected to ", outcome_words(was, false)));
    let mut parts = vec![format!("{minute} {}{outcome}", was.unwrap_or_default()), line.who.clone(), line.job.clone()];
    if !line.note.is_empty() {
        parts.push(line.note.clone());
    }
    parts.join(" · ")
}
