//! Recording a fact, or saying why it can't be.

use crate::app::dialogue::Entry;
use crate::app::reaction::Reaction;
use crate::app::{Effect, Store};
use crate::domain::JobKey;
use crate::domain::input::Unfit;

/// Asks for the row of a fact.
///
/// # Errors
/// When the rules or the guard don't allow it now.
pub fn record(store: &Store, key: &JobKey, entry: Entry) -> Result<Reaction, Unfit> {
    let draft = store.checked(key, entry)?;
    let alone = store.by_clock_seconds(key, &draft.what).map(|seconds| Effect::NoteAlone { seconds, job: *key });
    let mut reaction = Reaction::effect(Effect::Append(draft));
    reaction.effects.splice(..0, alone);
    Ok(reaction)
}
