//! The pages of an open job. Before the work: what may be lost, what is known, and the customer's consent. Signed afterwards
//! it would be worth nothing: once the work has begun the page says so, and has no line to sign on.

use super::Composer;
use crate::domain::checklist::{Item, known};
use crate::domain::{Answer, PausePoint, Status, What};
use crate::sheet::document::{Part, Section};

impl Composer<'_> {
    /// The sections of an open job whose work can't begin as things stand: there is nothing to agree to yet.
    pub(super) fn standing(&self) -> Vec<Section> {
        let what: Vec<String> = self.stops().filter_map(|item| self.shown(item)).collect();
        let why = if what.is_empty() {
            self.get("standing-plain")
        } else {
            self.words().fill("standing", &[("items", &what.join("; "))])
        };
        let mut parts = vec![Part::Stress(why), Part::Say(self.get("standing-sign"))];
        let is_code_missing = self.stops().any(|item| item.id.as_str() == known::CODE);
        parts.extend(self.code_where().filter(|_| is_code_missing).map(Part::Say));
        let mut sections = vec![self.section("head-standing", parts), self.known()];
        sections.extend(self.exceptions());
        sections
    }

    /// Whether an answer says stop, so that the work can't begin. What the customer is asked for on this page is none.
    pub(super) fn stands(&self) -> bool {
        self.stops().next().is_some()
    }

    /// The items whose answers say stop.
    fn stops(&self) -> impl Iterator<Item = &Item> {
        let progress = self.request.progress;
        let stops = self.items().filter(move |(page, item)| progress.status(page, item) == Status::Stop);
        stops.map(|(_, item)| item).filter(|item| item.id.as_str() != known::CONSENT)
    }

    /// An item with its answer, where the customer has words for both.
    fn shown(&self, item: &Item) -> Option<String> {
        let cell = self.cell(item).filter(|_| self.is_shown(item))?;
        Some(format!("{}: {cell}", self.name(item)))
    }

    /// The sections of an open job whose work has not begun.
    pub(super) fn before(&self) -> Vec<Section> {
        let head = if self.will_lead_come_off() { "head-lost" } else { "head-lost-method" };
        let lost = ["lost-settings", "lost-faults", "lost-idle"];
        let lost = self.has_radio().then_some("lost-radio").into_iter().chain(lost).map(|id| self.get(id)).collect();
        let mut sections = vec![self.section(head, vec![Part::Points(lost)])];
        let care = self.care();
        if !care.is_empty() {
            sections.push(self.section("head-care", care));
        }
        sections.push(self.known());
        sections.extend(self.exceptions());
        let no = if self.will_lead_come_off() { "consent-no" } else { "consent-no-method" };
        let ticks = vec![Part::Tick(self.get("consent-yes")), Part::Tick(self.get(no))];
        sections.push(self.section("head-consent", ticks));
        sections
    }

    /// The sections of an open job whose work has begun: an agreement signed now would be worth nothing.
    pub(super) fn begun(&self) -> Vec<Section> {
        let began = self.request.progress.begun_at().and_then(|fact| self.time_of(fact));
        let late = match began {
            Some(time) => self.words().fill("consent-late", &[("time", &time)]),
            None => self.get("consent-late-untimed"),
        };
        let mut consent = vec![Part::Stress(late)];
        consent.extend(self.agreed());
        let mut sections = vec![self.section("head-consent", consent), self.known()];
        sections.extend(self.exceptions());
        sections
    }

    /// What is known so far.
    fn known(&self) -> Section {
        let mut known = self.checked();
        known.heading = self.get("head-known");
        let mut pairs = vec![self.pair("work", self.work())];
        if self.has_radio() {
            pairs.extend(self.radio_pairs());
        }
        known.parts.insert(0, Part::Pairs(pairs));
        known
    }

    /// Whether the lead will come off, as far as the answers say.
    fn will_lead_come_off(&self) -> bool {
        let progress = self.request.progress;
        progress.checklist.page(PausePoint::B).and_then(|page| progress.call(page)).is_some_and(|call| call.lead_off)
    }

    /// What is done so that nothing is lost: nothing is promised that was overridden, or can't be done on this car.
    fn care(&self) -> Vec<Part> {
        let job = self.job();
        let is_overridden = |id| job.latest(id).is_some_and(|fact| matches!(fact.what, What::Overrode { .. }));
        let has_radio = self.has_radio() && !self.asks_nothing();
        let is_read = job.answer(known::SERIAL).is_none_or(|answer| matches!(answer, Answer::Serial(_)));
        let feeds = self.will_lead_come_off() && self.wants_source();
        let care = [
            (known::SERIAL, has_radio && is_read, "care-serial"),
            (known::CODE, has_radio, "care-code"),
            (known::BACKUP, feeds, "care-source"),
        ];
        let kept = care.into_iter().filter(|(item, is_meant, _)| *is_meant && !is_overridden(item));
        let points: Vec<String> = kept.map(|(_, _, id)| self.get(id)).collect();
        if points.is_empty() { Vec::new() } else { vec![Part::Points(points)] }
    }

    /// Whether a second source is wanted, as far as the answers say: near airbags the checklist forbids one.
    fn wants_source(&self) -> bool {
        let item = self.request.progress.checklist.item(known::BACKUP).map(|(_, item)| item);
        let is_wanted = item.is_some_and(|item| item.options.iter().any(|option| option.id.as_str() == "none"));
        is_wanted && !self.job().token(known::BACKUP).is_some_and(|said| known::NO_SOURCE.contains(&said))
    }
}
