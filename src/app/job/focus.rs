//! Which item is in focus, and where the focus goes next.

use std::collections::BTreeSet;

use super::{Focus, InFocus, JobScreen, Mode};
use crate::app::limits::value_fits;
use crate::app::parts::{Motion, TextField};
use crate::app::{Session, Store};
use crate::domain::checklist::{PageMode, known};
use crate::domain::{Answer, ChecklistPage, Field, Id, Item, PausePoint, Progress, Status};

impl JobScreen {
    /// Goes to what comes next: on a page that is done item by item its first open one, else the first open item behind the
    /// focus on its page, then the first open one at all, then the call of the page that is complete. Elsewhere what says
    /// stop comes last, so that the rest can go on meanwhile.
    pub(super) fn advance(&mut self, store: &Store) {
        if let Some(focus) = store.progress(&self.key).and_then(|progress| next_focus(&progress, &self.focus)) {
            self.focus = focus;
        }
        self.open_field(store);
    }

    /// Goes to the first answer that says stop, where there is one: what to do about it is read before anything goes on meanwhile.
    pub(super) fn go_to_stop(&mut self, store: &Store) {
        let Some(progress) = store.progress(&self.key).filter(|progress| progress.job.ending().is_none()) else {
            return;
        };
        let is_stop = |(page, item): &(&ChecklistPage, &Item)| {
            progress.is_reached(page.pause) && progress.status(page, item) == Status::Stop
        };
        if let Some((_, item)) = progress.items().find(is_stop) {
            self.focus = Focus::Item(item.id);
            self.open_field(store);
        }
    }

    /// One place up or down.
    pub(super) fn step(&mut self, store: &Store, by: isize) {
        self.keep_draft();
        self.pointer = None;
        let Some(progress) = store.progress(&self.key) else { return };
        let mut places = places(&progress);
        // where an ended job is read as a whole
        places.extend(progress.job.ending().map(|_| Focus::Call(PausePoint::D)));
        let at = places.iter().position(|place| *place == self.focus);
        // what is no place any more stood behind the one beside it
        let (at, by) =
            at.map_or_else(|| (self.place_beside(&progress, &places), by + isize::from(by < 0)), |at| (at, by));
        if let Some(last) = places.len().checked_sub(1) {
            self.focus = places[Motion::By(by).apply(at, last)].clone();
        }
        self.open_field(store);
    }

    /// Where a focus stands that is no place of its own any more, such as the call of a page that went stale: at the last
    /// place up to its page.
    fn place_beside(&self, progress: &Progress<'_>, places: &[Focus]) -> usize {
        let page = page_of(progress, &self.focus);
        places.iter().filter(|place| page_of(progress, place) <= page).count().saturating_sub(1)
    }

    /// Whether a completion call is in focus and can be made.
    #[must_use]
    pub fn is_call_due(&self, store: &Store) -> bool {
        let is_place = |progress: Progress<'_>| places(&progress).contains(&self.focus);
        matches!(self.focus, Focus::Call(_)) && store.progress(&self.key).is_some_and(is_place)
    }

    /// The work is done: goes to what comes first on the last page.
    pub(super) fn end_work(&mut self, store: &Store) {
        let Some(progress) = store.progress(&self.key).filter(|_| self.focus == Focus::Work) else { return };
        let is_last = |place: &&Focus| page_of(&progress, place) == Some(PausePoint::D);
        if let Some(first) = places(&progress).iter().find(is_last) {
            self.focus = first.clone();
        }
        self.open_field(store);
    }

    /// Stays where something is to be done, else goes to what comes next.
    pub(super) fn stay_or_advance(&mut self, store: &Store) {
        let is_due = match &self.focus {
            Focus::Call(_) => self.is_call_due(store),
            Focus::Work => store.progress(&self.key).is_some_and(|progress| progress.at_work_since().is_some()),
            Focus::Item(_) => self.item(store).is_some_and(|it| !it.status().is_settled() && it.may_answer()),
        };
        let is_asked = store.progress(&self.key).is_some_and(|progress| progress.asked_of_the_next().is_some());
        if is_due && !is_asked { self.open_field(store) } else { self.advance(store) }
    }

    /// What is to be asked again because it was answered too long ago.
    pub(super) fn stale_items(&self, store: &Store) -> BTreeSet<Id> {
        let Some(progress) = store.progress(&self.key).filter(|_| store.is_workable(&self.key)) else {
            return BTreeSet::new();
        };
        let stale = progress.items().filter(|(page, item)| progress.status(page, item) == Status::Stale);
        stale.map(|(_, item)| item.id).collect()
    }

    /// Goes to what has just become too old, once nothing is asked or half typed: nothing behind it can be answered before.
    pub fn go_to_what_went_stale(&mut self, store: &Store, session: &mut Session) {
        // what is half typed, or asked, is ended first
        let is_busy = match &self.mode {
            Mode::Ask(_) => true,
            Mode::Field(field) => !field.input().value().is_empty(),
            Mode::Look => false,
        };
        if is_busy {
            return;
        }
        // at the station that has the job the work is over
        let is_over = |progress: Progress<'_>| progress.at_work_since().is_none();
        if self.focus == Focus::Work && store.progress(&self.key).is_some_and(is_over) {
            self.advance(store);
        }
        let stale = self.stale_items(store);
        let known = std::mem::replace(&mut self.stale, stale);
        let Some(progress) = store.progress(&self.key) else { return };
        if self.stale.is_subset(&known) {
            return;
        }
        // the first of them: on a page that is done item by item no other can be answered before it
        let Some((_, item)) = progress.items().find(|(_, item)| self.stale.contains(&item.id)) else { return };
        // it may be off by then, which is answered where the focus is
        if progress.off_called_at().is_some() {
            session.tell(format!("{}: too long ago; b goes back to it, if it is still on", item.label));
            return;
        }
        self.keep_draft();
        self.focus = Focus::Item(item.id);
        self.open_field(store);
        session.tell(format!("{}: too long ago, it is asked again", item.label));
    }

    /// Opens the field of the item in focus when that is what is wanted of it: open, and to be typed.
    pub(super) fn open_field(&mut self, store: &Store) {
        self.mode = Mode::Look;
        if !store.is_workable(&self.key) {
            return;
        }
        let wants_typing = |it: InFocus<'_>| {
            let is_typed = it.item.field.as_ref().is_some_and(|field| !matches!(field, Field::Wait { .. }));
            // a figure that says stop is measured again: what is typed then is the next one, and no option's digit
            let is_figure = || matches!(it.progress.job.answer(it.item.id.as_str()), Some(Answer::Number(_)));
            let is_open = match it.status() {
                Status::Open | Status::Unfit | Status::Stale => true,
                Status::Stop => is_figure(),
                _ => false,
            };
            is_typed && is_open && it.may_answer()
        };
        if self.item(store).is_some_and(wants_typing) {
            let is_plate = self.focus == Id::new(known::PLATE).map_or(Focus::Work, Focus::Item);
            let offered = store.offered_plate(&self.key).filter(|_| is_plate).unwrap_or_default();
            self.force_field(offered);
        }
    }

    /// Opens the field, with what was typed before, else with the answer that stands, which is offered.
    pub(super) fn force_field(&mut self, fallback: &str) {
        let Focus::Item(id) = &self.focus else { return };
        let draft = self.unsaid.values.get(id).filter(|draft| *draft != fallback);
        self.mode = Mode::Field(match draft {
            Some(draft) => TextField::holding(draft, value_fits),
            None if fallback.is_empty() => TextField::new(value_fits),
            None => TextField::offering(fallback, value_fits),
        });
    }

    /// Goes to the item that a scan is for, and puts it into its field; says whether the item takes one now.
    pub fn take_scan(&mut self, store: &Store, item: &str, text: &str) -> bool {
        let Some(progress) = store.progress(&self.key).filter(|_| store.is_workable(&self.key)) else { return false };
        let Some((page, item)) = progress.item(item) else { return false };
        let is_open = matches!(progress.status(page, item), Status::Open | Status::Unfit | Status::Stale);
        let takes_text = is_open && progress.may_answer(page, item) && item.field.is_some();
        if takes_text {
            self.keep_draft();
            (self.focus, self.pointer) = (Focus::Item(item.id), None);
            self.mode = Mode::Field(TextField::offering(text, value_fits));
        }
        takes_text
    }

    /// Keeps what is typed for when the field is opened again.
    pub(super) fn keep_draft(&mut self) {
        if let (Mode::Field(field), Focus::Item(id)) = (&self.mode, &self.focus) {
            self.unsaid.values.insert(*id, field.input().value().to_owned());
        }
    }
}

/// The page that a place stands on.
pub(super) fn page_of(progress: &Progress<'_>, place: &Focus) -> Option<PausePoint> {
    match place {
        Focus::Call(pause) => Some(*pause),
        Focus::Work => Some(progress.page_before_work()),
        Focus::Item(id) => progress.checklist.item(id.as_str()).map(|(pause, _)| pause),
    }
}

/// Everything that can have the focus: the items that apply on the pages that are reached, with the lead off also what makes the
/// car safe, and each page's call; before the last one, the work that goes on.
fn places(progress: &Progress<'_>) -> Vec<Focus> {
    let mut places = Vec::new();
    for page in progress.pages() {
        if page.pause == PausePoint::D && progress.at_work_since().is_some() {
            places.push(Focus::Work);
        }
        let items = page.items.iter().filter(|item| progress.status(page, item) != Status::NotHere);
        let is_off = progress.is_lead_off();
        let open = items.filter(|item| progress.is_reached(page.pause) || is_off && progress.may_answer(page, item));
        places.extend(open.map(|item| Focus::Item(item.id)));
        if progress.may_call(page) {
            places.push(Focus::Call(page.pause));
        }
    }
    places
}

fn next_focus(progress: &Progress<'_>, from: &Focus) -> Option<Focus> {
    if progress.job.ending().is_some() {
        return Some(Focus::Call(PausePoint::D));
    }
    // what somebody else said of himself is asked of whoever works on before anything else
    let is_agreed = |item: &Item| {
        let agreed = progress.job.latest(item.id.as_str());
        agreed.is_some_and(|agreed| progress.is_agreed_with_a_supply(item, agreed))
    };
    let is_asked = |(_, item): &(_, &Item)| progress.said_by_another(item).is_some() || is_agreed(item);
    if let Some((_, item)) = progress.items().find(is_asked) {
        return Some(Focus::Item(item.id));
    }
    let reached = |pause: PausePoint| progress.is_reached(pause);
    let places: Vec<Focus> = places(progress)
        .into_iter()
        .filter(|place| match place {
            Focus::Item(id) => progress.checklist.item(id.as_str()).is_some_and(|(pause, _)| reached(pause)),
            Focus::Call(_) | Focus::Work => true,
        })
        .collect();
    let at = places.iter().position(|place| place == from).map_or(0, |at| at + 1);
    let wants = |place: &Focus, says_stop: bool| match place {
        Focus::Call(_) | Focus::Work => !says_stop,
        Focus::Item(id) => progress.item(id.as_str()).is_some_and(|(page, item)| match progress.status(page, item) {
            Status::Stop => says_stop,
            status => !says_stop && !status.is_settled(),
        }),
    };
    let (earlier, later) = places.split_at(at.min(places.len()));
    let on_this_page = |place: &&Focus| page_of(progress, place) == page_of(progress, from);
    // item by item: nothing can be answered before what stands above it
    let first_of = |pause: Option<PausePoint>| {
        let page = pause.and_then(|pause| progress.checklist.page(pause))?;
        let is_wanted = |place: &&Focus| wants(place, false) || wants(place, true);
        let mut on_it = places.iter().filter(|place| page_of(progress, place) == pause);
        on_it.find(is_wanted).filter(|_| page.mode == PageMode::ReadDo).cloned()
    };
    if let Some(first) = first_of(page_of(progress, from)) {
        return Some(first);
    }
    let here = later.iter().chain(earlier).filter(on_this_page);
    let next = here
        .chain(&places)
        .find(|place| wants(place, false))
        .or_else(|| places.iter().find(|place| wants(place, true)))?;
    first_of(page_of(progress, next)).or_else(|| Some(next.clone()))
}
