//! The list of findings: one line a job, the gravest first, what was seen last; below a job that is unfolded its other findings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::super::text::{fit, pad, width};
use super::unchecked::unchecked;
use crate::app::Store;
use crate::app::audit::AuditScreen;
use crate::audit::{Audit, Finding, Weight};
use crate::tui::theme::Theme;
use crate::words::PlainWords;

/// Cells for a job's number, and for a plate; in a narrow window for those of nearly every workshop.
const JOB_CELLS: [usize; 2] = [10, 12];
const PLATE_CELLS: [usize; 2] = [10, 11];
/// Cells for what happened; fewer where they would push out the plate, or whole names.
const TITLE_CELLS: usize = 36;
const TITLE_CELLS_NARROW: usize = 34;
const TITLE_CELLS_SMALL: usize = 25;
const TITLE_CELLS_FROM: usize = 66;
/// In a narrow window the weight is its sign alone, so that there is room for a day and a name.
const WORD_CELLS_FROM: usize = 100;
/// With fewer cells left than a date takes, what more there is to say stands below the list only.
const MORE_CELLS_MIN: usize = 10;

pub(super) fn draw(store: &Store, audit: &Audit, screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cells = usize::from(area.width);
    let unchecked = unchecked(audit, &screen.words);
    let rows = usize::from(area.height).saturating_sub(usize::from(unchecked.is_some()));
    let mut lines = Vec::new();
    if screen.findings.is_empty() {
        lines.push(Line::default());
        let message = if screen.looking.is_set() { "audit-no-finding-fits" } else { "audit-no-finding" };
        lines.push(Line::raw(format!("  {}", screen.words.get(message))));
    }
    let focus = screen.found.index();
    let (first, places) = screen.found.window(rows);
    for (at, place) in places.iter().enumerate() {
        let has_focus = Some(first + at) == focus;
        let finding = audit.findings.get(*place as usize);
        let line = finding.map(|finding| match screen.found.more(*place) {
            Some(more) => row(store, audit, (finding, more), screen, has_focus, theme, cells),
            None => inner_row(finding, screen, has_focus, theme, cells),
        });
        lines.push(line.unwrap_or_default());
    }
    lines.truncate(rows);
    lines.extend(unchecked.map(|text| Line::styled(fit(&format!(" {text}"), cells), theme.warn())));
    Paragraph::new(lines).render(area, buffer);
}

/// The line of a job with the gravest of its findings, and how many more it has; or of a finding about the record.
fn row(
    store: &Store,
    audit: &Audit,
    (finding, more_findings): (&Finding, u32),
    screen: &AuditScreen,
    has_focus: bool,
    theme: Theme,
    cells: usize,
) -> Line<'static> {
    let (sign, word, style) = weight(finding, &screen.words, theme);
    let is_wide = cells >= WORD_CELLS_FROM;
    let word_cells = if is_wide { 8 } else { 0 };
    let word = if is_wide { word } else { "" };
    let (job_cells, plate_cells) = (JOB_CELLS[usize::from(is_wide)], PLATE_CELLS[usize::from(is_wide)]);
    let all_cells = match cells {
        ..TITLE_CELLS_FROM => TITLE_CELLS_SMALL,
        _ if is_wide => TITLE_CELLS,
        _ => TITLE_CELLS_NARROW,
    };
    let more_cells = cells.saturating_sub(1 + 2 + word_cells + all_cells + 1 + job_cells + 1 + plate_cells + 1);
    let (job, plate, more) = match audit.job_of(finding) {
        Some(summary) => {
            let day = summary.started.format(if is_wide { "%Y-%m-%d" } else { "%m-%d" }).to_string();
            let people = summary.people_within(more_cells.saturating_sub(width(&day) + 3), width);
            let mut more = vec![day, people];
            if summary.key.station != store.station || summary.workshop.is_named {
                more.push(summary.key.station.to_string());
            }
            if summary.workshop.is_named {
                more.push(summary.workshop.name.clone());
            }
            (
                summary.key.number.to_string(),
                summary.plate.as_deref().unwrap_or("").to_owned(),
                more.join(if is_wide { " · " } else { " " }),
            )
        }
        None => {
            let station = finding.location().map(|location| location.station.clone());
            (screen.words.get("audit-the-record").to_owned(), String::new(), station.unwrap_or_default())
        }
    };
    let title_style = if has_focus { theme.focus() } else { Style::new() };
    let behind = if more_findings == 0 { String::new() } else { format!(" +{more_findings}") };
    let title_cells = all_cells - behind.len();
    let more = if more_cells < MORE_CELLS_MIN { String::new() } else { fit(&more, more_cells) };
    Line::from(vec![
        Span::styled(if has_focus { "▸" } else { " " }, theme.key()),
        Span::styled(format!("{sign} {}", pad(word, word_cells)), style),
        Span::styled(pad(&fit(finding.kind.title_in(&screen.words), title_cells), title_cells), title_style),
        Span::styled(behind, theme.strong()),
        Span::styled(format!(" {} ", pad(&job, job_cells)), theme.strong()),
        Span::raw(pad(&plate, plate_cells)),
        Span::styled(format!(" {more}"), theme.quiet()),
    ])
}

/// The line of one more finding of the job above.
fn inner_row(finding: &Finding, screen: &AuditScreen, has_focus: bool, theme: Theme, cells: usize) -> Line<'static> {
    let (sign, _, style) = weight(finding, &screen.words, theme);
    let title_style = if has_focus { theme.focus() } else { Style::new() };
    Line::from(vec![
        Span::styled(if has_focus { "▸" } else { " " }, theme.key()),
        Span::raw("  "),
        Span::styled(format!("{sign} "), style),
        Span::styled(fit(finding.kind.title_in(&screen.words), cells.saturating_sub(5)), title_style),
    ])
}

/// The sign, the word and the style of a weight; of one that was seen, that it was.
pub(super) fn weight<'a>(finding: &Finding, words: &'a PlainWords, theme: Theme) -> (char, &'a str, Style) {
    if finding.is_seen() {
        return ('✓', words.get("audit-seen"), theme.quiet());
    }
    let weight = finding.weight();
    let style = match weight {
        Weight::Grave => theme.bad(),
        Weight::Serious => theme.warn(),
        Weight::Note => theme.quiet(),
    };
    (weight.sign(), weight.word_in(words), style)
}
