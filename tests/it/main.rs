//! All tests that look at the program from outside, in one binary.

mod audit;
#[cfg(unix)]
mod budget;
mod built_in;
mod car;
mod catalog;
mod commands;
mod docs;
mod double;
mod film;
mod films;
mod fuzz;
mod guard;
mod guide;
mod held;
#[cfg(unix)]
mod instrument;
mod jobs;
mod journal;
mod orders;
mod picture;
mod properties;
mod sheet;
mod terminal;
mod tidy;
