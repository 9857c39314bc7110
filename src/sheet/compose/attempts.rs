//! The attempts to enter the radio's code, in the customer's words, and the waiting times of its schedule.

use chrono::TimeDelta;

use super::Composer;
use crate::domain::LockoutSchedule;
use crate::domain::checklist::known;
use crate::domain::fact::{RadioReply, ToldTimes};
use crate::domain::lockout::{GuardState, LedgerEntry, RadioWait, told};
use crate::sheet::document::{Part, Section};

impl Composer<'_> {
    /// What was entered or seen, and what holds until a code is accepted; no parts where nothing was.
    pub(super) fn attempts(&self) -> Section {
        let guard = self.request.guard;
        // what was made good before this visit is no news to the customer
        let entries = guard.iter().flat_map(|guard| &guard.ledger.entries);
        let mut points: Vec<String> =
            entries.filter(|entry| entry.is_own || !entry.is_made_good).map(|entry| self.attempt(entry)).collect();
        if let (Some(guard), false) = (guard, points.is_empty()) {
            points.extend(guard.wait.map(|wait| self.not_before(wait)));
            points.extend(match guard.state {
                GuardState::Locked | GuardState::Dead => Some(self.get("attempts-locked")),
                GuardState::Limit => Some(self.get("attempts-limit")),
                GuardState::Free | GuardState::Entering | GuardState::Waiting(_) => None,
            });
        }
        let parts = if points.is_empty() { Vec::new() } else { vec![Part::Points(points)] };
        self.section("head-attempts", parts)
    }

    fn attempt(&self, entry: &LedgerEntry<'_>) -> String {
        let told = told(&entry.fact.what).map(|told| told.times);
        let id = match (entry.outcome, entry.is_seen) {
            (Some(RadioReply::Unknown), true) if told == Some(ToldTimes::One) => "attempt-told-one",
            (Some(RadioReply::Unknown), true) if told == Some(ToldTimes::Two) => "attempt-told-two",
            (Some(RadioReply::Unknown), true) if told == Some(ToldTimes::More) => "attempt-told-more",
            (Some(RadioReply::Accepted), false) => "attempt-accepted",
            (Some(RadioReply::Accepted), true) => "attempt-plays",
            (Some(RadioReply::Error), _) => "attempt-error",
            (Some(RadioReply::Wait), _) => "attempt-wait",
            (Some(RadioReply::Locked), false) => "attempt-locked",
            (Some(RadioReply::Locked), true) => "attempt-seen-locked",
            (Some(RadioReply::Unknown), true) => "attempt-unknown",
            (Some(RadioReply::Unknown), false) | (None, _) => "attempt-unseen",
        };
        let time = self.words().time_on(&entry.fact.time, &self.job().started_at());
        self.words().fill(id, &[("time", &time)])
    }

    fn not_before(&self, wait: RadioWait) -> String {
        let until = self.request.now + TimeDelta::milliseconds(wait.left_ms + 59_999);
        let time = self.words().time_on(&until, &self.job().started_at());
        self.words().fill("attempts-wait", &[("time", &time)])
    }

    /// The waiting times, as the schedule that is counted by tells them, with what other sources say of the first.
    pub(super) fn waits(&self) -> Option<String> {
        let job = self.job();
        let (car, radio) = (job.token(known::CAR), job.token(known::RADIO));
        let book = self.request.progress.book;
        let counted = book.lock_out(car, radio)?;
        let step = counted.steps.iter().find(|step| step.wait_seconds > 0)?;
        let minutes = |seconds: u32| seconds.div_ceil(60).to_string();
        let first = |schedule: &&LockoutSchedule| {
            schedule.steps.first().filter(|step| step.after == 1).map(|it| it.wait_seconds)
        };
        let others = book.lock_outs(car, radio);
        let other = others.iter().filter(|it| !it.is_default).find_map(first).filter(|seconds| *seconds > 0);
        let (count, wait) = (step.after.to_string(), minutes(step.wait_seconds));
        let text = match other {
            _ if step.after == 1 => self.words().fill("waits-first", &[("minutes", &wait)]),
            Some(other) => {
                self.words().fill("waits-others", &[("count", &count), ("minutes", &wait), ("others", &minutes(other))])
            }
            None => self.words().fill("waits", &[("count", &count), ("minutes", &wait)]),
        };
        // on a customer's page stands only what the workshop can stand for
        Some(if counted.provenance.is_verified { text } else { self.get("waits-handbook") })
    }
}
