//! Reads the `[[instrument]]` blocks of `workshop.toml`.

use std::ops::Range;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::source::fields::Fields;
use super::source::spots::spots;
use crate::domain::{Address, Instrument, InstrumentSource, Offset, Spot, Station, Volts, WatchAt};

/// The rates at which instruments and adapters speak.
const BAUDS: [u32; 10] = [2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];
/// What is off by more is not off, but broken.
const OFFSET_MOST: f64 = 2.0;

#[derive(Debug, Clone, Copy)]
enum Kind {
    Scpi,
    Elm,
    Sigrok,
}

impl Kind {
    const WORDS: [(&str, Self); 3] = [("scpi", Self::Scpi), ("elm327", Self::Elm), ("sigrok", Self::Sigrok)];

    /// The rate at which such a thing speaks as it leaves its factory.
    fn baud(self) -> u32 {
        match self {
            Self::Elm => 38_400,
            Self::Scpi | Self::Sigrok => 9600,
        }
    }
}

/// The instruments that can be used: of a faulty block there is none.
pub(super) fn instruments(fields: &mut Fields) -> Vec<Instrument> {
    let read = fields.each("instrument", instrument);
    let mut instruments: Vec<Instrument> = Vec::new();
    for (instrument, span) in read.into_iter().flatten() {
        if instruments.iter().any(|other| other.name == instrument.name) {
            fields.error_at(&span, format!("`{}` stands here twice", instrument.name), "give it another name");
        } else if let Some(other) = instruments.iter().find(|other| meet(&other.watch, &instrument.watch)) {
            let message = format!("`{}` and `{}` watch at the same station", other.name, instrument.name);
            fields.error_at(&span, message, "a car is watched by one: give each its own stations in `watch`");
        } else {
            instruments.push(instrument);
        }
    }
    instruments
}

fn instrument(fields: &mut Fields) -> Option<(Instrument, Range<usize>)> {
    let name = fields.id("name");
    let span = fields.span_of("name");
    let kind = fields.word("kind", &Kind::WORDS, "kind = \"scpi\", \"elm327\" or \"sigrok\"");
    let source = match kind {
        Kind::Sigrok => sigrok(fields),
        Kind::Scpi => address(fields, kind).map(InstrumentSource::Scpi),
        Kind::Elm => address(fields, kind).map(InstrumentSource::Elm),
    };
    let spots = reads(fields, kind);
    let offset = offset(fields);
    let watch = watch(fields, &spots);
    let (source, is_sound) = (source?, fields.is_sound());
    is_sound.then_some((Instrument { name, source, spots, offset, watch }, span))
}

fn address(fields: &mut Fields, kind: Kind) -> Option<Address> {
    fields.needs("at", "at = \"192.168.0.10:5025\", or a device such as \"/dev/ttyUSB0\"");
    for name in ["driver", "channel", "config"] {
        fields.misplaced(name, "only an instrument of kind \"sigrok\" has one");
    }
    let (text, span) = fields.string("at")?;
    if text.starts_with('/') {
        let baud = fields.maybe_whole("baud", BAUDS[0]..=BAUDS[BAUDS.len() - 1]).unwrap_or_else(|| kind.baud());
        if !BAUDS.contains(&baud) {
            let known: Vec<String> = BAUDS.iter().map(ToString::to_string).collect();
            fields.error(
                "baud",
                format!("{baud} is no rate of a serial device"),
                format!("one of {}", known.join(", ")),
            );
        }
        return Some(Address::Tty { path: PathBuf::from(text), baud });
    }
    fields.misplaced("baud", "only a serial device has one");
    let tcp = tcp(text);
    if tcp.is_none() {
        let help = "write a host and a port, as in \"192.168.0.10:5025\", or a device such as \"/dev/ttyUSB0\"";
        fields.error_at(&span, format!("{text:?} is no address of an instrument"), help);
    }
    tcp
}

/// A host and a port, `host:port` or `[host]:port`.
fn tcp(text: &str) -> Option<Address> {
    let (host, port) = text.rsplit_once(':')?;
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_colon_meant = bare.is_some();
    let host = bare.unwrap_or(host);
    let is_of_host =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || (is_colon_meant && c == ':');
    let is_host = !host.is_empty() && host.len() <= 253 && host.chars().all(is_of_host);
    let port = port.parse().ok().filter(|port| *port > 0)?;
    is_host.then(|| Address::Tcp { host: host.to_owned(), port })
}

fn sigrok(fields: &mut Fields) -> Option<InstrumentSource> {
    fields.needs("driver", "driver = \"uni-t-ut61e:conn=1a86.e008\": `sigrok-cli --scan` tells it");
    for name in ["at", "baud"] {
        fields.misplaced(name, "an instrument of kind \"sigrok\" is found by its driver");
    }
    let mut word = |name, is_of_it: fn(char) -> bool| {
        let (text, span) = fields.string(name)?;
        let is_fit = text.len() <= 200 && !text.starts_with('-') && text.chars().all(is_of_it);
        if !is_fit {
            fields.error_at(&span, format!("{text:?} is no {name} of sigrok"), "write it as sigrok-cli has it");
        }
        is_fit.then(|| text.to_owned())
    };
    let channel = word("channel", |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let config = word("config", |c| c.is_ascii_alphanumeric() || "-_.,:=".contains(c));
    let driver = word("driver", |c| c.is_ascii_alphanumeric() || "-_.,:=/+".contains(c))?;
    Some(InstrumentSource::Sigrok { driver, channel, config })
}

fn reads(fields: &mut Fields, kind: Kind) -> Vec<Spot> {
    match kind {
        // it can be nowhere else
        Kind::Elm if !fields.has("reads") => return vec![Spot::Obd],
        _ => fields.needs("reads", "reads = \"leads\", or several: where it is put to read"),
    }
    let spots = spots(fields, "reads");
    if matches!(kind, Kind::Elm) && spots.iter().any(|spot| *spot != Spot::Obd) {
        fields.error("reads", "an adapter reads in the OBD socket and nowhere else", "write \"obd\"");
    }
    spots
}

/// At which stations it watches. One that watches stays where it is: put to the battery's posts it would show a good battery while the
/// car is without.
fn watch(fields: &mut Fields, spots: &[Spot]) -> WatchAt {
    let Some(value) = fields.value("watch") else { return WatchAt::Nowhere };
    let watch = match value.get_ref().as_bool() {
        Some(false) => return WatchAt::Nowhere,
        Some(true) => WatchAt::Everywhere,
        None => WatchAt::Stations(stations(fields)),
    };
    if spots.len() > 1 {
        let help = "give one that is moved no `watch`, or write the one place in `reads`";
        fields.error("watch", "an instrument that watches stays in one place, and this one reads in several", help);
    } else if spots == [Spot::Posts] {
        let help = "put it to the car's leads, and write reads = \"leads\"";
        fields.error("watch", "with its leads off the battery's posts say nothing of the car", help);
    }
    watch
}

fn stations(fields: &mut Fields) -> Vec<Station> {
    let named = fields.strings("watch").unwrap_or_default();
    let mut stations = Vec::new();
    for (name, span) in &named {
        match Station::new(name) {
            Ok(station) => stations.push(station),
            Err(_) => {
                fields.error_at(span, format!("{name:?} is no station"), "write true, or stations such as [\"bay-1\"]")
            }
        }
    }
    if named.is_empty() && fields.is_sound() {
        fields.error("watch", "`watch` names no station", "write true, or stations such as [\"bay-1\"]");
    }
    stations
}

/// At one station a car is watched by one instrument.
fn meet(one: &WatchAt, other: &WatchAt) -> bool {
    match (one, other) {
        (WatchAt::Nowhere, _) | (_, WatchAt::Nowhere) => false,
        (WatchAt::Stations(ones), WatchAt::Stations(others)) => ones.iter().any(|it| others.contains(it)),
        (WatchAt::Everywhere, _) | (_, WatchAt::Everywhere) => true,
    }
}

fn offset(fields: &mut Fields) -> Option<Offset> {
    let checked = fields.string("checked").and_then(|(text, span)| {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        if day.is_none() {
            let help = "write it as in checked = \"2026-11-29\"";
            fields.error_at(&span, format!("{text:?} is no day"), help);
        }
        day
    });
    let volts = fields.number("offset");
    if volts.is_some() && !fields.has("checked") {
        fields.missing("checked", "checked = \"2026-11-29\": the day on which it was held against the meter");
    }
    let volts = volts.unwrap_or_default();
    if volts.abs() > OFFSET_MOST {
        fields.error("offset", format!("{volts} V is more than an offset"), "an instrument so far off is to be mended");
    }
    Some(Offset { volts: Volts::new(volts)?, checked: checked? })
}
