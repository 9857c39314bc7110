//! What a barcode scanner has read, by its form alone.

use super::Serial;
use super::serial::SerialForm;

/// Length of a VIN, in characters.
pub const VIN_LENGTH: usize = 17;

/// Letters that no VIN has, because they look like digits.
pub const NOT_IN_A_VIN: [char; 3] = ['I', 'O', 'Q'];

/// A text without what a scanner may put around it: the kind of barcode in front (`]C1`), the asterisks of Code 39.
#[must_use]
pub fn unwrapped(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let mut chars = text.chars();
    let is_kind = chars.next() == Some(']')
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next().is_some_and(|c| c.is_ascii_alphanumeric());
    let text = if is_kind { chars.as_str() } else { text };
    let bare = text.strip_prefix('*').and_then(|text| text.strip_suffix('*')).filter(|text| !text.is_empty());
    bare.unwrap_or(text).trim()
}

/// Whether a text is surely one that was scanned whole, and no part of something typed.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    unwrapped(text) != text.trim()
        || is_vin(text)
        || Serial::parse(text).is_ok_and(|serial| serial.class() == SerialForm::Standard)
}

/// Whether a text is a VIN by its form: 17 letters and digits, none of them I, O or Q. European ones have no check digit.
#[must_use]
pub fn is_vin(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    text.chars().count() == VIN_LENGTH && text.chars().all(|c| vin_value(c).is_some())
}

/// Whether the check digit of a VIN is the one that belongs to it, as in North America.
#[must_use]
pub fn is_checked_vin(text: &str) -> bool {
    const WEIGHTS: [u32; VIN_LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let text = text.trim().to_ascii_uppercase();
    if text.chars().count() != VIN_LENGTH {
        return false;
    }
    let mut sum = 0;
    for (c, weight) in text.chars().zip(WEIGHTS) {
        let Some(value) = vin_value(c) else { return false };
        sum += value * weight;
    }
    let check = char::from_digit(sum % 11, 10).unwrap_or('X');
    text.chars().nth(8) == Some(check)
}

/// The value of a VIN's character in its check digit's sum.
fn vin_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        'A'..='H' => Some(u32::from(c) - u32::from('A') + 1),
        'J'..='N' => Some(u32::from(c) - u32::from('J') + 1),
        'P' => Some(7),
        'R' => Some(9),
        'S'..='Z' => Some(u32::from(c) - u32::from('S') + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_scanner_puts_around_is_taken_off() {
        for text in [
            "BP538971317615",
            "*BP538971317615*",
            "]C1BP538971317615",
            "]A0*BP538971317615*",
            " BP538971317615 ",
            "]C1*BP538971317615*\r\n",
            "BP538971317615\t",
        ] {
            assert_eq!(unwrapped(text), "BP538971317615", "{text}");
        }
        for text in ["*", "**", "AB*12", "*AB12", "]", "]C", "]ä1X"] {
            assert_eq!(unwrapped(text), text, "nothing that a scanner does");
        }
    }

    #[test]
    fn a_vin_is_known_by_its_form() {
        for vin in ["1M8GDM9AXKP042788", "11111111111111111", "5YJSA1DG9DFP14705", "1m8gdm9axkp042788"] {
            assert!(is_vin(vin) && is_checked_vin(vin), "{vin}");
        }
        for vin in ["1M8GDM9A1KP042788", "SJNFEAJ11U1234567", "wvwzzz1kz6w000001"] {
            assert!(is_vin(vin) && !is_checked_vin(vin), "{vin}");
        }
        for other in ["1M8GDM9AXKPO42788", "BP538971317615", "äöüäöüäöüäöüäöüäö", "SJNFEAJ11U123456", ""]
        {
            assert!(!is_vin(other) && !is_checked_vin(other), "{other}");
        }
    }

    #[test]
    fn a_part_of_something_typed_is_no_whole_scan() {
        for whole in ["BP538971317615", "bp538971317615", "28185103940021", "SJNFEAJ11U1234567", "*AB12*", "]C1AB12"] {
            assert!(is_whole(whole), "{whole}");
        }
        for part in ["12CDE", " CDE", "AB12 CDE ", "12.6", "RO-4711", "P538971317615", ""] {
            assert!(!is_whole(part), "{part}");
        }
    }
}
