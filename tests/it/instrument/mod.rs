//! Instruments: devices that answer well, badly, late, too much, and not at all.

mod commands;
mod fake;
mod hostile;
mod sigrok;
