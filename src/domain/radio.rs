//! What is known about radios: data, each fact with its source and whether it was verified. The program itself holds no
//! knowledge of any model.

use super::{Choice, Id, RecoveryStep, Schedule, Text, Verdict, When};

/// All radio files of a workshop.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RadioBook {
    /// One for each file.
    pub makes: Vec<Make>,
}

/// One radio file: the generations of one car.
#[derive(Debug, Clone, PartialEq)]
pub struct Make {
    /// Its id, such as `nissan-qashqai`.
    pub id: Id,
    /// Its name, such as `Nissan Qashqai`.
    pub title: Text,
    /// Counts up with every change.
    pub revision: u32,
    /// What holds for every car and every radio.
    pub general: Vec<Advice>,
    /// The generations.
    pub generations: Vec<Generation>,
    /// How its radios make people wait after wrong codes.
    pub lock_outs: Vec<Schedule>,
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
    /// When it was built: help for choosing, never inferred from.
    pub years: Text,
    /// Where that is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
    /// The radio types it was sold with.
    pub radios: Vec<RadioType>,
    /// How long to wait, ignition off, before the lead comes off.
    pub waits: Vec<EngineWait>,
    /// What holds for every radio of this generation.
    pub advice: Vec<Advice>,
}

/// A type of radio.
#[derive(Debug, Clone, PartialEq)]
pub struct RadioType {
    /// Its id: an option of the item `radio`.
    pub id: Id,
    /// Its name.
    pub label: Text,
    /// Where its code is usually found.
    pub code_found: Text,
    /// How hard it is to get working again without the code, in a word.
    pub difficulty: Text,
    /// Where that is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
    /// What holds for this radio alone.
    pub advice: Vec<Advice>,
}

/// How long modules stay awake after the ignition went off.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineWait {
    /// The engine family: an option of the item `engine`.
    pub engine: Id,
    /// The seconds to wait.
    pub seconds: u32,
    /// Where the figure is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
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
    /// Where it is from.
    pub source: String,
    /// Whether it was checked against the maker's own text or a car.
    pub is_verified: bool,
}

/// How long to wait, and how well that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The seconds.
    pub seconds: u32,
    /// Whether it is this engine's own figure; else it is the longest, because something is not known.
    pub is_for_engine: bool,
    /// Whether the figure was verified.
    pub is_verified: bool,
}

impl RadioBook {
    /// The generation with this id.
    #[must_use]
    pub fn generation(&self, id: &str) -> Option<&Generation> {
        self.makes.iter().flat_map(|make| &make.generations).find(|generation| generation.id.as_str() == id)
    }

    /// The makes, that of this car first: what it doesn't say may be known from another.
    #[must_use]
    pub fn makes_for(&self, car: Option<&str>) -> Vec<&Make> {
        let is_its = |make: &&Make| car.is_some_and(|car| make.generations.iter().any(|it| it.id.as_str() == car));
        let (mut its, others): (Vec<&Make>, Vec<&Make>) = self.makes.iter().partition(is_its);
        its.extend(others);
        its
    }

    /// The generations as options.
    #[must_use]
    pub fn cars(&self) -> Vec<Choice> {
        self.makes
            .iter()
            .flat_map(|make| &make.generations)
            .map(|generation| choice(&generation.id, &generation.title, Some(generation.years.clone())))
            .collect()
    }

    /// The radio types of a generation as options; none for a car that isn't in the book.
    #[must_use]
    pub fn radios(&self, car: Option<&str>) -> Vec<Choice> {
        car.and_then(|car| self.generation(car))
            .map(|generation| generation.radios.iter().map(|radio| choice(&radio.id, &radio.label, None)).collect())
            .unwrap_or_default()
    }

    /// The radio types of every generation as options.
    #[must_use]
    pub fn all_radios(&self) -> Vec<Choice> {
        let generations = self.makes.iter().flat_map(|make| &make.generations);
        generations
            .flat_map(|generation| &generation.radios)
            .map(|radio| choice(&radio.id, &radio.label, None))
            .collect()
    }

    /// The wait for this car and engine: their own figure, else the longest of what may be meant.
    #[must_use]
    pub fn waiting(&self, car: Option<&str>, engine: Option<&str>) -> Option<Waiting> {
        let generation = car.and_then(|car| self.generation(car));
        let own = generation
            .zip(engine)
            .and_then(|(generation, engine)| generation.waits.iter().find(|wait| wait.engine.as_str() == engine));
        if let Some(wait) = own {
            return Some(Waiting { seconds: wait.seconds, is_for_engine: true, is_verified: wait.is_verified });
        }
        let all: Vec<&EngineWait> = match generation {
            Some(generation) => generation.waits.iter().collect(),
            None => {
                self.makes.iter().flat_map(|make| &make.generations).flat_map(|generation| &generation.waits).collect()
            }
        };
        let longest = all.into_iter().max_by_key(|wait| wait.seconds)?;
        Some(Waiting { seconds: longest.seconds, is_for_engine: false, is_verified: longest.is_verified })
    }

    /// The help for an item: what holds for every car first, because it is the safe way, then what is known of this
    /// generation and this radio. For a car or a radio that isn't known, only the first.
    #[must_use]
    pub fn advice(&self, item: &str, car: Option<&str>, radio: Option<&str>) -> Vec<&Advice> {
        let generation = car.and_then(|car| self.generation(car));
        let radio_type = generation
            .zip(radio)
            .and_then(|(generation, radio)| generation.radios.iter().find(|it| it.id.as_str() == radio));
        let of_generation = radio_type.and(generation);
        let general = self.makes.iter().flat_map(|make| &make.general);
        general
            .chain(of_generation.into_iter().flat_map(|it| &it.advice))
            .chain(radio_type.into_iter().flat_map(|it| &it.advice))
            .filter(|advice| advice.item.as_str() == item)
            .collect()
    }
}

/// An option out of the book: fine in itself.
fn choice(id: &Id, label: &Text, advice: Option<Text>) -> Choice {
    Choice {
        id: id.clone(),
        label: label.clone(),
        verdict: Verdict::Ok,
        when: When::default(),
        unless: When::default(),
        note: None,
        advice,
        gate: None,
        sheet: None,
    }
}
