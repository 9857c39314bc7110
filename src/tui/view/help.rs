//! Help: why the screen or the item asks, what is known about this radio with its sources, the keys, and the program's words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::text::{mark_more, moment, pad, wrap};
use super::{help_text, item, program};
use crate::app::audit::{FindingMeaning, Tab};
use crate::app::help::Help;
use crate::app::job::{InFocus, Mode};
use crate::app::{Screen, State};
use crate::audit::filter;
use crate::domain::checklist::{Field, Item, Per, Since, known};
use crate::domain::text::{capital, clock};
use crate::domain::{Progress, Status};
use crate::tui::keymap;
use crate::tui::theme::Theme;

/// Draws the help for the screen behind it.
pub(super) fn draw(state: &State, help: &Help, theme: Theme, head: Rect, body: Rect, buffer: &mut Buffer) {
    let words = state.screens.words();
    draw_head(&state.store, vec![Span::raw(words.get("help-name").to_owned())], "", theme, head, buffer);
    let title = format!("─ {} ", capital(words.get("help-name")));
    let block = Block::bordered().border_type(BorderType::Rounded).title(Line::styled(title, theme.strong()));
    let inner = block.inner(body);
    block.render(body, buffer);
    let cells = usize::from(inner.width.saturating_sub(2));
    let lines = if help.is_of_program {
        program::lines(&state.store, theme, cells)
    } else {
        of_screen(state, help, theme, cells)
    };
    let room = usize::from(inner.height);
    let from = help.scroll.top(lines.len(), room);
    let is_more = lines.len() > from + room;
    Paragraph::new(lines.into_iter().skip(from).collect::<Vec<_>>())
        .render(Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, buffer);
    if is_more {
        mark_more(body, words, buffer);
    }
}

/// What there is to say about the screen behind it.
fn of_screen(state: &State, help: &Help, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines = about_told(help, theme, cells);
    lines.extend(about_screen(state, theme, cells));
    lines.extend(about_item(state, theme, cells));
    lines.extend(whole_page(state, theme, cells));
    lines.extend(about_finding(state, theme, cells));
    lines.extend(about_waits(state, theme, cells));
    lines.extend(about_filter(state, theme, cells));
    lines.extend(keys(state, theme, cells));
    lines.extend(signs(state, theme));
    lines.extend(words(state, theme, cells));
    lines
}

/// What was told at the foot of the screen, as a whole.
fn about_told(help: &Help, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let Some(told) = &help.told else { return Vec::new() };
    let mut lines: Vec<Line<'static>> =
        wrap(told, cells).into_iter().map(|line| Line::styled(line, theme.strong())).collect();
    lines.push(Line::default());
    lines
}

/// What the screen, the call or the question is for, and why.
fn about_screen(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let words = state.screens.words();
    let (title, why) = match state.screens.behind() {
        Screen::Audit(_) => (words.get("help-audit"), words.get("help-audit-why")),
        Screen::Identify(_) => (words.get("identify-title"), words.get("help-identify-why")),
        screen => help_text::about(screen, &state.store),
    };
    let mut lines = Vec::new();
    if !why.is_empty() {
        lines.push(Line::styled(title.to_owned(), theme.strong()));
        lines.extend(wrap(why, cells).into_iter().map(Line::raw));
        lines.push(Line::default());
    }
    lines
}

/// What stands at the right of a job's list, as a whole: the screen may have no room for all of it.
fn whole_page(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let Screen::Job(job) = state.screens.behind() else { return Vec::new() };
    let Some(progress) = state.store.progress(&job.key).filter(|_| !matches!(job.mode, Mode::Ask(_))) else {
        return Vec::new();
    };
    let columns = u16::try_from(cells).unwrap_or(u16::MAX);
    let mut lines = vec![Line::styled("The page, as a whole", theme.strong())];
    lines.extend(item::panel(&state.store, &progress, job, theme, columns).into_lines());
    lines.push(Line::default());
    lines
}

/// The words that the program uses; in the audit those that are met there.
fn words(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let said = state.screens.words();
    let met: Vec<(&str, &str)> = match state.screens.behind() {
        Screen::Audit(_) => help_text::WORDS_OF_AUDIT.map(|(word, means)| (said.get(word), said.get(means))).into(),
        _ => help_text::WORDS.to_vec(),
    };
    let mut lines = vec![Line::default(), Line::styled(said.get("help-words").to_owned(), theme.strong())];
    for (word, meaning) in met {
        for (at, text) in wrap(meaning, cells.saturating_sub(WORD_CELLS)).into_iter().enumerate() {
            let word = if at == 0 { word } else { "" };
            lines.push(Line::from(vec![Span::styled(pad(word, WORD_CELLS), theme.strong()), Span::raw(text)]));
        }
    }
    lines
}

/// Cells for a word and the blanks behind it.
const WORD_CELLS: usize = 17;

/// What a wait counts from, and since when it does.
fn counts_from(state: &State, progress: &Progress<'_>, item: &Item) -> Option<String> {
    let Some(Field::Wait { since, .. }) = &item.field else { return None };
    let names = match since {
        Since::Call => "the completion call of page B".to_owned(),
        Since::Items(items) => {
            let items = items.iter().filter_map(|id| progress.item(id.as_str()));
            let asked = items.filter(|(page, item)| progress.status(page, item) != Status::NotHere);
            asked.map(|(_, item)| item.label.en.as_str()).collect::<Vec<_>>().join(", ")
        }
    };
    let now = state.store.now().wall;
    let since = progress.wait_since(item).map(|fact| format!("since {}", moment(fact.time, now)));
    Some(format!(
        "· It counts from the last of these that was answered: {names}; {}",
        since.unwrap_or_else(|| "not yet".to_owned())
    ))
}

/// Why the item in focus is asked, and what is known about it.
fn about_item(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let Screen::Job(screen) = state.screens.behind() else { return Vec::new() };
    let Some(InFocus { progress, item, .. }) = screen.item(&state.store) else { return Vec::new() };
    if matches!(screen.mode, Mode::Ask(_)) {
        return Vec::new();
    }
    let mut lines: Vec<Line<'static>> =
        wrap(&item.ask.en, cells).into_iter().map(|line| Line::styled(line, theme.strong())).collect();
    if let Some(why) = &item.help {
        lines.extend(wrap(&why.en, cells).into_iter().map(Line::raw));
    }
    lines.push(Line::default());
    for option in progress.options(item).iter().filter(|option| option.advice.is_some()) {
        let text = format!("{}: {}", option.label, option.advice.clone().unwrap_or_default());
        lines.extend(wrap(&text, cells).into_iter().map(Line::raw));
    }
    let job = progress.job;
    if let Some(Field::Wait { per: Per::Engine, .. }) = &item.field
        && let Some((wait, is_own)) = progress.book.engine_wait(job.token(known::CAR), job.token(known::ENGINE))
    {
        let of = if is_own { "for this engine" } else { "the longest of this car's engines" };
        let text = format!("· {} {of} [{}; {}]", clock(wait.seconds), wait.provenance.word(), wait.provenance.source);
        lines.extend(wrap(&text, cells).into_iter().map(Line::raw));
    }
    lines.extend(counts_from(state, &progress, item).iter().flat_map(|text| wrap(text, cells)).map(Line::raw));
    let advice = progress.book.advice(item.id.as_str(), job.token(known::CAR), job.token(known::RADIO));
    for advice in advice.into_iter().filter(|_| item.takes_advice) {
        let cost = advice.cost.as_ref().map(|cost| format!(" Costs: {cost}.")).unwrap_or_default();
        let text = format!("· {}{cost} [{}; {}]", advice.text, advice.provenance.word(), advice.provenance.source);
        lines.extend(wrap(&text, cells).into_iter().map(Line::raw));
    }
    lines.push(Line::default());
    lines
}

/// What is known about the waits of this radio: every schedule, and which of them is counted by.
fn about_waits(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let Screen::Guard(screen) = state.screens.behind() else { return Vec::new() };
    let Some(job) = state.store.jobs.get(&screen.key) else { return Vec::new() };
    let mut lines = vec![Line::styled("Waits after wrong codes, as far as they are known", theme.strong())];
    let (book, car, radio) = (&state.store.book, job.token(known::CAR), job.token(known::RADIO));
    let counted_by = book.lock_out(car, radio);
    for schedule in book.lock_outs(car, radio) {
        let is_counted_by = counted_by.is_some_and(|it| std::ptr::eq(it, schedule));
        let by = if is_counted_by { " precheck goes by this one." } else { "" };
        let why = schedule.why.as_ref().filter(|_| is_counted_by).map(|why| format!(" {why}")).unwrap_or_default();
        let dead = schedule.dead_after.map(|most| format!("; none any more after {most}")).unwrap_or_default();
        let text = format!(
            "· {}{dead}.{by}{why} [{}; {}]",
            schedule.title,
            schedule.provenance.word(),
            schedule.provenance.source
        );
        lines.extend(wrap(&text, cells).into_iter().map(Line::raw));
    }
    lines.push(Line::default());
    lines
}

/// What the finding in focus means, and what is usually done next.
fn about_finding(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let Screen::Audit(screen) = state.screens.behind() else { return Vec::new() };
    let Some(finding) = screen.finding().filter(|_| screen.tab == Tab::Findings && screen.proof.is_none()) else {
        return Vec::new();
    };
    let Some(FindingMeaning { means, next }) = screen.meanings.get(&finding.kind) else { return Vec::new() };
    let mut lines = vec![Line::styled(capital(finding.kind.title_in(&screen.words)), theme.strong())];
    lines.extend(wrap(means, cells).into_iter().map(Line::raw));
    let next = screen.words.say("audit-next", &[("what", next)]);
    lines.extend(wrap(&next, cells).into_iter().map(Line::raw));
    lines.push(Line::default());
    lines
}

/// The words of the audit's filter.
fn about_filter(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    if !matches!(state.screens.behind(), Screen::Audit(_)) {
        return Vec::new();
    }
    let words = state.screens.words();
    let mut lines = vec![Line::styled(words.get("help-filter").to_owned(), theme.strong())];
    let told = words.say("help-filter-words", &[("words", &capital(&filter::help().in_words(words)))]);
    lines.extend(
        [&*told, words.get("help-filter-example")].into_iter().flat_map(|text| wrap(text, cells)).map(Line::raw),
    );
    lines.push(Line::default());
    lines
}

/// The keys that do anything on the screen behind, from the table that binds them.
fn keys(state: &State, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let words = state.screens.words();
    let mut lines = vec![Line::styled(words.get("help-keys").to_owned(), theme.strong())];
    let behind = state.screens.behind();
    let works = |binding: &&keymap::Binding| binding.command().is_none_or(|it| behind.offers(&state.store, &it));
    for binding in keymap::bindings(behind.context(&state.store)).filter(works) {
        for (at, text) in wrap(binding.help(words), cells.saturating_sub(8)).into_iter().enumerate() {
            let name = if at == 0 { binding.name(words) } else { String::new() };
            lines.push(Line::from(vec![Span::styled(pad(&name, 8), theme.key()), Span::raw(text)]));
        }
    }
    lines
}

/// What the signs in the list mean.
fn signs(state: &State, theme: Theme) -> Vec<Line<'static>> {
    let words = state.screens.words();
    let told = match state.screens.behind() {
        Screen::Audit(_) => vec![Line::raw(words.get("help-signs-audit").to_owned())],
        _ => vec![
            Line::raw("■ hold point   · open   ✓ done   ! done, and a finding   ✗ says stop"),
            Line::raw("↻ ask again   n not applicable   o overridden   - does not apply here"),
        ],
    };
    let heading = Line::styled(words.get("help-signs").to_owned(), theme.strong());
    [Line::default(), heading].into_iter().chain(told).collect()
}
