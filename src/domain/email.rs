//! An e-mail address, as it is typed: used once, and kept nowhere.

use std::fmt;

use super::input::Unfit;

/// The most characters before the `@`.
const LOCAL_CHARS_MAX: usize = 64;

/// An e-mail address. No form of it but [`EmailAddress::as_str`] shows it, so that it is in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The most characters of an address.
    pub const CHARS_MAX: usize = 254;

    /// Reads an address.
    ///
    /// # Errors
    /// When it is none that a mail server takes as it stands.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        let unfit = || Unfit::new("that is no e-mail address: write it as in name@example.com");
        let (local, domain) = text.split_once('@').ok_or_else(unfit)?;
        let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let is_label = |label: &str| {
            let is_plain = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            !label.is_empty() && is_plain && !label.starts_with('-') && !label.ends_with('-')
        };
        let is_sound = (1..=LOCAL_CHARS_MAX).contains(&local.chars().count())
            && text.chars().count() <= Self::CHARS_MAX
            && local.split('.').all(|part| !part.is_empty() && part.chars().all(is_local))
            && domain.contains('.')
            && domain.split('.').all(is_label);
        if is_sound { Ok(Self(text.to_owned())) } else { Err(unfit()) }
    }

    /// The address, for the server alone.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_servers_take_and_shows_itself_in_no_log() {
        for text in ["a@b.de", " first.last+tag@mail.example.co.uk ", "o'neill@example.com"] {
            let address = EmailAddress::parse(text).unwrap();
            assert_eq!(address.as_str(), text.trim());
            assert!(!format!("{address:?}").contains('@'));
        }
        let long = format!("{}@example.com", "a".repeat(65));
        for text in [
            "",
            "a",
            "a@b",
            "a b@example.com",
            "a@@example.com",
            "a@exa mple.com",
            "a@-x.de",
            ".a@b.de",
            "a..b@c.de",
            "ä@b.de",
            "a@b.de\nbcc: c@d.de",
            "a@b.de>",
            "\"a\"@b.de",
            "a@b.de,c@d.de",
            &long,
        ] {
            assert!(EmailAddress::parse(text).is_err(), "{text:?}");
        }
    }
}
