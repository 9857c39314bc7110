//! From TOML to [`Checklist`](crate::domain::Checklist), [`Make`](crate::domain::Make),
//! [`GuideFile`](crate::domain::guide::GuideFile) and [`Workshop`]: the only place that knows the files.
//!
//! ```text
//! bytes ─ source ─► text ─ depth ─► toml ─ fields ─► checklist / page / item / choice ─► Checklist
//!           │                │         │      │                   │
//!           └────────────────┴─────────┴──────┴───── log ─────────┴──► Vec<Fault>, each with its line underlined
//! ```
//!
//! What holds here:
//!
//! - A file can't make the program panic, hang, or take more than a bounded amount of memory: its size is checked before
//!   it is read, its nesting before it is parsed, and the number of faults that are kept is limited.
//! - Every fault of a file is told, not only the first, with what was expected and what to write instead.
//! - Text that leaves here has no control characters, so that it may be shown on any terminal.
//! - A faulty file of the workshop is never replaced by the built-in one in silence: that kind of work is then
//!   unavailable, and says why.
//!
//! Start reading at [`Catalog::load`].

mod audit_thresholds;
mod builtin;
mod check;
mod checklist;
mod choice;
mod clean;
mod condition;
mod contents;
mod depth;
mod entry;
mod fault;
mod field;
mod fields;
mod folder;
mod guide;
mod house;
mod init;
mod item;
mod lockout;
mod log;
mod loss;
mod make;
mod names;
mod page;
mod recovery;
mod route;
mod show;
mod source;
mod suggest;
mod workshop;

pub use audit_thresholds::AuditThresholds;
pub use check::{Checked, check};
pub use checklist::{parse_checklist, read_checklist};
pub use contents::{Catalog, Entry, GuideEntry, MakeEntry, Origin, SourceFile, Unavailable, UnknownPage};
pub use fault::{Fault, Place, Severity};
pub use folder::{Asked, Folder, FolderError, Found, find, find_here, locate};
pub use guide::read_guide;
pub use init::{InitError, Made, init};
pub use log::Outcome;
pub use make::{parse_make, read_make};
pub use show::{render_list, render_show};
pub use source::MAX_BYTES;
pub use suggest::{closest, listed};
pub use workshop::{Paper, Thresholds, Workshop};
