//! The people of a workshop: who is listed, and whether two names may be one person's.

use std::sync::Arc;

use chrono::NaiveDate;

use super::input::{Unfit, UnfitKind};
use super::{Id, Identified, IdentityRule, SecondAt, Signature, What};

/// The people of a workshop, as `workshop.toml` lists them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Their names; none when the workshop lists nobody.
    pub names: Arc<[String]>,
    /// True when nobody else may sign anything.
    pub is_closed: bool,
    /// Those of whom the workshop says what they may do, and until when.
    pub persons: Arc<[Person]>,
    /// Whether a name has to be shown to be its own by a PIN or a badge.
    pub identity: IdentityRule,
    /// Whether a badge can be held to a card reader.
    pub has_card_reader: bool,
}

/// What the workshop says of one of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// What this person may do.
    pub may: Vec<Right>,
    /// The last day on which this person may sign; `None` where no day is said.
    pub until: Option<NaiveDate>,
}

/// Something that a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Work on a job.
    Check,
    /// Be the second person.
    Second,
    /// Look at findings.
    Review,
    /// Hand over, or send by e-mail.
    Release,
    /// Say that he may work on a car with high voltage.
    HighVoltage,
    /// Work near airbags.
    Airbags,
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Check, Self::Second, Self::Review, Self::Release, Self::HighVoltage, Self::Airbags];

    /// The word in `workshop.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Second => "second",
            Self::Review => "review",
            Self::Release => "release",
            Self::HighVoltage => "high-voltage",
            Self::Airbags => "airbags",
        }
    }

    /// What it is, behind *may*.
    fn words(self) -> &'static str {
        match self {
            Self::Check => "work on a job",
            Self::Second => "be the second person",
            Self::Review => "look at findings",
            Self::Release => "hand over",
            Self::HighVoltage => "work on cars with high voltage",
            Self::Airbags => "work near airbags",
        }
    }

    /// What whoever signs this, in a job of this kind, has to have the right to. Whoever stops a job, or leaves it, only has to be
    /// somebody who may work on one: nothing keeps a car from being made safe.
    #[must_use]
    pub fn to_sign(what: &What, kind: &Id) -> Self {
        match what {
            What::Reviewed { .. } | What::Action { .. } => Self::Review,
            What::SecondAnswered { .. } => Self::Second,
            What::HandedOver { .. } | What::Emailed => Self::Release,
            What::Answered { answer, .. } | What::Corrected { answer, .. } if answer.token() == HV_QUALIFIED => {
                Self::HighVoltage
            }
            What::Started { .. }
            | What::Answered { .. }
            | What::Corrected { .. }
            | What::Skipped { .. }
            | What::Overrode { .. }
            | What::SecondAsked { .. }
            | What::Cleared { .. }
            | What::Finished { .. }
                if kind.is(NEAR_AIRBAGS) =>
            {
                Self::Airbags
            }
            _ => Self::Check,
        }
    }
}

/// Why the workshop doesn't let one of its people do something: what stands behind the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The last day is over.
    Until(NaiveDate),
    /// He may do other things, and not this.
    MayNot(Right),
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Until(day) => write!(f, "may sign until {day}, and no longer"),
            Self::MayNot(right) => write!(f, "may not {}", right.words()),
        }
    }
}

/// The checklist of work near airbags.
const NEAR_AIRBAGS: &str = "wiring-airbag";
/// The answer by which somebody says that he holds the level for high voltage.
const HV_QUALIFIED: &str = "hv-qualified";

impl People {
    /// True when the workshop lists this name, or lists nobody.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|listed| folded(listed) == folded(name))
    }

    /// Whether this name may sign.
    ///
    /// # Errors
    /// When the workshop takes listed names alone, and this is none.
    pub fn check(&self, name: &str) -> Result<(), Unfit> {
        if !self.is_closed || self.knows(name) {
            return Ok(());
        }
        Err(Unfit::new(format!("{name} is not among the workshop's people: workshop.toml lists who signs here"))
            .of(UnfitKind::Name))
    }

    /// Whether something can be left to whoever has this name: a colleague, where the workshop lists its people.
    ///
    /// # Errors
    /// When it lists others alone.
    pub fn colleague(&self, name: &str) -> Result<(), Unfit> {
        if self.knows(name) {
            return Ok(());
        }
        let why = format!("{name} is not among the workshop's people: what is to be done is a colleague's");
        Err(Unfit::new(why).of(UnfitKind::Name))
    }

    /// Why the workshop doesn't let one of its people do this on a day, behind the name: it says of him what he may do, and not
    /// this, or his last day is over. Nothing is said of those of whom it doesn't.
    #[must_use]
    pub fn limit(&self, name: &str, right: Right, day: NaiveDate) -> Option<Limit> {
        let person = self.persons.iter().find(|person| folded(&person.name) == folded(name))?;
        if let Some(until) = person.until.filter(|until| day > *until) {
            return Some(Limit::Until(until));
        }
        (!person.may.contains(&right)).then_some(Limit::MayNot(right))
    }

    /// Whether this name may do this on a day.
    ///
    /// # Errors
    /// When the workshop takes listed names alone and this is none, or when it says what this person may do, and not this.
    pub fn may(&self, name: &str, right: Right, day: NaiveDate) -> Result<(), Unfit> {
        self.check(name)?;
        match self.limit(name, right, day) {
            None => Ok(()),
            Some(why) => Err(Unfit::new(format!("{name} {why}: workshop.toml says who may what")).of(UnfitKind::Name)),
        }
    }

    /// Whether these people may sign this on a day, in a job of this kind.
    ///
    /// # Errors
    /// As [`People::may`]; and where nothing is recorded without a PIN or a badge, and the second person is at the other end of a
    /// telephone.
    pub fn may_sign(&self, who: &Signature, what: &What, kind: &Id, day: NaiveDate) -> Result<(), Unfit> {
        self.may(&who.first, Right::to_sign(what, kind), day)?;
        if self.identity == IdentityRule::Required && matches!(who.second_at, Some(SecondAt::Phone)) {
            let why = "nothing is recorded here without a PIN or a badge, and nobody gives his by phone".to_owned();
            return Err(Unfit::new(why).of(UnfitKind::Name));
        }
        if let What::SecondAsked { second, .. } = what {
            self.may(second, Right::Second, day)?;
        }
        who.second.iter().try_for_each(|second| self.may(second, Right::Second, day))
    }

    /// Whose PIN or badge the workshop asks for before this is recorded; `None` where it asks for none, or where it is known already.
    /// `has_ended`: whether the job had ended by then.
    #[must_use]
    pub fn to_identify<'a>(&self, who: &'a Signature, what: &What, has_ended: bool) -> Option<&'a Arc<str>> {
        if self.identity == IdentityRule::Never || who.identified.is_some() {
            return None;
        }
        match what {
            What::Reviewed { .. } | What::Action { .. } | What::SecondAnswered { .. } => Some(&who.first),
            What::Corrected { .. } if has_ended => who.second.as_ref().or(Some(&who.first)),
            // by phone nobody gives it, and at another station it was given there
            _ if matches!(who.second_at, Some(SecondAt::Phone | SecondAt::Station(_))) => None,
            _ => who.second.as_ref(),
        }
    }

    /// What is signed, with what there is to say of whoever signs it: where the workshop asks for a PIN or a badge, a name by phone is one
    /// that was typed.
    #[must_use]
    pub fn said(&self, who: Signature) -> Signature {
        let is_typed = self.identity != IdentityRule::Never && matches!(who.second_at, Some(SecondAt::Phone));
        Signature { identified: who.identified.or(is_typed.then_some(Identified::Typed)), ..who }
    }

    /// True when a finding can't be given to anybody but whoever did the work, as far as is known.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.names.len() < 2
    }

    /// True when two names may be one person's: spelt another way, or with initials in the place of names. Two names that the
    /// workshop lists are two people.
    #[must_use]
    pub fn may_be_one(&self, one: &str, other: &str) -> bool {
        if folded(one) == folded(other) {
            return true;
        }
        let is_listed = |name: &str| self.names.iter().any(|listed| folded(listed) == folded(name));
        if is_listed(one) && is_listed(other) {
            return false;
        }
        let (one, other) = (words(one), words(other));
        !one.is_empty()
            && one.len() == other.len()
            && one.iter().zip(&other).all(|(one, other)| one.starts_with(&**other) || other.starts_with(&**one))
    }
}

/// Whether two names differ by nothing but case, dots and blanks.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// The letters and digits of a name in lower case.
fn folded(name: &str) -> String {
    words(name).concat()
}

/// The words of a name in lower case, without what is no letter or digit.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().flat_map(char::to_lowercase).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_of_one_name_may_be_one_person() {
        let people = People {
            names: ["Ana K.".to_owned(), "Ana Kowalski".to_owned()].into(),
            is_closed: true,
            ..People::default()
        };
        for (one, other) in [("Ana K.", "ana k"), ("Ana K.", "A. K."), ("Ana K.", "Ana Kow"), ("Ana-K", "Ana  K.")] {
            assert!(people.may_be_one(one, other) && people.may_be_one(other, one), "{one:?} {other:?}");
        }
        for (one, other) in [("Ana K.", "Ben O."), ("Ana K.", "Ana"), ("Ana K.", "Ana Kowalski"), ("", "Ana K.")] {
            assert!(!people.may_be_one(one, other) && !people.may_be_one(other, one), "{one:?} {other:?}");
        }
        assert!(people.check("ANA KOWALSKI").is_ok() && people.check("x").is_err());
        assert!(People::default().check("x").is_ok() && People::default().is_one() && !people.is_one());
    }
}
