//! A line of text that is being typed.

use tui_input::{Input, InputRequest};

use crate::app::Command;

/// Why a field takes no more.
const FULL: &str = "the field is full";

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
        if let Command::Paste(_) | Command::Edit(InputRequest::InsertChar(_)) = command
            && self.is_offered
        {
            self.input.reset();
        }
        let is_full = match command {
            Command::Edit(request) => !self.change(*request),
            // what is pasted goes in as far as it fits, control characters dropped
            Command::Paste(text) => {
                let mut typed = text.chars().filter(|c| !c.is_control()).map(InputRequest::InsertChar);
                !typed.all(|request| self.change(request))
            }
            _ => return false,
        };
        self.is_offered = false;
        self.refusal = is_full.then(|| FULL.to_owned());
        true
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
