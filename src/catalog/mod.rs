//! Reads the data files: TOML becomes a [`Checklist`](crate::domain::Checklist), a [`RadioFile`](crate::domain::RadioFile), a
//! [`GuideFile`](crate::domain::guide::GuideFile) or a [`Workshop`]. No other room knows the files.
//!
//! ```text
//! source     bytes ─► text ─► toml ─► Fields, with the faults that were found on the way
//!               │
//!               ├──► checklist   pages, items, conditions      ─┐
//!               ├──► radio       generations, radios, routes    ├──► contents: the Catalog, all that a workshop has
//!               ├──► guide       topics                        ─┘
//!               └──► workshop    the settings
//! ```
//!
//! What holds here:
//!
//! - A file can't make the program panic, hang, or take more than a bounded amount of memory: its size is checked before
//!   it is read, its nesting before it is parsed, and the number of faults that are kept is limited.
//! - Every fault of a file is told, not only the first, with what was expected and what to write instead. This is why the
//!   fields are read one by one and not by serde, which stops at the first.
//! - Text that leaves here has no control characters, so that it may be shown on any terminal.
//! - A faulty file of the workshop is never replaced by the built-in one in silence: that kind of work is then
//!   unavailable, and says why.
//!
//! A new field is a line where its block is read, see `source::fields`, and a line in the type that it belongs to.
//!
//! Start reading at [`Catalog::load`].

// what is public here is for this crate alone: a doc stands where it says more than the name
#![allow(missing_docs)]

mod builtin;
mod check;
mod checklist;
mod contents;
mod email;
mod files;
mod folder;
mod guide;
mod init;
mod instruments;
mod names;
pub mod offers;
pub mod persons;
mod radio;
mod show;
mod source;
mod workshop;

pub use check::{Checked, check};
pub use checklist::read_checklist;
pub use contents::{Catalog, Unavailable, UnknownPage};
pub use email::{EmailSettings, Secrecy};
pub use files::{FileOrigin, Loaded, SourceFile};
pub use folder::{FolderError, FolderSources, FoundBy, LocatedFolder, find, find_here, locate};
pub use guide::read_guide;
pub use init::{InitError, Made, begin_messages, init};
pub use radio::{read_kept_radio_file, read_radio_file};
pub use show::{render_list, render_show};
pub use source::MAX_BYTES;
pub use source::fault::{Excerpt, FileFault, Severity};
pub use source::log::Parsed;
pub use source::suggest::{closest, listed};
pub use workshop::{AuditThresholds, MonthEnd, NamedStation, Paper, Signs, Thresholds, Workshop};
