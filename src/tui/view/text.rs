//! Fitting text into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::{is_unprintable, long_words, printable};
use crate::domain::wrap::wrap_cells;
use crate::words::PlainWords;

pub(super) use crate::domain::text::{clock, moment};

/// The text with a visible sign for each character that is none, which a cell would leave out without a trace.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) { Cow::Owned(printable(text)) } else { Cow::Borrowed(text) }
}

/// The text in lines of at most `cells` cells.
pub(super) fn wrap(text: &str, cells: usize) -> Vec<String> {
    wrap_cells(&shown(text), cells)
}

/// The cells that a text takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text in at most `cells` cells, with an ellipsis where something was left out.
pub(super) fn fit(text: &str, cells: usize) -> String {
    let text = &*shown(text);
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let more = width(grapheme);
        if used + more + 1 > cells {
            break;
        }
        used += more;
        fitted.push_str(grapheme);
    }
    if cells > 0 {
        fitted.push('…');
    }
    fitted
}

/// The text in exactly `cells` cells.
pub(super) fn pad(text: &str, cells: usize) -> String {
    let fitted = fit(text, cells);
    let missing = cells.saturating_sub(width(&fitted));
    fitted + &" ".repeat(missing)
}

/// A line in at most `cells` cells, with an ellipsis where something was left out.
pub(super) fn fit_line(line: Line<'_>, cells: usize) -> Line<'_> {
    let mut left = cells;
    let mut spans = Vec::new();
    for mut span in line.spans {
        if let Cow::Owned(shown) = shown(&span.content) {
            span.content = shown.into();
        }
        let needed = width(&span.content);
        if needed > left {
            spans.push(Span::styled(fit(&span.content, left), span.style));
            break;
        }
        left -= needed;
        spans.push(span);
    }
    Line::from(spans)
}

/// Says at the foot of a frame that there is more below.
pub(super) fn mark_more(area: Rect, words: &PlainWords, buffer: &mut Buffer) {
    let mark = format!(" {} ", words.get("key-more"));
    let cells = u16::try_from(width(&mark)).unwrap_or(0);
    let x = area.right().saturating_sub(2 + cells);
    Paragraph::new(mark).render(Rect { x, y: area.bottom() - 1, width: cells, height: 1 }, buffer);
}

/// How long something lasted, in the largest unit that says enough.
pub(super) fn duration(seconds: i64) -> String {
    match seconds {
        ..60 => "under a minute".to_owned(),
        _ => long_words(seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_fitted_by_cells() {
        assert_eq!(fit("Łukasz", 4), "Łuk…");
        assert_eq!(pad("漢字", 5), "漢字 ");
        assert_eq!(fit("漢字漢字", 5), "漢字…");
        assert_eq!(fit("FAILED\rPASSED", 20), "FAILED\u{fffd}PASSED");
        assert_eq!(pad("a\u{202e}b", 4), "a\u{fffd}b ");
        assert_eq!(wrap("one\u{7}two three", 8), ["one\u{fffd}two", "three"]);
        assert_eq!(fit_line(Line::raw("a\u{1b}[2Jb"), 9).to_string(), "a\u{fffd}[2Jb");
        assert_eq!(wrap("measure the volts between the leads", 12), ["measure the", "volts", "between the", "leads"]);
        assert_eq!(wrap("BP538971317615", 6), ["BP5389", "713176", "15"]);
        assert_eq!(clock(134), "2:14");
    }
}
