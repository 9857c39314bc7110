//! What was done at the radio, and how radio and car were left.

use super::Judge;
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::summary::JobOutcome;
use crate::domain::checklist::known;
use crate::domain::fact::{LEFT_LEAD_OFF, LeftUnsafe, RadioReply};
use crate::domain::lockout::{ATTEMPT, ATTEMPT_WAIT, Attempt, AttemptStage, radio_now};
use crate::domain::{Answer, Fact, Id, Item, What, rules};

/// The options for what a radio does, on arrival and afterwards.
const PLAYS: &str = "plays";
const ASKS_CODE: &str = "asks-code";
const LOCKED: &str = "locked";
const DEAD: &str = "dead";
const NO_POWER: &str = "no-power";

impl Judge<'_> {
    /// The guard was overridden, which opens the way for one code: whether one was entered belongs to it.
    pub(super) fn let_through(&mut self, fact: &Fact, item: &Id) {
        let (kind, when) = match item.as_str() {
            ATTEMPT_WAIT => (FindingKind::AttemptWhileWaiting, "although the radio wanted a wait"),
            _ => (FindingKind::AttemptBeyondLimit, "beyond the workshop's limit"),
        };
        let is_entered = self.job.attempts().iter().any(|it| !it.is_seen() && it.fact.time >= fact.time);
        let unused = if is_entered { "" } else { "; no code was entered since" };
        let sentence = format!("one more code was let through {when}, by {}: {}{unused}", fact.who, fact.note);
        self.find(kind, Some(item.as_str()), fact.time, sentence);
    }

    /// Finds that the outcome of a code was changed after it was recorded.
    pub(super) fn attempt_corrected(&mut self, place: usize, fact: &Fact, answer: &Answer) {
        let before = self.job.facts()[..place].iter().rev().filter(|it| it.station == fact.station);
        let mut outcomes = before.filter_map(|fact| match AttemptStage::of(&fact.what)? {
            AttemptStage::Ended(outcome) | AttemptStage::Corrected(outcome) => Some(outcome.word()),
            AttemptStage::Begun | AttemptStage::Withdrawn => None,
        });
        let (was, radio) = (outcomes.next().unwrap_or("nothing"), answer.token());
        let sentence = format!("what came of a code: from {was} to {radio}, by {}: {}", fact.who, fact.remarks());
        self.find(FindingKind::AttemptCorrected, Some(ATTEMPT), fact.time, sentence);
    }

    /// Codes that were not entered after all, a radio that was locked and plays again, and codes of which nobody said what came
    /// of them.
    pub(super) fn attempts(&mut self) {
        if !self.job.has_attempts() {
            return;
        }
        let is_withdrawn = |fact: &&Fact| AttemptStage::of(&fact.what) == Some(AttemptStage::Withdrawn);
        let withdrawn: Vec<&Fact> = self.job.facts().iter().filter(is_withdrawn).collect();
        if let Some(last) = withdrawn.last() {
            let times = if withdrawn.len() == 1 { "once".to_owned() } else { format!("{} times", withdrawn.len()) };
            let sentence = format!("{times} a code was to be entered, and was not after all, as {} says", last.who);
            self.find(FindingKind::AttemptWithdrawn, Some(ATTEMPT), last.time, sentence);
        }
        let attempts = self.job.attempts();
        let locked = attempts.iter().find(|it| it.outcome == Some(RadioReply::Locked)).map(|it| it.fact);
        let is_unlocked = |it: &&Attempt<'_>| {
            it.outcome == Some(RadioReply::Accepted)
                && it.is_seen()
                && locked.is_some_and(|locked| it.fact.is_after(locked))
        };
        if let Some(Attempt { fact, .. }) = attempts.iter().find(is_unlocked) {
            let sentence = format!("the radio was LOCKED; {}, as {} says", fact.remarks(), fact.who);
            self.find(FindingKind::RadioUnlocked, Some(ATTEMPT), fact.time, sentence);
        }
        for Attempt { fact, .. } in attempts.iter().filter(|attempt| attempt.outcome.is_none()) {
            let sentence = format!("a code was entered by {}, and nobody recorded what the radio did", fact.who);
            self.find(FindingKind::AttemptOpen, Some(ATTEMPT), fact.time, sentence);
        }
    }

    /// Finds that the car was left with the lead off, or with the second source on it.
    pub(super) fn left_unsafe(&mut self) {
        let (Some(end), Some(time)) = (self.end, self.summary.ended) else { return };
        let is_stopped = matches!(self.summary.outcome, JobOutcome::Stopped(_));
        let Some(checklist) = &self.wording.checklist else {
            // without the wording the row of the stop is all there is
            if let What::Stopped { left: LeftUnsafe { is_lead_off: true, .. }, .. } = self.job.facts()[end].what {
                let sentence = format!("stopped, {LEFT_LEAD_OFF}");
                self.find(FindingKind::LeftLeadOff, None, time, sentence);
            }
            return;
        };
        let is_signed_off = |item: &Item| {
            self.job.latest(item.id.as_str()).is_some_and(|fact| !matches!(fact.what, What::Overrode { .. }))
        };
        // laying a job beside its checklist is dear, and nearly every job has signed off everything
        if !is_stopped && checklist.items().all(|(_, item)| !item.is_make_safe || is_signed_off(item)) {
            return;
        }
        let Some(progress) = &self.progress else { return };
        let left: Vec<(Option<Id>, String)> = rules::make_safe_items(progress)
            .into_iter()
            .map(|(_, item)| (item.undoes, item.label.en.clone()))
            .collect();
        for (undoes, label) in left {
            match undoes.as_ref().map(Id::as_str) {
                None => {
                    let sentence = "the job ended, and nobody recorded that the lead is on again".to_owned();
                    self.find(FindingKind::LeftLeadOff, None, time, sentence);
                }
                Some(known::BACKUP) => {
                    let backup = self.said(known::BACKUP, self.job.answer(known::BACKUP));
                    let sentence = format!("the job ended, and nobody signed off that it was removed: {backup}");
                    self.find(FindingKind::BackupNotRemoved, Some(known::BACKUP), time, sentence);
                }
                Some(_) => self.warned.push(format!("{label}: not signed off")),
            }
        }
    }

    /// The kind of finding that the radio makes.
    pub(super) fn radio_kind(&self) -> Option<FindingKind> {
        let arrival = self.summary.token(known::ARRIVAL);
        match radio_now(self.job)? {
            LOCKED if arrival != Some(LOCKED) => Some(FindingKind::RadioLocked),
            ASKS_CODE if arrival == Some(PLAYS) => Some(FindingKind::RadioAsksCode),
            DEAD if arrival == Some(PLAYS) => Some(FindingKind::RadioDead),
            _ => None,
        }
    }

    pub(super) fn radio(&mut self) {
        let Some(kind) = self.radio_kind() else { return };
        let on_arrival = match self.summary.token(known::ARRIVAL) {
            Some(PLAYS) => "it played on arrival".to_owned(),
            Some(NO_POWER) => "on arrival there was no power to try it".to_owned(),
            Some(_) => format!("on arrival: {}", self.said(known::ARRIVAL, self.job.answer(known::ARRIVAL))),
            None => "on arrival: not recorded".to_owned(),
        };
        let now = radio_now(self.job).and_then(|now| Id::new(now).ok()).map(Answer::Option);
        let after = self.said(known::RADIO_AFTER, now.as_ref());
        let backup = match self.job.answer(known::BACKUP) {
            Some(answer) => self.said(known::BACKUP, Some(answer)),
            None => "not recorded".to_owned(),
        };
        let volts =
            self.summary.car_volts.as_ref().map_or(String::new(), |volts| format!(", {volts} V with the lead off"));
        let sentence = format!("afterwards: {after}; {on_arrival}; backup supply: {backup}{volts}");
        let time = self.job.latest(known::RADIO_AFTER).map_or(self.summary.last, |fact| fact.time);
        self.find(kind, Some(known::RADIO_AFTER), time, sentence);
    }
}
