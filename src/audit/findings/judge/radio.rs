//! What was done at the radio, and how radio and car were left.

use super::Judge;
use crate::audit::findings::kind::FindingKind;
use crate::audit::jobs::summary::JobOutcome;
use crate::domain::checklist::known;
use crate::domain::fact::{LeftUnsafe, RadioReply};
use crate::domain::lockout::{ATTEMPT, ATTEMPT_WAIT, Attempt, AttemptStage, ReadAgain, radio_now};
use crate::domain::{Answer, Fact, Id, Item, What, rules};
use crate::words::{Said, Sentence};

/// The options for what a radio does, on arrival and afterwards.
const PLAYS: &str = "plays";
const ASKS_CODE: &str = "asks-code";
const LOCKED: &str = "locked";
const DEAD: &str = "dead";
const NO_POWER: &str = "no-power";

impl Judge<'_> {
    /// The guard was overridden, which opens the way for one code: whether one was entered belongs to it.
    pub(super) fn let_through(&mut self, fact: &Fact, item: &Id) {
        let (kind, says) = match item.as_str() {
            ATTEMPT_WAIT => (FindingKind::AttemptWhileWaiting, "says-let-through-wait"),
            _ => (FindingKind::AttemptBeyondLimit, "says-let-through-limit"),
        };
        let is_entered = self.job.attempts().iter().any(|it| !it.is_seen() && it.fact.time >= fact.time);
        let unused = if is_entered { Sentence::default() } else { Sentence::says("says-unused", []) };
        let values = [("who", (&fact.who).into()), ("note", Said::text(&fact.note))];
        let sentence = Sentence::says(says, values).and(unused);
        self.find(kind, Some(item.as_str()), fact.time, sentence);
    }

    /// Finds that the outcome of a code was changed after it was recorded.
    pub(super) fn attempt_corrected(&mut self, place: usize, fact: &Fact, answer: &Answer) {
        let before = self.job.facts()[..place].iter().rev().filter(|it| it.station == fact.station);
        let mut outcomes = before.filter_map(|fact| match AttemptStage::of(&fact.what)? {
            AttemptStage::Ended(outcome) | AttemptStage::Corrected(outcome) => Some(outcome.word()),
            AttemptStage::Begun | AttemptStage::Withdrawn | AttemptStage::ReadAgain(_) => None,
        });
        let shows = match AttemptStage::of(&fact.what) {
            Some(AttemptStage::ReadAgain(ReadAgain::Asks)) => Some("says-reply-asks"),
            Some(AttemptStage::ReadAgain(ReadAgain::Waits)) => Some("says-reply-waits"),
            _ => None,
        };
        let reply = |word: &str| match word {
            "accepted" => "says-reply-accepted".into(),
            "rejected" => "says-reply-rejected".into(),
            "locked" => "says-reply-locked".into(),
            other => Said::text(other),
        };
        let sentence = Sentence::says(
            "says-attempt-corrected",
            [
                ("old", outcomes.next().map_or_else(|| "says-nothing".into(), reply)),
                ("new", shows.map_or_else(|| reply(answer.token()), Into::into)),
                ("who", (&fact.who).into()),
                ("note", Said::text(fact.remarks())),
            ],
        );
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
            let values = [("n", Said::text(withdrawn.len())), ("who", (&last.who).into())];
            let sentence = Sentence::says("says-withdrawn", values);
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
            let values = [("note", Said::text(fact.remarks())), ("who", (&fact.who).into())];
            let sentence = Sentence::says("says-unlocked", values);
            self.find(FindingKind::RadioUnlocked, Some(ATTEMPT), fact.time, sentence);
        }
        for Attempt { fact, .. } in attempts.iter().filter(|attempt| attempt.outcome.is_none()) {
            let sentence = Sentence::says("says-attempt-open", [("who", (&fact.who).into())]);
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
                self.find(FindingKind::LeftLeadOff, None, time, Sentence::says("says-stopped-lead-off", []));
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
        let left: Vec<(Option<Id>, Said)> = rules::make_safe_items(progress)
            .into_iter()
            .map(|(_, item)| (item.undoes, self.label(item.id.as_str())))
            .collect();
        for (undoes, label) in left {
            match undoes.as_ref().map(Id::as_str) {
                None => {
                    self.find(FindingKind::LeftLeadOff, None, time, Sentence::says("says-left-lead-off", []));
                }
                Some(known::BACKUP) => {
                    let backup = self.said(known::BACKUP, self.job.answer(known::BACKUP));
                    let sentence = Sentence::says("says-backup-not-removed", [("answer", backup)]);
                    self.find(FindingKind::BackupNotRemoved, Some(known::BACKUP), time, sentence);
                }
                Some(_) => self.warned.push(Sentence::says("says-not-signed-off", [("item", label)])),
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
            Some(PLAYS) => "says-arrival-played".into(),
            Some(NO_POWER) => "says-arrival-no-power".into(),
            Some(_) => {
                let said = self.said(known::ARRIVAL, self.job.answer(known::ARRIVAL));
                Sentence::says("says-arrival", [("answer", said)]).into()
            }
            None => "says-arrival-not-recorded".into(),
        };
        let now = radio_now(self.job).and_then(|now| Id::new(now).ok()).map(Answer::Option);
        let after = self.said(known::RADIO_AFTER, now.as_ref());
        let backup = match self.job.answer(known::BACKUP) {
            Some(answer) => self.said(known::BACKUP, Some(answer)),
            None => "says-not-recorded".into(),
        };
        let volts = self.summary.car_volts.as_ref().map_or_else(Sentence::default, |volts| {
            Sentence::says("says-with-volts", [("volts", Said::figure(volts))])
        });
        let values = [("after", after), ("arrival", on_arrival), ("backup", backup)];
        let sentence = Sentence::says("says-radio", values).and(volts);
        let time = self.job.latest(known::RADIO_AFTER).map_or(self.summary.last, |fact| fact.time);
        self.find(kind, Some(known::RADIO_AFTER), time, sentence);
    }
}
