//! Where faults are gathered while a file is read.

use std::ops::Range;

use super::fault::{Fault, Place};

/// How many faults of one file are kept: after that many a person starts from the top anyway.
const MOST_FAULTS: usize = 20;

/// What came out of reading a file: the value, when nothing but warnings was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<T> {
    /// What the file says; `None` when it has an error.
    pub value: Option<T>,
    /// Errors and warnings in the order of the file.
    pub faults: Vec<Fault>,
}

/// The faults of one file.
pub(super) struct Log<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
    more: usize,
}

impl<'a> Log<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, faults: Vec::new(), more: 0 }
    }

    /// Notes an error at `span`, with what to write instead.
    pub(super) fn error(&mut self, span: &Range<usize>, message: impl AsRef<str>, help: impl Into<Option<String>>) {
        if self.faults.iter().filter(|fault| fault.is_error()).count() >= MOST_FAULTS {
            self.more += 1;
            return;
        }
        let fault = Fault::of_file(self.file, message, help.into());
        self.faults.push(fault.at(Place::new(self.text, span)));
    }

    /// Notes a broken rule of the house at `span`.
    pub(super) fn warn(&mut self, span: &Range<usize>, message: impl AsRef<str>, help: impl Into<Option<String>>) {
        if self.faults.len() < 2 * MOST_FAULTS {
            let fault = Fault::of_file(self.file, message, help.into());
            self.faults.push(fault.into_warning().at(Place::new(self.text, span)));
        }
    }

    /// Whether an error was noted.
    pub(super) fn has_errors(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }

    /// Whether no further error is kept: then it needs no help that takes long to find.
    pub(super) fn is_full(&self) -> bool {
        self.more > 0
    }

    /// Ends the reading: a value counts only when there was no error.
    pub(super) fn finish<T>(mut self, value: Option<T>) -> Outcome<T> {
        let value = value.filter(|_| !self.has_errors());
        self.faults.sort_by_key(|fault| fault.place.as_ref().map(|place| (place.line, place.column)));
        if self.more > 0 {
            let message = format!("{} more faults are not shown", self.more);
            self.faults.push(Fault::of_file(self.file, message, Some("mend these first".to_owned())));
        }
        Outcome { value, faults: self.faults }
    }
}
