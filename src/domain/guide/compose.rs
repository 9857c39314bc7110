//! From topics and the radio book to pages: the only place that decides what stands on a page. The words here are about
//! the order of things; every fact comes out of the data.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{GuideFile, GuideGroup, GuidePage, GuidePart, PerRadio, Said, Statement, Topic};
use crate::domain::checklist::known;
use crate::domain::lockout::LockoutSchedule;
use crate::domain::loss::Loss;
use crate::domain::radio::{Generation, Hint, RadioType, once};
use crate::domain::recovery::RecoveryStep;
use crate::domain::route::Route;
use crate::domain::text::clock;
use crate::domain::{Id, RadioBook};

/// The page for a car or a radio that isn't in the book.
pub const ANY_RADIO: &str = "any-radio";
const ANY_TITLE: &str = "Another car, or a radio that is not known";

/// The sections of a radio's page that show what the book says about an item.
const HELP: [(&str, &str); 2] = [(known::CODE, "The customer's code"), (known::BACKUP, "Backup power")];

/// The pages of the guide, composed when somebody first looks at one: no first frame waits for them.
#[derive(Debug, Default)]
pub struct GuidePages {
    files: Vec<Arc<GuideFile>>,
    book: RadioBook,
    composed: OnceLock<Vec<GuidePage>>,
}

impl GuidePages {
    /// The pages of these files and this book.
    #[must_use]
    pub fn new(files: Vec<Arc<GuideFile>>, book: RadioBook) -> Self {
        Self { files, book, composed: OnceLock::new() }
    }

    /// The ids and titles of the pages, in their order, told without composing one.
    pub fn heads(&self) -> impl Iterator<Item = (&str, String)> {
        let topics = self.files.iter().flat_map(|file| &file.topics);
        let topics = topics.map(|topic| (topic.id.as_str(), topic.title.en.clone()));
        let radios = all_radios(&self.book);
        let radios = radios.map(|(generation, radio)| (radio.id.as_str(), radio_title(generation, radio)));
        topics.chain(radios).chain([(ANY_RADIO, ANY_TITLE.to_owned())])
    }
}

impl Deref for GuidePages {
    type Target = [GuidePage];

    fn deref(&self) -> &[GuidePage] {
        self.composed.get_or_init(|| pages(&self.files, &self.book))
    }
}

/// All pages: the topics in their order, then a page for each radio, the last for one that isn't in the book.
fn pages(files: &[Arc<GuideFile>], book: &RadioBook) -> Vec<GuidePage> {
    let topics = files.iter().flat_map(|file| &file.topics).map(|topic| topic_page(topic, book));
    let own = all_radios(book).map(|(generation, radio)| radio_page(book, generation, radio));
    topics.chain(own).chain([any_page(book)]).collect()
}

/// Each radio of the book with its generation, then those that may sit in any car.
fn all_radios(book: &RadioBook) -> impl Iterator<Item = (Option<&Generation>, &RadioType)> {
    let generations = book.generations();
    let own = generations.flat_map(|generation| generation.radios.iter().map(move |radio| (Some(generation), radio)));
    own.chain(book.files.iter().flat_map(|file| &file.radios).map(|radio| (None, radio)))
}

/// `Qashqai J11 · Nissan Connect, with navigation`.
fn radio_title(generation: Option<&Generation>, radio: &RadioType) -> String {
    match generation {
        Some(generation) => format!("{} · {}", generation.title, radio.label),
        None => radio.label.en.clone(),
    }
}

fn topic_page(topic: &Topic, book: &RadioBook) -> GuidePage {
    let mut parts = Vec::new();
    for statement in &topic.statements {
        parts.extend(statement.ask.as_ref().map(|ask| GuidePart::Heading(ask.en.clone())));
        parts.push(GuidePart::Said(of_statement(statement)));
    }
    for item in &topic.facts {
        let hints = book.advice(item.as_str(), None, None).into_iter();
        let is_route = |hint: &Hint| item.is(known::SERIAL) && is_route(book, hint);
        parts.extend(hints.filter(|hint| !is_route(hint)).map(|hint| GuidePart::Said(of_hint(&hint))));
    }
    match topic.per_radio {
        None => {}
        Some(PerRadio::Code) => parts.extend(codes(book)),
        Some(PerRadio::Serial) => parts.extend(routes(book)),
        Some(PerRadio::Entry) => parts.extend(entries(book)),
        Some(PerRadio::Losses) => parts.extend(losses(book)),
        Some(PerRadio::Waits) => parts.extend(waits(book)),
    }
    let words = topic.words.clone();
    GuidePage::new(topic.id.to_string(), topic.title.en.clone(), GuideGroup::Topic, words, parts)
}

/// Ways to the serial number are shown with their keys, not as advice.
fn is_route(book: &RadioBook, hint: &Hint) -> bool {
    book.routes(None, None).iter().any(|route| Hint::of_route(route) == *hint)
}

fn codes(book: &RadioBook) -> Vec<GuidePart> {
    let said = all_radios(book).map(|(generation, radio)| {
        let years = generation.map(|it| format!(" ({})", it.years)).unwrap_or_default();
        let title = radio_title(generation, radio);
        let text = format!("{title}{years}: {}. Difficulty: {}.", radio.code_found, radio.difficulty);
        GuidePart::Said(Said::new(text, None, &radio.provenance))
    });
    let steps = book.files.iter().flat_map(|file| &file.recovery);
    let steps = steps.map(|step| GuidePart::Said(Said { holds_for: holds_for(book, &step.radios), ..of_step(step) }));
    let mut parts = headed("What to try, in this order", numbered(steps.collect()));
    parts.extend(headed("Where it is usually found, radio by radio", said.collect()));
    parts
}

/// The radios that a statement is about; `None` when it is about all.
fn holds_for(book: &RadioBook, radios: &[Id]) -> Option<String> {
    let named = all_radios(book).filter(|(_, radio)| radios.contains(&radio.id));
    let titles: Vec<String> = named.map(|(generation, radio)| radio_title(generation, radio)).collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

fn waits(book: &RadioBook) -> Vec<GuidePart> {
    let schedules = book.files.iter().flat_map(|file| &file.lock_outs);
    let said = schedules
        .map(|it| GuidePart::Said(Said { holds_for: holds_for(book, &it.radios), ..of_schedule(it, it.is_default) }));
    headed("What radios are said to do", said.collect())
}

/// Each way once, with the radios that have it where not all do.
fn routes(book: &RadioBook) -> Vec<GuidePart> {
    let radios: Vec<_> = all_radios(book).collect();
    let ways = once(radios.iter().flat_map(|(_, radio)| &radio.routes).chain(book.routes(None, None)));
    let said = ways.into_iter().map(|route| {
        let is_general = book.routes(None, None).contains(&route);
        let have: Vec<String> = radios
            .iter()
            .filter(|(_, radio)| radio.routes.contains(route))
            .map(|(generation, radio)| radio_title(*generation, radio))
            .collect();
        let holds_for = (!is_general && have.len() < radios.len()).then(|| have.join("; "));
        GuidePart::Said(Said { holds_for, ..of_route(route) })
    });
    headed("The ways, what costs nothing first", said.collect())
}

fn entries(book: &RadioBook) -> Vec<GuidePart> {
    let said = all_radios(book).filter_map(|(generation, radio)| {
        let said = of_hint(&Hint::of_entry(radio.entry.as_ref()?));
        Some(GuidePart::Said(Said { holds_for: Some(radio_title(generation, radio)), ..said }))
    });
    headed("Radio by radio", said.collect())
}

fn losses(book: &RadioBook) -> Vec<GuidePart> {
    let mut parts: Vec<GuidePart> = book.losses(None).into_iter().map(of_loss).collect();
    for generation in book.generations() {
        parts.extend(headed(&generation.title.en, generation.losses.iter().map(of_loss).collect()));
    }
    parts
}

fn radio_page(book: &RadioBook, generation: Option<&Generation>, radio: &RadioType) -> GuidePage {
    let mut parts = Vec::new();
    if let Some(generation) = generation {
        let text = format!("Built {}.", generation.years);
        parts.push(GuidePart::Said(Said::new(text, None, &generation.provenance)));
    }
    let ids = (generation.map(|it| it.id.as_str()), Some(radio.id.as_str()));
    parts.extend(sections(book, ids.0, ids.1));
    if let Some(generation) = generation {
        let waits = generation.waits.iter().map(|wait| {
            let text = format!("{}: {} after the ignition is off.", wait.engine, clock(wait.seconds));
            GuidePart::Said(Said::new(text, None, &wait.provenance))
        });
        parts.extend(headed("The wait before the lead comes off", waits.collect()));
    }
    let title = radio_title(generation, radio);
    GuidePage::new(radio.id.to_string(), title, GuideGroup::Radio, Vec::new(), parts)
}

fn any_page(book: &RadioBook) -> GuidePage {
    let parts = sections(book, None, None);
    GuidePage::new(ANY_RADIO.to_owned(), ANY_TITLE.to_owned(), GuideGroup::Radio, Vec::new(), parts)
}

/// What the book knows for a car and a radio, in the order of the work.
fn sections(book: &RadioBook, car: Option<&str>, radio: Option<&str>) -> Vec<GuidePart> {
    let mut parts = Vec::new();
    let routes = book.routes(car, radio).into_iter().enumerate();
    let mut serial: Vec<GuidePart> =
        routes.map(|(at, route)| GuidePart::Said(Said { number: Some(at + 1), ..of_route(route) })).collect();
    let is_way = |hint: &Hint| book.routes(car, radio).iter().any(|route| Hint::of_route(route) == *hint);
    let help = |item: &str| book.advice(item, car, radio).into_iter();
    serial.extend(help(known::SERIAL).filter(|hint| !is_way(hint)).map(|hint| GuidePart::Said(of_hint(&hint))));
    parts.extend(headed("Reading the serial number", serial));
    for (item, heading) in HELP {
        parts.extend(headed(heading, help(item).map(|hint| GuidePart::Said(of_hint(&hint))).collect()));
    }
    let steps = book.recovery(car, radio).into_iter().map(|step| GuidePart::Said(of_step(step)));
    parts.extend(headed("When the customer has no code: try in this order", numbered(steps.collect())));
    let counted_by = book.lock_out(car, radio);
    let schedules = book.lock_outs(car, radio).into_iter().map(|it| {
        let is_counted_by = counted_by.is_some_and(|by| std::ptr::eq(by, it));
        GuidePart::Said(of_schedule(it, is_counted_by))
    });
    parts.extend(headed("While it takes no entry", schedules.collect()));
    let entering = help(known::RADIO_AFTER).map(|hint| GuidePart::Said(of_hint(&hint)));
    parts.extend(headed("Entering the code", entering.collect()));
    parts.extend(headed("What is lost with the power", book.losses(car).into_iter().map(of_loss).collect()));
    parts
}

/// Parts under a heading; nothing where there are none.
fn headed(heading: &str, parts: Vec<GuidePart>) -> Vec<GuidePart> {
    if parts.is_empty() {
        return parts;
    }
    [GuidePart::Heading(heading.to_owned())].into_iter().chain(parts).collect()
}

fn of_statement(statement: &Statement) -> Said {
    Said::new(statement.text.en.clone(), statement.cost.as_ref(), &statement.provenance)
}

fn of_hint(hint: &Hint) -> Said {
    Said::new(hint.text.en.clone(), hint.cost.as_ref(), &hint.provenance)
}

fn of_route(route: &Route) -> Said {
    let keys = route.keys.iter().map(|key| key.en.clone()).collect();
    Said { keys, ..Said::new(route.text.en.clone(), route.cost.as_ref(), &route.provenance) }
}

fn of_step(step: &RecoveryStep) -> Said {
    let bring = step.bring.as_ref().map(|bring| format!(" Bring: {bring}.")).unwrap_or_default();
    Said::new(format!("{}. {}{bring}", step.title, step.text), step.cost.as_ref(), &step.provenance)
}

fn of_schedule(schedule: &LockoutSchedule, is_counted_by: bool) -> Said {
    let mut steps: Vec<String> = Vec::new();
    for step in &schedule.steps {
        steps.push(format!("from wrong code {} on: {}", step.after, clock(step.wait_seconds)));
    }
    steps.extend(schedule.dead_after.map(|after| format!("after {after} in all: none is taken any more")));
    let why = schedule.why.as_ref().filter(|_| is_counted_by);
    let why = why.map(|why| format!(" precheck goes by this one: {why}")).unwrap_or_default();
    Said::new(format!("{}: {}.{why}", schedule.title, steps.join(", ")), None, &schedule.provenance)
}

/// The same, each with its place in the order.
fn numbered(parts: Vec<GuidePart>) -> Vec<GuidePart> {
    let number = |(at, part)| match part {
        GuidePart::Said(said) => GuidePart::Said(Said { number: Some(at + 1), ..said }),
        other => other,
    };
    parts.into_iter().enumerate().map(number).collect()
}

fn of_loss(loss: &Loss) -> GuidePart {
    let text = format!("{}. {}", loss.what, loss.set_again);
    GuidePart::Said(Said::new(text, None, &loss.provenance))
}
