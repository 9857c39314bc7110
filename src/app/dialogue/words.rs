//! Reasons and ways, as every face says them.

use chrono::{DateTime, FixedOffset};

use crate::domain::Job;
use crate::domain::fact::{Handover, Interruption, StopReason};
use crate::domain::text::moment;

/// A pause's reason in words.
#[must_use]
pub fn pause_words(reason: Interruption) -> &'static str {
    match reason {
        Interruption::Phone => "Phone",
        Interruption::Part => "A part or a tool is missing",
        Interruption::Customer => "The customer has to be asked",
        Interruption::OtherJob => "Another car comes first",
        Interruption::Rest => "Break",
        Interruption::Code => "Waiting for the radio's code",
        Interruption::Radio => "Waiting for the radio's time",
    }
}

/// A stop's reason in words.
#[must_use]
pub fn stop_words(reason: StopReason) -> &'static str {
    match reason {
        StopReason::NoCode => "The customer has no code",
        StopReason::Declined => "The customer declined",
        StopReason::Unsafe => "Not safe to go on",
        StopReason::PartWrong => "The part is the wrong one",
        StopReason::Mistake => "Entered by mistake (counts nowhere, makes no sheet)",
    }
}

/// A handover in words.
#[must_use]
pub fn handover_words(how: Handover) -> &'static str {
    match how {
        Handover::Signed => "Signed by the customer",
        Handover::NotSigned => "Taken, not signed",
        Handover::NotCollected => "Not collected",
    }
}

/// How the sheet was handed over, and that it says something else since; nothing while it wasn't.
#[must_use]
pub fn handed_over(job: &Job, now: DateTime<FixedOffset>) -> Option<(String, Option<String>)> {
    let (how, fact) = job.handover()?;
    let handed = format!("Handover: {} ({})", handover_words(how).to_lowercase(), moment(fact.time, now));
    let changed = job.changed_since_handover().map(|changed| {
        let at = moment(changed.time, now);
        format!("changed since, {at}: the customer's page says otherwise. Print it again and hand it over")
    });
    Some((handed, changed))
}

/// The reasons for which a job can be stopped now.
#[must_use]
pub fn stop_reasons(may_be_mistake: bool) -> Vec<StopReason> {
    StopReason::ALL.iter().copied().filter(|it| may_be_mistake || *it != StopReason::Mistake).collect()
}
