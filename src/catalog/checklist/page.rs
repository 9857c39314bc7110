//! Reads one pause point.

use super::condition::{Earlier, condition};
use super::item::item;
use super::lint;
use super::option::option;
use crate::catalog::source::fields::Fields;
use crate::domain::checklist::PageMode;
use crate::domain::{Call, ChecklistPage, Choice, Id, Item, PausePoint};

/// The pause points by their letters.
const PAUSES: [(&str, PausePoint); 4] =
    [("a", PausePoint::A), ("b", PausePoint::B), ("c", PausePoint::C), ("d", PausePoint::D)];

/// The modes by their words.
const MODES: [(&str, PageMode); 2] = [("read-do", PageMode::ReadDo), ("do-confirm", PageMode::DoConfirm)];

/// Reads a page, and adds its items to the earlier ones.
pub fn page(fields: &mut Fields, earlier: &mut Earlier) -> ChecklistPage {
    fields.needs("pause", "pause = \"a\", \"b\", \"c\" or \"d\"");
    earlier.pause = fields.maybe_word("pause", &PAUSES);
    // a page's own options are known before its items, each of which has them
    let every: Vec<Choice> = fields.each("option", |block| option(block, earlier));
    let page = ChecklistPage {
        pause: earlier.pause.unwrap_or(PausePoint::A),
        title: fields.text("title"),
        mode: fields.word("mode", &MODES, "mode = \"read-do\" or \"do-confirm\""),
        when: condition(fields, "when", earlier),
        stop: fields.maybe_text("stop"),
        items: items(fields, &every, earlier),
        calls: calls(fields, earlier),
    };
    if earlier.pause.is_some() && !page.items.is_empty() {
        lint::page(fields, &page);
    }
    page
}

/// Reads the items; `every` are options that each of them has.
fn items(page: &mut Fields, every: &[Choice], earlier: &mut Earlier) -> Vec<Item> {
    if page.is_empty("item") {
        page.error("", "a page without items", "add an [[page.item]] block");
    }
    let mut is_first = true;
    page.each("item", |block| {
        let mut item = item(block, earlier);
        item.options.extend(every.iter().cloned());
        if std::mem::replace(&mut is_first, false) && item.is_same_line {
            block.error("same-line", "the first item of a page has no line above it", "take `same-line` out");
        }
        let id = block.raw("id").and_then(|id| Id::new(id).ok());
        if let Some(id) = id.filter(|id| earlier.has(id)) {
            block.error("id", format!("an item called `{id}` is there already"), "give it another id");
        }
        lint::item(block, &item);
        if block.is_sound() {
            earlier.add(&item);
        } else if let Some(id) = id {
            earlier.add_unread(id);
        }
        item
    })
}

/// Reads the completion calls; the last one must always be there to be called.
fn calls(page: &mut Fields, earlier: &Earlier) -> Vec<Call> {
    let count = page.count("call");
    if count == Some(0) {
        page.error("", "a page without a completion call", "add a [[page.call]] block with a text");
    }
    let mut left = count.unwrap_or(0);
    page.each("call", |block| {
        left = left.saturating_sub(1);
        let call = Call {
            text: block.text("text"),
            when: condition(block, "when", earlier),
            lead_off: block.maybe_word("lead", &[("off", true)]).unwrap_or(false),
        };
        if call.lead_off && earlier.pause.is_some_and(|pause| pause != PausePoint::B) {
            let help = "say it in the call of page b";
            block.error("lead", "the lead comes off at the end of page b and nowhere else", help);
        }
        if left == 0 && !call.when.is_empty() {
            let help = "add a last call without `when`";
            block.error("when", "the last call has a condition: there may be none to call", help);
        } else if left > 0 && call.when.is_empty() {
            let help = "give it a `when`, or put it last";
            block.error("", "this call always holds: those after it are never called", help);
        }
        call
    })
}
