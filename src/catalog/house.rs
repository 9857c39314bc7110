//! Rules of the house that a checklist can break and still be used: told as warnings. They keep a page on one screen
//! without scrolling, and a question short enough to be read at the car.

use unicode_width::UnicodeWidthStr;

use super::fields::Fields;
use super::log::Log;
use crate::domain::{Item, Pause, Text};

/// The list column at 80×24, in cells.
const LABEL_CELLS: usize = 17;
/// A line of the detail pane, in cells.
const OPTION_CELLS: usize = 40;
/// Two lines of the detail pane, in cells.
const ASK_CELLS: usize = 76;

/// Warns about a page that is too long to be worked through, or too short to be a page.
pub(super) fn page(log: &mut Log, fields: &Fields, pause: Pause, items: &[Item]) {
    let lines = items.iter().filter(|item| !item.is_same_line).count();
    let range = if pause == Pause::C { 1..=2 } else { 5..=9 };
    if !items.is_empty() && !range.contains(&lines) {
        let message = format!("{lines} lines on page {}: {} to {} are good", pause.id(), range.start(), range.end());
        let help = "put items that belong together on one line with same-line = true, or move some".to_owned();
        log.warn(&fields.span(), message, help);
    }
}

/// Warns about words that don't fit their place.
pub(super) fn item(log: &mut Log, fields: &Fields, item: &Item) {
    fits(log, fields, "label", &item.label, LABEL_CELLS);
    fits(log, fields, "ask", &item.ask, ASK_CELLS);
    for option in &item.options {
        let cells = widest(&option.label);
        if cells > OPTION_CELLS {
            let message = format!("the option \"{}\" is {cells} cells wide, {OPTION_CELLS} fit", option.label);
            log.warn(&fields.span_of("option"), message, None);
        }
    }
}

fn fits(log: &mut Log, fields: &Fields, name: &str, text: &Text, most: usize) {
    let cells = widest(text);
    if cells > most {
        log.warn(&fields.span_of(name), format!("`{name}` is {cells} cells wide, {most} fit"), None);
    }
}

/// The cells of the widest translation.
fn widest(text: &Text) -> usize {
    text.others.values().chain([&text.en]).map(|text| text.width()).max().unwrap_or(0)
}
