//! An adapter in the OBD socket: ELM327, STN, and what passes for one.

use std::time::{Duration, Instant};

use super::elm_command::ElmCommand;
use super::link::Link;
use super::obd::{codes, vin};
use super::trouble::{InstrumentTrouble, fit};
use crate::domain::{Address, CarCodes, Volts};

/// An answer about volts is ten bytes long; what starts anew says a little more.
const ANSWER_BYTES_MAX: usize = 1024;
/// How long an adapter takes to start anew.
const START: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it may look for what the car speaks.
const ON_THE_BUS: Duration = Duration::from_secs(15);
/// What ends an answer.
const PROMPT: u8 = b'>';

/// An adapter that was started anew and answers.
#[derive(Debug)]
pub(super) struct Elm {
    link: Link,
    /// What it says it is.
    pub about: String,
}

impl Elm {
    pub fn open(address: &Address) -> Result<Self, InstrumentTrouble> {
        let mut elm = Self { link: Link::open(address)?, about: String::new() };
        // what it says as it starts may have its answer to a command that was cut off in front
        elm.about = elm.ask(ElmCommand::Reset, START)?.last().map(|line| fit(line)).unwrap_or_default();
        for command in [ElmCommand::EchoOff, ElmCommand::LinefeedsOff] {
            elm.ask(command, PATIENCE)?;
        }
        Ok(elm)
    }

    pub fn read(&mut self) -> Result<Volts, InstrumentTrouble> {
        volts(&self.ask(ElmCommand::Volts, PATIENCE)?)
    }

    /// What the engine's computer tells: this reaches the car's bus.
    pub fn codes(&mut self) -> Result<CarCodes, InstrumentTrouble> {
        let mut ask = |command| self.ask(command, ON_THE_BUS);
        Ok(CarCodes {
            vin: vin(&ask(ElmCommand::Vin)?)?,
            stored: codes(0x03, &ask(ElmCommand::Stored)?)?,
            pending: codes(0x07, &ask(ElmCommand::Pending)?)?,
            permanent: codes(0x0A, &ask(ElmCommand::Permanent)?)?,
        })
    }

    fn ask(&mut self, command: ElmCommand, patience: Duration) -> Result<Vec<String>, InstrumentTrouble> {
        let by = Instant::now() + patience;
        self.link.send(format!("{}\r", command.text()).as_bytes(), by)?;
        Ok(lines(command, &self.link.answer(PROMPT, ANSWER_BYTES_MAX, by)?))
    }
}

/// The lines of an answer that say something: without what was sent, and without what says that it is still looking.
pub(super) fn lines(command: ElmCommand, answer: &[u8]) -> Vec<String> {
    // an adapter may send a zero anywhere: its own manual says to leave it out
    let answer: Vec<u8> = answer.iter().copied().filter(|byte| *byte != 0).collect();
    let answer = String::from_utf8_lossy(&answer).replace("SEARCHING...", "\r");
    let is_said = |line: &&str| !line.is_empty() && !line.eq_ignore_ascii_case(command.text());
    answer.split(['\r', '\n']).map(str::trim).filter(is_said).map(str::to_owned).collect()
}

/// The volts that an answer gives: one line, such as `12.6V`, and nothing beside it.
pub(super) fn volts(lines: &[String]) -> Result<Volts, InstrumentTrouble> {
    if lines.iter().any(|line| line.contains("LV RESET") || line.starts_with("ELM327")) {
        return Err(InstrumentTrouble::Restarted);
    }
    let [line] = lines else { return Err(InstrumentTrouble::no_figure(&lines.join(" / "))) };
    let figure = line.strip_suffix(['V', 'v']).unwrap_or(line).trim_end();
    let is_figure = figure.split_once('.').is_some_and(|(whole, fraction)| {
        let is_digits = |text: &str| matches!(text.len(), 1..=2) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_digits(whole) && is_digits(fraction)
    });
    let volts = figure.parse().ok().filter(|_| is_figure).and_then(Volts::new);
    volts.ok_or_else(|| InstrumentTrouble::no_figure(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &[u8]) -> Result<Volts, InstrumentTrouble> {
        volts(&lines(ElmCommand::Volts, answer))
    }

    #[test]
    fn volts_are_one_figure_and_nothing_beside_it() {
        for answer in ["12.6V\r\r", "ATRV\r12.6V\r\r", "atrv\r\n12.6\r\n", "\u{0}12.6 V\r", "SEARCHING...12.6V\r"] {
            assert_eq!(read(answer.as_bytes()), Ok(Volts(12_600)), "{answer:?}");
        }
        for answer in [
            "",
            "?",
            "12.6V\r12.5V",
            "UNABLE TO CONNECT",
            "STOPPED\r12.6V",
            "NO DATA",
            "126V",
            "1e1",
            "-12.6V",
            "112.6V",
        ] {
            assert!(matches!(read(answer.as_bytes()), Err(InstrumentTrouble::NoFigure(_))), "{answer:?}");
        }
        for answer in ["LV RESET\r", "\rLV RESET\r\rELM327 v1.5", "ELM327 v2.1"] {
            assert_eq!(read(answer.as_bytes()), Err(InstrumentTrouble::Restarted), "{answer:?}");
        }
        let told = read(b"\x1b]0;owned\x07\x1b[2J12.6V").unwrap_err().to_string();
        assert!(!told.contains(|c: char| c.is_control()), "{told:?}");
    }
}
