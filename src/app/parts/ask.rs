//! A question in front of what is on a screen.

use std::borrow::Cow;

use super::field::TextField;
use super::pointer::Pointer;
use crate::app::limits::note_fits;
use crate::app::{Command, Context, Session};

/// A question that is answered by a text, or by picking one of a few answers.
#[derive(Debug, Clone)]
pub enum Ask<T, C> {
    /// By a text.
    Text(T, TextAnswer),
    /// By a pick.
    Choice(C, Asking),
}

/// How a question that is answered by a pick stands.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// Which answer is pointed at.
    pub pointer: Pointer,
    /// Why the last one was not taken.
    pub refusal: Option<String>,
    /// How many characters were typed, where a digit only points: an answer is one.
    typed: usize,
}

impl Asking {
    /// A character was typed where a digit only points: the first may be one, and more are a text that belongs elsewhere.
    fn point(&mut self, at: Option<usize>) {
        self.typed += 1;
        let at = at.filter(|_| self.typed == 1);
        self.pointer = at.map_or_else(Pointer::default, Pointer::to);
        self.refusal = at.is_none().then(|| "that is no answer here, and nothing of it was used: one digit and Enter, or arrows and Enter; Esc leaves".to_owned());
    }
}

/// A question with a few answers, each of which says all that follows from it.
pub trait Choices {
    /// An answer.
    type Pick;

    /// The answers in the order of their digits, each with its words.
    fn picks(&self) -> Vec<(String, Self::Pick)>;

    /// Whether an answer ends or interrupts what goes on, and a letter alone asks it: then a digit only points, and Enter takes, so that no
    /// text that is typed where nothing takes one leads away.
    fn leads_away(&self) -> bool {
        false
    }
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
        Self::Choice(question, Asking::default())
    }

    /// Takes a command; gives the answer once it is there.
    pub fn take(&mut self, command: &Command) -> Option<Answered<T, C::Pick>> {
        match self {
            Self::Text(question, answer) => {
                let text = answer.take(command)?;
                Some(Answered::Text(question.clone(), text))
            }
            Self::Choice(question, asking) => {
                let mut picks = question.picks();
                if let Command::Choose(n) = command
                    && question.leads_away()
                {
                    asking.point(n.checked_sub(1).filter(|at| *at < picks.len()));
                    return None;
                }
                asking.refusal = points_at_nothing(command, asking.pointer);
                if asking.pointer.go(command, picks.len()) {
                    return None;
                }
                let at = asking.pointer.taken(command).filter(|at| *at < picks.len())?;
                Some(Answered::Pick(picks.swap_remove(at).1))
            }
        }
    }

    /// A character was typed that means nothing here; says whether that was told.
    pub fn typed_past(&mut self) -> bool {
        match self {
            Self::Choice(question, asking) if question.leads_away() => {
                asking.point(None);
                true
            }
            _ => false,
        }
    }

    /// Says why the answer is not taken.
    pub fn refuse(&mut self, why: impl Into<String>) {
        match self {
            Self::Text(_, answer) => answer.refuse(why),
            Self::Choice(_, asking) => asking.refusal = Some(why.into()),
        }
    }

    /// Whether a command can do anything now: Enter takes what is pointed at.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        match self {
            Self::Text(_, answer) => answer.offers(command),
            Self::Choice(_, asking) => asking.pointer.offers(command),
        }
    }

    /// What keys mean while it is asked.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Text(_, answer) => answer.context(),
            Self::Choice(question, _) if question.leads_away() => Context::Point,
            Self::Choice(..) => Context::Pick,
        }
    }
}

/// What is told where Enter takes nothing, since nothing is pointed at.
fn points_at_nothing(command: &Command, pointer: Pointer) -> Option<String> {
    let is_nothing = *command == Command::Enter && pointer.at().is_none();
    is_nothing.then(|| "the key of the line that fits takes it, or arrows and Enter".to_owned())
}

/// An answer in words: one of those that are offered, by its digit, or another one, typed.
#[derive(Debug, Clone)]
pub struct TextAnswer {
    /// The words of each offer, and its text.
    offers: Vec<(String, String)>,
    /// The words for typing another one.
    other: Cow<'static, str>,
    /// Which of them is pointed at.
    pointer: Pointer,
    /// Where it is asked who is there: who was, whom Enter alone names.
    who: Option<Option<String>>,
    /// The field, where it is typed.
    field: Option<Box<TextField>>,
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
        let field = Some(Box::new(TextField::holding(text, note_fits)));
        Self { offers: Vec::new(), other: "".into(), pointer: Pointer::default(), who: None, field, refusal: None }
    }

    /// One of these, or another one, typed; where there is none, it is typed.
    #[must_use]
    pub fn offering(offers: Vec<(String, String)>, other: impl Into<Cow<'static, str>>) -> Self {
        let field = offers.is_empty().then(|| Box::new(TextField::new(note_fits)));
        Self { offers, other: other.into(), pointer: Pointer::default(), who: None, field, refusal: None }
    }

    /// A name: one of these, or another one, typed.
    #[must_use]
    pub fn name<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let offers = names.into_iter().take(Session::NAMES_MAX).map(|name| (name.clone(), name.clone()));
        Self::offering(offers.collect(), "Another name, typed")
    }

    /// The same with other words for typing another one.
    #[must_use]
    pub fn or(self, other: String) -> Self {
        Self { other: other.into(), ..self }
    }

    /// Who is there: Enter says that it is still the same person, a letter points at one of these.
    #[must_use]
    pub fn who<'a>(still: Option<&'a String>, names: impl IntoIterator<Item = &'a String>) -> Self {
        let others = names.into_iter().filter(|name| Some(*name) != still).collect::<Vec<_>>();
        let mut answer = Self::name(others);
        if still.is_some() {
            answer.field = None;
        }
        Self { who: Some(still.cloned()), ..answer }
    }

    /// Whom Enter alone names, where it is asked who is there.
    #[must_use]
    pub fn still(&self) -> Option<&str> {
        self.who.as_ref().filter(|_| self.field.is_none())?.as_deref()
    }

    /// The words of the offers in the order of their keys; none while the answer is typed.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let is_offered = self.field.is_none();
        let labels = self.offers.iter().map(|(label, _)| label.as_str()).chain([&*self.other]);
        labels.filter(move |_| is_offered)
    }

    /// The words of the offer that is pointed at.
    #[must_use]
    pub fn pointed_words(&self) -> Option<&str> {
        self.labels().nth(self.pointer.at()?)
    }

    /// Whether the line for typing another answer is pointed at.
    #[must_use]
    pub fn points_at_other(&self) -> bool {
        self.pointer.at() == Some(self.offers.len())
    }

    /// The offer that is pointed at.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.pointer
    }

    /// The field, while the answer is typed.
    #[must_use]
    pub fn field(&self) -> Option<&TextField> {
        self.field.as_deref()
    }

    /// Why the last answer was not taken.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        self.field.as_deref().map_or(self.refusal.as_deref(), TextField::refusal)
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
            (None, Command::Enter) if self.pointer.at().is_none() => {
                self.refusal = if self.still().is_none() { points_at_nothing(command, self.pointer) } else { None };
                return self.still().map(ToOwned::to_owned);
            }
            (None, command) if self.pointer.go(command, self.offers.len() + 1) => {}
            // a letter may be meant for the item beneath: Enter takes whom it points at
            (None, Command::Choose(n)) if self.who.is_some() => {
                if let Some(at) = n.checked_sub(1).filter(|at| *at <= self.offers.len()) {
                    self.pointer = Pointer::to(at);
                }
            }
            (None, command) => {
                let at = self.pointer.taken(command)?;
                match self.offers.get(at) {
                    Some((_, text)) => return Some(text.clone()),
                    None if at == self.offers.len() => self.field = Some(Box::new(TextField::new(note_fits))),
                    None => {}
                }
            }
        }
        None
    }

    /// Goes back from the field to the offers; says whether there are any.
    pub fn back_to_offers(&mut self) -> bool {
        let is_back =
            (!self.offers.is_empty() || self.who.as_ref().is_some_and(Option::is_some)) && self.field.take().is_some();
        if is_back {
            self.pointer = Pointer::default();
        }
        is_back
    }

    /// Whether a command can do anything now: beside a line that is typed nothing is above or below.
    #[must_use]
    pub fn offers(&self, command: &Command) -> bool {
        match command {
            _ if self.field.is_some() => TextField::offers(command),
            Command::Enter if self.still().is_some() => true,
            command => self.pointer.offers(command),
        }
    }

    /// What keys mean while it is asked for.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.field, &self.who) {
            (Some(_), _) => Context::Type,
            (None, Some(_)) => Context::Who,
            (None, None) => Context::Pick,
        }
    }
}
