//! The format: rows and their one byte form, seals, facts as rows state them, names of files and journals.

mod action;
pub mod bundle;
pub mod checkpoint;
mod codes;
pub mod column;
pub mod escape;
pub mod event;
pub mod fact;
pub mod fault;
pub mod file_event;
pub mod file_name;
pub mod flaw;
pub mod note;
mod observed;
pub mod readable;
pub mod receipt;
pub mod row;
pub mod row_place;
pub mod row_ref;
pub mod seal;
pub mod time;
pub mod watch;
