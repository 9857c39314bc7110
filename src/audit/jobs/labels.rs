//! Words for ids: what a checklist calls its items and options, and the radio book its cars and radios.
//!
//! Tables for programs have the ids; people read the words. Of several revisions the one of the newest job counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::summary::JobSummary;
use super::wording::{Wording, words_of};
use crate::domain::lockout::{ATTEMPT, ATTEMPT_LIMIT, ATTEMPT_WAIT};
use crate::domain::text::capital;
use crate::domain::{Checklist, Id, RadioBook, Text};
use crate::words::PlainWords;

/// What the guard asks before a code is entered, which stands in no checklist.
const GUARDS: [(&str, &str, &str); 3] = [
    (ATTEMPT, "a code at the radio", "ein Code am Radio"),
    (ATTEMPT_WAIT, "the wait before another code", "die Wartezeit vor einem weiteren Code"),
    (ATTEMPT_LIMIT, "the limit of wrong codes", "die Grenze falscher Codes"),
];

/// The words of checklists and the radio book, in every language that they have.
#[derive(Debug, Clone)]
pub struct Labels {
    kinds: BTreeMap<Id, Text>,
    items: BTreeMap<Id, Text>,
    options: BTreeMap<Id, BTreeMap<Id, Text>>,
}

impl Default for Labels {
    /// The program's own words alone.
    fn default() -> Self {
        let guard = |(id, en, de): (&str, &str, &str)| {
            let others = BTreeMap::from([("de".to_owned(), de.to_owned())]);
            Some((Id::new(id).ok()?, Text { en: en.to_owned(), others }))
        };
        let items = GUARDS.into_iter().filter_map(guard).collect();
        Self { kinds: BTreeMap::new(), items, options: BTreeMap::new() }
    }
}

impl Labels {
    /// The words of the checklists that jobs were asked, in the order of these, and of the radio book.
    #[must_use]
    pub fn of<'a>(jobs: impl Iterator<Item = &'a JobSummary>, book: &RadioBook) -> Self {
        let mut labels = Self::default();
        let mut last: Option<&Arc<Wording>> = None;
        let mut order: Vec<&Arc<Wording>> = Vec::new();
        for wording in jobs.map(|job| &job.wording) {
            if last.is_some_and(|last| Arc::ptr_eq(last, wording)) {
                continue;
            }
            last = Some(wording);
            order.retain(|known| !Arc::ptr_eq(known, wording));
            order.push(wording);
        }
        order.into_iter().filter_map(|wording| wording.checklist.as_deref()).for_each(|it| labels.add(it, book));
        labels
    }

    /// Takes in the words of a checklist; those of an earlier one give way.
    pub fn add(&mut self, checklist: &Checklist, book: &RadioBook) {
        self.kinds.insert(checklist.id, checklist.title.clone());
        for (_, item) in checklist.items() {
            self.items.insert(item.id, item.label.clone());
            let of_book = item.more.map(|more| book.ever(more)).unwrap_or_default();
            let options = self.options.entry(item.id).or_default();
            // of several revisions of a radio file the newest comes first
            options.extend(of_book.iter().rev().chain(&item.options).map(|option| (option.id, words_of(option))));
        }
    }

    /// Takes in the words of options that none of these has, of the items that it knows.
    pub fn complete(&mut self, others: &Self) {
        for (item, options) in &mut self.options {
            for (id, words) in others.options.get(item).into_iter().flatten() {
                options.entry(*id).or_insert_with(|| words.clone());
            }
        }
    }

    /// What a kind of work is called; its id where that isn't known.
    #[must_use]
    pub fn kind<'a>(&'a self, id: &'a str, language: &str) -> &'a str {
        self.kind_named(id, language).unwrap_or(id)
    }

    /// What a kind of work is called, where that is known.
    #[must_use]
    pub fn kind_named(&self, id: &str, language: &str) -> Option<&str> {
        Some(self.kinds.get(id)?.lang(language))
    }

    /// What an item is called; its id where that isn't known.
    #[must_use]
    pub fn item<'a>(&'a self, id: &'a str, language: &str) -> &'a str {
        self.item_named(id, language).unwrap_or(id)
    }

    /// What an item is called, where that is known.
    #[must_use]
    pub fn item_named(&self, id: &str, language: &str) -> Option<&str> {
        Some(self.items.get(id)?.lang(language))
    }

    /// What an option of an item is called; `None` where the token is none of its options.
    #[must_use]
    pub fn option(&self, item: &str, token: &str, language: &str) -> Option<&str> {
        Some(self.options.get(item)?.get(token)?.lang(language))
    }

    /// What was answered to an item in words. What is no option has a word of the program.
    #[must_use]
    pub fn said(&self, item: &str, token: &str, words: &PlainWords) -> String {
        match (self.option(item, token, words.language()), token) {
            (Some(option), _) => capital(option),
            (None, "skipped" | "none" | "not-said" | "num" | "sn" | "text") => {
                words.get(&format!("said-{token}")).to_owned()
            }
            (None, token) => words.say("said-unnamed", &[("id", token)]),
        }
    }
}
