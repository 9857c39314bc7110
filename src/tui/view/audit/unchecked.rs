//! What a reading left unchecked.

use crate::audit::Audit;
use crate::words::PlainWords;

/// What the reading could not check, in one line.
pub(super) fn unchecked(audit: &Audit, words: &PlainWords) -> Option<String> {
    let first = audit.unchecked.first()?.in_words(words);
    let more = audit.unchecked.len() - 1;
    let message = if more == 0 { "audit-unchecked" } else { "audit-unchecked-more" };
    Some(words.say(message, &[("what", &first), ("n", &more.to_string())]))
}
