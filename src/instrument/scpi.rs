//! A meter that speaks SCPI.

use std::time::{Duration, Instant};

use super::link::Link;
use super::trouble::{InstrumentTrouble, fit};
use crate::domain::{Address, Volts};

const ANSWER_BYTES_MAX: usize = 256;
/// A slow range takes a meter a second or two.
const PATIENCE: Duration = Duration::from_secs(3);

const WHO: &str = "*IDN?";
const VOLTS: &str = "MEAS:VOLT:DC?";

/// A meter that answers.
#[derive(Debug)]
pub(super) struct Scpi {
    link: Link,
    /// What it says it is.
    pub about: String,
}

impl Scpi {
    pub fn open(address: &Address) -> Result<Self, InstrumentTrouble> {
        let mut meter = Self { link: Link::open(address)?, about: String::new() };
        meter.about = fit(&meter.ask(WHO)?);
        Ok(meter)
    }

    pub fn read(&mut self) -> Result<Volts, InstrumentTrouble> {
        volts(&self.ask(VOLTS)?)
    }

    /// The line that answers; one that repeats what was asked is none.
    fn ask(&mut self, question: &str) -> Result<String, InstrumentTrouble> {
        let by = Instant::now() + PATIENCE;
        self.link.send(format!("{question}\n").as_bytes(), by)?;
        loop {
            let line = self.link.answer(b'\n', ANSWER_BYTES_MAX, by)?;
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            if !line.is_empty() && line != question {
                return Ok(line);
            }
        }
    }
}

/// The volts that a line gives: one figure, with a unit at most.
pub(super) fn volts(line: &str) -> Result<Volts, InstrumentTrouble> {
    let no_figure = || InstrumentTrouble::no_figure(line);
    let figure = line.strip_suffix("VDC").or_else(|| line.strip_suffix('V')).unwrap_or(line).trim_end();
    // words that Rust's own reading takes for figures are none
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let volts = figure.parse().ok().filter(|_| figure.chars().all(is_figure)).and_then(Volts::new);
    volts.ok_or_else(no_figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_figure_in_volts() {
        for line in ["12.456", "+1.2456E+01", "12.456V", "12.456 VDC", "1.2456e1"] {
            assert_eq!(volts(line), Ok(Volts(12_456)), "{line}");
        }
        for line in
            ["12.4,12.5", "9.90000000E+37", "inf", "nan", "12.4mV", "-113,\"Undefined header\"", "+", "\u{1b}[2J12.4"]
        {
            assert!(matches!(volts(line), Err(InstrumentTrouble::NoFigure(_))), "{line}");
        }
    }
}
