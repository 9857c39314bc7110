//! Instruments that read volts by themselves, and what a reading of theirs is worth.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::{Id, Station};

/// An instrument of the workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its name in the record.
    pub name: Id,
    /// How it is asked.
    pub source: InstrumentSource,
    /// Where it is put to read; never none.
    pub spots: Vec<Spot>,
    /// What is added to what it says, where it was held against the meter.
    pub offset: Option<Offset>,
    /// The stations at which it watches what feeds a car while its battery is off.
    pub watch: WatchAt,
}

/// At which stations an instrument watches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum WatchAt {
    /// At none.
    #[default]
    Nowhere,
    /// At every one: each has its own.
    Everywhere,
    /// At these.
    Stations(Vec<Station>),
}

impl WatchAt {
    /// Whether it watches at a station.
    #[must_use]
    pub fn is_at(&self, station: &Station) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::Stations(stations) => stations.contains(station),
        }
    }
}

impl Instrument {
    /// The one that is there where something is practised, and that measures nothing.
    ///
    /// # Panics
    /// Never: its name is one.
    #[must_use]
    pub fn pretended() -> Self {
        let name = Id::new("practice-meter").expect("it is a name");
        Self {
            name,
            source: InstrumentSource::Pretended(Volts(12_600)),
            spots: Spot::ALL.to_vec(),
            offset: None,
            watch: WatchAt::Everywhere,
        }
    }

    /// Where it watches what feeds a car. One that watches stays in one place; the one that pretends is anywhere.
    #[must_use]
    pub fn watch_spot(&self) -> Spot {
        if self.is_pretended() { Spot::Leads } else { self.spots[0] }
    }

    /// Whether it can ask a car for its VIN and codes, or pretends to.
    #[must_use]
    pub fn reads_codes(&self) -> bool {
        matches!(self.source, InstrumentSource::Elm(_) | InstrumentSource::Pretended(_))
    }

    /// Whether it measures nothing.
    #[must_use]
    pub fn is_pretended(&self) -> bool {
        matches!(self.source, InstrumentSource::Pretended(_))
    }
}

/// How an instrument is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstrumentSource {
    /// A meter that speaks SCPI.
    Scpi(Address),
    /// An adapter in the OBD socket, ELM327 or STN.
    Elm(Address),
    /// A meter that sigrok knows, by the program `sigrok-cli`.
    Sigrok {
        /// sigrok's name for its driver, with what belongs to it, such as `uni-t-ut61e:conn=1a86.e008`.
        driver: String,
        /// The channel that has the volts; of a meter with one it needs no name.
        channel: Option<String>,
        /// Settings of the device, in sigrok's words, such as `samplerate=10`.
        config: Option<String>,
    },
    /// None: what is read is made up around these volts, where something is practised.
    Pretended(Volts),
}

/// Where an instrument is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// Over the network.
    Tcp {
        /// A name or a number.
        host: String,
        /// The port.
        port: u16,
    },
    /// A serial device.
    Tty {
        /// Its file.
        path: PathBuf,
        /// Bits a second.
        baud: u32,
    },
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "{host}:{port}"),
            Self::Tty { path, baud } => write!(f, "{} at {baud} baud", path.display()),
        }
    }
}

impl fmt::Display for InstrumentSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scpi(address) => write!(f, "SCPI meter, {address}"),
            Self::Elm(address) => write!(f, "OBD adapter (ELM327), {address}"),
            Self::Sigrok { driver, .. } => write!(f, "meter read by sigrok-cli, {driver}"),
            Self::Pretended(_) => f.write_str("pretended: nothing is measured"),
        }
    }
}

/// Where a reading is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The posts of the battery.
    Posts,
    /// Between the car's leads.
    Leads,
    /// Pin 16 of the OBD socket.
    Obd,
    /// The plug of the backup supply.
    Saver,
    /// A 12 V socket.
    Socket,
}

impl Spot {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Posts, Self::Leads, Self::Obd, Self::Saver, Self::Socket];

    /// Its word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Leads => "leads",
            Self::Obd => "obd",
            Self::Saver => "saver",
            Self::Socket => "socket",
        }
    }

    /// The spot with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|spot| spot.word() == word)
    }

    /// The spot in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Posts => "battery posts",
            Self::Leads => "car's leads",
            Self::Obd => "OBD socket",
            Self::Saver => "saver's plug",
            Self::Socket => "12 V socket",
        }
    }

    /// What a reading there shows, and what it doesn't.
    #[must_use]
    pub fn proves(self) -> &'static str {
        match self {
            Self::Posts => "the battery's own volts; with its leads off it says nothing of the car",
            Self::Leads => "what feeds the car, with the battery on or off",
            Self::Obd => {
                "the car's supply behind a fuse; beside a saver in the same socket it shows the saver, not the car"
            }
            Self::Saver => "that the saver gives volts, not that they reach the car",
            Self::Socket => "the 12 V socket: what is plugged in there gets this, as the ignition is now",
        }
    }
}

/// What an instrument is off by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// Added to what it says.
    pub volts: Volts,
    /// The day on which it was held against the meter.
    pub checked: NaiveDate,
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.volts < Volts(0) { "" } else { "+" };
        write!(f, "{sign}{}, checked against the meter on {}", self.volts, self.checked)
    }
}

/// Volts, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volts(pub i32);

impl Volts {
    /// More than this, either way, is nothing that is measured at a car, and no figure that an instrument means.
    pub const MOST: Self = Self(1_000_000);

    /// The nearest thousandth, where the figure may be one.
    #[must_use]
    pub fn new(volts: f64) -> Option<Self> {
        let thousandths = (volts * 1000.0).round();
        // what is within these bounds fits
        #[allow(clippy::cast_possible_truncation)]
        (thousandths.abs() <= f64::from(Self::MOST.0)).then_some(Self(thousandths as i32))
    }

    /// The nearest hundredth, which is what is shown and recorded of it.
    #[must_use]
    pub fn hundredths(self) -> Self {
        Self((self.0 + 5 * self.0.signum()) / 10 * 10)
    }

    /// The volts of such digits, and of no others.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        let volts = Self::new(digits.parse().ok()?)?;
        (volts.digits() == digits).then_some(volts)
    }

    /// Two figures behind the point, as a meter shows them; the form in which a person would type them.
    #[must_use]
    pub fn digits(self) -> String {
        let hundredths = (self.0.abs() + 5) / 10;
        let sign = if self.0 < 0 && hundredths > 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

impl std::ops::Add for Volts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Volts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} V", self.digits())
    }
}

/// What an instrument has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The instrument.
    pub instrument: Id,
    /// The volts, with its offset.
    pub volts: Volts,
    /// When, on the steady count.
    pub tick_ms: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volts_are_shown_as_a_meter_shows_them() {
        let shown = |volts| Volts::new(volts).map(Volts::digits);
        assert_eq!(shown(12.456).as_deref(), Some("12.46"));
        assert_eq!(shown(-10.0).as_deref(), Some("-10.00"));
        assert_eq!(shown(-0.004).as_deref(), Some("0.00"));
        for bad in [f64::NAN, f64::INFINITY, 9.9e37, -1001.0] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }
}
