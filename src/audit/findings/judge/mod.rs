//! The findings that a job has by itself: gate and order, outcome, record.
//!
//! Judged by the wording of that day. Where it is missing, that is a finding, and what needs no wording is judged all the
//! same. The waits per engine are not judged again: the book of today may have another figure than that of the day.

mod answers;
mod codes;
mod names;
mod radio;

use chrono::{DateTime, FixedOffset};

use super::finding::Finding;
use super::kind::FindingKind;
use crate::audit::jobs::project::SummaryContext;
use crate::audit::jobs::summary::{JobOutcome, SummedJob};
use crate::audit::jobs::wording::{AskedItem, Wording, words_of};
use crate::domain::ages::WallClock;
use crate::domain::checklist::known;
use crate::domain::fact::StopReason;
use crate::domain::lockout::{is_at_the_radio, is_guards};
use crate::domain::serial::SerialForm;
use crate::domain::{Answer, Checklist, Fact, Id, Item, Job, PausePoint, Progress, Serial, Station, What};
use crate::words::{Said, Sentence};

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
    judge.codes();
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
    warned: Vec<Sentence>,
}

impl Judge<'_> {
    fn find(&mut self, kind: FindingKind, item: Option<&str>, time: DateTime<FixedOffset>, sentence: Sentence) {
        let mut finding = Finding::of_job(self.at, kind, sentence).at(time);
        finding.item = item.and_then(|item| Id::new(item).ok());
        self.found.push(finding);
    }

    /// What an item is called.
    fn label(&self, item: &str) -> Said {
        let label = Id::new(item).ok().and_then(|item| self.wording.called(item, None));
        label.map_or_else(|| Said::text(item), Said::label)
    }

    /// What was answered.
    fn said(&self, item: &str, answer: Option<&Answer>) -> Said {
        let Some(answer) = answer else { return "says-no-answer".into() };
        let id = match answer {
            Answer::Option(id) => id,
            Answer::Number(figure) => return Said::figure(figure),
            _ => return Said::text(answer.shown()),
        };
        let called = Id::new(item).ok().and_then(|item| self.wording.called(item, Some(*id)));
        if let Some(called) = called {
            return Said::label(called);
        }
        // the radio book has more options for some items
        let choice = self.progress.as_ref().zip(self.wording.item(item));
        let choice = choice.and_then(|(progress, (_, item))| progress.choice(item, id));
        choice.map_or_else(|| Said::text(answer.shown()), |choice| Said::label(words_of(&choice)))
    }

    /// What an item is called, and what was answered.
    fn item_said(&self, item: &Item, answer: &Answer) -> Sentence {
        let said = self.said(item.id.as_str(), Some(answer));
        Sentence::says("says-answer", [("item", self.label(item.id.as_str())), ("answer", said)])
    }

    /// Finds what needs no look at single answers.
    fn whole_job(&mut self) {
        let (summary, start) = (self.summary, self.summary.started);
        if summary.wording.checklist.is_none() {
            let sentence = Sentence::says(
                "says-checklist-missing",
                [
                    ("checklist", Said::text(summary.kind())),
                    ("revision", Said::text(summary.wording.revision)),
                    ("sha", Said::text(summary.wording.sha.get(..8).unwrap_or_default())),
                ],
            );
            self.find(FindingKind::ChecklistMissing, None, start, sentence);
        }
        if let (true, Some(ended)) = (summary.is_picked, summary.ended) {
            self.find(FindingKind::ToObserve, None, ended, Sentence::says("says-picked", []));
        }
        if summary.is_via_file {
            self.find(FindingKind::ViaFile, None, start, Sentence::says("says-via-file", []));
        }
        self.stations();
        let shapes = self.progress.as_ref().and_then(Progress::serial_shapes);
        let is_odd = |serial: &&Serial| {
            serial.class() == SerialForm::Other && !shapes.is_some_and(|shapes| shapes.is_usual(serial))
        };
        if let Some(serial) = summary.serial.as_ref().filter(is_odd) {
            let values = [("serial", Said::text(serial)), ("n", Said::text(serial.as_str().len()))];
            let sentence = Sentence::says("says-unusual-serial", values);
            self.find(FindingKind::UnusualSerial, Some(known::SERIAL), start, sentence);
        }
        if let (JobOutcome::Stopped(reason), Some(time), Some(end)) = (summary.outcome, summary.ended, self.end) {
            if summary.is_mistake() {
                self.worked_mistake(time, end);
                return;
            }
            let why = match reason {
                Some(StopReason::NoCode) => "says-stopped-no-code",
                Some(StopReason::Declined) => "says-stopped-declined",
                Some(StopReason::Unsafe) => "says-stopped-unsafe",
                Some(StopReason::PartWrong) => "says-stopped-part-wrong",
                Some(StopReason::Mistake) | None => "says-stopped",
            };
            let sentence = Sentence::says(why, []).remarks(&self.job.facts()[end]);
            self.find(FindingKind::Stopped, None, time, sentence);
        }
    }

    /// Which stations went on with it, and what was recorded where it counts in nothing.
    fn stations(&mut self) {
        let told = |(from, fact): (Station, &Fact)| {
            let values = [
                ("from", Said::text(from)),
                ("station", Said::text(fact.station)),
                ("who", (&fact.who).into()),
                ("time", Said::text(fact.time.format("%H:%M"))),
            ];
            (fact.time, Sentence::says("says-taken-over", values))
        };
        let taken: Vec<(DateTime<FixedOffset>, Sentence)> = self.job.takeovers().map(told).collect();
        for (time, sentence) in taken {
            self.find(FindingKind::TakenOver, None, time, sentence);
        }
        let Some(first) = self.job.beside().first() else { return };
        let mut who: Vec<&str> = self.job.beside().iter().map(|fact| &*fact.who.first).collect();
        who.dedup();
        let sentence = Sentence::says(
            "says-two-stations",
            [
                ("station", Said::text(first.station)),
                ("n", Said::text(self.job.beside().len())),
                ("who", Said::text(who.join(", "))),
            ],
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
            (Some(called), ..) => ("says-mistake-called", at(called)),
            (None, Some(off), _) => ("says-mistake-off", at(off.time)),
            (None, None, Some(attempt)) => ("says-mistake-code", at(attempt)),
            (None, None, None) => return,
        };
        let fact = &self.job.facts()[end];
        let values = [("who", (&fact.who).into()), ("time", Said::text(done.1))];
        let sentence = Sentence::says(done.0, values).remarks(fact);
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
                let sentence = Sentence::says(
                    "says-quick-steps",
                    [
                        ("page", Said::text(pause.letter())),
                        ("quick", Said::text(hand.quick)),
                        ("steps", Said::text(hand.steps)),
                        ("floor", Said::text(floor)),
                    ],
                );
                self.find(FindingKind::QuickSteps, None, self.summary.last, sentence);
            }
        }
    }

    fn warnings(&mut self) {
        if !self.warned.is_empty() {
            let sentence = Sentence::joined(std::mem::take(&mut self.warned), "; ");
            self.find(FindingKind::Warned, None, self.summary.last, sentence);
        }
    }
}
