//! Printing to a queue by its name, through the system's `lp`; then CUPS, where it is one, is asked what became of it.

use std::io::{self, Write};
use std::process::Command;

use super::direct;
use super::report::{PrintResult, Stage, Trouble};
use crate::domain::fact::Print;
use crate::runner::outside::said_by;

pub(super) fn print(
    name: &str,
    title: &str,
    pdf: &[u8],
    go_on: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&Stage),
) -> PrintResult {
    if name.starts_with('-') || name.chars().any(|c| c.is_control() || c.is_whitespace() || c == '/') {
        return PrintResult::new(Print::Failed, name, Some(Trouble::NotFound));
    }
    match submit(name, title, pdf) {
        Err(trouble) => PrintResult::new(Print::Failed, name, Some(trouble)),
        Ok(ticket) => {
            told(&Stage::Queued);
            let trouble = state(name);
            if let Some(trouble) = &trouble {
                told(&Stage::Held(trouble.clone()));
            }
            let (result, trouble) = ticket
                .as_deref()
                .and_then(|ticket| follow(ticket, go_on, told))
                // one that doesn't answer has it, and nobody knows more
                .unwrap_or((Print::Sent, trouble));
            PrintResult { ticket, ..PrintResult::new(result, name, trouble) }
        }
    }
}

/// What CUPS says became of a ticket, such as `front-7`: until it is done, or has been silent for too long. `None` where
/// another system has the queues, or none that answers.
fn follow(ticket: &str, go_on: &dyn Fn() -> bool, told: &mut dyn FnMut(&Stage)) -> Option<(Print, Option<Trouble>)> {
    let (queue, job) = ticket.rsplit_once('-')?;
    let is_name = !queue.is_empty() && queue.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let job = job.parse().ok().filter(|_| is_name)?;
    direct::follow(&format!("ipp://{}/printers/{queue}", server()?), job, go_on, told)
}

/// Where the system's CUPS listens: as `lpstat` says, and for one that says the path of a socket, at its own port of this computer.
fn server() -> Option<String> {
    let output = said_by(Command::new("lpstat").arg("-H")).ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if said.starts_with('/') {
        return Some("localhost:631".to_owned());
    }
    let is_address = said.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
    (is_address && !said.contains(|c: char| c.is_whitespace() || c == '/')).then_some(said)
}

/// Hands the document to the queue; gives what the queue calls it.
fn submit(name: &str, title: &str, pdf: &[u8]) -> Result<Option<String>, Trouble> {
    let other = |error: io::Error| Trouble::Other(error.to_string());
    let mut file = tempfile::Builder::new().prefix("precheck-").suffix(".pdf").tempfile().map_err(other)?;
    file.write_all(pdf).and_then(|()| file.flush()).map_err(other)?;
    let mut lp = Command::new("lp");
    if !name.is_empty() {
        lp.args(["-d", name]);
    }
    lp.args(["-t", title]).arg(file.path());
    let output = said_by(&mut lp).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::NoQueues,
        io::ErrorKind::TimedOut => Trouble::NoPrintSystem,
        _ => other(error),
    })?;
    if output.status.success() {
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        return Ok(said.split_whitespace().skip_while(|word| *word != "is").nth(1).map(str::to_owned));
    }
    match complaint(&String::from_utf8_lossy(&output.stderr)) {
        // a printer that doesn't exist, no default, and a scheduler that doesn't run sound the same
        Trouble::NotFound | Trouble::NoPrinter if !is_running() => Err(Trouble::NoPrintSystem),
        trouble => Err(trouble),
    }
}

/// Whether the queues' scheduler runs.
fn is_running() -> bool {
    let said = said_by(Command::new("lpstat").arg("-r")).map(|output| output.stdout).unwrap_or_default();
    !String::from_utf8_lossy(&said).contains("not running")
}

/// What `lp` complains of.
fn complaint(said: &str) -> Trouble {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["does not exist", "unknown destination", "Unknown destination"]) {
        Trouble::NotFound
    } else if has(&["o default destination"]) {
        Trouble::NoPrinter
    } else if has(&[
        "Connection refused",
        "nable to connect",
        "cheduler",
        "Bad file descriptor",
        "No such file or directory",
    ]) {
        Trouble::NoPrintSystem
    } else if has(&["ot accepting"]) {
        Trouble::Stopped
    } else {
        let first: String = said.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
        Trouble::Other(if first.is_empty() { "lp failed without a word".to_owned() } else { first })
    }
}

/// The name of the system's default queue.
fn default_name() -> Option<String> {
    let output = said_by(Command::new("lpstat").arg("-d")).ok()?;
    String::from_utf8_lossy(&output.stdout).trim().rsplit_once(": ").map(|(_, name)| name.to_owned())
}

/// What the queue says about its printer, as far as it is trouble.
fn state(name: &str) -> Option<Trouble> {
    let name = if name.is_empty() { default_name()? } else { name.to_owned() };
    // a queue with settings of its own is called queue/settings
    let queue = name.split('/').next().unwrap_or_default();
    let output = said_by(Command::new("lpstat").args(["-l", "-p", queue])).ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if said.contains("media-empty") || said.contains("media-needed") {
        Some(Trouble::NoPaper)
    } else {
        said.contains("disabled since").then_some(Trouble::Stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lp_says_is_understood() {
        for (said, trouble) in [
            ("lp: The printer or class does not exist.\n", Trouble::NotFound),
            ("lp: Error - no default destination available.\n", Trouble::NoPrinter),
            ("lp: Connection refused\n", Trouble::NoPrintSystem),
            ("lp: Error - scheduler not responding.\n", Trouble::NoPrintSystem),
            ("lp: Destination \"x\" is not accepting jobs.\n", Trouble::Stopped),
            ("lp: something \u{1b}new\n", Trouble::Other("lp: something new".to_owned())),
        ] {
            assert_eq!(complaint(said), trouble, "{said}");
        }
    }

    #[test]
    fn a_name_is_never_taken_for_an_option() {
        for name in ["-o", "a b", "../x"] {
            assert_eq!(print(name, "t", b"", &|| true, &mut |_| {}).trouble, Some(Trouble::NotFound), "{name}");
        }
    }
}
