//! Names as the drive takes them: on Windows and macOS `Bay-1` and `bay-1` are one.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// The name under which the program knows what is called so in a folder: in lower case, where the drive takes both for one name.
#[must_use]
pub fn known_name<'a>(folder: &Path, name: &'a str) -> Cow<'a, str> {
    let lower = name.to_ascii_lowercase();
    if lower == name || folder.join(&lower).symlink_metadata().is_err() {
        return Cow::Borrowed(name);
    }
    // a drive that tells them apart lists both
    let is_spelling = |it: &fs::DirEntry| it.file_name() == *name || it.file_name() == *lower;
    let listed = fs::read_dir(folder).map_or(0, |entries| entries.flatten().filter(is_spelling).count());
    if listed > 1 { Cow::Borrowed(name) } else { Cow::Owned(lower) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_another_case_is_the_one_that_the_drive_takes_it_for() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("2026-11.CSV"), "").unwrap();
        let is_one = folder.join("2026-11.csv").exists();
        let expected = if is_one { "2026-11.csv" } else { "2026-11.CSV" };
        assert_eq!(known_name(folder, "2026-11.CSV"), expected);
        if !is_one {
            fs::write(folder.join("2026-11.csv"), "").unwrap();
            assert_eq!(known_name(folder, "2026-11.CSV"), "2026-11.CSV", "these are two");
        }
        assert_eq!(known_name(folder, "2026-11.csv"), "2026-11.csv");
    }
}
