//! What is worth a look: the kinds of findings, and how jobs are judged by themselves and compared with each other.

pub mod actions;
pub mod compare;
pub mod finding;
pub mod judge;
pub mod kind;
