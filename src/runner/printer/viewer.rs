//! Opens a saved page in the system's viewer, where the system has no queue that a program could print to.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens a PDF as a double click does. That it was printed there, nobody says.
///
/// # Errors
/// When this system isn't Windows, or doesn't do it.
pub(super) fn open(saved: &Path) -> io::Result<()> {
    if !cfg!(windows) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let path = std::path::absolute(saved)?;
    let mut shell = Command::new("rundll32.exe");
    shell.arg("url.dll,FileProtocolHandler").arg(path);
    let status = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}
