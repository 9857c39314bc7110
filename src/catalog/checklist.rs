//! A checklist file as a whole.

use std::collections::BTreeMap;
use std::ops::Range;

use super::condition::Seen;
use super::fault::Fault;
use super::fields::Fields;
use super::log::{Log, Outcome};
use super::page::page;
use super::source::read;
use crate::domain::checklist::HOLD_POINTS;
use crate::domain::{Checklist, Id, Pause, PausePoint, Text};

/// The format that this version reads.
const FORMAT: u32 = 1;

/// Reads a checklist. `file` is what the file is called in faults.
///
/// # Errors
/// The faults of the file, when one of them is an error.
pub fn parse_checklist(file: &str, bytes: &[u8]) -> Result<Checklist, Vec<Fault>> {
    let outcome = read_checklist(file, bytes);
    outcome.value.ok_or(outcome.faults)
}

/// Reads a checklist, and tells its warnings also when it can be used.
#[must_use]
pub fn read_checklist(file: &str, bytes: &[u8]) -> Outcome<Checklist> {
    read(file, bytes, checklist)
}

/// What every data file begins with.
pub(super) struct Head {
    pub(super) id: Id,
    pub(super) title: Text,
    pub(super) revision: u32,
}

/// Whether the file is of a newer format, which is told. What follows would only look wrong, and isn't judged.
pub(super) fn is_newer_format(log: &mut Log, fields: &mut Fields) -> bool {
    match fields.whole(log, "format", 1..=u32::MAX) {
        Some(format) if format > FORMAT => {
            let message = format!("format {format} is newer than this program, which reads format {FORMAT}");
            log.error(&fields.span_of("format"), message, "use a newer precheck for this file".to_owned());
            true
        }
        Some(_) => false,
        None => {
            if !fields.has("format") {
                fields.missing(log, "format", "format = 1");
            }
            false
        }
    }
}

/// Reads the head of a data file, after its format.
pub(super) fn head(log: &mut Log, fields: &mut Fields) -> Option<Head> {
    let id = fields.needed_id(log, "id");
    let title = fields.needed_text(log, "title");
    let revision = fields.whole(log, "revision", 1..=999_999);
    if !fields.has("revision") {
        fields.missing(log, "revision", "revision = 1");
    }
    Some(Head { id: id?, title: title?, revision: revision? })
}

fn checklist(log: &mut Log, mut fields: Fields<'_>) -> Option<Checklist> {
    if is_newer_format(log, &mut fields) {
        return None;
    }
    let head = head(log, &mut fields);
    let ids = item_ids(&fields);
    let mut seen = Seen::new(ids.keys().cloned().collect());
    let blocks = fields.tables(log, "page");
    if blocks.is_empty() && !fields.has("page") {
        fields.missing(log, "page", "[[page]] blocks with pause = \"a\", \"b\", …");
    }
    let block_count = blocks.len();
    let mut pages: Vec<(PausePoint, Range<usize>)> = Vec::new();
    for mut fields in blocks {
        let read = page(log, &mut fields, &mut seen);
        let span = fields.span_of("pause");
        fields.finish(log);
        pages.extend(read.map(|page| (page, span)));
    }
    let span = fields.span_of("title");
    fields.finish(log);
    if block_count > 0 && pages.len() == block_count {
        if in_order(log, &pages, &span) {
            lead_comes_back(log, &pages, &span);
        }
        hold_points(log, &pages, &ids, &span);
    }
    let head = head?;
    let pages = pages.into_iter().map(|(page, _)| page).collect();
    Some(Checklist { id: head.id, title: head.title, revision: head.revision, pages })
}

/// Every item's id in the file and where it stands, found without judging anything.
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

/// Whether there are A, B and D in this order, with C before D where there is one.
fn in_order(log: &mut Log, pages: &[(PausePoint, Range<usize>)], span: &Range<usize>) -> bool {
    for pair in pages.windows(2) {
        if pair[0].0.pause >= pair[1].0.pause {
            let message = format!("page {} comes after page {}", pair[1].0.pause.id(), pair[0].0.pause.id());
            log.error(&pair[1].1, message, "each page once, in the order a, b, c, d".to_owned());
            return false;
        }
    }
    let is_there = |pause| pages.iter().any(|(page, _)| page.pause == pause);
    for pause in [Pause::A, Pause::B, Pause::D] {
        if !is_there(pause) {
            let message = format!("there is no page {}", pause.id());
            log.error(span, message, format!("add a [[page]] block with pause = \"{}\"", pause.id()));
        }
    }
    is_there(Pause::D)
}

/// Where the lead comes off, an item must say that it is on again: else the job could never be done.
fn lead_comes_back(log: &mut Log, pages: &[(PausePoint, Range<usize>)], span: &Range<usize>) {
    let comes_off = pages.iter().flat_map(|(page, _)| &page.calls).any(|call| call.lead_off);
    let comes_back = pages.iter().any(|(page, _)| page.pause == Pause::D && page.items.iter().any(|it| it.is_lead_on));
    if comes_off && !comes_back {
        let help = "give the item of page d that asks for the leads lead-on = true".to_owned();
        log.error(span, "the lead comes off, and no item of page d says that it is on again", help);
    }
}

/// The three of the mission: there, hold points, and asked before the lead comes off.
fn hold_points(
    log: &mut Log,
    pages: &[(PausePoint, Range<usize>)],
    ids: &BTreeMap<String, Range<usize>>,
    span: &Range<usize>,
) {
    for id in HOLD_POINTS {
        let Some(place) = ids.get(id) else {
            let help = format!("add an item with id = \"{id}\" and hold = true to page a or b");
            log.error(span, format!("the hold point `{id}` is missing"), help);
            continue;
        };
        let found =
            pages.iter().find_map(|(page, _)| Some((page.pause, page.items.iter().find(|it| it.id.as_str() == id)?)));
        // An item that could not be read has faults of its own.
        let Some((pause, item)) = found else { continue };
        if !item.is_hold {
            log.error(place, format!("`{id}` must be a hold point"), "add hold = true".to_owned());
        }
        if pause > Pause::B {
            log.error(place, format!("`{id}` is asked after the lead came off"), "move it to page a or b".to_owned());
        }
    }
}
