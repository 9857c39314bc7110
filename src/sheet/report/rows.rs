//! What each row of a job says, in the customer's language.

use super::Voice;
use crate::audit::evidence::{Evidence, EvidenceRow};
use crate::domain::ages::WallClock;
use crate::domain::checklist::{Item, known};
use crate::domain::fact::{Handover, Origin, RemarkOn, StopReason};
use crate::domain::lockout::{AttemptStage, ReadAgain};
use crate::domain::text::capital;
use crate::domain::{ActionStep, Answer, Fact, Id, Job, PausePoint, Progress, Verdict, What};
use crate::journal::{Meaning, meaning};
use crate::sheet::clean::clean;
use crate::words::Sentence;

/// A row in words.
pub(super) struct ToldRow<'a> {
    pub row: &'a EvidenceRow,
    pub words: String,
    /// Whether it belongs into the short account of what happened.
    pub is_telling: bool,
}

/// Items whose answers everybody asks for first.
const TELLING: [&str; 8] = [
    known::ARRIVAL,
    known::SERIAL,
    known::CODE,
    known::CODE_FOUND,
    known::BACKUP,
    known::CAR_VOLTS,
    known::RADIO_AFTER,
    known::CONSENT,
];

impl Voice<'_> {
    /// The rows of a job in their order, in words; the job is folded on the way, because what a call says hangs on the answers
    /// until then.
    pub(super) fn tell<'a>(&self, evidence: &'a Evidence) -> Vec<ToldRow<'a>> {
        let mut job: Option<Job> = None;
        let mut told = Vec::with_capacity(evidence.rows.len());
        for row in &evidence.rows {
            let Meaning::Fact(fact) = meaning(&row.exhibit.row, &row.exhibit.station) else {
                let of = |sentence: &Sentence| clean(&sentence.in_words(self.plain));
                let words = format!("{}: {}", of(&row.happened), of(&row.said));
                told.push(ToldRow { row, words, is_telling: false });
                continue;
            };
            let item = about(&fact).and_then(|id| evidence.kept.checklist.as_ref()?.item(id.as_str()));
            let item = item.map(|(_, item)| item);
            let (words, is_telling) = self.fact(evidence, job.as_ref(), &fact, item);
            told.push(ToldRow { row, words: capital(&self.noted(&fact, words)), is_telling });
            match &mut job {
                Some(job) => job.apply(fact),
                None => job = Job::begin(fact),
            }
        }
        told
    }

    /// The words with what was typed beside them.
    fn noted(&self, fact: &Fact, words: String) -> String {
        let note = clean(&fact.note);
        // what the job itself writes into a note of a stop is said in words already
        if note.is_empty() || matches!(fact.what, What::Printed { .. }) {
            return words;
        }
        format!("{words} {}", self.fill("happened-note", &[("note", &note)]))
    }

    fn fact(&self, evidence: &Evidence, job: Option<&Job>, fact: &Fact, item: Option<&Item>) -> (String, bool) {
        let attempt = AttemptStage::of(&fact.what);
        if let Some(words) = attempt.and_then(|stage| self.attempt(&fact.what, stage)) {
            return (words, true);
        }
        let name = |id: &str| item.map_or_else(|| self.item(id), |item| clean(item.label.lang(self.language())));
        let is_via_file = job.is_some_and(Job::is_via_file);
        let said = |answer: &Answer| self.answer(item, answer, is_via_file);
        let letter = |page: PausePoint| page.letter().to_string();
        match &fact.what {
            What::Started { checklist, is_via_file, .. } => {
                let title = evidence.kept.checklist.as_ref().map(|it| clean(it.title.lang(self.language())));
                let what = title.unwrap_or_else(|| self.kind(checklist));
                let id = if *is_via_file { "happened-started-file" } else { "happened-started" };
                (self.fill(id, &[("what", &what)]), true)
            }
            What::Answered { item: id, answer } => {
                let values = [("item", &*name(id)), ("said", &*said(answer))];
                (self.fill("happened-answered", &values), is_told(id, item, answer))
            }
            What::Corrected { item: id, answer, .. } => {
                (self.fill("happened-corrected", &[("item", &name(id)), ("said", &said(answer))]), true)
            }
            What::Skipped { item: id } => (self.fill("happened-skipped", &[("item", &name(id))]), false),
            What::Overrode { item: id, answer } => {
                let said = answer.as_ref().map_or_else(|| self.get("said-none"), said);
                (self.fill("happened-overrode", &[("item", &name(id)), ("said", &said)]), true)
            }
            What::SecondAsked { item: id, second, .. } => {
                (self.fill("happened-second-asked", &[("item", &name(id)), ("name", &clean(second))]), true)
            }
            What::SecondAnswered { item: id, agrees, .. } => {
                let words = if *agrees { "happened-second-agreed" } else { "happened-second-declined" };
                (self.fill(words, &[("item", &name(id))]), true)
            }
            What::TakenOver { from } => {
                let stations = [("from", &*from.last.station.to_string()), ("at", &*fact.station.to_string())];
                (self.fill("happened-taken-over", &stations), true)
            }
            What::Interrupted { page, .. } => (self.fill("happened-interrupted", &[("page", &letter(*page))]), true),
            What::Resumed { page, .. } => (self.fill("happened-resumed", &[("page", &letter(*page))]), true),
            What::Cleared { page, .. } => {
                let page_letter = letter(*page);
                let words = match self.call(evidence, job, *page) {
                    Some(call) => self.fill("happened-called", &[("page", &page_letter), ("call", &call)]),
                    None => self.fill("happened-cleared", &[("page", &page_letter)]),
                };
                (words, true)
            }
            What::Finished { .. } => (self.get("happened-finished"), true),
            What::Stopped { reason, left, .. } => {
                let why = self.stop(reason.map_or("other", StopReason::word));
                let id = if left.is_lead_off { "happened-left-off" } else { "happened-stopped" };
                (self.fill(id, &[("why", &why)]), true)
            }
            What::Attempted { outcome, origin } => {
                let id = if *origin == Origin::Here { "happened-attempted" } else { "happened-seen" };
                (self.fill(id, &[("reply", &self.get(&format!("reply-{}", outcome.word())))]), true)
            }
            What::Remarked { on } => {
                let words = match on {
                    RemarkOn::Item(id) => self.fill("happened-remarked-item", &[("item", &name(id))]),
                    RemarkOn::Call(page) => self.fill("happened-remarked-call", &[("page", &letter(*page))]),
                    RemarkOn::Job => self.get("happened-remarked-job"),
                };
                (words, true)
            }
            What::CodesRead { item: id, read } => {
                let told = self.words.codes(&read.told);
                let values = [("item", &*name(id)), ("instrument", read.by.as_str()), ("told", &told)];
                let words = self.fill("happened-codes", &values);
                let change = job.and_then(|job| job.codes_change_to(id.as_str(), &read.told));
                let change = change
                    .map(|change| self.fill("happened-codes-change", &[("change", &self.words.codes_change(&change))]));
                (words + &change.unwrap_or_default(), true)
            }
            What::Watched { instrument, row } => (self.words.watch_row(instrument.as_str(), row), true),
            What::HandedOver { how } => {
                let id = match how {
                    Handover::Signed => "happened-handed-signed",
                    Handover::NotSigned => "happened-handed-not-signed",
                    Handover::NotCollected => "happened-handed-not-collected",
                };
                (self.get(id), true)
            }
            What::Printed { result } => {
                let result = self.get(&format!("told-print-{}", result.word()));
                (self.fill("happened-printed", &[("result", &result)]), false)
            }
            What::Emailed => (self.get("happened-emailed"), true),
            What::Reviewed { finding, .. } => {
                let title = self.get(&format!("finding-{finding}"));
                (self.fill("happened-reviewed", &[("finding", &title)]), false)
            }
            What::Action { finding, step, .. } => {
                let title = self.get(&format!("finding-{finding}"));
                let words = match step {
                    ActionStep::Open { whose, until } => {
                        let values = [("finding", &*title), ("who", &clean(whose)), ("until", &self.words.date(until))];
                        self.fill("happened-action", &values)
                    }
                    ActionStep::Done => self.fill("happened-action-done", &[("finding", &title)]),
                };
                (words, true)
            }
        }
    }

    /// A step of entering a code that is no outcome; its outcome is told as any other fact.
    fn attempt(&self, what: &What, stage: AttemptStage) -> Option<String> {
        Some(match stage {
            AttemptStage::Begun => self.get("happened-begun-code"),
            AttemptStage::Withdrawn => self.get("happened-withdrawn"),
            AttemptStage::Corrected(outcome) => {
                self.fill("happened-corrected-code", &[("reply", &self.get(&format!("reply-{}", outcome.word())))])
            }
            AttemptStage::ReadAgain(ReadAgain::Asks) => self.get("happened-read-again-asks"),
            AttemptStage::ReadAgain(ReadAgain::Waits) => self.get("happened-read-again-waits"),
            AttemptStage::Ended(_) => {
                debug_assert!(matches!(what, What::Attempted { .. }));
                return None;
            }
        })
    }

    /// An answer as people read it.
    fn answer(&self, item: Option<&Item>, answer: &Answer, is_via_file: bool) -> String {
        match answer {
            Answer::Option(id) => {
                let words = item.and_then(|item| self.labels.option(&item.id, id, self.language()));
                words.map_or_else(|| self.unnamed(id), clean)
            }
            Answer::Number(figure) => self.words.figure(figure, is_via_file),
            Answer::Serial(serial) => serial.to_string(),
            Answer::Text(text) => clean(text),
        }
    }

    /// The call at the end of a page, by the answers until then.
    fn call(&self, evidence: &Evidence, job: Option<&Job>, pause: PausePoint) -> Option<String> {
        let (checklist, job) = (evidence.kept.checklist.as_ref()?, job?);
        let ages = WallClock(job.last().time);
        let progress = Progress::new(checklist, &evidence.kept.book, job, &ages);
        let call = progress.call(checklist.page(pause)?)?;
        Some(clean(call.text.lang(self.language())))
    }
}

/// The item that a fact is about, a remark included.
fn about(fact: &Fact) -> Option<&Id> {
    match &fact.what {
        What::Remarked { on: RemarkOn::Item(item) } | What::CodesRead { item, .. } => Some(item),
        what => what.item(),
    }
}

/// Whether an answer belongs into the short account: one that everybody asks for, a moment of the battery's lead, or one that the
/// checklist marks.
fn is_told(id: &str, item: Option<&Item>, answer: &Answer) -> bool {
    let Some(item) = item else { return TELLING.contains(&id) };
    let verdict = match answer {
        Answer::Option(chosen) => {
            item.options.iter().find(|option| option.id == *chosen).map_or(Verdict::Ok, |option| option.verdict)
        }
        typed => item.judge_typed(typed).0,
    };
    TELLING.contains(&id) || item.is_hold || item.is_lead_off || item.is_lead_on || verdict != Verdict::Ok
}
