//! Badges that are held to a card reader (PC/SC), by `opensc-tool`: a program of its own, what it says is not trusted.
//!
//! A card that lies on the reader as somebody is asked signs nothing: only one that is held there afterwards says that a hand did it.

use std::collections::BTreeSet;
use std::io;
use std::process::Command;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::lane::{Sink, catch_panic};
use super::outside::said_by;
use crate::app::Event;
use crate::app::event::NotRead;
use crate::domain::Secret;
use crate::instrument::StopFlag;

const PROGRAM: &str = "opensc-tool";
/// How often it is looked whether a card is there.
const LOOK: Duration = Duration::from_millis(250);
/// Asks a reader for the number of the card that is held to it, as PC/SC part 3 has it for cards without contacts.
const GET_NUMBER: &str = "FF:CA:00:00:00";
/// How long such a number is, in bytes.
const NUMBER_BYTES: std::ops::RangeInclusive<usize> = 4..=10;
/// The first of four bytes in a number that is another one each time (ISO/IEC 14443-3).
const RANDOM: &str = "08";

/// Why no card is read.
#[derive(Debug, thiserror::Error)]
pub enum CardTrouble {
    /// One lay on the reader before anybody was asked.
    #[error("a card lies on the reader: take it off, then hold it there")]
    Lies,
    /// No reader is connected, or its service doesn't run.
    #[error("no card reader is connected, or its service doesn't run: the PIN does, too")]
    NoReader,
    /// The program that reads cards isn't installed.
    #[error("cards are read by the program opensc-tool, which isn't installed: the PIN does, too")]
    NoProgram,
    /// The program can't be run, or hangs.
    #[error("{PROGRAM}: {0}: the PIN does, too")]
    Program(#[source] io::Error),
    /// The card was taken off too soon.
    #[error("the card was not read: take it off, then hold it still")]
    NotRead,
    /// The card has no number to give.
    #[error("the card gave no number: it can't be a badge")]
    NoNumber,
    /// Its number is another one each time.
    #[error("the card gives another number each time, as phones and passports do: it can't be a badge")]
    Changes,
}

impl From<io::Error> for CardTrouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::NoProgram } else { Self::Program(error) }
    }
}

/// The card reader of this computer, which is looked at while a screen asks whose hand it is.
pub(super) struct Cards {
    stop: Mutex<Option<StopFlag>>,
    sink: Sink,
}

impl Cards {
    pub fn new(sink: Sink) -> Self {
        Self { stop: Mutex::default(), sink }
    }

    /// Looks for cards from now on, or no longer.
    pub fn want(&self, is_wanted: bool) {
        let mut reading = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stop) = reading.take() {
            stop.set(true);
        }
        if is_wanted {
            let (stop, sink) = (StopFlag::default(), self.sink.clone());
            *reading = Some(stop.clone());
            std::thread::spawn(move || {
                catch_panic(|| look(&stop, &|card| sink(Event::Card(card.map_err(NotRead::new)))), || ())
            });
        }
    }
}

impl Drop for Cards {
    fn drop(&mut self) {
        self.want(false);
    }
}

/// Waits for a card to be held to a reader. `told` hears what is in the way; `None` where no card was held there in time.
pub fn held_card(time: Duration, told: &dyn Fn(CardTrouble)) -> Option<Secret> {
    let (sender, held) = mpsc::channel();
    let stop = StopFlag::default();
    let by = Instant::now() + time;
    let of_thread = stop.clone();
    std::thread::spawn(move || look(&of_thread, &|card| drop(sender.send(card))));
    let card = loop {
        match held.recv_timeout(by.saturating_duration_since(Instant::now())) {
            Ok(Ok(card)) => break Some(card),
            Ok(Err(why)) => told(why),
            Err(_) => break None,
        }
    };
    stop.set(true);
    card
}

/// Tells each card that is held to a reader, and what is in the way, until nobody waits any more or there is no way.
fn look(stop: &StopFlag, tell: &dyn Fn(Result<Secret, CardTrouble>)) {
    let mut lying: Option<BTreeSet<usize>> = None;
    let mut has_told = false;
    while !stop.is_set() {
        let readers = match readers() {
            Ok(readers) => readers,
            Err(why) => return tell(Err(why)),
        };
        let there: BTreeSet<usize> = readers.iter().filter(|(_, has)| *has).map(|(at, _)| *at).collect();
        let trouble = match &lying {
            _ if readers.is_empty() => Some(CardTrouble::NoReader),
            None if !there.is_empty() => Some(CardTrouble::Lies),
            _ => None,
        };
        if let Some(why) = trouble {
            // once, for as long as it lasts
            if !std::mem::replace(&mut has_told, true) {
                tell(Err(why));
            }
        } else {
            has_told = false;
        }
        if let Some(at) = lying.as_ref().and_then(|lying| there.difference(lying).next()) {
            tell(number(*at));
        }
        lying = Some(there);
        sleep(LOOK);
    }
}

/// The readers by their number, and whether a card is at each.
fn readers() -> Result<Vec<(usize, bool)>, CardTrouble> {
    let output = said_by(Command::new(PROGRAM).arg("--list-readers"))?;
    Ok(listed(&String::from_utf8_lossy(&output.stdout)))
}

/// What the list of readers says: lines such as `0    Yes             Name of the reader`.
fn listed(said: &str) -> Vec<(usize, bool)> {
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let at = words.next()?.parse().ok()?;
        match words.next()? {
            "Yes" => Some((at, true)),
            "No" => Some((at, false)),
            _ => None,
        }
    };
    said.lines().filter_map(line).collect()
}

/// The number of the card at a reader, as the secret that it is.
fn number(reader: usize) -> Result<Secret, CardTrouble> {
    let reader = reader.to_string();
    let mut asked = Command::new(PROGRAM);
    asked.args(["--reader", &reader, "--card-driver", "default", "--send-apdu", GET_NUMBER]);
    let output = said_by(&mut asked)?;
    numbered(&String::from_utf8_lossy(&output.stdout))
}

/// What the answer to [`GET_NUMBER`] says: its status, then each byte in hexadecimal with a blank behind it, then each as a character.
fn numbered(said: &str) -> Result<Secret, CardTrouble> {
    let mut lines = said.lines().skip_while(|line| !line.starts_with("Received (SW1=0x"));
    match lines.next() {
        None => return Err(CardTrouble::NotRead),
        Some(line) if !line.contains("SW1=0x90, SW2=0x00") => return Err(CardTrouble::NoNumber),
        Some(_) => {}
    }
    let dump = lines.next().unwrap_or_default();
    let bytes: Vec<&str> = dump.get(..dump.len() / 4 * 3).unwrap_or_default().split_whitespace().collect();
    let is_byte = |byte: &&str| byte.len() == 2 && byte.chars().all(|c| c.is_ascii_hexdigit());
    if !NUMBER_BYTES.contains(&bytes.len()) || !bytes.iter().all(is_byte) {
        return Err(CardTrouble::NoNumber);
    }
    if bytes.len() == 4 && bytes[0] == RANDOM {
        return Err(CardTrouble::Changes);
    }
    Ok(Secret::of_card(&bytes.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_says_is_understood() {
        let list = "# Detected readers (pcsc)\nNr.  Card  Features  Name\n0    Yes             Reader 00 00\n1    No    PIN pad   Other\n";
        assert_eq!(listed(list), [(0, true), (1, false)]);
        assert_eq!(listed("No smart card readers found.\n"), []);
        let said = |line: &str| format!("Sending: FF CA 00 00 00 \nReceived (SW1=0x90, SW2=0x00):\n{line}\n");
        assert_eq!(numbered(&said("04 A1 B2 C3 ....")).unwrap(), Secret::of_card("04A1B2C3"));
        // the characters of these bytes look like bytes, too
        assert_eq!(numbered(&said("04 20 41 41 20 42 42 . AA BB")).unwrap(), Secret::of_card("04204141204242"));
        assert!(matches!(numbered(&said("08 A1 B2 C3 ....")), Err(CardTrouble::Changes)));
        for none in ["", "04 A1 B2 ...", "zz zz zz zz zzzz", "\u{1b}[2J"] {
            assert!(matches!(numbered(&said(none)), Err(CardTrouble::NoNumber)), "{none}");
        }
        assert!(matches!(numbered("Received (SW1=0x6D, SW2=0x00)\n"), Err(CardTrouble::NoNumber)));
        assert!(matches!(numbered("Failed to connect to reader: Card not present\n"), Err(CardTrouble::NotRead)));
    }

    #[test]
    fn what_a_card_says_can_not_be_typed() {
        assert_ne!(Secret::new("\u{1e}card 04A1B2C3"), Secret::of_card("04A1B2C3"));
    }
}
