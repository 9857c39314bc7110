//! From journals to an [`audit::Audit`]: what lies at some paths, station by station, and the checklists that its jobs were
//! asked.

pub mod audit;
pub mod collect;
mod faults;
pub mod kept;
pub mod library;
pub mod list;
pub mod memory;
pub mod row_name;
mod station;
