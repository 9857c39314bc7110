//! Every job that is known, in short, to be found by number, plate and serial in a time that doesn't grow with their number.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::action::actions;
use super::card::{CardCar, CardWork};
use super::shared::Shared;
use super::{Fact, FindingAction, Job, JobCard, JobKey, JobNumber, Plate, Serial, Station};

/// The place of a card.
type Place = u32;

/// Every job that is known, in short.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    cards: Vec<JobCard>,
    by_number: Index,
    by_plate: Index,
    by_serial: Index,
    /// Those that have not ended.
    open: BTreeSet<Place>,
    /// Those that have ended, by the day.
    by_day: BTreeSet<(i32, Place)>,
    /// Those that have ended and whose sheet waits to be handed over, by the day from which it does.
    owing: BTreeSet<(i32, Place)>,
    /// The highest number that was given on a day, by `YYMMDD`.
    highest: BTreeMap<String, u32>,
    works: Shared<CardWork>,
    cars: Shared<CardCar>,
    /// Of the jobs that have ended: what was recorded about codes, and by what their radio is known.
    tried: BTreeMap<JobKey, Job>,
    /// What is still to be done about findings of jobs.
    actions: BTreeMap<JobKey, Vec<FindingAction>>,
    /// The rows about a job in other stations' journals.
    elsewhere: BTreeMap<JobKey, Vec<(Station, u64)>>,
}

/// What is kept of a job beside its card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BesideCard {
    /// What was recorded about codes, of a job that has ended.
    pub tried: Option<Job>,
    /// What is still to be done about its findings.
    pub actions: Vec<FindingAction>,
}

impl BesideCard {
    /// What is kept of this job.
    #[must_use]
    pub fn of(job: &Job) -> Self {
        Self {
            tried: (job.ending().is_some() && job.has_attempts()).then(|| job.about_codes()),
            actions: actions(job.facts()).into_iter().filter(FindingAction::is_open).collect(),
        }
    }
}

/// Places by the hash of what they are found by: whoever looks something up compares it again.
#[derive(Debug, Clone, Default)]
struct Index(BTreeSet<(u32, Place)>);

/// Bits of the hash of a number that tell stations apart: each gives the same numbers on the same days.
const STATION_BITS: u32 = 8;

fn hash(text: &str) -> u32 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text) as u32
}

/// The hashes of a number, whatever the station.
fn hashes_of_number(number: &str) -> RangeInclusive<u32> {
    let first = hash(number) << STATION_BITS;
    first..=first | ((1 << STATION_BITS) - 1)
}

/// The hash of a station's number.
fn hash_of_number(number: &str, station: Station) -> u32 {
    hashes_of_number(number).start() | hash(station.as_str()) >> (u32::BITS - STATION_BITS)
}

impl Index {
    fn add(&mut self, hash: u32, place: Place) {
        self.0.insert((hash, place));
    }

    fn remove(&mut self, hash: u32, place: Place) {
        self.0.remove(&(hash, place));
    }

    fn places(&self, hashes: RangeInclusive<u32>) -> impl Iterator<Item = Place> {
        self.0.range((*hashes.start(), 0)..=(*hashes.end(), Place::MAX)).map(|(_, place)| *place)
    }

    /// The places of one hash.
    fn places_of(&self, hash: u32) -> impl Iterator<Item = Place> {
        self.places(hash..=hash)
    }
}

impl Cards {
    /// How many jobs are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &JobCard> {
        self.cards.iter()
    }

    fn card(&self, place: Place) -> &JobCard {
        &self.cards[place as usize]
    }

    fn place(&self, key: &JobKey) -> Option<Place> {
        let is_it = |place: &Place| {
            let card = self.card(*place);
            card.station() == key.station && card.number().eq_ignore_ascii_case(key.number.as_str())
        };
        self.by_number.places_of(hash_of_number(&key.number.folded(), key.station)).find(is_it)
    }

    /// The card of a job.
    #[must_use]
    pub fn get(&self, key: &JobKey) -> Option<&JobCard> {
        self.place(key).map(|place| self.card(place))
    }

    /// The jobs with this number, of whatever station.
    pub fn of_number(&self, number: &JobNumber) -> impl Iterator<Item = &JobCard> {
        let cards = self.by_number.places(hashes_of_number(&number.folded())).map(|place| self.card(place));
        cards.filter(move |card| card.number().eq_ignore_ascii_case(number.as_str()))
    }

    /// The jobs on the car with this plate or VIN, the newest first.
    #[must_use]
    pub fn of_plate(&self, plate: Plate<'_>) -> Vec<&JobCard> {
        let cards = self.by_plate.places_of(hash(&plate.key())).map(|place| self.card(place));
        newest_first(cards.filter(|card| card.plate() == Some(plate)).collect())
    }

    /// The jobs on the radio with this serial number, also those where it was corrected later; the newest first.
    #[must_use]
    pub fn of_serial(&self, serial: &Serial) -> Vec<&JobCard> {
        let cards = self.by_serial.places_of(hash(&serial.key())).map(|place| self.card(place));
        newest_first(cards.filter(|card| card.serials().any(|it| it.is_same_radio(serial))).collect())
    }

    /// The jobs that have not ended, in no order.
    pub fn open(&self) -> impl Iterator<Item = &JobCard> {
        self.open.iter().map(|place| self.card(*place))
    }

    /// The jobs that ended on this day.
    pub fn ended_on(&self, day: NaiveDate) -> impl Iterator<Item = &JobCard> {
        let day = day.num_days_from_ce();
        self.by_day.range((day, 0)..=(day, Place::MAX)).map(|(_, place)| self.card(*place))
    }

    /// The jobs whose sheet waits to be handed over, since this day or a later one.
    pub fn owing_since(&self, day: NaiveDate) -> impl Iterator<Item = &JobCard> {
        self.owing.range((day.num_days_from_ce(), 0)..).map(|(_, place)| self.card(*place))
    }

    /// The highest number that was given on a day, `YYMMDD`, at any station.
    #[must_use]
    pub fn highest_of(&self, day: &str) -> u32 {
        self.highest.get(day).copied().unwrap_or(0)
    }

    /// What was recorded about codes of a job that has ended, and by what its radio is known.
    #[must_use]
    pub fn tried(&self, key: &JobKey) -> Option<&Job> {
        self.tried.get(key)
    }

    /// What is still to be done about findings of a job.
    #[must_use]
    pub fn actions(&self, key: &JobKey) -> &[FindingAction] {
        self.actions.get(key).map_or(&[], Vec::as_slice)
    }

    /// The other jobs that may be about the same radio as a job.
    pub fn may_be_about_the_radio_of(&self, job: &Job) -> impl Iterator<Item = &JobCard> {
        let mut places: BTreeSet<Place> =
            job.serials().flat_map(|serial| self.by_serial.places_of(hash(&serial.key()))).collect();
        places.extend(job.plate().into_iter().flat_map(|plate| self.by_plate.places_of(hash(&plate.key()))));
        let key = job.key;
        places.into_iter().map(|place| self.card(place)).filter(move |card| card.key() != key)
    }

    /// Keeps the card of a job in the place of the one that was kept of it, with what is kept beside it; `elsewhere` has its rows in
    /// other stations' journals.
    ///
    /// # Panics
    /// Where there are four thousand million jobs.
    pub fn put(&mut self, mut card: JobCard, beside: BesideCard, elsewhere: Vec<(Station, u64)>) {
        card.work = self.works.one(&card.work);
        card.car = self.cars.one(&card.car);
        let key = card.key();
        if beside.actions.is_empty() {
            self.actions.remove(&key);
        } else {
            self.actions.insert(key, beside.actions);
        }
        match beside.tried {
            Some(job) => drop(self.tried.insert(key, job)),
            None => drop(self.tried.remove(&key)),
        }
        if !elsewhere.is_empty() {
            self.elsewhere.insert(key, elsewhere);
        }
        let place = match self.place(&key) {
            Some(place) if *self.card(place) == card => return,
            Some(place) => {
                self.forget_place(place);
                self.cards[place as usize] = card;
                place
            }
            None => {
                self.cards.push(card);
                Place::try_from(self.cards.len() - 1).expect("fewer than four thousand million jobs")
            }
        };
        self.learn_place(place);
    }

    /// Takes out the card of a job.
    pub fn remove(&mut self, key: &JobKey) {
        let Some(place) = self.place(key) else { return };
        self.tried.remove(key);
        self.actions.remove(key);
        self.forget_place(place);
        let last = Place::try_from(self.cards.len() - 1).unwrap_or(place);
        if last != place {
            self.forget_place(last);
        }
        self.cards.swap_remove(place as usize);
        if last != place {
            self.learn_place(place);
        }
    }

    /// Takes in a row about a job of which no more than the card is kept. Returns whether its rows must be read again, because it
    /// may change more than the card can tell.
    pub fn note(&mut self, fact: &Fact) -> bool {
        let Some(place) = self.place(&fact.job) else { return false };
        let is_known = if fact.station == fact.job.station {
            fact.seq <= self.card(place).last_seq()
        } else {
            self.elsewhere(&fact.job).contains(&(fact.station, fact.seq))
        };
        if is_known {
            return false;
        }
        if fact.station != fact.job.station {
            self.elsewhere.entry(fact.job).or_default().push((fact.station, fact.seq));
        }
        self.forget_place(place);
        let must_read = self.cards[place as usize].note(fact);
        self.learn_place(place);
        must_read
    }

    /// The rows about a job in other stations' journals.
    #[must_use]
    pub fn elsewhere(&self, key: &JobKey) -> &[(Station, u64)] {
        self.elsewhere.get(key).map_or(&[], Vec::as_slice)
    }

    /// Who worked on the cars of a station.
    #[must_use]
    pub fn technicians_of(&self, station: Station) -> BTreeSet<&str> {
        self.works.iter().filter(|work| work.station == station).map(|work| &*work.technician).collect()
    }

    fn learn_place(&mut self, place: Place) {
        let card = &self.cards[place as usize];
        let number = card.number().to_ascii_lowercase();
        self.by_number.add(hash_of_number(&number, card.station()), place);
        card.plate().into_iter().for_each(|plate| self.by_plate.add(hash(&plate.key()), place));
        card.serials().for_each(|serial| self.by_serial.add(hash(&serial.key()), place));
        match card.ended_on().map(|day| day.num_days_from_ce()) {
            Some(day) => self.by_day.insert((day, place)),
            None => self.open.insert(place),
        };
        if let Some(day) = card.owing_on() {
            self.owing.insert((day.num_days_from_ce(), place));
        }
        if let Some((day, count)) = number.split_once('-')
            && let Ok(count) = count.parse::<u32>()
        {
            let highest = self.highest.entry(day.to_owned()).or_default();
            *highest = count.max(*highest);
        }
    }

    fn forget_place(&mut self, place: Place) {
        let card = &self.cards[place as usize];
        self.by_number.remove(hash_of_number(&card.number().to_ascii_lowercase(), card.station()), place);
        card.plate().into_iter().for_each(|plate| self.by_plate.remove(hash(&plate.key()), place));
        card.serials().for_each(|serial| self.by_serial.remove(hash(&serial.key()), place));
        match card.ended_on().map(|day| day.num_days_from_ce()) {
            Some(day) => self.by_day.remove(&(day, place)),
            None => self.open.remove(&place),
        };
        if let Some(day) = card.owing_on() {
            self.owing.remove(&(day.num_days_from_ce(), place));
        }
    }
}

fn newest_first(mut cards: Vec<&JobCard>) -> Vec<&JobCard> {
    cards.sort_by_key(|card| std::cmp::Reverse(card.began_ms()));
    cards
}
