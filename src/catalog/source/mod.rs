//! Reads a data file: its bytes within bounds, its syntax, its head, and then its fields.

mod depth;
pub mod fault;
pub mod fields;
pub mod log;
pub mod spots;
pub mod suggest;
pub mod values;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::de::DeTable;

use crate::domain::saved_text::{NotText, decode};
use crate::domain::{Id, Text};
use depth::too_deep;
use fault::{Excerpt, FileFault};
use fields::Fields;
use log::{Log, Parsed};

/// The longest file that is read: about ten times what the largest of ours has.
pub const MAX_BYTES: usize = 256 * 1024;

/// Reads the whole file, when it is one and isn't too long.
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileFault> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| FileFault::of_file(&name, format!("can't be read: {error}"), "");
    // Opening a pipe would wait for a writer that never comes.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(FileFault::of_file(&name, "is not a file", "give the path of a TOML file"));
    }
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() > MAX_BYTES { Err(too_long(&name)) } else { Ok(bytes) }
}

fn too_long(file: &str) -> FileFault {
    let message = format!("is longer than {} kB, and is not read", MAX_BYTES / 1024);
    FileFault::of_file(file, message, "split it, or take out what doesn't belong there")
}

/// Parses `bytes` as TOML and hands the table to `build`. `file` is what the file is called in faults. Where `build` gives
/// nothing, the names that it has not asked for are not judged.
pub fn read<T>(file: &str, bytes: &[u8], build: impl for<'t> FnOnce(&mut Fields<'t>) -> Option<T>) -> Parsed<T> {
    let text = match text_of(file, bytes) {
        Ok(text) => text,
        Err(fault) => return Parsed { value: None, faults: vec![fault] },
    };
    let text = &*text;
    let log = Log::new(file, text);
    if let Some(span) = too_deep(text) {
        log.error(&span, "nests deeper than a checklist ever does", "close a bracket, or shorten the dotted key");
        return log.finish(None);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    log_syntax(&log, text, &errors);
    if log.errors() > 0 {
        return log.finish(None);
    }
    let mut fields = Fields::new(&log, table.get_ref(), 0..text.find('\n').unwrap_or(text.len()));
    let value = build(&mut fields);
    if value.is_some() {
        fields.finish();
    }
    log.finish(value)
}

/// The format that this version reads.
const FORMAT: u32 = 1;

/// What every data file begins with.
pub struct Head {
    pub id: Id,
    pub title: Text,
    pub revision: u32,
}

/// Reads the head of a data file. `None` when the file is of a newer format, which is told: what follows would only look
/// wrong, and isn't judged.
pub fn head(fields: &mut Fields) -> Option<Head> {
    let format = fields.whole("format", 1..=u32::MAX, "format = 1");
    if format > FORMAT {
        let message = format!("format {format} is newer than this program, which reads format {FORMAT}");
        fields.error("format", message, "use a newer precheck for this file");
        return None;
    }
    Some(Head {
        id: fields.id("id"),
        title: fields.text("title"),
        revision: fields.whole("revision", 1..=999_999, "revision = 1"),
    })
}

/// Returns the text of a file, when it is one and isn't too long.
pub fn text_of<'a>(file: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, FileFault> {
    if bytes.len() > MAX_BYTES {
        return Err(too_long(file));
    }
    decode(bytes).map_err(|NotText { at }| {
        let lossy = String::from_utf8_lossy(bytes);
        // up to the bad byte the lossy text is the same
        let fault = FileFault::of_file(file, "is not UTF-8 text from here on", "save the file as UTF-8");
        fault.at(Excerpt::new(&lossy, &(at..at + 3)))
    })
}

/// One fault a line: what follows the first on the same line is mostly an echo of it.
fn log_syntax(log: &Log, text: &str, errors: &[toml::de::Error]) {
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

/// Says the parser's commonest messages for somebody who edits a checklist and not a parser: the message, and what to do.
fn in_plain_words(message: &str) -> (String, &'static str) {
    let (plain, help) = if message.starts_with("string values must be quoted") {
        ("text must stand in quotes", "write it as \"…\"; only numbers, true and false stand without")
    } else if message.starts_with("invalid basic string") {
        ("the quotes are not closed on this line", "put a \" at the end of the text; a \" inside it is written \\\"")
    } else if message.starts_with("key with no value") {
        ("a name without a value", "write name = value, or put # in front of a remark")
    } else if message == "duplicate key" {
        ("this name stands twice in the same block", "take one of them out")
    } else {
        return (format!("not TOML: {message}"), "");
    };
    (plain.to_owned(), help)
}
