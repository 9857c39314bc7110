//! A message file of a workshop: how one begins, and what is wrong with one.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_bundle::FluentResource;

use super::{LANGUAGES, bundle, format};

/// What is wrong with a message file, or left to do in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFault {
    /// The bytes that it is about; `None` where it is about the file as a whole.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: String,
    /// Whether the message is said in English because of it; else it is as it is read.
    pub is_error: bool,
}

/// A message as it is written in a file.
pub(super) struct Written<'a> {
    /// Where its id stands.
    span: Range<usize>,
    /// What follows the id's equals sign, further lines included.
    pub(super) text: &'a str,
}

/// How many messages are named that are missing.
const MOST_NAMED: usize = 8;

/// The file with which a language begins: all messages, in that language where it is built in, else in English.
#[must_use]
pub fn starting_file(language: &str) -> String {
    let known = LANGUAGES.iter().find(|(code, _)| *code == language).unwrap_or(&LANGUAGES[0]);
    format!(
        "# The words of the customer's page, which stands first, of the reports and of the audit in the language {language:?}: translate\n\
         # what stands to the right of each equals sign. What stands in braces, such as {{ $time }}, is filled in: keep all of it, in\n\
         # whatever order. A number may choose the words, as [one] and *[other] do. What is taken out here is said in English.\n\
         # `precheck checklist check messages/{language}.ftl` names what is broken or missing.\n\n\
         {}",
        known.1
    )
}

/// What is wrong with the text of a message file: syntax, messages that nobody asks for, values that a message asks for
/// and doesn't get or leaves out, messages that are missing or still in English.
#[must_use]
pub fn faults(language: &str, text: &str) -> Vec<WordsFault> {
    let mut faults = syntax(text);
    let (english, own) = (messages(LANGUAGES[0].1), messages(text));
    let words = bundle(language, text);
    for (id, written) in &own {
        let Some(known) = english.get(id) else {
            faults.push(written.fault(format!("nothing asks for the message `{id}`"), "take it out", false));
            continue;
        };
        let (has, gets) = (values(written.text), values(known.text));
        let lost: Vec<&str> = gets.iter().filter(|value| !has.contains(value)).copied().collect();
        let is_said = words.get_message(id).and_then(|message| message.value()).is_some();
        // each way to count may be worded by itself
        let is_whole = ["1", "2", "5"].iter().all(|count| {
            let values: Vec<(&str, &str)> = gets.iter().map(|value| (*value, *count)).collect();
            format(&words, id, &values).is_some()
        });
        if is_said && !is_whole {
            let help = match gets.as_slice() {
                [] => "it gets none".to_owned(),
                some => format!(
                    "it gets {}",
                    some.iter().map(|value| format!("{{ ${value} }}")).collect::<Vec<_>>().join(", ")
                ),
            };
            faults.push(written.fault(format!("the message `{id}` asks for a value that it doesn't get"), &help, true));
        } else if !lost.is_empty() {
            let lost: Vec<String> = lost.iter().map(|value| format!("{{ ${value} }}")).collect();
            let message = format!("the message `{id}` leaves out {}", lost.join(", "));
            faults.push(written.fault(message, "whoever reads the page misses it: put it in", false));
        }
    }
    faults.extend(to_do(language, &english, &own));
    faults
}

/// Errors of syntax, each with the place from which the rest of the message was not read.
fn syntax(text: &str) -> Vec<WordsFault> {
    let errors = FluentResource::try_new(text.to_owned()).err().map(|(_, errors)| errors).unwrap_or_default();
    let each = errors.into_iter().map(|error| WordsFault {
        span: Some(error.pos),
        message: format!("this is no message: {}", error.kind),
        help: "a message is `id = words`; further lines of it begin with spaces, and braces come in pairs".to_owned(),
        is_error: true,
    });
    each.collect()
}

/// What is missing, and what is still in English.
fn to_do(
    language: &str,
    english: &BTreeMap<&str, Written<'_>>,
    own: &BTreeMap<&str, Written<'_>>,
) -> impl Iterator<Item = WordsFault> {
    let is_built_in = LANGUAGES.iter().any(|(code, _)| *code == language);
    let missing = english.keys().filter(|id| !own.contains_key(*id) && !is_built_in).copied().collect();
    // where it is chosen by a number, all words stand in braces
    let has_words =
        |it: &Written<'_>| it.text.contains("->") || without_values(it.text).chars().any(char::is_alphabetic);
    let is_same = |id: &&&str| own.get(**id).is_some_and(|it| it.text == english[**id].text && has_words(it));
    let english_still = english.keys().filter(|id| !is_built_in && is_same(id)).copied().collect();
    let told = |ids: Vec<&str>, what: &str| {
        let named = ids.iter().take(MOST_NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let more = if ids.len() > MOST_NAMED { ", …" } else { "" };
        (!ids.is_empty()).then(|| WordsFault {
            span: None,
            message: format!("{} of {} messages {what}: {named}{more}", ids.len(), english.len()),
            help: "they are said in English".to_owned(),
            is_error: false,
        })
    };
    told(missing, "are missing").into_iter().chain(told(english_still, "are still in English"))
}

/// The messages of a file by their ids.
pub(super) fn messages(text: &str) -> BTreeMap<&str, Written<'_>> {
    let mut found = BTreeMap::new();
    let mut open: Option<(&str, Range<usize>, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let ends = begins || line.starts_with('#') || line.starts_with('-');
        if let Some((id, span, from)) = open.take_if(|_| ends) {
            found.insert(id, Written { span, text: text[from..at].trim() });
        }
        if let Some((id, _)) = line.split_once('=').filter(|_| begins) {
            let name = id.trim_end();
            open = Some((name, at..at + name.len(), at + id.len() + 1));
        }
        at += line.len();
    }
    if let Some((id, span, from)) = open {
        found.insert(id, Written { span, text: text[from..].trim() });
    }
    found
}

/// The names of the values in a message, each once.
pub(super) fn values(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for part in text.split('$').skip(1) {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(part.len());
        if !names.contains(&&part[..end]) {
            names.push(&part[..end]);
        }
    }
    names
}

/// A message without what is filled in.
fn without_values(text: &str) -> String {
    let mut depth = 0_usize;
    let mut words = String::new();
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => words.push(c),
            _ => {}
        }
    }
    words
}

impl Written<'_> {
    fn fault(&self, message: String, help: &str, is_error: bool) -> WordsFault {
        WordsFault { span: Some(self.span.clone()), message, help: help.to_owned(), is_error }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        faults("pl", text)
            .into_iter()
            .map(|it| format!("{}{}", if it.is_error { "!" } else { "" }, it.message))
            .collect()
    }

    #[test]
    fn what_is_broken_or_left_to_do_is_named() {
        let start = starting_file("pl");
        let all = told(&start);
        assert!(all.len() == 1 && all[0].contains("are still in English: `"), "{all:?}");
        let translated = start.replace("plate = Registration", "plate = Rejestracja");
        assert!(told(&translated)[0] < all[0] || told(&translated) != all);
        let some = told("plate = Rejestracja\nwork-on = Gotowe\ncopied = x\nattempt-unseen = { $tiem }: kod\n= nic\n");
        assert!(some.iter().any(|it| it.starts_with("!this is no message")), "{some:?}");
        assert!(some.contains(&"the message `work-on` leaves out { $work }".to_owned()), "{some:?}");
        assert!(some.contains(&"nothing asks for the message `copied`".to_owned()), "{some:?}");
        assert!(
            some.contains(&"!the message `attempt-unseen` asks for a value that it doesn't get".to_owned()),
            "{some:?}"
        );
        assert!(some.last().unwrap().contains("are missing: `"), "{some:?}");
    }

    #[test]
    fn built_in_languages_are_whole_and_begin_with_themselves() {
        for (language, text) in LANGUAGES {
            assert_eq!(faults(language, text), [], "{language}");
            assert_eq!(faults(language, &starting_file(language)), [], "{language}");
        }
        assert!(starting_file("de").contains("= Übergabeblatt"));
    }

    #[test]
    fn a_message_may_go_on_over_lines() {
        let found = messages("a = one\n    two { $x }\n# remark\nb = three\n");
        assert_eq!((found["a"].text, found["b"].text), ("one\n    two { $x }", "three"));
        assert_eq!(values("{ $x } of { $y-z }, { $x }"), ["x", "y-z"]);
    }
}
