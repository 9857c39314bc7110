//! Lines that are typed and not shown: PINs and badges.

use std::io::{self, BufRead, IsTerminal, Write};

use super::line::bounded;
use crate::domain::Secret;
use crate::tui::hidden::read_hidden;

/// Asks for a PIN or a badge; nothing is shown while it is typed at a terminal. `None` at the end of the input, or where somebody
/// leaves.
pub(super) fn hidden(prompt: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Option<Secret>> {
    write!(out, "{prompt}> ")?;
    out.flush()?;
    if !io::stdin().is_terminal() {
        return Ok(bounded(input)?.map(|line| Secret::new(&String::from_utf8_lossy(&line))));
    }
    let typed = read_hidden();
    writeln!(out)?;
    typed
}
