//! Answers of the engine's computer, as an adapter passes them on: bytes in hexadecimal, in one line or several.

use super::trouble::{InstrumentTrouble, fit};
use crate::domain::FaultCode;

/// The most codes that are taken from one answer.
const CODES_MAX: usize = 64;
const VIN_LENGTH: usize = 17;

/// What an adapter says where the car answers nothing.
const NOTHING: &str = "NO DATA";

/// The messages of an answer, a list of bytes each; none where the car doesn't tell. Long ones come in numbered lines behind their
/// length.
fn messages(lines: &[String]) -> Result<Vec<Vec<u8>>, InstrumentTrouble> {
    let unread = || unread(lines);
    if let [line] = lines
        && line == NOTHING
    {
        return Ok(Vec::new());
    }
    let mut messages: Vec<Vec<u8>> = Vec::new();
    // how long the message is that comes in several lines, and which line is next
    let mut long: Option<(usize, Vec<u8>, u8)> = None;
    for line in lines {
        if let Some((number, rest)) = line.split_once(':') {
            let (length, mut bytes, next) = long.take().ok_or_else(unread)?;
            if u8::from_str_radix(number.trim(), 16) != Ok(next) {
                return Err(unread());
            }
            bytes.extend(hex(rest).ok_or_else(unread)?);
            if bytes.len() >= length {
                bytes.truncate(length);
                messages.push(bytes);
            } else {
                // the number has one digit
                long = Some((length, bytes, (next + 1) % 16));
            }
        } else if long.is_some() {
            // two computers at once: whose line is whose can't be told
            return Err(unread());
        } else if line.len() == 3 {
            let length = usize::from_str_radix(line, 16).map_err(|_| unread())?;
            long = Some((length, Vec::new(), 0));
        } else {
            messages.push(hex(line).ok_or_else(unread)?);
        }
    }
    if long.is_some() || messages.is_empty() { Err(unread()) } else { Ok(messages) }
}

/// It said this, which is no answer.
fn unread(lines: &[String]) -> InstrumentTrouble {
    InstrumentTrouble::NoAnswer(fit(&lines.join(" / ")))
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let is_whole = digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect::<Option<Vec<u8>>>().filter(|_| is_whole)
}

/// The codes of an answer to mode 03, 07 or 0A; `None` where the car doesn't tell.
pub(super) fn codes(mode: u8, lines: &[String]) -> Result<Option<Vec<FaultCode>>, InstrumentTrouble> {
    let messages = messages(lines)?;
    let mut codes = Vec::new();
    for message in &messages {
        let Some(data) = message.strip_prefix(&[mode + 0x40]) else {
            return Err(unread(lines));
        };
        // on CAN a count stands in front; older lines have three codes each, or zeros in their places
        let data = if data.len().is_multiple_of(2) { data } else { &data[1..] };
        let pairs = data.chunks_exact(2).map(|two| FaultCode(u16::from_be_bytes([two[0], two[1]])));
        codes.extend(pairs.filter(|code| code.0 != 0));
    }
    codes.sort();
    codes.dedup();
    codes.truncate(CODES_MAX);
    Ok(Some(codes).filter(|_| !messages.is_empty()))
}

/// The VIN of an answer to mode 09; `None` where the car doesn't tell.
pub(super) fn vin(lines: &[String]) -> Result<Option<String>, InstrumentTrouble> {
    let mut messages = messages(lines)?;
    if messages.is_empty() {
        return Ok(None);
    }
    // older cars send it in five lines with a number each, and zeros before it
    messages.sort_by_key(|message| message.get(2).copied());
    let data = messages.iter().map(|message| message.strip_prefix(&[0x49, 0x02]).and_then(|rest| rest.get(1..)));
    let data: Option<Vec<&[u8]>> = data.collect();
    let vin: String = data.unwrap_or_default().concat().into_iter().filter(|byte| *byte != 0).map(char::from).collect();
    let is_of_it = |c: char| (c.is_ascii_uppercase() && !"IOQ".contains(c)) || c.is_ascii_digit();
    let is_vin = vin.len() == VIN_LENGTH && vin.chars().all(is_of_it);
    if is_vin { Ok(Some(vin)) } else { Err(unread(lines)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split('/').map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn codes_are_read_in_every_form() {
        for (answer, said) in [
            ("43 00", "[]"),
            ("43 02 01 33 04 20", "P0133 P0420"),
            ("4300", "[]"),
            ("43 01 33 00 00 00 00", "P0133"),
            ("43 01 33 04 20 01 71 / 43 03 00 00 00 00 00", "P0133 P0171 P0300 P0420"),
            ("43 01 04 20 / 43 01 04 20", "P0420"),
            ("00A / 0: 43 04 01 01 02 02 / 1: 03 03 04 04 AA AA AA", "P0101 P0202 P0303 P0404"),
            ("NO DATA", "none told"),
        ] {
            let codes = codes(3, &lines(answer)).unwrap();
            let shown = codes.map(|codes| match codes.as_slice() {
                [] => "[]".to_owned(),
                codes => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            });
            assert_eq!(shown.as_deref().unwrap_or("none told"), said, "{answer}");
        }
        for bad in [
            "",
            "47 00",
            "43 0",
            "43 XX",
            "UNABLE TO CONNECT",
            "0: 43 01",
            "00A / 1: 43",
            "00A / 0: 43 04",
            "00A / 00A / 0: 43",
            "STOPPED",
            "43 00 / NO DATA",
            "0G1",
            "7F 03 11",
            ":",
            "FFF / 0:",
        ] {
            assert!(codes(3, &lines(bad)).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(lines in proptest::collection::vec("[0-9A-F]:[0-9A-F ]{0,6}|[0-9A-F]{3}|4[39][0-9A-F ]{0,20}|\\PC{0,6}", 0..40)) {
            let _ = (codes(3, &lines), vin(&lines));
        }
    }

    #[test]
    fn a_message_that_never_ends_is_refused() {
        let numbered = (0..400).map(|at| format!("{:X}:", at % 16));
        let lines: Vec<String> = std::iter::once("FFF".to_owned()).chain(numbered).collect();
        assert!(codes(3, &lines).is_err() && vin(&lines).is_err());
    }

    #[test]
    fn a_vin_is_read_in_every_form() {
        let can = "014 / 0: 49 02 01 57 50 30 / 1: 5A 5A 5A 39 39 5A 54 / 2: 53 33 39 30 30 30 30";
        let older = "49 02 01 00 00 00 57 / 49 02 02 50 30 5A 5A / 49 02 03 5A 39 39 5A / 49 02 04 54 53 33 39 / 49 02 05 30 30 30 30";
        for answer in [can, older] {
            assert_eq!(vin(&lines(answer)).unwrap().as_deref(), Some("WP0ZZZ99ZTS390000"), "{answer}");
        }
        assert_eq!(vin(&lines("NO DATA")), Ok(None));
        for bad in [
            "49 02 01 57",
            "",
            "014 / 0: 49 02 01 1B 5B 32 / 1: 5A 5A 5A 39 39 5A 54 / 2: 53 33 39 30 30 30 30",
            "41 00",
        ] {
            assert!(vin(&lines(bad)).is_err(), "{bad}");
        }
    }
}
