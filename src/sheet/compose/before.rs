//! The page before the work: what may be lost, what is known, and the customer's consent. Signed afterwards it would be
//! worth nothing, so it says so when the work has begun.

use super::Composer;
use super::work::NO_SOURCE;
use crate::domain::checklist::known;
use crate::domain::{Answer, Pause, What};
use crate::sheet::{Part, Section};

impl Composer<'_> {
    /// The sections of an open job.
    pub(super) fn before(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        if let Some((_, begun)) = self.job().cleared(Pause::B) {
            let time = self.words().time_on(&begun.time, &self.job().started_at());
            let late = Part::Stress(self.words().fill("consent-late", &[("time", &time)]));
            sections.push(self.section("head-consent", vec![late]));
        }
        let head = if self.will_lead_come_off() { "head-lost" } else { "head-lost-method" };
        let lost = ["lost-radio", "lost-settings", "lost-faults", "lost-idle"].map(|id| self.get(id)).to_vec();
        sections.push(self.section(head, vec![Part::Points(lost)]));
        sections.push(self.section("head-care", self.care()));
        let mut known = self.checked();
        known.heading = self.get("head-known");
        let mut pairs = vec![self.pair("work", self.work())];
        pairs.extend(self.radio_pairs());
        known.parts.insert(0, Part::Pairs(pairs));
        sections.push(known);
        sections.extend(self.exceptions());
        if self.job().cleared(Pause::B).is_none() {
            let ticks = vec![Part::Tick(self.get("consent-yes")), Part::Tick(self.get("consent-no"))];
            sections.push(self.section("head-consent", ticks));
        }
        sections
    }

    /// Whether the lead will come off, as far as the answers say.
    fn will_lead_come_off(&self) -> bool {
        let progress = self.request.progress;
        progress.checklist.page(Pause::B).and_then(|page| progress.call(page)).is_some_and(|call| call.lead_off)
    }

    /// What is done so that nothing is lost: nothing is promised that was overridden, or can't be done on this car.
    fn care(&self) -> Vec<Part> {
        let job = self.job();
        let is_overridden = |id| job.latest(id).is_some_and(|fact| matches!(fact.what, What::Overrode { .. }));
        let reads_serial = job.answer(known::SERIAL).is_none_or(|answer| matches!(answer, Answer::Serial(_)));
        let feeds = self.will_lead_come_off() && self.wants_source();
        let care = [
            (known::SERIAL, reads_serial, "care-serial"),
            (known::CODE, true, "care-code"),
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
        is_wanted && !self.job().token(known::BACKUP).is_some_and(|said| NO_SOURCE.contains(&said))
    }
}
