#![forbid(unsafe_code)]
//! precheck.
pub mod domain;
