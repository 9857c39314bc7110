//! One instrument while it is read.

use chrono::{DateTime, FixedOffset};

use super::elm::Elm;
use super::scpi::Scpi;
use super::sigrok::Sigrok;
use super::trouble::InstrumentTrouble;
use crate::domain::{Instrument, InstrumentSource, Reading, Volts};

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
}

impl InstrumentSession {
    /// Reaches the instrument.
    ///
    /// # Errors
    /// When it isn't there or doesn't answer as its kind does.
    pub fn open(instrument: &Instrument) -> Result<Self, InstrumentTrouble> {
        Self::opened(instrument, false)
    }

    /// Reaches the instrument, and asks it what it is.
    ///
    /// # Errors
    /// As of [`InstrumentSession::open`].
    pub fn introduced(instrument: &Instrument) -> Result<Self, InstrumentTrouble> {
        Self::opened(instrument, true)
    }

    fn opened(instrument: &Instrument, is_introduced: bool) -> Result<Self, InstrumentTrouble> {
        let device = match &instrument.source {
            InstrumentSource::Scpi(address) => Device::Scpi(Scpi::open(address)?),
            InstrumentSource::Elm(address) => Device::Elm(Elm::open(address)?),
            InstrumentSource::Sigrok { driver, channel } => {
                Device::Sigrok(Sigrok::open(driver, channel.as_deref(), is_introduced)?)
            }
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
        };
        Ok(volts? + self.offset)
    }
}

/// An instrument that is reached again after each trouble.
#[derive(Debug)]
pub struct SteadyInstrument {
    instrument: Instrument,
    session: Option<InstrumentSession>,
}

impl SteadyInstrument {
    /// Not reached yet.
    #[must_use]
    pub fn new(instrument: Instrument) -> Self {
        Self { instrument, session: None }
    }

    /// The next reading, at the time that `clock` shows then.
    ///
    /// # Errors
    /// When there is none: the one after that begins anew.
    pub fn read(&mut self, clock: impl FnOnce() -> DateTime<FixedOffset>) -> Result<Reading, InstrumentTrouble> {
        let mut session = match self.session.take() {
            Some(session) => session,
            None => InstrumentSession::open(&self.instrument)?,
        };
        let volts = session.read()?;
        self.session = Some(session);
        let Instrument { name, spots, .. } = &self.instrument;
        Ok(Reading { instrument: *name, volts, spots: spots.clone(), time: clock() })
    }
}
