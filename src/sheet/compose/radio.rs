//! The radio, its code, and what may be noticed in the first days.

use super::Composer;
use crate::domain::checklist::known;
use crate::domain::lockout::{State, radio_now};
use crate::domain::radio::Hint;
use crate::domain::text::capital;
use crate::domain::{Answer, Guard, Verdict};
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
        let mut parts = Vec::new();
        let takes_none = |guard: &Guard<'_>| matches!(guard.state, State::Locked | State::Dead);
        let now = match radio_now(self.job()) {
            _ if self.request.guard.is_some_and(takes_none) => Some("radio-locked-for-good"),
            Some("asks-code") => Some("radio-asks"),
            Some("locked") => Some("radio-locked"),
            Some("dead") => Some("radio-dead"),
            _ => None,
        };
        parts.extend(now.map(|id| Part::Stress(self.get(id))));
        parts.push(Part::Pairs(self.radio_pairs()));
        if !self.needs_code() {
            return vec![self.section("head-radio", parts), self.attempts()];
        }
        parts.push(Part::Box(self.get("code-box")));
        vec![
            self.section("head-radio", parts),
            self.attempts(),
            self.section("head-display", vec![Part::Points(self.display_points())]),
        ]
    }

    /// Whether the radio has a code, as far as is known: what it showed counts for more than what was answered.
    fn needs_code(&self) -> bool {
        let is_asked = matches!(radio_now(self.job()), Some("asks-code" | "code-entered" | "locked"));
        is_asked || self.job().token(known::CODE) != Some("none-needed")
    }

    /// Whether somebody has the code.
    fn has_code(&self) -> bool {
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
        let serial = cell(known::SERIAL).unwrap_or_else(|| self.get("serial-none"));
        let code = cell(known::CODE).unwrap_or_else(|| self.get("code-unknown"));
        let code = if self.has_code() { self.words().fill("code-value", &[("value", &code)]) } else { code };
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

    /// What the radio book knows about something for this car and this radio; what nobody verified says so.
    fn advice(&self, item: &str) -> Vec<String> {
        let job = self.job();
        let advice = self.request.progress.book.advice(item, job.token(known::CAR), job.token(known::RADIO));
        advice.iter().map(|hint| self.hint_text(hint)).collect()
    }

    fn hint_text(&self, hint: &Hint) -> String {
        let text = self.text(&hint.text);
        if hint.provenance.is_verified { text } else { self.words().fill("unverified", &[("text", &text)]) }
    }

    /// What may be noticed in the first days, and how it is set right.
    pub(super) fn first_days(&self) -> Section {
        let windows = match self.advice("windows").first() {
            Some(how) => self.words().fill("notice-windows", &[("how", how)]),
            None => self.get("notice-windows-plain"),
        };
        let points = vec![windows, self.get("notice-clock"), self.get("notice-idle"), self.get("notice-lamps")];
        self.section("head-notice", vec![Part::Points(points)])
    }
}
