//! What the record knows of a job's car and radio from other jobs, for the person who can still look at them.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Store;
use crate::domain::checklist::known;
use crate::domain::input::Unfit;
use crate::domain::offered::OfferedJob;
use crate::domain::scan::is_vin;
use crate::domain::{
    Answer, Choice, Fact, FindingAction, Id, Item, Job, JobCard, JobKey, PausePoint, Plate, Progress, Serial, What,
};

/// What is on offer from an earlier visit: what is fitted to a car, and what it is.
const OFFERED: [&str; 5] = [known::MAKE, known::CAR, known::ENGINE, known::RADIO, known::SERIAL];
/// Items that one look answers together: the model shows its make, and where a number was read is where it is compared.
const ONE_LOOK: [(&str, &str); 2] = [(known::MAKE, known::CAR), (known::SERIAL, known::SERIAL_SOURCE)];
/// Places of a number at which it can be compared once more; a dealer's record or a customer's note is not at the car.
const AT_THE_CAR: [&str; 4] = ["label", "card-or-book", "service-menu", "diagnostic-tool"];
/// The answer by which a serial number is taken out of an earlier job.
const EARLIER_JOB: &str = "earlier-job";
/// Answers that say that something isn't known: nobody is offered those again.
const NOT_KNOWN: [&str; 2] = ["unknown", "not-known"];
/// Why that answer isn't taken.
const NO_EARLIER_JOB: &str = "no earlier job in this record has just this serial number: say where it was read";
/// A serial that differs from a known one in so many places may be the same, misread.
const PLACES_MISREAD: usize = 2;

/// An answer as it was given when the car was here before.
#[derive(Debug, Clone, PartialEq)]
pub struct AsBefore {
    /// The answer.
    pub answer: Answer,
    /// The answer to another item that the same look gives, confirmed with it.
    pub and: Option<(Id, Answer)>,
    /// The day of the job, as this computer's clock has it.
    pub day: NaiveDate,
}

impl AsBefore {
    /// What is confirmed, in words.
    #[must_use]
    pub fn words(&self, progress: &Progress<'_>, item: &Item) -> String {
        let said = progress.shown(item, &self.answer);
        let and = self
            .and
            .as_ref()
            .and_then(|(other, answer)| Some(progress.shown(progress.item(other.as_str())?.1, answer)));
        and.map_or_else(|| said.clone(), |and| format!("{said} · {and}"))
    }
}

/// Another job that is open on the same car.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoOpen {
    /// A sentence.
    pub words: String,
    /// Whether the car's lead is off under it.
    pub is_off: bool,
}

/// Something that an answer says otherwise than another job does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The item that was answered.
    pub item: Id,
    /// A sentence.
    pub words: String,
}

impl Store {
    /// The jobs that were begun on a job's car before it, the newest first; none that was entered by mistake.
    fn earlier_visits(&self, key: &JobKey) -> Vec<&JobCard> {
        let Some(job) = self.jobs.get(key) else { return Vec::new() };
        let began_ms = job.started_at().timestamp_millis();
        let is_earlier = |card: &&JobCard| card.key() != *key && card.began_ms() <= began_ms && !card.is_mistake();
        job.plate().map_or_else(Vec::new, |plate| self.cards.of_plate(plate)).into_iter().filter(is_earlier).collect()
    }

    /// The answer to an open item that an earlier visit of the car gives, where it is still an answer: it is looked at again
    /// and confirmed, never taken over.
    #[must_use]
    pub fn as_before(&self, key: &JobKey, item: &Item) -> Option<AsBefore> {
        if !OFFERED.contains(&item.id.as_str()) {
            return None;
        }
        let progress = self.progress(key)?;
        let answer_of = |card: &JobCard| match item.id.as_str() {
            known::SERIAL => card.serial().and_then(|text| Serial::parse(text).ok()).map(Answer::Serial),
            _ => token_of(card, item.id.as_str()).copied().map(Answer::Option),
        };
        let is_known = |answer: &Answer| !matches!(answer, Answer::Option(id) if NOT_KNOWN.contains(&id.as_str()));
        let is_offered = |answer: &Answer| match answer {
            Answer::Option(id) => progress.options(item).iter().any(|option| option.id == *id),
            _ => true,
        };
        let visits = self.earlier_visits(key);
        let found = visits.into_iter().find_map(|card| Some((card, answer_of(card).filter(is_known)?)));
        found.filter(|(_, answer)| is_offered(answer)).map(|(card, answer)| {
            let and = self.by_the_same_look(&progress, card, item, &answer);
            AsBefore { answer, and, day: self.day(card) }
        })
    }

    /// What an earlier visit answered to the item that one look answers together with this one, where it is still an answer.
    fn by_the_same_look(
        &self,
        progress: &Progress<'_>,
        card: &JobCard,
        item: &Item,
        answer: &Answer,
    ) -> Option<(Id, Answer)> {
        let (_, other) = ONE_LOOK.iter().find(|(first, _)| item.id.is(first))?;
        let is_open = |item: &Item| progress.job.answer(item.id.as_str()).is_none_or(Answer::is_taken_back);
        let (_, other) = progress.item(other).filter(|(_, other)| is_open(other))?;
        let (before, is_there) = match answer {
            Answer::Option(make) => {
                let car = *card.car()?;
                (car, self.book.cars(Some(make.as_str())).iter().any(|option| option.id == car))
            }
            _ => {
                let source = self.jobs.get(&card.key())?.token(other.id.as_str()).and_then(|it| Id::new(it).ok())?;
                let is_read = AT_THE_CAR.contains(&source.as_str());
                (source, is_read && progress.options(other).iter().any(|option| option.id == source))
            }
        };
        is_there.then_some((other.id, Answer::Option(before)))
    }

    /// The other jobs on a job's car that are open, at whatever station, the newest first.
    #[must_use]
    pub fn also_open(&self, key: &JobKey) -> Vec<AlsoOpen> {
        let plate = self.jobs.get(key).filter(|job| job.ending().is_none()).and_then(Job::plate);
        let cards = plate.map_or_else(Vec::new, |plate| self.cards.of_plate(plate)).into_iter();
        let told = |card: &JobCard| {
            let progress = self.progress(&card.key());
            let is_off = progress.as_ref().is_some_and(Progress::is_lead_off);
            let word = progress.map_or("", |it| if is_off { "LEAD OFF" } else { it.gate().word() });
            let (number, station) = (card.number(), card.station());
            let part = if word.is_empty() { "" } else { ": " };
            AlsoOpen { words: format!("this car is also open as job {number} at {station}{part}{word}"), is_off }
        };
        cards.filter(|card| card.is_open() && card.key() != *key).map(told).collect()
    }

    /// What is still to be done about findings of this car's jobs, the newest job first: since when, what, by whom and until when.
    #[must_use]
    pub fn open_actions(&self, key: &JobKey) -> Vec<String> {
        let plate = self.jobs.get(key).filter(|job| job.ending().is_none()).and_then(Job::plate);
        let cards = plate.map_or_else(Vec::new, |plate| self.cards.of_plate(plate)).into_iter();
        let actions = cards.flat_map(|card| self.cards.actions(&card.key()));
        let told = |action: &FindingAction| {
            let FindingAction { since, what, whose, until, .. } = action;
            let late = if action.is_overdue(self.now().wall.date_naive()) { "overdue since" } else { "until" };
            format!("open since {}: {what} ({whose}, {late} {until})", since.format("%Y-%m-%d"))
        };
        actions.map(told).collect()
    }

    /// What a fact that was just recorded says otherwise than other jobs do: the radio, and its serial number.
    #[must_use]
    pub fn contradictions(&self, fact: &Fact) -> Vec<Contradiction> {
        let (What::Answered { item, answer } | What::Corrected { item, answer, .. }) = &fact.what else {
            return Vec::new();
        };
        let Some(progress) = self.progress(&fact.job) else { return Vec::new() };
        let words = match (item.as_str(), answer) {
            (known::RADIO, Answer::Option(radio)) => self.another_radio(&progress, radio).into_iter().collect(),
            (known::SERIAL, Answer::Serial(serial)) => self.about_a_serial(progress.job, serial),
            (known::PLATE, Answer::Text(plate)) => self.another_plate(progress.job, plate).into_iter().collect(),
            (known::SERIAL_SOURCE, Answer::Option(source)) if !self.may_be_said(progress.job, item, source) => {
                vec![NO_EARLIER_JOB.to_owned()]
            }
            (known::RADIO_AFTER, Answer::Option(now)) if now.is("code-entered") && !progress.job.has_attempts() => {
                vec![
                    "no entry of a code is recorded: tell the guard (x; in line mode /x) how often one was tried"
                        .to_owned(),
                ]
            }
            _ => Vec::new(),
        };
        words.into_iter().map(|words| Contradiction { item: *item, words }).collect()
    }

    /// The options of an item that can be true by this record.
    #[must_use]
    pub fn options(&self, progress: &Progress<'_>, item: &Item) -> Vec<Choice> {
        let mut options = progress.options(item);
        options.retain(|option| self.may_be_said(progress.job, &item.id, &option.id));
        options
    }

    /// Whether an option doesn't name an earlier job that isn't there: one that has just this serial number.
    fn may_be_said(&self, job: &Job, item: &Id, option: &Id) -> bool {
        if !item.is(known::SERIAL_SOURCE) || !option.is(EARLIER_JOB) {
            return true;
        }
        let has_it = |serial: &Serial, card: &JobCard| {
            let known = card.serial().and_then(|known| Serial::parse(known).ok());
            card.key() != job.key && !card.is_mistake() && known.is_some_and(|known| known.is_same_radio(serial))
        };
        job.serial().is_some_and(|serial| self.cards.of_serial(serial).into_iter().any(|card| has_it(serial, card)))
    }

    /// Whether the record has what an answer says that it has.
    ///
    /// # Errors
    /// When it hasn't.
    pub(super) fn check_by_record(&self, job: &Job, what: &What) -> Result<(), Unfit> {
        match what {
            What::Answered { item, answer: Answer::Option(option) }
            | What::Corrected { item, answer: Answer::Option(option), .. }
                if !self.may_be_said(job, item, option) =>
            {
                Err(Unfit::new(NO_EARLIER_JOB))
            }
            _ => Ok(()),
        }
    }

    /// Another plate than the one that the workshop's own system gives for this job; a VIN beside a plate says nothing.
    fn another_plate(&self, job: &Job, plate: &str) -> Option<String> {
        let order = self.offer(&job.key.number)?;
        let is_comparable = |ordered: &&String| is_vin(&unspaced(ordered)) == is_vin(&unspaced(plate));
        let ordered: Vec<&str> = order.plates.iter().filter(is_comparable).map(String::as_str).collect();
        if ordered.is_empty() || order.names(Plate::new(plate)) {
            return None;
        }
        let ordered = ordered.join(" or ");
        let is_said = |order: &&OfferedJob| order.names(Plate::new(plate));
        let other = self.offers.jobs.iter().find(is_said);
        let other = other.map_or_else(String::new, |order| format!(", {plate} is of order {}", order.number));
        Some(format!("the order says {ordered}{other}: is it the right car, and the right order?"))
    }

    /// Another radio than at the last visit that has one.
    fn another_radio(&self, progress: &Progress<'_>, radio: &Id) -> Option<String> {
        let visits = self.earlier_visits(&progress.job.key);
        let is_said = |id: &&Id| !NOT_KNOWN.contains(&id.as_str());
        let (card, before) = visits.into_iter().find_map(|card| Some((card, card.radio().filter(is_said)?)))?;
        if before == radio || NOT_KNOWN.contains(&radio.as_str()) {
            return None;
        }
        let (_, item) = progress.item(known::RADIO)?;
        let before = progress.shown(item, &Answer::Option(*before));
        Some(format!("on {} this car had another radio: {before}; is this one new?", self.day(card)))
    }

    /// A serial that this or another car is known with otherwise.
    fn about_a_serial(&self, job: &Job, serial: &Serial) -> Vec<String> {
        let mut words = Vec::new();
        let plate = job.plate();
        let elsewhere = |card: &&JobCard| card.key() != job.key && !card.is_mistake();
        let other_car = |card: &&JobCard| card.plate().is_some_and(|of| plate.is_some_and(|plate| plate != of));
        let of_serial = self.cards.of_serial(serial);
        if let Some(card) = of_serial.iter().copied().filter(elsewhere).find(other_car) {
            words.push(format!(
                "on {} this radio was in another car, {}",
                self.day(card),
                card.plate().map(Plate::as_str).unwrap_or_default()
            ));
        }
        let visits = self.earlier_visits(&job.key);
        let had = visits.into_iter().find_map(|card| Some((card, Serial::parse(card.serial()?).ok()?)));
        match had {
            Some((_, before)) if before.is_same_radio(serial) => {}
            Some((card, before)) if is_misread(before.as_str(), serial.as_str()) => {
                words.push(self.nearly(card, before.as_str()));
            }
            Some((card, before)) => {
                words.push(format!("on {} this car's radio had another serial, {before}; is it new?", self.day(card)));
            }
            // a known one of another car, unless this one is known, too
            None if !of_serial.iter().any(elsewhere) => {
                let near = self.cards.iter().filter(elsewhere).find_map(|card| {
                    let known = card.serial().filter(|known| is_misread(known, serial.as_str()))?;
                    Some(self.nearly(card, known))
                });
                words.extend(near);
            }
            None => {}
        }
        words
    }

    /// What a VIN that the car told at an item says otherwise than what is known of the car: here, in the order, and at its last visit.
    #[must_use]
    pub fn vin_unlike(&self, key: &JobKey, item: &Id, vin: &str) -> Vec<String> {
        let Some(job) = self.jobs.get(key) else { return Vec::new() };
        let is_unlike = |known: &&str| !known.trim().eq_ignore_ascii_case(vin);
        let typed = job.vin_typed().filter(is_unlike);
        let typed =
            typed.map(|known| format!("the car tells the VIN {vin}, recorded here is {known}: is it this car?"));
        let ordered = self.offer(&job.key.number).and_then(OfferedJob::plate);
        let ordered = ordered.filter(|ordered| is_vin(ordered) && job.vin_typed().is_none()).filter(is_unlike);
        let ordered =
            ordered.map(|known| format!("the car tells the VIN {vin}, the order says {known}: is it this car?"));
        let before = job.codes_read(known::LAMPS).filter(|_| item.is(known::LAMPS_AFTER));
        let before = before.and_then(|(_, before)| before.told.vin.as_deref()).filter(is_unlike);
        let before = before
            .map(|known| format!("the car tells the VIN {vin}, before the work it told {known}: is it this car?"));
        let last = self.last_visit(key).and_then(|card| Some((card, self.jobs.get(&card.key())?.vin_known()?)));
        let last = last.filter(|(_, known)| is_unlike(known)).map(|(card, known)| {
            format!("the car tells the VIN {vin}, on {} it was {known}: is it this car?", self.day(card))
        });
        typed.into_iter().chain(ordered).chain(before).chain(last).collect()
    }

    /// What the recorded VINs of an open job's car say otherwise.
    #[must_use]
    pub fn vins_unlike(&self, key: &JobKey) -> Vec<Contradiction> {
        let job = self.jobs.get(key).filter(|job| job.ending().is_none());
        let read = [known::LAMPS, known::LAMPS_AFTER].into_iter().filter_map(|item| job?.codes_read(item));
        let told = read.filter_map(|(fact, read)| match &fact.what {
            What::CodesRead { item, .. } => Some((*item, self.vin_unlike(key, item, read.told.vin.as_deref()?))),
            _ => None,
        });
        told.flat_map(|(item, all)| all.into_iter().map(move |words| Contradiction { item, words })).collect()
    }

    /// What became of the car at its last visit that has ended, a line each, where that job's rows are held.
    #[must_use]
    pub fn last_time(&self, key: &JobKey) -> Vec<String> {
        let Some(card) = self.last_visit(key) else { return Vec::new() };
        let Some(progress) = self.progress(&card.key()) else { return Vec::new() };
        let losses = self.book.losses(progress.job.token(known::CAR));
        let is_told =
            |item: &Item| item.id.is(known::RADIO_AFTER) || losses.iter().any(|loss| loss.item == Some(item.id));
        let told = progress.items().filter(|(page, item)| page.pause == PausePoint::D && is_told(item));
        told.filter_map(|(_, item)| {
            let answer = progress.job.answer(item.id.as_str())?;
            Some(format!("{}: {}", item.label, progress.shown(item, answer)))
        })
        .collect()
    }

    fn nearly(&self, card: &JobCard, known: &str) -> String {
        let of = card.plate().map_or_else(|| format!("job {}", card.number()), |plate| plate.to_string());
        format!("nearly {known}, which was recorded on {} for {of}: read the label again", self.day(card))
    }

    /// The day on which a job began.
    #[must_use]
    pub fn day(&self, card: &JobCard) -> NaiveDate {
        self.began(card).date_naive()
    }

    /// When a job began.
    #[must_use]
    pub fn began(&self, card: &JobCard) -> DateTime<FixedOffset> {
        let began = DateTime::from_timestamp_millis(card.began_ms()).unwrap_or_default();
        began.with_timezone(self.now().wall.offset())
    }

    /// Has the rows of the last visit of an open job's car read, where they aren't held.
    pub fn read_last_visit(&mut self, key: &JobKey) {
        let last = self.last_visit(key).map(JobCard::key);
        self.to_read.extend(last.filter(|last| self.is_workable(key) && self.jobs.get(last).is_none()));
    }

    /// The last visit of a job's car that has ended.
    #[must_use]
    pub fn last_visit(&self, key: &JobKey) -> Option<&JobCard> {
        self.earlier_visits(key).into_iter().find(|card| !card.is_open())
    }
}

/// A text without its blanks.
fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The token by which a card keeps an answer.
fn token_of<'a>(card: &'a JobCard, item: &str) -> Option<&'a Id> {
    match item {
        known::MAKE => card.make(),
        known::CAR => card.car(),
        known::ENGINE => card.engine(),
        known::RADIO => card.radio(),
        _ => None,
    }
}

/// Whether two serials differ as a misread one does: in one place or two, of the same length; two that are swapped are two.
fn is_misread(one: &str, two: &str) -> bool {
    let places = || one.chars().zip(two.chars()).filter(|(a, b)| a != b).count();
    one.len() == two.len() && (1..=PLACES_MISREAD).contains(&places())
}
