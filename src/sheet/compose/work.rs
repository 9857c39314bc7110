//! What was done, or why it was stopped.

use super::Composer;
use crate::domain::checklist::{Item, known};
use crate::domain::fact::StopReason;
use crate::domain::text::capital;
use crate::domain::{Answer, Fact, Verdict, What, rules};
use crate::sheet::document::{Part, Section};

/// The answer by which the battery never came off.
const STAYED_ON: &str = "stayed-on";

impl Composer<'_> {
    /// Whether the work has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.request.progress.begun_at().is_some()
    }

    /// Whether a battery was put on, after one was off.
    pub(super) fn was_put_on(&self) -> bool {
        let on = self.request.progress.lead_on_at().and_then(|fact| fact.what.item());
        on.is_some_and(|item| self.job().token(item.as_str()) != Some(STAYED_ON))
    }

    /// The sections of a job that was finished.
    pub(super) fn finished(&self) -> Vec<Section> {
        let mut did = self.lamps_to_heed();
        did.push(Part::Say(self.work_sentence()));
        did.extend(self.watched().map(Part::Say));
        did.extend(self.agreed());
        let mut sections = vec![self.section("head-work", did), self.checked()];
        sections.extend(self.exceptions());
        sections.extend(self.radio());
        sections.push(self.first_days());
        sections
    }

    /// The sections of a job that was stopped: why, and as the good outcome that it is.
    pub(super) fn stopped(&self) -> Vec<Section> {
        let progress = self.request.progress;
        let reason = match self.job().stop_reason() {
            Some(StopReason::NoCode) => "stop-no-code",
            Some(StopReason::Declined) => "stop-declined",
            Some(StopReason::Unsafe) => "stop-unsafe",
            Some(StopReason::PartWrong) => "stop-part-wrong",
            Some(StopReason::Mistake) | None => "stop-other",
        };
        let mut parts = self.lamps_to_heed();
        parts.extend([Part::Say(self.get(reason)), Part::Say(self.work_sentence())]);
        parts.extend(self.watched().map(Part::Say));
        match self.alarm() {
            Some(alarm) => parts.insert(0, alarm),
            None if progress.lead_off_at().is_some() => parts.push(Part::Say(self.get("stop-good-on"))),
            None => parts.push(Part::Say(self.get("stop-good"))),
        }
        parts.extend(self.agreed());
        let mut sections = vec![self.section("head-stopped", parts), self.checked()];
        sections.extend(self.exceptions());
        sections.extend(self.radio());
        if progress.lead_on_at().is_some() {
            sections.push(self.first_days());
        }
        sections
    }

    /// What nobody may overlook: the lead is still off, or what was fitted for the work is still in the car.
    fn alarm(&self) -> Option<Part> {
        let progress = self.request.progress;
        let open = rules::make_safe_items(progress);
        let (title, text) = if progress.is_lead_off() {
            ("alarm-off", "alarm-off-text")
        } else if open.is_empty() {
            return None;
        } else {
            ("alarm-unfinished", "alarm-unfinished-text")
        };
        let mut lines = vec![self.get(text)];
        let mut items: Vec<String> = open.iter().map(|(_, item)| self.still_to_do(item)).collect();
        items.dedup();
        if !items.is_empty() {
            lines.push(self.words().fill("alarm-open", &[("items", &items.join("; "))]));
        }
        Some(Part::Alarm { title: self.get(title), lines })
    }

    /// What an item that makes the car safe asks for, in the customer's words.
    fn still_to_do(&self, item: &Item) -> String {
        match &item.undoes {
            Some(fitted) if fitted.is(known::BACKUP) => self.get("open-source"),
            Some(_) => self.get("open-fitted"),
            None if item.is_lead_on => self.get("open-lead"),
            None => self.name(item),
        }
    }

    /// Whether the battery was to come off, and nobody recorded whether it did.
    fn is_unknown_whether_off(&self) -> bool {
        let (progress, job) = (self.request.progress, self.job());
        let said = |is_it: fn(&Item) -> bool| {
            let (_, item) = progress.checklist.items().find(|(_, item)| is_it(item))?;
            job.token(item.id.as_str())
        };
        let is_off_said = said(|item| item.is_lead_off).is_some();
        progress.off_called_at().is_some() && !is_off_said && said(|item| item.is_lead_on) != Some(STAYED_ON)
    }

    /// In one sentence what was done, and how the car was fed meanwhile.
    fn work_sentence(&self) -> String {
        let (progress, words, job) = (self.request.progress, self.words(), self.job());
        let work = self.work();
        let Some(off) = progress.lead_off_at() else {
            let id = match self.has_begun() {
                true if self.is_unknown_whether_off() => "work-not-noted",
                true if job.token("method") == Some("radio-unplugged") => "work-unplugged",
                true => "work-on",
                false => "work-not-begun",
            };
            return words.fill(id, &[("work", &work)]);
        };
        let on = progress.lead_on_at();
        let told = progress.off_since().filter(|off| off.is_about).map(|off| off.time);
        let about = told.map(|time| words.time_on(&time, &job.started_at())).filter(|_| self.time_of(off).is_some());
        let lead = match (self.time_of(off), on.map(|on| self.time_of(on))) {
            (Some(off), None) if progress.off_early().is_some() => match &about {
                Some(about) => words.fill("lead-off-about-since", &[("off", about)]),
                None => words.fill("lead-off-noted-since", &[("off", &off)]),
            },
            (Some(off), Some(Some(on))) if progress.off_early().is_some() => match &about {
                Some(about) => words.fill("lead-off-about", &[("off", about), ("on", &on)]),
                None => words.fill("lead-off-noted", &[("off", &off), ("on", &on)]),
            },
            (Some(off), None) => words.fill("lead-off-since", &[("off", &off)]),
            (None, None) => words.get("lead-off-since-untimed"),
            (Some(off), Some(Some(on))) => words.fill("lead-off", &[("off", &off), ("on", &on)]),
            (_, Some(_)) => words.get("lead-off-untimed"),
        };
        let is_none = job.token(known::BACKUP).is_some_and(|said| known::NO_SOURCE.contains(&said));
        let has_source = !is_none && !self.was_never_fitted();
        let volts = match job.answer(known::CAR_VOLTS) {
            Some(Answer::Number(reading)) if has_source && !self.proves_nothing() => {
                self.request.progress.checklist.item(known::CAR_VOLTS).map(|(_, item)| (item, reading))
            }
            _ => None,
        };
        let id = match volts {
            None => "work-off",
            // near airbags the leads show nothing, and must
            Some((_, volts)) if on.is_some() && volts.value() > 1.0 && self.is_fed() => "work-fed",
            Some(_) => "work-off-volts",
        };
        let values = [
            ("work", work.as_str()),
            ("lead", &lead),
            ("source", &self.source()),
            ("volts", &volts.map(|(item, volts)| self.figure(item, volts)).unwrap_or_default()),
        ];
        words.fill(id, &values)
    }

    /// When something was done; `None` where the answers came in by a file: their rows only say when that was read.
    pub(super) fn time_of(&self, fact: &Fact) -> Option<String> {
        let job = self.job();
        (!job.is_via_file()).then(|| self.words().time_on(&fact.time, &job.started_at()))
    }

    /// Whether it was recorded that the second source never was on the car.
    fn was_never_fitted(&self) -> bool {
        let takes_off = |item: &Item| item.undoes.as_ref().is_some_and(|undone| undone.is(known::BACKUP));
        let item = self.request.progress.checklist.items().map(|(_, item)| item).find(|item| takes_off(item));
        item.is_some_and(|item| self.job().token(item.id.as_str()) == Some(known::NEVER_FITTED))
    }

    /// The second source, in the words of the checklist.
    fn source(&self) -> String {
        if self.was_never_fitted() {
            return self.get("source-none");
        }
        // of one that was passed over nobody said whether it was there
        if let Some(What::Overrode { answer: None, .. }) = self.job().latest(known::BACKUP).map(|fact| &fact.what) {
            return self.get("source-unknown");
        }
        let item = self.request.progress.checklist.item(known::BACKUP).map(|(_, item)| item);
        item.and_then(|item| self.cell(item)).unwrap_or_else(|| self.get("source-unknown"))
    }

    /// Whether a reading between the leads proves nothing, because another battery may have fed the car.
    fn proves_nothing(&self) -> bool {
        let progress = self.request.progress;
        progress.checklist.item(known::CAR_VOLTS).is_some_and(|(_, item)| progress.is_disproved(item))
    }

    /// Whether a second source was fitted and its reading between the leads was good.
    pub(super) fn is_fed(&self) -> bool {
        let is_fine = |id: &str| {
            let item = self.request.progress.checklist.item(id).map(|(_, item)| item);
            let verdict = item.zip(self.job().answer(id)).map(|(item, answer)| match answer {
                Answer::Option(chosen) => self.choice(item, chosen.as_str()).map_or(Verdict::Warn, |it| it.verdict),
                typed => item.judge_typed(typed).0,
            });
            verdict == Some(Verdict::Ok)
        };
        is_fine(known::BACKUP) && is_fine(known::CAR_VOLTS)
    }

    /// That the customer was told what may be lost and agreed, and how.
    pub(super) fn agreed(&self) -> Option<Part> {
        let (_, item) = self.request.progress.checklist.item(known::CONSENT)?;
        let fact = self.job().latest(known::CONSENT)?;
        // who declined, or was never reached, did not agree
        let (What::Answered { answer, .. } | What::Corrected { answer, .. }) = &fact.what else { return None };
        let Answer::Option(chosen) = answer else { return None };
        self.choice(item, chosen.as_str()).filter(|choice| choice.verdict == Verdict::Ok)?;
        let time = self.time_of(fact).map(|time| format!(" ({time})")).unwrap_or_default();
        Some(Part::Say(format!("{}: {}{time}.", self.name(item), capital(&self.value(item, answer)))))
    }
}
