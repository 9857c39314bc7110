//! The form of a moment in files: RFC 3339, local, milliseconds, numeric offset.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, TimeZone, Timelike};

use super::column::{BadRow, Column, bad};
use crate::words::{Said, Sentence};

/// Length of a time in files.
pub(in crate::journal) const TIME_BYTES: usize = "2026-11-22T09:14:03.512+01:00".len();

/// A moment as a row bears it: whole milliseconds, and an offset of whole minutes.
#[must_use]
pub fn row_time(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let offset_minutes = now.offset().local_minus_utc().div_euclid(60);
    let offset = FixedOffset::east_opt(offset_minutes * 60).unwrap_or(*now.offset());
    let now = now.with_timezone(&offset);
    // A leap second has 1000 to 1999 ms; chrono keeps it, RFC 3339 writes it as :60.
    now.with_nanosecond(now.nanosecond() / 1_000_000 * 1_000_000).unwrap_or(now)
}

/// The form of a time in files: RFC 3339 with milliseconds and a numeric offset.
#[must_use]
pub fn encode_time(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// Reads a time in the form of [`encode_time`].
///
/// # Errors
/// When it has any other form.
pub(in crate::journal) fn decode_time(text: &str) -> Result<DateTime<FixedOffset>, BadRow> {
    text.as_bytes()
        .try_into()
        .ok()
        .and_then(read)
        .ok_or_else(|| bad(Column::Time, Sentence::says("row-time", [("text", Said::text(format!("{text:?}")))])))
}

fn read(text: &[u8; TIME_BYTES]) -> Option<DateTime<FixedOffset>> {
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        mo1,
        mo2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        mi1,
        mi2,
        b':',
        s1,
        s2,
        b'.',
        ms1,
        ms2,
        ms3,
        sign,
        oh1,
        oh2,
        b':',
        om1,
        om2,
    ] = *text
    else {
        return None;
    };
    let digits = [y1, y2, y3, y4, mo1, mo2, d1, d2, h1, h2, mi1, mi2, s1, s2, ms1, ms2, ms3, oh1, oh2, om1, om2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    let year = number(&[y1, y2, y3, y4]).cast_signed();
    let (month, day) = (number(&[mo1, mo2]), number(&[d1, d2]));
    let (hours, minutes) = (number(&[h1, h2]), number(&[mi1, mi2]));
    let (seconds, ms) = match (number(&[s1, s2]), number(&[ms1, ms2, ms3])) {
        (60, ms) => (59, 1000 + ms),
        whole => whole,
    };
    let (offset_hours, offset_minutes) = (number(&[oh1, oh2]), number(&[om1, om2]));
    let offset_seconds = (offset_hours * 60 + offset_minutes).cast_signed() * 60;
    let offset_seconds = match sign {
        b'+' if offset_minutes < 60 => offset_seconds,
        b'-' if offset_minutes < 60 && offset_seconds != 0 => -offset_seconds,
        _ => return None,
    };
    let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_milli_opt(hours, minutes, seconds, ms)?;
    FixedOffset::east_opt(offset_seconds)?.from_local_datetime(&local).single()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_time_is_read_if_and_only_if_it_is_written_so(
            date in "[0-9]{2}[0-9]{2}-[01][0-9]-[0-3][0-9]",
            t in prop_oneof![9 => Just("T"), 1 => Just("t"), 1 => Just(" ")],
            clock in "[012][0-9]:[0-6][0-9]:[0-6][0-9]",
            ms in prop_oneof![9 => "\\.[0-9]{3}", 1 => "(\\.[0-9]{1,4})?"],
            offset in prop_oneof![9 => "[+-][0-2][0-9]:[0-6][0-9]", 1 => Just("Z".to_owned()), 1 => Just("-00:00".to_owned()), 1 => "[−+-][0-9]{4}"],
            at in 0..40_usize,
            byte in prop_oneof![5 => Just(None), 1 => any::<char>().prop_map(Some)],
        ) {
            let mut text: Vec<char> = format!("{date}{t}{clock}{ms}{offset}").chars().collect();
            if let (Some(place), Some(byte)) = (text.get_mut(at), byte) {
                *place = byte;
            }
            let text: String = text.into_iter().collect();
            let by_chrono = DateTime::parse_from_rfc3339(&text).ok().filter(|time| encode_time(time) == text);
            prop_assert_eq!(decode_time(&text).ok(), by_chrono, "{}", text);
        }
    }
}
