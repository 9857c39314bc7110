//! What a job was asked: its checklist of that day, or the knowledge that it is missing.

use std::sync::Arc;

use foldhash::HashMap;

use crate::domain::{Checklist, Id, Item, Pause, PausePoint};

use super::names::Name;

/// The checklist that a job was started with. Shared by all cases that were asked the same.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The checklist's id, which is the kind of work.
    pub kind: Name,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of its file, 64 lower-case hex digits.
    pub sha: Name,
    /// Its content; `None` when neither a kept copy nor a current file has this SHA-256.
    pub checklist: Option<Arc<Checklist>>,
    /// Where each item stands: the place of its page and its place on it.
    places: HashMap<Id, (usize, usize)>,
}

impl Wording {
    /// A wording, with the content if it was found.
    #[must_use]
    pub fn new(kind: Name, revision: u32, sha: Name, checklist: Option<Arc<Checklist>>) -> Self {
        let mut places = HashMap::default();
        for (at, page) in checklist.iter().flat_map(|checklist| checklist.pages.iter().enumerate()) {
            places.extend(page.items.iter().enumerate().map(|(on_page, item)| (item.id.clone(), (at, on_page))));
        }
        Self { kind, revision, sha, checklist, places }
    }

    /// The item with this id and its page.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(&PausePoint, &Item)> {
        let (page, item) = *self.places.get(id)?;
        let page = self.checklist.as_ref()?.pages.get(page)?;
        Some((page, page.items.get(item)?))
    }

    /// The pause point that an item stands in.
    #[must_use]
    pub fn pause(&self, id: &str) -> Option<Pause> {
        self.item(id).map(|(page, _)| page.pause)
    }

    /// A few words for an item; its id where the wording is missing.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.item(id).map_or(id, |(_, item)| item.label.en.as_str())
    }
}
