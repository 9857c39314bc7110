//! What the manager reads, as values.

mod evidence;
mod xlsx;
