//! The list of a job: its pages, the current one open (all of them where there is room), every line with its sign and its
//! answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::text::{fit, pad, width};
use crate::app::job::{Focus, JobScreen};
use crate::domain::checklist::LABEL_CELLS;
use crate::domain::progress::ChecklistLine as PageLine;
use crate::domain::{ChecklistPage, Item, PausePoint, Progress, Status, What};
use crate::tui::theme::Theme;

/// With fewer cells than these for it, a further answer isn't begun.
const MORE_CELLS_MIN: usize = 4;
/// Stands before the line in focus.
const FOCUS: &str = "▸ ";

/// Draws the list with the page of the focus open, with all pages open where they fit, and the line that parts it from what
/// stands at its right.
pub(super) fn draw(progress: &Progress<'_>, screen: &JobScreen, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (height, cells) = (usize::from(area.height), usize::from(area.width).saturating_sub(1));
    let open = open_page(progress, screen);
    // a heading and a call with each page's lines
    let rows_of_all: usize = progress.pages().map(|page| progress.lines(page).len() + 2).sum();
    let mut rows = Rows::default();
    for page in progress.pages() {
        let is_open = page.pause == open;
        let part = match (is_open, rows.open.is_empty()) {
            (true, _) => &mut rows.open,
            (false, true) => &mut rows.before,
            (false, false) => &mut rows.after,
        };
        let (settled, all) = progress.count(|pause| pause == page.pause);
        part.push(Row::Heading(heading(page, settled, all, theme, cells)));
        if is_open || rows_of_all <= height {
            part.extend(lines(progress, screen, page, theme, cells).into_iter().map(Row::Line));
        }
    }
    let mut rows = rows.fitting(height).into_iter();
    for y in area.y..area.bottom() {
        let (line, divider) = match rows.next() {
            Some(Row::Heading(line)) => (line, if y == area.y { "┬" } else { "┤" }),
            Some(Row::Line(line)) => (line, "│"),
            None => (Line::default(), "│"),
        };
        Paragraph::new(line).render(Rect { y, height: 1, width: area.width - 1, ..area }, buffer);
        buffer[(area.right() - 1, y)].set_symbol(divider);
    }
}

/// A row of the list.
enum Row {
    Heading(Line<'static>),
    Line(Line<'static>),
}

impl Row {
    fn has_focus(&self) -> bool {
        matches!(self, Self::Line(line) if line.spans.first().is_some_and(|span| span.content.starts_with(FOCUS)))
    }
}

/// The rows of the page that is open, of those before it and of those after it.
#[derive(Default)]
struct Rows {
    before: Vec<Row>,
    open: Vec<Row>,
    after: Vec<Row>,
}

impl Rows {
    /// As many as fit: the other pages give way, then what is farthest from the focus.
    fn fitting(self, height: usize) -> Vec<Row> {
        let Self { mut before, mut open, mut after } = self;
        let too_many = |count: usize| (count + open.len()).saturating_sub(height);
        let left_out = too_many(before.len() + after.len()).min(before.len());
        before.drain(..left_out);
        after.truncate(after.len().saturating_sub(too_many(before.len() + after.len())));
        let focus = open.iter().position(Row::has_focus).unwrap_or(0);
        // the heading stays, and the last row that is seen is the one in focus
        let skipped = (focus + 1).saturating_sub(height).min(open.len().saturating_sub(1));
        open.drain(1..=skipped);
        before.into_iter().chain(open).chain(after).collect()
    }
}

/// The page that is open: that of the focus.
fn open_page(progress: &Progress<'_>, screen: &JobScreen) -> PausePoint {
    match &screen.focus {
        Focus::Call(pause) => *pause,
        Focus::Work => progress.page_before_work(),
        Focus::Item(id) => progress.checklist.item(id.as_str()).map_or(PausePoint::A, |(pause, _)| pause),
    }
}

/// `─ B Before disconnecting ─────── 0/6 ─`
fn heading(page: &ChecklistPage, settled: usize, all: usize, theme: Theme, cells: usize) -> Line<'static> {
    let count = format!(" {settled}/{all} ─");
    let title = format!("{} {}", page.pause.letter(), page.title);
    let title = fit(&title, cells.saturating_sub(width(&count) + 4));
    let rule = "─".repeat(cells.saturating_sub(3 + width(&title) + width(&count)));
    Line::from(vec![
        Span::raw("─ "),
        Span::styled(title, theme.strong()),
        Span::raw(format!(" {rule}")),
        Span::styled(count, if settled == all { theme.good() } else { theme.strong() }),
    ])
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
    let is_doubtful = here.iter().any(|item| screen.contradictions.iter().any(|it| it.item == item.id));
    let status = match worst(here.iter().map(|item| progress.status(page, item))) {
        Status::Done if is_doubtful => Status::Warn,
        status => status,
    };
    let (sign, style) = sign(status, theme);
    let answer_style = if status == Status::Stop { style } else { theme.warn() };
    let hold = if here.iter().any(|item| item.is_hold) { "■" } else { " " };
    let answer_cells = cells.saturating_sub(LABEL_CELLS + 7);
    // an answer that needs attention stands first, as the line's sign speaks of it
    let (noted, others): (Vec<&Item>, Vec<&Item>) = here
        .iter()
        .partition(|item| status != Status::Done && status != Status::Open && progress.status(page, item) == status);
    let said = |item: &Item| {
        let text = answer(progress, page, item)?;
        let is_left_out =
            matches!(progress.status(page, item), Status::Skipped | Status::Overridden | Status::Stale | Status::Unfit);
        let speaks_for_itself = item.id == first.id || !is_left_out;
        Some(if speaks_for_itself { text } else { format!("{}: {text}", item.label) })
    };
    let answers = noted.iter().chain(&others).filter_map(|item| said(item)).collect();
    let answer = fitting(answers, answer_cells);
    let label = pad(&first.label.en, LABEL_CELLS);
    Line::from(vec![
        Span::raw(if has_focus { FOCUS } else { "  " }),
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
        // what was left out of a line that is done is no mark of the whole
        Status::Done => 6,
        Status::Skipped => 7,
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
        (Status::Unfit, What::Corrected { answer, .. }) if answer.is_taken_back() => "taken back".to_owned(),
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
        Span::raw(if has_focus { FOCUS } else { "  " }),
        Span::styled(format!("{sign} "), style),
        Span::styled(fit(&text, cells.saturating_sub(5)), text_style),
    ])
}
