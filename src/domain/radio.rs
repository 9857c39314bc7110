//! What is known about radios: data, each with its source. The program itself holds no knowledge of any model.

use std::sync::Arc;

use super::checklist::{More, known};
use super::entry::CodeEntry;
use super::loss::Loss;
use super::precaution::{Airbag, Timed, WaitNeeded};
use super::route::Route;
use super::serial_shape::SerialShapes;
use super::{Choice, Id, LockoutSchedule, Provenance, RecoveryStep, Text};

/// All radio files of a workshop.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RadioBook {
    /// One for each file.
    pub files: Vec<Arc<RadioFile>>,
}

/// The make of a car, such as Nissan: an option of the item `make`. Several radio files may tell of one.
#[derive(Debug, Clone, PartialEq)]
pub struct MakeName {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
}

/// One radio file: cars of one make, or what holds for every car.
#[derive(Debug, Clone, PartialEq)]
pub struct RadioFile {
    /// Its id, such as `nissan-qashqai`.
    pub id: Id,
    /// Its name, such as `Nissan Qashqai`.
    pub title: Text,
    /// Counts up with every change.
    pub revision: u32,
    /// The make of its cars.
    pub name: MakeName,
    /// What holds for every car and every radio.
    pub general: Vec<Advice>,
    /// What holds for every car of this make.
    pub advice: Vec<Advice>,
    /// What is asked for before airbag parts are touched, where a generation says nothing else.
    pub airbag: Option<Airbag>,
    /// How serial numbers of this make look, and what is none.
    pub serials: SerialShapes,
    /// The ways to the serial number of a radio that isn't known, in the order in which they are tried.
    pub routes: Vec<Route>,
    /// What every car loses with its power.
    pub losses: Vec<Loss>,
    /// Radios that may sit in any car, such as one that isn't from the factory.
    pub radios: Vec<RadioType>,
    /// The generations.
    pub generations: Vec<Generation>,
    /// How its radios make people wait after wrong codes.
    pub lock_outs: Vec<LockoutSchedule>,
    /// Where to look for a code, in order.
    pub recovery: Vec<RecoveryStep>,
}

/// One generation of a car.
#[derive(Debug, Clone, PartialEq)]
pub struct Generation {
    /// Its id, such as `j11`: an option of the item `car`.
    pub id: Id,
    /// Its name, such as `Qashqai J11`.
    pub title: Text,
    /// What the customer's sheet calls the car, its make included, where that is not make and name.
    pub sheet: Option<Text>,
    /// When it was built: help for choosing, never inferred from.
    pub years: Text,
    /// Where that is from.
    pub provenance: Provenance,
    /// The radio types it was sold with.
    pub radios: Vec<RadioType>,
    /// How long to wait, ignition off, before the lead comes off.
    pub waits: Vec<EngineWait>,
    /// What is asked for before airbag parts are touched.
    pub airbag: Option<Airbag>,
    /// Within how long after ignition off the battery must be off, for the siren's sake.
    pub siren: Option<Timed>,
    /// How long it is left off after the battery was connected.
    pub starting: Option<Timed>,
    /// What else it loses with its power.
    pub losses: Vec<Loss>,
    /// What holds for every radio of this generation.
    pub advice: Vec<Advice>,
}

/// A type of radio.
#[derive(Debug, Clone, PartialEq)]
pub struct RadioType {
    /// Its id: an option of the item `radio`, and a page of the guide.
    pub id: Id,
    /// Its name.
    pub label: Text,
    /// What the customer's sheet calls it, where that is not its name.
    pub sheet: Option<Text>,
    /// The ways to its serial number, in the order in which they are tried.
    pub routes: Vec<Route>,
    /// Whether it asks for a code after its power was away.
    pub coded: Coded,
    /// How its code is entered, where that is known.
    pub entry: Option<CodeEntry>,
    /// Where its code is usually found.
    pub code_found: Text,
    /// How hard it is to get working again without the code, in a word.
    pub difficulty: Text,
    /// Where that is from.
    pub provenance: Provenance,
    /// What holds for this radio alone.
    pub advice: Vec<Advice>,
}

/// Whether a radio asks for a code after its power was away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    /// It does.
    Yes,
    /// It doesn't.
    No,
    /// It is paired with the car, and asks only in another one.
    Paired,
    /// Nobody has said.
    NotKnown,
}

impl Coded {
    /// All of them, with their words in the data.
    pub const ALL: [(&'static str, Self); 4] =
        [("yes", Self::Yes), ("no", Self::No), ("paired", Self::Paired), ("not-known", Self::NotKnown)];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("not-known", |(word, _)| word)
    }
}

/// How long modules stay awake after the ignition went off.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineWait {
    /// The engine family: an option of the item `engine`.
    pub engine: Id,
    /// The seconds to wait.
    pub seconds: u32,
    /// Where that is from.
    pub provenance: Provenance,
}

/// A piece of help for one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The item it helps with.
    pub item: Id,
    /// What to do or to know.
    pub text: Text,
    /// What it costs or risks.
    pub cost: Option<Text>,
    /// Where that is from.
    pub provenance: Provenance,
}

impl Generation {
    /// When it was built, with a mark where nobody has verified it.
    fn years_shown(&self) -> Text {
        let mut years = self.years.clone();
        if !self.provenance.is_verified {
            years.others.values_mut().chain([&mut years.en]).for_each(|text| text.push_str(" (unverified)"));
        }
        years
    }

    /// The generation as an option.
    fn option(&self) -> Choice {
        Choice { sheet: self.sheet.clone(), ..choice(&self.id, &self.title, Some(self.years_shown())) }
    }

    /// The car as briefly as can be: a short id such as `J11`, else its title up to a comma.
    #[must_use]
    pub fn brief(&self) -> String {
        let id = self.id.as_str();
        if id.len() <= 4 {
            return id.to_uppercase();
        }
        self.title.en.split(',').next().unwrap_or_default().to_owned()
    }
}

impl RadioBook {
    fn files(&self) -> impl Iterator<Item = &RadioFile> {
        self.files.iter().map(|file| &**file)
    }

    /// The generation with this id.
    #[must_use]
    pub fn generation(&self, id: &str) -> Option<&Generation> {
        self.generations().find(|generation| generation.id.is(id))
    }

    /// The generations of all files.
    pub fn generations(&self) -> impl Iterator<Item = &Generation> {
        self.files.iter().flat_map(|file| &file.generations)
    }

    /// The file that tells of this car.
    #[must_use]
    pub fn file_of(&self, car: &str) -> Option<&RadioFile> {
        self.files().find(|file| file.generations.iter().any(|it| it.id.is(car)))
    }

    /// The files that speak of this car, in the order in which they are believed: its own, those of its make, those for every
    /// car. In a book without one for every car, what its own file doesn't say may be known from another.
    #[must_use]
    pub fn files_for(&self, car: Option<&str>) -> Vec<&RadioFile> {
        let own = car.and_then(|car| self.file_of(car));
        let has_general = self.files.iter().any(|file| file.generations.is_empty());
        let is_its = |file: &&RadioFile| own.is_some_and(|own| own.id == file.id);
        let (mut its, others): (Vec<&RadioFile>, Vec<&RadioFile>) = self.files().partition(is_its);
        let is_of_make = |file: &&RadioFile| own.is_some_and(|own| own.name.id == file.name.id);
        let (of_make, others): (Vec<&RadioFile>, Vec<&RadioFile>) = others.into_iter().partition(is_of_make);
        its.extend(of_make);
        its.extend(others.into_iter().filter(|file| !has_general || file.generations.is_empty()));
        its
    }

    /// The makes that have cars in the book, as options.
    #[must_use]
    pub fn make_options(&self) -> Vec<Choice> {
        let mut names: Vec<&MakeName> = Vec::new();
        for make in self.files.iter().filter(|file| !file.generations.is_empty()) {
            if names.iter().all(|name| name.id != make.name.id) {
                names.push(&make.name);
            }
        }
        names.into_iter().map(|name| Choice::plain(name.id, name.title.clone())).collect()
    }

    /// The generations of a make as options; those of every make, where it isn't known.
    #[must_use]
    pub fn cars(&self, make: Option<&str>) -> Vec<Choice> {
        self.generations_of(make).map(Generation::option).collect()
    }

    /// The generations of a make; of every make where none is given.
    fn generations_of(&self, make: Option<&str>) -> impl Iterator<Item = &Generation> {
        let is_meant = move |file: &&RadioFile| make.is_none_or(|make| file.name.id.is(make));
        self.files().filter(is_meant).flat_map(|file| &file.generations)
    }

    /// One of the options that the book adds to an item, for this make and car: the others aren't made for it.
    #[must_use]
    pub fn option(&self, more: More, make: Option<&str>, car: Option<&str>, id: &Id) -> Option<Choice> {
        match more {
            More::Makes => self.make_options().into_iter().find(|option| option.id == *id),
            More::Cars => self.generations_of(make).find(|it| it.id == *id).map(Generation::option),
            More::Radios => self.generation(car?)?.radios.iter().find(|it| it.id == *id).map(RadioType::option),
        }
    }

    /// The radio types of a generation as options; none for a car that isn't in the book.
    #[must_use]
    pub fn radios(&self, car: Option<&str>) -> Vec<Choice> {
        car.and_then(|car| self.generation(car))
            .map(|generation| generation.radios.iter().map(RadioType::option).collect())
            .unwrap_or_default()
    }

    /// Every option that the book may ever add to an item: what was answered stays readable after the make or the car was
    /// corrected.
    #[must_use]
    pub fn ever(&self, more: More) -> Vec<Choice> {
        match more {
            More::Makes => self.make_options(),
            More::Cars => self.cars(None),
            More::Radios => self.all_radios(),
        }
    }

    /// The radio types of every generation as options.
    fn all_radios(&self) -> Vec<Choice> {
        self.generations().flat_map(|generation| &generation.radios).map(RadioType::option).collect()
    }

    /// The wait for this car and engine: their own figure, else the longest of this car's; `None` where the book has none for it.
    #[must_use]
    pub fn waiting(&self, car: Option<&str>, engine: Option<&str>) -> Option<WaitNeeded> {
        let (wait, is_own) = self.engine_wait(car, engine)?;
        Some(WaitNeeded { seconds: wait.seconds, is_own, is_verified: wait.provenance.is_verified })
    }

    /// That wait as the book has it, and whether it is this engine's own.
    #[must_use]
    pub fn engine_wait(&self, car: Option<&str>, engine: Option<&str>) -> Option<(&EngineWait, bool)> {
        let waits = &car.and_then(|car| self.generation(car))?.waits;
        let own = waits.iter().find(|wait| engine == Some(wait.engine.as_str())).map(|own| (own, true));
        own.or_else(|| Some((waits.iter().max_by_key(|wait| wait.seconds)?, false)))
    }

    /// The radio type that was answered, with its generation. A radio that may sit in any car has none; a generation's own
    /// radio is only found with that generation.
    #[must_use]
    pub fn radio(&self, car: Option<&str>, radio: Option<&str>) -> Option<(Option<&Generation>, &RadioType)> {
        let radio = radio?;
        let generation = car.and_then(|car| self.generation(car));
        let own = generation.and_then(|it| it.radios.iter().find(|it| it.id.is(radio)));
        let any = || self.files.iter().flat_map(|file| &file.radios).find(|it| it.id.is(radio));
        own.map(|own| (generation, own)).or_else(|| any().map(|any| (None, any)))
    }

    /// Whether this radio asks for a code after its power was away.
    #[must_use]
    pub fn coded(&self, car: Option<&str>, radio: Option<&str>) -> Coded {
        self.radio(car, radio).map_or(Coded::NotKnown, |(_, radio)| radio.coded)
    }

    /// How the code of this radio is entered, where that is known.
    #[must_use]
    pub fn entering(&self, car: Option<&str>, radio: Option<&str>) -> Option<Hint> {
        self.radio(car, radio).and_then(|(_, radio)| radio.entry.as_ref()).map(Hint::of_entry)
    }

    /// The ways to the serial number in the order in which they are tried: this radio's, else those for any radio.
    #[must_use]
    pub fn routes(&self, car: Option<&str>, radio: Option<&str>) -> Vec<&Route> {
        match self.radio(car, radio) {
            Some((_, radio)) if !radio.routes.is_empty() => radio.routes.iter().collect(),
            _ => once(self.files.iter().flat_map(|file| &file.routes)),
        }
    }

    /// What is lost with the power: by every car, then by this generation.
    #[must_use]
    pub fn losses(&self, car: Option<&str>) -> Vec<&Loss> {
        let generation = car.and_then(|car| self.generation(car));
        let general = self.files.iter().flat_map(|file| &file.losses);
        once(general.chain(generation.into_iter().flat_map(|it| &it.losses)))
    }

    /// The help for an item: what this car's maker asks for, what this make says of serial numbers and the ways to them, where the code
    /// is found and how it is entered, what is to be set again where the item asks for it; then what holds for every car, because
    /// it is the safe way, then what is known of this generation and this radio. For a car or a radio that isn't known, only what
    /// holds for every car.
    #[must_use]
    pub fn advice(&self, item: &str, car: Option<&str>, radio: Option<&str>) -> Vec<Hint> {
        let found = self.radio(car, radio);
        let radio_type = found.map(|(_, radio)| radio);
        // what is about the radio is told once it is known which one it is
        let of_generation = match found {
            None if !ABOUT_RADIO.contains(&item) => car.and_then(|car| self.generation(car)),
            _ => found.and_then(|(generation, _)| generation),
        };
        let own_make = car.and_then(|car| self.file_of(car)).map(|file| file.name.id);
        let of_make = self.files.iter().filter(|file| Some(file.name.id) == own_make).flat_map(|file| &file.advice);
        let is_item = |id: &Id| id.is(item);
        let mut hints: Vec<Hint> = self.precaution(item, car).into_iter().collect();
        let own = of_make.chain(of_generation.into_iter().flat_map(|it| &it.advice));
        let own = own.chain(radio_type.into_iter().flat_map(|it| &it.advice));
        let own = own.filter(|advice| is_item(&advice.item)).map(Hint::of_advice);
        let mut own: Vec<Hint> = own.collect();
        if item == known::SERIAL {
            hints.append(&mut own);
            hints.extend(self.routes(car, radio).into_iter().map(Hint::of_route));
        }
        if item == known::CODE {
            hints.extend(radio_type.map(Hint::of_code));
        }
        if item == known::RADIO_AFTER {
            hints.extend(radio_type.and_then(|it| it.entry.as_ref()).map(Hint::of_entry));
        }
        let losses = self.losses(car).into_iter().filter(|loss| loss.item.as_ref().is_some_and(is_item));
        hints.extend(losses.map(Hint::of_loss));
        let general = once(self.files.iter().flat_map(|file| &file.general)).into_iter();
        hints.extend(general.filter(|advice| is_item(&advice.item)).map(Hint::of_advice));
        hints.append(&mut own);
        hints
    }
}

/// Items that are about the radio: what holds for a generation's radios is told once it is known that one of them is fitted.
const ABOUT_RADIO: [&str; 5] = [known::SERIAL, known::CODE, known::CODE_FOUND, known::BACKUP, known::RADIO_AFTER];

impl RadioType {
    /// As an option; of one that asks for nothing it is told at once.
    fn option(&self) -> Choice {
        let says = match self.coded {
            Coded::No => Some("It asks for no code after its power was away"),
            Coded::Paired => Some("It is paired with the car, and asks for its code only in another one"),
            Coded::Yes | Coded::NotKnown => None,
        };
        let mark = if self.provenance.is_verified { "" } else { " (unverified)" };
        let advice = says.map(|says| Text::plain(format!("{says}{mark}")));
        Choice { matters: advice.is_some(), sheet: self.sheet.clone(), ..choice(&self.id, &self.label, advice) }
    }
}

/// What the book says about an item, out of whichever part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// What to do or to know.
    pub text: Text,
    /// What it costs or risks.
    pub cost: Option<Text>,
    /// Where that is from.
    pub provenance: Provenance,
}

impl Hint {
    pub(super) fn of_advice(advice: &Advice) -> Self {
        Self::new(advice.text.clone(), advice.cost.clone(), &advice.provenance)
    }

    pub(super) fn of_route(route: &Route) -> Self {
        Self::new(Text::plain(route.sentence()), route.cost.clone(), &route.provenance)
    }

    pub(super) fn of_loss(loss: &Loss) -> Self {
        Self::new(loss.set_again.clone(), None, &loss.provenance)
    }

    pub(super) fn of_entry(entry: &CodeEntry) -> Self {
        Self::new(Text::plain(entry.sentence()), None, &entry.provenance)
    }

    pub(super) fn of_code(radio: &RadioType) -> Self {
        let text = format!("Usual for this radio: {}. Difficulty: {}.", radio.code_found, radio.difficulty);
        Self::new(Text::plain(text), None, &radio.provenance)
    }

    pub(super) fn new(text: Text, cost: Option<Text>, provenance: &Provenance) -> Self {
        Self { text, cost, provenance: provenance.clone() }
    }
}

/// Each value once: two radio files may say the same.
pub(super) fn once<'a, T: PartialEq>(all: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut different: Vec<&T> = Vec::new();
    for it in all {
        if !different.contains(&it) {
            different.push(it);
        }
    }
    different
}

/// An option out of the book: fine in itself.
fn choice(id: &Id, label: &Text, advice: Option<Text>) -> Choice {
    Choice { advice, ..Choice::plain(*id, label.clone()) }
}
