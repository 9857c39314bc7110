//! The typed parts of a note, and the names under a row: how they are told apart from what somebody typed.
//!
//! A note is the typed parts of its event, each with `: ` behind it where more follows, and then the free text. All of it is
//! written as it is; only where that would read back as something else, a [`MARK`] stands before the free text, and before each
//! character inside of a part that could be taken for its end. Nobody types a [`MARK`], and no row written before it was thought
//! of has one.
//!
//! A part that a later version adds begins with [`LATER`], for the same reason: no text of an earlier row can be taken for it.

use std::borrow::Cow;

use super::row::Row;
use super::row_place::{decode_link, encode_link};
use crate::domain::{Identified, SecondAt, Signature, Station, remark};

/// Says that the character behind it belongs to a text, and begins or ends nothing.
pub(super) const MARK: char = '\u{1f}';
/// The beginning of a part that this version does not know.
const LATER: char = '\u{1e}';

/// The separator between two parts, and between the last one and the text.
const END: &str = ": ";
/// The beginning of the part that says how somebody was identified.
const IDENTIFIED: &str = "\u{1e}name ";
/// The beginning of the part that says where the second person was.
const SECOND: &str = "\u{1e}second ";
/// The beginning of the part that says whose name is asked for.
const ASKS: &str = "\u{1e}asks ";
/// The beginning of the part that says by whom something is to be done.
const WHOSE: &str = "\u{1e}whose ";
/// The separator between the reason of a correction and the remark on the new answer.
const REASON_END: &str = "; ";
/// The separator between the names of two people.
const NAMES: &str = " + ";
/// The separator between the path of a file and the row.
const ROW: &str = " row ";
const FITTED: &str = "still fitted (";
const FITTED_END: &str = "): ";
const FITTED_NEXT: &str = ", ";

/// Cuts a text in two at the first separator that no mark stands before.
fn cut<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let is_marked = |before: &str| before.chars().rev().take_while(|&c| c == MARK).count() % 2 == 1;
    let (at, _) = text.match_indices(separator).find(|(at, _)| !is_marked(&text[..*at]))?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// A text without the marks that were set when it was written.
pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    if !text.contains(MARK) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let is_mark = c == MARK;
        out.extend(if is_mark { chars.next() } else { Some(c) });
    }
    out.into()
}

/// Puts texts together with what tells them apart, with marks or without: see [`Writer::is_marked`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer {
    /// True to set marks, where a note without them would read back as something else.
    pub is_marked: bool,
}

impl Writer {
    /// A text that is a part, or belongs to one.
    fn inside<'a>(self, text: &'a str, ends: &[char]) -> Cow<'a, str> {
        if self.is_marked { marked(text, ends).into() } else { text.into() }
    }

    /// The free text at a note's end.
    fn text(self, text: &str) -> String {
        if self.is_marked && !text.is_empty() { format!("{MARK}{text}") } else { text.to_owned() }
    }

    /// A note of these parts and this text.
    pub fn note(self, parts: impl IntoIterator<Item = String>, text: &str) -> String {
        let text = Some(self.text(text)).filter(|text| !text.is_empty());
        parts.into_iter().chain(text).collect::<Vec<_>>().join(END)
    }

    /// A note behind the parts that say how somebody was identified, and where the second person was.
    pub fn signed(self, who: &Signature, note: String) -> String {
        let identified = who.identified.map(|it| format!("{IDENTIFIED}{}", it.word()));
        let at = who.second_at.as_ref().map(|it| match it {
            SecondAt::Here | SecondAt::Phone => format!("{SECOND}{}", it.word()),
            SecondAt::Station(link) => format!("{SECOND}{}{}", it.word(), encode_link(link)),
        });
        let note = Some(note).filter(|note| !note.is_empty());
        identified.into_iter().chain(at).chain(note).collect::<Vec<_>>().join(END)
    }

    /// A note behind a part, where there is one.
    pub fn behind(self, part: Option<String>, note: String) -> String {
        let Some(part) = part else { return note };
        let end = if note.is_empty() { "" } else { END };
        format!("{part}{end}{note}")
    }

    /// The note of a correction.
    pub fn correction(self, reason: &str, text: &str) -> String {
        // a note that begins so is a remark without a reason, see `Reader::reason`, or has a part before it
        let is_misread = remark::marked(reason).is_some() || reason.starts_with(LATER);
        let start = if self.is_marked && is_misread { MARK.to_string() } else { String::new() };
        let reason = self.inside(reason, &[';']);
        let text = if text.is_empty() { String::new() } else { format!("{REASON_END}{}", self.text(text)) };
        format!("{start}{reason}{text}")
    }

    /// The part that says whose name is asked for.
    pub fn asks(self, name: &str) -> String {
        format!("{ASKS}{}", self.inside(name, &[':']))
    }

    /// The part that says by whom something is to be done.
    pub fn whose(self, name: &str) -> String {
        format!("{WHOSE}{}", self.inside(name, &[':']))
    }

    /// The part that says what is still fitted.
    pub fn fitted(self, names: &[String]) -> String {
        let names: Vec<Cow<'_, str>> = names.iter().map(|name| self.inside(name, &[',', ')'])).collect();
        format!("{FITTED}{})", names.join(FITTED_NEXT))
    }

    /// The part that says which file a finding is about: a word, a path, and a row.
    pub fn file(self, word: &str, path: &str, row: Option<u64>) -> String {
        let row = row.map_or(String::new(), |row| format!("{ROW}{row}"));
        format!("{word}{}{row}", self.inside(path, &[':', ' ']))
    }
}

/// A text with marks before each of these characters, and before each mark.
fn marked(text: &str, ends: &[char]) -> String {
    let is_to_be_marked = |c: char| c == MARK || ends.contains(&c);
    text.chars().flat_map(|c| is_to_be_marked(c).then_some(MARK).into_iter().chain([c])).collect()
}

/// The column `who`: one name, or two.
fn join_names(first: &str, second: Option<&str>) -> String {
    let join = |first: &str, second: Option<&str>| match second {
        Some(second) => format!("{first}{NAMES}{second}"),
        None => first.to_owned(),
    };
    let plain = join(first, second);
    let is_meant = names(&plain) == (first.into(), second.map(Cow::from));
    if is_meant { plain } else { join(&marked(first, &['+']), second.map(|second| marked(second, &['+'])).as_deref()) }
}

/// Takes a note apart, from its beginning.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// At the beginning of a note.
    pub fn new(note: &'a str) -> Self {
        Self { rest: note }
    }

    /// Takes the next part off, where it is one that `known` knows.
    pub fn part<T>(&mut self, known: impl FnOnce(&'a str) -> Option<T>) -> Option<T> {
        let (part, rest) = cut(self.rest, END).unwrap_or((self.rest, ""));
        let known = known(part)?;
        self.rest = rest;
        Some(known)
    }

    /// Takes a part off that is one word.
    pub fn word(&mut self, word: &str) -> bool {
        self.part(|part| (part == word).then_some(())).is_some()
    }

    /// Takes the part off that says what is still fitted: there may be a colon in what something is called.
    pub fn fitted(&mut self) -> Vec<String> {
        let Some(list) = self.rest.strip_prefix(FITTED) else { return Vec::new() };
        let Some((mut list, rest)) = cut(list, FITTED_END).or_else(|| Some((list.strip_suffix(')')?, ""))) else {
            return Vec::new();
        };
        self.rest = rest;
        let mut names = Vec::new();
        while let Some((name, more)) = cut(list, FITTED_NEXT) {
            names.push(unmarked(name).into_owned());
            list = more;
        }
        names.push(unmarked(list).into_owned());
        names
    }

    /// Takes the reason of a correction off. Where all of the note is for the customer, there is none.
    pub fn reason(&mut self) -> String {
        if remark::marked(self.rest).is_some() {
            return String::new();
        }
        let (reason, rest) = cut(self.rest, REASON_END).unwrap_or((self.rest, ""));
        self.rest = rest;
        unmarked(reason).into_owned()
    }

    /// Takes the part off that says which file a finding is about: the path, and the row.
    pub fn file(&mut self, word: &str) -> Option<(String, Option<u64>)> {
        self.part(|part| {
            let part = part.strip_prefix(word)?;
            let of_row = cut(part, ROW).and_then(|(path, row)| Some((path, row.parse().ok()?)));
            let (path, row) = of_row.map_or((part, None), |(path, row)| (path, Some(row)));
            Some((unmarked(path).into_owned(), row))
        })
    }

    /// Takes the part off that says how somebody was identified.
    pub fn identified(&mut self) -> Option<Identified> {
        self.part(|part| Identified::from_word(part.strip_prefix(IDENTIFIED)?))
    }

    /// Takes the part off that says where the second person was.
    pub fn second_at(&mut self) -> Option<SecondAt> {
        self.part(|part| {
            let part = part.strip_prefix(SECOND)?;
            let Some(at) = part.strip_prefix("at ") else { return SecondAt::from_word(part) };
            let (station, rest) = at.split_once(' ')?;
            decode_link(Station::new(station).ok()?, rest).map(|link| SecondAt::Station(Box::new(link)))
        })
    }

    /// Takes the part off that says whose name is asked for.
    pub fn asks(&mut self) -> Option<String> {
        self.part(|part| Some(unmarked(part.strip_prefix(ASKS)?).into_owned()))
    }

    /// Takes the part off that says by whom something is to be done.
    pub fn whose(&mut self) -> Option<String> {
        self.part(|part| Some(unmarked(part.strip_prefix(WHOSE)?).into_owned()))
    }

    /// What was not taken off.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// The rest is free text.
    pub fn text(self) -> &'a str {
        self.rest.strip_prefix(MARK).unwrap_or(self.rest)
    }
}

/// The one name or the two names in the column `who`.
fn names(who: &str) -> (Cow<'_, str>, Option<Cow<'_, str>>) {
    match cut(who, NAMES) {
        Some((first, second)) => (unmarked(first), Some(unmarked(second))),
        None => (unmarked(who), None),
    }
}

/// A row as it is plainly written, if that reads back as it is meant; else with marks.
pub(super) fn without_marks_or_with(text: &str, write: impl Fn(Writer) -> (Row, bool)) -> Row {
    let (plain, is_meant) = write(Writer { is_marked: false });
    if is_meant && !text.starts_with(LATER) { plain } else { write(Writer { is_marked: true }).0 }
}

/// The names under a row, as a column.
pub(super) fn names_of(who: &Signature) -> String {
    join_names(&who.first, who.second.as_deref())
}

/// Reads the names in the column `who`.
pub(super) fn signature(who: &str) -> Signature {
    let (first, second) = names(who);
    Signature { first: first.into(), second: second.map(Into::into), ..Signature::default() }
}
