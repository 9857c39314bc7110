//! Warns about rules of the house that a checklist can break and still be used. They keep a page on one screen without
//! scrolling, and a question short enough to be read at the car.

use unicode_width::UnicodeWidthStr;

use crate::catalog::source::fields::Fields;
use crate::domain::checklist::{ASK_CELLS, LABEL_CELLS, OPTION_CELLS};
use crate::domain::{ChecklistPage, Item, PausePoint, Text};

/// Warns about a page that is too long to be worked through, or too short to be a page.
pub fn page(fields: &Fields, page: &ChecklistPage) {
    let lines = page.items.iter().filter(|item| !item.is_same_line).count();
    let range = if page.pause == PausePoint::C { 1..=4 } else { 5..=9 };
    if !range.contains(&lines) {
        let (id, start, end) = (page.pause.id(), range.start(), range.end());
        let help = "put items that belong together on one line with same-line = true, or move some";
        fields.warn("", format!("{lines} lines on page {id}: {start} to {end} are good"), help);
    }
}

/// Warns about words that don't fit their place.
pub fn item(fields: &Fields, item: &Item) {
    for (name, text, most) in [("label", &item.label, LABEL_CELLS), ("ask", &item.ask, ASK_CELLS)] {
        let cells = widest(text);
        if cells > most {
            fields.warn(name, format!("`{name}` is {cells} cells wide, {most} fit"), "");
        }
    }
    for option in &item.options {
        let cells = widest(&option.label);
        if cells > OPTION_CELLS {
            let message = format!("the option \"{}\" is {cells} cells wide, {OPTION_CELLS} fit", option.label);
            fields.warn("option", message, "");
        }
    }
}

/// The cells of the widest translation.
fn widest(text: &Text) -> usize {
    text.others.values().chain([&text.en]).map(|text| text.width()).max().unwrap_or(0)
}
