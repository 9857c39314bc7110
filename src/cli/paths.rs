//! Paths as a shell would have given them: on Windows none puts the names of files in the place of `*.toml`, and `"C:\shop\"` arrives
//! with its last quote.

use std::path::{Path, PathBuf};

/// The paths, with the files of the folder in the place of a name with `*` or `?` in it that no file bears. What fits nothing stays.
pub(super) fn expanded(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| files_like(path).unwrap_or_else(|| vec![path.clone()])).collect()
}

/// The files that a path stands for, in the order of their names; `None` when it stands for itself.
fn files_like(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path.file_name()?.to_str().filter(|name| name.contains(['*', '?']))?;
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.') && fits(pattern, name))
        .collect();
    names.sort();
    let files = names.into_iter().map(|name| folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name)));
    Some(files.collect()).filter(|files: &Vec<PathBuf>| !files.is_empty())
}

/// Whether a name fits a pattern: `*` is any text, `?` any character.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut in_name) = (0, 0);
    // where to go on when what follows the last `*` does not fit: one character more is its own
    let mut back = None;
    while in_name < name.len() {
        match pattern.get(at) {
            Some('*') => {
                back = Some((at, in_name));
                at += 1;
            }
            Some(&c) if c == '?' || c == name[in_name] => (at, in_name) = (at + 1, in_name + 1),
            _ => {
                let Some((star, from)) = back else { return false };
                back = Some((star, from + 1));
                (at, in_name) = (star + 1, from + 1);
            }
        }
    }
    pattern[at..].iter().all(|&c| c == '*')
}

/// A folder without the quote that a backslash before it has kept: no name on Windows has one.
pub(super) fn unquoted(folder: PathBuf, is_windows: bool) -> PathBuf {
    match folder.to_str().and_then(|text| text.strip_suffix('"')) {
        Some(text) if is_windows => PathBuf::from(text),
        _ => folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_stars_stands_for_the_files_that_fit() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        for name in ["battery.toml", "wiring.toml", "wiring.txt", ".hidden.toml", "ä.toml"] {
            std::fs::write(root.join(name), "").unwrap();
        }
        let named = |pattern: &str| {
            let files = expanded(&[root.join(pattern)]);
            files.iter().map(|file| file.file_name().unwrap().to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named("*.toml"), ["battery.toml", "wiring.toml", "ä.toml"]);
        assert_eq!(named("?.toml"), ["ä.toml"]);
        assert_eq!(named("w*g.t*"), ["wiring.toml", "wiring.txt"]);
        assert_eq!(named("*x*"), ["wiring.txt"]);
        assert_eq!(named("*.csv"), ["*.csv"], "what fits nothing is told of as it was typed");
        assert_eq!(named("battery.toml"), ["battery.toml"]);
        assert_eq!(named("nowhere.toml"), ["nowhere.toml"]);
        assert!(!fits(&"*a".repeat(40), &"a".repeat(39)), "in good time");
    }

    #[test]
    fn a_quote_that_a_backslash_kept_is_no_part_of_a_name() {
        assert_eq!(unquoted(PathBuf::from("C:\\shop\""), true), Path::new("C:\\shop"));
        assert_eq!(unquoted(PathBuf::from("C:\\shop"), true), Path::new("C:\\shop"));
        assert_eq!(unquoted(PathBuf::from("/shop\""), false), Path::new("/shop\""));
    }
}
