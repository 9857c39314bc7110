//! The options of an item: what each says, and the key that it keeps.

use super::{Id, Text, Verdict, When};

/// Digit keys of a list of options.
const KEYS: std::ops::RangeInclusive<u8> = 1..=9;

/// One option of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its id, which is what the journal keeps.
    pub id: Id,
    /// The digit of its key. In a checklist `None` means the next one that is free among those that are offered; of what is
    /// offered, that there are more options than keys.
    pub digit: Option<u8>,
    /// Its words.
    pub label: Text,
    /// What it means for the work.
    pub verdict: Verdict,
    /// Whether its advice is shown at once although it is fine, because somebody may be hurt or something be lost.
    pub matters: bool,
    /// Whether it says that the battery is off already, before it was called.
    pub is_lead_off: bool,
    /// Whether it is what a person says of himself: of whoever works on after him it is asked anew.
    pub is_personal: bool,
    /// Offered only when this holds …
    pub when: When,
    /// … and this doesn't.
    pub unless: When,
    /// Items whose reading proves nothing once this was answered.
    pub disproves: Vec<Id>,
    /// The light that it says is on in the car as it leaves.
    pub lamp: Option<Lamp>,
    /// What a note must say, where one is required.
    pub note: Option<Text>,
    /// What to know or do, shown when it is chosen.
    pub advice: Option<Text>,
    /// Words that the gate line adds when the job is done, such as `radio LOCKED`.
    pub gate: Option<Text>,
    /// Its words on the customer's sheet, where they differ.
    pub sheet: Option<Text>,
}

/// A warning light, by what it means for driving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lamp {
    /// The car may be driven.
    Yellow,
    /// It may not.
    Red,
    /// Airbags or belts may fail.
    Airbag,
}

impl Lamp {
    /// All of them, with their words in the data.
    pub const ALL: [(&'static str, Self); 3] = [("yellow", Self::Yellow), ("red", Self::Red), ("airbag", Self::Airbag)];
}

impl Choice {
    /// A plain option: fine in itself, always offered.
    #[must_use]
    pub fn plain(id: Id, label: Text) -> Self {
        Self {
            id,
            digit: None,
            label,
            verdict: Verdict::Ok,
            matters: false,
            is_lead_off: false,
            is_personal: false,
            when: When::default(),
            unless: When::default(),
            disproves: Vec::new(),
            lamp: None,
            note: None,
            advice: None,
            gate: None,
            sheet: None,
        }
    }

    /// Whether what is to be known about it is shown as soon as it is chosen.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.matters || self.verdict != Verdict::Ok
    }

    /// Whether a text that somebody begins to type means it: each word begins a word of its label.
    fn is_meant(&self, typed: &[String]) -> bool {
        let texts = std::iter::once(&self.label.en).chain(self.label.others.values());
        texts.into_iter().any(|label| {
            let label = words(label);
            typed.iter().all(|word| label.iter().any(|it| it.starts_with(word.as_str())))
        })
    }

    /// Whether a text is its label.
    fn is_named(&self, typed: &[String]) -> bool {
        words(&self.label.en) == typed
    }
}

/// Gives each option that is offered its key: its own digit, or the next one that no option of the item has for its own.
pub(super) fn give_keys(offered: &mut [Choice], of_item: &[Choice]) {
    let mut free = KEYS.filter(|digit| of_item.iter().all(|option| option.digit != Some(*digit)));
    let is_open = |option: &&mut Choice| option.digit.is_none();
    if offered.iter_mut().filter(is_open).count() > free.clone().count() {
        // where the radio book has more than there are keys, the item's own options keep the last ones
        for option in offered.iter_mut().rev().filter(is_open).filter(|it| of_item.iter().any(|own| own.id == it.id)) {
            option.digit = free.next_back();
        }
    }
    for option in offered.iter_mut().filter(is_open) {
        option.digit = free.next();
    }
}

/// The options that a text means: that of a digit, the one that is called so, else all whose words begin like it.
#[must_use]
pub fn meant<'a>(options: &'a [Choice], typed: &str) -> Vec<&'a Choice> {
    let digit = typed.trim().parse::<u8>().ok();
    if let Some(option) = digit.and_then(|digit| options.iter().find(|it| it.digit == Some(digit))) {
        return vec![option];
    }
    let typed = words(typed);
    match options.iter().find(|option| option.is_named(&typed)) {
        Some(named) => vec![named],
        None => options.iter().filter(|option| option.is_meant(&typed)).collect(),
    }
}

/// The words of a text in lower case, without signs and accents that nobody types.
fn words(text: &str) -> Vec<String> {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    };
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().chars().map(plain).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(labels: &[(&str, Option<u8>)]) -> Vec<Choice> {
        let choice = |(at, (label, digit)): (usize, &(&str, Option<u8>))| Choice {
            digit: *digit,
            ..Choice::plain(Id::new(&format!("o{at}")).unwrap(), Text::plain(*label))
        };
        labels.iter().enumerate().map(choice).collect()
    }

    #[test]
    fn an_option_keeps_its_key_and_the_others_take_what_is_free() {
        let item = options(&[("Another", Some(9)), ("Hidden", Some(2))]);
        let mut offered = options(&[("Clio", None), ("Megane", None)]);
        offered.push(item[0].clone());
        give_keys(&mut offered, &item);
        assert_eq!(offered.iter().map(|it| it.digit).collect::<Vec<_>>(), [Some(1), Some(3), Some(9)]);
    }

    #[test]
    fn what_is_typed_finds_by_the_beginnings_of_words() {
        let mut makes = options(&[("Citroën", None), ("Škoda", None), ("Land Rover", None), ("Rover", None)]);
        let item = makes.clone();
        give_keys(&mut makes, &item);
        let found = |typed| meant(&makes, typed).into_iter().map(|it| it.label.en.as_str()).collect::<Vec<_>>();
        assert_eq!(found("citroe"), ["Citroën"]);
        assert_eq!(found("l r"), ["Land Rover"]);
        assert_eq!(found("rover"), ["Rover"], "a name in full means that one");
        assert_eq!(found("rov"), ["Land Rover", "Rover"]);
        assert_eq!(found("2"), ["Škoda"]);
        assert_eq!(found("").len(), 4);
        assert!(found("x").is_empty());
    }
}
