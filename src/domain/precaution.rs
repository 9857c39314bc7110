//! What a car's maker asks for around its battery: the wait before airbag parts are touched, the seconds that a siren leaves,
//! the time before it is started again.

use super::Provenance;
use super::text::clock;

/// A time, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// The seconds.
    pub seconds: u32,
    /// Where that is from.
    pub provenance: Provenance,
}

/// How long to wait, and how well that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitNeeded {
    /// The seconds.
    pub seconds: u32,
    /// Whether it is meant for this very car; else it is the longest, because something is not known.
    pub is_own: bool,
    /// Whether the figure was verified.
    pub is_verified: bool,
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
        let needed = clock(self.wait.seconds);
        if self.is_ignition_on {
            return format!(
                "Airbags of this car: ignition ON as the cables come off, and as they go on again; at least {needed} between."
            );
        }
        format!("Airbags of this car: ignition off as the cables come off, then at least {needed}.")
    }
}
