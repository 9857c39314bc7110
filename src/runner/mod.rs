//! Performs effects, for every face of the program: the screen, line mode, an answers file.
//!
//! [`Recorder`] does one thing at a time and returns; [`Worker`] puts a recorder behind a thread of its own, which answers with
//! events, so that a slow disk never freezes a screen. The clock is here, too: [`SystemClock`] is the only place that reads one.

// what is public here is for this crate alone: a doc stands where it says more than the name
#![allow(missing_docs)]

pub mod archive;
mod auditor;
pub mod cards;
pub mod checkpoint;
mod clock;
pub mod email;
mod folding;
pub mod headless;
mod instruments;
mod known;
mod lane;
pub mod letterhead;
pub mod made;
mod newest;
mod offers;
mod outside;
mod past;
mod patience;
mod print_worker;
pub mod printer;
pub mod readers;
pub mod recorder;
mod refused;
pub mod retire;
pub mod saver;
pub mod sheets;
pub mod tables;
pub mod watching;
mod witness;
mod worker;

pub use clock::SystemClock;
pub use headless::Headless;
pub use lane::Sink;
pub use newest::Newest;
pub use past::Past;
pub use patience::with_patience;
pub use readers::Folders;
pub use recorder::{Located, Recorder, RecorderError};
pub use worker::Worker;
