//! Prints a sheet: to an `ipp://` address directly, to a queue through `lp`. What becomes of it is told in words; nothing is
//! called printed that the printer, or the queue in front of it, did not report as done. Where there are no queues, the page is opened in the system's viewer.

mod direct;
mod queue;
mod report;
mod viewer;

use std::path::Path;

use crate::domain::fact::Print;
use report::shown;

pub use report::{PrintResult, Stage, Trouble};

/// Prints a PDF, which may be saved somewhere. `go_on` is asked while waiting: when it says no, what is known by then is the result.
#[must_use]
pub fn print(
    printer: Option<&str>,
    title: &str,
    pdf: &[u8],
    saved: Option<&Path>,
    go_on: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&Stage),
) -> PrintResult {
    let name = printer.unwrap_or_default().trim();
    told(&Stage::Sending);
    let scheme = name.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("ipp" | "http") => direct::print(name, title, pdf, go_on, told),
        Some("ipps" | "https") => {
            let why = "encrypted printing (ipps://) is not built in: give its ipp:// address, or a queue's name";
            PrintResult::new(Print::Failed, name, Some(Trouble::Address(why.to_owned())))
        }
        Some(_) => {
            let why = format!("{:?} can't be printed to: give an ipp:// address, or a queue's name", shown(name));
            PrintResult::new(Print::Failed, name, Some(Trouble::Address(why)))
        }
        None => {
            let printed = queue::print(name, title, pdf, go_on, told);
            let is_shown =
                printed.trouble == Some(Trouble::NoQueues) && saved.is_some_and(|it| viewer::open(it).is_ok());
            if is_shown { PrintResult { trouble: Some(Trouble::InViewer), ..printed } } else { printed }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown_or_kept() {
        assert_eq!(shown("ipp://me:secret@10.0.0.7:631/ipp/print"), "ipp://10.0.0.7:631/ipp/print");
        assert_eq!(shown("ipp://10.0.0.7"), "ipp://10.0.0.7");
        assert_eq!(shown("Front\u{1b}Desk"), "FrontDesk");
    }

    #[test]
    fn an_address_of_another_kind_is_refused_in_words() {
        for printer in ["ipps://printer/ipp", "smb://printer/x", "file:///tmp/x"] {
            let printed = print(Some(printer), "t", b"%PDF", None, &|| true, &mut |_| {});
            assert_eq!(printed.result, Print::Failed);
            assert!(printed.words().contains("ipp://"), "{}", printed.words());
        }
    }

    #[test]
    fn what_is_advised_fits_the_trouble_and_can_be_done_from_the_screen_too() {
        let troubles = [Trouble::NotFound, Trouble::NotReachable, Trouble::NoPrintSystem, Trouble::NoPrinter];
        let words: std::collections::BTreeSet<String> = troubles.iter().map(ToString::to_string).collect();
        assert_eq!(words.len(), troubles.len(), "{words:?}");
        assert!(words.iter().all(|words| !words.contains("--")), "{words:?}");
    }

    #[test]
    fn nothing_answers_there() {
        // port 9 of this machine: nobody listens
        let printed = print(Some("ipp://127.0.0.1:9/ipp/print"), "t", b"%PDF", None, &|| true, &mut |_| {});
        assert_eq!((printed.result, printed.trouble), (Print::Failed, Some(Trouble::NotReachable)));
    }
}
