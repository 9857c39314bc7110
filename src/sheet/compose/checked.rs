//! What was checked, before and after; what was left out or overridden; what was marked for the customer.

use std::collections::BTreeSet;

use super::Composer;
use crate::domain::checklist::{Item, known};
use crate::domain::fact::RemarkOn;
use crate::domain::lockout::radio_now;
use crate::domain::remark::marked;
use crate::domain::text::capital;
use crate::domain::{Answer, ChecklistPage, Fact, Job, PausePoint, SecondAt, Signature, Status, What};
use crate::sheet::clean::{clean, customer_line};
use crate::sheet::document::{Part, Section};

/// The names of the rows of the table that [`known::TWINS`] share.
const TWIN_ROWS: [&str; 3] = ["row-volts", "row-radio", "row-lamps"];

/// Items that have a place of their own on the page.
const ELSEWHERE: [&str; 9] = [
    known::PLATE,
    known::MAKE,
    known::CAR,
    known::RADIO,
    known::SERIAL,
    known::CODE,
    known::BACKUP,
    known::CAR_VOLTS,
    known::CONSENT,
];

/// Items whose marked lines may speak of the radio's code.
const ABOUT_RADIO: [&str; 6] =
    [known::SERIAL, known::CODE, known::CODE_FOUND, known::RADIO, known::ARRIVAL, known::RADIO_AFTER];

impl Composer<'_> {
    /// The items that apply to this job, with their pages.
    pub(super) fn items(&self) -> impl Iterator<Item = (&ChecklistPage, &Item)> {
        let progress = self.request.progress;
        let items = progress.checklist.pages.iter().flat_map(|page| page.items.iter().map(move |item| (page, item)));
        items.filter(move |(page, item)| progress.status(page, item) != Status::NotHere)
    }

    /// What was recorded about an item, as the customer reads it; `None` when nothing was.
    pub(super) fn cell(&self, item: &Item) -> Option<String> {
        let words = self.words();
        let said = self.job().token(item.id.as_str())?;
        // what came of a code since then counts for what the radio does
        let now = radio_now(self.job()).filter(|now| item.id.is(known::RADIO_AFTER) && *now != said);
        if let Some(choice) = now.and_then(|now| self.choice(item, now)) {
            return Some(self.text(choice.sheet.as_ref().unwrap_or(&choice.label)));
        }
        Some(match &self.job().latest(item.id.as_str())?.what {
            What::Skipped { .. } => words.get("skipped"),
            What::Overrode { answer: None, .. } if self.is_before() => words.get("overridden-before"),
            What::Overrode { answer: None, .. } => words.get("overridden"),
            What::Overrode { answer: Some(answer), .. } => {
                let value = self.value(item, answer);
                match self.went_on("overridden-with") {
                    Some(id) => words.fill(&id, &[("value", &value)]),
                    None => value,
                }
            }
            What::Corrected { answer, .. } if answer.is_taken_back() => return None,
            What::Answered { answer, .. } | What::Corrected { answer, .. } => self.value(item, answer),
            _ => return None,
        })
    }

    /// Whether the customer reads about this item: the checklist has words for it, or for the answer that was given.
    pub(super) fn is_shown(&self, item: &Item) -> bool {
        let has_words = |answer: &Answer| match answer {
            Answer::Option(id) => self.choice(item, id.as_str()).is_some_and(|choice| choice.sheet.is_some()),
            _ => false,
        };
        item.sheet.is_some() || self.job().answer(item.id.as_str()).is_some_and(has_words)
    }

    /// The table: what was found on arrival beside what was found afterwards.
    pub(super) fn checked(&self) -> Section {
        let rows = self.rows();
        let mut head = vec![self.get("col-item"), self.get("col-before"), self.get("col-after")];
        let mut body: Vec<Vec<String>> =
            rows.into_iter().map(|[name, before, after]| vec![name, before, after]).collect();
        if body.iter().all(|row| row[2].is_empty()) {
            head.truncate(2);
            body.iter_mut().for_each(|row| row.truncate(2));
        }
        let table = (!body.is_empty()).then_some(Part::Table { head, rows: body });
        let parts = table.into_iter().chain(self.codes().map(Part::Say)).collect();
        self.section("head-checked", parts)
    }

    /// What an adapter read of the car's codes, before the work and after it.
    fn codes(&self) -> Option<String> {
        let (job, words) = (self.job(), self.words());
        let read = |item| job.codes_read(item).map(|(_, read)| words.codes_alone(&read.told));
        Some(match (read(known::LAMPS), read(known::LAMPS_AFTER), job.codes_change()) {
            (_, _, Some(change)) => words.fill("codes-both", &[("change", &words.codes_change(&change))]),
            (Some(codes), None, _) => words.fill("codes-one-before", &[("codes", &codes)]),
            (None, Some(codes), _) => words.fill("codes-one-after", &[("codes", &codes)]),
            // no kind of codes that both readings tell
            (Some(before), Some(after), None) => {
                let values = [("before", &*before), ("after", &*after)];
                words.fill("codes-each", &values)
            }
            (None, None, _) => return None,
        })
    }

    /// The rows of the table: name, before, after.
    pub(super) fn rows(&self) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        let cell_of = |id: &str| {
            let found = self.items().find(|(_, item)| item.id.is(id));
            found.and_then(|(_, item)| self.cell(item)).map(|cell| capital(&cell)).unwrap_or_default()
        };
        for ((before, after), name) in known::TWINS.into_iter().zip(TWIN_ROWS) {
            let cells = [cell_of(before), cell_of(after)];
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let [before, after] = cells;
            // a battery that was not charged afterwards has no charging in its row
            let name = if after.is_empty() && name == "row-volts" { "row-volts-before" } else { name };
            rows.push([self.get(name), before, after]);
        }
        let is_placed = |id: &str| ELSEWHERE.contains(&id) || known::TWINS.iter().any(|(a, b)| *a == id || *b == id);
        for (page, item) in self.items() {
            if is_placed(item.id.as_str()) || !self.is_shown(item) {
                continue;
            }
            let Some(cell) = self.cell(item) else { continue };
            let (name, cell) = (self.name(item), capital(&cell));
            // what goes in is held beside the old one before the work: it is no state on arrival, and is in once a battery is on
            let is_put_in = item.id.is("new-battery");
            // one that went on only to make a stopped job safe may be the old one
            let is_work_done = self.job().cleared(PausePoint::C).is_some();
            if is_put_in && !(self.was_put_on() && is_work_done) {
                continue;
            }
            let is_before = page.pause == PausePoint::A && !is_put_in;
            rows.push(if is_before { [name, cell, String::new()] } else { [name, String::new(), cell] });
        }
        rows
    }

    /// Whether the page is the one before the work: what was overridden is still to come.
    fn is_before(&self) -> bool {
        self.job().ending().is_none() && !self.has_begun()
    }

    /// The id of the message that says that the work went on, or is to go on, all the same; `None` when it never began.
    fn went_on(&self, id: &str) -> Option<String> {
        if self.is_before() { Some(format!("{id}-before")) } else { self.has_begun().then(|| id.to_owned()) }
    }

    /// What was left out or overridden, in chosen phrases; then the lines that a technician marked for the customer.
    pub(super) fn exceptions(&self) -> Vec<Section> {
        let facts = || self.items().filter_map(|(_, item)| Some((item, self.job().latest(item.id.as_str())?)));
        let mut left: Vec<String> = facts().filter_map(|(item, fact)| self.exception(item, fact)).collect();
        // whose decision it was stands once under what they decided
        let mut deciders: Vec<Signature> = Vec::new();
        for (_, fact) in facts().filter(|(item, fact)| self.overridden(item, fact).is_some()) {
            if !deciders.contains(&fact.who) {
                deciders.push(fact.who.clone());
            }
        }
        for who in deciders {
            let theirs = facts().filter(|(_, fact)| fact.who == who);
            left.extend(theirs.filter_map(|(item, fact)| self.overridden(item, fact)));
            let (first, second) = (who.first, who.second.unwrap_or_default());
            let id = match &who.second_at {
                None => "decided",
                Some(SecondAt::Here) => "decided-here",
                Some(SecondAt::Phone) => "decided-phone",
                Some(SecondAt::Station(_)) => "decided-elsewhere",
            };
            left.push(self.words().fill(id, &[("first", &clean(&first)), ("second", &clean(&second))]));
        }
        let mut sections = Vec::new();
        if !left.is_empty() {
            let head = if self.is_before() { "head-exceptions-before" } else { "head-exceptions" };
            sections.push(self.section(head, vec![Part::Points(left)]));
        }
        let lines = self.customer_lines();
        if !lines.is_empty() {
            sections.push(self.section("head-notes", vec![Part::Points(lines)]));
        }
        sections
    }

    /// What was left out.
    fn exception(&self, item: &Item, fact: &Fact) -> Option<String> {
        let is_skip = matches!(fact.what, What::Skipped { .. });
        is_skip.then(|| self.words().fill("left-out", &[("item", &self.name(item))]))
    }

    /// What was overridden, when the work went on, or is to go on, without it.
    fn overridden(&self, item: &Item, fact: &Fact) -> Option<String> {
        let What::Overrode { answer, .. } = &fact.what else { return None };
        let name = self.name(item);
        Some(match answer {
            Some(answer) => {
                let value = self.value(item, answer);
                self.words().fill(&self.went_on("override-value")?, &[("item", &name), ("value", &value)])
            }
            None => self.words().fill(&self.went_on("override-none")?, &[("item", &name)]),
        })
    }

    /// The lines that were marked *the customer will read this*: of what counts now, of calls, of the job and its stop.
    fn customer_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (_, item) in self.items() {
            let id = item.id.as_str();
            for line in lines_of(self.job(), RemarkOn::Item(item.id), self.job().latest(id)) {
                let line = customer_line(line, ABOUT_RADIO.contains(&id));
                lines.push(self.words().fill("customer-line", &[("item", &self.name(item)), ("line", &line)]));
            }
        }
        let ended = self.job().ending().map(|(_, fact)| fact);
        // a step of finding the code, and what applies no longer, have no name on the page
        let elsewhere: BTreeSet<RemarkOn> =
            self.job().facts().iter().filter_map(|fact| self.beside_items(fact)).collect();
        let of_calls = PausePoint::ALL.map(RemarkOn::Call);
        for on in elsewhere.into_iter().chain(of_calls) {
            lines.extend(lines_of(self.job(), on, None).into_iter().map(|line| customer_line(line, true)));
        }
        lines.extend(lines_of(self.job(), RemarkOn::Job, ended).into_iter().map(|line| customer_line(line, false)));
        lines
    }

    /// What a fact is a remark on, where that is an item that is not on the page.
    fn beside_items(&self, fact: &Fact) -> Option<RemarkOn> {
        match fact.what {
            What::Remarked { on: RemarkOn::Item(id) } if !self.items().any(|(_, item)| item.id == id) => {
                Some(RemarkOn::Item(id))
            }
            _ => None,
        }
    }
}

/// The lines for the customer about one thing, the one that goes with what counts for it and those that were remarked; a mark without
/// words takes back those before it.
fn lines_of<'a>(job: &'a Job, on: RemarkOn, counts: Option<&'a Fact>) -> Vec<&'a str> {
    let is_about = |fact: &&Fact| {
        fact.what == What::Remarked { on } || counts.is_some_and(|counts| std::ptr::eq::<Fact>(counts, *fact))
    };
    let mut lines = Vec::new();
    for line in job.facts().iter().filter(is_about).filter_map(|fact| marked(&fact.note)) {
        if line.is_empty() {
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    lines
}
