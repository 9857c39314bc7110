//! The radio, its code, and what may be noticed in the first days.

use std::collections::BTreeSet;

use super::Composer;
use crate::domain::checklist::known;
use crate::domain::lockout::{GuardState, radio_now};
use crate::domain::radio::Coded;
use crate::domain::recovery::found_by;
use crate::domain::text::capital;
use crate::domain::{Answer, ChecklistPage, Item, Lamp, LockoutGuard, Status, Verdict, What};
use crate::sheet::document::{Pair, Part, Section};

impl Composer<'_> {
    /// Whether there is a radio in the car to speak of.
    pub(super) fn has_radio(&self) -> bool {
        let is_none = |item: &str| self.job().token(item) == Some("no-radio");
        !is_none(known::ARRIVAL) && !is_none(known::RADIO)
    }

    /// The radio's number and code, and what to do when it asks.
    pub(super) fn radio(&self) -> Vec<Section> {
        if !self.has_radio() {
            return Vec::new();
        }
        let is_dead = self.is_locked_for_good();
        let has_serial = matches!(self.job().answer(known::SERIAL), Some(Answer::Serial(_)));
        let now = radio_now(self.job());
        let says = match now {
            _ if is_dead => Some("radio-locked-for-good"),
            Some("asks-code") if has_serial => Some("radio-asks"),
            Some("asks-code") => Some("radio-asks-plain"),
            Some("locked") => Some("radio-locked"),
            Some("counts-down") => Some("radio-counts"),
            Some("dead") => Some("radio-dead"),
            _ => None,
        };
        let mut parts: Vec<Part> = says.map(|id| Part::Stress(self.get(id))).into_iter().collect();
        // of a job that was stopped before anybody asked for the code there is nothing to tell
        if !self.is_code_of_interest() && says.is_none() {
            if has_serial {
                parts.push(Part::Pairs(self.radio_pairs()));
            }
            return vec![self.section("head-radio", parts), self.attempts()];
        }
        parts.push(Part::Pairs(self.radio_pairs()));
        if !self.needs_code() {
            return vec![self.section("head-radio", parts), self.attempts()];
        }
        parts.extend(self.code_where().map(Part::Say));
        // a radio that takes no code, or whose power was never off, is not told how to enter one
        let was_off = self.has_begun() && self.request.progress.may_lose(known::CLOCK);
        let may_ask = was_off || says.is_some();
        let takes_code = may_ask && !is_dead && !matches!(now, Some("locked" | "counts-down" | "dead"));
        let display = if takes_code { vec![Part::Points(self.display_points())] } else { Vec::new() };
        vec![self.section("head-radio", parts), self.attempts(), self.section("head-display", display)]
    }

    /// Whether the ledger of tries says that the radio takes no code any more.
    fn is_locked_for_good(&self) -> bool {
        let takes_none = |guard: &LockoutGuard<'_>| matches!(guard.state, GuardState::Locked | GuardState::Dead);
        self.request.guard.is_some_and(takes_none)
    }

    /// Whether the work began, or somebody asked for the code before it.
    fn is_code_of_interest(&self) -> bool {
        self.has_begun() || self.job().latest(known::CODE).is_some()
    }

    /// Where the customer writes the code, to be cut off: not for a radio that takes none.
    pub(super) fn code_box(&self) -> Option<Part> {
        let now = radio_now(self.job());
        let takes_none = self.is_locked_for_good() || matches!(now, Some("locked" | "dead"));
        let is_shown = self.is_code_of_interest() || matches!(now, Some("asks-code" | "counts-down"));
        let is_kept = self.has_radio() && is_shown && self.needs_code() && !takes_none;
        is_kept.then(|| Part::Box(self.get("code-box")))
    }

    /// How to get the code that nobody has.
    pub(super) fn code_where(&self) -> Option<String> {
        let is_missing = self.has_radio() && self.needs_code() && !self.has_code();
        let has_serial = matches!(self.job().answer(known::SERIAL), Some(Answer::Serial(_)));
        is_missing.then(|| self.get(if has_serial { "code-where-serial" } else { "code-where" }))
    }

    /// Whether the radio has a code, as far as is known: what it showed counts for more than what was answered, and that for
    /// more than what the radio book says.
    fn needs_code(&self) -> bool {
        let is_wanted = |now: &str| now == "code-entered" || known::WANTS_CODE.contains(&now);
        let is_asked = radio_now(self.job()).is_some_and(is_wanted);
        is_asked || (!self.asks_nothing() && self.job().token(known::CODE) != Some("none-needed"))
    }

    /// Whether the radio book says that it asks for nothing, and nobody was asked for a code therefore.
    pub(super) fn asks_nothing(&self) -> bool {
        let job = self.job();
        let coded = self.request.progress.book.coded(job.token(known::CAR), job.token(known::RADIO));
        matches!(coded, Coded::No | Coded::Paired) && job.answer(known::CODE).is_none()
    }

    /// What became of a code that nobody had: it was entered, or was found.
    fn came_up(&self) -> Option<&'static str> {
        let (job, book) = (self.job(), &self.request.progress.book);
        let steps = book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let is_found = || found_by(job, &steps).is_some();
        match radio_now(job) {
            _ if self.is_said_to_be_there() => None,
            Some("code-entered") => Some("code-was-entered"),
            _ => is_found().then_some("code-was-found"),
        }
    }

    /// Whether somebody has the code.
    fn has_code(&self) -> bool {
        self.is_said_to_be_there() || self.came_up().is_some()
    }

    /// Whether the answer about the code says that somebody has it.
    fn is_said_to_be_there(&self) -> bool {
        let item = self.request.progress.checklist.item(known::CODE).map(|(_, item)| item);
        let Some(Answer::Option(said)) = self.job().answer(known::CODE) else { return false };
        let choice = item.and_then(|item| self.choice(item, said.as_str()));
        said.as_str() != "none-needed" && choice.is_some_and(|choice| choice.verdict != Verdict::Stop)
    }

    /// Serial and code.
    pub(super) fn radio_pairs(&self) -> Vec<Pair> {
        let cell = |id: &str| {
            let item = self.request.progress.checklist.item(id).map(|(_, item)| item)?;
            self.cell(item).map(|cell| capital(&cell))
        };
        if self.asks_nothing() {
            return vec![self.pair("code", self.get("code-asks-nothing"))];
        }
        // a number is recorded or not, and a code confirmed or not: neither is "done"
        let is_passed = |id: &str| {
            self.job().latest(id).is_some_and(|fact| matches!(fact.what, What::Overrode { answer: None, .. }))
        };
        let serial = cell(known::SERIAL).filter(|_| !is_passed(known::SERIAL));
        let serial = serial.unwrap_or_else(|| capital(&self.get("serial-none")));
        let code = if let Some(id) = self.came_up() {
            Some(capital(&self.get(id)))
        } else if is_passed(known::CODE) {
            Some(capital(&self.get("code-passed")))
        } else {
            cell(known::CODE)
        };
        let code = code.unwrap_or_else(|| capital(&self.get("code-unknown")));
        let code = if self.is_said_to_be_there() { self.words().fill("code-value", &[("value", &code)]) } else { code };
        vec![self.pair("serial", serial), self.pair("code", code)]
    }

    fn display_points(&self) -> Vec<String> {
        let mut points = vec![self.get("display-guess"), self.get("display-ignition")];
        points.extend(self.waits());
        points.push(match &self.request.letterhead.name {
            Some(name) => self.words().fill("display-call", &[("name", &super::clean(name))]),
            None => self.get("display-call-nobody"),
        });
        points
    }

    /// How something is set right, where the radio book has it from the maker.
    fn advice(&self, item: &str) -> Option<String> {
        let job = self.job();
        let advice = self.request.progress.book.advice(item, job.token(known::CAR), job.token(known::RADIO));
        advice.iter().find(|hint| hint.provenance.is_verified).map(|hint| self.text(&hint.text))
    }

    /// What may be noticed in the first days, and how it is set right: what was put right already is left out.
    pub(super) fn first_days(&self) -> Section {
        let mut points = Vec::new();
        if self.is_left(known::WINDOWS, &["kept", "initialised", "no-auto"]) {
            points.push(match self.advice(known::WINDOWS) {
                Some(how) => self.words().fill("notice-windows", &[("how", &how)]),
                None => self.get("notice-windows-plain"),
            });
        }
        points.extend(self.is_left(known::CLOCK, &["kept", "set"]).then(|| self.get("notice-clock")));
        points.extend(self.request.progress.lead_off_at().filter(|_| self.idles()).map(|_| self.get("notice-idle")));
        let lamps = self.lamps();
        if lamps.contains(&Lamp::Yellow) {
            points.push(self.get("lamp-yellow"));
        } else if lamps.is_empty() && self.request.progress.lead_off_at().is_some() {
            points.push(self.get("notice-lamps"));
        }
        self.section("head-notice", if points.is_empty() { Vec::new() } else { vec![Part::Points(points)] })
    }

    /// Whether the car may have an engine that idles: an electric one has no idle and no stop-start.
    pub(super) fn idles(&self) -> bool {
        !matches!(self.job().token(known::ENGINE), Some("hv-qualified" | "hv-not-qualified"))
    }

    /// Whether an item that applies has none of the answers by which nothing is left to do; one that was said not to apply doesn't.
    fn is_left(&self, item: &str, done: &[&str]) -> bool {
        if self.job().latest(item).is_some_and(|fact| matches!(fact.what, What::Skipped { .. })) {
            return false;
        }
        let progress = self.request.progress;
        let applies = progress.item(item).is_some_and(|(page, item)| progress.status(page, item) != Status::NotHere);
        applies && !self.job().token(item).is_some_and(|said| done.contains(&said))
    }

    /// The lights that the answers say are on.
    fn lamps(&self) -> BTreeSet<Lamp> {
        let progress = self.request.progress;
        // what was seen on arrival counts until somebody looked again
        let is_old =
            |item: &Item| known::asked_again(item.id.as_str()).is_some_and(|after| self.job().answer(after).is_some());
        let applies =
            |(page, item): &(&ChecklistPage, &Item)| progress.status(page, item) != Status::NotHere && !is_old(item);
        let said =
            progress.items().filter(applies).filter_map(|(_, item)| match self.job().answer(item.id.as_str())? {
                Answer::Option(id) => self.choice(item, id.as_str())?.lamp,
                _ => None,
            });
        said.collect()
    }

    /// What nobody may overlook before the car is driven.
    pub(super) fn lamps_to_heed(&self) -> Vec<Part> {
        let said = self.lamps();
        // the red light that is meant may be that of the airbags
        let ids = [(Lamp::Airbag, "lamp-airbag"), (Lamp::Red, "lamp-red")];
        ids.into_iter()
            .find(|(lamp, _)| said.contains(lamp))
            .map(|(_, id)| Part::Stress(self.get(id)))
            .into_iter()
            .collect()
    }
}
