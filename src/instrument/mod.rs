//! Reads volts from the workshop's instruments. What a device sends is hostile: every answer is bounded in bytes and in time, and
//! what is shown of it has no control characters.
//!
//! ```text
//! Instrument ─► InstrumentSession ─┬─► scpi   ─┬─► link ─► tcp, tty
//!                                  ├─► elm    ─┘
//!                                  ├─► sigrok ─► sigrok-cli, a program of its own
//!                                  └─► pretended, where something is practised
//! ```
//!
//! After any trouble a session is over and another one is begun: so an answer that comes late is never taken for the next one.
//! What can be said to an adapter is the closed list [`ElmCommand`]: nothing on it writes to a car. Volts are read without a word on the
//! bus; the VIN and codes are asked of the car, by [`read_codes`] alone.

mod elm;
mod elm_command;
mod heard;
mod link;
mod obd;
mod pretended;
mod scpi;
mod session;
mod sigrok;
mod stop;
mod trouble;
#[cfg(unix)]
mod tty;

pub use elm_command::ElmCommand;
pub use heard::Heard;
pub use pretended::pretended_codes;
pub use session::{InstrumentSession, SteadyInstrument, read_codes};
pub use stop::StopFlag;
pub use trouble::InstrumentTrouble;
