//! The filter of the audit, as it is typed: the same words as on the command line.

use chrono::NaiveDate;
use tui_input::Input;

use crate::app::Command;
use crate::app::ask::insert;
use crate::audit::Filter;

/// More than anybody types into a filter.
const BYTES_MAX: usize = 200;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Looking {
    /// What is typed; nothing where no field is open.
    input: Option<Input>,
    /// The words that hold.
    words: String,
    /// What they mean; the last ones that meant something.
    filter: Filter,
    /// Why the present words mean nothing.
    pub problem: Option<String>,
    /// Words that no job fits, where there are some.
    pub(super) idle: Option<String>,
}

impl Looking {
    /// Whether it is being typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.input.is_some()
    }

    /// The field, while it is open.
    #[must_use]
    pub fn field(&self) -> Option<&Input> {
        self.input.as_ref()
    }

    /// The words of a filter that was typed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What is to be told of the present words: that they mean nothing, or that no job fits one of them.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.problem.as_deref().or(self.idle.as_deref())
    }

    /// The filter that holds.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Words that hold from the beginning. What means nothing is told where it is typed.
    pub(super) fn set(&mut self, words: &str, today: NaiveDate) {
        self.input = Some(Input::new(words.to_owned()));
        self.read(today);
        if self.problem.is_none() {
            self.input = None;
        }
    }

    /// Opens the field, with the words that hold.
    pub(super) fn begin(&mut self) {
        self.input = Some(Input::new(self.words.clone()));
    }

    /// Everything is taken again.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Acts on a command while it is typed; says whether another filter holds now.
    pub(super) fn on(&mut self, command: Command, today: NaiveDate) -> bool {
        let Some(input) = &mut self.input else { return false };
        match command {
            Command::Edit(request) => {
                let before = input.clone();
                input.handle(request);
                if input.value().len() > BYTES_MAX {
                    *input = before;
                }
            }
            Command::Paste(text) => drop(insert(input, &text, |text| text.len() <= BYTES_MAX)),
            Command::Enter => {
                if self.problem.is_none() {
                    self.input = None;
                }
                return false;
            }
            Command::Escape => {
                self.clear();
                return true;
            }
            _ => return false,
        }
        self.read(today)
    }

    /// Reads the words that are typed. Where one means nothing, that is told: where it is the last, those before it hold;
    /// else what held before.
    fn read(&mut self, today: NaiveDate) -> bool {
        let Some(input) = &self.input else { return false };
        match Filter::parse(input.value(), today) {
            Ok(filter) => {
                self.problem = None;
                self.words = input.value().trim().to_owned();
                let is_news = filter != self.filter;
                self.filter = filter;
                is_news
            }
            Err(bad) => {
                self.problem = Some(bad.to_string());
                // the last word is being typed: those before it hold
                let before = input.value().rsplit_once(char::is_whitespace).map_or("", |(before, _)| before);
                let Ok(filter) = Filter::parse(before, today) else { return false };
                self.words = before.trim().to_owned();
                let is_news = filter != self.filter;
                self.filter = filter;
                is_news
            }
        }
    }
}
