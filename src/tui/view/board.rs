//! The board.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph, Widget};

use super::head::draw_head;
use super::text::{clock, duration, moment, pad, width, wrap};
use super::{find, gate, new_job};
use crate::app::bells::is_off_too_long;
use crate::app::board::Board;
use crate::app::dialogue::words::pause_words;
use crate::app::gate_word;
use crate::app::{State, Store};
use crate::domain::fact::Interruption;
use crate::domain::lockout::{RadioWait, radio_now};
use crate::domain::{Gate, JobCard, JobKey};
use crate::tui::key::Key;
use crate::tui::taps::{Taps, opening};
use crate::tui::theme::Theme;

/// Cells for the focus and the digit.
const MARK_CELLS: usize = 3;
/// Cells for the gate's word, and how long or until when it holds.
const GATE_CELLS: usize = 17;
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
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let reading = if store.is_reading { "still reading older jobs" } else { "" };
    let about = vec![Span::raw(store.workshop.clone()), Span::raw(store.station.to_string())];
    draw_head(store, about, reading, theme, head, buffer);
    let block = Block::bordered().border_type(BorderType::Rounded).title(Line::styled("─ Jobs ", theme.strong()));
    let inner = block.inner(body);
    block.render(body, buffer);
    let inner = draw_faults(store, theme, inner, buffer);
    let inner = draw_asked(store, theme, inner, buffer, taps);
    let waits = store.radio_waits();
    let rows = board.rows(store, &waits);
    let keys: Vec<JobKey> = rows.iter().map(|(_, card)| card.key()).collect();
    let digits = board.digits(&keys);
    let focus = board.list.index(&keys);
    let columns = Columns::of(store, rows.iter().map(|(_, card)| *card), usize::from(inner.width));
    let (list, below) = find::part(&board.find, inner);
    let block = |at: usize| {
        let (of, card) = &rows[at];
        let mut lines: Vec<Line<'_>> = Vec::new();
        if at == 0 || rows[at - 1].0 != *of {
            lines.extend((at > 0).then(Line::default));
            lines.push(Line::styled(format!(" {}", of.title()), theme.strong()));
        }
        let wait = waits.get(&keys[at]).map(RadioWait::left_seconds);
        let marks = Marks { digit: digits[at], has_focus: Some(at) == focus, wait };
        lines.extend(row(store, card, marks, theme, columns));
        let opens = opening(at, keys.len(), focus, digits[at], board.find.is_typing());
        lines.into_iter().map(|line| (line, opens.clone())).collect::<Vec<_>>()
    };
    // where a job stands takes a while to tell: only of those that are seen
    let height = usize::from(list.height);
    let mut lines: VecDeque<(Line<'_>, Vec<Key>)> = VecDeque::new();
    for at in (0..focus.map_or(0, |at| at + 1)).rev() {
        if lines.len() >= height {
            break;
        }
        block(at).into_iter().rev().for_each(|line| lines.push_front(line));
    }
    let skipped = lines.len().saturating_sub(height);
    for at in focus.map_or(0, |at| at + 1)..rows.len() {
        if lines.len() >= height {
            break;
        }
        lines.extend(block(at));
    }
    if rows.is_empty() {
        lines =
            nothing(store, board, theme, usize::from(inner.width)).into_iter().map(|line| (line, Vec::new())).collect();
    }
    if board.find.query().is_empty() && !board.find.is_typing() {
        let offers = offered(store, theme).into_iter().map(|line| (line, vec![Key::Char('o')]));
        lines.extend(offers.take((height + skipped).saturating_sub(lines.len())));
    }
    for ((line, opens), y) in lines.into_iter().skip(skipped).zip(list.y..list.bottom()) {
        let place = Rect { y, height: 1, ..list };
        taps.add(place, &opens);
        Paragraph::new(line).render(place, buffer);
    }
    below.and_then(|area| find::draw(&board.find, theme, area, buffer))
}

/// Draws what is faulty in the record's and the workshop's files above the jobs, and gives the rest of the room. It stays until the files are mended.
fn draw_faults(store: &Store, theme: Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    let offers = store.offers.faults.first().map(|first| match store.offers.faults.len() {
        1 => first.clone(),
        n => format!("{first} (and {} more about offered jobs)", n - 1),
    });
    let faults = store.faults.first().map(|first| match store.faults.len() {
        1 => first.clone(),
        n => format!("{first} (and {} more: precheck checklist check names them)", n - 1),
    });
    let unread = store.unread.first().map(|(_, fault)| format!("jobs are missing here: {fault}"));
    let Some(told) = store.unnamed.clone().or(unread).or(faults).or(offers) else { return area };
    let mut lines = wrap(&format!("! {told}"), usize::from(area.width).saturating_sub(2));
    lines.truncate(usize::from(area.height / 2));
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let lines: Vec<Line<'_>> = lines.into_iter().map(|line| Line::styled(format!(" {line}"), theme.bad())).collect();
    Paragraph::new(lines).render(Rect { height, ..area }, buffer);
    Rect { y: area.y + height, height: area.height - height, ..area }
}

/// Draws what other stations ask a second person above the jobs, and gives the rest of the room.
fn draw_asked(store: &Store, theme: Theme, area: Rect, buffer: &mut Buffer, taps: &mut Taps) -> Rect {
    let requests = store.second_requests();
    let Some((key, first)) = requests.first() else { return area };
    let more = if requests.len() > 1 { format!(" (and {} more)", requests.len() - 1) } else { String::new() };
    let told = format!("? {}{more} · s answers it", store.second_words(key, first));
    let mut lines = wrap(&told, usize::from(area.width).saturating_sub(2));
    lines.truncate(usize::from(area.height / 2));
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let lines: Vec<Line<'_>> = lines.into_iter().map(|line| Line::styled(format!(" {line}"), theme.warn())).collect();
    let place = Rect { height, ..area };
    taps.add(place, &[Key::Char('s')]);
    Paragraph::new(lines).render(place, buffer);
    Rect { y: area.y + height, height: area.height - height, ..area }
}

/// The jobs that the workshop's own system offers, below all others.
fn offered(store: &Store, theme: Theme) -> Vec<Line<'static>> {
    let jobs = store.offered();
    if jobs.is_empty() {
        return Vec::new();
    }
    let mut lines =
        vec![Line::default(), Line::styled(" Offered by the workshop's own system: o begins one", theme.strong())];
    lines.extend(jobs.iter().map(|job| Line::raw(format!("    {}", new_job::offer(store, job)))));
    lines
}

fn nothing(store: &Store, board: &Board, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    if !board.find.query().is_empty() {
        let more = if store.is_reading { " yet; older jobs are still being read" } else { "" };
        let why = store.no_such_receipt(&board.find.query()).unwrap_or_else(|| format!("No job has that{more}"));
        let lines = wrap(&format!("{why}."), cells.saturating_sub(4)).into_iter();
        return [Line::default()].into_iter().chain(lines.map(|line| Line::raw(format!("  {line}")))).collect();
    }
    let begin = "Before a battery or the wiring is touched: press n and go through the pre-check. It shows STOP until the \
        radio's serial number is recorded, the customer's code is confirmed, and a backup power source is attached.";
    let title = if store.unread.is_empty() { "  No job is open." } else { "  No job that could be read is open." };
    let mut lines = vec![Line::default(), Line::styled(title, theme.strong()), Line::default()];
    let mut text = |text: &str| {
        lines.extend(wrap(text, cells.saturating_sub(4)).into_iter().map(|line| Line::raw(format!("  {line}"))));
        lines.push(Line::default());
    };
    text(begin);
    text(&match store.clock.is_practice {
        true => {
            "This is practice: nothing is kept, and the car's waits last a tenth of their time. q leaves it.".to_owned()
        }
        false => format!("This workshop's folder: {}", store.folder),
    });
    lines
}

/// What a row shows that isn't the job's own.
struct Marks {
    /// Its digit.
    digit: Option<usize>,
    has_focus: bool,
    /// Seconds that its radio still takes no code.
    wait: Option<u32>,
}

fn plate(card: &JobCard) -> String {
    card.plate().map_or_else(|| "no plate yet".to_owned(), |plate| plate.to_string())
}

/// How wide the columns of the rows are.
#[derive(Clone, Copy)]
struct Columns {
    plate: usize,
    number: usize,
    kind: usize,
    all: usize,
}

impl Columns {
    fn of<'a>(store: &Store, cards: impl Iterator<Item = &'a JobCard> + Clone, all: usize) -> Self {
        let widest = |of: &dyn Fn(&JobCard) -> usize| cards.clone().map(of).max().unwrap_or(0);
        let plate = if widest(&|card| width(&plate(card))) > PLATE_CELLS { VIN_CELLS } else { PLATE_CELLS };
        Self {
            plate,
            number: widest(&|card| width(card.number())),
            kind: widest(&|card| width(&store.kind(card))),
            all,
        }
    }

    /// Where the plate begins.
    fn plate_from(self) -> usize {
        MARK_CELLS + GATE_CELLS + 3
    }

    /// Where what is worth knowing begins, behind the other columns.
    fn detail_from(self) -> usize {
        self.plate_from() + self.plate + 1 + self.number + 1 + self.kind + 2
    }
}

/// One job: its gate, plate, number, kind of work, and what is worth knowing; this on a line of its own where it has no room.
fn row(store: &Store, card: &JobCard, marks: Marks, theme: Theme, columns: Columns) -> Vec<Line<'static>> {
    let Marks { digit, has_focus, wait } = marks;
    let gate = store.gate(&card.key());
    let (word, style) = match &gate {
        Some(gate) => (gate_word::plain(&gate_word::word(gate, store.now().wall)), gate::style(gate, theme)),
        None => ("?".to_owned(), theme.bad()),
    };
    let digit = digit.map_or_else(|| " ".to_owned(), |digit| digit.to_string());
    let detail = detail(store, card, gate.as_ref(), wait);
    let cells = columns.all.saturating_sub(columns.detail_from() + 1);
    let has_room = width(&detail) <= cells;
    let first = Line::from(vec![
        Span::styled(format!("{}{digit} ", if has_focus { "▸" } else { " " }), theme.key()),
        Span::styled(format!(" {} ", pad(&word, GATE_CELLS)), style),
        Span::raw(" "),
        Span::styled(pad(&plate(card), columns.plate), if has_focus { theme.focus() } else { theme.strong() }),
        Span::raw(format!(" {} {}  ", pad(card.number(), columns.number), pad(&store.kind(card), columns.kind))),
        Span::raw(if has_room { detail.clone() } else { String::new() }),
    ]);
    let indent = columns.plate_from();
    let below = if has_room { Vec::new() } else { wrap(&detail, columns.all.saturating_sub(indent + 1)) };
    std::iter::once(first)
        .chain(below.into_iter().map(|line| Line::raw(format!("{}{line}", " ".repeat(indent)))))
        .collect()
}

/// What is worth knowing at a glance.
fn detail(store: &Store, card: &JobCard, gate: Option<&Gate>, wait: Option<u32>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let key = card.key();
    let open = store.jobs.get(&key).filter(|_| card.is_open());
    if !store.flaws(&key).is_empty() {
        parts.push("RECORD NOT INTACT".to_owned());
    }
    parts.extend(wait.map(|seconds| format!("radio waits {}", clock(seconds))));
    if card.is_code_open() {
        parts.push("code entered: what came of it?".to_owned());
    } else if open.and_then(radio_now) == Some("locked") && gate.and_then(Gate::but).is_none() {
        parts.push("radio LOCKED".to_owned());
    }
    if gate.is_some_and(|gate| is_off_too_long(store, gate)) {
        parts.push(format!("longer than {} min", store.lead_off_minutes));
    }
    let now = store.now().wall;
    parts.extend(of_gate(gate, wait.is_some(), now));
    match card.ended() {
        Some(time) if time.date_naive() == now.date_naive() => parts.push(time.format("ended %H:%M").to_string()),
        Some(time) => parts.push(time.format("ended %Y-%m-%d").to_string()),
        // of a lead that is off it is said how long it is
        None if matches!(gate, Some(Gate::LeadOff { .. } | Gate::Working { comes_off: false, stop: None, .. })) => {}
        None => parts.push(duration((now.timestamp_millis() - card.began_ms()) / 1000)),
    }
    if card.is_handed_over() {
        parts.push("handed over".to_owned());
    }
    if card.is_changed_since_handover() {
        parts.push("CHANGED SINCE: print it again".to_owned());
    }
    let holder = store.holder(&card.key());
    if holder == store.station {
        parts.extend(open.into_iter().flat_map(|job| job.second_requests()).map(|request| match request.said {
            None => format!("asks {} for a second name", request.second),
            Some((_, true)) => format!("{} is the second person", request.second),
            Some((_, false)) => format!("{} does not agree", request.second),
        }));
    }
    if let Some((_, reason)) = open.and_then(|job| job.open_interruption()) {
        let why = Interruption::from_word(reason.as_str()).map(|reason| pause_words(reason).to_lowercase());
        parts.push(why.map_or_else(|| "paused".to_owned(), |why| format!("paused: {why}")));
    }
    if holder != store.station {
        parts.push(format!("at {holder}"));
    }
    let car = card
        .car()
        .map(|car| store.book.generation(car.as_str()).map_or_else(|| other_car(store, card), |it| it.brief()));
    parts.extend(car);
    parts.push(card.technician().to_owned());
    parts.join(" · ")
}

/// A car that the radio book doesn't know: by its make, where it knows that.
fn other_car(store: &Store, card: &JobCard) -> String {
    let make = card.make().and_then(|make| store.book.files.iter().find(|it| it.name.id == *make));
    make.map_or_else(|| "other car".to_owned(), |it| it.name.title.to_string())
}

/// What the gate has to say beside its word.
fn of_gate(gate: Option<&Gate>, is_radio_waiting: bool, now: DateTime<FixedOffset>) -> Option<String> {
    let off = |since: &DateTime<FixedOffset>| format!("lead off since {}", moment(*since, now));
    Some(match gate {
        None => "its checklist is missing".to_owned(),
        Some(Gate::Stop { because: Some(because), .. }) => because.clone(),
        Some(Gate::Stop { lines_left, .. } | Gate::Wait { lines_left, .. }) => format!("{lines_left} to go"),
        Some(Gate::LeadOff { stop: Some(stop), since }) => format!("{} · {}", stop.words(), off(since)),
        Some(Gate::LeadOn { stop: Some(stop), .. } | Gate::Working { stop: Some(stop), .. }) => stop.words(),
        Some(Gate::LeadOn { since, lines_left, but, .. }) => {
            let left = format!("since {} · {lines_left} to go", moment(*since, now));
            but.iter().cloned().chain([left]).collect::<Vec<_>>().join(" · ")
        }
        Some(Gate::Done { but: Some(but) }) if !is_radio_waiting => but.clone(),
        Some(Gate::Stopped { is_lead_off: true }) => "LEFT WITH THE LEAD OFF".to_owned(),
        Some(_) => return None,
    })
}
