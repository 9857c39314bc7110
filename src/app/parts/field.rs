//! A line of text that is being typed.

use tui_input::{Input, InputRequest};

use crate::app::Command;

/// Why a field takes no more.
const FULL: &str = "the field is full";

/// Why a field takes no more of what was pasted.
const ONE_LINE: &str = "only the first line was taken: a field has one";

/// Why a field takes nothing of what was pasted.
const UNPRINTABLE: &str = "there is a character in it that can't be printed: nothing was taken";

/// A line of text that is being typed, as long as it fits where it goes.
#[derive(Debug, Clone)]
pub struct TextField {
    input: Input,
    /// Whether what it holds is an offer, which gives way to what is typed in its place.
    is_offered: bool,
    refusal: Option<String>,
    fits: fn(&str) -> bool,
}

impl TextField {
    /// An empty field.
    #[must_use]
    pub fn new(fits: fn(&str) -> bool) -> Self {
        Self { input: Input::default(), is_offered: false, refusal: None, fits }
    }

    /// A field with a text in it, to be gone on with.
    #[must_use]
    pub fn holding(text: impl Into<String>, fits: fn(&str) -> bool) -> Self {
        Self { input: Input::new(text.into()), ..Self::new(fits) }
    }

    /// A field with a text in it, which gives way to what is typed or pasted; whoever edits it goes on with it.
    #[must_use]
    pub fn offering(text: impl Into<String>, fits: fn(&str) -> bool) -> Self {
        Self { is_offered: true, ..Self::holding(text, fits) }
    }

    /// The text with its cursor.
    #[must_use]
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The text, without blanks around it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value().trim()
    }

    /// Why the last try was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// Says why what is typed is not taken.
    pub fn refuse(&mut self, why: impl Into<String>) {
        self.refusal = Some(why.into());
    }

    /// Whether a command can do anything where nothing but a line is typed: nothing is above or below it.
    #[must_use]
    pub fn offers(command: &Command) -> bool {
        !matches!(command, Command::Up | Command::Down)
    }

    /// Takes a command that edits; says whether it is one.
    pub fn edit(&mut self, command: &Command) -> bool {
        let refusal = match command {
            Command::Edit(request) => {
                if matches!(request, InputRequest::InsertChar(_)) {
                    self.give_way();
                }
                self.is_offered = false;
                (!self.change(*request)).then_some(FULL)
            }
            Command::Paste(text) => self.paste(text),
            _ => return false,
        };
        self.refusal = refusal.map(ToOwned::to_owned);
        true
    }

    /// Empties a field that holds an offer.
    fn give_way(&mut self) {
        if std::mem::take(&mut self.is_offered) {
            self.input.reset();
        }
    }

    /// Takes the first line of a text, as far as it fits, and says what was left out. Two lines put together, or a line without its
    /// control characters, would be what nobody wrote.
    fn paste(&mut self, text: &str) -> Option<&'static str> {
        let lines = text.split(is_line_end).map(|line| line.trim_matches('\t'));
        let mut lines = lines.filter(|line| !line.trim().is_empty());
        let line = lines.next().unwrap_or_default();
        if line.contains(char::is_control) {
            return Some(UNPRINTABLE);
        }
        self.give_way();
        if !line.chars().all(|c| self.change(InputRequest::InsertChar(c))) {
            return Some(FULL);
        }
        lines.next().map(|_| ONE_LINE)
    }

    /// Makes a change, where what comes of it fits.
    fn change(&mut self, request: InputRequest) -> bool {
        let mut changed = self.input.clone();
        changed.handle(request);
        let fits = (self.fits)(changed.value());
        if fits {
            self.input = changed;
        }
        fits
    }
}

/// What ends a line, to any program.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_pasted_the_first_line_is_taken_or_nothing() {
        for (pasted, text, refusal) in [
            ("AB12 CDE", "AB12 CDE", None),
            ("\r\n\tAB12 CDE\t\r\n", "AB12 CDE", None),
            ("AB12\nCDE", "AB12", Some(ONE_LINE)),
            ("12.5\r13.1\r", "12.5", Some(ONE_LINE)),
            ("AB12\u{2028}CDE", "AB12", Some(ONE_LINE)),
            ("AB\u{1b}[D12", "", Some(UNPRINTABLE)),
            ("AB\u{8}C", "", Some(UNPRINTABLE)),
            ("AB12\tCDE", "", Some(UNPRINTABLE)),
            ("\u{9b}2J", "", Some(UNPRINTABLE)),
            ("123456789ABC\nD", "123456789A", Some(FULL)),
            ("\n", "", None),
        ] {
            let mut field = TextField::new(|text| text.len() <= 10);
            assert!(field.edit(&Command::Paste(pasted.to_owned())));
            assert_eq!((field.text(), field.refusal()), (text, refusal), "{pasted:?}");
        }
        for (mut field, both) in
            [(TextField::holding("stays", |_| true), "stays!"), (TextField::offering("stays", |_| true), "!")]
        {
            field.edit(&Command::Paste("\u{7}".to_owned()));
            assert_eq!(field.text(), "stays");
            field.edit(&Command::Paste("!".to_owned()));
            assert_eq!((field.text(), field.refusal()), (both, None));
        }
    }
}
