//! What was typed, turned into an answer, or refused with what to type instead.

use super::figure::{measured, minutes_ago};
use super::quantity::{trimmed, without_quantities};
use super::scan::{NOT_IN_A_VIN, VIN_LENGTH, is_checked_vin, is_vin};
use super::serial::SerialForm;
use super::serial_shape::SerialShapes;
use super::text::is_unprintable;
pub use super::unfit::{Unfit, UnfitKind};
use super::{Answer, Choice, Field, Item, Measurement, Serial, Shape, checklist::known};

/// What can't be read as what the item takes.
fn no_form(why: impl Into<String>) -> Unfit {
    Unfit::new(why).of(UnfitKind::Form)
}

/// What may be a radio code.
fn may_be_code(why: &str) -> Unfit {
    Unfit::new(why).of(UnfitKind::Code)
}

/// Most bytes of a text answer: what the journal's value column can hold, with room for escapes.
const TEXT_BYTES_MAX: usize = 120;

/// Turns what was typed into the item's answer.
///
/// # Errors
/// When the item takes nothing typed, or when this is not what it takes.
pub fn parse_typed(item: &Item, typed: &str) -> Result<Answer, Unfit> {
    match &item.field {
        None | Some(Field::Find) => Err(no_form(format!("{}: choose one of the options", item.label))),
        Some(Field::Serial) => read_serial(typed).map(Answer::Serial),
        Some(Field::Measure { unit, limits, .. }) if item.id.is(known::OFF_SINCE) => {
            minutes_ago(typed, unit, limits).map(Answer::Number)
        }
        Some(Field::Measure { unit, limits, .. }) => measured(typed, unit, limits).map(Answer::Number),
        Some(Field::Wait { .. }) => Measurement::parse(typed, "s")
            .map(Answer::Number)
            .map_err(|_| no_form(format!("{typed:?} is not a duration: whole seconds, such as 240"))),
        Some(Field::Text(shape)) => text(typed, *shape).map(Answer::Text),
    }
}

/// Fewer characters are on no label: the shortest seen have 7.
const SERIAL_LENGTH_MIN: usize = 4;

/// A serial. 4 to 6 digits alone are on no label, but a radio code is just that, whatever stands between and before them.
fn read_serial(typed: &str) -> Result<Serial, Unfit> {
    let serial = Serial::parse(typed).map_err(|error| no_form(error.to_string()))?;
    let text = serial.as_str();
    if text.len() < SERIAL_LENGTH_MIN {
        return Err(no_form("a serial has more characters; another answer is taken from the list".to_owned()));
    }
    if may_be_the_code(&serial) {
        return Err(may_be_code(
            "4 to 6 digits may be the radio code, which is never written down here; a serial has more",
        ));
    }
    Ok(serial)
}

/// Whether a serial may be the radio code: nothing but so many digits, or letters that look like them, without what stands between
/// and before; the same twice; or a word about codes with digits.
fn may_be_the_code(serial: &Serial) -> bool {
    let key = serial.key();
    let is_so_long = |text: &str| (4..=6).contains(&text.len());
    let (first, second) = key.split_at(key.len() / 2);
    let is_twice = first == second && is_so_long(first) && first.bytes().all(|b| b.is_ascii_digit());
    let is_code = is_so_long(&key) && (digits(&key) > 0 || has_look_alikes(&key));
    let count = key.bytes().filter(u8::is_ascii_digit).count();
    is_twice || is_code || (speaks_of_code(&words(&key)) && is_code_length(count))
}

/// A text of the wanted shape.
fn text(typed: &str, shape: Shape) -> Result<String, Unfit> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(no_form("type something, or take another answer from the list".to_owned()));
    }
    if typed.len() > TEXT_BYTES_MAX {
        return Err(no_form(format!("{} bytes are too many: at most {TEXT_BYTES_MAX}", typed.len())));
    }
    if typed.contains(is_unprintable) {
        return Err(no_form("there is a character in it that can't be printed: type it anew".to_owned()));
    }
    let rest = without_quantities(typed);
    let words = words(&rest);
    if speaks_of_code(&words) && has_lone_digits(&words) {
        return Err(may_be_code("that speaks of a code, which is never written down here: take it out"));
    }
    if shape == Shape::Any {
        return Ok(typed.to_owned());
    }
    if Serial::parse(typed).is_ok_and(|serial| serial.class() == SerialForm::Standard) {
        return Err(no_form(
            "that is a radio's serial number, by its form: scan or type the plate, or the VIN".to_owned(),
        ));
    }
    // typed while a voltage is thought of: no plate has a point between two figures
    if is_reading(typed.trim_end_matches(['V', 'v', ' '])) {
        return Err(no_form("that is a reading, and no plate: type the plate, or the VIN where there is none"));
    }
    let plate = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let is_vin_length = plate.chars().filter(|c| !c.is_whitespace()).count() == VIN_LENGTH;
    if is_vin_length && let Some(odd) = plate.chars().find(|c| NOT_IN_A_VIN.contains(c)) {
        return Err(no_form(format!("a VIN has no letter {odd}: it may be a digit; read it again")));
    }
    if !plate.chars().any(char::is_alphanumeric) {
        return Err(no_form("type the plate, or the VIN where there is none".to_owned()));
    }
    Ok(plate)
}

/// What the technician should look at before it is recorded: a serial of an unusual form is typed twice, and letters
/// that may be digits are pointed out by their place.
#[must_use]
pub fn doubts(serial: &Serial, shapes: Option<&SerialShapes>) -> Option<String> {
    if let Some(part) = shapes.and_then(|shapes| shapes.part_number(serial)) {
        return Some(format!(
            "a number that begins with {part} is a part number, and no serial: look for another on the label"
        ));
    }
    if shapes.is_some_and(|shapes| shapes.is_usual(serial)) {
        return None;
    }
    if is_vin(serial.as_str()) {
        let by = if is_checked_vin(serial.as_str()) { "by its check digit" } else { "by its form" };
        return Some(format!("that is a VIN, {by}, and no radio's serial"));
    }
    let places = serial.look_alikes();
    if !places.is_empty() {
        let each: Vec<String> =
            places.iter().map(|it| format!("place {}: {} may be {}", it.place, it.typed, it.digit)).collect();
        return Some(each.join(" · "));
    }
    let is_of_any = shapes.is_none_or(|shapes| shapes.forms.is_empty());
    let usual = if is_of_any {
        "the usual form (14 digits, or 2 letters and 12 digits)".to_owned()
    } else {
        let words = shapes.map(SerialShapes::words).unwrap_or_default();
        format!("a form that this make is known for ({words})")
    };
    let unlike = shapes.and_then(|shapes| shapes.unlike(serial)).map_or_else(String::new, |it| format!("; {it}"));
    let is_doubtful = !is_of_any || serial.class() == SerialForm::Other;
    is_doubtful.then(|| format!("{} characters, not {usual}{unlike}", serial.as_str().len()))
}

/// Checks the note that goes with an answer to `item`.
///
/// # Errors
/// When the option requires a note and there is none, or when the note may contain a radio code.
pub fn check_note(item: &Item, option: Option<&Choice>, note: &str) -> Result<(), Unfit> {
    if let Some(prompt) = option.and_then(|option| option.note.as_ref()).filter(|_| note.trim().is_empty()) {
        return Err(Unfit::new(format!("{}: a note is needed: {prompt}", item.label)));
    }
    check_no_code(item.id.as_str(), note)
}

/// Items whose notes are about the radio or its code.
const ABOUT_THE_CODE: [&str; 7] = [
    known::CODE,
    known::CODE_FOUND,
    known::SERIAL,
    known::SERIAL_SOURCE,
    known::ARRIVAL,
    known::RADIO,
    known::RADIO_AFTER,
];

/// Parts of words that make digits beside them a likely code.
const CODE_WORDS: [&str; 6] = ["cod", "kod", "pin", "radio", "unlock", "entsperr"];

/// Refuses a possible radio code in a text that goes with an item. The code is never stored.
///
/// # Errors
/// When a group of 4 to 8 digits stands alone in a text about the radio, or in any text that speaks of a code; letters that
/// look like digits count as such there. Anywhere, when a text is nothing but so many digits and, away from the radio, no
/// reading such as `12.60`. Quantities with their units, a fuse before its amperes and days are none of these digits.
pub fn check_no_code(item: &str, note: &str) -> Result<(), Unfit> {
    let is_reading = is_reading(note);
    let note = &without_quantities(note);
    let words = words(note);
    let is_about_it = ABOUT_THE_CODE.contains(&item) || speaks_of_code(&words);
    let is_bare = is_bare_number(&words) && !is_reading;
    if is_bare || (is_about_it && (has_lone_digits(&words) || has_look_alikes(note))) {
        return Err(may_be_code(
            "4 to 8 digits may be the radio code, which is never written down here: take them out (a year: '19)",
        ));
    }
    Ok(())
}

/// Refuses a possible radio code in a manager's remark on a finding, as in a note about the code. A number behind a word of letters
/// (`RO-4711`) is none.
///
/// # Errors
/// As [`check_no_code`] for an item about the code.
pub fn check_managers_remark(remark: &str) -> Result<(), Unfit> {
    let rest: Vec<&str> = remark.split_whitespace().filter(|word| !is_lettered(word)).collect();
    check_no_code(known::CODE, &rest.join(" "))
}

/// Whether some words speak of a code.
fn speaks_of_code(words: &[&str]) -> bool {
    words.iter().any(|word| CODE_WORDS.iter().any(|it| word.to_lowercase().contains(it)))
}

/// Whether a word is a number behind letters and a hyphen, as jobs and letters bear them, and those letters speak of no code.
fn is_lettered(word: &str) -> bool {
    let number = trimmed(word).rsplit('/').next().unwrap_or_default();
    number.split_once('-').is_some_and(|(letters, rest)| {
        !letters.is_empty()
            && letters.chars().all(char::is_alphabetic)
            && rest.chars().all(|c| c.is_ascii_digit() || c == '-')
            && !speaks_of_code(&[letters])
    })
}

/// Whether a text may hold a radio code: 4 to 8 digits that stand alone.
#[must_use]
pub fn may_hold_a_code(text: &str) -> bool {
    has_lone_digits(&words(&without_quantities(text)))
}

/// The runs of letters and the runs of digits in a text.
fn words(note: &str) -> Vec<&str> {
    let is_digit = |c: char| c.is_numeric();
    note.split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| {
            let mut parts = Vec::new();
            let mut rest = word;
            while let Some(first) = rest.chars().next() {
                let end = rest.find(|c: char| is_digit(c) != is_digit(first)).unwrap_or(rest.len());
                parts.push(&rest[..end]);
                rest = &rest[end..];
            }
            parts
        })
        .collect()
}

/// A code has 4 to 6 digits; with more room, one that was written twice is found, too.
fn is_code_length(count: usize) -> bool {
    (4..=8).contains(&count)
}

/// How many digits a word has, when it has nothing else.
fn digits(word: &str) -> usize {
    if word.chars().all(char::is_numeric) { word.chars().count() } else { 0 }
}

/// Whether a text is nothing but digits, however they are parted.
fn is_bare_number(words: &[&str]) -> bool {
    words.iter().all(|word| digits(word) > 0) && is_code_length(words.iter().map(|word| digits(word)).sum())
}

/// Whether a text is a reading of at most two digits before its point or comma and at most two behind it.
fn is_reading(text: &str) -> bool {
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.trim().split_once(['.', ',']).is_some_and(|(whole, fraction)| is_part(whole) && is_part(fraction))
}

/// Whether a word is a number of a code's length in which a letter stands for the digit that it looks like.
fn has_look_alikes(note: &str) -> bool {
    let is_like = |c: char| c.is_numeric() || matches!(c, 'O' | 'o' | 'I' | 'i' | 'l' | 'S' | 'B');
    note.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let count = word.chars().filter(|c| c.is_numeric()).count();
        count > 1 && word.chars().all(is_like) && is_code_length(word.chars().count())
    })
}

/// Whether a group of digits of a code's length stands alone, also when blanks or signs part the digits.
fn has_lone_digits(words: &[&str]) -> bool {
    let length = |word: &&str| digits(word);
    let is_group = words.iter().any(|word| is_code_length(length(word)));
    let mut runs = words.chunk_by(|a, b| length(a) > 0 && length(b) > 0);
    is_group
        || runs.any(|run| {
            run.iter().all(|word| (1..=3).contains(&length(word))) && is_code_length(run.iter().map(length).sum())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_a_door_for_the_code() {
        for code in [
            "7391",
            "73-91",
            "7391.",
            "7391/",
            "7/3/9/1",
            "0-7391",
            "739-142",
            "7391-7391",
            "73917391",
            "CODE7391",
            "PIN-7391",
            "7 3 9 1 .",
            "739I",
            "S/N7391",
            "SERIAL-73-91",
            "7391KOD",
            "radio.7391",
        ] {
            let refused = read_serial(code).map(|serial| serial.to_string());
            assert!(refused.is_err_and(|unfit| unfit.kind == UnfitKind::Code), "{code}");
        }
        for label in
            ["BP538971317615", "BP-5389-7131-7615", "28185103940021", "B1234567", "7612002", "PN-2591A/77", "M123456"]
        {
            assert!(read_serial(label).is_ok(), "{label}");
        }
        for code in ["CODE 7391", "PIN:7391", "kod 73 91", "AB12 CDE code 7391"] {
            for shape in [Shape::Plate, Shape::Any] {
                assert!(text(code, shape).is_err(), "{code}");
            }
        }
        for plate in ["AB12 CDE", "B-MW 2290", "NIK 1234", "7391", "1234 BCD", "COD 123", "1 V", "12"] {
            assert!(text(plate, Shape::Plate).is_ok(), "{plate}");
        }
        for reading in ["12.6", "12,65", "2.6 V", "12.6v"] {
            assert!(text(reading, Shape::Plate).is_err(), "{reading}");
        }
    }

    #[test]
    fn a_radios_number_is_no_plate() {
        for serial in ["BP538971317615", "bp-5389-7131-7615", "28185103940021"] {
            assert!(
                text(serial, Shape::Plate).is_err_and(|unfit| unfit.to_string().contains("serial number")),
                "{serial}"
            );
        }
        for plate in ["1M8GDM9AXKP042788", "SJNFEAJ11U1234567", "AB12 CDE"] {
            assert_eq!(text(plate, Shape::Plate).as_deref(), Ok(plate));
        }
    }

    #[test]
    fn a_manager_may_name_days_and_jobs_but_no_code() {
        for remark in
            ["letter of 2026-10-20", "(20.10.2026)", "see job RO-4711", "as bay-1/RO-4711, RO-4712-2.", "3 calls"]
        {
            assert!(check_managers_remark(remark).is_ok(), "{remark}");
        }
        for remark in [
            "4711",
            "it is 4711",
            "RO-4711 4711",
            "code-4711",
            "bay-1/4711",
            "RO4711",
            "47-11",
            "4711-10-20",
            "RO-1 47 11",
            "2026-13-20",
        ] {
            assert!(check_managers_remark(remark).is_err(), "{remark}");
        }
        assert!(check_no_code(known::CODE, "see job RO-4711").is_err(), "a technician's note stays as strict");
    }

    #[test]
    fn a_quantity_is_no_code_beside_the_radio() {
        for said in [
            "radio, F36 10 A",
            "radio fuse 36, 10A",
            "radio SB12 15 A",
            "radio bracket 6 Nm, 12 Nm",
            "radio at 12.65 V",
            "radio out 2026-10-20",
        ] {
            assert_eq!(text(said, Shape::Any).as_deref(), Ok(said));
            for item in [known::CODE, "lamps"] {
                assert!(check_no_code(item, said).is_ok(), "{item}: {said}");
            }
        }
        assert!(check_no_code("lamps", "20.10.2026").is_ok(), "nothing but a day");
        for code in [
            "radio 7391 A",
            "radio 73 91 A",
            "radio 73.91 V",
            "radio 7-3-9-1 V",
            "radio F7391",
            "radio 7391 Nm",
            "code 73 10 A",
        ] {
            assert!(text(code, Shape::Any).is_err() && check_no_code("lamps", code).is_err(), "{code}");
        }
    }

    #[test]
    fn a_possible_radio_code_is_refused_in_notes_about_the_code() {
        for note in [
            "４７１１",
            "4.7.1.1",
            "47/11",
            "4_7_1_1",
            "4/7/1/1",
            "4711-2",
            "47 11!",
            "0l17",
            "O417",
            "٤٧١١",
            "4711 4711",
            "47114711",
            "0417",
            "code 0417 on the card",
            "it is 123456.",
            "0 4 1 7",
            "04-17",
            "card:0417;",
            "code0417",
            "PINx0417",
        ] {
            assert!(check_no_code(known::CODE, note).is_err(), "{note}");
        }
        for note in ["BP538971317615", "card in the book", "seen at 9", "AB12 CDE", "call 0301234567", "3 wrong tries"]
        {
            assert!(check_no_code(known::CODE, note).is_ok(), "{note}");
        }
        for note in ["Radiocode 4711", "radio: 4711", "keycode 4711", "entsperrcode 4711", "code 4i7i", "unlock 4711"] {
            assert!(check_no_code("lamps", note).is_err(), "{note}: it speaks of a code");
        }
        for note in ["4711", "4.7.1.1", "４７１１", "47/11", "4711 4711"] {
            assert!(check_no_code("lamps", note).is_err(), "{note}: nothing but digits");
        }
        for note in ["fault P0340", "P0340 P0341", "120000 km", "12.6", "3", ""] {
            assert!(check_no_code("lamps", note).is_ok(), "{note}: that is no code");
        }
        for note in ["12.60", "13,45", " 09.85 "] {
            assert!(check_no_code("backup-power", note).is_ok(), "{note}: a reading");
            assert!(check_no_code(known::CODE, note).is_err(), "{note}: beside the code it may be one");
        }
        for note in ["123.4", "1.234", "12.34.5", "12 60", "12:60", "12. 60", "１２.60", "-12.60"] {
            assert!(check_no_code("backup-power", note).is_err(), "{note}: no reading");
        }
        assert!(check_no_code("lamps", "radio code 0417").is_err(), "what speaks of a code is guarded everywhere");
    }
}
