//! One job in short, as findings, filters, figures and tables need it: a projection of [`crate::domain::Job`].

pub mod labels;
mod observed;
pub mod project;
pub mod review;
pub mod summary;
pub mod supply;
pub mod wording;
pub mod workshop;
