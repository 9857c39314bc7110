//! Collects the faults of a file while it is read.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::fault::{Excerpt, FileFault};

/// How many faults of one file are kept: after that many a person starts from the top anyway.
const MOST_FAULTS: usize = 20;

/// The result of reading a file: the value, when nothing but warnings was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// What the file says; `None` when it has an error.
    pub value: Option<T>,
    /// Errors and warnings in the order of the file.
    pub faults: Vec<FileFault>,
}

/// The faults of one file.
pub struct Log<'a> {
    file: &'a str,
    text: &'a str,
    faults: RefCell<Vec<FileFault>>,
    /// How many errors were found, the kept ones among them.
    errors: Cell<usize>,
}

impl<'a> Log<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, faults: RefCell::default(), errors: Cell::new(0) }
    }

    /// Notes an error at `span`, with what to write instead; an empty `help` is none.
    pub fn error(&self, span: &Range<usize>, message: impl AsRef<str>, help: impl AsRef<str>) {
        if !self.is_full() {
            self.faults.borrow_mut().push(self.fault(span, message, help));
        }
        self.errors.set(self.errors.get() + 1);
    }

    /// Notes a broken rule of the house at `span`.
    pub fn warn(&self, span: &Range<usize>, message: impl AsRef<str>, help: impl AsRef<str>) {
        if self.faults.borrow().len() < 2 * MOST_FAULTS {
            self.faults.borrow_mut().push(self.fault(span, message, help).into_warning());
        }
    }

    fn fault(&self, span: &Range<usize>, message: impl AsRef<str>, help: impl AsRef<str>) -> FileFault {
        FileFault::of_file(self.file, message, help).at(Excerpt::new(self.text, span))
    }

    /// How many faults are kept so far.
    pub fn kept(&self) -> usize {
        self.faults.borrow().len()
    }

    /// The first error behind so many kept faults.
    pub fn first_error_behind(&self, kept: usize) -> Option<FileFault> {
        self.faults.borrow().iter().skip(kept).find(|fault| fault.is_error()).cloned()
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        self.errors.get()
    }

    /// Whether no further error is kept: then it needs no help that takes long to find.
    pub fn is_full(&self) -> bool {
        self.errors.get() >= MOST_FAULTS
    }

    /// Ends the reading: a value counts only when there was no error.
    pub fn finish<T>(self, value: Option<T>) -> Parsed<T> {
        let errors = self.errors.get();
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.excerpt.as_ref().map(|it| (it.line, it.column)));
        if errors > MOST_FAULTS {
            let message = format!("{} more faults are not shown", errors - MOST_FAULTS);
            faults.push(FileFault::of_file(self.file, message, "mend these first"));
        }
        Parsed { value: value.filter(|_| errors == 0), faults }
    }
}
