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
    /// In a few words; `label` says what an item is called.
    #[must_use]
    pub fn words(&self, label: impl Fn(&Id) -> String) -> String {
        match self {
            Self::Agrees => "the car is as recorded".to_owned(),
            Self::Differs(items) => {
                let items: Vec<String> = items.iter().map(label).collect();
                format!("the car is not as recorded: {}", items.join(", "))
            }
        }
    }
}
