//! Remarks: a technician's own, and the few that are meant for the customer.

use super::fact::StopReason;
use super::rules::{LEFT_LEAD_OFF, STILL_FITTED};
use super::{Fact, What};

/// What a remark begins with when *the customer will read this*. All other remarks never leave the workshop.
pub const FOR_CUSTOMER: &str = "customer:";

/// The line in a fact's note that the customer will read, if its technician marked one: the note itself, what comes
/// behind the reason of a correction, or what was remarked on a stop.
#[must_use]
pub fn for_customer(fact: &Fact) -> Option<&str> {
    let note = fact.note.trim();
    let remark = match fact.what {
        What::Corrected { .. } => marked(note).or_else(|| note.split_once("; ").and_then(|(_, rest)| marked(rest))),
        What::Stopped { .. } => {
            let mut rest = note;
            // the reason's word and how the car is left stand before what was remarked
            while let Some(more) = behind_a_part(rest) {
                rest = more;
            }
            marked(rest)
        }
        _ => marked(note),
    };
    remark.filter(|line| !line.is_empty())
}

/// What comes behind the first part of a stop's note, when that is the program's own, as [`super::rules::stop_note`] writes it.
fn behind_a_part(note: &str) -> Option<&str> {
    if note.starts_with(STILL_FITTED) {
        // there may be a colon in what something is called
        return note.split_once("): ").map(|(_, rest)| rest);
    }
    let (part, rest) = note.split_once(": ")?;
    (StopReason::from_word(part).is_some() || part == LEFT_LEAD_OFF).then_some(rest)
}

/// The text behind the mark, when there is one.
fn marked(text: &str) -> Option<&str> {
    let text = text.trim();
    let (head, line) = text.split_at_checked(FOR_CUSTOMER.len())?;
    head.eq_ignore_ascii_case(FOR_CUSTOMER).then(|| line.trim())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::rules::stop_note;
    use crate::domain::{Answer, Id, JobKey, JobNumber, Station};

    fn fact(what: What, note: &str) -> Fact {
        let station = Station::new("bay-1").unwrap();
        let job = JobKey { station, number: JobNumber::new("1").unwrap() };
        let time = DateTime::parse_from_rfc3339("2026-11-22T09:14:03.512+01:00").unwrap();
        Fact { station, seq: 1, time, job, who: "Ana K.".into(), note: note.to_owned(), what }
    }

    #[test]
    fn only_what_is_marked_is_for_the_customer() {
        let item = || Id::new("lamps").unwrap();
        let answered = |note| fact(What::Answered { item: item(), answer: Answer::Option(item()) }, note);
        let corrected = |note| fact(What::Corrected { item: item(), answer: Answer::Option(item()) }, note);
        let left = [LEFT_LEAD_OFF.to_owned(), format!("{STILL_FITTED}backup power)")];
        let stopped = |note: &str| fact(What::Stopped { rows: 0 }, note);
        for (fact, line) in [
            (answered("customer: brake pads are worn"), Some("brake pads are worn")),
            (answered("Customer:brake pads"), Some("brake pads")),
            (answered("the customer: is rude"), None),
            (answered("customer:  "), None),
            (answered("called the customer"), None),
            (answered("cus"), None),
            (answered("čustomer: x"), None),
            (corrected("mistyped; customer: it was the other lamp"), Some("it was the other lamp")),
            (corrected("mistyped; read it upside down"), None),
            (stopped(&stop_note(StopReason::NoCode, &[], "customer: ask the dealer")), Some("ask the dealer")),
            (stopped(&stop_note(StopReason::Unsafe, &left, "customer: it leaks")), Some("it leaks")),
            (stopped(&stop_note(StopReason::Unsafe, &left, "he shouted")), None),
        ] {
            assert_eq!(for_customer(&fact), line, "{:?}", fact.note);
        }
    }
}
