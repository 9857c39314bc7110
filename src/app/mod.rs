//! The program without its edges: [`State`], what may happen to it ([`Event`]), and what is then to be done ([`Effect`]).
//!
//! [`update()`] decides and does nothing; the runner performs and decides nothing. There is no IO here, no clock and no
//! terminal: a whole job can be played through in a test by handing in events.
//!
//! An answer stands in [`Store::jobs`] only after [`Event::Sealed`]: nothing else puts facts there, so nothing can be
//! drawn as recorded before its row is on the disk.

pub mod audit;
pub mod bells;
pub mod board;
mod by_receipt;
pub mod cannot_open;
pub mod clock;
mod codes_request;
pub mod command;
pub mod context;
pub mod dialogue;
pub mod earlier;
pub mod effect;
pub mod event;
pub mod gate_word;
pub mod guard;
pub mod guide;
pub mod help;
pub mod identify;
mod intake;
pub mod job;
pub mod limits;
pub mod live;
pub mod live_watch;
mod measuring;
pub mod new_job;
mod offers;
pub mod parts;
mod presence;
pub mod preview;
pub mod printing;
pub mod reaction;
pub mod recovery;
mod scanned;
pub mod screens;
pub mod second;
mod second_news;
pub mod session;
pub mod store;
pub mod subject;
mod take_over;
pub mod update;
mod waits;
pub mod watching;

pub use clock::{Clock, Now};
pub use codes_request::CodesRequest;
pub use command::Command;
pub use context::Context;
pub use effect::{Effect, WatchPlan};
pub use event::{Event, WatchNews};
pub use live::{LiveFigure, LiveReadings, WantedInstrument};
pub use live_watch::LiveWatch;
pub use screens::{Screen, Screens};
pub use session::{Notice, Session};
pub use store::Store;
pub use subject::{HandStep, Subject};
pub use update::{State, begin_job, go_to, update};
