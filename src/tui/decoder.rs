//! From the bytes of a terminal to keys and pasted text.
//!
//! A terminal sends keys and its answers to questions in one stream, and whoever asked may be gone: a background colour that
//! an editor wanted to know, a cursor's place, a list of features. Whatever has the form of an answer is passed over whole, so
//! that no part of it is taken for typing. Esc begins all of these, and is a key as well: alone, and in front of a character
//! that came with it, as `Esc 1` on a slow line and Alt-1 do. What has begun and doesn't end is over after a moment.

mod decoded;
mod sequences;

pub use decoded::Decoded;

use super::key::{Key, KeyKind};
use sequences::{console_key, keypad_key, sequence};

/// So long after Esc may the rest of a sequence come, in milliseconds.
const ESC_MS: i64 = 50;
/// So long may the next byte of a sequence take, in milliseconds.
const SEQUENCE_MS: i64 = 100;
/// A paste is over when nothing came for so long, in milliseconds: a terminal may forget to say that it is.
const PASTE_MS: i64 = 2000;
/// Bytes kept of a paste; no field takes as many.
const PASTE_BYTES_MAX: usize = 64 * 1024;
/// Bytes kept of the numbers in a sequence; none that means something has as many.
const NUMBERS_MAX: usize = 64;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// Bytes that have come in and are not a key yet.
#[derive(Debug, Clone, Default)]
pub struct Decoder {
    within: Within,
    /// When the last byte came.
    last_ms: i64,
    decoded: Vec<Decoded>,
}

/// What the next byte belongs to.
#[derive(Debug, Clone, Default)]
enum Within {
    #[default]
    Nothing,
    /// A character of several bytes.
    Char(Vec<u8>),
    Esc,
    /// `ESC [` and the numbers behind it.
    Csi(Vec<u8>),
    /// `ESC O` and the numbers behind it.
    Ss3(Vec<u8>),
    /// `ESC [ [`, a function key of the Linux console.
    Console,
    /// A text of the terminal: its first character, whether more came, and whether the last was Esc.
    Text {
        first: u8,
        has_more: bool,
        has_esc: bool,
    },
    /// So many bytes that say where the mouse is.
    Mouse(u8),
    Paste(Vec<u8>),
}

impl Decoder {
    /// Takes in bytes that were read at `at_ms`, and gives what they make.
    pub fn push(&mut self, bytes: &[u8], at_ms: i64) -> Vec<Decoded> {
        self.give_up(at_ms);
        self.last_ms = at_ms;
        // within a paste the byte may be text; pressed on its own it is the key that always leaves
        let is_interrupt = bytes.iter().all(|byte| *byte == 0x03);
        for &byte in bytes {
            if byte == 0x03 && (is_interrupt || !matches!(self.within, Within::Paste(_))) {
                self.within = Within::Nothing;
                self.key(Key::Ctrl('c'));
            } else {
                self.take(byte);
            }
        }
        std::mem::take(&mut self.decoded)
    }

    /// What is over because nothing followed until `now_ms`.
    pub fn due(&mut self, now_ms: i64) -> Vec<Decoded> {
        self.give_up(now_ms);
        std::mem::take(&mut self.decoded)
    }

    /// When to ask again, if something has begun.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<i64> {
        let patience_ms = match self.within {
            Within::Nothing => return None,
            Within::Esc => ESC_MS,
            Within::Paste(_) => PASTE_MS,
            _ => SEQUENCE_MS,
        };
        Some(self.last_ms + patience_ms)
    }

    /// Ends what has begun, when its time is over: what can be a key is one, the rest is nothing.
    fn give_up(&mut self, now_ms: i64) {
        if self.deadline_ms().is_none_or(|at_ms| now_ms < at_ms) {
            return;
        }
        match std::mem::take(&mut self.within) {
            Within::Esc => self.key(Key::Esc),
            Within::Csi(numbers) if numbers.is_empty() => self.after_esc('['),
            Within::Ss3(numbers) if numbers.is_empty() => self.after_esc('O'),
            Within::Text { first, has_more: false, .. } => self.after_esc(char::from(first)),
            Within::Char(bytes) => self.latin(&bytes),
            Within::Paste(bytes) => self.paste(&bytes),
            _ => {}
        }
    }

    fn key(&mut self, key: Key) {
        self.decoded.push(Decoded::Key(key, KeyKind::Press));
    }

    /// Esc, and a character that came with it.
    fn after_esc(&mut self, c: char) {
        self.key(Key::Esc);
        self.key(Key::Char(c));
    }

    fn take(&mut self, byte: u8) {
        match std::mem::take(&mut self.within) {
            Within::Nothing => self.begin(byte),
            Within::Char(bytes) => self.char(bytes, byte),
            Within::Esc => self.esc(byte),
            Within::Csi(numbers) => self.csi(numbers, byte),
            Within::Ss3(numbers) => self.ss3(numbers, byte),
            Within::Console => self.decoded.extend(console_key(byte).map(|key| Decoded::Key(key, KeyKind::Press))),
            Within::Text { first, has_esc, .. } => self.text(first, has_esc, byte),
            Within::Mouse(left) => {
                if left > 1 {
                    self.within = Within::Mouse(left - 1);
                }
            }
            Within::Paste(bytes) => self.pasted(bytes, byte),
        }
    }

    /// A byte that nothing has begun before.
    fn begin(&mut self, byte: u8) {
        match byte {
            ESC => self.within = Within::Esc,
            b'\r' | b'\n' => self.key(Key::Enter),
            b'\t' => self.key(Key::Tab),
            0x7f => self.key(Key::Backspace),
            0x01..=0x1a => self.key(Key::ctrl(char::from(byte - 1 + b'a'))),
            0x00 | 0x1c..=0x1f => {}
            0x20..=0x7e => self.key(Key::Char(char::from(byte))),
            // the same in one byte, on a terminal that sends 8-bit controls: none of them begins a character of UTF-8
            0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f => self.esc(byte - 0x40),
            0x80..=0x9f => {}
            0xa0.. => self.char(Vec::new(), byte),
        }
    }

    /// A byte of a character.
    fn char(&mut self, mut bytes: Vec<u8>, byte: u8) {
        if !bytes.is_empty() && !(0x80..0xc0).contains(&byte) {
            self.latin(&bytes);
            return self.begin(byte);
        }
        bytes.push(byte);
        match std::str::from_utf8(&bytes) {
            Ok(text) => text.chars().filter(|c| !c.is_control()).for_each(|c| self.key(Key::Char(c))),
            Err(error) if error.error_len().is_none() => self.within = Within::Char(bytes),
            Err(_) => self.latin(&bytes),
        }
    }

    /// Bytes that are no UTF-8: a terminal that is set to Latin-1 sends each character as one.
    fn latin(&mut self, bytes: &[u8]) {
        bytes.iter().map(|byte| char::from(*byte)).filter(|c| !c.is_control()).for_each(|c| self.key(Key::Char(c)));
    }

    /// The byte behind Esc.
    fn esc(&mut self, byte: u8) {
        match byte {
            b'[' => self.within = Within::Csi(Vec::new()),
            b'O' => self.within = Within::Ss3(Vec::new()),
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.within = Within::Text { first: byte, has_more: false, has_esc: false };
            }
            // the end of a text that has been given up
            b'\\' => {}
            // Alt-Backspace
            0x08 | 0x7f => self.key(Key::ctrl('w')),
            _ => {
                self.key(Key::Esc);
                self.begin(byte);
            }
        }
    }

    /// A byte of a text of the terminal: it ends with BEL or `ESC \`, and any other sequence breaks it off.
    fn text(&mut self, first: u8, has_esc: bool, byte: u8) {
        match byte {
            BEL | 0x18 | 0x1a => {}
            _ if has_esc => self.esc(byte),
            _ => self.within = Within::Text { first, has_more: true, has_esc: byte == ESC },
        }
    }

    /// A byte behind `ESC [`.
    fn csi(&mut self, mut numbers: Vec<u8>, byte: u8) {
        match byte {
            ESC => self.within = Within::Esc,
            b'[' if numbers.is_empty() => self.within = Within::Console,
            b'M' if numbers.is_empty() => self.within = Within::Mouse(3),
            0x20..=0x3f => {
                if numbers.len() < NUMBERS_MAX {
                    numbers.push(byte);
                }
                self.within = Within::Csi(numbers);
            }
            b'~' if numbers == b"200" => self.within = Within::Paste(Vec::new()),
            0x40..=0x7e => self.decoded.extend(sequence(&numbers, byte)),
            _ => {}
        }
    }

    /// A byte behind `ESC O`.
    fn ss3(&mut self, mut numbers: Vec<u8>, byte: u8) {
        match byte {
            ESC => self.within = Within::Esc,
            b'0'..=b'9' | b';' if numbers.len() < NUMBERS_MAX => {
                numbers.push(byte);
                self.within = Within::Ss3(numbers);
            }
            _ => self.decoded.extend(keypad_key(byte).map(|key| Decoded::Key(key, KeyKind::Press))),
        }
    }

    /// A byte of a paste, which ends with `ESC [ 201 ~`.
    fn pasted(&mut self, mut bytes: Vec<u8>, byte: u8) {
        const END: &[u8] = b"\x1b[201~";
        bytes.push(byte);
        if let Some(text) = bytes.strip_suffix(END) {
            return self.paste(&text[..text.len().min(PASTE_BYTES_MAX)]);
        }
        if bytes.len() > PASTE_BYTES_MAX + END.len() {
            // what is too much is let go of, but not the place where an end may have begun
            bytes.remove(PASTE_BYTES_MAX);
        }
        self.within = Within::Paste(bytes);
    }

    fn paste(&mut self, bytes: &[u8]) {
        self.decoded.push(Decoded::Paste(String::from_utf8_lossy(bytes).into_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bytes make that come in one read, with nothing behind them.
    fn decode(bytes: &[u8]) -> Vec<Decoded> {
        let mut decoder = Decoder::default();
        let mut decoded = decoder.push(bytes, 0);
        decoded.extend(decoder.due(i64::MAX / 2));
        decoded
    }

    fn keys(keys: &[Key]) -> Vec<Decoded> {
        keys.iter().map(|key| Decoded::Key(*key, KeyKind::Press)).collect()
    }

    fn typed(text: &str) -> Vec<Decoded> {
        keys(&text.chars().map(Key::Char).collect::<Vec<_>>())
    }

    #[test]
    fn esc_and_a_character_in_one_read_are_two_keys() {
        assert_eq!(decode(b"\x1b1"), keys(&[Key::Esc, Key::Char('1')]));
        assert_eq!(decode("\x1bд".as_bytes()), keys(&[Key::Esc, Key::Char('д')]));
        assert_eq!(decode(b"\x1b\r"), keys(&[Key::Esc, Key::Enter]));
        assert_eq!(decode(b"\x1b\x1b"), keys(&[Key::Esc, Key::Esc]));
        assert_eq!(decode(b"\x1b\x1b[A"), keys(&[Key::Esc, Key::Up]));
        assert_eq!(decode(b"\x1b"), keys(&[Key::Esc]));
        // those that may begin something longer, when nothing longer comes
        for c in ['[', 'O', ']', 'P', '_', '^', 'X'] {
            assert_eq!(decode(format!("\x1b{c}").as_bytes()), keys(&[Key::Esc, Key::Char(c)]), "{c}");
        }
    }

    #[test]
    fn a_tap_is_one_and_the_wheel_moves() {
        assert_eq!(decode(b"\x1b[<0;4;23M\x1b[<0;4;23m"), [Decoded::Tap { column: 3, row: 22 }]);
        assert_eq!(decode(b"\x1b[<64;1;1M\x1b[<65;1;1M"), keys(&[Key::Up, Key::Down]));
    }

    #[test]
    fn a_sequence_may_come_in_pieces() {
        let mut decoder = Decoder::default();
        let mut decoded = Vec::new();
        for (n, byte) in b"\x1b[3~\x1bOq\xd0\xb4".iter().enumerate() {
            decoded.extend(decoder.push(&[*byte], 40 * n as i64));
        }
        assert_eq!(decoded, keys(&[Key::Delete, Key::Char('1'), Key::Char('д')]));
        assert_eq!(decoder.deadline_ms(), None);
        // after a while it is not waited for any more
        assert_eq!(decoder.push(b"\x1b", 1000), []);
        assert_eq!(decoder.deadline_ms(), Some(1000 + ESC_MS));
        assert_eq!(decoder.push(b"[A", 1200), [keys(&[Key::Esc]), typed("[A")].concat());
    }

    #[test]
    fn what_a_terminal_answers_is_no_typing() {
        for answer in [
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
            "\x1b]52;c;QlA1Mzg5NzEzMTc2MTU=\x07",
            "\x1bP>|XTerm(390)\x1b\\",
            "\x1bP1+r544e=787465726d\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b^privacy\x1b\\",
            "\x1bXstring\x1b\\",
            "\x1b[24;80R",
            "\x1b[?62;22c",
            "\x1b[>0;276;0c",
            "\x1b[=1;2c",
            "\x1b[0n",
            "\x1b[?2026;2$y",
            "\x1b[2;2$y",
            "\x1b[?1u",
            "\x1b[8;24;80t",
            "\x1b[<2;10;10M\x1b[<0;10;10m\x1b[<32;1;1M\x1b[<0;0;1M\x1b[<0;1M",
            "\x1b[M !!",
            "\x1b[32;10;10M",
            "\x1b[O",
            "\x1b[5;1:1!z",
            "\x1b]0;cut off by another one\x1b[?1;2c",
            "\x1b]0;cut off",
            "\x1b[12;",
        ] {
            assert_eq!(decode(answer.as_bytes()), [], "{answer:?}");
            let before = format!("1{answer}");
            assert_eq!(decode(before.as_bytes()), typed("1"), "{answer:?}");
        }
        let eight_bits = [b"\x9b?1;2c".as_slice(), b"\x9d0;title\x07", b"\x90x\x1b\\"];
        eight_bits.iter().for_each(|answer| assert_eq!(decode(answer), []));
        assert_eq!(decode(b"\x1b[?1;2c7"), typed("7"), "typing goes on behind an answer");
        assert_eq!(decode(b"\x1b[I"), [Decoded::Focus]);
    }

    #[test]
    fn the_keypad_types_whatever_it_is_set_to() {
        let keypad =
            b"\x1bOp\x1bOq\x1bOr\x1bOs\x1bOt\x1bOu\x1bOv\x1bOw\x1bOx\x1bOy\x1bOn\x1bOl\x1bOm\x1bOk\x1bOo\x1bOj";
        assert_eq!(decode(keypad), typed("0123456789.,-+/*"));
        assert_eq!(decode(b"\x1bOM\x1bOX\x1bO5M"), keys(&[Key::Enter, Key::Char('='), Key::Enter]));
    }

    #[test]
    fn keys_have_many_names() {
        let all: &[(Key, &[&str])] = &[
            (Key::Up, &["\x1b[A", "\x1bOA", "\x1b[1;5A", "\x1b[57419u", "\x1b[1;1:1A"]),
            (Key::Home, &["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"]),
            (Key::End, &["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"]),
            (Key::PageUp, &["\x1b[5~", "\x1b[5;3~", "\x1b[5^"]),
            (Key::PageDown, &["\x1b[6~"]),
            (Key::Delete, &["\x1b[3~"]),
            (Key::Backspace, &["\x7f", "\x08", "\x1b[127u", "\x1b[104;5u"]),
            (Key::Enter, &["\r", "\n", "\x1b[13u", "\x1bOM", "\x1b[27;2;13~"]),
            (Key::Tab, &["\t", "\x1b[9u", "\x1b[105;5u"]),
            (Key::BackTab, &["\x1b[Z", "\x1b[9;2u"]),
            (Key::Esc, &["\x1b", "\x1b[27u"]),
            (Key::F(1), &["\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P", "\x1b[1;2P"]),
            (Key::F(10), &["\x1b[21~"]),
            (Key::Ctrl('c'), &["\x03", "\x1b[99;5u", "\x1b[27;5;99~"]),
            (Key::Ctrl('l'), &["\x0c"]),
            (Key::Char('N'), &["N", "\x1b[110;2u", "\x1b[110:78;2u"]),
            (Key::Char('é'), &["é", "\x1b[233u"]),
        ];
        for (key, names) in all {
            for name in *names {
                assert_eq!(decode(name.as_bytes()), keys(&[*key]), "{name:?}");
            }
        }
        assert_eq!(decode(b"\xe9a"), typed("éa"), "a terminal that is set to Latin-1");
        assert_eq!(decode(b"\x1b[49;3u"), keys(&[Key::Esc, Key::Char('1')]));
        let kinds = [Decoded::Key(Key::Char('1'), KeyKind::Repeat), Decoded::Key(Key::Char('1'), KeyKind::Release)];
        assert_eq!(decode(b"\x1b[49;1:2u\x1b[49;1:3u"), kinds);
        assert_eq!(decode(b"\x1b[57358u"), [], "Caps Lock itself");
    }

    #[test]
    fn a_paste_ends_also_where_its_end_is_forgotten() {
        let pasted = |text: &str| vec![Decoded::Paste(text.to_owned())];
        assert_eq!(decode(b"\x1b[200~a\r\nb\x1b[31m\x1b[201~"), pasted("a\r\nb\x1b[31m"));
        assert_eq!(decode(b"\x1b[200~a\x03b\x1b[201~1"), [pasted("a\x03b"), typed("1")].concat());
        assert_eq!(decode(b"\x1b[201~1"), typed("1"));
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"\x1b[200~ab", 0), []);
        assert_eq!(decoder.push(b"c", 1500), []);
        assert_eq!(decoder.push(b"1", 4000), [pasted("abc"), typed("1")].concat());
        // whoever doesn't want to wait for it leaves
        assert_eq!(decoder.push(b"\x1b[200~ab", 5000), []);
        assert_eq!(decoder.push(b"\x03", 5100), keys(&[Key::Ctrl('c')]));
        assert_eq!(decoder.deadline_ms(), None);
    }

    #[test]
    fn ctrl_c_leaves_out_of_anything_that_has_begun() {
        for begun in ["\x1b", "\x1b[", "\x1b[12;", "\x1bO", "\x1b]11;rgb", "\x1bP", "\x1b[[", "\x1b[M", "\x1b[200~x"] {
            let mut decoder = Decoder::default();
            decoder.push(begun.as_bytes(), 0);
            assert_eq!(decoder.push(b"\x03", 10).last(), keys(&[Key::Ctrl('c')]).first(), "{begun:?}");
        }
    }

    #[test]
    fn memory_is_bounded_and_nothing_that_comes_is_a_control() {
        let mut decoder = Decoder::default();
        decoder.push(b"\x1b[200~", 0);
        decoder.push(&vec![b'x'; 2 * PASTE_BYTES_MAX], 1);
        let Some(Decoded::Paste(text)) = decoder.push(b"\x1b[201~", 2).pop() else { panic!("no paste") };
        assert_eq!(text.len(), PASTE_BYTES_MAX);
        decoder.push(b"\x1b[", 3);
        decoder.push(&vec![b'1'; 1 << 20], 4);
        let Within::Csi(numbers) = &decoder.within else { panic!("it goes on") };
        assert_eq!(numbers.len(), NUMBERS_MAX);
        // every pair of bytes, cut anywhere
        for a in 0..=255u8 {
            for b in 0..=255u8 {
                let mut decoder = Decoder::default();
                let mut decoded = decoder.push(&[a], 0);
                decoded.extend(decoder.push(&[b], 1));
                decoded.extend(decoder.due(1000));
                let is_control = |it: &Decoded| matches!(it, Decoded::Key(Key::Char(c), _) if c.is_control());
                assert!(!decoded.iter().any(is_control), "{a:02x} {b:02x}: {decoded:?}");
            }
        }
    }
}
