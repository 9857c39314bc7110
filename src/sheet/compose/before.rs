//! The pages of an open job. Before the work: what may be lost, what is known, and the customer's consent. Signed afterwards
//! it would be worth nothing: once the work has begun the page says so, and has no line to sign on.

use super::Composer;
use crate::domain::checklist::{Item, known};
use crate::domain::{Answer, Choice, Status, Verdict, What};
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
        let is_code_missing = self.stops().any(|item| item.id.is(known::CODE));
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
        stops.map(|(_, item)| item).filter(|item| !item.id.is(known::CONSENT))
    }

    /// An item with its answer, where the customer has words for both.
    fn shown(&self, item: &Item) -> Option<String> {
        let cell = self.cell(item).filter(|_| self.is_shown(item))?;
        Some(format!("{}: {cell}", self.name(item)))
    }

    /// The sections of an open job whose work has not begun.
    pub(super) fn before(&self) -> Vec<Section> {
        let comes_off = self.request.progress.will_lead_come_off();
        let head = if comes_off { "head-lost" } else { "head-lost-method" };
        let mut sections = vec![self.section(head, vec![Part::Points(self.lost())])];
        let care = self.care();
        if !care.is_empty() {
            sections.push(self.section("head-care", care));
        }
        sections.push(self.known());
        sections.extend(self.exceptions());
        let no = if comes_off { "consent-no" } else { "consent-no-method" };
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
        let lamps = self.lamps_to_heed();
        known.parts.splice(0..0, lamps.into_iter().chain([Part::Pairs(pairs)]));
        known
    }

    /// What may be lost by this work, as far as the answers say.
    fn lost(&self) -> Vec<String> {
        let progress = self.request.progress;
        let comes_off = progress.will_lead_come_off();
        let settings = match (progress.may_lose(known::CLOCK), progress.may_lose(known::WINDOWS)) {
            (true, true) => Some("lost-settings"),
            (true, false) => Some("lost-clock"),
            (false, true) => Some("lost-windows"),
            (false, false) => None,
        };
        let radio = (self.has_radio() && progress.may_lose_radio()).then_some("lost-radio");
        let lost =
            [radio, settings, comes_off.then_some("lost-faults"), (comes_off && self.idles()).then_some("lost-idle")];
        let lost: Vec<String> = lost.into_iter().flatten().map(|id| self.get(id)).collect();
        if lost.is_empty() { vec![self.get("lost-nothing")] } else { lost }
    }

    /// What is done so that nothing is lost: nothing is promised that was overridden, or can't be done on this car.
    fn care(&self) -> Vec<Part> {
        let job = self.job();
        let is_overridden = |id| job.latest(id).is_some_and(|fact| matches!(fact.what, What::Overrode { .. }));
        let has_radio = self.has_radio() && !self.asks_nothing();
        let is_read = job.answer(known::SERIAL).is_none_or(|answer| matches!(answer, Answer::Serial(_)));
        let feeds = self.request.progress.will_lead_come_off() && self.wants_source();
        let care = [
            (known::SERIAL, has_radio && is_read, "care-serial"),
            (known::CODE, has_radio, "care-code"),
            (known::BACKUP, feeds, "care-source"),
        ];
        let kept = care.into_iter().filter(|(item, is_meant, _)| *is_meant && !is_overridden(item));
        let points: Vec<String> = kept.map(|(_, _, id)| self.get(id)).collect();
        if points.is_empty() { Vec::new() } else { vec![Part::Points(points)] }
    }

    /// Whether a second source is certain, as far as the answers say: near airbags the checklist forbids one, and where nothing
    /// of a radio's is to be kept it offers to do without.
    fn wants_source(&self) -> bool {
        let progress = self.request.progress;
        let Some((_, item)) = progress.checklist.item(known::BACKUP) else { return false };
        let offered = progress.options(item);
        let lacks = |option: &&Choice| known::NO_SOURCE.contains(&option.id.as_str());
        let is_spared = |option: &Choice| lacks(&option) && option.verdict != Verdict::Stop;
        let is_answered = self.job().token(known::BACKUP).is_some_and(|said| known::NO_SOURCE.contains(&said));
        offered.iter().any(|option| lacks(&option)) && !offered.iter().any(is_spared) && !is_answered
    }
}
