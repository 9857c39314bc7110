//! What a sitting changes beside the record: who is there, what is told, how large the window is, what is being printed.

use crate::domain::rules;

use super::printing::Printing;

/// What screens change together.
#[derive(Debug, Clone)]
pub struct Session {
    /// Names to choose from.
    pub technicians: Vec<String>,
    /// Who works here now.
    pub who: Option<String>,
    /// Who worked here before it was asked who is there.
    pub before: Option<String>,
    /// The size of the window, in columns and rows.
    pub window: (u16, u16),
    /// What is being printed, and what became of what was.
    pub printing: Printing,
    /// The printer that was chosen in place of the workshop's.
    pub printer: Option<String>,
    /// The line at the foot of the screen.
    pub notice: Option<Notice>,
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_trouble: bool,
}

impl Notice {
    /// Both in one line, where the one before told of trouble: the next key takes it away, not the next thing to be told.
    fn after(self, before: Option<Self>) -> Self {
        match before {
            // the same said at more length
            Some(before) if before.is_trouble && self.text.contains(&before.text) => {
                Self { text: self.text, is_trouble: true }
            }
            Some(before) if before.is_trouble && !before.text.contains(&self.text) => {
                Self { text: format!("{} · {}", before.text, self.text), is_trouble: true }
            }
            Some(before) if before.is_trouble => before,
            _ => self,
        }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self {
            technicians: Vec::new(),
            who: None,
            before: None,
            window: (80, 24),
            printing: Printing::default(),
            printer: None,
            notice: None,
        }
    }
}

impl Session {
    /// Names that can be chosen by a digit, the ninth being for another name.
    pub const NAMES_MAX: usize = 8;

    /// A sitting where nobody is there yet.
    #[must_use]
    pub fn new(technicians: Vec<String>) -> Self {
        Self { technicians, ..Self::default() }
    }

    /// Who is there; nobody is the empty name, which no row takes.
    #[must_use]
    pub fn who(&self) -> &str {
        self.who.as_deref().unwrap_or_default()
    }

    /// Nobody is known to be there any more.
    pub fn leave(&mut self) {
        self.before = self.who.take().or(self.before.take());
    }

    /// Tells something; behind a trouble that nobody has seen yet.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: false }.after(self.notice.take()));
    }

    /// Tells of trouble.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_trouble: true }.after(self.notice.take()));
    }

    /// Tells what happened beside a row.
    pub fn warn_all(&mut self, notices: Vec<String>) {
        notices.into_iter().for_each(|notice| self.warn(notice));
    }

    /// The names of all but who is there.
    pub fn others(&self) -> impl Iterator<Item = &String> {
        self.technicians.iter().filter(|name| Some(*name) != self.who.as_ref())
    }

    /// Offers a name that worked here before, behind those of `workshop.toml`.
    pub fn learn_name(&mut self, name: &str) {
        let Ok(name) = rules::name(name) else { return };
        if self.technicians.len() < Self::NAMES_MAX && !self.technicians.contains(&name) {
            self.technicians.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_trouble_is_told_once_at_its_longest() {
        for (first, second) in [("it is taken over", "not recorded: it is taken over"), ("not recorded: full", "full")]
        {
            let mut session = Session::default();
            session.warn_all(vec![first.to_owned(), second.to_owned()]);
            let longest = if first.len() > second.len() { first } else { second };
            assert_eq!(session.notice.unwrap().text, longest);
        }
    }
}
