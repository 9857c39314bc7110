//! Describes what is wrong with a file the way a good compiler does: with the line, and the place in it underlined.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::domain::text::printable;

/// Whether the file can be used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    /// It can; a rule of the house is broken.
    Warning,
}

/// One thing that is wrong with a file. Nothing in it has control characters: it may be shown as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    pub file: String,
    pub severity: Severity,
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to do or to write instead.
    pub help: Option<String>,
    /// The line that it is about; `None` when it is about the file as a whole.
    pub excerpt: Option<Box<Excerpt>>,
}

/// A line of a file, and the part of it that a fault is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    text: String,
    underlined: Range<usize>,
}

impl Excerpt {
    /// Takes the line of the bytes `span` out of `text`. What goes beyond the end of the line is not underlined.
    pub fn new(text: &str, span: &Range<usize>) -> Self {
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

/// A text that may be shown, as many characters as before, so that columns stay right.
pub fn shown(text: &str) -> String {
    printable(&text.replace('\t', " "))
}

/// The last character boundary that isn't after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl FileFault {
    /// An error about a file as a whole; an empty `help` is none.
    pub fn of_file(file: &str, message: impl AsRef<str>, help: impl AsRef<str>) -> Self {
        let help = help.as_ref();
        Self {
            file: shown(file),
            severity: Severity::Error,
            message: shown(message.as_ref()),
            help: (!help.is_empty()).then(|| shown(help)),
            excerpt: None,
        }
    }

    /// The same fault at a place of the file.
    pub fn at(mut self, excerpt: Excerpt) -> Self {
        self.excerpt = Some(Box::new(excerpt));
        self
    }

    /// The same fault as a warning.
    pub fn into_warning(mut self) -> Self {
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
        let mut group = match &self.excerpt {
            Some(excerpt) => title.element(
                Snippet::source(excerpt.text.as_str())
                    .line_start(excerpt.line)
                    .path(self.file.as_str())
                    .annotation(AnnotationKind::Primary.span(excerpt.underlined.clone())),
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
impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(excerpt) = &self.excerpt {
            write!(f, ":{}:{}", excerpt.line, excerpt.column)?;
        }
        write!(f, ": {}", self.message)
    }
}
