//! What is wrong with a file, told the way a good compiler does.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::clean::shown;

/// Whether the file can be used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It can't.
    Error,
    /// It can; a rule of the house is broken.
    Warning,
}

/// One thing that is wrong with a file. Nothing in it has control characters: it may be shown as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as a person calls it.
    pub file: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to do or to write instead.
    pub help: Option<String>,
    /// Where it is; `None` when it is about the file as a whole.
    pub place: Option<Box<Place>>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    text: String,
    underlined: Range<usize>,
}

impl Place {
    /// The place of the bytes `span` in `text`. What goes beyond the end of its line is not underlined.
    pub(super) fn new(text: &str, span: &Range<usize>) -> Self {
        let start = floor(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = if text[line_start..line_end].ends_with('\r') { line_end - 1 } else { line_end };
        let start = start.min(line_end);
        let end = floor(text, span.end.clamp(start, line_end));
        let before = shown(&text[line_start..start]);
        let marked = shown(&text[start..end]);
        let underlined = before.len()..before.len() + marked.len();
        Self {
            line: text[..line_start].bytes().filter(|&b| b == b'\n').count() + 1,
            column: before.chars().count() + 1,
            text: before + &marked + &shown(&text[end..line_end]),
            underlined,
        }
    }
}

/// The last character boundary that isn't after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl Fault {
    /// A fault of a file as a whole.
    pub(super) fn of_file(file: &str, message: impl AsRef<str>, help: Option<String>) -> Self {
        Self {
            file: shown(file),
            severity: Severity::Error,
            message: shown(message.as_ref()),
            help: help.map(|help| shown(&help)),
            place: None,
        }
    }

    /// The same fault at a place.
    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// The same fault as a warning.
    pub(super) fn into_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Whether the file can't be used because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Several lines for a terminal, without colour: the message, `file:line:column`, the line with the place
    /// underlined, and what to do. Ends in a newline.
    #[must_use]
    pub fn render(&self) -> String {
        let level = if self.is_error() { Level::ERROR } else { Level::WARNING };
        let title = level.primary_title(self.message.as_str());
        let mut group = match &self.place {
            Some(place) => title.element(
                Snippet::source(place.text.as_str())
                    .line_start(place.line)
                    .path(self.file.as_str())
                    .annotation(AnnotationKind::Primary.span(place.underlined.clone())),
            ),
            None => title.element(annotate_snippets::Origin::path(self.file.as_str())),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let mut text = Renderer::plain().render(&[group]);
        text.push('\n');
        text
    }
}

/// One line: `file:line:column: message`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        write!(f, ": {}", self.message)
    }
}
