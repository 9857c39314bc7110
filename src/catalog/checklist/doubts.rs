//! Asks each option which earlier answers make it false, each way past a hold point for its reason, each warning for its why,
//! and two options with one digit whether they can meet. Only the linter does: a list that was kept with a job is read without
//! a word.

use std::collections::BTreeMap;

use crate::domain::{Checklist, Choice, Id, Item, PausePoint, Verdict, When};

/// Something doubtful about a checklist, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What is doubtful.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// What is doubtful about a checklist.
#[must_use]
pub fn doubts(checklist: &Checklist) -> Vec<Doubt> {
    let items: Vec<(PausePoint, &Item)> = checklist.items().collect();
    let each = items.iter().enumerate().flat_map(|(at, (pause, item))| {
        let earlier = &items[..at];
        let of_options = item.options.iter().filter(|option| !option.is_lead_off).filter_map(move |option| {
            let of_hold = item.is_hold.then(|| of_hold_point(item, option)).flatten();
            of_hold.or_else(|| said_before(earlier, *pause, item, option))
        });
        of_options.chain(without_why(item)).chain(on_one_digit(earlier, item))
    });
    each.collect()
}

/// Warnings and stops that don't say why on the screen, where somebody decides whether to go on.
fn without_why(item: &Item) -> impl Iterator<Item = Doubt> {
    let silent = item.options.iter().filter(|it| it.verdict != Verdict::Ok && it.advice.is_none());
    silent.map(|option| Doubt {
        message: format!("`{}`: \"{}\" doesn't say why it matters", item.id, option.label.en),
        help: "say what may happen and what to do: advice = \"…\"".to_owned(),
    })
}

/// Two options with one digit that may be offered together: one of them could not be taken.
fn on_one_digit(earlier: &[(PausePoint, &Item)], item: &Item) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, one) in item.options.iter().enumerate() {
        let same = item.options[at + 1..].iter().filter(|other| one.digit.is_some() && other.digit == one.digit);
        doubts.extend(same.filter(|other| !are_parted(earlier, one, other)).map(|other| {
            Doubt {
            message: format!(
                "`{}`: \"{}\" and \"{}\" share a digit, and no answer parts them",
                item.id, one.label.en, other.label.en
            ),
            help: "an `unless` of several items holds only when all of them do: write when = { … } of one item to both"
                .to_owned(),
        }
        }));
    }
    doubts
}

/// Whether two options can never be offered together, whatever was answered.
fn are_parted(earlier: &[(PausePoint, &Item)], one: &Choice, other: &Choice) -> bool {
    let (needs, others) = (needs(earlier, &one.when), needs(earlier, &other.when));
    let differ =
        needs.iter().any(|(id, said)| others.get(id).is_some_and(|also| !said.iter().any(|it| also.contains(it))));
    differ || is_excluded(&needs, &other.unless) || is_excluded(&others, &one.unless)
}

/// What must have been answered for a condition to hold: an item that applies only after certain answers needs those, too.
fn needs(earlier: &[(PausePoint, &Item)], when: &When) -> BTreeMap<Id, Vec<String>> {
    let mut needs: BTreeMap<Id, Vec<String>> = when.0.iter().map(|(id, said)| (*id, meant(said))).collect();
    for (_, item) in earlier.iter().rev() {
        if needs.contains_key(&item.id) {
            item.when.0.iter().for_each(|(id, said)| {
                needs.entry(*id).or_insert_with(|| meant(said));
            });
        }
    }
    needs
}

/// Tokens with what they include: a figure that is low is one that was typed, too.
fn meant(tokens: &[String]) -> Vec<String> {
    let each = |token: &String| match token.as_str() {
        "num" => vec!["num", "low", "flat", "high"].into_iter().map(str::to_owned).collect(),
        "low" => vec!["low".to_owned(), "flat".to_owned()],
        _ => vec![token.clone()],
    };
    tokens.iter().flat_map(each).collect()
}

/// Whether an `unless` holds wherever these answers were given.
fn is_excluded(needs: &BTreeMap<Id, Vec<String>>, unless: &When) -> bool {
    let is_all = |id: &Id, tokens: &[String]| {
        let tokens = meant(tokens);
        needs.get(id).is_some_and(|said| said.iter().all(|it| tokens.contains(it)))
    };
    !unless.is_empty() && unless.0.iter().all(|(id, tokens)| is_all(id, tokens))
}

/// An answer by which a hold point is passed: what is fine must depend on what was answered before, and what leaves the value
/// unread needs a reason.
fn of_hold_point(item: &Item, option: &Choice) -> Option<Doubt> {
    let (id, label) = (&item.id, &option.label);
    let is_free = |it: &Choice| it.verdict == Verdict::Ok && it.when.is_empty() && it.unless.is_empty();
    // where every answer that is fine stands at any time, none depends on what was said before
    let are_others_bound = item.options.iter().any(|it| it.verdict == Verdict::Ok && !is_free(it));
    if is_free(option) && are_others_bound {
        return Some(Doubt {
            message: format!("the hold point `{id}` takes \"{label}\" whatever was answered before"),
            help: "ask which earlier answers make it false, and write unless = { item = [\"answer\"] }".to_owned(),
        });
    }
    let is_passed = item.field.is_some() && option.verdict == Verdict::Warn && option.when.is_empty();
    (is_passed && option.note.is_none()).then(|| Doubt {
        message: format!("the hold point `{id}` is passed by \"{label}\" without a reason"),
        help: "ask for it: note = \"Say why\"".to_owned(),
    })
}

/// That something isn't there was asked before, on the same side of the call: two answers to it may contradict each other.
fn said_before(earlier: &[(PausePoint, &Item)], pause: PausePoint, item: &Item, option: &Choice) -> Option<Doubt> {
    let is_after = |pause: PausePoint| pause > PausePoint::B;
    let is_same = |other: &&Choice| other.id == option.id && other.label.en == option.label.en;
    let places = earlier.iter().filter(|(other, _)| is_after(*other) == is_after(pause));
    let (before, same) = places.filter_map(|(_, other)| Some((other, other.options.iter().find(is_same)?))).next()?;
    let is_asked = |choice: &Choice| choice.when.0.contains_key(&before.id) || choice.unless.0.contains_key(&before.id);
    let follows = is_asked(option) || (option.when == same.when && !option.when.is_empty());
    (option.id.as_str().starts_with("no-") && !follows).then(|| Doubt {
        message: format!("`{}` and `{}` may contradict each other about \"{}\"", before.id, item.id, option.label),
        help: format!("write when = {{ {} = [\"{}\"] }} to the later one", before.id, option.id),
    })
}
