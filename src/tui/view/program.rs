//! What the help says about the program itself.

use ratatui::text::{Line, Span};

use super::text::{pad, wrap};
use crate::app::Store;
use crate::tui::theme::Theme;

/// The paragraphs before the files: a title, and the text.
const ABOUT: &[(&str, &str)] = &[
    (
        "What it does",
        "precheck goes through a battery or wiring job with you, in four pages: before you touch the car, before the battery comes \
         off, with it off, and before the car goes back. The gate at the top says STOP until what must be known is known, and CLEAR \
         when the battery may come off. Every answer is written down at once, sealed, and never changed: that is the proof.",
    ),
    (
        "What it doesn't do",
        "It doesn't touch the car or the radio, and it knows only what you say, or a meter that the workshop has set up. It sends \
         nothing anywhere but a page to the workshop's own printer, or by the mail server that the workshop has named. It needs \
         no network, no account and no other program for the rest.",
    ),
    (
        "What it never keeps",
        "The radio's code: don't type it anywhere; digits that may be one are refused in remarks. The customer's name, phone and \
         address: what is typed for one page goes on that page, and into no record.",
    ),
    (
        "When something goes wrong",
        "What was recorded stays recorded: a crash, a power cut or a full disk loses no row that was shown as recorded. A wrong \
         answer is taken back within ten seconds (u), and later answered again with a reason; both stay in the record.",
    ),
];

/// Files in the workshop's folder, and what is in them.
const FILES: &[(&str, &str)] = &[
    ("workshop.toml", "the workshop's name, its people, station, printer and times"),
    ("checklists/", "what is asked, and what is known about radios and cars: yours to change"),
    ("exports/journal/", "the proof: a row for everything that happened, each sealed. Never edit it, never delete it"),
    ("exports/sheets/", "the customers' pages that were saved or printed"),
    ("exports/jobs/", "a line for each job, for a spreadsheet; made anew by itself"),
    ("exports/audit/", "what a manager saved"),
    ("exports/checklists/", "the wording that each job was asked in"),
];

/// Keys that mean the same on every screen.
const KEYS: &[(&str, &str)] = &[
    ("1-9 a-i", "take the option in front of which they stand; arrows and Enter do the same"),
    ("Enter", "record what is typed, or take what is pointed at"),
    ("Esc", "one step back; in a field, letters are commands afterwards. It never records anything"),
    ("F1 ?", "why, and every key that does anything on the screen that it is pressed on"),
    ("u F2", "take back the answer of the last ten seconds"),
    ("m", "a remark, on whatever is in focus"),
    ("g", "the guide: why a radio asks for its code, where that is found"),
    ("mouse", "taps press what they hit; the completion call alone is made by its key"),
    ("scanner", "a job's number, a sheet, a plate, VIN or serial number goes where it belongs, on every screen"),
    ("Ctrl-C", "leave at once; what is recorded stays recorded"),
];

/// Cells for a file's name or a key, and the blanks behind it.
const NAME_CELLS: usize = 21;

/// The page.
pub(super) fn lines(store: &Store, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines =
        vec![Line::styled(concat!("precheck ", env!("CARGO_PKG_VERSION")), theme.strong()), Line::default()];
    for (title, text) in ABOUT {
        lines.push(Line::styled(*title, theme.strong()));
        lines.extend(wrap(text, cells).into_iter().map(Line::raw));
        lines.push(Line::default());
    }
    let at = format!("Its files, in {}", store.folder);
    lines.extend(wrap(&at, cells).into_iter().map(|line| Line::styled(line, theme.strong())));
    lines.extend(table(FILES, theme, cells));
    lines.push(Line::default());
    lines.push(Line::styled("Keys, on every screen", theme.strong()));
    lines.extend(table(KEYS, theme, cells));
    lines
}

fn table(rows: &[(&'static str, &str)], theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (name, text) in rows {
        for (at, text) in wrap(text, cells.saturating_sub(NAME_CELLS)).into_iter().enumerate() {
            let name = if at == 0 { *name } else { "" };
            lines.push(Line::from(vec![Span::styled(pad(name, NAME_CELLS), theme.key()), Span::raw(text)]));
        }
    }
    lines
}
