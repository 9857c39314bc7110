//! What a job was asked: its checklist of that day, or the knowledge that it is missing.

use std::sync::Arc;

use foldhash::HashMap;

use crate::domain::job::answer_in;
use crate::domain::{Answer, Checklist, ChecklistPage, Fact, Id, Item, PausePoint, Verdict};

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
        let mut places = HashMap::default();
        for (at, page) in checklist.iter().flat_map(|checklist| checklist.pages.iter().enumerate()) {
            places.extend(page.items.iter().enumerate().map(|(on_page, item)| (item.id, (at, on_page))));
        }
        Self { kind, revision, sha, checklist, places }
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

    /// A few words for an item; its id where the wording is missing.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.item(id).map_or(id, |(_, item)| item.label.en.as_str())
    }
}
