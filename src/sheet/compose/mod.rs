//! Composes the sheet of a job.

mod attempts;
mod before;
mod checked;
mod proof;
mod radio;
mod watched;
mod work;

use chrono::{DateTime, FixedOffset};

use super::clean::clean;
use super::document::{Pair, Part, Section, Sheet};
use super::letterhead::Letterhead;
use crate::domain::checklist::{Field, Item, known};
use crate::domain::text::capital;
use crate::domain::{Answer, Choice, Ending, Fact, Job, LockoutGuard, Measurement, Progress, Text, What};
use crate::journal::{Flaw, Seal};
use crate::words::Words;

/// What a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The job beside the checklist that it was started with.
    pub progress: &'a Progress<'a>,
    pub letterhead: &'a Letterhead,
    pub words: &'a Words,
    /// The seal of the row that ended the job; `None` while it is open.
    pub seal: Option<&'a Seal>,
    /// What is wrong with the job's record: with anything, the page is no proof and bears no receipt.
    pub flaws: &'a [Flaw],
    pub now: DateTime<FixedOffset>,
    /// The customer's name, for this copy only.
    pub customer: Option<&'a str>,
    /// Whether nothing counts.
    pub is_practice: bool,
    /// The attempts at this radio, and what they mean now; `None` where nobody asks for them.
    pub guard: Option<&'a LockoutGuard<'a>>,
}

/// Why a job has no sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSheet {
    /// It was entered by mistake.
    #[error("the job was entered by mistake: it makes no sheet")]
    Mistake,
    /// It has ended, and its last row's seal isn't known: without it the page would prove nothing.
    #[error("the seal of the job's last row is not known yet: wait until the journals are read, then try again")]
    NoSeal,
}

/// Composes the sheet of a job: for one that has ended, what was done; for an open one, the page *before the work*, or how
/// far the work is.
///
/// # Errors
/// When the job makes no sheet.
pub fn compose(request: &Request<'_>) -> Result<Sheet, NoSheet> {
    let job = request.progress.job;
    if job.is_mistake() {
        return Err(NoSheet::Mistake);
    }
    if job.ending().is_some() && request.seal.is_none() {
        return Err(NoSheet::NoSeal);
    }
    Ok(Composer { request }.sheet())
}

/// A sheet being put together.
#[derive(Clone, Copy)]
struct Composer<'a> {
    request: &'a Request<'a>,
}

impl Composer<'_> {
    fn words(&self) -> &Words {
        self.request.words
    }

    fn get(&self, id: &str) -> String {
        self.words().get(id)
    }

    fn job(&self) -> &Job {
        self.request.progress.job
    }

    fn pair(&self, id: &str, value: impl Into<String>) -> Pair {
        Pair { name: self.get(id), value: value.into() }
    }

    fn section(&self, id: &str, parts: Vec<Part>) -> Section {
        Section { heading: self.get(id), parts }
    }

    /// A text out of the data.
    fn text(&self, text: &Text) -> String {
        clean(text.lang(self.words().language()))
    }

    fn sheet(&self) -> Sheet {
        let job = self.job();
        let (heading, sections) = match job.ending() {
            None if self.has_begun() => ("title-begun", self.begun()),
            None if self.stands() => ("title-standing", self.standing()),
            None => ("title-before", self.before()),
            Some((Ending::Finished, _)) => ("title-handover", self.finished()),
            Some((Ending::Stopped, _)) => ("title-stopped", self.stopped()),
        };
        let heading = self.get(heading);
        let number = job.key.number.to_string();
        let title = match job.plate() {
            Some(plate) => format!("{heading} · {number} · {}", clean(plate.as_str())),
            None => format!("{heading} · {number}"),
        };
        let letterhead = self.request.letterhead;
        Sheet {
            language: self.words().language().to_owned(),
            created: self.request.now,
            letterhead: letterhead.name.iter().chain(&letterhead.address).map(|line| clean(line)).collect(),
            logo: letterhead.logo.clone(),
            continued: self.words().fill("continued", &[("title", &title)]),
            page_of: self.words().fill("page", &[("page", "{page}"), ("pages", "{pages}")]),
            title,
            heading,
            stamp: self.stamp(),
            facts: self.facts(),
            sections: sections.into_iter().filter(|section| !section.parts.is_empty()).collect(),
            closing: self.closing(),
        }
    }

    /// Practice; that the record is not intact; or that what the customer got before was corrected since.
    fn stamp(&self) -> Option<String> {
        if self.request.is_practice {
            return Some(self.get("stamp-practice"));
        }
        if !self.request.flaws.is_empty() {
            return Some(self.get("not-intact"));
        }
        let job = self.job();
        let (_, ended) = job.ending()?;
        let corrected = correction(job, ended)?;
        Some(self.words().fill("stamp-copy", &[("date", &self.words().date(&corrected.time))]))
    }

    fn facts(&self) -> Vec<Pair> {
        let (job, words) = (self.job(), self.words());
        let not_known = || self.get("not-known");
        let started = words.moment(&job.started_at());
        let date = match job.ending() {
            _ if job.is_via_file() => words.date(&job.started_at()),
            Some((_, ended)) => {
                let to = words.time_on(&ended.time, &job.started_at());
                words.fill("period", &[("from", &started), ("to", &to)])
            }
            None => started,
        };
        let no_radio = || if self.has_radio() { not_known() } else { self.get("radio-none") };
        let said = |item: &str| {
            let answer = self.request.progress.answer(item)?;
            let (_, asked) = self.request.progress.checklist.item(item)?;
            Some(self.value(asked, answer))
        };
        let generation = said(known::CAR).and_then(|_| self.request.progress.book.generation(job.token(known::CAR)?));
        let has_own_words = generation.is_some_and(|it| it.sheet.is_some());
        // the make stands before the model, unless the radio book has words for both
        let car = match (said(known::MAKE), said(known::CAR)) {
            (Some(make), Some(car)) if !has_own_words => Some(format!("{make} {car}")),
            (make, car) => car.or(make),
        };
        let vin = job.vin_read().map(|(vin, _)| self.pair("vin-told", clean(vin)));
        let pairs = [
            self.pair("plate", job.plate().map_or_else(not_known, |plate| clean(plate.as_str()))),
            self.pair("job", job.key.number.to_string()),
            self.pair("car", car.map_or_else(not_known, |car| capital(&car))),
            self.pair("date-label", date),
            self.pair("radio", said(known::RADIO).map_or_else(no_radio, |radio| capital(&radio))),
            self.pair("technician", clean(&job.technicians().join(", "))),
        ];
        pairs.into_iter().chain(vin).collect()
    }

    fn work(&self) -> String {
        self.text(&self.request.progress.checklist.title)
    }

    /// The option of an item with this id, also when it is not offered any more.
    fn choice(&self, item: &Item, id: &str) -> Option<Choice> {
        let own = item.options.iter().find(|option| option.id.is(id)).cloned();
        own.or_else(|| {
            let book = self.request.progress.book;
            book.ever(item.more?).into_iter().find(|option| option.id.is(id))
        })
    }

    /// An answer in the customer's words.
    fn value(&self, item: &Item, answer: &Answer) -> String {
        match answer {
            Answer::Option(id) => match self.choice(item, id.as_str()) {
                Some(choice) => self.text(choice.sheet.as_ref().unwrap_or(&choice.label)),
                None => id.to_string(),
            },
            Answer::Number(figure) => self.figure(item, figure),
            Answer::Serial(serial) => serial.to_string(),
            Answer::Text(text) => clean(text),
        }
    }

    /// A figure, and how it stands to the limits that the workshop's checklist has for it, because a layman can't know them. A battery
    /// that shows what it should is said nothing of: its line has two figures, and the page little room.
    fn figure(&self, item: &Item, figure: &Measurement) -> String {
        let words = self.words();
        let shown = words.figure(figure, self.job().is_via_file());
        let Some(Field::Measure { limits, .. }) = &item.field else { return shown };
        let (least, most) = limits.fine();
        let limit = |limit: f64| limit.to_string().replace('.', &words.get("decimal-mark"));
        let with_unit = |it: f64| format!("{}\u{a0}{}", limit(it), figure.unit());
        let stands = match (least, most) {
            (Some(least), _) if figure.value() < least => words.fill("limit-below", &[("least", &with_unit(least))]),
            (_, Some(most)) if figure.value() > most => words.fill("limit-above", &[("most", &with_unit(most))]),
            _ if known::TWINS.iter().any(|(before, after)| item.id.is(before) || item.id.is(after)) => return shown,
            (Some(least), Some(most)) => {
                words.fill("limit-within-both", &[("least", &limit(least)), ("most", &with_unit(most))])
            }
            (Some(it), None) | (None, Some(it)) => words.fill("limit-within", &[("limit", &with_unit(it))]),
            (None, None) => return shown,
        };
        format!("{shown}, {stands}")
    }

    /// What an item is called on the sheet.
    fn name(&self, item: &Item) -> String {
        capital(&self.text(item.sheet.as_ref().unwrap_or(&item.label)))
    }

    /// Signatures, what ties the page to the journal, and at the edge what is cut off.
    fn closing(&self) -> Vec<Part> {
        let customer = self.request.customer.map(clean).unwrap_or_default();
        let mut parts = Vec::new();
        if self.job().ending().is_some() {
            parts.extend([Part::Tick(self.get("explained")), Part::Say(self.get("sign-confirms"))]);
        }
        if self.job().ending().is_some() || !(self.has_begun() || self.stands()) {
            parts.push(Part::Lines(vec![
                self.pair("name", customer),
                self.pair("sign-customer", ""),
                self.pair("sign-workshop", ""),
            ]));
        }
        parts.push(self.proof_or_why_not());
        parts.extend(self.code_box().filter(|_| self.job().ending().is_some()));
        parts
    }
}

/// The name of a sheet's file without its extension, from checked parts only: station, number, what kind of page it is,
/// language.
#[must_use]
pub fn file_stem(job: &Job, sheet: &Sheet) -> String {
    let kind = match job.ending() {
        None => "-before",
        Some((_, ended)) if correction(job, ended).is_some() => "-copy",
        Some(_) => "",
    };
    let language: String = sheet.language.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}-{}{kind}.{language}", job.key.station, job.key.number.folded())
}

/// The last correction of a job after it had ended.
fn correction<'a>(job: &'a Job, ended: &Fact) -> Option<&'a Fact> {
    let is_later = |fact: &&Fact| job.is_of_holder(fact) && job.is_later(fact, ended);
    job.facts().iter().rev().filter(is_later).find(|fact| matches!(fact.what, What::Corrected { .. }))
}
