//! `when` and `unless`: conditions on earlier answers, and what is known about the items they may name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fields::{Fields, id_of, strings_of};
use super::log::Log;
use super::suggest::{closest, listed};
use crate::domain::{Field, Id, Item, When};

/// The items of a checklist while it is read from top to bottom.
pub(super) struct Seen {
    /// Every id in the file, so that "comes later" can be told from "does not exist".
    all: BTreeSet<String>,
    items: BTreeMap<Id, Tokens>,
}

/// The answers that an item can have, as conditions name them.
struct Tokens {
    words: BTreeSet<String>,
    /// Whether the radio book adds options, which this file can't know.
    is_open: bool,
    /// Whether a figure is measured, so that it can be `low` or `high`.
    is_measured: bool,
    /// Whether the item could not be read, so that nothing is known about its answers.
    is_unread: bool,
    stale_after_seconds: Option<u32>,
}

impl Seen {
    pub(super) fn new(all: BTreeSet<String>) -> Self {
        Self { all, items: BTreeMap::new() }
    }

    /// Whether an item with this id came before.
    pub(super) fn has(&self, id: &Id) -> bool {
        self.items.contains_key(id)
    }

    /// After how many seconds the answer to an earlier item is stale.
    pub(super) fn stale_after_seconds(&self, id: &Id) -> Option<u32> {
        self.items.get(id)?.stale_after_seconds
    }

    /// From here on conditions may name the item.
    pub(super) fn add(&mut self, item: &Item) {
        let mut words: BTreeSet<String> = item.options.iter().map(|option| option.id.to_string()).collect();
        words.extend(item.field.as_ref().into_iter().flat_map(typed_tokens).map(str::to_owned));
        words.extend(item.may_skip.then(|| "skipped".to_owned()));
        words.extend(item.may_override.then(|| "none".to_owned()));
        let tokens = Tokens {
            words,
            is_open: item.more.is_some(),
            is_measured: matches!(item.field, Some(Field::Measure { .. })),
            is_unread: false,
            stale_after_seconds: item.stale_after_seconds,
        };
        self.items.insert(item.id, tokens);
    }

    /// An item that has faults of its own: conditions on it are not judged.
    pub(super) fn add_unread(&mut self, id: &Id) {
        let tokens = Tokens {
            words: BTreeSet::new(),
            is_open: true,
            is_measured: false,
            is_unread: true,
            stale_after_seconds: None,
        };
        self.items.insert(*id, tokens);
    }

    /// Says why no earlier item has this id.
    pub(super) fn not_found(&self, log: &mut Log, id: &str, span: &Range<usize>) {
        if self.all.contains(id) {
            let help = "name an item that stands above this line".to_owned();
            log.error(span, format!("`{id}` has no answer yet: it is asked here or further down"), help);
            return;
        }
        let help = match closest(id, self.items.keys().map(Id::as_str)) {
            Some(meant) => format!("write `{meant}`"),
            None => format!("above this line are {}", listed(self.items.keys().map(Id::as_str))),
        };
        log.error(span, format!("no item is called `{id}`"), help);
    }
}

/// How a typed answer may be called in conditions.
fn typed_tokens(field: &Field) -> Vec<&'static str> {
    match field {
        Field::Text(_) => vec!["text"],
        Field::Serial => vec!["sn"],
        Field::Wait { .. } => vec!["num"],
        Field::Measure { limits, .. } => {
            let low = (limits.warn_below.is_some() || limits.stop_below.is_some()).then_some("low");
            let high = (limits.warn_above.is_some() || limits.stop_above.is_some()).then_some("high");
            let flat = limits.flat_below.map(|_| "flat");
            ["num"].into_iter().chain(low).chain(flat).chain(high).collect()
        }
    }
}

/// Words that conditions use for something else, so that no option may be called so.
pub(super) const RESERVED: [&str; 7] = ["num", "low", "flat", "high", "sn", "text", "skipped"];

/// Reads `when` or `unless`: `{ item = ["token", …], … }`. Without it the empty condition.
pub(super) fn condition(log: &mut Log, fields: &mut Fields, name: &'static str, seen: &Seen) -> When {
    let mut when = When::default();
    let Some(table) = fields.table(log, name) else { return when };
    for (item, span, value) in table.names() {
        let tokens = strings_of(log, item, value);
        let Some(id) = id_of(log, item, &span) else { continue };
        let Some(known) = seen.items.get(&id) else {
            seen.not_found(log, item, &span);
            continue;
        };
        for (token, span) in &tokens {
            unknown_token(log, known, item, token, span);
        }
        when.0.insert(id, tokens.into_iter().map(|(token, _)| token.to_owned()).collect());
    }
    if table.names().next().is_none() {
        let help = format!("write {name} = {{ item = [\"answer\"] }}, or take it out");
        log.error(&table.span(), format!("`{name}` has no condition in it"), help);
    }
    when
}

/// Says so when the item can't be answered like that.
fn unknown_token(log: &mut Log, known: &Tokens, item: &str, token: &str, span: &Range<usize>) {
    if known.is_unread || known.words.contains(token) || (known.is_open && !RESERVED.contains(&token)) {
        return;
    }
    if known.is_measured && token == "flat" {
        let help = format!("give `{item}` a limit flat-below, or take \"flat\" out");
        log.error(span, format!("`{item}` is never \"flat\": it has no such limit"), help);
        return;
    }
    if known.is_measured && matches!(token, "low" | "high") {
        let side = if token == "low" { "below" } else { "above" };
        let help = format!("give `{item}` a limit warn-{side} or stop-{side}, or take \"{token}\" out");
        log.error(span, format!("`{item}` is never \"{token}\": it has no limit {side}"), help);
        return;
    }
    let help = match closest(token, known.words.iter().map(String::as_str)) {
        Some(meant) => format!("write \"{meant}\""),
        None => format!("its answers are {}", listed(known.words.iter().map(String::as_str))),
    };
    log.error(span, format!("`{item}` has no answer \"{token}\""), help);
}
