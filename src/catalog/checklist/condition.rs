//! Reads `when` and `unless`, the conditions on earlier answers, and keeps what is known about the items they may name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalog::source::fields::Fields;
use crate::catalog::source::suggest::{closest, listed};
use crate::domain::checklist::known::OF_BOOK;
use crate::domain::{Field, Id, Item, PausePoint, When};

/// What stands above a line of a checklist, while it is read from top to bottom.
pub struct Earlier {
    /// The page that is being read, where it says which it is.
    pub pause: Option<PausePoint>,
    /// Every id in the file, so that "comes later" can be told from "does not exist".
    all: BTreeSet<String>,
    items: BTreeMap<Id, Tokens>,
}

/// The answers that an item can have, as conditions name them.
#[derive(Default)]
struct Tokens {
    words: BTreeSet<String>,
    /// Whether the radio book adds options, which this file can't know.
    is_open: bool,
    /// Whether a figure is measured, so that it can be `low` or `high`.
    is_measured: bool,
    /// Whether the item could not be read, so that nothing is known about its answers.
    is_unread: bool,
    stale_after_seconds: Option<u32>,
    /// The fewest minutes that it takes, where it asks for minutes.
    minutes_min: Option<f64>,
    /// Whether it records that the battery is off.
    is_lead_off: bool,
}

/// Words that conditions use for something else, so that no option may be called so.
pub const RESERVED: [&str; 8] = ["num", "low", "flat", "high", "sn", "text", "skipped", "taken-back"];

impl Earlier {
    pub fn new(all: BTreeSet<String>) -> Self {
        Self { pause: None, all, items: BTreeMap::new() }
    }

    /// Whether an item with this id came before.
    pub fn has(&self, id: &Id) -> bool {
        self.items.contains_key(id)
    }

    /// Whether the page that is being read comes after the lead came off; not known counts as no.
    pub fn is_lead_off(&self) -> bool {
        self.pause.is_some_and(|pause| pause >= PausePoint::C)
    }

    /// After how many seconds the answer to an earlier item is stale.
    pub fn stale_after_seconds(&self, id: &Id) -> Option<u32> {
        self.items.get(id)?.stale_after_seconds
    }

    /// The fewest minutes that an earlier item takes, where it asks for minutes.
    pub fn minutes_min(&self, id: &Id) -> Option<f64> {
        self.items.get(id)?.minutes_min
    }

    /// Whether an earlier item records that the battery is off.
    pub fn says_lead_off(&self, id: &str) -> bool {
        self.items.iter().any(|(known, tokens)| known.is(id) && (tokens.is_lead_off || tokens.is_unread))
    }

    /// Checks the name of any item of the file, also of one that comes later.
    pub fn any_item_at(&self, fields: &Fields, name: &str, span: &Range<usize>) -> Option<Id> {
        let id = fields.id_at(name, span)?;
        if !self.all.contains(name) {
            let names = || self.all.iter().map(String::as_str);
            let help = match closest(name, names()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("there are {}", listed(names())),
            };
            fields.error_at(span, format!("no item is called `{name}`"), help);
        }
        Some(id)
    }

    /// From here on conditions may name the item.
    pub fn add(&mut self, item: &Item) {
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
            minutes_min: match &item.field {
                Some(Field::Measure { unit, limits, .. }) if unit == "min" => limits.min,
                _ => None,
            },
            is_lead_off: item.is_lead_off,
        };
        self.items.insert(item.id, tokens);
    }

    /// An item that has faults of its own: conditions on it are not judged.
    pub fn add_unread(&mut self, id: Id) {
        self.items.insert(id, Tokens { is_open: true, is_unread: true, ..Tokens::default() });
    }

    /// Reads the names of earlier items; one that isn't earlier is told.
    pub fn named(&self, fields: &mut Fields, name: &'static str) -> Vec<Id> {
        let names = fields.strings(name).unwrap_or_default();
        names.into_iter().filter_map(|(name, span)| self.item_at(fields, name, &span)).collect()
    }

    /// Checks the name of an earlier item.
    pub fn item_at(&self, fields: &Fields, name: &str, span: &Range<usize>) -> Option<Id> {
        let id = fields.id_at(name, span)?;
        if !self.has(&id) {
            self.tell_not_found(fields, name, span);
        }
        Some(id)
    }

    /// Says why no earlier item has this id.
    fn tell_not_found(&self, fields: &Fields, id: &str, span: &Range<usize>) {
        if self.all.contains(id) {
            let message = format!("`{id}` has no answer yet: it is asked here or further down");
            return fields.error_at(span, message, "name an item that stands above this line");
        }
        let names = || self.items.keys().map(Id::as_str);
        let help = match closest(id, names()) {
            Some(meant) => format!("write `{meant}`"),
            None => format!("above this line are {}", listed(names())),
        };
        fields.error_at(span, format!("no item is called `{id}`"), help);
    }
}

/// How a typed answer may be called in conditions.
fn typed_tokens(field: &Field) -> Vec<&'static str> {
    match field {
        Field::Find => Vec::new(),
        Field::Text(_) => vec!["text"],
        Field::Serial => vec!["sn"],
        Field::Wait { .. } => vec!["num"],
        Field::Measure { limits, .. } => {
            let low = limits.judges_low().then_some("low");
            let high = limits.judges_high().then_some("high");
            let flat = limits.flat_below.map(|_| "flat");
            ["num"].into_iter().chain(low).chain(flat).chain(high).collect()
        }
    }
}

/// Reads `when` or `unless`: `{ item = ["token", …], … }`. Without it the empty condition.
pub fn condition(fields: &mut Fields, name: &'static str, earlier: &Earlier) -> When {
    let Some(value) = fields.value(name) else { return When::default() };
    // its names are items, and none of them is a field: it is read without asking which are known
    let Some(table) = value.get_ref().as_table() else {
        return fields.table(name, |_| When::default()).unwrap_or_default();
    };
    let mut when = When::default();
    for (item, value) in table.iter() {
        let (item, span) = (item.get_ref().as_ref(), item.span());
        let tokens = fields.strings_of(item, value);
        if let Some((_, words)) = OF_BOOK.iter().find(|(asked, _)| *asked == item) {
            tokens.iter().for_each(|(token, span)| check_word(fields, words, item, token, span));
        }
        let of_book = fields.id_at(item, &span).filter(|_| OF_BOOK.iter().any(|(asked, _)| *asked == item));
        let Some(id) = of_book.or_else(|| earlier.item_at(fields, item, &span)) else { continue };
        let words = tokens.iter().map(|(token, _)| (*token).to_owned()).collect();
        if of_book.is_some() {
            when.0.insert(id, words);
            continue;
        }
        let Some(known) = earlier.items.get(&id) else { continue };
        for (token, span) in &tokens {
            check_token(fields, known, item, token, span);
        }
        when.0.insert(id, words);
    }
    if table.is_empty() {
        let help = format!("write {name} = {{ item = [\"answer\"] }}, or take it out");
        fields.error(name, format!("`{name}` has no condition in it"), help);
    }
    when
}

/// Says so when the radio book never answers like that.
fn check_word(fields: &Fields, words: &[&str], item: &str, token: &str, span: &Range<usize>) {
    if !words.contains(&token) {
        let help = format!("its answers are {}", listed(words.iter().copied()));
        fields.error_at(span, format!("`{item}` has no answer \"{token}\""), help);
    }
}

/// Says so when the item can't be answered like that.
fn check_token(fields: &Fields, known: &Tokens, item: &str, token: &str, span: &Range<usize>) {
    if known.is_unread || known.words.contains(token) || (known.is_open && !RESERVED.contains(&token)) {
        return;
    }
    if known.is_measured && token == "flat" {
        let help = format!("give `{item}` a limit flat-below, or take \"flat\" out");
        return fields.error_at(span, format!("`{item}` is never \"flat\": it has no such limit"), help);
    }
    if known.is_measured && matches!(token, "low" | "high") {
        let side = if token == "low" { "below" } else { "above" };
        let help = format!("give `{item}` a limit warn-{side} or stop-{side}, or take \"{token}\" out");
        return fields.error_at(span, format!("`{item}` is never \"{token}\": it has no limit {side}"), help);
    }
    let words = || known.words.iter().map(String::as_str);
    let help = match closest(token, words()) {
        Some(meant) => format!("write \"{meant}\""),
        None => format!("its answers are {}", listed(words())),
    };
    fields.error_at(span, format!("`{item}` has no answer \"{token}\""), help);
}
