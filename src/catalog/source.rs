//! From the bytes of a file to a TOML table, within bounds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::de::DeTable;

use super::depth::too_deep;
use super::fault::{Fault, Place};
use super::fields::Fields;
use super::log::{Log, Outcome};

/// The longest file that is read: about ten times what the largest of ours has.
pub const MAX_BYTES: usize = 256 * 1024;

/// Reads the whole file, when it is one and isn't too long.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Fault> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Fault::of_file(&name, format!("can't be read: {error}"), None);
    // Opening a pipe would wait for a writer that never comes.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Fault::of_file(&name, "is not a file", Some("give the path of a TOML file".to_owned())));
    }
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() > MAX_BYTES { Err(too_long(&name)) } else { Ok(bytes) }
}

fn too_long(file: &str) -> Fault {
    let message = format!("is longer than {} kB, and is not read", MAX_BYTES / 1024);
    Fault::of_file(file, message, Some("split it, or take out what doesn't belong there".to_owned()))
}

/// Parses `bytes` as TOML and hands the table to `build`. `file` is what the file is called in faults.
pub(super) fn read<T>(
    file: &str,
    bytes: &[u8],
    build: impl for<'t> FnOnce(&mut Log, Fields<'t>) -> Option<T>,
) -> Outcome<T> {
    let text = match text_of(file, bytes) {
        Ok(text) => text,
        Err(fault) => return Outcome { value: None, faults: vec![fault] },
    };
    let mut log = Log::new(file, text);
    if let Some(span) = too_deep(text) {
        log.error(
            &span,
            "nests deeper than a checklist ever does",
            "close a bracket, or shorten the dotted key".to_owned(),
        );
        return log.finish(None);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    log_syntax(&mut log, text, &errors);
    if log.has_errors() {
        return log.finish(None);
    }
    let fields = Fields::new(table.get_ref(), 0..text.find('\n').unwrap_or(text.len()));
    let value = build(&mut log, fields);
    log.finish(value)
}

/// The text of a file: UTF-8, without the mark that some editors put in front.
fn text_of<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(too_long(file));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let lossy = String::from_utf8_lossy(bytes);
        // Up to the bad byte the lossy text is the same.
        let at = error.valid_up_to();
        let help = "save the file as UTF-8".to_owned();
        Fault::of_file(file, "is not UTF-8 text from here on", Some(help)).at(Place::new(&lossy, &(at..at + 3)))
    })
}

/// One fault a line: what follows the first on the same line is mostly an echo of it.
fn log_syntax(log: &mut Log, text: &str, errors: &[toml::de::Error]) {
    let mut last_line_end = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let start = span.start.min(text.len());
        if last_line_end.is_some_and(|end| start <= end) {
            continue;
        }
        last_line_end =
            Some(text.as_bytes()[start..].iter().position(|&b| b == b'\n').map_or(text.len(), |at| start + at));
        let (message, help) = in_plain_words(error.message());
        log.error(&span, message, help);
    }
}

/// The parser's commonest messages, said for somebody who edits a checklist and not a parser.
fn in_plain_words(message: &str) -> (String, Option<String>) {
    let plain = |message: &str, help: &str| (message.to_owned(), Some(help.to_owned()));
    if message.starts_with("string values must be quoted") {
        plain("text must stand in quotes", "write it as \"…\"; only numbers, true and false stand without")
    } else if message.starts_with("invalid basic string") {
        plain(
            "the quotes are not closed on this line",
            "put a \" at the end of the text; a \" inside it is written \\\"",
        )
    } else if message.starts_with("key with no value") {
        plain("a name without a value", "write name = value, or put # in front of a remark")
    } else if message == "duplicate key" {
        plain("this name stands twice in the same block", "take one of them out")
    } else {
        (format!("not TOML: {message}"), None)
    }
}
