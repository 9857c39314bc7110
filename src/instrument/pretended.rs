//! The instrument of the practice: made-up volts that fall now and then, and an instrument that falls silent.

use super::trouble::InstrumentTrouble;
use crate::domain::Volts;

/// After so many readings the same comes again.
const ROUND: u32 = 40;
/// By how much the volts fall.
const FALL: Volts = Volts(-2_000);

/// An instrument that measures nothing.
#[derive(Debug)]
pub(super) struct Pretended {
    around: Volts,
    count: u32,
}

impl Pretended {
    pub fn new(around: Volts) -> Self {
        Self { around, count: 0 }
    }

    /// What a real one might read next.
    pub fn read(&mut self) -> Result<Volts, InstrumentTrouble> {
        let at = self.count % ROUND;
        self.count += 1;
        match at {
            20..=22 => Ok(self.around + FALL),
            // for longer than a reading stands for the present
            30..=38 => Err(InstrumentTrouble::Silent),
            // the last figure of a real one is never still
            _ => Ok(self.around + Volts([0, 10, 0, -10][at as usize % 4])),
        }
    }
}
