//! A job: the gate over the whole width, below it the list at the left and the item in focus at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::gate::Band;
use super::head::draw_job_head;
use super::text::duration;
use super::{item, list, strips};
use crate::app::bells::{CLEAR_ENDS_SOON_MS, clear_ends_in_ms, is_off_too_long};
use crate::app::job::{Focus, JobScreen};
use crate::app::{State, Store};
use crate::domain::checklist::known;
use crate::domain::{Gate, Id, JobKey, Progress, Status};
use crate::tui::taps::Taps;
use crate::tui::theme::Theme;

/// Draws the job; returns where the cursor stands when something is typed.
pub(super) fn draw(
    state: &State,
    screen: &JobScreen,
    theme: Theme,
    head: Rect,
    body: Rect,
    buffer: &mut Buffer,
    taps: &mut Taps,
) -> Option<(u16, u16)> {
    let store = &state.store;
    let progress = &store.progress(&screen.key)?;
    let (settled, all) = progress.count(|_| true);
    draw_job_head(store, progress.job, about(state, progress), &format!("{settled} of {all}"), theme, head, buffer);
    let others = store.also_open(&screen.key);
    let is_off_elsewhere = others.iter().any(|other| other.is_off);
    let gate = store.gate_of(progress);
    // what another station's call says is called there
    let is_called_elsewhere = !store.holds(&screen.key) && matches!(gate, Gate::Clear { .. });
    let open = Some(progress.job).filter(|job| job.ending().is_none() && job.unsettled().is_empty());
    let taken = open.and_then(|job| store.taken_over_words(job));
    let flaws = flaws(store, &screen.key);
    let own = [taken, flaws, store.watch_words(progress), rung(store, &gate), store.radio_words(progress.job, &gate)];
    let others = others.into_iter().map(|other| other.words);
    let to_do = store.open_actions(&screen.key);
    let aside: Vec<String> = others.chain(own.into_iter().flatten()).chain(to_do).collect();
    let band = Band::of(progress, &gate, &aside, is_off_elsewhere || is_called_elsewhere, store.now(), theme);
    let list_cells = if body.width >= 110 { 50 } else { 40 };
    let list_cells = list_cells.min(body.width / 2);
    let item = item::panel(store, progress, screen, theme, body.width - list_cells);
    let has_room = usize::from(body.height) > usize::from(band.height(true, body.width)) + item.height();
    let is_large = has_room && is_to_be_seen_from_afar(progress, screen);
    let height = band.height(is_large, body.width);
    let [gate, panes] = strips::top(body, height);
    band.draw(is_large, gate, buffer);
    let [left, right] = strips::left(panes, list_cells);
    list::draw(progress, screen, theme, left, buffer);
    item.render(state.is_writing(), right, buffer, taps)
}

/// Whether this is a moment at which people stand at the car and not at the screen: the wait, the call by which the lead comes
/// off, the time until it is on again, and the end.
fn is_to_be_seen_from_afar(progress: &Progress<'_>, screen: &JobScreen) -> bool {
    let is_wait = |id: &Id| {
        let item = progress.item(id.as_str());
        item.is_some_and(|(_, item)| progress.wait(item).is_some_and(|wait| wait.left_seconds().is_some()))
    };
    match progress.gate() {
        Gate::Stop { .. } | Gate::Wait { .. } | Gate::LeadOn { .. } => {
            matches!(&screen.focus, Focus::Item(id) if is_wait(id))
        }
        Gate::Clear { .. } => matches!(screen.focus, Focus::Call(_)),
        Gate::LeadOff { .. } | Gate::Working { .. } | Gate::Done { .. } | Gate::Stopped { .. } => true,
    }
}

/// Says what the bell has rung for.
fn rung(store: &Store, gate: &Gate) -> Option<String> {
    if clear_ends_in_ms(gate).is_some_and(|ms| ms <= CLEAR_ENDS_SOON_MS) {
        return Some("ABOUT TO END".to_owned());
    }
    is_off_too_long(store, gate).then(|| format!("LONGER THAN {} MIN", store.lead_off_minutes))
}

/// Says that the record which the gate rests on is not intact, and which row.
fn flaws(store: &Store, key: &JobKey) -> Option<String> {
    let flaws = store.flaws(key);
    let more = if flaws.len() > 1 { format!(" and {} more", flaws.len() - 1) } else { String::new() };
    flaws.first().map(|first| format!("RECORD NOT INTACT: {first}{more}"))
}

/// The car, as briefly as can be: `J11`; its make, or its label, where it is not in the radio book.
fn car(progress: &Progress<'_>) -> Option<String> {
    let id = progress.job.token(known::CAR)?;
    let is_true = |(page, item)| progress.status(page, item) != Status::Unfit;
    progress.item(known::CAR).is_none_or(is_true).then_some(())?;
    if let Some(generation) = progress.book.generation(id) {
        return Some(generation.brief());
    }
    // of a car that the book doesn't know its make says more than that it is another one
    let said = |id: &str| Some(progress.shown(progress.checklist.item(id)?.1, progress.job.answer(id)?));
    let is_make_known =
        progress.job.token(known::MAKE).is_some_and(|make| progress.book.files.iter().any(|it| it.name.id.is(make)));
    if is_make_known { said(known::MAKE) } else { said(known::CAR).map(|car| car.to_lowercase()) }
}

/// Car, kind of work, technician, station.
fn about<'a>(state: &'a State, progress: &Progress<'a>) -> Vec<Span<'a>> {
    let job = progress.job;
    let mut parts: Vec<Span<'_>> = car(progress).map(Span::raw).into_iter().collect();
    parts.push(Span::raw(progress.checklist.title.en.to_lowercase()));
    // at another station somebody else works on it than at this screen
    let here = state.session.who.as_deref().filter(|_| state.store.holds(&job.key));
    parts.push(Span::raw(here.unwrap_or_else(|| job.technician()).to_owned()));
    parts.push(Span::raw(job.holder().to_string()));
    if let Some((pause, _)) = job.open_interruption() {
        parts.push(Span::raw(format!("paused {}", duration((state.store.now().wall - pause.time).num_seconds()))));
    }
    parts
}
