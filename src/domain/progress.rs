//! A job laid beside its checklist: what applies, what is open, what comes next. Where an item stands is [`super::status`]'s.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use super::ages::Ages;
use super::checklist::{More, known};
use super::choice::{give_keys, meant};
use super::condition::applies;
use super::input::{Unfit, UnfitKind, parse_typed};
use super::job::Job;
use super::off_early::off_early;
use super::serial_shape::SerialShapes;
use super::status::Status;
use super::{
    Answer, Call, Checklist, ChecklistPage, Choice, Ending, Fact, Field, Id, Item, PausePoint, RadioBook, Text, Verdict,
};

/// One line of a page: an item and those that share its line.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistLine<'a> {
    /// The items on it, at least one.
    pub items: Vec<&'a Item>,
}

/// A job beside its checklist, at one moment.
pub struct Progress<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// The radio book.
    pub book: &'a RadioBook,
    /// The job.
    pub job: &'a Job,
    pub(super) ages: &'a dyn Ages,
    pub(super) off_early: Option<&'a Fact>,
    /// Who works on, where that isn't whoever recorded something of it last.
    pub(super) worker: Option<&'a str>,
    /// Where items stand, page by page, as far as it was asked: a gate asks several times for each.
    pub(super) known: OnceCell<Vec<Vec<Cell<Option<Status>>>>>,
}

impl std::fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress").field("job", &self.job.key).finish_non_exhaustive()
    }
}

impl<'a> Progress<'a> {
    /// Lays `job` beside `checklist`.
    #[must_use]
    pub fn new(checklist: &'a Checklist, book: &'a RadioBook, job: &'a Job, ages: &'a dyn Ages) -> Self {
        let off_early = off_early(checklist, job);
        Self { checklist, book, job, ages, off_early, worker: None, known: OnceCell::new() }
    }

    /// The same, as it is for somebody who works on.
    #[must_use]
    pub fn for_worker<'b>(&'b self, name: &'b str) -> Progress<'b> {
        let Self { checklist, book, job, ages, off_early, .. } = *self;
        Progress { checklist, book, job, ages, off_early, worker: Some(name), known: OnceCell::new() }
    }

    /// The token of an item that applies; `None` for one whose own condition no longer holds, so that an answer given
    /// on another path is not looked at.
    pub(super) fn token(&self, item: &str) -> Option<&'a str> {
        if let Some(known) = self.of_book(item) {
            return Some(known);
        }
        let (_, known) = self.checklist.item(item)?;
        if !applies(&known.when, &known.unless, |id| self.token(id.as_str())) {
            return None;
        }
        match self.job.answer(item) {
            Some(answer) => Some(known.token_of(answer)),
            None => self.job.token(item),
        }
    }

    /// What the radio book knows of this car, or whether the battery was off before it was called, where that is what is asked for.
    fn of_book(&self, asked: &str) -> Option<&'static str> {
        let (car, radio) = (|| self.token(known::CAR), || self.token(known::RADIO));
        match asked {
            known::BOOK_CODED => Some(self.book.coded(car(), radio()).word()),
            known::BOOK_AIRBAG if self.book.airbag(self.token(known::MAKE), car()).is_some() => Some("known"),
            known::BOOK_AIRBAG => Some("not-known"),
            known::BOOK_IGNITION => Some(match self.book.airbag(self.token(known::MAKE), car()) {
                Some(airbag) if airbag.is_ignition_on => "on",
                Some(_) => "off",
                None => "not-known",
            }),
            known::OFF_EARLY => Some(if self.off_early.is_some() { "yes" } else { "no" }),
            known::BOOK_SIREN => Some(if self.book.siren(car()).is_some() { "yes" } else { "no" }),
            _ => None,
        }
    }

    /// Whether something with these conditions applies to this job.
    pub(super) fn holds(&self, when: &super::When, unless: &super::When) -> bool {
        applies(when, unless, |id| self.token(id.as_str()))
    }

    /// Whether the page applies.
    #[must_use]
    pub fn has_page(&self, page: &ChecklistPage) -> bool {
        page.when.holds(|id| self.token(id.as_str()))
    }

    /// The pages that apply.
    pub fn pages(&self) -> impl Iterator<Item = &'a ChecklistPage> + '_ {
        self.checklist.pages.iter().filter(|page| self.has_page(page))
    }

    /// The items of the pages that apply, each with its page; whether the items themselves apply, [`Progress::status`] says.
    pub fn items(&self) -> impl Iterator<Item = (&'a ChecklistPage, &'a Item)> + '_ {
        self.pages().flat_map(|page| page.items.iter().map(move |item| (page, item)))
    }

    /// The item with this id, and its page.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(&'a ChecklistPage, &'a Item)> {
        let (pause, item) = self.checklist.item(id)?;
        Some((self.checklist.page(pause)?, item))
    }

    /// The lines of a page, with the items that apply or not.
    #[must_use]
    pub fn lines(&self, page: &'a ChecklistPage) -> Vec<ChecklistLine<'a>> {
        let mut lines: Vec<ChecklistLine<'a>> = Vec::new();
        for item in &page.items {
            match lines.last_mut() {
                Some(line) if item.is_same_line => line.items.push(item),
                _ => lines.push(ChecklistLine { items: vec![item] }),
            }
        }
        lines
    }

    /// The options that an item has now, each with its key.
    #[must_use]
    pub fn options(&self, item: &Item) -> Vec<Choice> {
        let mut options = self.options_of_book(item);
        options.extend(item.options.iter().filter(|option| self.holds(&option.when, &option.unless)).cloned());
        give_keys(&mut options, &item.options);
        options
    }

    /// The options that the radio book adds to those of an item.
    fn options_of_book(&self, item: &Item) -> Vec<Choice> {
        match item.more {
            Some(More::Makes) => self.book.make_options(),
            Some(More::Cars) => self.book.cars(self.token(known::MAKE)),
            Some(More::Radios) => self.book.radios(self.token(known::CAR)),
            None => Vec::new(),
        }
    }

    /// Reads what was typed for an item: an option by its words where it is found by them, else as [`parse_typed`] does.
    ///
    /// # Errors
    /// When it is no answer, or may mean several.
    pub fn read(&self, item: &Item, typed: &str) -> Result<Answer, Unfit> {
        if item.field != Some(Field::Find) {
            return parse_typed(item, typed);
        }
        let options = self.options(item);
        match meant(&options, typed).as_slice() {
            [option] => Ok(Answer::Option(option.id)),
            [] => Err(Unfit::new(format!("{}: nothing here begins like that", item.label)).of(UnfitKind::Form)),
            _ => Err(Unfit::new("type more of it, or the digit before it").of(UnfitKind::Form)),
        }
    }

    /// How serial numbers of this make look, where the radio book says so.
    #[must_use]
    pub fn serial_shapes(&self) -> Option<&'a SerialShapes> {
        let named = || self.token(known::CAR).and_then(|car| self.book.file_of(car)).map(|make| make.name.id.as_str());
        self.book.serial_shapes(self.token(known::MAKE).or_else(named))
    }

    /// The option with this id, if the item has it now.
    #[must_use]
    pub fn option<'b>(&self, item: &'b Item, id: &Id) -> Option<Cow<'b, Choice>> {
        let of_book =
            item.more.and_then(|more| self.book.option(more, self.token(known::MAKE), self.token(known::CAR), id));
        let is_it = |option: &&Choice| option.id == *id && self.holds(&option.when, &option.unless);
        of_book.map(Cow::Owned).or_else(|| item.options.iter().find(is_it).map(Cow::Borrowed))
    }

    /// The verdict on an answer.
    pub(super) fn weigh(&self, item: &Item, answer: &Answer) -> Verdict {
        match answer {
            Answer::Option(id) => self.option(item, id).map_or(Verdict::Ok, |option| option.verdict),
            typed => match item.judge_typed(typed).0 {
                Verdict::Ok if self.is_disproved(item) => Verdict::Warn,
                verdict => verdict,
            },
        }
    }

    /// The verdict on an answer, with what is to be said about it.
    #[must_use]
    pub fn verdict(&self, item: &Item, answer: &Answer) -> (Verdict, Option<Text>) {
        let verdict = self.weigh(item, answer);
        let text = match (answer, item.judge_typed(answer)) {
            (Answer::Option(id), _) => self.option(item, id).and_then(|option| option.advice.clone()),
            // the figure is fine in itself, and something else takes its proof away
            (_, (Verdict::Ok, _)) if verdict != Verdict::Ok => {
                Some(Text::plain("It proves nothing: another battery may feed the car"))
            }
            (_, (_, text)) => text.cloned(),
        };
        (verdict, text)
    }

    /// The answer that counts for an item that applies.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&'a Answer> {
        self.token(item).and_then(|_| self.job.answer(item))
    }

    /// Whether every item of the page is settled.
    #[must_use]
    pub fn is_complete(&self, page: &ChecklistPage) -> bool {
        page.items.iter().all(|item| self.status(page, item).is_settled())
    }

    /// Whether the page was called complete. D is called by the job's end.
    #[must_use]
    pub fn is_called(&self, page: &ChecklistPage) -> bool {
        match page.pause {
            PausePoint::D => matches!(self.job.ending(), Some((Ending::Finished, _))),
            PausePoint::A | PausePoint::B if self.off_early.is_some() => true,
            pause => self.job.cleared(pause).is_some(),
        }
    }

    /// Whether the completion call of a page is due: it is complete, and the pages before it were called.
    #[must_use]
    pub fn may_call(&self, page: &ChecklistPage) -> bool {
        let is_after_calls = self.pages().filter(|it| it.pause < page.pause).all(|it| self.is_called(it));
        // as long as two stations go on with it, nobody knows how the car is
        let is_at_one = self.job.unsettled().is_empty();
        is_at_one && is_after_calls && self.is_reached(page.pause) && !self.is_called(page) && self.is_complete(page)
    }

    /// What is called out at the end of a page.
    #[must_use]
    pub fn call(&self, page: &'a ChecklistPage) -> Option<&'a Call> {
        page.calls.iter().find(|call| call.when.holds(|id| self.token(id.as_str())))
    }

    /// Items of a page whose answer is a finding.
    #[must_use]
    pub fn findings(&self, page: &'a ChecklistPage) -> Vec<&'a Item> {
        page.items.iter().filter(|item| self.status(page, item) == Status::Warn).collect()
    }

    /// Items of a page that were left out, and that were overridden.
    #[must_use]
    pub fn exceptions(&self, page: &'a ChecklistPage) -> (Vec<&'a Item>, Vec<&'a Item>) {
        let with = |wanted: Status| page.items.iter().filter(|item| self.status(page, item) == wanted).collect();
        (with(Status::Skipped), with(Status::Overridden))
    }

    /// Whether the items of a page may be answered now. A and B always; C once the lead is off, or work began; D once C
    /// was called complete.
    #[must_use]
    pub fn is_reached(&self, pause: PausePoint) -> bool {
        let is_called = self.begun_at().is_some();
        match pause {
            PausePoint::A | PausePoint::B => true,
            PausePoint::C => is_called,
            PausePoint::D => {
                is_called && self.checklist.page(PausePoint::C).is_none_or(|c| !self.has_page(c) || self.is_called(c))
            }
        }
    }

    /// Whether an item may be answered now: its page is reached, or it makes the car safe.
    #[must_use]
    pub fn may_answer(&self, page: &ChecklistPage, item: &Item) -> bool {
        self.is_reached(page.pause) || self.makes_safe(page, item)
    }

    /// Whether an item makes the car safe as it is now: the lead was taken off, or something was fitted that is to come off
    /// again.
    #[must_use]
    pub fn makes_safe(&self, page: &ChecklistPage, item: &Item) -> bool {
        if !item.is_make_safe || self.status(page, item) == Status::NotHere {
            return false;
        }
        match &item.undoes {
            Some(fitted) => self.token(fitted.as_str()).is_some_and(|token| !matches!(token, "none" | "skipped")),
            None => self.off_called_at().is_some(),
        }
    }

    /// The same moment, with another job in the place of this one.
    #[must_use]
    pub fn with_job<'b>(&'b self, job: &'b Job) -> Progress<'b> {
        Progress::new(self.checklist, self.book, job, self.ages)
    }

    /// Whether changing an item is a correction, which needs a reason. After the end everything is.
    #[must_use]
    pub fn needs_reason(&self, page: &ChecklistPage, item: &Item) -> bool {
        match self.status(page, item) {
            Status::Skipped => self.job.latest(item.id.as_str()).is_some(),
            Status::Done | Status::Warn | Status::Overridden | Status::Stop => true,
            Status::Open | Status::Unfit | Status::Stale => self.job.ending().is_some(),
            Status::NotHere => false,
        }
    }

    /// The first item that is not settled, on the pages that are reached.
    #[must_use]
    pub fn first_open(&self) -> Option<(&'a ChecklistPage, &'a Item)> {
        self.items().find(|(page, item)| self.is_reached(page.pause) && !self.status(page, item).is_settled())
    }

    /// How many lines are settled, and how many there are, on these pages.
    #[must_use]
    pub fn count(&self, of: impl Fn(PausePoint) -> bool) -> (usize, usize) {
        let (mut settled, mut all) = (0, 0);
        for page in self.pages().filter(|page| of(page.pause)) {
            for line in self.lines(page) {
                let statuses: Vec<Status> = line.items.iter().map(|item| self.status(page, item)).collect();
                if statuses.iter().all(|status| *status == Status::NotHere) {
                    continue;
                }
                all += 1;
                settled += usize::from(statuses.iter().all(|status| status.is_settled()));
            }
        }
        (settled, all)
    }

    /// An answer as a person reads it.
    #[must_use]
    pub fn shown(&self, item: &Item, answer: &Answer) -> String {
        let Answer::Option(id) = answer else { return answer.shown() };
        self.choice(item, id).map_or_else(|| answer.shown(), |choice| choice.label.en)
    }

    /// The option that an answer names, whether it is offered still or not.
    #[must_use]
    pub fn choice(&self, item: &Item, token: &str) -> Option<Choice> {
        let find = |options: &[Choice]| options.iter().find(|it| *it.id == *token).cloned();
        find(&item.options).or_else(|| find(&item.more.map(|more| self.book.ever(more)).unwrap_or_default()))
    }

    /// Milliseconds until an answer goes stale, the next one that does. Waits count by the second, for whoever shows them.
    #[must_use]
    pub fn next_change_ms(&self) -> Option<i64> {
        if self.job.ending().is_some() {
            return None;
        }
        let mut next: Option<i64> = None;
        let mut consider = |ms: i64| {
            if ms > 0 {
                next = Some(next.map_or(ms, |known| known.min(ms)));
            }
        };
        for page in self.pages() {
            for item in &page.items {
                // what doesn't apply, or was left out, goes stale no more
                let is_counted = !matches!(self.status(page, item), Status::NotHere | Status::Skipped);
                if let Some(fact) = self.job.latest(item.id.as_str()).filter(|_| is_counted) {
                    consider(self.fresh_ms(page, item, fact).unwrap_or(0));
                }
            }
        }
        next
    }
}
