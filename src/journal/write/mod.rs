//! Writes one station's journal: the writer, and what it needs to know of the disk.

pub mod appended;
mod check;
mod clock;
pub mod disk;
pub mod follower;
pub mod position;
pub mod refusal;
pub mod station_log;
pub mod tail;
pub mod writer;
