#![forbid(unsafe_code)]
//! precheck takes a workshop technician through the steps *before* a car's battery or wiring is touched, shows STOP until
//! they are done, and keeps a sealed record of each.
//!
//! # In one picture
//!
//! ```text
//!  checklists/*.toml ──► catalog ──► Checklist ─┐
//!  checklists/radios/*.toml ───────► RadioBook ─┤
//!                                               ▼
//!  key ─► tui::Input ─► Command ─► Event ─► app::update(&mut State) ─► Effect ─► runner ─► disk
//!                                    ▲            │                                │
//!                                    │            ▼                                ▼
//!                                    │      tui::view(&State)           a journal row, sealed, on the disk
//!                                    └──────── Event::Sealed | Event::Refused ◄────┘
//!
//!  exports/journal/<station>/<month>.csv      the proof: append-only, one sealed row for everything that happened
//!        ├──► Jobs          the fold of facts: board, resuming, tables
//!        ├──► jobs/*.csv    one row per job, for people and spreadsheets
//!        ├──► sheet         the customer's page: text, HTML, PDF, printer
//!        ├──► verify        every seal and every link
//!        └──► audit         jobs, findings, figures, one job's evidence
//! ```
//!
//! One answer, on its way: a digit is pressed; [`tui::debounce`] makes sure that it is a person's key; [`tui::keymap`] makes it
//! a [`app::Command`]; [`app::update()`] asks [`domain::rules`] whether it may be said and returns an [`app::Effect`]; the
//! [`runner::Worker`]'s thread has [`journal::Writer`] append the row and sync it; the row comes back as
//! [`app::event::Sealed`]; only now does it enter [`app::Store::jobs`], which is what [`tui::view()`] draws.
//!
//! # Where to start reading
//!
//! | to learn | read |
//! | --- | --- |
//! | what a pre-check is, and when the lead may come off | [`domain::Progress::gate`], [`domain::rules`] |
//! | what the proof is, byte by byte | [`journal`] |
//! | how a checklist file becomes a checklist | [`catalog`] |
//! | what happens on a key | [`app::update()`], then [`app::job`] |
//! | when a code may be entered | [`domain::lockout`], [`domain::recovery`] |
//! | what the guide shows, and where it is from | [`domain::guide`] |
//! | what a manager looks at | [`audit`], [`audit::figures`], [`audit::evidence`] |
//! | what the customer reads | [`sheet`], in the [`words`] of his language |
//! | what an instrument may be told, and what its answers are worth | [`instrument`] |
//! | how it looks | [`tui::view()`] |
//! | what the commands do | [`cli`] |
//!
//! # Invariants
//!
//! - An answer is drawn as recorded only after its row is on the disk: nothing but [`app::Event::Sealed`] and the reading of
//!   journals puts facts into the state.
//! - [`domain`] and [`app`] do no IO, read no clock, know no terminal. Time comes in with each event.
//! - [`domain::Job`] is the only fold of facts. Screens, line mode, answers files and tables all go through it, and through
//!   [`domain::rules`] before anything is recorded.
//! - [`journal`] alone turns rows into facts and back. A reader never writes; evidence is never repaired on the way past.
//! - Imports run one way: `domain` ← `files`, `words` ← `journal`, `catalog` ← `audit` ← `sheet` ← `app` ← `runner` ← `tui` ← `cli`, and `domain` ←
//!   `instrument` ← `runner`. A test fails when one runs the other way.
//! - What an adapter in a car is told is a closed list; nothing on it writes to the car.
//!
//! # Deliberately absent
//!
//! - The radio code: it is never asked for and never stored, not even hashed. There is no code calculator.
//! - A customer's name, phone or address in the record.
//! - Knowledge of any car or radio in the program: it is all in `checklists/`, with its sources.
//! - A way to change or delete a row. A correction is a new row that leaves the old one standing.

pub mod app;
pub mod audit;
pub mod catalog;
pub mod cli;
pub mod domain;
pub mod files;
pub mod instrument;
pub mod journal;
pub mod runner;
pub mod sheet;
pub mod tui;
pub mod words;
