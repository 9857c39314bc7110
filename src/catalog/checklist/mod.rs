//! Reads a checklist file as a whole.

mod condition;
mod doubts;
mod field;
mod item;
mod lint;
mod option;
mod page;

use std::collections::BTreeMap;
use std::ops::Range;

use super::source::fields::Fields;
use super::source::log::Parsed;
use super::source::{head, read};
use crate::domain::checklist::HOLD_POINTS;
use crate::domain::{Checklist, ChecklistPage, PausePoint};
use condition::Earlier;
pub(super) use doubts::doubts;
use page::page;

/// Reads a checklist, and tells its warnings also when it can be used. `file` is what the file is called in faults.
#[must_use]
pub fn read_checklist(file: &str, bytes: &[u8]) -> Parsed<Checklist> {
    read(file, bytes, checklist)
}

/// A page, and where the file says which it is.
type Placed = (ChecklistPage, Range<usize>);

fn checklist(fields: &mut Fields) -> Option<Checklist> {
    let head = head(fields)?;
    let ids = item_ids(fields);
    let mut earlier = Earlier::new(ids.keys().cloned().collect());
    if fields.is_empty("page") {
        fields.missing("page", "[[page]] blocks with pause = \"a\", \"b\", …");
    }
    let mut are_known = true;
    let pages: Vec<Placed> = fields.each("page", |block| {
        let page = page(block, &mut earlier);
        are_known &= earlier.pause.is_some();
        (page, block.span_of("pause"))
    });
    if are_known && !pages.is_empty() {
        if check_order(fields, &pages) {
            check_lead_comes_back(fields, &pages);
        }
        check_hold_points(fields, &pages, &ids);
    }
    let pages = pages.into_iter().map(|(page, _)| page).collect();
    Some(Checklist { id: head.id, title: head.title, revision: head.revision, pages })
}

/// Finds every item's id in the file and where it stands, without judging anything.
fn item_ids(fields: &Fields) -> BTreeMap<String, Range<usize>> {
    let pages =
        fields.names().filter(|(name, ..)| *name == "page").filter_map(|(.., value)| value.get_ref().as_array());
    let tables = pages.flat_map(|pages| pages.iter()).filter_map(|page| page.get_ref().as_table());
    let items = tables.filter_map(|page| page.get("item")?.get_ref().as_array()).flat_map(|items| items.iter());
    items
        .filter_map(|item| item.get_ref().as_table()?.get("id"))
        .filter_map(|id| Some((id.get_ref().as_str()?.to_owned(), id.span())))
        .collect()
}

/// There must be A, B and D in this order, with C before D where there is one. Returns whether there is a D in its place.
fn check_order(fields: &Fields, pages: &[Placed]) -> bool {
    for pair in pages.windows(2) {
        if pair[0].0.pause >= pair[1].0.pause {
            let message = format!("page {} comes after page {}", pair[1].0.pause.id(), pair[0].0.pause.id());
            fields.error_at(&pair[1].1, message, "each page once, in the order a, b, c, d");
            return false;
        }
    }
    let is_there = |pause| pages.iter().any(|(page, _)| page.pause == pause);
    for id in
        [PausePoint::A, PausePoint::B, PausePoint::D].into_iter().filter(|pause| !is_there(*pause)).map(PausePoint::id)
    {
        fields.error("title", format!("there is no page {id}"), format!("add a [[page]] block with pause = \"{id}\""));
    }
    is_there(PausePoint::D)
}

/// Where the lead comes off, an item must say that it is on again: else the job could never be done.
fn check_lead_comes_back(fields: &Fields, pages: &[Placed]) {
    let comes_off = pages.iter().flat_map(|(page, _)| &page.calls).any(|call| call.lead_off);
    let comes_back =
        pages.iter().any(|(page, _)| page.pause == PausePoint::D && page.items.iter().any(|it| it.is_lead_on));
    if comes_off && !comes_back {
        let help = "give the item of page d that asks for the leads lead-on = true";
        fields.error("title", "the lead comes off, and no item of page d says that it is on again", help);
    }
}

/// The three items of the mission must be there, be hold points, and be asked before the lead comes off.
fn check_hold_points(fields: &Fields, pages: &[Placed], ids: &BTreeMap<String, Range<usize>>) {
    for id in HOLD_POINTS {
        let Some(place) = ids.get(id) else {
            let help = format!("add an item with id = \"{id}\" and hold = true to page a or b");
            fields.error("title", format!("the hold point `{id}` is missing"), help);
            continue;
        };
        let items = pages.iter().flat_map(|(page, _)| page.items.iter().map(|item| (page.pause, item)));
        let Some((pause, item)) = items.into_iter().find(|(_, item)| item.id.is(id)) else { continue };
        if !item.is_hold {
            fields.error_at(place, format!("`{id}` must be a hold point"), "add hold = true");
        }
        if pause > PausePoint::B {
            fields.error_at(place, format!("`{id}` is asked after the lead came off"), "move it to page a or b");
        }
    }
}
