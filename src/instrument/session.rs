//! One instrument while it is read.

use super::elm::Elm;
use super::pretended::Pretended;
use super::scpi::Scpi;
use super::sigrok::Sigrok;
use super::stop::StopFlag;
use super::trouble::InstrumentTrouble;
use crate::domain::{CarCodes, Instrument, InstrumentSource, Reading, Volts};

/// An instrument that was reached. It is over with the first trouble.
#[derive(Debug)]
pub struct InstrumentSession {
    device: Device,
    offset: Volts,
}

#[derive(Debug)]
enum Device {
    Scpi(Scpi),
    Elm(Elm),
    Sigrok(Sigrok),
    Pretended(Pretended),
}

impl InstrumentSession {
    /// Reaches the instrument.
    ///
    /// # Errors
    /// When it isn't there or doesn't answer as its kind does.
    pub fn open(instrument: &Instrument) -> Result<Self, InstrumentTrouble> {
        Self::opened(instrument, false, StopFlag::default())
    }

    /// Reaches the instrument, and asks it what it is.
    ///
    /// # Errors
    /// As of [`InstrumentSession::open`].
    pub fn introduced(instrument: &Instrument) -> Result<Self, InstrumentTrouble> {
        Self::opened(instrument, true, StopFlag::default())
    }

    fn opened(instrument: &Instrument, is_introduced: bool, stop: StopFlag) -> Result<Self, InstrumentTrouble> {
        let device = match &instrument.source {
            InstrumentSource::Scpi(address) => Device::Scpi(Scpi::open(address)?),
            InstrumentSource::Elm(address) => Device::Elm(Elm::open(address)?),
            InstrumentSource::Sigrok { driver, channel, config } => {
                let settings = [("--channels", channel), ("--config", config)];
                Device::Sigrok(Sigrok::open(driver, settings, is_introduced, stop)?)
            }
            InstrumentSource::Pretended(around) => Device::Pretended(Pretended::new(*around)),
        };
        Ok(Self { device, offset: instrument.offset.map_or(Volts(0), |offset| offset.volts) })
    }

    /// What the device says about itself; empty where it says nothing.
    #[must_use]
    pub fn about(&self) -> &str {
        match &self.device {
            Device::Scpi(meter) => &meter.about,
            Device::Elm(adapter) => &adapter.about,
            Device::Sigrok(meter) => &meter.about,
            Device::Pretended(_) => "",
        }
    }

    /// The volts, with the instrument's offset.
    ///
    /// # Errors
    /// When there is no figure.
    pub fn read(&mut self) -> Result<Volts, InstrumentTrouble> {
        let volts = match &mut self.device {
            Device::Scpi(meter) => meter.read(),
            Device::Elm(adapter) => adapter.read(),
            Device::Sigrok(meter) => meter.read(),
            Device::Pretended(pretended) => pretended.read(),
        };
        Ok(volts? + self.offset)
    }
}

/// What the engine's computer of a car tells, by an adapter. The ignition is on: a car that falls asleep is woken by it.
///
/// # Errors
/// When the adapter isn't there, is none, or the car gives no answer that can be read.
pub fn read_codes(instrument: &Instrument) -> Result<CarCodes, InstrumentTrouble> {
    match &instrument.source {
        InstrumentSource::Elm(address) => Elm::open(address)?.codes(),
        _ => Err(InstrumentTrouble::NoAdapter),
    }
}

/// An instrument that is reached again after each trouble.
#[derive(Debug)]
pub struct SteadyInstrument {
    instrument: Instrument,
    session: Option<InstrumentSession>,
    stop: StopFlag,
}

impl SteadyInstrument {
    /// Not reached yet. Once `stop` is set, nothing is waited for that may take long.
    #[must_use]
    pub fn new(instrument: Instrument, stop: StopFlag) -> Self {
        Self { instrument, session: None, stop }
    }

    /// The next reading, at what `tick_ms` counts then.
    ///
    /// # Errors
    /// When there is none: the one after that begins anew.
    pub fn read(&mut self, tick_ms: impl FnOnce() -> i64) -> Result<Reading, InstrumentTrouble> {
        let mut session = match self.session.take() {
            Some(session) => session,
            None => InstrumentSession::opened(&self.instrument, false, self.stop.clone())?,
        };
        let read = session.read();
        // one that pretends has no contact to be begun anew
        if read.is_ok() || self.instrument.is_pretended() {
            self.session = Some(session);
        }
        Ok(Reading { instrument: self.instrument.name, volts: read?, tick_ms: tick_ms() })
    }
}
