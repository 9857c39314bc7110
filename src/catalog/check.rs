//! The linter behind `precheck checklist check`.

use std::path::{Path, PathBuf};

use super::checklist::read_checklist;
use super::fault::Fault;
use super::make::read_make;
use super::source::read_file;
use super::workshop::Workshop;

/// What checking found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked at.
    pub files: usize,
    /// Errors and warnings, file by file.
    pub faults: Vec<Fault>,
}

impl Checked {
    /// Whether a file can't be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }
}

/// Checks files of any of the three kinds: checklists, radio files, `workshop.toml`. A folder stands for the TOML files
/// in it and in its `radios`.
#[must_use]
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut checked = Checked::default();
    for path in paths {
        if path.is_dir() {
            for path in files_of(path) {
                checked.add(&path);
            }
        } else {
            checked.add(path);
        }
    }
    checked
}

impl Checked {
    fn add(&mut self, path: &Path) {
        self.files += 1;
        match read_file(path) {
            Ok(bytes) => self.faults.extend(faults_of(path, &bytes)),
            Err(fault) => self.faults.push(fault),
        }
    }
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = [folder.to_owned(), folder.join("radios")]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml") && path.is_file())
        .collect();
    paths.sort();
    paths
}

fn faults_of(path: &Path, bytes: &[u8]) -> Vec<Fault> {
    let name = path.display().to_string();
    match kind_of(path, bytes) {
        Kind::Workshop => Workshop::parse(&name, bytes).1,
        Kind::Make => read_make(&name, bytes).faults,
        Kind::Checklist => read_checklist(&name, bytes).faults,
    }
}

/// The three kinds of files.
enum Kind {
    Workshop,
    Make,
    Checklist,
}

/// By the name, else by what is in it. In doubt a checklist, which is what people write.
fn kind_of(path: &Path, bytes: &[u8]) -> Kind {
    let has_line = |starts: &[&str]| {
        bytes.split(|&b| b == b'\n').any(|line| starts.iter().any(|start| line.starts_with(start.as_bytes())))
    };
    if path.file_name().is_some_and(|name| name == "workshop.toml") {
        Kind::Workshop
    } else if path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "radios")
        || (has_line(&["[[generation", "[[general", "[[lock-out", "[[recovery"]) && !has_line(&["[[page"]))
    {
        Kind::Make
    } else {
        Kind::Checklist
    }
}
