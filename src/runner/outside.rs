//! Other programs: they run in plain English and with an end, so that one that hangs doesn't take the program with it.

use std::io::{self, Read};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long one may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// How much of what it says is listened to, in bytes.
const SAID_BYTES_MAX: u64 = 64 * 1024;

/// Runs a command in plain English and with an end, and gives what it said.
///
/// # Errors
/// When it can't be started, or hasn't ended within twenty seconds: it is killed then.
pub(super) fn said_by(command: &mut Command) -> io::Result<Output> {
    let mut child =
        command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            // what it has left running may still hold the pipes
            let said = |pipe: Receiver<Vec<u8>>| pipe.recv_timeout(ANSWER_WITHIN).unwrap_or_default();
            return Ok(Output { status, stdout: said(stdout), stderr: said(stderr) });
        }
        if began.elapsed() > ANSWER_WITHIN {
            end(&mut child);
            return Err(io::ErrorKind::TimedOut.into());
        }
        sleep(Duration::from_millis(10));
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Reads what a command says while it runs: one that nobody listens to would stand still. Sends the beginning of it at its end.
fn drain(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, said) = mpsc::channel();
    std::thread::spawn(move || {
        let mut beginning = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(SAID_BYTES_MAX).read_to_end(&mut beginning);
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        let _ = sender.send(beginning);
    });
    said
}
