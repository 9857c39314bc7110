//! The people of a workshop: who is listed, and whether two names may be one person's.

use std::sync::Arc;

use super::input::Unfit;

/// The people of a workshop, as `workshop.toml` lists them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Their names; none when the workshop lists nobody.
    pub names: Arc<[String]>,
    /// True when nobody else may sign anything.
    pub is_closed: bool,
}

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
        Err(Unfit(format!("{name} is not among the workshop's people: workshop.toml lists who signs here")))
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
        let people = People { names: ["Ana K.".to_owned(), "Ana Kowalski".to_owned()].into(), is_closed: true };
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
