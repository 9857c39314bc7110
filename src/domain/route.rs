//! A way to a radio's serial number: where it stands or which keys show it, and what that costs. Which ways a radio has,
//! and in which order, is said by its entry in the radio book.

use super::{Id, Provenance, Text};

/// Where a serial number is read. The same words as the options of the item `serial-source`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The card or the service book.
    CardOrBook,
    /// The label on the unit.
    Label,
    /// The service menu on the screen.
    ServiceMenu,
    /// A diagnostic tool.
    DiagnosticTool,
    /// A dealer's record.
    Dealer,
}

impl Way {
    /// All of them, with their words in the data.
    pub const ALL: [(&'static str, Self); 5] = [
        ("card-or-book", Self::CardOrBook),
        ("label", Self::Label),
        ("service-menu", Self::ServiceMenu),
        ("diagnostic-tool", Self::DiagnosticTool),
        ("dealer", Self::Dealer),
    ];
}

/// One way to the serial number.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Its id: radios name it.
    pub id: Id,
    /// What kind of way it is.
    pub way: Way,
    /// What to do and to look for.
    pub text: Text,
    /// The keys to press, in order; none where no key is pressed.
    pub keys: Vec<Text>,
    /// What it costs or risks.
    pub cost: Option<Text>,
    /// Where that is from.
    pub provenance: Provenance,
}

impl Route {
    /// The whole of it in a sentence or two, in English.
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.keys.is_empty() {
            return self.text.en.clone();
        }
        let keys: Vec<&str> = self.keys.iter().map(|key| key.en.as_str()).collect();
        format!("{} Keys: {}.", self.text, keys.join(", then "))
    }
}
