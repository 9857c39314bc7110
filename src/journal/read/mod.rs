//! Reads journals, and never writes.

pub mod damage;
pub mod folder;
pub mod job_seals;
pub mod lacking;
pub mod lines;
pub mod newest;
pub mod reader;
pub mod resaved;
pub mod sources;
pub mod survey;
pub mod threads;
pub mod unicode;
