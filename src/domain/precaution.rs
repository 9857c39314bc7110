//! What a car's maker asks for around its battery: the wait before airbag parts are touched, the seconds that a siren leaves,
//! the time before it is started again.

use super::checklist::known;
use super::radio::{Hint, WaitNeeded};
use super::{Provenance, RadioBook, Text};

/// A time, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// The seconds.
    pub seconds: u32,
    /// Where that is from.
    pub provenance: Provenance,
}

/// What a maker asks for before airbag parts are touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Airbag {
    /// How long to wait once both cables are off.
    pub wait: Timed,
    /// Whether the ignition is on while the cables come off and go on again; else it is off.
    pub is_ignition_on: bool,
}

impl Timed {
    /// As a wait of this very car.
    #[must_use]
    pub fn waiting(&self) -> WaitNeeded {
        WaitNeeded { seconds: self.seconds, is_own: true, is_verified: self.provenance.is_verified }
    }
}

impl Airbag {
    /// What it asks for, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let seconds = self.wait.seconds;
        if self.is_ignition_on {
            return format!(
                "Airbags of this car: ignition ON as the cables come off, and as they go on again; at least {seconds} s between."
            );
        }
        format!("Airbags of this car: ignition off as the cables come off, then at least {seconds} s.")
    }
}

impl RadioBook {
    /// What is asked for before airbag parts of this car are touched: by its generation, else by its make.
    #[must_use]
    pub fn airbag(&self, make: Option<&str>, car: Option<&str>) -> Option<&Airbag> {
        let own = car.and_then(|car| self.generation(car)).and_then(|generation| generation.airbag.as_ref());
        let of_make = || {
            let named = make.or_else(|| self.file_of(car?).map(|it| it.name.id.as_str()))?;
            self.files.iter().filter(|it| it.name.id.as_str() == named).find_map(|it| it.airbag.as_ref())
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
                (format!("The battery must be off within {} s of ignition off.", siren.seconds), siren)
            }
            known::SETTLE => {
                let starting = self.starting(car)?;
                (
                    format!("This car is started at least {} s after the battery was connected.", starting.seconds),
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
