//! When the battery came off, and when it was on again: by what was recorded as done, and not by what was announced.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::checklist::known;
use super::job::answer_in;
use super::loss::Loss;
use super::radio::Coded;
use super::status::Status;
use super::{Answer, ChecklistPage, Choice, Fact, Field, Item, PausePoint, Progress, Since};

/// What was done under a job, so that it can't have been entered by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The battery was off.
    Off,
    /// The work began with the battery on.
    Work,
    /// A code was entered.
    Code,
}

/// Since when the battery is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffSince {
    /// When it came off.
    pub time: DateTime<FixedOffset>,
    /// Whether somebody told it afterwards, so that it is about then.
    pub is_about: bool,
}

impl<'a> Progress<'a> {
    /// Since when the battery is off, or was: by the row that records it, or as it was told of one that was off before it was
    /// called.
    #[must_use]
    pub fn off_since(&self) -> Option<OffSince> {
        let off = self.lead_off_at()?;
        let told = self.off_early.and_then(|_| self.job.latest(known::OFF_SINCE));
        Some(match told.map(|fact| (fact.time, answer_in(&fact.what))) {
            Some((noted, Some(Answer::Number(minutes)))) => {
                let before = TimeDelta::seconds((minutes.value() * 60.0) as i64);
                OffSince { time: noted - before, is_about: true }
            }
            _ => OffSince { time: off.time, is_about: false },
        })
    }

    /// Whether the lead will come off, or may, as far as the answers say.
    #[must_use]
    pub fn will_lead_come_off(&self) -> bool {
        self.is_method_open()
            || self.checklist.page(PausePoint::B).and_then(|page| self.call(page)).is_some_and(|call| call.lead_off)
    }

    /// Whether nobody has said yet how the work is to be done, where a list asks.
    fn is_method_open(&self) -> bool {
        self.checklist.item("method").is_some() && self.token("method").is_none()
    }

    /// Whether what an item asks for afterwards may be lost by this work: with the battery connected only what a radio loses
    /// that is unplugged.
    #[must_use]
    pub fn may_lose(&self, item: &str) -> bool {
        let asked = self.item(item);
        let is_asked = asked.is_some_and(|(page, item)| self.status(page, item) != Status::NotHere);
        if self.will_lead_come_off() { is_asked || asked.is_none() } else { is_asked && item == known::CLOCK }
    }

    /// Whether the radio's code may be asked for because of this work. One that asks already has lost its memory.
    #[must_use]
    pub fn may_lose_radio(&self) -> bool {
        let (car, radio) = (self.token(known::CAR), self.token(known::RADIO));
        let asks = !matches!(self.book.coded(car, radio), Coded::No | Coded::Paired);
        let is_lost = |now: &str| now == "no-radio" || known::WANTS_CODE.contains(&now);
        let needs_none = self.token(known::CODE) == Some("none-needed");
        asks && !needs_none && self.may_lose(known::CLOCK) && !self.token(known::ARRIVAL).is_some_and(is_lost)
    }

    /// What may be lost with the power, as far as the answers say: that the radio may ask for its code, then what the radio
    /// book names.
    #[must_use]
    pub fn may_be_lost(&self) -> Vec<&'a str> {
        let radio = self.may_lose_radio().then_some("The radio's memory: it may ask for its code");
        let losses = self.book.losses(self.token(known::CAR)).into_iter();
        let is_meant = |loss: &&Loss| match &loss.item {
            Some(item) => self.may_lose(item.as_str()),
            None => self.will_lead_come_off(),
        };
        let lost: Vec<&str> = radio.into_iter().chain(losses.filter(is_meant).map(|it| it.what.en.as_str())).collect();
        if lost.is_empty() { vec!["nothing that is known: the battery stays connected"] } else { lost }
    }

    /// What was done under the job, if anything was: the battery came off, work began, or a code was entered.
    #[must_use]
    pub fn done_under_it(&self) -> Option<Done> {
        let is_entered = || self.job.attempts().iter().any(|attempt| !attempt.is_seen());
        match self.begun_at() {
            Some(_) if self.off_called_at().is_some() => Some(Done::Off),
            Some(_) => Some(Done::Work),
            None => is_entered().then_some(Done::Code),
        }
    }

    /// From when the work goes on: B's call, or the answer by which the battery was off before it.
    #[must_use]
    pub fn begun_at(&self) -> Option<&'a Fact> {
        self.job.cleared(PausePoint::B).map(|(_, call)| call).or(self.off_early)
    }

    /// The answer by which the battery was off before it was called.
    #[must_use]
    pub fn off_early(&self) -> Option<&'a Fact> {
        self.off_early
    }

    /// From when the battery may be off: B's call where it says so, judged by the answers of that moment, which later
    /// corrections don't change; or the answer by which it was off before.
    #[must_use]
    pub fn off_called_at(&self) -> Option<&'a Fact> {
        if self.off_early.is_some() {
            return self.off_early;
        }
        let (place, fact) = self.job.cleared(PausePoint::B)?;
        let page = self.checklist.page(PausePoint::B)?;
        let call = page.calls.iter().find(|call| call.when.holds(|id| self.job.token_before(id.as_str(), place)))?;
        call.lead_off.then_some(fact)
    }

    /// What says that the battery is off: the answer to the item that records it; in a checklist without one, the call.
    #[must_use]
    pub fn lead_off_at(&self) -> Option<&'a Fact> {
        let called = self.off_called_at()?;
        if self.off_early.is_some() {
            return Some(called);
        }
        match self.checklist.items().find(|(_, item)| item.is_lead_off) {
            None => Some(called),
            Some((pause, item)) => self.done_since(called, self.checklist.page(pause)?, item),
        }
    }

    /// The answer that says that the battery is on again.
    #[must_use]
    pub fn lead_on_at(&self) -> Option<&'a Fact> {
        let called = self.off_called_at()?;
        let (pause, item) = self.checklist.items().find(|(_, item)| item.is_lead_on)?;
        self.done_since(called, self.checklist.page(pause)?, item)
    }

    /// The call after which the work goes on for which all this is done, until something of the last page is recorded.
    #[must_use]
    pub fn at_work_since(&self) -> Option<&'a Fact> {
        if self.job.ending().is_some() || !self.is_reached(PausePoint::D) {
            return None;
        }
        let call = match self.page_before_work() {
            PausePoint::C => self.job.cleared(PausePoint::C).map(|(_, call)| call),
            _ => self.begun_at(),
        }?;
        let mut last = self.checklist.page(PausePoint::D)?.items.iter();
        let is_recorded =
            |item: &Item| self.job.latest(item.id.as_str()).is_some_and(|fact| self.job.is_later(fact, call));
        (!last.any(is_recorded)).then_some(call)
    }

    /// The page whose call began the work.
    #[must_use]
    pub fn page_before_work(&self) -> PausePoint {
        let has_c = self.pages().any(|page| page.pause == PausePoint::C);
        if has_c { PausePoint::C } else { PausePoint::B }
    }

    /// Whether the battery is off now.
    #[must_use]
    pub fn is_lead_off(&self) -> bool {
        self.lead_off_at().is_some() && self.lead_on_at().is_none()
    }

    /// The answer to an item, when it was given after `begun` and says that it is done.
    fn done_since(&self, begun: &Fact, page: &ChecklistPage, item: &Item) -> Option<&'a Fact> {
        let fact = self.job.latest(item.id.as_str())?;
        let is_done = matches!(self.status(page, item), Status::Done | Status::Warn);
        (is_done && self.job.is_later(fact, begun)).then_some(fact)
    }

    /// From when nothing feeds the car any more: `begun`, or the last word on a second source that came after it.
    pub(super) fn fed_since(&self, begun: &'a Fact) -> &'a Fact {
        self.job.latest(known::BACKUP).filter(|backup| self.job.is_later(backup, begun)).unwrap_or(begun)
    }

    /// Whether a wait that is counted by rows alone begins anew: what it counts from was recorded again since `fact`.
    pub(super) fn is_counted_anew(&self, item: &Item, begun: &'a Fact, fact: &Fact) -> bool {
        match &item.field {
            Some(Field::Wait { since: Since::Call, .. }) => self.job.is_later(self.fed_since(begun), fact),
            Some(Field::Wait { since: Since::Items(items), .. }) if item.is_by_rows() => {
                items.iter().any(|id| self.job.latest(id.as_str()).is_some_and(|later| self.job.is_later(later, fact)))
            }
            _ => false,
        }
    }

    /// Whether an answer takes from a reading what it would prove: what else feeds the car, with the battery off.
    #[must_use]
    pub fn is_disproved(&self, item: &Item) -> bool {
        self.items().any(|(_, other)| {
            // few options disprove anything: most items are done with before their answer is looked up
            let is_said =
                |it: &Choice| matches!(self.job.answer(other.id.as_str()), Some(Answer::Option(said)) if *said == it.id);
            let says_so = other.options.iter().any(|it| it.disproves.contains(&item.id) && is_said(it));
            says_so && self.holds(&other.when, &other.unless)
        })
    }
}
