//! Puts what was made where it was asked for: into a file, else on the standard output.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::{Failure, tell};
use crate::files::write_named;

/// Makes sure that what is no text goes into a file or a pipe.
///
/// # Errors
/// Where it would be written to a terminal.
pub(super) fn check_pages(is_text: bool, output: Option<&Path>) -> Result<(), Failure> {
    if is_text || output.is_some() || !std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::Usage("pages and workbooks are not for a terminal: name a file with -o".to_owned()))
}

/// Writes what was made.
///
/// # Errors
/// Where it can't be written.
pub(super) fn deliver(bytes: &[u8], output: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(path) = output else { return Ok(out.write_all(bytes)?) };
    write_named(path, bytes).map_err(|error| Failure::Io(format!("{}: {error}", path.display())))?;
    tell(&format!("precheck: wrote {}", path.display()));
    Ok(())
}
