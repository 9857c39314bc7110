//! A question in front of what is on a screen.

use super::field::TextField;
use crate::app::limits::note_fits;
use crate::app::{Command, Context, Session};

/// A question that is answered by a text, or by picking one of a few answers.
#[derive(Debug, Clone)]
pub enum Ask<T, C> {
    /// By a text.
    Text(T, TextAnswer),
    /// By a pick; with why the last one was not taken.
    Choice(C, Option<String>),
}

/// A question with a few answers, each of which says all that follows from it.
pub trait Choices {
    /// An answer.
    type Pick;

    /// The answers in the order of their digits, each with its words.
    fn picks(&self) -> Vec<(String, Self::Pick)>;
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered<T, P> {
    /// A text, to this question.
    Text(T, String),
    /// A pick.
    Pick(P),
}

impl<T: Clone, C: Choices> Ask<T, C> {
    /// A question that is answered by typing.
    pub fn typed(question: T) -> Self {
        Self::Text(question, TextAnswer::typed())
    }

    /// A question that is answered by a pick.
    pub fn choice(question: C) -> Self {
        Self::Choice(question, None)
    }

    /// Takes a command; gives the answer once it is there.
    pub fn take(&mut self, command: &Command) -> Option<Answered<T, C::Pick>> {
        match self {
            Self::Text(question, answer) => {
                let text = answer.take(command)?;
                Some(Answered::Text(question.clone(), text))
            }
            Self::Choice(question, _) => {
                let Command::Choose(n) = command else { return None };
                let (_, pick) = question.picks().into_iter().nth(n.checked_sub(1)?)?;
                Some(Answered::Pick(pick))
            }
        }
    }

    /// Says why the answer is not taken.
    pub fn refuse(&mut self, why: impl Into<String>) {
        match self {
            Self::Text(_, answer) => answer.refuse(why),
            Self::Choice(_, refusal) => *refusal = Some(why.into()),
        }
    }

    /// What keys mean while it is asked.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Text(_, answer) => answer.context(),
            Self::Choice(..) => Context::Pick,
        }
    }
}

/// An answer in words: one of those that are offered, by its digit, or another one, typed.
#[derive(Debug, Clone)]
pub struct TextAnswer {
    /// The words of each offer, and its text.
    offers: Vec<(String, String)>,
    /// The words for typing another one.
    other: &'static str,
    /// The field, where it is typed.
    field: Option<TextField>,
    /// Why the last offer that was taken is refused.
    refusal: Option<String>,
}

impl TextAnswer {
    /// An answer that is typed.
    #[must_use]
    pub fn typed() -> Self {
        Self::holding("")
    }

    /// An answer that is typed, with a text to be gone on with.
    #[must_use]
    pub fn holding(text: impl Into<String>) -> Self {
        let field = Some(TextField::holding(text, note_fits));
        Self { offers: Vec::new(), other: "", field, refusal: None }
    }

    /// One of these, or another one, typed; where there is none, it is typed.
    #[must_use]
    pub fn offering(offers: Vec<(String, String)>, other: &'static str) -> Self {
        let field = offers.is_empty().then(|| TextField::new(note_fits));
        Self { offers, other, field, refusal: None }
    }

    /// A name: one of these, or another one, typed.
    #[must_use]
    pub fn name<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let offers = names.into_iter().take(Session::NAMES_MAX).map(|name| (name.clone(), name.clone()));
        Self::offering(offers.collect(), "Another name, typed")
    }

    /// The words of the offers in the order of their digits; none while the answer is typed.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let is_offered = self.field.is_none();
        let labels = self.offers.iter().map(|(label, _)| label.as_str()).chain([self.other]);
        labels.filter(move |_| is_offered)
    }

    /// The field, while the answer is typed.
    #[must_use]
    pub fn field(&self) -> Option<&TextField> {
        self.field.as_ref()
    }

    /// Why the last answer was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        self.field.as_ref().map_or(self.refusal.as_deref(), TextField::refusal)
    }

    /// Says why the answer is not taken.
    pub fn refuse(&mut self, why: impl Into<String>) {
        match &mut self.field {
            Some(field) => field.refuse(why),
            None => self.refusal = Some(why.into()),
        }
    }

    /// Takes a command; gives the answer once it is there.
    pub fn take(&mut self, command: &Command) -> Option<String> {
        match (&mut self.field, command) {
            (Some(field), Command::Enter) => return Some(field.text().to_owned()),
            (Some(field), command) => drop(field.edit(command)),
            (None, Command::Choose(n)) => {
                let at = n.checked_sub(1)?;
                match self.offers.get(at) {
                    Some((_, text)) => return Some(text.clone()),
                    None if at == self.offers.len() => self.field = Some(TextField::new(note_fits)),
                    None => {}
                }
            }
            (None, _) => {}
        }
        None
    }

    /// Goes back from the field to the offers; says whether there are any.
    pub fn back_to_offers(&mut self) -> bool {
        !self.offers.is_empty() && self.field.take().is_some()
    }

    /// What keys mean while it is asked for.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.field.is_some() { Context::Type } else { Context::Pick }
    }
}
