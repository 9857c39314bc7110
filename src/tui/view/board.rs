//! The board.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::text::{clock, duration, fit, pad, wrap};
use super::{find, gate};
use crate::app::board::Board;
use crate::app::{State, Store};
use crate::domain::lockout::{RadioWait, radio_now};
use crate::domain::{Gate, JobCard, JobKey, Plate, gate::Stop};
use crate::tui::theme::Theme;

/// Cells for a plate.
const PLATE_CELLS: usize = 12;
/// Cells for a VIN: its last digits are the ones that tell cars apart.
const VIN_CELLS: usize = 17;

/// Draws the board; returns where the cursor stands while something is looked for.
pub(super) fn draw(
    state: &State,
    board: &Board,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let reading = if store.is_reading { "still reading older jobs" } else { "" };
    let about = vec![Span::raw(store.workshop.clone()), Span::raw(store.station.to_string())];
    draw_head(store, about, reading, theme, head, buffer);
    let block = Block::bordered().border_type(BorderType::Rounded).title(Line::styled("─ Jobs ", theme.strong()));
    let inner = block.inner(body);
    block.render(body, buffer);
    let inner = draw_faults(store, theme, inner, buffer);
    let waits = store.radio_waits();
    let rows = board.rows_beside(store, &waits);
    let keys: Vec<JobKey> = rows.iter().map(|(_, card)| card.key()).collect();
    let focus = board.list.index(&keys);
    let has_vin = rows.iter().any(|(_, card)| plate(card).chars().count() > PLATE_CELLS);
    let plate_cells = if has_vin { VIN_CELLS } else { PLATE_CELLS };
    let (list, below) = find::part(&board.find, inner);
    let begins_section = |at: usize| at == 0 || rows[at - 1].0 != rows[at].0;
    let headings_to = |at: usize| (0..=at).filter(|at| begins_section(*at)).count();
    let focus_line = focus.map_or(0, |at| at + 2 * headings_to(at) - 1);
    let skipped = (focus_line + 1).saturating_sub(usize::from(list.height));
    let seen = skipped..skipped + usize::from(list.height);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (at, (of, card)) in rows.iter().enumerate() {
        if begins_section(at) {
            if at > 0 {
                lines.push(Line::default());
            }
            lines.push(Line::styled(format!(" {}", of.title()), theme.strong()));
        }
        // where a job stands takes a while to tell: only of those that are seen
        if !seen.contains(&lines.len()) {
            lines.push(Line::default());
            continue;
        }
        let wait = waits.get(&keys[at]).map(RadioWait::left_seconds);
        let marks = Marks { at, has_focus: Some(at) == focus, wait };
        lines.push(row(store, card, marks, theme, plate_cells, usize::from(inner.width)));
    }
    if rows.is_empty() {
        lines = nothing(store, board, theme, usize::from(inner.width));
    }
    Paragraph::new(lines.into_iter().skip(skipped).collect::<Vec<_>>()).render(list, buffer);
    below.and_then(|area| find::draw(&board.find, theme, area, buffer))
}

/// Draws what is faulty in the record's and the workshop's files above the jobs, and gives the rest of the room. It stays until the files are mended.
fn draw_faults(store: &Store, theme: Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    let faults = store.faults.first().map(|first| match store.faults.len() {
        1 => first.clone(),
        n => format!("{first} (and {} more: precheck checklist check names them)", n - 1),
    });
    let unread = store.unread.first().map(|fault| format!("jobs are missing here: {fault}"));
    let Some(told) = store.unnamed.clone().or(unread).or(faults) else { return area };
    let mut lines = wrap(&format!("! {told}"), usize::from(area.width).saturating_sub(2));
    lines.truncate(usize::from(area.height / 2));
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let lines: Vec<Line<'_>> = lines.into_iter().map(|line| Line::styled(format!(" {line}"), theme.bad())).collect();
    Paragraph::new(lines).render(Rect { height, ..area }, buffer);
    Rect { y: area.y + height, height: area.height - height, ..area }
}

fn nothing(store: &Store, board: &Board, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    if !board.find.query().is_empty() {
        let more = if store.is_reading { " yet; older jobs are still being read" } else { "" };
        return vec![Line::default(), Line::raw(format!("  No job has that{more}."))];
    }
    let text = "Before a battery or the wiring is touched: press n and go through the pre-check. It shows STOP until the \
        radio's serial number is recorded, the customer's code is confirmed, and a backup power source is attached.";
    let title = if store.unread.is_empty() { "  No job is open." } else { "  No job that could be read is open." };
    let mut lines = vec![Line::default(), Line::styled(title, theme.strong()), Line::default()];
    lines.extend(wrap(text, cells.saturating_sub(4)).into_iter().map(|line| Line::raw(format!("  {line}"))));
    lines
}

/// What a row shows that isn't the job's own.
struct Marks {
    /// Its place on the board.
    at: usize,
    has_focus: bool,
    /// Seconds that its radio still takes no code.
    wait: Option<u32>,
}

fn plate(card: &JobCard) -> &str {
    card.plate().map_or("no plate yet", Plate::as_str)
}

/// One job: number, plate, car, gate, how long, station, by whom.
fn row(store: &Store, card: &JobCard, marks: Marks, theme: Theme, plate_cells: usize, cells: usize) -> Line<'static> {
    let Marks { at, has_focus, wait } = marks;
    let progress_gate = store.gate(&card.key());
    let (word, style) = match &progress_gate {
        Some(gate) => (gate.word(), gate::style(gate, theme)),
        None => ("?", theme.bad()),
    };
    let digit = if at < 9 { char::from_digit(at as u32 + 1, 10).unwrap_or(' ') } else { ' ' };
    let car = match card.car() {
        Some(car) => store.book.generation(car.as_str()).map_or_else(|| "other".to_owned(), |it| it.brief()),
        None => String::new(),
    };
    let detail_cells = cells.saturating_sub(3 + 12 + 2 + plate_cells + 1 + 6 + 10 + 1);
    Line::from(vec![
        Span::styled(format!("{}{digit} ", if has_focus { "▸" } else { " " }), theme.key()),
        Span::styled(pad(card.number(), 12), if has_focus { theme.focus() } else { theme.strong() }),
        Span::raw(" "),
        Span::raw(pad(plate(card), plate_cells)),
        Span::raw(format!(" {}", pad(&car, 6))),
        Span::styled(format!(" {} ", pad(word, 8)), style),
        Span::raw(" "),
        Span::raw(fit(&detail(store, card, progress_gate.as_ref(), wait), detail_cells)),
    ])
}

/// What is worth knowing at a glance.
fn detail(store: &Store, card: &JobCard, gate: Option<&Gate>, wait: Option<u32>) -> String {
    let mut parts: Vec<String> = wait.map(|seconds| format!("radio waits {}", clock(seconds))).into_iter().collect();
    let key = card.key();
    let open = store.jobs.get(&key).filter(|_| card.is_open());
    if !store.flaws(&key).is_empty() {
        parts.insert(0, "RECORD NOT INTACT".to_owned());
    }
    if card.is_code_open() {
        parts.push("code entered: what came of it?".to_owned());
    } else if open.and_then(radio_now) == Some("locked") {
        parts.push("radio LOCKED".to_owned());
    }
    match gate {
        Some(Gate::Stop { lines_left, .. }) => parts.push(format!("{lines_left} to go")),
        Some(Gate::LeadOff { stop: Some(Stop::NotYet { seconds_left: Some(left), .. }), .. }) => {
            parts.push(format!("airbag wait {}", clock(*left)));
        }
        Some(Gate::LeadOff { stop: Some(Stop::MakeSafe { .. }), .. }) => parts.push("make safe".to_owned()),
        Some(
            Gate::LeadOff { stop: Some(Stop::Says { text }), .. }
            | Gate::LeadOn { stop: Some(Stop::Says { text }), .. }
            | Gate::Working { stop: Some(Stop::Says { text }), .. },
        ) => parts.push(text.clone()),
        Some(Gate::Done { but: Some(_) }) if wait.is_some() => {}
        Some(Gate::Done { but: Some(but) }) => parts.push(but.clone()),
        Some(Gate::Stopped { is_lead_off: true }) => parts.push("LEAD OFF".to_owned()),
        Some(_) => {}
        None => parts.push("its checklist is missing".to_owned()),
    }
    let now = store.now().wall;
    let since = match card.ended() {
        Some(time) if time.date_naive() == now.date_naive() => time.format("%H:%M").to_string(),
        Some(time) => time.format("%Y-%m-%d").to_string(),
        None => duration((now.timestamp_millis() - card.began_ms()) / 1000),
    };
    parts.push(since);
    if open.is_some_and(|job| job.open_interruption().is_some()) {
        parts.push("paused".to_owned());
    }
    // where it must be gone on with comes before who: a long name is cut, not the station
    if card.station() != store.station {
        parts.push(format!("at {}", card.station()));
    }
    parts.push(card.technician().to_owned());
    parts.join(" · ")
}
