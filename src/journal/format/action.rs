//! The columns of `action` rows: what is to be done about a finding, by whom and until when, or that it was done.

use chrono::NaiveDate;

use super::note::{Reader, Writer};
use crate::domain::ActionStep;

/// The beginning of the value of a row that says until when.
const OPEN: &str = "open ";
/// The value of a row that says that it was done.
const DONE: &str = "done";
/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// The value of a row.
pub(super) fn encode_step(step: &ActionStep) -> String {
    match step {
        ActionStep::Open { until, .. } => format!("{OPEN}{}", until.format(DAY)),
        ActionStep::Done => DONE.to_owned(),
    }
}

/// The part of the note that says whose it is.
pub(super) fn encode_whose(step: &ActionStep, writer: Writer) -> Option<String> {
    match step {
        ActionStep::Open { whose, .. } => Some(writer.whose(whose)),
        ActionStep::Done => None,
    }
}

/// Reads the value, and whose it is off the note.
pub(super) fn decode_step(value: &str, parts: &mut Reader<'_>) -> Option<ActionStep> {
    if value == DONE {
        return Some(ActionStep::Done);
    }
    let day = value.strip_prefix(OPEN)?;
    let until = NaiveDate::parse_from_str(day, DAY).ok().filter(|until| until.format(DAY).to_string() == day)?;
    Some(ActionStep::Open { whose: parts.whose()?.into(), until })
}
