#![forbid(unsafe_code)]
//! precheck.
pub mod app;
pub mod audit;
pub mod catalog;
pub mod cli;
pub mod domain;
pub mod journal;
pub mod runner;
pub mod sheet;
pub mod tui;
