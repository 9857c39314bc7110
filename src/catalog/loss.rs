//! What is lost with the power: `[[loss]]` for every car, `[[generation.loss]]` for one generation.

use super::fields::{Fields, id_of};
use super::log::Log;
use super::make::origin;
use crate::domain::loss::Loss;

/// Reads the blocks.
pub(super) fn losses(log: &mut Log, fields: &mut Fields) -> Vec<Loss> {
    let mut losses = Vec::new();
    for mut block in fields.tables(log, "loss") {
        let what = block.needed_text(log, "what");
        let set_again = block.needed_text(log, "set-again");
        let item = block.string(log, "item").and_then(|(item, span)| id_of(log, item, &span));
        let origin = origin(log, &mut block);
        block.finish(log);
        if let (Some(what), Some(set_again), Some(provenance)) = (what, set_again, origin) {
            losses.push(Loss { what, set_again, item, provenance });
        }
    }
    losses
}
