//! What a row says, in the words that were asked.

use chrono::Timelike;

use super::kept::KeptFiles;
use crate::audit::findings::kind::FindingKind;
use crate::domain::ages::WallClock;
use crate::domain::fact::RemarkOn;
use crate::domain::lockout::AttemptStage;
use crate::domain::{ActionStep, Answer, Checklist, Ending, Fact, Id, Item, Job, PausePoint, Progress, What};
use crate::journal::{EventName, Row};

/// A row in words.
pub(super) struct RowWords {
    pub label: Option<String>,
    pub ask: Option<String>,
    pub happened: String,
    pub said: String,
}

/// The ending that a row is, if it is one.
pub(super) fn ending_of(row: &Row) -> Option<Ending> {
    match row.event {
        EventName::Finish => Some(Ending::Finished),
        EventName::Stop => Some(Ending::Stopped),
        _ => None,
    }
}

/// Whether a row begins its job.
pub(super) fn is_start(row: &Row) -> bool {
    row.event == EventName::Start
}

/// Whether a row says something about an item.
pub(super) fn is_answer(row: &Row) -> bool {
    matches!(
        row.event,
        EventName::Answer
            | EventName::Correct
            | EventName::Skip
            | EventName::Override
            | EventName::Ask
            | EventName::Approve
    )
}

/// Tells one row after the other, and folds the job on the way: which call a page had depends on what was answered until
/// then.
pub(super) struct Teller<'a> {
    kept: &'a KeptFiles,
    job: Option<Job>,
}

impl<'a> Teller<'a> {
    pub fn new(kept: &'a KeptFiles) -> Self {
        Self { kept, job: None }
    }

    /// The job as far as it was told.
    pub fn job(&self) -> Option<&Job> {
        self.job.as_ref()
    }

    /// Tells a row. `fact` is what it means, where this version knows.
    pub fn tell(&mut self, row: &Row, fact: Option<&Fact>) -> RowWords {
        let checklist = self.kept.checklist.as_ref();
        let is_about_item = is_answer(row) || row.event == EventName::Remark;
        let item = row.item.as_ref().filter(|_| is_about_item).zip(checklist);
        let item = item.and_then(|(id, checklist)| Some(checklist.item(id.as_str())?.1));
        let (happened, said) = match fact {
            Some(fact) => self.words(row, &fact.what, item),
            None => (row.event.word().to_owned(), row.value.clone()),
        };
        if let Some(fact) = fact {
            match &mut self.job {
                Some(job) => job.apply(fact.clone()),
                None => self.job = Job::begin(fact.clone()),
            }
        }
        let text = |of: fn(&Item) -> &str| item.map(|item| of(item).to_owned());
        RowWords { label: text(|item| &item.label.en), ask: text(|item| &item.ask.en), happened, said }
    }

    fn words(&self, row: &Row, what: &What, item: Option<&Item>) -> (String, String) {
        let of_attempt = match AttemptStage::of(what) {
            Some(AttemptStage::Begun) => Some(("a code was to be entered", String::new())),
            Some(AttemptStage::Withdrawn) => Some(("nothing was entered after all", String::new())),
            Some(AttemptStage::Corrected(outcome)) => Some(("the radio said instead", outcome.word().to_owned())),
            Some(AttemptStage::Ended(_)) | None => None,
        };
        if let Some((happened, said)) = of_attempt {
            return (happened.to_owned(), said);
        }
        let (happened, said) = match what {
            What::Started { checklist, revision, is_via_file, .. } => {
                let known = self.kept.checklist.as_ref();
                let title = known.map_or_else(|| checklist.to_string(), |known| known.title.to_string());
                let how = if *is_via_file { ", from a file of answers" } else { "" };
                ("job began", format!("{title}, revision {revision}{how}"))
            }
            What::Answered { answer, .. } => ("answered", self.answer(answer, item)),
            What::Corrected { answer, .. } if answer.is_taken_back() => ("taken back at once", String::new()),
            What::Corrected { answer, .. } => ("corrected to", self.answer(answer, item)),
            What::Skipped { .. } => ("said not to apply", String::new()),
            What::Overrode { answer, .. } => {
                let answer = answer.as_ref().map_or_else(|| "no answer".to_owned(), |it| self.answer(it, item));
                ("overridden", answer)
            }
            What::SecondAsked { answer, second, .. } => {
                let answer = answer.as_ref().map_or_else(|| "no answer".to_owned(), |it| self.answer(it, item));
                ("a second person was asked at the other stations", format!("{second}: {answer}"))
            }
            What::SecondAnswered { agrees, request, .. } => {
                let said = if *agrees { "is the second person" } else { "is not the second person" };
                ("answered at another station", format!("{said}; asked by row {} of {}", request.seq, request.station))
            }
            What::TakenOver { from } => (
                "taken over by another station",
                format!("from {}, behind its row {}", from.last.station, from.last.seq),
            ),
            What::Interrupted { page, reason } => ("interrupted", format!("page {}: {}", page.letter(), plain(reason))),
            What::Resumed { page, reason } => {
                ("work went on", format!("page {}, after: {}", page.letter(), plain(reason)))
            }
            What::Cleared { page, skipped, overridden } => {
                let call = self.call(*page).unwrap_or_else(|| format!("page {}", page.letter()));
                (
                    "called complete",
                    format!("{}: {call} ({skipped} not applicable, {overridden} overridden)", page.letter()),
                )
            }
            What::Finished { .. } => ("job finished", self.lasted(row)),
            What::Stopped { .. } => ("job stopped", self.lasted(row)),
            What::Attempted { outcome, .. } => ("a code was entered; the radio said", outcome.word().to_owned()),
            What::Remarked { on } => (
                "remarked",
                match on {
                    RemarkOn::Item(_) => String::new(),
                    RemarkOn::Call(page) => format!("on page {}", page.letter()),
                    RemarkOn::Job => "on the job".to_owned(),
                },
            ),
            What::CodesRead { item, read } => {
                let change = self.job.as_ref().and_then(|job| job.codes_change_to(item.as_str(), &read.told));
                let change =
                    change.map_or_else(String::new, |it| format!("; beside those before the work: {}", it.words()));
                let vin = read.told.vin.as_deref().unwrap_or("not told");
                ("an adapter read the car", format!("{}: VIN {vin} · {}{change}", read.by, read.told.words()))
            }
            What::Watched { instrument, row } => ("the supply was watched", format!("{instrument} {}", row.words())),
            What::HandedOver { how } => ("handed over", plain_word(how.word())),
            What::Printed { result } => ("sheet printed", result.word().to_owned()),
            What::Emailed => ("sheet sent by e-mail", String::new()),
            What::Reviewed { finding, observed, .. } => {
                let label = |id: &Id| self.label(id);
                let seen =
                    observed.as_ref().map_or_else(String::new, |observed| format!("; {}", observed.words(label)));
                ("finding seen", format!("{}{seen}", title(finding)))
            }
            What::Action { finding, step, .. } => match step {
                ActionStep::Open { whose, until } => {
                    ("to be done about a finding", format!("{}: by {whose}, until {until}", title(finding)))
                }
                ActionStep::Done => ("done about a finding", title(finding).to_owned()),
            },
        };
        (happened.to_owned(), said)
    }

    /// An answer as a person reads it: an option by its words, a figure with where it is from.
    fn answer(&self, answer: &Answer, item: Option<&Item>) -> String {
        let shown = item.and_then(|item| self.progress(|progress| progress.shown(item, answer)));
        let shown = shown.unwrap_or_else(|| answer.shown());
        match answer.source_words(self.job.as_ref().is_some_and(Job::is_via_file)) {
            Some(source) => format!("{shown}, {source}"),
            None => shown,
        }
    }

    /// What an item is called; its id where the checklist isn't there.
    fn label(&self, id: &Id) -> String {
        let item = self.kept.checklist.as_ref().and_then(|checklist| checklist.item(id.as_str()));
        item.map_or_else(|| id.to_string(), |(_, item)| item.label.to_string())
    }

    /// The call at the end of a page, by the answers until then.
    fn call(&self, pause: PausePoint) -> Option<String> {
        let page = self.kept.checklist.as_ref()?.page(pause)?;
        self.progress(|progress| progress.call(page).map(|call| call.text.en.clone()))?
    }

    /// The time that the job took.
    fn lasted(&self, row: &Row) -> String {
        let Some(job) = &self.job else { return String::new() };
        let minutes = (row.time.with_nanosecond(0).unwrap_or(row.time) - job.started_at()).num_minutes();
        format!("{minutes} min after it began")
    }

    fn progress<T>(&self, look: impl FnOnce(&Progress<'_>) -> T) -> Option<T> {
        let (checklist, job): (&Checklist, &Job) = (self.kept.checklist.as_ref()?, self.job.as_ref()?);
        let ages = WallClock(job.last().time);
        Some(look(&Progress::new(checklist, &self.kept.book, job, &ages)))
    }
}

/// What a kind of finding is called.
fn title(finding: &Id) -> &str {
    FindingKind::from_id(finding).map_or_else(|| finding.as_str(), |kind| kind.title())
}

/// An id as words.
fn plain(id: &Id) -> String {
    plain_word(id.as_str())
}

fn plain_word(word: &str) -> String {
    word.replace('-', " ")
}
