//! Text as other programs save it: in UTF-8 or UTF-16, with a byte order mark, with the line ends of another system.

use std::borrow::Cow;

/// The byte order mark in UTF-8, which some editors put in front.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes that are no text that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not UTF-8 text: save the file as UTF-8")]
pub struct NotText {
    /// The place of the first byte that can't be read.
    pub at: usize,
}

/// Reads text that a person brings: UTF-8, with or without a byte order mark, or UTF-16 with one, as Windows writes it.
///
/// # Errors
/// When it is something else.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    if let Some((pairs, unit)) = utf_16(bytes) {
        let (pairs, rest) = pairs.as_chunks();
        let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
        return text.ok().filter(|_| rest.is_empty()).map(Cow::Owned).ok_or(NotText { at: 0 });
    }
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    std::str::from_utf8(text)
        .map(Cow::Borrowed)
        .map_err(|error| NotText { at: bytes.len() - text.len() + error.valid_up_to() })
}

type ReadPair = fn([u8; 2]) -> u16;

/// What follows a byte order mark of UTF-16, and how two of its bytes are read.
fn utf_16(bytes: &[u8]) -> Option<(&[u8], ReadPair)> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes)),
        _ => None,
    }
}

/// The one form of a text file, however it was saved: UTF-8 without a mark, lines ended by LF, the last one too, and no blank
/// lines behind it. What is no text is left as it is.
#[must_use]
pub fn one_form(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Ok(text) = decode(bytes) else { return Cow::Borrowed(bytes) };
    let end = text.trim_end_matches(['\r', '\n']).len();
    let is_in_it = text.len() == bytes.len() && text.get(end..) == Some("\n") && !text.contains('\r');
    if is_in_it {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned((text[..end].replace("\r\n", "\n") + "\n").into_bytes())
}

/// The forms in which the same text may have been before another program saved it: as it is, and with each choice of a byte
/// order mark, of line ends, and of up to two at the end.
pub fn forms(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let one = one_form(bytes);
    let unended = one.strip_suffix(b"\n").unwrap_or(&one).to_vec();
    let has_text = decode(bytes).is_ok();
    let changes = [MARK, b""]
        .into_iter()
        .flat_map(|mark| ["\n", "\r\n"].into_iter().flat_map(move |end| (0..=2).map(move |count| (mark, end, count))));
    let changed = changes.filter(move |_| has_text).map(move |(mark, end, count)| {
        let mut form = mark.to_vec();
        for (at, line) in unended.split(|&b| b == b'\n').enumerate() {
            if at > 0 {
                form.extend(end.as_bytes());
            }
            form.extend(line);
        }
        form.extend(end.repeat(count).into_bytes());
        Cow::Owned(form)
    });
    std::iter::once(Cow::Borrowed(bytes)).chain(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name = \"Łukasz\"\n\n[audit]\n";

    fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn text_is_read_however_windows_saves_it() {
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [MARK, TEXT.as_bytes()].concat(),
            utf_16(TEXT, u16::to_le_bytes),
            utf_16(TEXT, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), TEXT);
            assert_eq!(&*one_form(&bytes), TEXT.as_bytes());
        }
        assert_eq!(decode(b"J\xf6rg"), Err(NotText { at: 1 }));
        assert_eq!(decode(b"\xef\xbb\xbfJ\xf6rg"), Err(NotText { at: 4 }));
        assert_eq!(decode(b"\xff\xfea"), Err(NotText { at: 0 }), "half a character");
        assert_eq!(decode(b"\xff\xfe\x00\xd8"), Err(NotText { at: 0 }), "half a pair");
    }

    #[test]
    fn every_way_of_saving_a_text_has_its_one_form_and_its_others() {
        let ways = |text: &str| {
            let lines = text.replace('\n', "\r\n");
            let unended = text.trim_end().to_owned();
            [text.to_owned(), lines.clone(), unended, format!("{text}\n"), format!("\u{feff}{lines}"), lines + "\r\n"]
        };
        for first in ways(TEXT) {
            assert_eq!(&*one_form(first.as_bytes()), TEXT.as_bytes(), "{first:?}");
            for again in ways(TEXT) {
                assert!(forms(again.as_bytes()).any(|form| &*form == first.as_bytes()), "{again:?} was {first:?}");
            }
        }
        for other in ["name = \"Lukasz\"\n\n[audit]\n", "name = \"Łukasz\"\n[audit]\n", ""] {
            assert!(!forms(other.as_bytes()).any(|form| &*form == TEXT.as_bytes()), "{other:?}");
        }
        assert_eq!(forms(b"\xff").collect::<Vec<_>>(), [b"\xff".as_slice()], "what is no text has one form");
    }
}
