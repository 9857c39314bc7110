//! The page before the work: what may be lost, what is known, and the customer's consent. Signed afterwards it would be
//! worth nothing, so it says so when the work has begun.

use super::Composer;
use crate::domain::Pause;
use crate::domain::checklist::known;
use crate::sheet::{Part, Section};

impl Composer<'_> {
    /// The sections of an open job.
    pub(super) fn before(&self) -> Vec<Section> {
        let is_lead_off = self.will_lead_come_off();
        let head = if is_lead_off { "head-lost" } else { "head-lost-method" };
        let mut care = vec![self.get("care-serial"), self.get("care-code")];
        if is_lead_off && self.wants_source() {
            care.push(self.get("care-source"));
        }
        let lost = ["lost-radio", "lost-settings", "lost-faults", "lost-idle"].map(|id| self.get(id)).to_vec();
        let mut sections = Vec::new();
        if let Some((_, begun)) = self.job().cleared(Pause::B) {
            let time = self.words().time_on(&begun.time, &self.job().started_at());
            let late = Part::Stress(self.words().fill("consent-late", &[("time", &time)]));
            sections.push(self.section("head-consent", vec![late]));
        }
        sections.push(self.section(head, vec![Part::Points(lost)]));
        sections.push(self.section("head-care", vec![Part::Points(care)]));
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

    /// Whether the checklist wants a second source at all: near airbags it forbids one.
    fn wants_source(&self) -> bool {
        let item = self.request.progress.checklist.item(known::BACKUP).map(|(_, item)| item);
        item.is_some_and(|item| item.options.iter().any(|option| option.id.as_str() == "none"))
    }
}
