//! Why there is no reading.

use crate::domain::text::printable;

/// The most characters of a device's words that are shown.
const SAID_CHARS_MAX: usize = 60;

/// Why an instrument gave no reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstrumentTrouble {
    /// It can't be reached.
    #[error("it can't be reached: {0}")]
    NotThere(String),
    /// Another program, or another window of this one, reads from it.
    #[error("another program has it open")]
    Busy,
    /// Its file is something else.
    #[error("that is no serial device")]
    NoDevice,
    /// This system's serial devices can't be used.
    #[error("a serial device can't be read on this system, only an address")]
    NoTty,
    /// The outside program is not installed.
    #[error("sigrok-cli is not installed")]
    NoProgram,
    /// It gave no whole answer in time.
    #[error("it does not answer")]
    Silent,
    /// The connection ended.
    #[error("contact was lost")]
    Lost,
    /// It sent more than any answer has.
    #[error("it sends more than an answer has")]
    Flooded,
    /// An adapter has started anew, mostly for want of supply.
    #[error("it has started anew: is its supply low?")]
    Restarted,
    /// It says something, and that is no figure in volts.
    #[error("it says \"{0}\", which is no figure in volts")]
    NoFigure(String),
    /// It says something, and that is no answer to what was asked of the car.
    #[error("it says \"{0}\", which is no answer")]
    NoAnswer(String),
    /// It is a meter, which knows nothing of the car.
    #[error("only an adapter in the OBD socket reads codes")]
    NoAdapter,
    /// What the outside program said as it ended.
    #[error("sigrok-cli ended: {0}")]
    Ended(String),
}

impl InstrumentTrouble {
    /// It said this, which is no figure.
    pub(super) fn no_figure(said: &str) -> Self {
        Self::NoFigure(fit(said))
    }
}

/// What a device says, as it may be shown.
pub(super) fn fit(said: &str) -> String {
    let mut fit: String = printable(said.trim()).chars().take(SAID_CHARS_MAX).collect();
    if said.trim().chars().count() > SAID_CHARS_MAX {
        fit.push('…');
    }
    fit
}
