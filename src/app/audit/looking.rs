//! The filter of the audit, as it is typed: the same words as on the command line.

use crate::app::Command;
use crate::app::limits::filter_fits;
use crate::app::parts::TextField;
use crate::audit::{BadFilter, Filter};
use chrono::NaiveDate;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Looking {
    /// What is typed; nothing where no field is open.
    field: Option<TextField>,
    /// The words that hold.
    words: String,
    /// What they mean; the last ones that meant something.
    filter: Filter,
    /// Why the present words mean nothing.
    pub problem: Option<BadFilter>,
    /// Words that no job fits, where there are some.
    pub(super) idle: Option<BadFilter>,
}

impl Looking {
    /// Whether it is being typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.field.is_some()
    }

    /// The field, while it is open.
    #[must_use]
    pub fn field(&self) -> Option<&TextField> {
        self.field.as_ref()
    }

    /// The words of a filter that was typed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What is to be told of the present words: that they mean nothing, or that no job fits one of them.
    #[must_use]
    pub fn told(&self) -> Option<&BadFilter> {
        self.problem.as_ref().or(self.idle.as_ref())
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
        self.field = Some(TextField::holding(words, filter_fits));
        self.read(today);
        if self.problem.is_none() {
            self.field = None;
        }
    }

    /// Opens the field, with the words that hold.
    pub(super) fn begin(&mut self) {
        self.field = Some(TextField::holding(&*self.words, filter_fits));
    }

    /// Everything is taken again.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Acts on a command while it is typed; says whether another filter holds now.
    pub(super) fn on(&mut self, command: Command, today: NaiveDate) -> bool {
        let Some(field) = &mut self.field else { return false };
        match command {
            Command::Enter => {
                if self.problem.is_none() {
                    self.field = None;
                }
                false
            }
            Command::Escape => {
                self.clear();
                true
            }
            command => field.edit(&command) && self.read(today),
        }
    }

    /// Reads the words that are typed. Where one means nothing, that is told: where it is the last, those before it hold;
    /// else what held before.
    fn read(&mut self, today: NaiveDate) -> bool {
        let Some(line) = self.field.as_ref().map(|field| field.input().value()) else { return false };
        match Filter::parse(line, today) {
            Ok(filter) => {
                self.problem = None;
                self.words = line.trim().to_owned();
                let is_news = filter != self.filter;
                self.filter = filter;
                is_news
            }
            Err(bad) => {
                self.problem = Some(bad);
                // the last word is being typed: those before it hold
                let before = line.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before);
                let Ok(filter) = Filter::parse(before, today) else { return false };
                self.words = before.trim().to_owned();
                let is_news = filter != self.filter;
                self.filter = filter;
                is_news
            }
        }
    }
}
