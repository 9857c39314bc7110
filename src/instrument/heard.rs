//! What would be read out of bytes, whatever sent them: each parser of what a device says, without a device.

use super::elm_command::ElmCommand;
use super::trouble::InstrumentTrouble;
use super::{elm, obd, scpi, sigrok};
use crate::domain::{FaultCode, Volts};

/// What each kind of instrument takes from the same bytes.
#[derive(Debug)]
pub struct Heard {
    /// Volts, or why there are none: of a meter that speaks SCPI, of an adapter, and of the lines of sigrok.
    pub volts: Vec<Result<Volts, InstrumentTrouble>>,
    /// What an adapter would tell of the car, in words, or why it can't be read: the VIN, then the stored, pending and permanent codes.
    pub told: Vec<Result<Option<String>, InstrumentTrouble>>,
}

impl Heard {
    /// Takes bytes for one answer. Reaches nothing.
    #[must_use]
    pub fn of(answer: &[u8]) -> Self {
        let text = String::from_utf8_lossy(answer);
        let mut volts = vec![scpi::volts(text.trim()), elm::volts(&elm::lines(ElmCommand::Volts, answer))];
        volts.extend(text.lines().filter_map(|line| sigrok::volts(line.trim())));
        let mut told = vec![obd::vin(&elm::lines(ElmCommand::Vin, answer))];
        for (mode, command) in [(0x03, ElmCommand::Stored), (0x07, ElmCommand::Pending), (0x0A, ElmCommand::Permanent)]
        {
            let words = |codes: Vec<FaultCode>| codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            told.push(obd::codes(mode, &elm::lines(command, answer)).map(|codes| codes.map(words)));
        }
        Self { volts, told }
    }
}
