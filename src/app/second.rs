//! A second name that another station asks for: who is asked says here whether he is the second person.

use super::dialogue::Entry;
use super::parts::{Answered, Ask, Choices, record};
use super::reaction::Reaction;
use super::{Command, Context, Store};
use crate::domain::checklist::known;
use crate::domain::input::Unfit;
use crate::domain::lockout::ATTEMPT;
use crate::domain::{Fact, Id, JobKey, RowLink, SecondRequest, Signature, What};

/// The question to whoever is asked.
#[derive(Debug, Clone)]
pub struct SecondScreen {
    /// The job, at another station.
    pub key: JobKey,
    /// The item.
    pub item: Id,
    /// The row by which it is asked.
    request: RowLink,
    /// What is answered, and how far it is.
    pub ask: Ask<WhyNot, IsSecond>,
}

/// Why somebody is not the second person: a remark, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyNot;

/// Whether somebody is the second person, by his name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IsSecond(pub String);

impl Choices for IsSecond {
    type Pick = bool;

    fn picks(&self) -> Vec<(String, bool)> {
        let Self(name) = self;
        vec![(format!("Yes: {name} is the second person"), true), (format!("No: {name} does not agree"), false)]
    }
}

impl SecondScreen {
    /// The question that was asked first and that nobody has answered; `None` where none is.
    #[must_use]
    pub fn open(store: &Store) -> Option<Self> {
        let (key, request) = store.second_requests().into_iter().next()?;
        let ask = Ask::choice(IsSecond(request.second.to_owned()));
        Some(Self { key, item: *request.item, request: request.asked.link(), ask })
    }

    /// What is asked; `None` once it is answered, or not asked any more.
    #[must_use]
    pub fn request<'a>(&self, store: &'a Store) -> Option<SecondRequest<'a>> {
        let request = store.jobs.get(&self.key)?.second_request(self.item.as_str())?;
        (request.asked.is_at(&self.request) && request.said.is_none()).then_some(request)
    }

    /// What keys mean here.
    #[must_use]
    pub fn context(&self) -> Context {
        self.ask.context()
    }

    /// Acts on a command.
    pub fn on(&mut self, store: &Store, command: &Command) -> Reaction {
        if *command == Command::Escape {
            return Reaction::back();
        }
        let entry = match self.ask.take(command) {
            None => return Reaction::stay(),
            Some(Answered::Pick(false)) => {
                self.ask = Ask::typed(WhyNot);
                return Reaction::stay();
            }
            Some(Answered::Pick(true)) => self.entry(store, true, ""),
            Some(Answered::Text(WhyNot, remark)) => self.entry(store, false, &remark),
        };
        let who = entry.as_ref().map_or_else(|_| String::new(), |entry| entry.who.first.to_string());
        entry.and_then(|entry| record(store, &self.key, entry)).unwrap_or_else(|unfit| {
            self.ask.refuse(unfit.to_string());
            Reaction::refused(&self.key, Some(self.item), &unfit, &who)
        })
    }

    /// What is recorded.
    fn entry(&self, store: &Store, agrees: bool, remark: &str) -> Result<Entry, Unfit> {
        let request = self.request(store).ok_or_else(|| Unfit::new("that is not asked any more".to_owned()))?;
        Ok(second_said(&request, agrees, remark))
    }
}

/// What is recorded when somebody says whether he is the second person.
#[must_use]
pub fn second_said(request: &SecondRequest<'_>, agrees: bool, remark: &str) -> Entry {
    let what = What::SecondAnswered { item: *request.item, agrees, request: request.asked.link() };
    Entry::new(what, remark, Signature::from(request.second))
}

impl Store {
    /// The second names that other stations ask for and that nobody has answered, those first that were asked first.
    #[must_use]
    pub fn second_requests(&self) -> Vec<(JobKey, SecondRequest<'_>)> {
        let elsewhere = self.jobs.iter().filter(|job| job.has_asked() && job.holder() != self.station);
        let asked = elsewhere.flat_map(|job| job.second_requests().into_iter().map(|request| (job.key, request)));
        let mut asked: Vec<_> = asked.filter(|(_, request)| request.said.is_none()).collect();
        asked.sort_by_key(|(_, request)| request.asked.time);
        asked
    }

    /// What an item of a job is called: in its checklist, at the radio, or on the way to its code.
    pub(super) fn item_words(&self, key: &JobKey, item: &Id) -> String {
        let job = self.jobs.get(key);
        let step = || {
            let job = job?;
            let steps = self.book.recovery(job.token(known::CAR), job.token(known::RADIO));
            steps.into_iter().find(|step| step.item() == *item).map(|step| step.title.en.clone())
        };
        let progress = self.progress(key);
        let asked = progress.as_ref().and_then(|progress| progress.checklist.item(item.as_str()));
        match asked {
            Some((_, asked)) => asked.label.en.clone(),
            None if item.is(ATTEMPT) => "what came of a code".to_owned(),
            None => step().unwrap_or_else(|| item.to_string()),
        }
    }

    /// What is asked at a station, in one line.
    #[must_use]
    pub fn second_words(&self, key: &JobKey, request: &SecondRequest<'_>) -> String {
        let item = self.item_words(key, request.item);
        let car = self.jobs.get(key).and_then(|job| job.plate().map(|plate| plate.to_string()));
        let car = car.unwrap_or_else(|| key.number.to_string());
        format!(
            "{car}, {} at {} asks {} for a second name: {item}",
            request.asked.who, request.asked.station, request.second
        )
    }

    /// What was asked about an own job at the other stations, and what was said to it, one sentence each.
    pub(super) fn seconds_said(&self, key: &JobKey) -> Vec<String> {
        let Some(job) = self.jobs.get(key).filter(|job| job.holder() == self.station) else { return Vec::new() };
        let requests = job.second_requests();
        let words = |said: (&Fact, bool), request| match said_words(request, said) {
            words if said.1 => format!("{words}{RECORDS}"),
            words => words,
        };
        requests.iter().filter_map(|request| Some(words(request.said?, request))).collect()
    }
}

/// What is done, at the job's own station, once somebody has said that he is the second person.
pub const RECORDS: &str = ": o records the override";

/// What somebody said at another station, in a sentence.
#[must_use]
pub fn said_words(request: &SecondRequest<'_>, (fact, agrees): (&Fact, bool)) -> String {
    let at = format!("{} at {}", request.second, fact.station);
    match (agrees, fact.note.trim()) {
        (true, _) => format!("{at} is the second person"),
        (false, "") => format!("{at} does not agree"),
        (false, why) => format!("{at} does not agree: {why}"),
    }
}
