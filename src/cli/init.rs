//! `precheck init DIR`.

use std::io::Write;
use std::path::Path;

use super::Failure;

pub(super) fn init(folder: &Path, out: &mut dyn Write) -> Result<u8, Failure> {
    for made in crate::catalog::init(folder)? {
        let what = if made.is_new { "made" } else { "left as it is" };
        writeln!(out, "{what}: {}", made.path.display())?;
    }
    writeln!(out, "start with: precheck --workshop {}", folder.display())?;
    Ok(0)
}
