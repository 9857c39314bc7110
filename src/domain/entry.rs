//! How a radio takes its code. The code itself has no place here.

use super::{Provenance, Text};

/// On what the digits are entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryMethod {
    /// Number keys on the front.
    Keys,
    /// A number pad on the screen.
    Screen,
    /// One or the other, as the unit has it.
    Either,
}

impl EntryMethod {
    /// All of them, with their words in the data.
    pub const ALL: [(&'static str, Self); 3] =
        [("keys", Self::Keys), ("screen", Self::Screen), ("either", Self::Either)];
}

/// How a radio's code is entered.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeEntry {
    /// On what.
    pub by: EntryMethod,
    /// How many digits codes of such radios have, the usual number first; never empty.
    pub digits: Vec<u32>,
    /// How it is confirmed, where the radio tests it only then.
    pub confirm: Option<Text>,
    /// What else is to be known.
    pub text: Option<Text>,
    /// Where that is from.
    pub provenance: Provenance,
}

impl CodeEntry {
    /// The whole of it in a sentence or two, in English.
    #[must_use]
    pub fn sentence(&self) -> String {
        let by = match self.by {
            EntryMethod::Keys => "with the number keys on the front",
            EntryMethod::Screen => "on the number pad on the screen",
            EntryMethod::Either => "with the keys or on the screen",
        };
        let confirm = self.confirm.as_ref().map(|text| format!(" Then {text}.")).unwrap_or_default();
        let more = self.text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
        format!("The code goes in {by}: {}.{more}{confirm}", self.digits_words())
    }

    /// `4 digits`, or `mostly 4 digits, sometimes 6`.
    fn digits_words(&self) -> String {
        let rest: Vec<String> = self.digits.iter().skip(1).map(ToString::to_string).collect();
        match self.digits.first() {
            Some(usual) if rest.is_empty() => format!("{usual} digits"),
            Some(usual) => format!("mostly {usual} digits, sometimes {}", rest.join(" or ")),
            None => "digits".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_said_in_words() {
        let mut entry = CodeEntry {
            by: EntryMethod::Keys,
            digits: vec![4, 6],
            confirm: None,
            text: None,
            provenance: Provenance::default(),
        };
        assert_eq!(
            entry.sentence(),
            "The code goes in with the number keys on the front: mostly 4 digits, sometimes 6."
        );
        entry = CodeEntry { by: EntryMethod::Screen, digits: vec![5], text: Some(Text::plain("Slowly.")), ..entry };
        assert_eq!(entry.sentence(), "The code goes in on the number pad on the screen: 5 digits. Slowly.");
    }
}
