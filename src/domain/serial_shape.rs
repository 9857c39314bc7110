//! How serial numbers of a make look, and which numbers on a unit are none.

use super::Serial;

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

    /// The beginning by which a number is a part number; a number of a usual form is none.
    #[must_use]
    pub fn part_number(&self, serial: &Serial) -> Option<&str> {
        let begins = |it: &&String| serial.as_str().starts_with(it.as_str());
        self.part_numbers.iter().find(begins).filter(|_| !self.is_usual(serial)).map(String::as_str)
    }
}

/// Whether a text is of a form.
fn fits(form: &str, text: &str) -> bool {
    form.chars().count() == text.chars().count()
        && form.chars().zip(text.chars()).all(|(wanted, c)| match wanted {
            '#' => c.is_ascii_digit(),
            '@' => c.is_ascii_uppercase(),
            '*' => c.is_ascii_alphanumeric(),
            itself => itself == c,
        })
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
    }
}
