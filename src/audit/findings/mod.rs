//! What is worth a look: the kinds of findings, how jobs are judged by themselves and beside each other, and the list of it.

pub mod compare;
pub mod exception;
pub mod finding;
pub mod judge;
pub mod places;
pub mod record;
