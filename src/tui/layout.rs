//! Keys of other keyboards, and of keyboards that are set to another layout: a command is a place on the keyboard as much as
//! it is a letter.

use super::key::Key;

/// Layouts without Latin letters: their letters, and what stands in their places on a keyboard with Latin ones.
const ALPHABETS: &[(&str, &str)] = &[
    // Russian, with the letters of Ukrainian and Belarusian that stand elsewhere
    ("йцукенгшщзфывапролдячсмитьіў", "qwertyuiopasdfghjklzxcvbnmso"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"),
    ("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm"),
];

/// The first digits of other scripts.
const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/// The keys of 1 to 9 on a French keyboard without Shift. Four of them are signs that a hand may hit elsewhere, too.
const FRENCH: &str = "&é\"'(-è_ç";
const FRENCH_ALONE: &str = "&éèç";

/// What is known about the keyboard.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyLayout {
    /// Whether a key was pressed that only a French keyboard has among its digits.
    is_french: bool,
}

impl KeyLayout {
    /// What a key may stand for, the likeliest first. In a field it stands for itself.
    #[must_use]
    pub fn readings(self, key: Key, is_field: bool) -> Vec<Key> {
        let Key::Char(c) = key else { return vec![key] };
        if is_field {
            return vec![key];
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        let others = [Some(small), narrow(small), latin(small), digit(small), self.french(c)];
        std::iter::once(c).chain(others.into_iter().flatten()).map(Key::Char).collect()
    }

    /// Notes what a key tells about the keyboard.
    pub fn note(&mut self, key: Key) {
        self.is_french |= matches!(key, Key::Char(c) if FRENCH_ALONE.contains(c));
    }

    /// The digit of a key on a French keyboard.
    fn french(self, c: char) -> Option<char> {
        let is_meant = self.is_french || FRENCH_ALONE.contains(c);
        let place = FRENCH.chars().position(|it| it == c).filter(|_| is_meant)?;
        char::from_digit(u32::try_from(place + 1).ok()?, 10)
    }

    /// What to say about a key that means nothing here; nothing where nobody expects it to.
    #[must_use]
    pub fn why_nothing(self, key: Key, is_field: bool) -> Option<String> {
        let name = key.name();
        Some(match key {
            Key::Tab | Key::BackTab if is_field => "Tab takes nothing here: Enter does".to_owned(),
            Key::F(_) | Key::Ctrl(_) if is_field => format!("{name} means nothing here"),
            _ if is_field => return None,
            Key::Char(c) if FRENCH.contains(c) => {
                format!("{name} means nothing here: F1 shows the keys; on a French keyboard digits need Shift")
            }
            Key::Char(c) if !c.is_ascii() => {
                format!("{name} means nothing here: F1 shows the keys; is the keyboard set to another layout?")
            }
            _ => format!("{name} means nothing here: F1 shows the keys"),
        })
    }
}

/// The usual form of a wide character, as an input method for Chinese or Japanese gives them.
fn narrow(c: char) -> Option<char> {
    ('\u{ff01}'..='\u{ff5e}').contains(&c).then(|| char::from_u32(u32::from(c) - 0xfee0)).flatten()
}

/// The Latin letter in the place of a letter.
fn latin(c: char) -> Option<char> {
    let at = |(letters, places): &(&str, &str)| {
        letters.chars().zip(places.chars()).find(|(letter, _)| *letter == c).map(|(_, place)| place)
    };
    ALPHABETS.iter().find_map(at)
}

/// The digit that a digit of another script is.
fn digit(c: char) -> Option<char> {
    let value = |zero: &u32| u32::from(c).checked_sub(*zero).filter(|value| *value < 10);
    ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(c: char) -> Vec<Key> {
        KeyLayout::default().readings(Key::Char(c), false)
    }

    #[test]
    fn a_command_is_a_place_as_well_as_a_letter() {
        for (pressed, wanted) in [
            ('N', 'n'),
            ('т', 'n'),
            ('Т', 'n'),
            ('с', 'c'),
            ('ν', 'n'),
            ('מ', 'n'),
            ('ى', 'n'),
            ('ｎ', 'n'),
            ('Ｎ', 'n'),
            ('１', '1'),
            ('٣', '3'),
            ('&', '1'),
            ('é', '2'),
            ('ç', '9'),
        ] {
            assert!(reads(pressed).contains(&Key::Char(wanted)), "{pressed}");
        }
        for (letters, places) in ALPHABETS {
            assert_eq!(letters.chars().count(), places.chars().count(), "{letters}");
        }
        assert_eq!(KeyLayout::default().readings(Key::Char('т'), true), [Key::Char('т')], "in a field it is text");
    }

    #[test]
    fn signs_are_digits_only_on_a_keyboard_that_is_french() {
        let mut layout = KeyLayout::default();
        assert!(!layout.readings(Key::Char('\''), false).contains(&Key::Char('4')));
        assert!(layout.why_nothing(Key::Char('\''), false).is_some_and(|why| why.contains("Shift")));
        layout.note(Key::Char('é'));
        assert!(layout.readings(Key::Char('\''), false).contains(&Key::Char('4')));
        assert!(layout.readings(Key::Char('-'), false).contains(&Key::Char('6')));
    }
}
