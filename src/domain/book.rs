//! What the radio book says of one car and its radio.

use super::checklist::known;
use super::precaution::{Airbag, Timed};
use super::radio::Hint;
use super::serial_shape::SerialShapes;
use super::text::clock;
use super::{LockoutSchedule, RadioBook, RecoveryStep, Text};

impl RadioBook {
    /// The schedules that speak of this radio: those that name it first, then those for any radio.
    #[must_use]
    pub fn lock_outs(&self, car: Option<&str>, radio: Option<&str>) -> Vec<&LockoutSchedule> {
        let all = || self.files_for(car).into_iter().flat_map(|file| &file.lock_outs);
        let named = all().filter(|it| radio.is_some_and(|radio| it.radios.iter().any(|id| id.is(radio))));
        named.chain(all().filter(|it| it.radios.is_empty())).collect()
    }

    /// The schedule that is counted by.
    #[must_use]
    pub fn lock_out(&self, car: Option<&str>, radio: Option<&str>) -> Option<&LockoutSchedule> {
        self.lock_outs(car, radio).into_iter().find(|schedule| schedule.is_default)
    }

    /// How serial numbers of this make look, where the book says so.
    #[must_use]
    pub fn serial_shapes(&self, make: Option<&str>) -> Option<&SerialShapes> {
        let of_make = self.files.iter().filter(|it| make == Some(it.name.id.as_str()));
        of_make.map(|it| &it.serials).find(|it| **it != SerialShapes::default())
    }

    /// What to try for this radio, in order. Where car or radio is not known, only what holds for every car.
    #[must_use]
    pub fn recovery(&self, car: Option<&str>, radio: Option<&str>) -> Vec<&RecoveryStep> {
        let mut steps: Vec<&RecoveryStep> = Vec::new();
        for file in self.files_for(car) {
            let is_meant = |step: &&RecoveryStep| {
                let is_named = radio.is_some_and(|radio| step.radios.iter().any(|id| id.is(radio)));
                step.radios.is_empty() || is_named
            };
            for step in file.recovery.iter().filter(is_meant) {
                if !steps.iter().any(|known| known.id == step.id) {
                    steps.push(step);
                }
            }
        }
        steps
    }

    /// What is asked for before airbag parts of this car are touched: by its generation, else by its make.
    #[must_use]
    pub fn airbag(&self, make: Option<&str>, car: Option<&str>) -> Option<&Airbag> {
        let own = car.and_then(|car| self.generation(car)).and_then(|generation| generation.airbag.as_ref());
        let of_make = || {
            let named = make.or_else(|| self.file_of(car?).map(|it| it.name.id.as_str()))?;
            self.files.iter().filter(|it| it.name.id.is(named)).find_map(|it| it.airbag.as_ref())
        };
        own.or_else(of_make)
    }

    /// What the car's maker asks for, as help for the item that it is about.
    pub(super) fn precaution(&self, item: &str, car: Option<&str>) -> Option<Hint> {
        let (text, from) = match item {
            known::AIRBAG_IGNITION | known::AIRBAG_WAIT => {
                let airbag = self.airbag(None, car)?;
                (airbag.sentence(), &airbag.wait)
            }
            known::SIREN => {
                let siren = self.siren(car)?;
                (format!("The battery must be off within {} of ignition off.", clock(siren.seconds)), siren)
            }
            known::SETTLE => {
                let starting = self.starting(car)?;
                (
                    format!(
                        "This car is started at least {} after the battery was connected.",
                        clock(starting.seconds)
                    ),
                    starting,
                )
            }
            _ => return None,
        };
        Some(Hint::new(Text::plain(text), None, &from.provenance))
    }

    /// Within how many seconds of ignition off the battery must be off, or the siren takes it for a theft.
    #[must_use]
    pub fn siren(&self, car: Option<&str>) -> Option<&Timed> {
        car.and_then(|car| self.generation(car))?.siren.as_ref()
    }

    /// How long to leave the car off after the battery was connected.
    #[must_use]
    pub fn starting(&self, car: Option<&str>) -> Option<&Timed> {
        car.and_then(|car| self.generation(car))?.starting.as_ref()
    }
}
