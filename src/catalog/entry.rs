//! How a radio takes its code: the table `entry` of a radio.

use super::fields::{Fields, kind_of};
use super::log::Log;
use super::make::origin;
use crate::domain::entry::{By, Entry};

/// The lengths that a code can have. Source: codes of 4 and 6 digits are known; a wider range is a slip.
const DIGITS: std::ops::RangeInclusive<u32> = 3..=8;

/// Reads the table, where there is one.
pub(super) fn entry(log: &mut Log, fields: &mut Fields) -> Option<Entry> {
    let mut fields = fields.table(log, "entry")?;
    let by = fields.one_of(log, "by", &By::ALL);
    if !fields.has("by") {
        fields.missing(log, "by", "by = \"keys\", \"screen\" or \"either\"");
    }
    let digits = digits(log, &mut fields);
    let text = fields.text(log, "text");
    let origin = origin(log, &mut fields);
    fields.finish(log);
    let provenance = origin?;
    Some(Entry { by: by?, digits: digits?, text, provenance })
}

/// One length, or several with the usual one first.
fn digits(log: &mut Log, fields: &mut Fields) -> Option<Vec<u32>> {
    let Some(value) = fields.value("digits") else {
        fields.missing(log, "digits", "digits = [4], or [4, 6] with the usual number first");
        return None;
    };
    let Some(array) = value.get_ref().as_array() else {
        let message = format!("`digits` is {}, and must be a list", kind_of(value));
        log.error(&value.span(), message, "write digits = [4], or [4, 6] with the usual number first".to_owned());
        return None;
    };
    if array.is_empty() {
        log.error(&value.span(), "`digits` names no number", "write digits = [4]".to_owned());
        return None;
    }
    let mut digits: Vec<u32> = Vec::new();
    for it in array.iter() {
        let number = it.get_ref().as_integer().and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok());
        match number.filter(|number| DIGITS.contains(number)) {
            None => {
                let message = format!("a code has {} to {} digits", DIGITS.start(), DIGITS.end());
                log.error(&it.span(), message, "write how many there are, never a code".to_owned());
            }
            Some(number) if digits.contains(&number) => {
                log.error(&it.span(), format!("{number} stands here twice"), "take one of them out".to_owned());
            }
            Some(number) => digits.push(number),
        }
    }
    Some(digits).filter(|digits| digits.len() == array.len())
}
