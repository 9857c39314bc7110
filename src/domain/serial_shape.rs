//! How serial numbers of a make look, and which numbers on a unit are none.

use super::Serial;

/// More places than these are not named: the number is of no such form at all.
const PLACES_NAMED: usize = 3;

/// The forms of a make's serial numbers: `#` a digit, `@` a letter, `*` either, anything else itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SerialShapes {
    /// The usual forms; none: those of any radio.
    pub forms: Vec<String>,
    /// How part numbers begin, which stand on the same label and are read by mistake.
    pub part_numbers: Vec<String>,
}

impl SerialShapes {
    /// Whether a serial is of a usual form of this make.
    #[must_use]
    pub fn is_usual(&self, serial: &Serial) -> bool {
        self.forms.iter().any(|form| fits(form, serial.as_str()))
    }

    /// How many characters they have, the fewest first.
    #[must_use]
    pub fn lengths(&self) -> Vec<usize> {
        let mut lengths: Vec<usize> = self.forms.iter().map(|form| form.chars().count()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths
    }

    /// The forms in words: `7 digits, or 2 letters and 12 digits`.
    #[must_use]
    pub fn words(&self) -> String {
        self.forms.iter().map(|form| form_words(form)).collect::<Vec<_>>().join(", or ")
    }

    /// Where a serial differs from the form that it is most like, of those with as many characters; nothing where most of it does.
    #[must_use]
    pub fn unlike(&self, serial: &Serial) -> Option<String> {
        let text = serial.as_str();
        let places = |form: &String| -> Option<Vec<String>> {
            (form.chars().count() == text.chars().count()).then(|| {
                let pairs = form.chars().zip(text.chars()).enumerate();
                pairs
                    .filter(|(_, (wanted, c))| !takes(*wanted, *c))
                    .map(|(at, (wanted, c))| format!("place {}: {c}, not {}", at + 1, one_of(wanted)))
                    .collect()
            })
        };
        let nearest = self.forms.iter().filter_map(places).min_by_key(Vec::len)?;
        (nearest.len() <= PLACES_NAMED).then(|| nearest.join(" · "))
    }

    /// The beginning by which a number is a part number; a number of a usual form is none.
    #[must_use]
    pub fn part_number(&self, serial: &Serial) -> Option<&str> {
        let begins = |it: &&String| serial.as_str().starts_with(it.as_str());
        self.part_numbers.iter().find(begins).filter(|_| !self.is_usual(serial)).map(String::as_str)
    }
}

/// Whether a text is of a form.
fn fits(form: &str, text: &str) -> bool {
    form.chars().count() == text.chars().count() && form.chars().zip(text.chars()).all(|(wanted, c)| takes(wanted, c))
}

/// Whether a place of a form takes a character.
fn takes(wanted: char, c: char) -> bool {
    match wanted {
        '#' => c.is_ascii_digit(),
        '@' => c.is_ascii_uppercase(),
        '*' => c.is_ascii_alphanumeric(),
        itself => itself == c,
    }
}

/// What a place of a form takes, in words.
fn one_of(wanted: char) -> String {
    match wanted {
        '#' => "a digit".to_owned(),
        '@' => "a letter".to_owned(),
        '*' => "a letter or a digit".to_owned(),
        itself => itself.to_string(),
    }
}

/// A form in words, such as `BP and 12 digits`.
fn form_words(form: &str) -> String {
    let is_itself = |c: char| !matches!(c, '#' | '@' | '*');
    let chars: Vec<char> = form.chars().collect();
    let runs = chars.chunk_by(|one, other| one == other || is_itself(*one) && is_itself(*other));
    let words = runs.map(|run| match (run[0], run.len()) {
        ('#', 1) => "1 digit".to_owned(),
        ('#', n) => format!("{n} digits"),
        ('@', 1) => "1 letter".to_owned(),
        ('@', n) => format!("{n} letters"),
        ('*', n) => format!("{n} letters or digits"),
        _ => run.iter().collect(),
    });
    words.collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_takes_its_own_numbers_alone() {
        let shapes = SerialShapes {
            forms: vec!["VWZ***********".to_owned(), "M######".to_owned()],
            part_numbers: vec!["28330".to_owned()],
        };
        let serial = |text: &str| Serial::parse(text).unwrap();
        for (text, is_usual) in [("VWZ1Z2B4567890", true), ("M123456", true), ("M12345B", false), ("V123456", false)] {
            assert_eq!(shapes.is_usual(&serial(text)), is_usual, "{text}");
        }
        assert_eq!(shapes.part_number(&serial("28330 4EA0A")), Some("28330"));
        assert_eq!(shapes.part_number(&serial("BP538971317615")), None);
        assert_eq!(shapes.words(), "VWZ and 11 letters or digits, or M and 6 digits");
        assert_eq!(shapes.unlike(&serial("M12345B")).as_deref(), Some("place 7: B, not a digit"));
        assert_eq!(shapes.unlike(&serial("ABCDEFG")), None, "nothing like it");
        assert_eq!(shapes.unlike(&serial("M12345")), None, "of no length that is known");
    }
}
