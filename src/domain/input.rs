//! What was typed, turned into an answer, or refused with what to type instead.

use super::{Answer, Choice, Field, Item, Limits, Reading, Serial, Shape, checklist::known, serial};

/// Why something that was typed is not an answer: a sentence that says what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);

/// Letters that no VIN has, because they look like digits.
const NOT_IN_A_VIN: [char; 3] = ['I', 'O', 'Q'];

/// Length of a VIN, in characters.
const VIN_LENGTH: usize = 17;

/// Most bytes of a text answer: what the journal's value column can hold, with room for escapes.
const TEXT_BYTES_MAX: usize = 120;

/// Turns what was typed into the item's answer.
///
/// # Errors
/// When the item takes nothing typed, or when this is not what it takes.
pub fn parse_typed(item: &Item, typed: &str) -> Result<Answer, Unfit> {
    match &item.field {
        None => Err(Unfit(format!("{}: choose one of the options", item.label))),
        Some(Field::Serial) => Serial::parse(typed).map(Answer::Serial).map_err(|error| Unfit(error.to_string())),
        Some(Field::Measure { unit, limits }) => measured(typed, unit, limits).map(Answer::Number),
        Some(Field::Wait { .. }) => Reading::parse(typed, "s")
            .map(Answer::Number)
            .map_err(|_| Unfit(format!("{typed:?} is not a duration: whole seconds, such as 240"))),
        Some(Field::Text(shape)) => text(typed, *shape).map(Answer::Text),
    }
}

/// A figure within what is plausible.
fn measured(typed: &str, unit: &str, limits: &Limits) -> Result<Reading, Unfit> {
    let typed = typed.trim().trim_end_matches(unit).trim_end();
    if typed.is_empty() {
        return Err(Unfit(format!("type the reading in {unit}, such as 12.6")));
    }
    let reading = Reading::parse(typed, unit).map_err(|error| Unfit(error.to_string()))?;
    let value = reading.value();
    if let Some(min) = limits.min.filter(|min| value < *min) {
        return Err(Unfit(format!("{reading} can't be: at least {min} {unit} is plausible; read the meter again")));
    }
    if let Some(max) = limits.max.filter(|max| value > *max) {
        return Err(Unfit(format!("{reading} can't be: at most {max} {unit} is plausible; read the meter again")));
    }
    Ok(reading)
}

/// A text of the wanted shape.
fn text(typed: &str, shape: Shape) -> Result<String, Unfit> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Unfit("type something, or press Esc for what else can be said".to_owned()));
    }
    if typed.len() > TEXT_BYTES_MAX {
        return Err(Unfit(format!("{} bytes are too many: at most {TEXT_BYTES_MAX}", typed.len())));
    }
    if shape == Shape::Any {
        return Ok(typed.to_owned());
    }
    let plate = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let is_vin_length = plate.chars().filter(|c| !c.is_whitespace()).count() == VIN_LENGTH;
    if is_vin_length && let Some(odd) = plate.chars().find(|c| NOT_IN_A_VIN.contains(c)) {
        return Err(Unfit(format!("a VIN has no letter {odd}: it may be a digit; read it again")));
    }
    if !plate.chars().any(char::is_alphanumeric) {
        return Err(Unfit("type the plate, or the VIN where there is none".to_owned()));
    }
    Ok(plate)
}

/// What the technician should look at before it is recorded: a serial of an unusual form is typed twice, and letters
/// that may be digits are pointed out by their place.
#[must_use]
pub fn doubts(serial: &Serial) -> Option<String> {
    let places = serial.look_alikes();
    if !places.is_empty() {
        let each: Vec<String> =
            places.iter().map(|it| format!("place {}: {} may be {}", it.place, it.typed, it.digit)).collect();
        return Some(each.join(" · "));
    }
    (serial.class() == serial::Class::Other).then(|| {
        format!("{} characters, not the usual form (14 digits, or 2 letters and 12 digits)", serial.as_str().len())
    })
}

/// Checks the note that goes with an answer to `item`.
///
/// # Errors
/// When the option requires a note and there is none, or when the note may contain a radio code.
pub fn check_note(item: &Item, option: Option<&Choice>, note: &str) -> Result<(), Unfit> {
    if let Some(prompt) = option.and_then(|option| option.note.as_ref()).filter(|_| note.trim().is_empty()) {
        return Err(Unfit(format!("{}: a note is needed: {prompt}", item.label)));
    }
    check_no_code(item.id.as_str(), note)
}

/// Refuses a possible radio code in a text that goes with one of the code items. The code is never stored.
///
/// # Errors
/// When a group of 4 to 6 digits stands alone.
pub fn check_no_code(item: &str, note: &str) -> Result<(), Unfit> {
    let is_code_item = matches!(item, known::CODE | known::CODE_FOUND);
    if is_code_item && has_lone_digits(note) {
        return Err(Unfit(
            "4 to 6 digits alone may be the radio code, which is never written down here: take them out".to_owned(),
        ));
    }
    Ok(())
}

/// Whether a group of 4 to 6 digits stands alone, also when blanks or hyphens part the digits.
#[must_use]
pub fn has_lone_digits(note: &str) -> bool {
    let is_code_length = |count: usize| (4..=6).contains(&count);
    let words: Vec<&str> = note.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_digits = |word: &str| word.chars().all(char::is_numeric);
    if words.iter().any(|word| is_digits(word) && is_code_length(word.chars().count())) {
        return true;
    }
    words.chunk_by(|a, b| is_digits(a) && is_digits(b)).any(|run| {
        run.iter().all(|word| is_digits(word) && word.chars().count() <= 3)
            && is_code_length(run.iter().map(|word| word.chars().count()).sum())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possible_radio_code_is_refused_in_notes_about_the_code() {
        for note in ["0417", "code 0417 on the card", "it is 123456.", "0 4 1 7", "04-17", "card:0417;"] {
            assert!(check_no_code(known::CODE, note).is_err(), "{note}");
        }
        for note in ["BP538971317615", "card in the book", "seen at 9", "AB12 CDE", "call 0301234567", "3 wrong tries"]
        {
            assert!(check_no_code(known::CODE, note).is_ok(), "{note}");
        }
        assert!(check_no_code("lamps", "fault 1234").is_ok(), "only the code's items are guarded");
    }
}
