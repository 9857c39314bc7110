//! Parts of findings' sentences.

use crate::domain::Fact;

/// A time that passed: `40 s`, `3 h 12 min`.
pub(crate) fn spell(ms: i64) -> String {
    let seconds = ms / 1000;
    match seconds {
        ..0 => "at a time before it".to_owned(),
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / 60),
        7200..172_800 => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// The remarks of a fact, behind a colon.
pub(crate) fn behind_colon(fact: &Fact) -> String {
    let remarks = fact.remarks();
    if remarks.is_empty() { String::new() } else { format!(": {remarks}") }
}
