//! Printing to an `ipp://` address: send it, then ask the printer what became of it.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use ipp::prelude::{DelimiterTag, StatusCode, Uri};
use ipp::prelude::{IppClient, IppError, IppOperationBuilder, IppPayload, IppRequestResponse, IppValue};

use super::report::{PrintResult, Stage, Trouble, shown};
use crate::domain::fact::Print;

/// How long a printer is asked about a sheet that it has taken, before it counts as sent and nothing more.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long one question to a printer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// How often a printer is asked.
const EVERY: Duration = Duration::from_millis(400);

/// The states of a document that matter here, as RFC 8011 numbers them (5.3.7).
const PROCESSING: i32 = 5;
const PROCESSING_STOPPED: i32 = 6;
const CANCELED: i32 = 7;
const ABORTED: i32 = 8;
const COMPLETED: i32 = 9;

/// Who asks, as printers show it.
const USER: &str = "precheck";

pub(super) fn print(
    printer: &str,
    title: &str,
    pdf: &[u8],
    go_on: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&Stage),
) -> PrintResult {
    let Ok(uri) = printer.parse::<Uri>() else {
        let why = format!("{:?} is no address: write it as ipp://printer.local/ipp/print", shown(printer));
        return PrintResult::new(Print::Failed, printer, Some(Trouble::Address(why)));
    };
    let client = IppClient::builder(uri.clone()).request_timeout(ANSWER_WITHIN).build();
    let link = Link { client, uri, is_queue: false };
    let job = match link.send(title, pdf) {
        Ok(job) => job,
        // it may be on paper all the same
        Err(Trouble::NoAnswer) => return PrintResult::new(Print::Sent, printer, Some(Trouble::NoAnswer)),
        Err(trouble) => return PrintResult::new(Print::Failed, printer, Some(trouble)),
    };
    told(&Stage::Sent);
    let (result, trouble) = match job {
        Some(job) => link.follow(job, go_on, told),
        None => (Print::Sent, Some(Trouble::Silent)),
    };
    PrintResult::new(result, printer, trouble)
}

/// Asks a server of queues what became of a document that it has. `None` where it doesn't answer.
pub(super) fn follow(
    queue: &str,
    job: i32,
    go_on: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&Stage),
) -> Option<(Print, Option<Trouble>)> {
    let uri: Uri = queue.parse().ok()?;
    let client = IppClient::builder(uri.clone()).request_timeout(ANSWER_WITHIN).build();
    let link = Link { client, uri, is_queue: true };
    link.state(job)?;
    Some(link.follow(job, go_on, told))
}

struct Link {
    client: IppClient,
    uri: Uri,
    /// Whether a queue of this computer answers, which has a document also while its printer is switched off.
    is_queue: bool,
}

impl Link {
    /// Sends the document; gives the printer's number for it.
    fn send(&self, title: &str, pdf: &[u8]) -> Result<Option<i32>, Trouble> {
        let has_left = Arc::new(AtomicBool::new(false));
        let payload = IppPayload::new(Document { bytes: Cursor::new(pdf.to_vec()), has_left: has_left.clone() });
        let operation = IppOperationBuilder::print_job(self.uri.clone(), payload)
            .user_name(USER)
            .job_title(title)
            .document_format("application/pdf")
            .build()
            .map_err(|error| Trouble::Other(error.to_string()))?;
        let answer = self.client.send(operation).map_err(|error| match unreachable_or(&error) {
            Trouble::NotReachable if has_left.load(Ordering::SeqCst) => Trouble::NoAnswer,
            trouble => trouble,
        })?;
        let status = answer.header().status_code();
        if !status.is_success() {
            return Err(refusal(status));
        }
        Ok(value(&answer, DelimiterTag::JobAttributes, "job-id").and_then(|value| match value {
            IppValue::Integer(id) => Some(*id),
            _ => None,
        }))
    }

    /// Asks until the printer is done with it, nobody waits any more, or it has been silent for too long.
    fn follow(&self, job: i32, go_on: &dyn Fn() -> bool, told: &mut dyn FnMut(&Stage)) -> (Print, Option<Trouble>) {
        let began = Instant::now();
        let mut last = if self.is_queue { Stage::Queued } else { Stage::Sent };
        while began.elapsed() < PATIENCE && go_on() {
            let stage = match self.state(job) {
                Some(COMPLETED) => return (Print::Printed, None),
                Some(CANCELED | ABORTED) => return (Print::Failed, Some(Trouble::Cancelled)),
                Some(PROCESSING) => self.trouble().map_or(Stage::Printing, Stage::Held),
                Some(PROCESSING_STOPPED) => Stage::Held(self.trouble().unwrap_or(Trouble::Stopped)),
                // pending, or no answer this time
                _ => self.trouble().map_or_else(|| last.clone(), Stage::Held),
            };
            if stage != last {
                told(&stage);
                last = stage;
            }
            sleep(EVERY);
        }
        match last {
            Stage::Held(trouble) => (Print::Sent, Some(trouble)),
            _ if self.is_queue => (Print::Sent, Some(Trouble::Queued)),
            _ => (Print::Sent, Some(Trouble::Silent)),
        }
    }

    /// What the printer says about the document.
    fn state(&self, job: i32) -> Option<i32> {
        let operation = IppOperationBuilder::get_job_attributes(self.uri.clone(), job).user_name(USER).build().ok()?;
        let answer = self.client.send(operation).ok()?;
        match value(&answer, DelimiterTag::JobAttributes, "job-state")? {
            IppValue::Enum(state) => Some(*state),
            _ => None,
        }
    }

    /// What the printer says about itself.
    fn trouble(&self) -> Option<Trouble> {
        let operation = IppOperationBuilder::get_printer_attributes(self.uri.clone())
            .attribute("printer-state-reasons")
            .attribute("printer-state-message")
            .build()
            .ok()?;
        let answer = self.client.send(operation).ok()?;
        let said = |name| value(&answer, DelimiterTag::PrinterAttributes, name).map(ToString::to_string);
        let reasons = said("printer-state-reasons").unwrap_or_default();
        if reasons.contains("media-empty") || reasons.contains("media-needed") {
            Some(Trouble::NoPaper)
        } else if ["media-jam", "door-open", "cover-open", "paused", "-error"].iter().any(|it| reasons.contains(it)) {
            Some(Trouble::Stopped)
        } else {
            // a queue has no reason for a printer that is switched off, only words for it
            let message = said("printer-state-message").filter(|_| self.is_queue).unwrap_or_default();
            let message: String = message.trim().chars().filter(|c| !c.is_control()).collect();
            (!message.is_empty()).then(|| Trouble::Other(format!("the queue has it, and says: {message}")))
        }
    }
}

fn value<'a>(answer: &'a IppRequestResponse, group: DelimiterTag, name: &str) -> Option<&'a IppValue> {
    answer.attributes().groups_of(group).find_map(|group| group.get(name)).map(|attribute| attribute.value())
}

fn refusal(status: StatusCode) -> Trouble {
    match status {
        StatusCode::ServerErrorBusy => Trouble::Busy,
        StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => Trouble::NotFound,
        StatusCode::ServerErrorNotAcceptingJobs | StatusCode::ServerErrorServiceUnavailable => Trouble::Stopped,
        StatusCode::ClientErrorDocumentFormatNotSupported => Trouble::NoPdf,
        other => Trouble::Other(format!("the printer refused it: {other}")),
    }
}

/// A document that notes when all of it has left.
struct Document {
    bytes: Cursor<Vec<u8>>,
    has_left: Arc<AtomicBool>,
}

impl Read for Document {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        if self.bytes.position() >= self.bytes.get_ref().len() as u64 {
            self.has_left.store(true, Ordering::SeqCst);
        }
        Ok(count)
    }
}

/// What is meant by an answer that is none of a printer's, by its number.
fn of_http(status: u16) -> Trouble {
    let why = match status {
        404 => return Trouble::NotFound,
        300..=399 => "what answers there leads elsewhere: give the printer's own address",
        401 | 403 => "the printer wants a name and a password, which can't be given here: print to its queue instead",
        411 | 413 => "what answers there takes no document in this way: print to its queue instead",
        426 => "the printer wants encryption, which is not built in: print to its queue instead",
        _ => return Trouble::Other(format!("what answers there did not take it: HTTP status {status}")),
    };
    Trouble::Other(why.to_owned())
}

/// The number in what an HTTP client says of an answer.
fn http_status(said: &str) -> Option<u16> {
    let (_, rest) = said.split_once("http status")?;
    let digits: String = rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// What kept the question from the printer: a wrong path on it, or no answer at all.
fn unreachable_or(error: &IppError) -> Trouble {
    match error {
        IppError::StatusError(status) => refusal(*status),
        IppError::RequestError(status) => of_http(*status),
        IppError::ParseError(_) => Trouble::Other("what answers there is no printer".to_owned()),
        // the client's own error is of a library below it: its words are all that can be seen of it
        other => http_status(&other.to_string()).map_or(Trouble::NotReachable, of_http),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;

    use super::*;

    /// Prints to somebody who takes all that is sent, and answers so.
    fn printed(answer: &'static str) -> PrintResult {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("ipp://{}/ipp/print", listener.local_addr().unwrap());
        let there = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            let mut buffer = [0; 4096];
            while stream.read(&mut buffer).is_ok_and(|count| count > 0) {}
            let _ = stream.write_all(answer.as_bytes());
        });
        let result = print(&address, "t", b"%PDF", &|| true, &mut |_| {});
        there.join().unwrap();
        result
    }

    #[test]
    fn a_document_that_has_left_is_never_told_as_not_printed() {
        let result = printed("");
        assert_eq!((result.result, result.trouble.clone()), (Print::Sent, Some(Trouble::NoAnswer)));
        assert!(result.words().contains("before you send it again"), "{}", result.words());
    }

    #[test]
    fn what_is_no_printers_answer_is_told_in_words() {
        for (answer, words) in [
            ("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n", "encryption"),
            ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "password"),
            ("HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\n\r\n", "print to its queue"),
            ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "no such printer"),
            ("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "did not take it"),
        ] {
            let result = printed(answer);
            assert_eq!(result.result, Print::Failed, "{answer}");
            assert!(result.words().contains(words), "{}", result.words());
        }
    }
}
