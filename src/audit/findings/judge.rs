//! The findings that a job has by itself: gate and order, outcome, record.
//!
//! Judged by the wording of that day. Where it is missing, that is a finding, and what needs no wording is judged all the
//! same. The waits per engine are not judged again: the book of today may have another figure than that of the day.

use chrono::{DateTime, FixedOffset};

use super::finding::Finding;
use super::kind::FindingKind;
use crate::audit::jobs::project::SummaryContext;
use crate::audit::jobs::summary::{JobOutcome, JobSummary};
use crate::audit::jobs::wording::{AskedItem, Wording, verdict};
use crate::domain::checklist::known;
use crate::domain::fact::{LEFT_LEAD_OFF, LeftUnsafe, Outcome};
use crate::domain::job::answer_in;
use crate::domain::lockout::{ATTEMPT, ATTEMPT_LIMIT, ATTEMPT_WAIT, Attempt, Stage, is_at_the_radio, radio_now};
use crate::domain::progress::WallClock;
use crate::domain::serial::Class;
use crate::domain::{
    Answer, Fact, Field, Id, Item, Job, Pause, PausePoint, Progress, Signature, Since, Status, Verdict, What, When,
    Word, fact::StopReason, rules,
};

/// What radios are answered to do, on arrival and afterwards, in the words of the checklists.
mod radio {
    pub(crate) const PLAYS: &str = "plays";
    pub(crate) const ASKS_CODE: &str = "asks-code";
    pub(crate) const LOCKED: &str = "locked";
    pub(crate) const DEAD: &str = "dead";
    pub(crate) const NO_POWER: &str = "no-power";
}

/// A wait may be this much shorter by the rows than it was counted: rows are written a moment after the key.
const WAIT_SLACK_SECONDS: i64 = 5;

/// Sums a job up, and adds to `found` what is found in it by itself, for a job that stands at `at` among the others. What lies
/// between jobs, or needs the present time, is added by [`crate::audit::collect()`].
pub(crate) fn examine(job: &Job, beside: &SummaryContext<'_>, at: usize, found: &mut Vec<Finding>) -> JobSummary {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let asked = beside.wording.asked_by(job.facts());
    let mut summary = JobSummary::of(job, &asked, beside);
    let first = place(found.len());
    // what was entered by mistake is not judged
    if !summary.is_mistake() {
        judge(job, place(at), &summary, beside, &asked, found);
    }
    summary.findings = first..place(found.len());
    summary
}

/// Adds the findings of one job. `asked` has the items that its facts are about, in the same order.
fn judge<'a>(
    job: &'a Job,
    at: u32,
    summary: &'a JobSummary,
    beside: &'a SummaryContext<'_>,
    asked: &'a [Option<AskedItem<'a>>],
    found: &'a mut Vec<Finding>,
) {
    // what others recorded later makes nothing stale
    let ages = WallClock(summary.last);
    let wording = &*beside.wording;
    let checklist = wording.checklist.as_deref();
    let progress = checklist.map(|checklist| Progress::new(checklist, beside.book, job, &ages));
    let call = job.facts().iter().position(|fact| matches!(fact.what, What::Cleared { page: Pause::B, .. }));
    let end = job.facts().iter().position(|fact| matches!(fact.what, What::Finished { .. } | What::Stopped { .. }));
    let mut judge = Judge { job, asked, summary, wording, progress, call, end, at, found, warned: Vec::new() };
    judge.whole_job();
    for (place, fact) in job.facts().iter().enumerate() {
        judge.fact(place, fact);
    }
    judge.code();
    judge.attempts();
    judge.left_so();
    judge.radio();
    judge.steps(beside);
    judge.warnings();
}

struct Judge<'a> {
    job: &'a Job,
    /// The items that its facts are about.
    asked: &'a [Option<AskedItem<'a>>],
    summary: &'a JobSummary,
    wording: &'a Wording,
    progress: Option<Progress<'a>>,
    /// The place of B's call among the facts.
    call: Option<usize>,
    /// The place of the end.
    end: Option<usize>,
    /// The place of the job among the others.
    at: u32,
    found: &'a mut Vec<Finding>,
    /// Items whose answers are marked with a warning, in words.
    warned: Vec<String>,
}

impl Judge<'_> {
    fn find(&mut self, kind: FindingKind, item: Option<&str>, time: DateTime<FixedOffset>, sentence: String) {
        let mut finding = Finding::of_job(self.at, kind, sentence).at(time);
        finding.item = item.map(Word::new);
        self.found.push(finding);
    }

    /// `label` and what was answered, in words.
    fn said(&self, item: &str, answer: Option<&Answer>) -> String {
        let Some(answer) = answer else { return "no answer".to_owned() };
        match (&self.progress, self.wording.item(item)) {
            (Some(progress), Some((_, item))) => progress.shown(item, answer),
            _ => answer.shown(),
        }
    }

    /// What is known without looking at single answers.
    fn whole_job(&mut self) {
        let (summary, start) = (self.summary, self.summary.started);
        if summary.wording.checklist.is_none() {
            let sentence = format!(
                "the checklist {} revision {} ({}) is neither kept nor current: its answers are not judged",
                summary.kind(),
                summary.wording.revision,
                summary.wording.sha.get(..8).unwrap_or_default()
            );
            self.find(FindingKind::ChecklistMissing, None, start, sentence);
        }
        if summary.is_via_file {
            let sentence = "recorded from a file of answers: what it says was measured elsewhere".to_owned();
            self.find(FindingKind::ViaFile, None, start, sentence);
        }
        if let Some(serial) = summary.serial.as_ref().filter(|serial| serial.class() == Class::Other) {
            let sentence = format!("the serial {serial} is of an unusual form ({} characters)", serial.as_str().len());
            self.find(FindingKind::UnusualSerial, Some(known::SERIAL), start, sentence);
        }
        if let (JobOutcome::Stopped(reason), Some(time), Some(end)) = (summary.outcome, summary.ended, self.end) {
            let why = match reason {
                Some(StopReason::NoCode) => "the customer has no code",
                Some(StopReason::Declined) => "the customer declined",
                Some(StopReason::Unsafe) => "it was not safe to go on",
                Some(StopReason::PartWrong) => "the part is the wrong one",
                Some(StopReason::Mistake) | None => "no reason that is known here",
            };
            let remarks = self.job.facts()[end].remarks();
            let note = if remarks.is_empty() { String::new() } else { format!(": {remarks}") };
            self.find(FindingKind::Stopped, None, time, format!("stopped, {why}{note}"));
        }
    }

    fn fact(&mut self, place: usize, fact: &Fact) {
        let is_elsewhere = fact.station != self.job.key.station;
        if is_elsewhere && !is_at_the_radio(&fact.what) {
            return;
        }
        match &fact.what {
            What::Overrode { item, answer } => match item.as_str() {
                ATTEMPT_WAIT => {
                    let when = "although the radio wanted a wait";
                    self.let_through(FindingKind::AttemptWhileWaiting, fact, ATTEMPT_WAIT, when);
                }
                ATTEMPT_LIMIT => {
                    let when = "beyond the workshop's limit";
                    self.let_through(FindingKind::AttemptBeyondLimit, fact, ATTEMPT_LIMIT, when);
                }
                _ => self.overridden(place, fact, item, answer.as_ref()),
            },
            What::Corrected { item, answer, .. } if item.as_str() == ATTEMPT => {
                let said = |fact: &Fact| match Stage::of(&fact.what) {
                    Some(Stage::Ended(outcome) | Stage::Corrected(outcome)) => Some(outcome.word()),
                    _ => None,
                };
                let was = self.job.facts()[..place]
                    .iter()
                    .rev()
                    .filter(|it| it.station == fact.station)
                    .find_map(said)
                    .unwrap_or("nothing");
                let radio = answer.token();
                let sentence =
                    format!("what came of a code: from {was} to {radio}, by {}: {}", fact.who, fact.remarks());
                self.find(FindingKind::AttemptCorrected, Some(ATTEMPT), fact.time, sentence);
            }
            What::Corrected { item, answer, .. } => {
                self.corrected(place, fact, item, answer);
                self.answered(place, fact, item, answer);
            }
            What::Answered { item, answer } => self.answered(place, fact, item, answer),
            _ => {}
        }
    }

    /// Whether a later fact about the item took its place before B's call, so that it never counted.
    fn is_replaced(&self, place: usize, item: &Id) -> bool {
        let facts = self.job.facts();
        let until = self.call.filter(|call| *call > place).unwrap_or(facts.len());
        facts[place + 1..until].iter().any(|fact| fact.what.item() == Some(item))
    }

    fn overridden(&mut self, place: usize, fact: &Fact, id: &Id, answer: Option<&Answer>) {
        if self.is_replaced(place, id) {
            return;
        }
        let label = self.wording.label(id.as_str());
        let item = self.asked[place].map(|asked| asked.item);
        let is_wait = item.is_some_and(|item| matches!(item.field, Some(Field::Wait { .. })));
        let by = format!("overridden by {}: {}", fact.who, fact.note);
        if is_wait {
            let needed = self.progress.as_ref().zip(item).and_then(|(progress, item)| progress.wait(item));
            let needed = needed.map_or(String::new(), |wait| format!(" of {} s", wait.needed.seconds));
            let waited = match answer {
                Some(Answer::Number(waited)) => format!("{}{needed} waited", waited),
                _ => format!("nothing{needed} waited"),
            };
            self.find(FindingKind::WaitShort, Some(id.as_str()), fact.time, format!("{label}: {waited}, {by}"));
            return;
        }
        let is_hold = item.map_or_else(|| is_known_hold(id), |item| item.is_hold);
        let kind = if is_hold { FindingKind::HoldOverridden } else { FindingKind::Overridden };
        let said = answer.map_or(String::new(), |answer| format!(" ({})", self.said(id.as_str(), Some(answer))));
        self.find(kind, Some(id.as_str()), fact.time, format!("{label}{said}, {by}"));
        let is_read = matches!(answer, Some(Answer::Serial(_)));
        if id.as_str() == known::SERIAL && !is_read && self.call.is_some() {
            let sentence = format!("{label}: not read, overridden: {}", fact.note);
            self.find(FindingKind::SerialNotRead, Some(known::SERIAL), fact.time, sentence);
        }
    }

    /// The guard was overridden, which opens the way for one code: whether one was entered belongs to it.
    fn let_through(&mut self, kind: FindingKind, fact: &Fact, item: &str, when: &str) {
        let is_entered = self.job.attempts().iter().any(|it| !it.is_seen() && it.fact.time >= fact.time);
        let unused = if is_entered { "" } else { "; no code was entered since" };
        let sentence = format!("one more code was let through {when}, by {}: {}{unused}", fact.who, fact.note);
        self.find(kind, Some(item), fact.time, sentence);
    }

    fn corrected(&mut self, place: usize, fact: &Fact, id: &Id, answer: &Answer) {
        let is_after_end = self.end.is_some_and(|end| place > end);
        let is_before = matches!(self.wording.pause(id.as_str()), Some(Pause::A | Pause::B));
        let kind = match self.call {
            _ if is_after_end => FindingKind::CorrectedAfterEnd,
            Some(call) if place > call && is_before => FindingKind::CorrectedAfterCall,
            _ => return,
        };
        let since = if is_after_end { self.end } else { self.call };
        let later = since.map_or(String::new(), |since| {
            let since_ms = (fact.time - self.job.facts()[since].time).num_milliseconds();
            let what = if is_after_end { "the end" } else { "the call" };
            format!("{} after {what}", spell(since_ms))
        });
        let before = self.job.facts()[..place].iter().rev().find(|fact| fact.what.item() == Some(id));
        let old = before.map_or("nothing".to_owned(), |fact| match &fact.what {
            What::Skipped { .. } => "not applicable".to_owned(),
            _ => self.said(id.as_str(), answer_in(&fact.what)),
        });
        let (label, new) = (self.wording.label(id.as_str()), self.said(id.as_str(), Some(answer)));
        let sentence = format!("{label}: from {old} to {new}, {later}, by {}: {}", fact.who, fact.remarks());
        self.find(kind, Some(id.as_str()), fact.time, sentence);
    }

    /// An answer, of whatever moment. What counts in the end is looked at only once: the latest of each item.
    fn answered(&mut self, place: usize, fact: &Fact, id: &Id, answer: &Answer) {
        let Some(AskedItem { page, item, verdict }) = self.asked[place] else { return };
        if let (Some(Field::Wait { .. }), Answer::Number(waited)) = (&item.field, answer) {
            self.waited(place, fact, item, waited.value());
            return;
        }
        if verdict == Verdict::Ok {
            return;
        }
        let is_after_call = self.call.is_some_and(|call| place > call);
        if id.as_str() == known::BACKUP && verdict == Verdict::Stop && !item.may_override {
            if is_after_call || (self.call.is_some() && !self.is_replaced(place, id)) {
                let sentence = format!("{}: {}", item.label, self.said(id.as_str(), Some(answer)));
                self.find(FindingKind::BackupForbidden, Some(known::BACKUP), fact.time, sentence);
            }
            return;
        }
        let is_latest = self.job.latest(id.as_str()).is_some_and(|latest| std::ptr::eq(latest, fact));
        if is_latest && self.counts(page, item, answer) {
            self.doubtful(fact, item, answer, verdict);
        }
    }

    /// Whether an answer that the checklist marks applies, and was not taken back. Laying a job beside its checklist is dear, so
    /// what has no conditions isn't.
    fn counts(&self, page: &PausePoint, item: &Item, answer: &Answer) -> bool {
        let is_free = |when: &When, unless: &When| when.is_empty() && unless.is_empty();
        let is_plain = match answer {
            Answer::Option(id) => {
                item.options.iter().any(|option| option.id == *id && is_free(&option.when, &option.unless))
            }
            _ => true,
        };
        let has_no_condition = page.when.is_empty() && is_free(&item.when, &item.unless) && item.undoes.is_none();
        if self.call.is_some() && is_plain && has_no_condition {
            return true;
        }
        let status = self.progress.as_ref().map(|progress| progress.status(page, item));
        matches!(status, Some(Status::Warn | Status::Stop))
    }

    /// An answer that counts, and that the checklist marks.
    fn doubtful(&mut self, fact: &Fact, item: &Item, answer: &Answer, verdict: Verdict) {
        let id = item.id.as_str();
        let is_over = self.call.is_some() || self.end.is_some();
        let said = self.said(id, Some(answer));
        let remarks = fact.remarks();
        let note = if remarks.is_empty() { String::new() } else { format!(": {remarks}") };
        let side = match (&item.field, answer) {
            (Some(Field::Measure { limits, .. }), Answer::Number(reading)) => limits.side(reading.value()),
            _ => None,
        };
        match id {
            known::SERIAL if is_over => {
                self.find(FindingKind::SerialNotRead, Some(id), fact.time, format!("{}: {said}{note}", item.label));
            }
            known::CAR_VOLTS if matches!(side, Some("low" | "flat")) => {
                let least = match &item.field {
                    Some(Field::Measure { limits, unit }) => limits
                        .warn_below
                        .or(limits.stop_below)
                        .map_or(String::new(), |least| format!(", less than {least} {unit}")),
                    _ => String::new(),
                };
                let sentence = format!("{said} between the car's leads with the lead off{least}");
                self.find(FindingKind::VoltsLow, Some(id), fact.time, sentence);
            }
            known::CAR_VOLTS if side.is_none() => {
                let sentence = format!("between the car's leads: {said}{note}");
                self.find(FindingKind::VoltsNotMeasured, Some(id), fact.time, sentence);
            }
            // what the radio does is told of its own, and no code by the moment of the call
            known::RADIO_AFTER if self.radio_kind().is_some() => {}
            known::CODE if verdict == Verdict::Stop => {}
            _ if verdict == Verdict::Stop && !is_over => {}
            _ => self.warned.push(format!("{}: {said}", item.label)),
        }
    }

    /// A wait that was counted longer than the rows show, or than it had to be.
    fn waited(&mut self, place: usize, fact: &Fact, item: &Item, waited_seconds: f64) {
        let Some(Field::Wait { seconds, is_per_engine, since }) = &item.field else { return };
        let needed = f64::from(*seconds);
        let facts = self.job.facts();
        let begun = match since {
            Since::Call => self.call.filter(|call| *call < place).map(|call| &facts[call]),
            Since::Items(items) => {
                facts[..place].iter().rev().find(|fact| fact.what.item().is_some_and(|it| items.contains(it)))
            }
        };
        let passed_seconds = begun.map(|begun| (fact.time - begun.time).num_seconds());
        let is_believed = self.summary.is_via_file && !item.waits_since_call();
        let label = &item.label;
        let sentence = match passed_seconds {
            _ if !is_per_engine && waited_seconds < needed => {
                format!("{label}: {waited_seconds} s of {needed} s waited")
            }
            // a clock that was set back is no shorter wait
            Some(passed) if !is_believed && passed >= 0 && ((passed + WAIT_SLACK_SECONDS) as f64) < waited_seconds => {
                format!("{label}: {waited_seconds} s recorded, {passed} s by the times of the rows")
            }
            _ => return,
        };
        self.find(FindingKind::WaitShort, Some(item.id.as_str()), fact.time, sentence);
    }

    /// B called without the customer's code: as it stood at the call, or as it was corrected to later.
    fn code(&mut self) {
        let Some(call) = self.call else { return };
        let facts = self.job.facts();
        let is_code = |fact: &&Fact| fact.what.item().is_some_and(|item| item.as_str() == known::CODE);
        let at_call = facts[..call].iter().rev().find(is_code);
        let later = facts[call..].iter().rev().find(is_code);
        for fact in at_call.into_iter().chain(later) {
            let answer = answer_in(&fact.what);
            let item = self.wording.item(known::CODE).map(|(_, item)| item);
            let is_stop = item.zip(answer).is_some_and(|(item, answer)| verdict(item, answer) == Verdict::Stop);
            let is_missing = match &fact.what {
                What::Overrode { .. } => true,
                _ => is_stop,
            };
            if is_missing {
                let label = self.wording.label(known::CODE);
                let remarks = fact.remarks();
                let note = if remarks.is_empty() { String::new() } else { format!(": {remarks}") };
                let sentence = format!("gone on, and {label}: {}{note}", self.said(known::CODE, answer));
                self.find(FindingKind::NoCode, Some(known::CODE), fact.time, sentence);
                return;
            }
        }
    }

    /// Codes of which nobody said what came of them.
    fn attempts(&mut self) {
        if !self.job.has_attempts() {
            return;
        }
        let open: Vec<(Signature, DateTime<FixedOffset>)> = self
            .job
            .attempts()
            .iter()
            .filter(|attempt| attempt.outcome.is_none())
            .map(|attempt| (attempt.fact.who, attempt.fact.time))
            .collect();
        let withdrawn: Vec<&Fact> =
            self.job.facts().iter().filter(|fact| Stage::of(&fact.what) == Some(Stage::Withdrawn)).collect();
        if let Some(last) = withdrawn.last() {
            let times = if withdrawn.len() == 1 { "once".to_owned() } else { format!("{} times", withdrawn.len()) };
            let sentence = format!("{times} a code was to be entered, and was not after all, as {} says", last.who);
            let time = last.time;
            self.find(FindingKind::AttemptWithdrawn, Some(ATTEMPT), time, sentence);
        }
        let attempts = self.job.attempts();
        let locked = attempts.iter().find(|it| it.outcome == Some(Outcome::Locked)).map(|it| it.fact);
        let is_unlocked = |it: &&Attempt<'_>| {
            it.outcome == Some(Outcome::Accepted)
                && it.is_seen()
                && locked.is_some_and(|locked| it.fact.is_after(locked))
        };
        let unlocked = attempts.iter().find(is_unlocked).map(|it| {
            let how = it.fact.remarks();
            (it.fact.time, format!("the radio was LOCKED; {how}, as {} says", it.fact.who))
        });
        if let Some((time, sentence)) = unlocked {
            self.find(FindingKind::RadioUnlocked, Some(ATTEMPT), time, sentence);
        }
        for (who, time) in open {
            let sentence = format!("a code was entered by {who}, and nobody recorded what the radio did");
            self.find(FindingKind::AttemptOpen, Some(ATTEMPT), time, sentence);
        }
    }

    /// How the car was left: with the lead off, with the second source on it.
    fn left_so(&mut self) {
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
    fn radio_kind(&self) -> Option<FindingKind> {
        let arrival = self.summary.token(known::ARRIVAL);
        match radio_now(self.job)? {
            radio::LOCKED if arrival != Some(radio::LOCKED) => Some(FindingKind::RadioLocked),
            radio::ASKS_CODE if arrival == Some(radio::PLAYS) => Some(FindingKind::RadioAsksCode),
            radio::DEAD if arrival == Some(radio::PLAYS) => Some(FindingKind::RadioDead),
            _ => None,
        }
    }

    fn radio(&mut self) {
        let Some(kind) = self.radio_kind() else { return };
        let on_arrival = match self.summary.token(known::ARRIVAL) {
            Some(radio::PLAYS) => "it played on arrival".to_owned(),
            Some(radio::NO_POWER) => "on arrival there was no power to try it".to_owned(),
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
        let sentence = format!("afterwards: {after}; {on_arrival}; second source: {backup}{volts}");
        let time = self.job.latest(known::RADIO_AFTER).map_or(self.summary.last, |fact| fact.time);
        self.find(kind, Some(known::RADIO_AFTER), time, sentence);
    }

    /// Steps by hand that were answered quickly one after the other.
    fn steps(&mut self, beside: &SummaryContext<'_>) {
        let floor = beside.thresholds.floor_seconds;
        for pause in Pause::ALL {
            let Some(hand) = self.summary.hand[pause as usize] else { continue };
            if u32::from(hand.quick) >= beside.thresholds.quick_steps {
                let sentence = format!(
                    "page {}: {} of {} steps by hand were answered within {floor} s of what came before",
                    pause.letter(),
                    hand.quick,
                    hand.steps
                );
                self.find(FindingKind::QuickSteps, None, self.summary.last, sentence);
            }
        }
    }

    fn warnings(&mut self) {
        if !self.warned.is_empty() {
            let sentence = std::mem::take(&mut self.warned).join("; ");
            self.find(FindingKind::Warned, None, self.summary.last, sentence);
        }
    }
}

/// Whether an item is a hold point in every checklist.
fn is_known_hold(id: &Id) -> bool {
    crate::domain::checklist::HOLD_POINTS.contains(&id.as_str())
}

/// A time that passed, in words.
pub(crate) fn spell(ms: i64) -> String {
    let seconds = ms / 1000;
    match seconds {
        ..0 => "at a time before it".to_owned(),
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / 60),
        7200..172_800 => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
        _ => format!("{} days", seconds / 86_400),
    }
}
