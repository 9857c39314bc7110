//! `precheck init DIR`.

use std::io::Write;
use std::path::Path;

use super::Failure;
use crate::domain::text::printable;

pub(super) fn init(folder: &Path, out: &mut dyn Write) -> Result<u8, Failure> {
    for made in crate::catalog::init(folder)? {
        let what = if made.is_new { "made" } else { "left as it is" };
        writeln!(out, "{what}: {}", printable(&made.path.display().to_string()))?;
    }
    writeln!(out, "start with: precheck --workshop {}", printable(&folder.display().to_string()))?;
    Ok(0)
}
