//! The audit: lists of findings and jobs with what is in focus below, and figures. Drawn is only what is visible, however
//! long the lists are.

mod detail;
mod figures;
mod findings;
mod jobs;
mod mark;
mod proof;
mod unchecked;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::strips;
use super::text::{fit, width, wrap};
use crate::app::State;
use crate::app::audit::{AuditScreen, Tab};
use crate::audit::Audit;
use crate::tui::theme::Theme;
use crate::words::PlainWords;

/// Rows that may be taken by what is wrong with a filter.
const PROBLEM_ROWS_MAX: usize = 3;

/// Draws the audit; returns where the cursor stands while something is typed.
pub(super) fn draw(
    state: &State,
    screen: &AuditScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let about = vec![Span::raw(screen.words.get("audit-name").to_owned()), Span::raw(store.workshop.clone())];
    draw_head(store, about, &progress(screen), theme, head, buffer);
    if let Some(proof) = &screen.proof {
        proof::draw(proof, &screen.words, theme, body, buffer);
        return None;
    }
    let block = Block::bordered().border_type(BorderType::Rounded).title(tabs(screen, theme));
    let inner = block.inner(body);
    block.render(body, buffer);
    let Some(audit) = &screen.audit else {
        nothing_yet(screen, theme, inner, buffer);
        return None;
    };
    let inner = draw_banner(audit, &screen.words, theme, inner, buffer);
    let (inner, cursor) = draw_filter(screen, theme, inner, buffer);
    let question = match screen.tab {
        Tab::Figures => {
            figures::draw(audit, screen, theme, inner, buffer);
            None
        }
        tab => {
            let (list, below) = split(body, inner, buffer);
            match tab {
                Tab::Findings => findings::draw(store, audit, screen, theme, list, buffer),
                _ => jobs::draw(store, audit, screen, theme, list, buffer),
            }
            match &screen.mark {
                Some(mark) => mark::draw(mark, &screen.words, theme, below, buffer),
                None => {
                    detail::draw(store, screen, theme, below, buffer);
                    None
                }
            }
        }
    };
    question.or(cursor)
}

/// How far the reading is, or what was read.
fn progress(screen: &AuditScreen) -> String {
    let words = &screen.words;
    match &screen.audit {
        None if screen.failure.is_some() => words.get("audit-not-read").to_owned(),
        None => words.say("audit-reading", &[("rows", &thousands(screen.rows_read, words))]),
        Some(audit) => {
            let (jobs, rows) = (thousands(audit.jobs.len() as u64, words), thousands(audit.rows, words));
            words.say("audit-read", &[("jobs", &jobs), ("rows", &rows)])
        }
    }
}

/// The three views with their keys and counts; the one that is shown is marked.
fn tabs(screen: &AuditScreen, theme: Theme) -> Line<'static> {
    let mut spans = vec![Span::raw("─")];
    for (at, tab) in Tab::ALL.into_iter().enumerate() {
        let count = match tab {
            _ if screen.audit.is_none() => String::new(),
            Tab::Findings => format!(" {}", thousands(screen.findings.len() as u64, &screen.words)),
            Tab::Jobs => format!(" {}", thousands(screen.jobs.len() as u64, &screen.words)),
            Tab::Figures => String::new(),
        };
        let is_shown = tab == screen.tab;
        let style = if is_shown { theme.strong() } else { theme.quiet() };
        spans.push(Span::styled(if is_shown { " ▸" } else { "  " }, style));
        spans.push(Span::styled(format!("{}", at + 1), theme.key()));
        spans.push(Span::styled(format!(" {}{count} ", screen.words.get(tab.title())), style));
        spans.push(Span::raw("─"));
    }
    Line::from(spans)
}

/// What stands in place of the lists while they are read, or can't be.
fn nothing_yet(screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cells = usize::from(area.width.saturating_sub(4));
    let mut lines = vec![Line::default()];
    match &screen.failure {
        Some(why) => lines
            .extend(wrap(&why.to_string(), cells).into_iter().map(|it| Line::styled(format!("  {it}"), theme.bad()))),
        None => {
            let words = &screen.words;
            lines.push(Line::styled(format!("  {}", words.get("audit-journals")), theme.strong()));
            lines.push(Line::raw(format!("  {}", words.get("audit-only-reads"))));
        }
    }
    Paragraph::new(lines).render(area, buffer);
}

/// That the record is not intact, above everything; returns what is left.
fn draw_banner(audit: &Audit, words: &PlainWords, theme: Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    if audit.broken() == 0 {
        return area;
    }
    let [row, rest] = strips::top(area, 1);
    let told = format!(" {}", words.say("audit-broken", &[("n", &thousands(audit.broken() as u64, words))]));
    Paragraph::new(Line::styled(fit(&told, usize::from(row.width)), theme.bad())).render(row, buffer);
    rest
}

/// The filter in the last row, where there is one; returns what is left, and where the cursor stands.
fn draw_filter(screen: &AuditScreen, theme: Theme, area: Rect, buffer: &mut Buffer) -> (Rect, Option<(u16, u16)>) {
    let looking = &screen.looking;
    if !looking.is_typing() && !looking.is_set() {
        return (area, None);
    }
    let told = looking.told().map(|told| told.in_words(&screen.words));
    let problem = told.iter().flat_map(|told| wrap(told, usize::from(area.width).saturating_sub(4)));
    let problem: Vec<String> = problem.take(PROBLEM_ROWS_MAX).collect();
    let rows = 1 + u16::try_from(problem.len()).unwrap_or(0);
    let [rest, row] = strips::bottom(area, rows);
    let cells = usize::from(row.width);
    let mut lines = Vec::new();
    for (at, text) in problem.iter().enumerate() {
        let sign = if at == 0 { "!" } else { " " };
        lines.push(Line::styled(fit(&format!(" {sign} {text}"), cells), theme.bad()));
    }
    let lead = &format!(" {} ", screen.words.get("audit-filter"));
    let mut cursor = None;
    match looking.field() {
        Some(field) => {
            let input = field.input();
            let room = cells.saturating_sub(width(lead) + 1);
            let scroll = input.visual_scroll(room);
            let shown: String = input.value().chars().skip(scroll).collect();
            let column = width(lead) + input.visual_cursor().saturating_sub(scroll);
            let at = u16::try_from(column).unwrap_or(0).min(row.width.saturating_sub(1));
            cursor = Some((row.x + at, row.bottom().saturating_sub(1)));
            lines.push(Line::from(vec![Span::raw(lead.clone()), Span::styled(fit(&shown, room), theme.field())]));
        }
        None => {
            let shows_all = screen.words.get("audit-shows-all");
            lines.push(Line::raw(fit(&format!("{lead}{}   {shows_all}", looking.words()), cells)));
        }
    }
    Paragraph::new(lines).render(row, buffer);
    (rest, cursor)
}

/// The list above, what is in focus below, and a rule between them that meets the frame.
fn split(body: Rect, inner: Rect, buffer: &mut Buffer) -> (Rect, Rect) {
    let rows = (inner.height / 3).clamp(4, 14);
    let [list, below] = strips::bottom(inner, rows + 1);
    let [rule, below] = strips::top(below, 1);
    let line = format!("├{}┤", "─".repeat(usize::from(inner.width)));
    Paragraph::new(line).render(Rect { x: body.x, width: body.width, ..rule }, buffer);
    (list, Rect { x: below.x + 1, width: below.width.saturating_sub(2), ..below })
}

/// A number with a mark after each three digits.
fn thousands(number: u64, words: &PlainWords) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(words.get("thousands-mark"));
        }
        shown.push(digit);
    }
    shown
}
