//! The guide: its contents with what is looked for, and the page in focus.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::find;
use super::head::draw_head;
use super::strips;
use super::text::{fit, mark_more, width};
use crate::app::State;
use crate::app::guide::{Guide, Layout as Panes};
use crate::domain::guide::{GuidePage, Tone};
use crate::tui::taps::{Taps, opening};
use crate::tui::theme::Theme;
use crate::words::PlainWords;

/// Draws the guide; returns where the cursor stands while something is looked for.
pub(super) fn draw(
    state: &State,
    guide: &Guide,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let pages = guide.pages(store);
    let found = if guide.find.query().is_empty() { String::new() } else { format!("{} found", pages.len()) };
    draw_head(store, vec![Span::raw("guide")], &found, theme, head, buffer);
    let panes = Panes::of((body.width, body.height + 4));
    if !panes.is_split() {
        if guide.is_open {
            draw_page(guide, guide.page(store), panes, theme, body, buffer);
            return None;
        }
        return contents(guide, &pages, theme, body, (buffer, taps));
    }
    let [left, right] = strips::left(body, panes.contents_columns);
    draw_page(guide, guide.page(store), panes, theme, right, buffer);
    contents(guide, &pages, theme, left, (buffer, taps))
}

fn block(title: &str, is_active: bool, theme: Theme, cells: u16) -> Block<'static> {
    let style = if is_active { theme.strong() } else { Style::new() };
    let title = fit(title, usize::from(cells.saturating_sub(6)));
    Block::bordered().border_type(BorderType::Rounded).title(Line::styled(format!("─ {title} "), style))
}

/// The list of pages; the field at its foot while something is looked for.
fn contents(
    guide: &Guide,
    pages: &[&GuidePage],
    theme: Theme,
    area: Rect,
    (buffer, taps): (&mut Buffer, &mut Taps),
) -> Option<(u16, u16)> {
    let block = block("Guide", !guide.is_open, theme, area.width);
    let inner = block.inner(area);
    block.render(area, buffer);
    let cells = usize::from(inner.width);
    let focus = guide.index(pages);
    let query = guide.find.query();
    let mut lines: Vec<ContentsLine<'_>> = Vec::new();
    let mut focus_line = 0;
    let mut heading = "";
    for (at, page) in pages.iter().enumerate() {
        let is_own = guide.own.as_ref() == Some(&page.id);
        let title = if is_own { "This job's radio" } else { page.group.title() };
        if heading != title {
            heading = title;
            lines.push(ContentsLine::Heading(title));
        }
        if Some(at) == focus {
            focus_line = lines.len();
        }
        lines.push(ContentsLine::Page(at));
        if !query.is_empty()
            && let Some(excerpt) = page.excerpt(&query)
        {
            lines.push(ContentsLine::Excerpt(at, excerpt));
        }
    }
    if pages.is_empty() {
        lines.extend([ContentsLine::Heading(""), ContentsLine::Heading(" No page has that: fewer or shorter words.")]);
    }
    let (list, below) = find::part(&guide.find, inner);
    let room = usize::from(list.height);
    // a line of what follows stays in sight, so that nobody takes the fold for the end
    let last = lines.len().saturating_sub(room);
    let skipped = (focus_line + 3).saturating_sub(room).min(last);
    let is_more = skipped < last;
    for (line, row) in lines[skipped..].iter().zip(list.rows()) {
        let text = match line {
            ContentsLine::Heading(title) => Line::styled(fit(&format!(" {title}"), cells), theme.strong()),
            ContentsLine::Page(at) => page_line(pages[*at], *at, Some(*at) == focus, theme, cells),
            ContentsLine::Excerpt(_, excerpt) => {
                Line::styled(format!("     {}", around(excerpt, &query, cells.saturating_sub(6))), theme.quiet())
            }
        };
        text.render(row, buffer);
        if let ContentsLine::Page(at) | ContentsLine::Excerpt(at, _) = line
            && !guide.is_open
        {
            let digit = Some(at + 1).filter(|at| *at <= 9);
            taps.add(row, &opening(*at, pages.len(), focus, digit, guide.find.is_typing()));
        }
    }
    if is_more {
        mark_more(area, PlainWords::english(), buffer);
    }
    below.and_then(|area| find::draw(&guide.find, theme, area, buffer))
}

/// A line of the contents: only those in sight are set.
enum ContentsLine<'a> {
    /// What stands above pages.
    Heading(&'a str),
    /// A page, by its index.
    Page(usize),
    /// What that page says about what is looked for.
    Excerpt(usize, &'a str),
}

fn page_line(page: &GuidePage, at: usize, has_focus: bool, theme: Theme, cells: usize) -> Line<'static> {
    let digit = if at < 9 { char::from_digit(at as u32 + 1, 10).unwrap_or(' ') } else { ' ' };
    let sign = if has_focus { "▸" } else { " " };
    let style = if has_focus { theme.focus() } else { Style::new() };
    let title = fit(&page.title, cells.saturating_sub(4));
    Line::from(vec![Span::styled(format!("{sign}{digit} "), theme.key()), Span::styled(title, style)])
}

/// The part of a text around the first word that is looked for, in at most `cells` cells.
fn around(text: &str, query: &str, cells: usize) -> String {
    let folded = text.to_lowercase();
    let at = query.split_whitespace().filter_map(|word| folded.find(word)).min().unwrap_or(0);
    // lower-casing may change lengths: then the text is shown from its start
    let at = if folded.len() == text.len() && text.is_char_boundary(at) { at } else { 0 };
    let before = width(&text[..at]);
    if before + 12 < cells {
        return fit(text, cells);
    }
    let words: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).filter(|start| *start <= at).collect();
    let start = words.get(words.len().saturating_sub(4)).copied().unwrap_or(0);
    fit(&format!("…{}", &text[start..]), cells)
}

/// The page in focus, from the line that is scrolled to.
fn draw_page(guide: &Guide, page: Option<&GuidePage>, panes: Panes, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let title = page.map_or("", |page| page.title.as_str());
    let block = block(title, guide.is_open, theme, area.width);
    let inner = block.inner(area);
    block.render(area, buffer);
    let Some(page) = page else { return };
    let lines = page.lines(usize::from(panes.page_cells));
    let room = usize::from(inner.height);
    let skipped = guide.scroll.top(lines.len(), room);
    let query = guide.find.query();
    let is_more = lines.len() > skipped + room;
    let shown = lines.into_iter().skip(skipped).take(room).map(|line| {
        let style = style(line.tone, theme);
        let folded = line.text.to_lowercase();
        let is_found = query.split_whitespace().any(|word| folded.contains(word));
        Line::styled(line.text, if is_found { style.patch(theme.strong()) } else { style })
    });
    let body = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    Paragraph::new(shown.collect::<Vec<_>>()).render(body, buffer);
    if is_more {
        mark_more(area, PlainWords::english(), buffer);
    }
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Heading => theme.strong(),
        Tone::Key => theme.key(),
        Tone::Cost => theme.warn(),
        Tone::Text | Tone::Blank => Style::new(),
    }
}
