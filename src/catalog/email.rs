//! Reads the `[email]` table of `workshop.toml`.

use std::path::PathBuf;

use super::source::fields::Fields;
use crate::domain::EmailAddress;

/// The server by which sheets are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailSettings {
    /// Its name or address.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept secret.
    pub secrecy: Secrecy,
    /// Whose mail it is.
    pub from: EmailAddress,
    /// The name under which the server knows the workshop; without it nobody logs in.
    pub user: Option<String>,
    /// The file with the password, within the workshop's folder or anywhere.
    pub password_file: Option<PathBuf>,
}

/// How the way to a mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// By TLS from the first byte.
    Tls,
    /// By TLS once the server was asked for it; nothing is sent without.
    StartTls,
    /// Not at all: for a server on this computer.
    Open,
}

impl Secrecy {
    const WORDS: [(&str, Self); 3] = [("tls", Self::Tls), ("starttls", Self::StartTls), ("none", Self::Open)];

    /// The port at which servers listen for it.
    fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Open => 25,
        }
    }
}

/// Names of this computer.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

pub(super) fn email(fields: &mut Fields) -> Option<EmailSettings> {
    fields.needs("server", "server = \"mail.example.com\"");
    fields.needs("from", "from = \"office@example.com\"");
    let secrecy = fields.maybe_word("tls", &Secrecy::WORDS);
    let secrecy_span = fields.span_of("tls");
    let secrecy = secrecy.unwrap_or(Secrecy::StartTls);
    let server = fields.string("server").and_then(|(text, span)| {
        let is_name = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        if is_name && text.matches(':').count() == 1 {
            fields.error_at(&span, "a port is no part of a server's name", "write it beside it: port = 587");
            return None;
        }
        if !is_name {
            fields.error_at(&span, "that is no server's name", "write it as in \"mail.example.com\"");
        }
        is_name.then(|| text.to_owned())
    });
    let from = fields.string("from").and_then(|(text, span)| match EmailAddress::parse(text) {
        Ok(from) => Some(from),
        Err(unfit) => {
            fields.error_at(&span, unfit.to_string(), "write it as in \"office@example.com\"");
            None
        }
    });
    let port = fields.maybe_whole("port", 1..=u32::from(u16::MAX)).and_then(|port| u16::try_from(port).ok());
    let (user, password_file) = (fields.string("user"), fields.string("password-file"));
    if let (Secrecy::Open, Some(server)) = (secrecy, &server)
        && !HERE.contains(&&**server)
    {
        let why = "anybody on the way could read the page and the password".to_owned();
        fields.error_at(&secrecy_span, why, "\"none\" is for a server on this computer: write \"starttls\" or \"tls\"");
        return None;
    }
    Some(EmailSettings {
        server: server?,
        port: port.unwrap_or(secrecy.port()),
        secrecy,
        from: from?,
        user: user.map(|(text, _)| text.to_owned()),
        password_file: password_file.map(|(text, _)| text.into()),
    })
}
