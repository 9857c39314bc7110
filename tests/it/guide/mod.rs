//! The guide: that what there is to know can be found, by the words that somebody would use.

mod pages;
mod rows;
