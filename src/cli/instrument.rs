//! `precheck instrument`: the workshop's instruments, and what they read.

use std::io::Write;
use std::time::{Duration, Instant};

use super::args::InstrumentArgs;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::catalog::{FileFault, Workshop, closest, listed};
use crate::domain::Instrument;
use crate::domain::text::{capital, printable};
use crate::instrument::{InstrumentSession, InstrumentTrouble, SteadyInstrument, StopFlag, read_codes};
use crate::runner::SystemClock;

/// How often `watch` reads.
const EVERY: Duration = Duration::from_secs(1);

pub(super) fn instrument(asked: &Asked, args: &InstrumentArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (workshop, faults) = Workshop::load(&asked.find()?.workshop);
    faults.iter().filter(|fault| fault.is_error()).for_each(|fault| tell(&fault.render()));
    let named = |name: &str| named(&workshop.instruments, name);
    match args {
        InstrumentArgs::List => list(&workshop.instruments, out)?,
        InstrumentArgs::Test { name } => test(named(name)?, out)?,
        InstrumentArgs::Codes { name } => codes(named(name)?, out)?,
        InstrumentArgs::Watch { name } => watch(named(name)?, out)?,
    }
    Ok(u8::from(faults.iter().any(FileFault::is_error)))
}

fn named<'a>(instruments: &'a [Instrument], name: &str) -> Result<&'a Instrument, Failure> {
    instruments.iter().find(|instrument| instrument.name.is(name)).ok_or_else(|| {
        let names = || instruments.iter().map(|instrument| instrument.name.as_str());
        let meant = match (closest(name, names()), instruments.is_empty()) {
            (Some(meant), _) => format!("did you mean {meant}?"),
            (None, false) => format!("there are: {}", listed(names())),
            (None, true) => "workshop.toml has no [[instrument]]".to_owned(),
        };
        Failure::Usage(format!("no instrument is called {}; {meant}", printable(name)))
    })
}

fn list(instruments: &[Instrument], out: &mut dyn Write) -> Result<(), Failure> {
    if instruments.is_empty() {
        writeln!(out, "no instrument: add an [[instrument]] block to workshop.toml, as its comments say")?;
    }
    for instrument in instruments {
        writeln!(out, "{}  {}", instrument.name, printable(&instrument.source.to_string()))?;
        standing(instrument, out)?;
    }
    Ok(())
}

/// Where it reads, what that proves, and what it is off by.
fn standing(instrument: &Instrument, out: &mut dyn Write) -> Result<(), Failure> {
    for spot in &instrument.spots {
        writeln!(out, "  {}: {}", capital(spot.words()), spot.proves())?;
    }
    match &instrument.offset {
        Some(offset) => writeln!(out, "  Offset: {offset}")?,
        None => writeln!(out, "  Offset: never checked against the meter")?,
    }
    Ok(())
}

fn test(instrument: &Instrument, out: &mut dyn Write) -> Result<(), Failure> {
    let failed = |trouble| failed(instrument, &trouble);
    let mut session = InstrumentSession::introduced(instrument).map_err(failed)?;
    let volts = session.read().map_err(failed)?;
    writeln!(out, "{}  {volts}", instrument.name)?;
    if !session.about().is_empty() {
        writeln!(out, "  It says of itself: {}", printable(session.about()))?;
    }
    standing(instrument, out)
}

fn codes(instrument: &Instrument, out: &mut dyn Write) -> Result<(), Failure> {
    let read = read_codes(instrument).map_err(|trouble| failed(instrument, &trouble))?;
    writeln!(out, "VIN        {}", read.vin.as_deref().unwrap_or("the car does not tell it"))?;
    for (kind, codes) in [("stored", &read.stored), ("pending", &read.pending), ("permanent", &read.permanent)] {
        let told = match codes.as_deref() {
            None => "the car does not tell them".to_owned(),
            Some([]) => "none".to_owned(),
            Some(codes) => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        };
        writeln!(out, "{kind:<10} {told}")?;
    }
    writeln!(
        out,
        "These are what the engine's computer tells: other control units may hold codes that it doesn't know."
    )?;
    Ok(())
}

fn failed(instrument: &Instrument, trouble: &InstrumentTrouble) -> Failure {
    Failure::Io(format!("{}: {trouble}", instrument.name))
}

/// A line a second, until somebody ends it.
fn watch(instrument: &Instrument, out: &mut dyn Write) -> Result<(), Failure> {
    let clock = SystemClock::start();
    let mut steady = SteadyInstrument::new(instrument.clone(), StopFlag::default());
    loop {
        let began = Instant::now();
        let read = steady.read(|| clock.now().tick_ms);
        let time = clock.now().wall.format("%H:%M:%S");
        match read {
            Ok(reading) => writeln!(out, "{time}  {}", reading.volts)?,
            Err(trouble) => writeln!(out, "{time}  no reading: {trouble}")?,
        }
        out.flush()?;
        std::thread::sleep(EVERY.saturating_sub(began.elapsed()));
    }
}
