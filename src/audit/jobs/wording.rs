//! What a job was asked: its checklist of that day, or the knowledge that it is missing.

use std::sync::Arc;

use foldhash::HashMap;

use crate::domain::job::answer_in;
use crate::domain::{Answer, Checklist, ChecklistPage, Choice, Fact, Id, Item, PausePoint, Text, Verdict};

/// The words of an option: its label; in languages that the label is not written in, those for the customer.
#[must_use]
pub fn words_of(option: &Choice) -> Text {
    let mut words = option.label.clone();
    for (language, text) in option.sheet.iter().flat_map(|sheet| &sheet.others) {
        words.others.entry(language.clone()).or_insert_with(|| text.clone());
    }
    words
}

/// The checklist that a job was started with. Shared by all jobs that were asked the same.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The checklist's id, which is the kind of work.
    pub kind: Id,
    pub revision: u32,
    /// SHA-256 of its file, 64 lower-case hex digits.
    pub sha: Box<str>,
    /// Its content; `None` when neither a kept copy nor a current file has this SHA-256.
    pub checklist: Option<Arc<Checklist>>,
    /// The index of each item's page, and its index on that page.
    places: HashMap<Id, (usize, usize)>,
    /// What each item and each of its options is called, shared by all that is said of them.
    labels: HashMap<(Id, Option<Id>), Arc<Text>>,
}

/// The item that a fact is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedItem<'a> {
    /// The pause point that the item stands in.
    pub page: &'a ChecklistPage,
    pub item: &'a Item,
    /// The verdict on what was answered, by itself.
    pub verdict: Verdict,
}

/// The verdict on an answer, by itself: whether it still applies is for [`crate::domain::Progress::status`].
pub(crate) fn verdict(item: &Item, answer: &Answer) -> Verdict {
    match answer {
        Answer::Option(id) => item.options.iter().find(|option| option.id == *id).map_or(Verdict::Ok, |it| it.verdict),
        typed => item.judge_typed(typed).0,
    }
}

impl Wording {
    /// A wording, with the content if it was found.
    #[must_use]
    pub fn new(kind: Id, revision: u32, sha: Box<str>, checklist: Option<Arc<Checklist>>) -> Self {
        let (mut places, mut labels) = (HashMap::default(), HashMap::default());
        for item in checklist.iter().flat_map(|checklist| checklist.pages.iter().flat_map(|page| &page.items)) {
            labels.insert((item.id, None), Arc::new(item.label.clone()));
            labels.extend(item.options.iter().map(|it| ((item.id, Some(it.id)), Arc::new(words_of(it)))));
        }
        for (at, page) in checklist.iter().flat_map(|checklist| checklist.pages.iter().enumerate()) {
            places.extend(page.items.iter().enumerate().map(|(on_page, item)| (item.id, (at, on_page))));
        }
        Self { kind, revision, sha, checklist, places, labels }
    }

    /// The item with this id and its page.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(&ChecklistPage, &Item)> {
        self.item_at(*self.places.get(id)?)
    }

    fn item_at(&self, (page, item): (usize, usize)) -> Option<(&ChecklistPage, &Item)> {
        let page = self.checklist.as_ref()?.pages.get(page)?;
        Some((page, page.items.get(item)?))
    }

    /// The items that some facts are about, in the order of these. Mostly it is the item after that of the fact before.
    #[must_use]
    pub(crate) fn asked_by(&self, facts: &[Fact]) -> Vec<Option<AskedItem<'_>>> {
        let mut next = (0, 0);
        let mut asked = |fact: &Fact| {
            let id = fact.what.item()?;
            let place = match self.item_at(next) {
                Some((_, item)) if item.id == *id => next,
                _ => *self.places.get(id)?,
            };
            next = (place.0, place.1 + 1);
            let (page, item) = self.item_at(place)?;
            let verdict = answer_in(&fact.what).map_or(Verdict::Ok, |answer| verdict(item, answer));
            Some(AskedItem { page, item, verdict })
        };
        facts.iter().map(&mut asked).collect()
    }

    /// The pause point that an item stands in.
    #[must_use]
    pub fn pause(&self, id: &str) -> Option<PausePoint> {
        self.item(id).map(|(page, _)| page.pause)
    }

    /// What an item is called, or one of its options, in all languages; `None` where the wording doesn't say.
    #[must_use]
    pub fn called(&self, item: Id, option: Option<Id>) -> Option<Arc<Text>> {
        self.labels.get(&(item, option)).cloned()
    }

    /// A few words for an item; its id where the wording is missing.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.item(id).map_or(id, |(_, item)| item.label.en.as_str())
    }
}
