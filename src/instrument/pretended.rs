//! The instrument of the practice: made-up volts that fall now and then, and an instrument that falls silent.

use super::trouble::InstrumentTrouble;
use crate::domain::{CarCodes, FaultCode, Volts};

/// After so many readings the same comes again.
const ROUND: u32 = 40;
/// By how much the volts fall.
const FALL: Volts = Volts(-2_000);

/// What a car of the practice tells before the work, and after it: the battery that was away has left a code, and taken one.
#[must_use]
pub fn pretended_codes(is_after: bool) -> CarCodes {
    let codes = |codes: &[u16]| Some(codes.iter().copied().map(FaultCode).collect());
    let stored = if is_after { [0x0420, 0x0562] } else { [0x0171, 0x0420] };
    let vin = Some("SJNPRACT1CE000001".to_owned());
    CarCodes { vin, stored: codes(&stored), pending: codes(&[]), permanent: None }
}

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
