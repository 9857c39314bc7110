//! Lines of input of a bounded length.

use std::io::BufRead;

/// More than any answer has, in bytes.
const LINE_BYTES_MAX: u64 = 8192;

/// Reads a line, or `None` at the end of the input. Only so much of it is kept as is plainly no answer; its rest is read
/// past, so that it isn't taken for the next line.
pub(super) fn bounded(input: &mut dyn BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut part = Vec::new();
    while std::io::Read::take(&mut *input, LINE_BYTES_MAX).read_until(b'\n', &mut part)? > 0 {
        let is_whole = part.ends_with(b"\n");
        if line.is_empty() {
            line.append(&mut part);
        }
        if is_whole {
            return Ok(Some(line));
        }
        part.clear();
    }
    Ok((!line.is_empty()).then_some(line))
}
