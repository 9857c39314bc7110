//! One pause point.

use super::condition::{Seen, condition};
use super::fields::Fields;
use super::house;
use super::item::item;
use super::log::Log;
use crate::domain::checklist::Mode;
use crate::domain::{Call, Id, Item, Pause, PausePoint};

/// The pause points by their letters.
const PAUSES: [(&str, Pause); 4] = [("a", Pause::A), ("b", Pause::B), ("c", Pause::C), ("d", Pause::D)];

/// Reads a page, and adds its items to `seen`.
pub(super) fn page(log: &mut Log, fields: &mut Fields, seen: &mut Seen) -> Option<PausePoint> {
    let pause = fields.one_of(log, "pause", &PAUSES);
    if pause.is_none() && !fields.has("pause") {
        fields.missing(log, "pause", "pause = \"a\", \"b\", \"c\" or \"d\"");
    }
    let title = fields.needed_text(log, "title");
    let mode = fields.one_of(log, "mode", &[("read-do", Mode::ReadDo), ("do-confirm", Mode::DoConfirm)]);
    if mode.is_none() && !fields.has("mode") {
        fields.missing(log, "mode", "mode = \"read-do\" or \"do-confirm\"");
    }
    let when = condition(log, fields, "when", seen);
    let stop = fields.text(log, "stop");
    let items = items(log, fields, pause, seen);
    let calls = calls(log, fields, pause, seen);
    if let (Some(pause), Some(items)) = (pause, &items) {
        house::page(log, fields, pause, items);
    }
    let items = items.unwrap_or_default();
    Some(PausePoint { pause: pause?, title: title?, mode: mode?, when, items, calls, stop })
}

/// Reads the items; `None` when there is one that can't be read.
fn items(log: &mut Log, page: &mut Fields, pause: Option<Pause>, seen: &mut Seen) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let blocks = page.tables(log, "item");
    if blocks.is_empty() && !page.has("item") {
        log.error(&page.span(), "a page without items", "add an [[page.item]] block".to_owned());
    }
    let block_count = blocks.len();
    for (at, mut fields) in blocks.into_iter().enumerate() {
        let id_span = fields.span_of("id");
        let read = item(log, &mut fields, pause, seen);
        let id = fields.string(log, "id").and_then(|(id, _)| Id::new(id).ok());
        if let Some(id) = id.filter(|id| seen.has(id)) {
            log.error(&id_span, format!("an item called `{id}` is there already"), "give it another id".to_owned());
        }
        if let Some(item) = &read {
            house::item(log, &fields, item);
            seen.add(item);
            if at == 0 && item.is_same_line {
                let help = "take `same-line` out".to_owned();
                log.error(&fields.span_of("same-line"), "the first item of a page has no line above it", help);
            }
        } else if let Some(id) = fields.string(log, "id").and_then(|(id, _)| Id::new(id).ok()) {
            seen.add_unread(&id);
        }
        fields.finish(log);
        items.extend(read);
    }
    (items.len() == block_count).then_some(items)
}

/// Reads the completion calls; the last one must always be there to be called.
fn calls(log: &mut Log, page: &mut Fields, pause: Option<Pause>, seen: &Seen) -> Vec<Call> {
    let mut calls = Vec::new();
    let blocks = page.tables(log, "call");
    if blocks.is_empty() && !page.has("call") {
        let help = "add a [[page.call]] block with a text".to_owned();
        log.error(&page.span(), "a page without a completion call", help);
    }
    let last = blocks.len().saturating_sub(1);
    for (at, mut fields) in blocks.into_iter().enumerate() {
        let text = fields.needed_text(log, "text");
        let when = condition(log, &mut fields, "when", seen);
        let is_off = fields.one_of(log, "lead", &[("off", true)]).unwrap_or(false);
        if is_off && pause.is_some_and(|pause| pause != Pause::B) {
            let help = "say it in the call of page b".to_owned();
            log.error(&fields.span_of("lead"), "the lead comes off at the end of page b and nowhere else", help);
        }
        if at == last && !when.is_empty() {
            let help = "add a last call without `when`".to_owned();
            log.error(&fields.span_of("when"), "the last call has a condition: there may be none to call", help);
        } else if at != last && when.is_empty() {
            let help = "give it a `when`, or put it last".to_owned();
            log.error(&fields.span(), "this call always holds: those after it are never called", help);
        }
        fields.finish(log);
        calls.extend(text.map(|text| Call { text, when, lead_off: is_off }));
    }
    calls
}
