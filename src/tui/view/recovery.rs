//! The recovery route: what to try for this radio at the left, the step in focus at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::head::draw_job_head;
use super::panel::Panel;
use super::remarks::remarks;
use super::text::{moment, pad, width};
use super::{guard, question, strips};
use crate::app::recovery::RecoveryScreen;
use crate::app::{State, Store};
use crate::domain::RecoveryStep;
use crate::domain::fact::RemarkOn;
use crate::domain::recovery::Found;
use crate::tui::taps::{Taps, arrows};
use crate::tui::theme::Theme;

/// Cells of the list.
const LIST_CELLS: u16 = 40;

/// Draws the route; returns where the cursor stands when something is typed.
pub(super) fn draw(
    state: &State,
    screen: &RecoveryScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let job = store.jobs.get(&screen.key)?;
    let steps = screen.steps(store);
    let tried = steps.iter().filter(|step| screen.outcome(store, step).is_some()).count();
    draw_job_head(store, job, guard::about(job), &format!("{tried} of {} tried", steps.len()), theme, head, buffer);
    let cells = LIST_CELLS.min(body.width / 2);
    let [left, right] = strips::left(body, cells);
    list(store, screen, &steps, theme, (left, buffer, taps));
    let mut panel = Panel::new(usize::from(right.width.saturating_sub(4)), theme);
    let focus = screen.index(&steps);
    let title = match (&screen.field, focus.and_then(|at| steps.get(at))) {
        (Some(field), _) => question::remark(&mut panel, "Find the code", field),
        (None, Some(step)) => {
            show(&mut panel, store, screen, step);
            step.title.en.clone()
        }
        (None, None) => {
            panel.text("The radio file has no steps for this radio.", Style::new());
            "Find the code".to_owned()
        }
    };
    panel.render(&title, if state.is_writing() { " writing … " } else { "" }, right, buffer, taps)
}

/// The steps in order, each with what came of it.
fn list(
    store: &Store,
    screen: &RecoveryScreen,
    steps: &[&RecoveryStep],
    theme: Theme,
    (area, buffer, taps): (Rect, &mut Buffer, &mut Taps),
) {
    let cells = usize::from(area.width.saturating_sub(4));
    let mut panel = Panel::new(cells, theme);
    let focus = screen.index(steps);
    for (at, step) in steps.iter().enumerate() {
        let (sign, words, style) = match screen.outcome(store, step) {
            Some((Found::Found, _)) => ("✓", "found", theme.good()),
            Some((Found::NotFound, _)) => ("✗", "not found", theme.warn()),
            Some((Found::NotTried, _)) => ("-", "not tried", theme.quiet()),
            None => ("·", "", theme.quiet()),
        };
        let has_focus = Some(at) == focus;
        // a name has the line to itself until there is an outcome behind it
        let name_cells = cells.saturating_sub(if words.is_empty() { 4 } else { 5 + width(words) });
        panel.tap(&arrows(focus, at));
        panel.line(Line::from(vec![
            Span::raw(if has_focus { "▸ " } else { "  " }),
            Span::styled(format!("{sign} "), style),
            Span::styled(pad(&step.title.en, name_cells), if has_focus { theme.focus() } else { Style::new() }),
            Span::styled(format!(" {words}"), style),
        ]));
    }
    panel.blank();
    let is_all_tried = !steps.is_empty() && steps.iter().all(|step| screen.outcome(store, step).is_some());
    if store.is_code_found(&screen.key) {
        panel.text("Found. The ways on:", theme.good());
        if store.is_workable(&screen.key) {
            panel.hanging("Esc", "to the list: say there how it is known", theme.key(), Style::new());
        }
        panel.hanging(" x", "before it is entered at the radio", theme.key(), Style::new());
    } else if is_all_tried && store.is_workable(&screen.key) {
        panel.text("Everything was tried. The ways on:", theme.warn());
        panel.hanging(" s", "stop the job: a good outcome", theme.key(), Style::new());
        panel.hanging(" o", "override, with a second person", theme.key(), Style::new());
    } else {
        panel.text("The code itself is never written here.", theme.quiet());
    }
    panel.render("Find the code", "", area, buffer, taps);
}

/// One step: what to do, what to bring, what it costs, where that is from.
fn show(panel: &mut Panel, store: &Store, screen: &RecoveryScreen, step: &RecoveryStep) {
    let theme = panel.theme;
    panel.text(&step.text.en, theme.strong());
    panel.blank();
    if let Some(bring) = &step.bring {
        panel.hanging("bring:", &bring.en, theme.quiet(), Style::new());
    }
    if let Some(cost) = &step.cost {
        panel.hanging("costs:", &cost.en, theme.warn(), Style::new());
    }
    panel.text(&format!("[{}; {}]", step.provenance.word(), step.provenance.source), theme.quiet());
    panel.blank();
    if let Some((found, fact)) = screen.outcome(store, step) {
        let note = if fact.note.is_empty() { String::new() } else { format!(" ({})", fact.note) };
        let words = found.word().replace('-', " ");
        panel.text(&format!("{words}{note} · {} · {}", fact.who, moment(fact.time, store.now().wall)), theme.quiet());
        panel.blank();
    }
    let picks = ["Found: the code is there", "Not found, or it isn't this radio's", "Not tried"];
    for (at, words) in picks.iter().enumerate() {
        panel.hanging(&format!("{:>2}", at + 1), words, theme.key(), Style::new());
    }
    if let Some(job) = store.jobs.get(&screen.key) {
        remarks(panel, job, &[RemarkOn::Item(step.item())]);
    }
}
