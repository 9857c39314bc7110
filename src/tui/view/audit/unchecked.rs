//! What a reading left unchecked.

use crate::audit::Audit;

/// What the reading could not check, in one line.
pub(super) fn unchecked(audit: &Audit) -> Option<String> {
    let first = audit.unchecked.first()?;
    Some(match audit.unchecked.len() {
        1 => format!("not checked: {first}"),
        n => format!("not checked: {first} (and {} more: precheck verify names them)", n - 1),
    })
}
