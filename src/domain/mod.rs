//! What a pre-check *is*: checklists, answers, facts, and the job they add up to.
//!
//! Everything here is pure: no file, no terminal, no clock. Times come in as arguments.
//!
//! [`Job`] is the only fold of facts; screens, resuming, audit and sheet all look at a job through it and through [`Progress`],
//! which lays a job beside its checklist and answers the one question of the product: may the lead come off? ([`Gate`])

pub mod ages;
mod answer;
mod book;
mod card;
mod cards;
pub mod checklist;
pub mod choice;
pub mod condition;
pub mod entry;
pub mod fact;
mod fault_codes;
pub mod gate;
pub mod guide;
pub mod id;
pub mod identity;
pub mod input;
mod instrument;
pub mod job;
pub mod journal_id;
pub mod json;
mod lead;
pub mod lockout;
pub mod loss;
mod off_early;
pub mod offered;
pub mod people;
pub mod plate;
pub mod precaution;
pub mod progress;
pub mod provenance;
pub mod radio;
pub mod recovery;
pub mod remark;
pub mod route;
mod row_link;
pub mod rules;
pub mod saved_text;
pub mod scan;
mod second_name;
pub mod serial;
pub mod serial_shape;
pub mod short;
pub mod signature;
mod standing;
pub mod status;
pub mod steps;
pub mod text;
mod unfit;
pub mod wrap;

pub use answer::{Answer, Digits, MeasuredBy, Measurement};
pub use card::JobCard;
pub use cards::Cards;
pub use checklist::{Call, Checklist, ChecklistPage, Field, Item, Limits, Per, Shape, Since};
pub use choice::{Choice, Lamp};
pub use condition::{Verdict, When};
pub use fact::{Fact, What};
pub use fault_codes::{CarCodes, FaultCode};
pub use gate::Gate;
pub use id::{Id, JobKey, JobNumber, PausePoint, Station};
pub use identity::{Identified, IdentityRule, Secret};
pub use instrument::{Address, Instrument, InstrumentSource, Offset, Reading, Spot, Volts};
pub use job::{Ending, Job};
pub use journal_id::JournalId;
pub use lockout::{Ledger, LockoutGuard, LockoutSchedule};
pub use people::{People, Person, Right};
pub use plate::{Plate, SearchKey};
pub use progress::Progress;
pub use provenance::Provenance;
pub use radio::{RadioBook, RadioFile};
pub use recovery::RecoveryStep;
pub use row_link::RowLink;
pub use second_name::SecondRequest;
pub use serial::Serial;
pub use signature::{SecondAt, Signature};
pub use status::Status;
pub use text::Text;
pub use unfit::RefusedEntry;
