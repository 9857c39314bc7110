//! The findings that a job has by itself: gate and order, outcome, record.
//!
//! Judged by the wording of that day. Where it is missing, that is a finding, and what needs no wording is judged all the
//! same. The waits per engine are not judged again: the book of today may have another figure than that of the day.

mod answers;
mod names;
mod radio;

use chrono::{DateTime, FixedOffset};

use super::finding::Finding;
use super::kind::FindingKind;
use super::words::behind_colon;
use crate::audit::jobs::project::SummaryContext;
use crate::audit::jobs::summary::{JobOutcome, SummedJob};
use crate::audit::jobs::wording::{AskedItem, Wording};
use crate::domain::ages::WallClock;
use crate::domain::checklist::known;
use crate::domain::fact::StopReason;
use crate::domain::lockout::{is_at_the_radio, is_guards};
use crate::domain::serial::SerialForm;
use crate::domain::{Answer, Checklist, Fact, Id, Job, PausePoint, Progress, Serial, What};

/// Sums a job up, and adds to `found` what is found in it by itself, for a job that stands at `at` among the others. What lies
/// between jobs, or needs the present time, is added by [`crate::audit::collect()`].
pub(crate) fn examine(job: &Job, beside: &SummaryContext<'_>, at: usize, found: &mut Vec<Finding>) -> SummedJob {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let asked = beside.wording.asked_by(job.facts());
    let summary = SummedJob::of(job, &asked, beside);
    // what was entered by mistake is not judged, unless something was done under it
    if !summary.is_mistake() || is_worked_on(job, beside) {
        judge(job, place(at), &summary, beside, &asked, found);
    }
    summary
}

/// Whether the work began, the battery was off, or a code was entered.
fn is_worked_on(job: &Job, beside: &SummaryContext<'_>) -> bool {
    let is_off_early = |checklist: &Checklist| {
        let ages = WallClock(job.last().time);
        Progress::new(checklist, beside.book, job, &ages).off_early().is_some()
    };
    job.cleared(PausePoint::B).is_some()
        || job.attempts().iter().any(|attempt| !attempt.is_seen())
        || beside.wording.checklist.as_deref().is_some_and(is_off_early)
}

/// Adds the findings of one job. `asked` has the items that its facts are about, in the same order.
fn judge<'a>(
    job: &'a Job,
    at: u32,
    summary: &'a SummedJob,
    beside: &'a SummaryContext<'_>,
    asked: &'a [Option<AskedItem<'a>>],
    found: &'a mut Vec<Finding>,
) {
    // what others recorded later makes nothing stale
    let ages = WallClock(summary.last);
    let wording = &*beside.wording;
    let checklist = wording.checklist.as_deref();
    let progress = checklist.map(|checklist| Progress::new(checklist, beside.book, job, &ages));
    let call = job.facts().iter().position(|fact| matches!(fact.what, What::Cleared { page: PausePoint::B, .. }));
    let end = job.facts().iter().position(|fact| matches!(fact.what, What::Finished { .. } | What::Stopped { .. }));
    let mut judge = Judge { job, asked, summary, wording, progress, call, end, at, found, warned: Vec::new() };
    judge.whole_job();
    for (place, fact) in job.facts().iter().enumerate() {
        judge.fact(place, fact);
    }
    judge.code();
    judge.attempts();
    judge.left_unsafe();
    judge.radio();
    judge.steps(beside);
    judge.names(beside.people);
    judge.warnings();
}

struct Judge<'a> {
    job: &'a Job,
    /// The items that its facts are about.
    asked: &'a [Option<AskedItem<'a>>],
    summary: &'a SummedJob,
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
        finding.item = item.and_then(|item| Id::new(item).ok());
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

    /// Finds what needs no look at single answers.
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
        if let (true, Some(ended)) = (summary.is_picked, summary.ended) {
            let sentence =
                "picked by its own seal: look at the car, and note what you saw beside what is recorded".to_owned();
            self.find(FindingKind::ToObserve, None, ended, sentence);
        }
        if summary.is_via_file {
            let sentence = "recorded from a file of answers: what it says was measured elsewhere".to_owned();
            self.find(FindingKind::ViaFile, None, start, sentence);
        }
        self.stations();
        let shapes = self.progress.as_ref().and_then(Progress::serial_shapes);
        let is_odd = |serial: &&Serial| {
            serial.class() == SerialForm::Other && !shapes.is_some_and(|shapes| shapes.is_usual(serial))
        };
        if let Some(serial) = summary.serial.as_ref().filter(is_odd) {
            let sentence = format!("the serial {serial} is of an unusual form ({} characters)", serial.as_str().len());
            self.find(FindingKind::UnusualSerial, Some(known::SERIAL), start, sentence);
        }
        if let (JobOutcome::Stopped(reason), Some(time), Some(end)) = (summary.outcome, summary.ended, self.end) {
            if summary.is_mistake() {
                self.worked_mistake(time, end);
                return;
            }
            let why = match reason {
                Some(StopReason::NoCode) => "the customer has no code",
                Some(StopReason::Declined) => "the customer declined",
                Some(StopReason::Unsafe) => "it was not safe to go on",
                Some(StopReason::PartWrong) => "the part is the wrong one",
                Some(StopReason::Mistake) | None => "no reason that is known here",
            };
            let remarks = behind_colon(&self.job.facts()[end]);
            self.find(FindingKind::Stopped, None, time, format!("stopped, {why}{remarks}"));
        }
    }

    /// Which stations went on with it, and what was recorded where it counts in nothing.
    fn stations(&mut self) {
        let taken: Vec<(DateTime<FixedOffset>, String)> = self
            .job
            .takeovers()
            .map(|(from, fact)| {
                let at = fact.time.format("%H:%M");
                (fact.time, format!("taken over from {from} at {} by {}, {at}", fact.station, fact.who))
            })
            .collect();
        for (time, sentence) in taken {
            self.find(FindingKind::TakenOver, None, time, sentence);
        }
        let Some(first) = self.job.beside().first() else { return };
        let mut who: Vec<&str> = self.job.beside().iter().map(|fact| &*fact.who.first).collect();
        who.dedup();
        let sentence = format!(
            "{} went on with it while another station had it: {} rows by {} count in nothing",
            first.station,
            self.job.beside().len(),
            who.join(", ")
        );
        self.find(FindingKind::TwoStations, None, first.time, sentence);
    }

    /// Stopped as entered by mistake, although something was done under it.
    fn worked_mistake(&mut self, time: DateTime<FixedOffset>, end: usize) {
        let at = |time: DateTime<FixedOffset>| time.format("%H:%M");
        let attempts = self.job.attempts();
        let attempt = attempts.iter().find(|attempt| !attempt.is_seen()).map(|attempt| attempt.fact.time);
        let off_early = self.progress.as_ref().and_then(Progress::off_early);
        let done = match (self.summary.cleared, off_early, attempt) {
            (Some(called), ..) => format!("B was called at {}", at(called)),
            (None, Some(off), _) => format!("the battery was off, as recorded at {}", at(off.time)),
            (None, None, Some(attempt)) => format!("a code was entered at {}", at(attempt)),
            (None, None, None) => return,
        };
        let fact = &self.job.facts()[end];
        let sentence = format!("stopped by {} as entered by mistake, although {done}{}", fact.who, behind_colon(fact));
        self.find(FindingKind::WorkedMistake, None, time, sentence);
    }

    /// One fact. Only what is done at the radio counts from whatever station.
    fn fact(&mut self, place: usize, fact: &Fact) {
        if !self.job.is_of_holder(fact) && !is_at_the_radio(&fact.what) {
            return;
        }
        match &fact.what {
            What::Overrode { item, .. } if is_guards(item) => self.let_through(fact, item),
            What::Overrode { item, answer } => self.overridden(place, fact, item, answer.as_ref()),
            What::Corrected { item, answer, .. } if is_guards(item) => self.attempt_corrected(place, fact, answer),
            What::Corrected { item, answer, .. } => {
                self.corrected(place, fact, item, answer);
                self.answered(place, fact, item, answer);
            }
            What::Answered { item, answer } => self.answered(place, fact, item, answer),
            _ => {}
        }
    }

    /// Steps by hand that were answered quickly one after the other.
    fn steps(&mut self, beside: &SummaryContext<'_>) {
        let floor = beside.thresholds.floor_seconds;
        for pause in PausePoint::ALL {
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
