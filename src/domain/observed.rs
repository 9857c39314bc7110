//! What a manager saw at a car whose job its own seal had picked.

use super::Id;

/// What a manager saw at a car beside what its job recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observed {
    /// The car is as recorded.
    Agrees,
    /// It is not, in what these items say.
    Differs(Vec<Id>),
}

impl Observed {
    /// In a few words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Agrees => "the car is as recorded".to_owned(),
            Self::Differs(items) => {
                let items: Vec<&str> = items.iter().map(Id::as_str).collect();
                format!("the car is not as recorded: {}", items.join(", "))
            }
        }
    }
}
