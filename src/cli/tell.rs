//! What a command says beside its result.

use std::io::Write;

use crate::domain::text::printable;
use crate::runner::with_patience;
use crate::words::PlainWords;

/// Says something beside the result, on stderr. Text from a file or from the command line must not reach a terminal as a
/// command, and nobody listening is no error.
pub fn tell(message: &str) {
    let clean: Vec<String> = message.split('\n').map(|line| printable(&line.replace('\t', "    "))).collect();
    let clean = clean.join("\n");
    let _ = writeln!(std::io::stderr(), "{clean}");
}

/// Says that the drive takes longer than those that work.
pub(super) fn tell_hanging() {
    tell("precheck: the drive has not answered for 0:05; Ctrl-C leaves, what is recorded is safe");
}

/// Reads, and says so after five seconds: a long record takes its time, and a drive that is gone may never answer.
pub(super) fn patiently<T>(read: impl FnOnce() -> T) -> T {
    let told = "precheck: 5 s so far: there is much to read, or the drive does not answer; Ctrl-C leaves, what is recorded is safe";
    with_patience(|| tell(told), read)
}

/// A count with its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// A count with its noun, by a message.
pub(super) fn counted_in_words(count: usize, message: &str, words: &PlainWords) -> String {
    words.say(message, &[("n", &count.to_string())])
}
