//! What a row says, in the words that were asked.

use chrono::Timelike;

use super::kept::KeptFiles;
use crate::audit::findings::kind::FindingKind;
use crate::domain::ages::WallClock;
use crate::domain::fact::{Observed, RadioReply, RemarkOn};
use crate::domain::lockout::{AttemptStage, ReadAgain};
use crate::domain::text::clock;
use crate::domain::{
    ActionStep, Answer, CarCodes, Checklist, CodesChange, Ending, Fact, Id, Item, Job, PausePoint, Progress, Text,
    WatchRow, What, listed_codes,
};
use crate::journal::{EventName, Row};
use crate::words::{Said, Sentence};

/// A row in words.
pub(super) struct RowWords {
    pub label: Option<Text>,
    pub ask: Option<Text>,
    pub happened: Sentence,
    pub said: Sentence,
    /// What was remarked, where the note of the row has more in it, which is said already.
    pub remark: Option<String>,
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
        let remark = fact.filter(|fact| matches!(fact.what, What::Started { .. } | What::Stopped { .. }));
        let remark = remark.map(|fact| fact.note.to_string());
        let (happened, said) = match fact {
            Some(fact) => self.words(row, &fact.what, item),
            None => (row.event.word().to_owned().into(), row.value.clone().into()),
        };
        if let Some(fact) = fact {
            match &mut self.job {
                Some(job) => job.apply(fact.clone()),
                None => self.job = Job::begin(fact.clone()),
            }
        }
        let (label, ask) = (item.map(|item| item.label.clone()), item.map(|item| item.ask.clone()));
        RowWords { label, ask, happened, said, remark }
    }

    fn words(&self, row: &Row, what: &What, item: Option<&Item>) -> (Sentence, Sentence) {
        let plain = |message| Sentence::says(message, []);
        let nothing = Sentence::default;
        let reply = |outcome: RadioReply| Sentence::word("reply", outcome.word());
        match AttemptStage::of(what) {
            Some(AttemptStage::Begun) => return (plain("told-code-begun"), nothing()),
            Some(AttemptStage::Withdrawn) => return (plain("told-code-withdrawn"), nothing()),
            Some(AttemptStage::Corrected(outcome)) => return (plain("told-code-instead"), reply(outcome)),
            Some(AttemptStage::ReadAgain(shows)) => {
                let says = match shows {
                    ReadAgain::Asks => "told-display-asks",
                    ReadAgain::Waits => "told-display-waits",
                };
                return (plain("told-code-misread"), plain(says));
            }
            Some(AttemptStage::Ended(_)) | None => {}
        }
        let page = |page: PausePoint| ("page", Said::text(page.letter()));
        let why = |reason: &Id| ("why", Sentence::word("told-pause", reason).into());
        let answered = |answer: &Option<Answer>| {
            answer.as_ref().map_or_else(|| plain("says-no-answer"), |answer| self.answer(answer, item))
        };
        match what {
            What::Started { checklist, revision, is_via_file, .. } => {
                let known = self.kept.checklist.as_ref();
                let title =
                    known.map_or_else(|| self.unnamed(checklist).into(), |known| Said::label(known.title.clone()));
                let began = Sentence::says("told-checklist", [("title", title), ("revision", Said::text(revision))]);
                let how = if *is_via_file { plain("told-via-file") } else { nothing() };
                (plain("told-began"), began.and(how))
            }
            What::Answered { answer, .. } => (plain("told-answered"), self.answer(answer, item)),
            What::Corrected { answer, .. } if answer.is_taken_back() => (plain("told-taken-back"), nothing()),
            What::Corrected { answer, .. } => (plain("told-corrected"), self.answer(answer, item)),
            What::Skipped { .. } => (plain("told-skipped"), nothing()),
            What::Overrode { answer, .. } => (plain("told-overridden"), answered(answer)),
            What::SecondAsked { answer, second, .. } => {
                (plain("told-second-asked"), Sentence::from(format!("{second}: ")).and(answered(answer)))
            }
            What::SecondAnswered { agrees, request, .. } => {
                let message = if *agrees { "told-second-yes" } else { "told-second-no" };
                let asked = [("row", Said::text(request.seq)), ("station", Said::text(request.station))];
                (plain("told-second-answered"), Sentence::says(message, asked))
            }
            What::TakenOver { from } => {
                let from = [("station", Said::text(from.last.station)), ("row", Said::text(from.last.seq))];
                (plain("told-taken-over"), Sentence::says("told-taken-from", from))
            }
            What::Interrupted { page: at, reason } => {
                (plain("told-interrupted"), Sentence::says("told-page-for", [page(*at), why(reason)]))
            }
            What::Resumed { page: at, reason } => {
                (plain("told-resumed"), Sentence::says("told-page-after", [page(*at), why(reason)]))
            }
            What::Cleared { page: at, skipped, overridden } => {
                let alone = || Sentence::says("told-page", [page(*at)]).into();
                let values = [
                    page(*at),
                    ("call", self.call(*at).map_or_else(alone, Said::label)),
                    ("skipped", Said::text(skipped)),
                    ("overridden", Said::text(overridden)),
                ];
                (plain("told-called"), Sentence::says("told-call", values))
            }
            What::Finished { .. } => (plain("told-finished"), self.lasted(row)),
            What::Stopped { reason, left, .. } => {
                let why = reason.map(|reason| Sentence::word("report-stop", reason.word()));
                let lead = left.is_lead_off.then(|| plain("told-left-off"));
                let fitted = (!left.fitted.is_empty()).then(|| left.fitted.join(", "));
                let fitted = fitted.map(|what| Sentence::says("told-left-fitted", [("what", Said::text(what))]));
                let said = Sentence::joined([self.lasted(row)].into_iter().chain(why), "; ");
                (plain("told-stopped"), lead.into_iter().chain(fitted).fold(said, Sentence::and))
            }
            What::Attempted { outcome, .. } => (plain("told-code-entered"), reply(*outcome)),
            What::Remarked { on } => (
                plain("told-remarked"),
                match on {
                    RemarkOn::Item(_) => nothing(),
                    RemarkOn::Call(at) => Sentence::says("told-on-page", [page(*at)]),
                    RemarkOn::Job => plain("told-on-job"),
                },
            ),
            What::CodesRead { item, read } => {
                let change = self.job.as_ref().and_then(|job| job.codes_change_to(item.as_str(), &read.told));
                let change = change.map_or_else(nothing, |change| {
                    Sentence::says("told-codes-change", [("change", change_of(&change).into())])
                });
                let vin = read.told.vin.as_ref().map_or_else(|| "codes-untold".into(), Said::text);
                let values = [("by", Said::text(read.by)), ("vin", vin), ("codes", codes_of(&read.told).into())];
                (plain("told-codes-read"), Sentence::says("told-codes", values).and(change))
            }
            What::Watched { instrument, row } => {
                (plain("told-watched"), Sentence::from(format!("{instrument} ")).and(watched(row)))
            }
            What::HandedOver { how } => (plain("told-handed-over"), Sentence::word("told", how.word())),
            What::Printed { result } => (plain("told-sheet-printed"), Sentence::word("told-print", result.word())),
            What::Emailed => (plain("told-emailed"), nothing()),
            What::Reviewed { finding, observed, .. } => {
                let seen = observed.as_ref().map_or_else(nothing, |observed| self.observed(observed));
                (plain("told-reviewed"), title(finding).and(seen))
            }
            What::Action { finding, step, .. } => match step {
                ActionStep::Open { whose, until } => {
                    let values =
                        [("finding", title(finding).into()), ("who", Said::text(whose)), ("until", Said::text(until))];
                    (plain("told-action"), Sentence::says("told-action-of", values))
                }
                ActionStep::Done => (plain("told-action-done"), title(finding)),
            },
        }
    }

    /// An answer as a person reads it: an option by its words, a figure with where it is from.
    fn answer(&self, answer: &Answer, item: Option<&Item>) -> Sentence {
        let choice = |id: &Id| self.progress(|progress| progress.choice(item?, id)).flatten();
        let figure = match answer {
            Answer::Option(id) => {
                let label = choice(id).map(|choice| Said::label(choice.label));
                return label.map_or_else(|| self.unnamed(id), Sentence::from);
            }
            Answer::Number(figure) if figure.unit() != "s" => figure,
            _ => return answer.shown().into(),
        };
        let shown = ("figure", Said::figure(figure));
        match figure.measured() {
            Some(by) => {
                let at = Sentence::word("spot", by.at.word()).into();
                Sentence::says("told-measured", [shown, ("instrument", Said::text(by.by)), ("where", at)])
            }
            None if self.job.as_ref().is_some_and(Job::is_via_file) => Sentence::says("told-from-file", [shown]),
            None => Sentence::says("told-typed", [shown]),
        }
    }

    /// What was seen at the car.
    fn observed(&self, observed: &Observed) -> Sentence {
        match observed {
            Observed::Agrees => Sentence::says("told-agrees", []),
            Observed::Differs(items) => {
                let items = Sentence::joined(items.iter().map(|id| self.label(id)), ", ");
                Sentence::says("told-differs", [("items", items.into())])
            }
        }
    }

    /// What an item is called; its id where the checklist isn't there.
    fn label(&self, id: &Id) -> Sentence {
        let item = self.kept.checklist.as_ref().and_then(|checklist| checklist.item(id.as_str()));
        item.map_or_else(|| self.unnamed(id), |(_, item)| Said::label(item.label.clone()).into())
    }

    /// An id that nothing kept names. Where the checklist itself isn't there, that is said once for all of them.
    fn unnamed(&self, id: &Id) -> Sentence {
        let message = if self.kept.checklist.is_some() { "told-unnamed" } else { "said-unnamed" };
        Sentence::says(message, [("id", Said::text(id))])
    }

    /// The call at the end of a page, by the answers until then.
    fn call(&self, pause: PausePoint) -> Option<Text> {
        let page = self.kept.checklist.as_ref()?.page(pause)?;
        self.progress(|progress| progress.call(page).map(|call| call.text.clone()))?
    }

    /// The time that the job took.
    fn lasted(&self, row: &Row) -> Sentence {
        let Some(job) = &self.job else { return Sentence::default() };
        let minutes = (row.time.with_nanosecond(0).unwrap_or(row.time) - job.started_at()).num_minutes();
        Sentence::says("told-lasted", [("n", Said::text(minutes))])
    }

    fn progress<T>(&self, look: impl FnOnce(&Progress<'_>) -> T) -> Option<T> {
        let (checklist, job): (&Checklist, &Job) = (self.kept.checklist.as_ref()?, self.job.as_ref()?);
        let ages = WallClock(job.last().time);
        Some(look(&Progress::new(checklist, &self.kept.book, job, &ages)))
    }
}

/// What a kind of finding is called.
fn title(finding: &Id) -> Sentence {
    FindingKind::from_id(finding).map_or_else(|| finding.to_string().into(), FindingKind::sentence)
}

/// Each kind of codes that an adapter read.
fn codes_of(told: &CarCodes) -> Sentence {
    let kinds = told.kinds().into_iter().map(|(kind, codes)| {
        let codes = match codes {
            None => "codes-untold".into(),
            Some([]) => "codes-none".into(),
            Some(codes) => Said::text(listed_codes(codes)),
        };
        Sentence::says("told-of-kind", [("kind", Sentence::word("codes", kind).into()), ("codes", codes)])
    });
    Sentence::joined(kinds, " · ")
}

/// What became of codes from before the work to after it.
fn change_of(change: &CodesChange) -> Sentence {
    let parts = change.parts().into_iter().map(|(part, codes)| {
        let codes = ("codes", Said::text(listed_codes(codes)));
        Sentence::says("told-of-part", [("kind", Sentence::word("codes", part).into()), codes])
    });
    let parts = Sentence::joined(parts, " · ");
    if parts.is_empty() { Sentence::says("codes-none-both", []) } else { parts }
}

/// What an instrument saw of the supply, behind its name.
fn watched(row: &WatchRow) -> Sentence {
    let time = |seconds: &u32| Said::text(clock(*seconds));
    match row {
        WatchRow::Began { at, floor } => {
            let at = Sentence::word("spot", at.word()).into();
            Sentence::says("told-watch-began", [("where", at), ("floor", Said::figure(floor))])
        }
        WatchRow::Dipped { seconds, lowest } => {
            Sentence::says("told-watch-dip", [("time", time(seconds)), ("volts", Said::figure(lowest))])
        }
        WatchRow::Lost { seconds } => Sentence::says("told-watch-lost", [("time", time(seconds))]),
        WatchRow::Gap { seconds } => Sentence::says("told-watch-gap", [("time", time(seconds))]),
        WatchRow::Ended(end) => {
            let level = end.level.map(|(lowest, mean)| {
                Sentence::says("told-watch-level", [("lowest", Said::figure(lowest)), ("mean", Said::figure(mean))])
            });
            let values = [
                ("n", Said::text(end.samples)),
                ("level", level.unwrap_or_default().into()),
                ("time", time(&end.watched_seconds)),
                ("of", time(&end.of_seconds)),
            ];
            Sentence::says("told-watch-ended", values)
        }
    }
}
