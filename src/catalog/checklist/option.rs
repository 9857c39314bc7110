//! Reads the options of an item.

use std::collections::BTreeSet;

use super::condition::{Earlier, RESERVED, condition};
use crate::catalog::source::fields::Fields;
use crate::domain::choice::Lamp;
use crate::domain::{Choice, Id, PausePoint, Verdict};

/// As many options as there are digit keys.
const MOST_OPTIONS: usize = 9;

/// The verdicts by their words.
const VERDICTS: [(&str, Verdict); 3] = [("ok", Verdict::Ok), ("warn", Verdict::Warn), ("stop", Verdict::Stop)];

/// The digits that options of one item were given.
#[derive(Default)]
struct Keys {
    /// Whether the first option has a digit of its own.
    has_digits: Option<bool>,
    /// Digits with whether their option is always offered.
    taken: Vec<(u8, bool)>,
}

impl Keys {
    /// Either every option has a digit or none has, and two that may be offered together never have the same.
    fn check(&mut self, block: &Fields, option: &Choice) {
        if *self.has_digits.get_or_insert(option.digit.is_some()) != option.digit.is_some() {
            let help = "give each option of the item a digit, or none of them";
            block.error(if option.digit.is_some() { "digit" } else { "" }, "only some options have a digit", help);
        }
        let Some(digit) = option.digit else { return };
        let is_always = option.when.is_empty() && option.unless.is_empty();
        if self.taken.iter().any(|(taken, other)| *taken == digit && (is_always || *other)) {
            let help = "two options may share a digit when conditions part them";
            block.error("digit", format!("the digit {digit} is taken"), help);
        }
        self.taken.push((digit, is_always));
    }
}

/// Reads the options of an item. Those of the radio book are not counted here: the file can't know them.
pub fn options(fields: &mut Fields, earlier: &Earlier) -> Vec<Choice> {
    let count = fields.count("option").unwrap_or(0);
    let place = fields.span_of("option");
    let (mut at, mut ids, mut labels) = (0, BTreeSet::new(), BTreeSet::new());
    let mut keys = Keys::default();
    fields.each("option", |block| {
        if at == MOST_OPTIONS && !block.has("digit") {
            let message = format!("{count} options, and there are nine digit keys");
            block.error("", message, "put some together, or split the question");
        }
        at += 1;
        let option = option(block, earlier);
        if RESERVED.contains(&option.id.as_str()) {
            let message =
                format!("no option can be called \"{}\": conditions use the word for something else", option.id);
            block.error("id", message, "give it another id");
        }
        if block.is_sound() && !ids.insert(option.id) {
            block.error("id", format!("the option \"{}\" is there already", option.id), "give it another id");
        }
        keys.check(block, &option);
        // two that read the same and can be there together can't be told apart
        let is_always = option.when.is_empty() && option.unless.is_empty();
        if block.is_sound() && is_always && !labels.insert(option.label.en.clone()) {
            let message = format!("two options read \"{}\"", option.label.en);
            block.error_at(&place, message, "let each say what sets it apart");
        }
        option
    })
}

pub fn option(fields: &mut Fields, earlier: &Earlier) -> Choice {
    Choice {
        id: fields.id("id"),
        label: fields.text("label"),
        digit: fields.maybe_whole("digit", 1..=9).and_then(|digit| u8::try_from(digit).ok()),
        matters: matters(fields),
        is_lead_off: is_lead_off(fields, earlier),
        is_personal: fields.flag("personal").unwrap_or(false),
        disproves: disproves(fields, earlier),
        lamp: fields.maybe_word("lamp", &Lamp::ALL),
        verdict: fields.maybe_word("verdict", &VERDICTS).unwrap_or(Verdict::Ok),
        when: condition(fields, "when", earlier),
        unless: condition(fields, "unless", earlier),
        note: fields.maybe_text("note"),
        advice: fields.maybe_text("advice"),
        gate: fields.maybe_text("gate"),
        sheet: fields.maybe_text("sheet"),
    }
}

fn matters(fields: &mut Fields) -> bool {
    let matters = fields.flag("matters").unwrap_or(false);
    if matters && !fields.has("advice") {
        fields.error("matters", "nothing is said about what matters", "add advice = \"…\", or take `matters` out");
    }
    matters
}

/// Reads whether an option says that the battery is off already: only before it is called is that news.
fn is_lead_off(fields: &mut Fields, earlier: &Earlier) -> bool {
    let is_off = fields.maybe_word("lead", &[("off", true)]).unwrap_or(false);
    if is_off && earlier.pause.is_some_and(|pause| pause != PausePoint::B) {
        fields.error("lead", "that the lead is off already is said on page b and nowhere else", "move it to page b");
    }
    is_off
}

fn disproves(fields: &mut Fields, earlier: &Earlier) -> Vec<Id> {
    let names = fields.strings("disproves").unwrap_or_default();
    names.into_iter().filter_map(|(name, span)| earlier.any_item_at(fields, name, &span)).collect()
}
