//! The part of a `review` row's note that says what was seen at the car.

use crate::domain::Id;
use crate::domain::fact::Observed;

/// The part that says that the car is as recorded.
const AGREES: &str = "\u{1e}agrees";
/// The beginning of the one that says in which items it is not.
const DIFFERS: &str = "\u{1e}differs ";

/// The part that says what was seen at the car.
pub(super) fn encode_observed(observed: &Observed) -> String {
    match observed {
        Observed::Agrees => AGREES.to_owned(),
        Observed::Differs(items) => {
            format!("{DIFFERS}{}", items.iter().map(Id::as_str).collect::<Vec<_>>().join(" "))
        }
    }
}

/// Reads the part that says what was seen at the car.
pub(super) fn decode_observed(part: &str) -> Option<Observed> {
    if part == AGREES {
        return Some(Observed::Agrees);
    }
    let items = part.strip_prefix(DIFFERS)?.split(' ').map(|item| Id::new(item).ok());
    items.collect::<Option<Vec<Id>>>().map(Observed::Differs)
}
