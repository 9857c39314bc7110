//! Asks each option which earlier answers make it false, and each way past a hold point for its reason. Only the linter does:
//! a list that was kept with a job is read without a word.

use crate::domain::{Checklist, Choice, Item, PausePoint, Verdict};

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
        item.options.iter().filter(|option| !option.is_lead_off).filter_map(move |option| {
            let of_hold = item.is_hold.then(|| of_hold_point(item, option)).flatten();
            of_hold.or_else(|| said_before(earlier, *pause, item, option))
        })
    });
    each.collect()
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
