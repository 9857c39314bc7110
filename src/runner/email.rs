//! Sends a saved sheet by e-mail, by the program `curl`, which stands on every Windows since 2018 and on nearly every Linux: it brings TLS and
//! the system's certificates, so that none of that is in this program.
//!
//! All that it is told goes through its standard input: no address and no password stands in a list of programs or in a file.

use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};

use crate::catalog::{EmailSettings, Secrecy};
use crate::domain::text::printable;
use crate::domain::{EmailAddress, JobKey, What};
use crate::files::{others_may_read, read_bounded};
use crate::journal::Draft;
use crate::sheet::EmailLetter;

const PROGRAM: &str = "curl";
/// Where the password stands, if not in a file.
pub const PASSWORD_VARIABLE: &str = "PRECHECK_EMAIL_PASSWORD";
/// More than any password needs, in bytes.
const PASSWORD_BYTES_MAX: u64 = 4096;
/// More than the program says when it fails, in bytes.
const SAID_BYTES_MAX: u64 = 4096;
/// How long a server may take to answer, and to take all of it, in seconds.
const CONNECT_SECONDS: u64 = 20;
const SECONDS: u64 = 120;
/// How long somebody who leaves the program waits for a page that is on its way.
const LEAVING: Duration = Duration::from_secs(15);
/// How often it is looked whether it is done.
const LOOK: Duration = Duration::from_millis(50);
/// The most bytes of an encoded word of a head line.
const ENCODED_BYTES_MAX: usize = 45;

/// A page on its way to a customer.
#[derive(Debug)]
pub struct EmailOut<'a> {
    pub to: &'a EmailAddress,
    pub letter: &'a EmailLetter,
    /// The page, as it was saved.
    pub pdf: &'a Path,
    pub now: DateTime<FixedOffset>,
}

/// Why a page was not sent.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    #[error("not sent: workshop.toml names no server for e-mail ([email], with server and from)")]
    NoServer,
    #[error("not sent: it needs the program curl, which is not installed")]
    NoProgram,
    #[error("not sent: {0}")]
    NoPassword(String),
    /// The server, or the way to it.
    #[error("not sent: {0}")]
    NotTaken(String),
    #[error("not sent: the program was left before the server had taken it")]
    Left,
    #[error("not sent: {0}")]
    Io(#[from] io::Error),
}

/// The row that says that the server took a page, and who sent it.
#[must_use]
pub fn sent(job: JobKey, who: &str) -> Draft {
    Draft { job, who: who.into(), note: String::new(), what: What::Emailed, expects: None }
}

/// Sends it; `folder` is the workshop's. When this returns `Ok`, the server took it.
///
/// # Errors
/// Nothing was taken by the server, as far as it said: why.
pub fn send(
    settings: Option<&EmailSettings>,
    folder: &Path,
    out: &EmailOut<'_>,
    go_on: &dyn Fn() -> bool,
) -> Result<(), NotSent> {
    let settings = settings.ok_or(NotSent::NoServer)?;
    let password = password(settings, folder)?;
    let told = told(settings, password.as_deref(), out);
    let mut command = Command::new(PROGRAM);
    // -q first: what else the user lets curl do is not meant here
    command.args(["-q", "-K", "-"]).env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NotSent::NoProgram,
        _ => NotSent::Io(error),
    })?;
    if let Some(mut stdin) = child.stdin.take() {
        // one that has ended says why itself
        let _ = stdin.write_all(told.as_bytes());
    }
    let code = wait(&mut child, go_on)?;
    if code == Some(0) {
        return Ok(());
    }
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        let _ = stderr.take(SAID_BYTES_MAX).read_to_end(&mut said);
    }
    let said = String::from_utf8_lossy(&said).replace(out.to.as_str(), "…");
    Err(NotSent::NotTaken(why(code, said.lines().next().unwrap_or_default(), settings)))
}

/// Waits for the program's end; its exit code. Whoever leaves waits a little, and no longer.
fn wait(child: &mut Child, go_on: &dyn Fn() -> bool) -> Result<Option<i32>, NotSent> {
    let mut left: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code());
        }
        if !go_on() && left.get_or_insert_with(Instant::now).elapsed() > LEAVING {
            let _ = child.kill();
            let _ = child.wait();
            return Err(NotSent::Left);
        }
        std::thread::sleep(LOOK);
    }
}

/// The password: of the environment, else of the file, which nobody else may read.
fn password(settings: &EmailSettings, folder: &Path) -> Result<Option<String>, NotSent> {
    if settings.user.is_none() {
        return Ok(None);
    }
    if let Some(password) = std::env::var(PASSWORD_VARIABLE).ok().filter(|it| !it.is_empty()) {
        return Ok(Some(password));
    }
    let Some(path) = settings.password_file.as_ref().map(|path| folder.join(path)) else {
        let why = format!("a user needs a password: password-file in workshop.toml, or {PASSWORD_VARIABLE}");
        return Err(NotSent::NoPassword(why));
    };
    read_password(&path).map(Some)
}

fn read_password(path: &Path) -> Result<String, NotSent> {
    let no = |why: String| NotSent::NoPassword(format!("{}: {why}", path.display()));
    if others_may_read(path).map_err(|error| no(error.to_string()))? {
        return Err(no("others may read the password: chmod 600 keeps it to its owner".to_owned()));
    }
    let bytes = read_bounded(path, PASSWORD_BYTES_MAX).map_err(|error| no(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| no("it is no text in UTF-8".to_owned()))?;
    let password = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    if password.is_empty() { Err(no("it is empty".to_owned())) } else { Ok(password.to_owned()) }
}

/// What the program is told: its options, one a line.
fn told(settings: &EmailSettings, password: Option<&str>, out: &EmailOut<'_>) -> String {
    let (scheme, is_required) = match settings.secrecy {
        Secrecy::Tls => ("smtps", true),
        Secrecy::StartTls => ("smtp", true),
        Secrecy::Open => ("smtp", false),
    };
    let host = if settings.server.contains(':') { format!("[{}]", settings.server) } else { settings.server.clone() };
    let mut told = String::from("silent\nshow-error\n");
    let mut say = |name: &str, value: &str| {
        let _ = writeln!(told, "{name} = {}", quoted(value));
    };
    say("url", &format!("{scheme}://{host}:{}", settings.port));
    say("proto", "=smtp,smtps");
    say("connect-timeout", &CONNECT_SECONDS.to_string());
    say("max-time", &SECONDS.to_string());
    if let (Some(user), Some(password)) = (&settings.user, password) {
        say("user", &format!("{user}:{password}"));
    }
    say("mail-from", &format!("<{}>", settings.from.as_str()));
    say("mail-rcpt", &format!("<{}>", out.to.as_str()));
    let from = match out.letter.from_name.as_str() {
        "" => settings.from.as_str().to_owned(),
        name => format!("{} <{}>", head_word(name), settings.from.as_str()),
    };
    say("header", &format!("From: {from}"));
    say("header", &format!("To: {}", out.to.as_str()));
    say("header", &format!("Subject: {}", head_word(&out.letter.subject)));
    say("header", &format!("Date: {}", out.now.to_rfc2822()));
    let id = format!("{}.{}", out.now.timestamp_micros(), std::process::id());
    say("header", &format!("Message-ID: <precheck.{id}@{}>", settings.from.domain()));
    // in a letter a line's end is both
    let text = quoted_part(&out.letter.text.replace('\n', "\r\n"));
    say("form", &format!("={text};type=text/plain;charset=utf-8;encoder=quoted-printable"));
    let pdf = quoted_part(&out.pdf.display().to_string());
    say("form", &format!("=@{pdf};type=application/pdf;encoder=base64"));
    if is_required {
        told.push_str("ssl-reqd\n");
    }
    told
}

/// A value in the program's list of options.
fn quoted(value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\r', "\\r").replace('\n', "\\n");
    format!("\"{value}\"")
}

/// A text within the option for a part of the message.
fn quoted_part(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in a head line, which takes ASCII alone: other letters are encoded, in words of a length that servers take.
fn head_word(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().all(|c| c.is_ascii_alphanumeric() || " -/".contains(c)) {
        return text;
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let mut bytes = [0; 4];
        let encoded = match c {
            ' ' => "_".to_owned(),
            c if c.is_ascii_alphanumeric() => c.to_string(),
            c => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect(),
        };
        if word.len() + encoded.len() > ENCODED_BYTES_MAX {
            words.push(std::mem::take(&mut word));
        }
        word.push_str(&encoded);
    }
    words.push(word);
    words.iter().map(|word| format!("=?utf-8?Q?{word}?=")).collect::<Vec<_>>().join(" ")
}

/// Why it did not work, by the program's exit code and what it said.
fn why(code: Option<i32>, said: &str, settings: &EmailSettings) -> String {
    let EmailSettings { server, port, .. } = settings;
    let words = match code {
        Some(5 | 6) => format!("there is no server {server}: is the name right, and the network there?"),
        Some(7) => format!("{server} does not answer at port {port}"),
        Some(28) => format!("{server} took too long"),
        Some(35 | 60 | 77) => {
            format!("the way to {server} can't be kept secret: its certificate, or its TLS, is not in order")
        }
        Some(64) => format!("{server} has no TLS at port {port}"),
        Some(67) => format!("{server} doesn't take the user or the password"),
        Some(26) => "the saved page can't be read".to_owned(),
        _ => format!("{server} did not take it"),
    };
    match said.trim() {
        "" => words,
        said => format!("{words} ({})", printable(said)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_lines_are_ascii_and_take_no_further_line() {
        assert_eq!(head_word("Nagel Motors"), "Nagel Motors");
        assert_eq!(head_word("Müller, Kfz"), "=?utf-8?Q?M=C3=BCller=2C_Kfz?=");
        let long = head_word(&"Ä".repeat(40));
        assert!(long.split(' ').count() > 1 && long.split(' ').all(|word| word.len() <= 75), "{long}");
        assert!(!head_word("a\r\nBcc: b@example.com").contains(['\r', '\n']));
    }

    #[test]
    fn what_is_quoted_stays_one_value() {
        assert_eq!(quoted("a\"b\\c\nd"), r#""a\"b\\c\nd""#);
        assert_eq!(quoted_part(r#"C:\x "y""#), r#""C:\\x \"y\"""#);
    }
}
