//! The list of a job: its pages, the current one open (all of them where there is room), every line with its sign and its
//! answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::text::{fit, pad, width};
use crate::app::job::{Focus, JobScreen};
use crate::domain::checklist::LABEL_CELLS;
use crate::domain::progress::ChecklistLine as PageLine;
use crate::domain::{ChecklistPage, Item, PausePoint, Progress, Status, What};
use crate::tui::theme::Theme;

/// With fewer cells than these for it, a further answer isn't begun.
const MORE_CELLS_MIN: usize = 4;

/// Draws the list with the page of the focus open; with all pages open where they fit.
pub(super) fn draw(progress: &Progress<'_>, screen: &JobScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let block = Block::bordered().border_type(BorderType::Rounded);
    let inner = block.inner(area);
    block.render(area, buffer);
    let open = open_page(progress, screen);
    // a heading and a call with each page's lines, and the frame's last row
    let rows_of_all: usize = progress.pages().map(|page| progress.lines(page).len() + 2).sum::<usize>() + 1;
    let has_room_for_all = rows_of_all <= usize::from(area.height);
    let cells = usize::from(inner.width);
    let mut y = area.y;
    for (at, page) in progress.pages().enumerate() {
        if y >= area.bottom() - 1 && at > 0 {
            break;
        }
        let (settled, all) = progress.count(|pause| pause == page.pause);
        heading(page, settled, all, at == 0, theme, Rect { y, height: 1, ..area }, buffer);
        y += 1;
        if page.pause != open && !has_room_for_all {
            continue;
        }
        for line in lines(progress, screen, page, theme, cells) {
            if y < inner.bottom() {
                Paragraph::new(line).render(Rect { y, height: 1, ..inner }, buffer);
            }
            y += 1;
        }
    }
}

/// The page that is open: that of the focus.
fn open_page(progress: &Progress<'_>, screen: &JobScreen) -> PausePoint {
    match &screen.focus {
        Focus::Call(pause) => *pause,
        Focus::Item(id) => progress.checklist.item(id.as_str()).map_or(PausePoint::A, |(pause, _)| pause),
    }
}

/// `├ B  Before the lead comes off ── 0/6 ─┤`
fn heading(
    page: &ChecklistPage,
    settled: usize,
    all: usize,
    is_first: bool,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let (left, right) = if is_first { ("╭", "╮") } else { ("├", "┤") };
    let count = format!(" {settled}/{all} ─");
    let title = format!("─{} {}", page.pause.letter(), page.title);
    let cells = usize::from(area.width) - 2;
    let title = fit(&title, cells.saturating_sub(width(&count) + 2));
    let rule = "─".repeat(cells.saturating_sub(width(&title) + 1 + width(&count)));
    let sign = if settled == all { theme.good() } else { theme.strong() };
    let line = Line::from(vec![
        Span::raw(format!("{left}─ ")),
        Span::styled(title.trim_start_matches('─').to_owned(), theme.strong()),
        Span::raw(format!(" {}", rule.chars().skip(1).collect::<String>())),
        Span::styled(count, sign),
        Span::raw(right),
    ]);
    Paragraph::new(line).render(area, buffer);
}

/// The lines of the open page, its call the last.
fn lines(
    progress: &Progress<'_>,
    screen: &JobScreen,
    page: &ChecklistPage,
    theme: Theme,
    cells: usize,
) -> Vec<Line<'static>> {
    let Some(page) = progress.checklist.page(page.pause) else { return Vec::new() };
    let mut lines: Vec<Line<'static>> =
        progress.lines(page).iter().map(|line| item_line(progress, screen, page, line, theme, cells)).collect();
    lines.push(call_line(progress, screen, page, theme, cells));
    lines
}

fn item_line(
    progress: &Progress<'_>,
    screen: &JobScreen,
    page: &ChecklistPage,
    line: &PageLine<'_>,
    theme: Theme,
    cells: usize,
) -> Line<'static> {
    let here: Vec<&Item> =
        line.items.iter().copied().filter(|item| progress.status(page, item) != Status::NotHere).collect();
    let Some(first) = here.first() else {
        return Line::styled(
            format!("  - {}  does not apply", pad(&line.items[0].label.en, LABEL_CELLS)),
            theme.quiet(),
        );
    };
    let has_focus = here.iter().any(|item| screen.focus == Focus::Item(item.id));
    let status = worst(here.iter().map(|item| progress.status(page, item)));
    let (sign, style) = sign(status, theme);
    let answer_style = if status == Status::Stop { style } else { theme.warn() };
    let hold = if here.iter().any(|item| item.is_hold) { "■" } else { " " };
    let answer_cells = cells.saturating_sub(LABEL_CELLS + 7);
    // an answer that needs attention stands first, as the line's sign speaks of it
    let (noted, others): (Vec<&Item>, Vec<&Item>) = here
        .iter()
        .partition(|item| status != Status::Done && status != Status::Open && progress.status(page, item) == status);
    let answers = noted.iter().chain(&others).filter_map(|item| answer(progress, page, item)).collect();
    let answer = fitting(answers, answer_cells);
    let label = pad(&first.label.en, LABEL_CELLS);
    Line::from(vec![
        Span::raw(if has_focus { "▸ " } else { "  " }),
        Span::styled(sign, style),
        Span::raw(" "),
        Span::styled(label, if has_focus { theme.focus() } else { Style::new() }),
        Span::raw(format!("{hold} ")),
        Span::styled(answer, if status.is_settled() { theme.quiet() } else { answer_style }),
    ])
}

/// The answers of a line, as many as fit whole; the first one is cut where it doesn't.
fn fitting(answers: Vec<String>, cells: usize) -> String {
    let mut answers = answers.into_iter();
    let mut shown = answers.next().unwrap_or_default();
    for answer in answers {
        let longer = format!("{shown}, {answer}");
        if width(&longer) > cells {
            let cut = fit(&longer, cells);
            // at least a few letters of a second answer, or none
            return if width(&cut) > width(&shown) + MORE_CELLS_MIN { cut } else { fit(&shown, cells) };
        }
        shown = longer;
    }
    fit(&shown, cells)
}

/// The status of a line: that of the item that needs most attention.
fn worst(statuses: impl Iterator<Item = Status>) -> Status {
    let rank = |status: &Status| match status {
        Status::Stop => 0,
        Status::Unfit => 1,
        Status::Stale => 2,
        Status::Open => 3,
        Status::Overridden => 4,
        Status::Warn => 5,
        Status::Skipped => 6,
        Status::Done => 7,
        Status::NotHere => 8,
    };
    statuses.min_by_key(rank).unwrap_or(Status::NotHere)
}

/// The sign of a status.
fn sign(status: Status, theme: Theme) -> (&'static str, Style) {
    match status {
        Status::NotHere => ("-", theme.quiet()),
        Status::Open => ("·", theme.quiet()),
        Status::Unfit | Status::Stale => ("↻", theme.mark()),
        Status::Stop => ("✗", theme.bad()),
        Status::Done => ("✓", theme.good()),
        Status::Warn => ("!", theme.mark()),
        Status::Skipped => ("n", theme.quiet()),
        Status::Overridden => ("o", theme.mark()),
    }
}

/// What stands behind an item's label.
fn answer(progress: &Progress<'_>, page: &ChecklistPage, item: &Item) -> Option<String> {
    let fact = progress.job.latest(item.id.as_str())?;
    let said = progress.job.answer(item.id.as_str()).map(|answer| progress.shown(item, answer));
    Some(match (progress.status(page, item), &fact.what) {
        (Status::Stale, _) => "ask again: too long ago".to_owned(),
        (Status::Unfit, _) => "ask again: no longer fits".to_owned(),
        (_, What::Skipped { .. }) => "not applicable".to_owned(),
        (_, What::Overrode { .. }) => "overridden".to_owned(),
        _ => said.unwrap_or_default(),
    })
}

/// The last line of a page: its completion call, and whether it was made.
fn call_line(
    progress: &Progress<'_>,
    screen: &JobScreen,
    page: &ChecklistPage,
    theme: Theme,
    cells: usize,
) -> Line<'static> {
    let has_focus = screen.focus == Focus::Call(page.pause);
    let text = match progress.checklist.page(page.pause).and_then(|page| progress.call(page)) {
        Some(call) => call.text.en.clone(),
        None => "finish".to_owned(),
    };
    let is_called = progress.is_called(page);
    let (sign, style) = match (is_called, progress.is_complete(page)) {
        (true, _) => ("✓", theme.good()),
        (false, true) => ("c", theme.key()),
        (false, false) => (" ", theme.quiet()),
    };
    let text_style = if has_focus && !is_called { theme.focus() } else { theme.quiet() };
    Line::from(vec![
        Span::raw(if has_focus { "▸ " } else { "  " }),
        Span::styled(format!("{sign} "), style),
        Span::styled(fit(&text, cells.saturating_sub(5)), text_style),
    ])
}
