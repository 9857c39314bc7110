//! What the sequences of terminals of many kinds mean.

use super::decoded::Decoded;
use crate::tui::key::{Key, KeyKind};

/// What a whole `ESC [` sequence is; nothing for the answers of a terminal, and for what is not known.
pub(super) fn sequence(numbers: &[u8], last: u8) -> Vec<Decoded> {
    let numbers = std::str::from_utf8(numbers).unwrap_or_default();
    if let Some(mouse) = numbers.strip_prefix('<') {
        return mouse_press(mouse, last).into_iter().collect();
    }
    // a private mark or something between the numbers and the last byte: no key has those
    if numbers.contains(|c: char| !c.is_ascii_digit() && !matches!(c, ';' | ':')) {
        return Vec::new();
    }
    let number = |at: usize, part: usize| -> Option<u32> {
        numbers.split(';').nth(at).and_then(|field| field.split(':').nth(part)).and_then(|number| number.parse().ok())
    };
    let (mut key_number, mut last) = (number(0, 0), last);
    // another form of the same: `27;5;104~` is `104;5u`
    if last == b'~' && key_number == Some(27) {
        (key_number, last) = (number(2, 0), b'u');
    }
    let held = number(1, 0).unwrap_or(1).saturating_sub(1);
    let kind = match number(1, 1) {
        Some(2) => KeyKind::Repeat,
        Some(3) => KeyKind::Release,
        _ => KeyKind::Press,
    };
    let key = match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        b'P' | b'Q' | b'S' => Key::F(last - b'P' + 1),
        // with numbers it is the cursor's place
        b'R' if numbers.is_empty() => Key::F(3),
        b'I' if numbers.is_empty() => return vec![Decoded::Focus],
        b'~' | b'^' | b'@' => match key_number.and_then(numbered_key) {
            Some(key) => key,
            None => return Vec::new(),
        },
        b'u' => return written_key(key_number, number(0, 1), number(2, 0), held, kind),
        _ => return Vec::new(),
    };
    vec![Decoded::Key(key, kind)]
}

/// What `ESC [ < button ; column ; row M` is: a tap of the first button, or the wheel, which moves as arrows do. Other buttons, what is let
/// go (`m`), and what is held or moved mean nothing.
fn mouse_press(numbers: &str, last: u8) -> Option<Decoded> {
    let mut numbers = numbers.split(';').map(str::parse::<u16>);
    let (Some(Ok(button)), Some(Ok(column)), Some(Ok(row)), None) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next())
    else {
        return None;
    };
    match (button, last) {
        (0, b'M') => Some(Decoded::Tap { column: column.checked_sub(1)?, row: row.checked_sub(1)? }),
        (64, b'M') => Some(Decoded::Key(Key::Up, KeyKind::Press)),
        (65, b'M') => Some(Decoded::Key(Key::Down, KeyKind::Press)),
        _ => None,
    }
}

/// The key of `ESC [ number ~`.
fn numbered_key(number: u32) -> Option<Key> {
    let function = |first: u32, first_number: u32| u8::try_from(number - first_number + first).ok().map(Key::F);
    match number {
        1 | 7 => Some(Key::Home),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => function(1, 11),
        17..=21 => function(6, 17),
        23..=24 => function(11, 23),
        _ => None,
    }
}

/// The key of `ESC [ number u`, in which a terminal tells of every key by the number of its character.
fn written_key(number: Option<u32>, shifted: Option<u32>, text: Option<u32>, held: u32, kind: KeyKind) -> Vec<Decoded> {
    let (is_shift, is_alt, is_ctrl) = (held & 1 != 0, held & 2 != 0, held & 4 != 0);
    let key = match number {
        Some(27) => Key::Esc,
        Some(13 | 57414) => Key::Enter,
        Some(9) if is_shift => Key::BackTab,
        Some(9) => Key::Tab,
        Some(127) => Key::Backspace,
        Some(number @ 57399..=57408) => Key::Char(char::from_digit(number - 57399, 10).unwrap_or('0')),
        Some(number @ 57409..=57413) => Key::Char(['.', '/', '*', '-', '+'][(number - 57409) as usize]),
        Some(57415) => Key::Char('='),
        Some(57416) => Key::Char(','),
        Some(57417) => Key::Left,
        Some(57418) => Key::Right,
        Some(57419) => Key::Up,
        Some(57420) => Key::Down,
        Some(57421) => Key::PageUp,
        Some(57422) => Key::PageDown,
        Some(57423) => Key::Home,
        Some(57424) => Key::End,
        Some(57426) => Key::Delete,
        // the other numbers of that range are keys like Caps Lock
        None | Some(0..=31 | 57344..=63743) => return Vec::new(),
        Some(number) => {
            let Some(c) = text.or(shifted.filter(|_| is_shift)).or(Some(number)).and_then(char::from_u32) else {
                return Vec::new();
            };
            let c = if is_shift && shifted.is_none() && text.is_none() { upper(c) } else { c };
            match (is_ctrl, is_alt) {
                (true, false) => Key::ctrl(c),
                (false, true) if kind == KeyKind::Press => {
                    return [Key::Esc, Key::Char(c)].map(|key| Decoded::Key(key, kind)).to_vec();
                }
                _ => Key::Char(c),
            }
        }
    };
    vec![Decoded::Key(key, kind)]
}

/// The capital of a letter, where it is one character.
fn upper(c: char) -> char {
    let mut capital = c.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

/// The key of `ESC O` and a byte: arrows and F1 to F4 on many terminals, and a keypad that is set to send its keys so.
pub(super) fn keypad_key(byte: u8) -> Option<Key> {
    Some(match byte {
        b'A' | b'a' => Key::Up,
        b'B' | b'b' => Key::Down,
        b'C' | b'c' => Key::Right,
        b'D' | b'd' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'I' => Key::Tab,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(byte - b'P' + 1),
        b'X' => Key::Char('='),
        b' ' => Key::Char(' '),
        b'j'..=b'y' => Key::Char(char::from(byte - b'j' + b'*')),
        _ => return None,
    })
}

/// F1 to F5 of the Linux console.
pub(super) fn console_key(byte: u8) -> Option<Key> {
    (b'A'..=b'E').contains(&byte).then(|| Key::F(byte - b'A' + 1))
}
