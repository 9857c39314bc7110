//! The gate: may the battery lead come off?

use chrono::{DateTime, FixedOffset};

use super::checklist::known;
use super::lockout::radio_now;
use super::status::Status;
use super::{Answer, ChecklistPage, Ending, Item, PausePoint, Progress, What};

/// Where a job stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// Something of A or B is missing: the battery stays connected, the wiring is not touched.
    Stop {
        /// Lines that are still open.
        lines_left: usize,
        /// Hold points among them.
        holds_open: usize,
        /// What says stop, in its own words; the first of them.
        because: Option<String>,
    },
    /// Nothing but a wait and what comes after it is missing: the battery stays connected.
    Wait {
        /// Seconds of it that are left; none once it is over and only has to be recorded.
        seconds_left: u32,
        /// Lines that are still open.
        lines_left: usize,
    },
    /// A and B are complete: the lead may come off, or the work may begin.
    Clear {
        /// B's completion call.
        call: String,
        /// Milliseconds until an answer is too old, and it is over; `None` when none becomes so.
        ends_in_ms: Option<i64>,
    },
    /// The lead is off.
    LeadOff {
        /// Since when, by what was recorded.
        since: DateTime<FixedOffset>,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The work was called, and the lead is connected.
    Working {
        /// Since when.
        since: DateTime<FixedOffset>,
        /// Whether the lead is to come off now; else it stays on for the work.
        comes_off: bool,
        /// Milliseconds until an answer that the call rests on is too old, and the lead may not come off any more.
        ends_in_ms: Option<i64>,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The lead is on again; the list is not finished.
    LeadOn {
        /// Since when.
        since: DateTime<FixedOffset>,
        /// Lines that are still open.
        lines_left: usize,
        /// What is not simply fine by then: that the radio asks for its code, a lamp that is on.
        but: Option<String>,
        /// What must not go on all the same.
        stop: Option<Stop>,
    },
    /// The list is finished.
    Done {
        /// What is not simply fine: what the radio does, a lamp that is on.
        but: Option<String>,
    },
    /// The job was stopped.
    Stopped {
        /// Whether the car was left with the lead off.
        is_lead_off: bool,
    },
}

/// A stop after the lead came off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// A corrected answer broke what the work relied on.
    MakeSafe {
        /// The item's label.
        item: String,
    },
    /// An answer after the call says stop.
    Says {
        /// What to do, or the answer itself.
        text: String,
    },
    /// Something must not be touched yet, such as airbag parts.
    NotYet {
        /// What.
        text: String,
        /// Seconds that must pass at least; `None` when something else is missing.
        seconds_left: Option<u32>,
    },
}

impl Stop {
    /// In a few words, without the seconds that are left.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::MakeSafe { item } => format!("make safe: {item}"),
            Self::Says { text } | Self::NotYet { text, .. } => text.clone(),
        }
    }
}

impl Gate {
    /// Its word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stop { .. }
            | Self::LeadOff { stop: Some(_), .. }
            | Self::Working { stop: Some(_), .. }
            | Self::LeadOn { stop: Some(_), .. } => "STOP",
            Self::Wait { .. } => "WAIT",
            Self::Clear { .. } | Self::Working { comes_off: true, .. } => "CLEAR",
            Self::Working { comes_off: false, .. } => "WORK",
            Self::LeadOff { .. } => "LEAD OFF",
            Self::LeadOn { .. } => "LEAD ON",
            Self::Done { .. } => "DONE",
            Self::Stopped { .. } => "STOPPED",
        }
    }

    /// What is not simply fine of a car whose lead is on again, or of a finished job.
    #[must_use]
    pub fn but(&self) -> Option<&str> {
        match self {
            Self::LeadOn { but, .. } | Self::Done { but } => but.as_deref(),
            _ => None,
        }
    }

    /// What says stop, or what of a finished job is not simply fine; in a few words, where there are any.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        match self {
            Self::Stop { because, .. } => because.clone(),
            Self::LeadOff { stop, .. } | Self::Working { stop, .. } => stop.as_ref().map(Stop::words),
            Self::LeadOn { stop, but, .. } => {
                let words: Vec<String> = stop.iter().map(Stop::words).chain(but.clone()).collect();
                (!words.is_empty()).then(|| words.join(" · "))
            }
            Self::Done { but } => but.clone(),
            Self::Wait { .. } | Self::Clear { .. } | Self::Stopped { .. } => None,
        }
    }
}

impl Progress<'_> {
    /// Where the job stands.
    #[must_use]
    pub fn gate(&self) -> Gate {
        if let Some((ending, _)) = self.job.ending() {
            return match ending {
                Ending::Finished => Gate::Done { but: self.not_fine() },
                Ending::Stopped => Gate::Stopped { is_lead_off: self.is_lead_off() },
            };
        }
        let at_two = self.said_at_two_stations();
        let Some(called) = self.begun_at() else {
            return match (self.gate_before_the_call(), at_two) {
                (Gate::Stop { lines_left, holds_open, .. }, because @ Some(_)) => {
                    Gate::Stop { lines_left, holds_open, because }
                }
                (Gate::Wait { lines_left, .. }, because @ Some(_)) => Gate::Stop { lines_left, holds_open: 0, because },
                (_, because @ Some(_)) => Gate::Stop { lines_left: 0, holds_open: 0, because },
                (gate, None) => gate,
            };
        };
        let stop = at_two.map(|text| Stop::Says { text }).or_else(|| self.stop_after_the_call());
        let lines_left = |(settled, all): (usize, usize)| all - settled;
        match (self.off_since(), self.lead_on_at()) {
            (_, Some(on)) => {
                let lines_left = lines_left(self.count(|_| true));
                Gate::LeadOn { since: on.time, lines_left, but: self.not_fine(), stop }
            }
            (Some(off), None) => Gate::LeadOff { since: off.time, stop },
            (None, None) => {
                let comes_off = self.off_called_at().is_some();
                let ends_in_ms = self.next_change_ms().filter(|_| comes_off);
                Gate::Working { since: called.time, comes_off, ends_in_ms, stop }
            }
        }
    }

    /// That two stations went on with the job at once, until somebody has taken it over who knows of it.
    fn said_at_two_stations(&self) -> Option<String> {
        let beside = self.job.unsettled();
        let other = beside.first()?.station;
        let is_off = beside.iter().any(|fact| matches!(fact.what, What::Cleared { page: PausePoint::B, .. }));
        let off = if is_off { ", and the battery was called off there" } else { "" };
        Some(format!("{other} went on beside {}{off}: look at the car, then one takes it over", self.job.holder()))
    }

    /// STOP until A and B are complete, then CLEAR.
    fn gate_before_the_call(&self) -> Gate {
        let before = |pause: PausePoint| pause <= PausePoint::B;
        let (settled, all) = self.count(before);
        let open = || {
            self.pages()
                .filter(|page| before(page.pause))
                .flat_map(|page| page.items.iter().map(move |item| (item, self.status(page, item))))
                .filter(|(_, status)| !status.is_settled())
        };
        let due = self.checklist.page(PausePoint::B).filter(|page| self.may_call(page));
        let call = due.and_then(|page| self.call(page));
        if let (true, Some(call)) = (open().next().is_none(), call) {
            return Gate::Clear { call: call.text.en.clone(), ends_in_ms: self.next_change_ms() };
        }
        let lines_left = all - settled;
        let first = self.first_open().filter(|(page, item)| self.status(page, item) != Status::Stale);
        let wait = first.and_then(|(_, item)| self.wait(item)?.left_seconds());
        if let (Some(seconds_left), true) = (wait, open().all(|(_, status)| status != Status::Stop)) {
            return Gate::Wait { seconds_left, lines_left };
        }
        let says_stop = open().find(|(_, status)| *status == Status::Stop).map(|(item, _)| self.stop_words(item));
        let too_old = || open().find(|(_, status)| *status == Status::Stale);
        Gate::Stop {
            lines_left,
            holds_open: open().filter(|(item, _)| item.is_hold).count(),
            because: says_stop
                .or_else(|| self.asked_of_the_next())
                .or_else(|| too_old().map(|(item, _)| format!("{}: too long ago, ask again", item.label))),
        }
    }

    /// `label: the answer that says stop`.
    fn stop_words(&self, item: &Item) -> String {
        let said = self.job.answer(item.id.as_str()).map(|answer| self.shown(item, answer)).unwrap_or_default();
        format!("{}: {said}", item.label)
    }

    /// What says stop although the call was made.
    fn stop_after_the_call(&self) -> Option<Stop> {
        let is_broken = |status: Status| matches!(status, Status::Stop | Status::Unfit | Status::Open);
        let before = || self.items().filter(|(page, _)| page.pause <= PausePoint::B);
        // with the battery off before it was called, what was left out can't be made good
        let broken = before().find(|(page, item)| self.off_early.is_none() && is_broken(self.status(page, item)));
        if let Some(text) =
            broken.and_then(|(_, item)| self.said_by_another(item)).and_then(|_| self.asked_of_the_next())
        {
            return Some(Stop::Says { text });
        }
        if let Some((_, item)) = broken {
            return Some(Stop::MakeSafe { item: item.label.en.clone() });
        }
        if let Some((_, item)) = before().find(|(page, item)| self.status(page, item) == Status::Stale) {
            let text = format!("{}: too long ago, ask again before it comes off; off already: say so", item.label);
            return Some(Stop::Says { text });
        }
        // page C can't be gone on with once the lead is on again
        let is_c_left = |page: &ChecklistPage| page.pause == PausePoint::C && !self.is_called(page);
        if self.lead_on_at().is_some() && self.pages().any(is_c_left) {
            let text = "the lead is on again before page C was called: stop this job, begin another".to_owned();
            return Some(Stop::Says { text });
        }
        let unsafe_page = self.pages().find(|page| page.pause == PausePoint::C && !self.is_complete(page));
        if let Some((page, text)) = unsafe_page.and_then(|page| Some((page, page.stop.as_ref()?))) {
            let open = page.items.iter().filter(|item| !self.status(page, item).is_settled());
            let seconds_left = open.filter_map(|item| self.wait(item)?.left_seconds()).max();
            let seconds_left = seconds_left.filter(|&seconds| seconds > 0);
            return Some(Stop::NotYet { text: text.en.clone(), seconds_left });
        }
        let mut after = self.items().filter(|(page, _)| page.pause >= PausePoint::C);
        let (_, item) = after.find(|(page, item)| self.status(page, item) == Status::Stop)?;
        let advice = self.job.answer(item.id.as_str()).and_then(|answer| self.verdict(item, answer).1);
        Some(Stop::Says { text: advice.map_or_else(|| self.stop_words(item), |text| text.en) })
    }

    /// What is not simply fine, where the data has words for the gate line: what the radio does now, then the rest.
    fn not_fine(&self) -> Option<String> {
        // those that the radio book adds have none
        let words = |item: &Item, token: &str| {
            let option = item.options.iter().find(|option| option.id.is(token))?;
            let text = option.gate.as_ref().filter(|_| self.holds(&option.when, &option.unless))?;
            Some(text.en.clone())
        };
        let radio = self.checklist.item(known::RADIO_AFTER).zip(radio_now(self.job));
        let radio = radio.and_then(|((_, item), now)| words(item, now));
        let radio = radio.map(|text| if text.starts_with("radio") { text } else { format!("radio {text}") });
        let others = self.items().filter(|(_, item)| !item.id.is(known::RADIO_AFTER));
        let others = others.filter_map(|(page, item)| match self.job.answer(item.id.as_str())? {
            Answer::Option(id) => words(item, id.as_str()).filter(|_| self.status(page, item) != Status::NotHere),
            _ => None,
        });
        let all: Vec<String> = radio.into_iter().chain(others).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }
}
