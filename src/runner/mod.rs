//! Performs effects, for every face of the program: the screen, line mode, an answers file.
//!
//! [`Desk`] does one thing at a time and returns; [`Worker`] puts a desk behind a thread of its own, which answers with
//! events, so that a slow disk never freezes a screen. The clock is here, too: [`SystemClock`] is the only place that reads one.

pub mod archive;
mod auditor;
mod clock;
pub mod desk;
pub mod headless;
mod lane;
pub mod letterhead;
mod print_worker;
pub mod printer;
pub mod saver;
pub mod sheets;
pub mod worker;

pub use clock::SystemClock;
pub use desk::{Desk, DeskError, Place};
pub use headless::Headless;
pub use worker::Worker;
