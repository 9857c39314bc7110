//! The customer's sheet: what it says, in all its forms.

mod content;
mod golden;
mod naughty;
mod paper;
mod press;
mod screen;
mod tale;
mod truth;
