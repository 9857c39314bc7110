//! The parts that screens are made of: a line of text that is typed, a question, a list with a focus, a scroll.

pub mod ask;
pub mod field;
pub mod find;
pub mod list;
pub mod motion;
pub mod pointer;
pub mod record;

pub use ask::{Answered, Ask, Asking, Choices, TextAnswer};
pub use field::TextField;
pub use find::{Find, FindStep};
pub use list::List;
pub use motion::{Motion, Scroll};
pub use pointer::Pointer;
pub use record::record;
