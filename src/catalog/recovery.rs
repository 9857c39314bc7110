//! The `[[recovery]]` blocks of a radio file: where to look for a code, in the order in which it is tried.

use super::fields::Fields;
use super::log::Log;
use super::make::{Radios, each, origin};
use crate::domain::RecoveryStep;
use crate::domain::recovery::STEP_ID_LENGTH_MAX;

/// Reads all of them; `radios` are the ids that may be named.
pub(super) fn recovery(log: &mut Log, fields: &mut Fields, radios: &Radios) -> Vec<RecoveryStep> {
    each(log, fields, "recovery", |log, block| step(log, block, radios))
}

fn step(log: &mut Log, fields: &mut Fields, radios: &Radios) -> Option<RecoveryStep> {
    let id = fields.needed_id(log, "id");
    if let Some(id) = id.as_ref().filter(|id| id.as_str().len() > STEP_ID_LENGTH_MAX) {
        let message = format!("`{id}` has {} characters, {STEP_ID_LENGTH_MAX} fit", id.as_str().len());
        log.error(&fields.span_of("id"), message, "shorten it".to_owned());
    }
    let title = fields.needed_text(log, "title");
    let text = fields.needed_text(log, "text");
    let bring = fields.text(log, "bring");
    let cost = fields.text(log, "cost");
    let named = radios.named(log, fields);
    let code_found = fields.needed_id(log, "code-found");
    let provenance = origin(log, fields)?;
    Some(RecoveryStep {
        id: id?,
        title: title?,
        text: text?,
        bring,
        cost,
        radios: named,
        code_found: code_found?,
        provenance,
    })
}
