//! Checklists as plain text, for somebody who writes an answers file or edits the data.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::contents::Catalog;
use super::files::{FileOrigin, Loaded};
use super::source::fault::shown;
use crate::domain::checklist::{More, PageMode, Per};
use crate::domain::{Checklist, ChecklistPage, Choice, Field, Id, Item, Limits, RadioBook, Since, Verdict, When};

/// The narrowest width that is laid out; below it lines are as wide as they need to be.
const NARROWEST: usize = 40;

/// Lists the checklists, radio files and guide files, a line each, and what can't be used. Ends in a newline.
#[must_use]
pub fn render_list(catalog: &Catalog, width: usize) -> String {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for Loaded { content, file } in catalog.checklists() {
        let pages = content.pages.iter().map(|page| format!("{} {}", page.pause.letter(), page.items.len()));
        let pages = pages.collect::<Vec<_>>().join(" · ");
        let (title, revision) = (&content.title, content.revision);
        let from = origin(&file.origin);
        lines.push((content.id.as_str(), format!("{title}, revision {revision}, items {pages}, {from}")));
    }
    for Loaded { content, file } in catalog.radio_files() {
        let cars: String = content.generations.iter().map(|it| format!("{}, ", it.id)).collect();
        let (title, revision) = (&content.title, content.revision);
        let from = origin(&file.origin);
        lines.push((content.id.as_str(), format!("{title}, radios, revision {revision}, {cars}{from}")));
    }
    for Loaded { content, file } in catalog.guides() {
        let (title, revision, topics) = (&content.title, content.revision, content.topics.len());
        let from = origin(&file.origin);
        lines.push((content.id.as_str(), format!("{title}, guide, revision {revision}, {topics} topics, {from}")));
    }
    let column = lines.iter().map(|(id, _)| id.len()).max().unwrap_or(0) + 2;
    let mut text = String::new();
    for (id, about) in lines {
        wrap(&mut text, &format!("{id:<column$}{about}"), 0, column, width);
    }
    for (id, faults) in catalog.unavailable() {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        wrap(&mut text, &format!("{id:<column$}not available: {first}", id = shown(id)), 0, column, width);
    }
    text
}

/// Renders a checklist with all its pages, items and options. Ends in a newline.
#[must_use]
pub fn render_show(loaded: &Loaded<Checklist>, book: &RadioBook, width: usize) -> String {
    let Loaded { content, file } = loaded;
    let mut text = String::new();
    let head = format!("{} · {} · revision {} · {}", content.id, content.title, content.revision, origin(&file.origin));
    wrap(&mut text, &head, 0, 2, width);
    for page in &content.pages {
        page_text(&mut text, page, book, width);
    }
    text
}

fn origin(origin: &FileOrigin) -> String {
    match origin {
        FileOrigin::BuiltIn => "built in".to_owned(),
        FileOrigin::Workshop(path) => shown(&path.display().to_string()),
    }
}

fn page_text(text: &mut String, page: &ChecklistPage, book: &RadioBook, width: usize) {
    let mode = match page.mode {
        PageMode::ReadDo => "read, do",
        PageMode::DoConfirm => "do, confirm",
    };
    text.push('\n');
    wrap(text, &format!("{}  {} ({mode})", page.pause.letter(), page.title), 0, 3, width);
    conditions(text, &page.when, &When::default(), 3, width);
    if let Some(stop) = &page.stop {
        wrap(text, &format!("until it is complete: STOP, {stop}"), 3, 3, width);
    }
    for item in &page.items {
        text.push('\n');
        item_text(text, item, book, width);
    }
    text.push('\n');
    for call in &page.calls {
        let lead = if call.lead_off { " (the lead comes off)" } else { "" };
        wrap(text, &format!("call: {}{lead}", call.text), 3, 9, width);
        conditions(text, &call.when, &When::default(), 9, width);
    }
}

fn item_text(text: &mut String, item: &Item, book: &RadioBook, width: usize) {
    let mut about: Vec<String> = vec![kind(item)];
    about.extend(item.is_hold.then(|| "HOLD POINT".to_owned()));
    about.extend(item.may_skip.then(|| "may be not applicable".to_owned()));
    about.extend(item.may_override.then(|| "may be overridden".to_owned()));
    about.extend(item.stale_after_seconds.map(|seconds| format!("stale after {seconds} s")));
    about.extend(item.is_lead_off.then(|| "lead off".to_owned()));
    about.extend(item.is_lead_on.then(|| "lead on again".to_owned()));
    about.extend(item.is_make_safe.then(|| "makes safe".to_owned()));
    about.extend(item.undoes.as_ref().map(|undone| format!("takes back {undone}")));
    about.extend(item.proven_by.iter().map(|proof| format!("proven by {proof}")));
    wrap(text, &format!("{}: {}", item.id, about.join(", ")), 3, 7, width);
    wrap(text, &item.ask.en, 7, 7, width);
    conditions(text, &item.when, &item.unless, 7, width);
    if let Some(Field::Measure { unit, limits, measured_at }) = &item.field {
        limits_text(text, limits, unit, width);
        if !measured_at.is_empty() {
            let places: Vec<&str> = measured_at.iter().map(|spot| spot.words()).collect();
            wrap(text, &format!("an instrument may read it: {}", places.join(", ")), 7, 7, width);
        }
    }
    match item.more {
        Some(more @ (More::Makes | More::Cars)) => choices(text, &book.ever(more), width),
        Some(More::Radios) => {
            for generation in book.generations() {
                wrap(text, &format!("for {}:", generation.id), 7, 7, width);
                choices(text, &book.radios(Some(generation.id.as_str())), width);
            }
            wrap(text, "always:", 7, 7, width);
        }
        None => {}
    }
    choices(text, &item.options, width);
}

/// What is typed, in the form that an answers file has.
fn kind(item: &Item) -> String {
    match &item.field {
        None | Some(Field::Find) => "an option".to_owned(),
        Some(Field::Text(_)) => "text".to_owned(),
        Some(Field::Serial) => "a serial number".to_owned(),
        Some(Field::Measure { unit, .. }) => format!("a figure in {unit}"),
        Some(Field::Wait { seconds, per, since, .. }) => {
            let is_own = *per == Per::Checklist;
            let seconds =
                if is_own { format!("{seconds} s") } else { format!("{seconds} s, or as the radio book says") };
            match since {
                Since::Call => format!("a wait of {seconds}, since the lead came off"),
                Since::Items(items) => {
                    let items: Vec<&str> = items.iter().map(Id::as_str).collect();
                    format!("a wait of {seconds}, since the latest of {}", items.join(", "))
                }
            }
        }
    }
}

fn limits_text(text: &mut String, limits: &Limits, unit: &str, width: usize) {
    let figures = [
        ("refused below", limits.min),
        ("stop below", limits.stop_below),
        ("flat below", limits.flat_below),
        ("warn below", limits.warn_below),
        ("warn above", limits.warn_above),
        ("stop above", limits.stop_above),
        ("refused above", limits.max),
    ];
    let figures: Vec<String> =
        figures.into_iter().filter_map(|(name, limit)| Some(format!("{name} {} {unit}", limit?))).collect();
    if !figures.is_empty() {
        wrap(text, &figures.join(", "), 7, 7, width);
    }
}

fn choices(text: &mut String, choices: &[Choice], width: usize) {
    for choice in choices {
        let verdict = match choice.verdict {
            Verdict::Ok => "",
            Verdict::Warn => " [warn]",
            Verdict::Stop => " [stop]",
        };
        wrap(text, &format!("- {}{verdict}: {}", choice.id, choice.label), 7, 11, width);
        conditions(text, &choice.when, &choice.unless, 11, width);
        if let Some(note) = &choice.note {
            wrap(text, &format!("note needed: {note}"), 11, 11, width);
        }
    }
}

fn conditions(text: &mut String, when: &When, unless: &When, indent: usize, width: usize) {
    for (word, condition) in [("when", when), ("unless", unless)] {
        if !condition.is_empty() {
            let parts = condition.0.iter().map(|(item, tokens)| format!("{item} is {}", tokens.join(" or ")));
            wrap(text, &format!("{word} {}", parts.collect::<Vec<_>>().join(" and ")), indent, indent + 2, width);
        }
    }
}

/// Adds `line`, broken at blanks to fit `width` cells: the first part indented by `first`, the others by `rest`.
fn wrap(text: &mut String, line: &str, first: usize, rest: usize, width: usize) {
    let width = width.max(NARROWEST);
    let mut used = first;
    let mut is_fresh = true;
    let _ = write!(text, "{:first$}", "");
    for word in line.split_inclusive(' ') {
        let cells = word.trim_end_matches(' ').width();
        if !is_fresh && used + cells > width {
            text.truncate(text.trim_end_matches(' ').len());
            let _ = write!(text, "\n{:rest$}", "");
            used = rest;
        }
        text.push_str(word);
        used += word.width();
        is_fresh = false;
    }
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}
