//! The linter behind `precheck checklist check`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::checklist::read_checklist;
use super::files::{MOST_FILES, misnamed};
use super::guide::read_guide_with;
use super::names::Names;
use super::radio::read_radio_file_with;
use super::source::fault::FileFault;
use super::source::log::Parsed;
use super::source::read_file;
use super::workshop::Workshop;
use crate::domain::Id;

/// What checking found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked at.
    pub files: usize,
    /// Errors and warnings, file by file.
    pub faults: Vec<FileFault>,
}

impl Checked {
    /// Whether a file can't be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(FileFault::is_error)
    }
}

/// Checks files of any of the four kinds: checklists, radio files, guide files, `workshop.toml`. A folder stands for the
/// TOML files in it and in its `radios` and `guide`. What radio and guide files name must be in a built-in checklist, in one
/// that is checked with them, or in one of the folder above theirs.
#[must_use]
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut checked = Checked::default();
    let files: Vec<PathBuf> =
        paths.iter().flat_map(|path| if path.is_dir() { files_of(path) } else { vec![path.clone()] }).collect();
    let names = names_for(&files);
    files.iter().for_each(|path| checked.add(path, &names));
    checked
}

/// What the checklists ask about: the built-in ones, those among `files`, and those beside the folder of a radio file.
fn names_for(files: &[PathBuf]) -> Names {
    let mut names = Names::built_in().clone();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()?.parent()).collect();
    let beside = folders.into_iter().flat_map(toml_files_of);
    for path in files.iter().cloned().chain(beside) {
        let Ok(bytes) = read_file(&path) else { continue };
        if matches!(kind_of(&path, &bytes), FileKind::Checklist) {
            let checklist = read_checklist(&path.display().to_string(), &bytes).value;
            checklist.iter().for_each(|checklist| names.add(checklist));
        }
    }
    names
}

impl Checked {
    fn add(&mut self, path: &Path, names: &Names) {
        self.files += 1;
        match read_file(path) {
            Ok(bytes) => self.faults.extend(faults_of(path, &bytes, names)),
            Err(fault) => self.faults.push(fault),
        }
    }
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = [folder.to_owned(), folder.join("radios"), folder.join("guide")]
        .iter()
        .flat_map(|it| toml_files_of(it))
        .collect();
    paths.sort();
    paths
}

fn toml_files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml") && path.is_file())
        .take(MOST_FILES)
        .collect()
}

fn faults_of(path: &Path, bytes: &[u8], names: &Names) -> Vec<FileFault> {
    let name = path.display().to_string();
    match kind_of(path, bytes) {
        FileKind::Workshop => Workshop::parse(&name, bytes).1,
        FileKind::Radios => with_its_name(path, read_radio_file_with(&name, bytes, names), |radios| &radios.id),
        FileKind::Guide => with_its_name(path, read_guide_with(&name, bytes, names), |guide| &guide.id),
        FileKind::Checklist => with_its_name(path, read_checklist(&name, bytes), |checklist| &checklist.id),
    }
}

/// The faults of a file, and whether it bears its id as its name: where a workshop would load it from, it must; a draft
/// elsewhere is reminded.
fn with_its_name<T>(path: &Path, parsed: Parsed<T>, id: impl Fn(&T) -> &Id) -> Vec<FileFault> {
    let Parsed { value, mut faults } = parsed;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = |above: usize| path.ancestors().nth(above).and_then(Path::file_name).and_then(|name| name.to_str());
    let is_loaded = match folder(1) {
        Some("radios" | "guide") => true,
        // wordings that were used are kept under names of their own
        Some("checklists") => folder(2) != Some("exports"),
        _ => false,
    };
    let fault = value.and_then(|value| misnamed(&path.display().to_string(), id(&value), &stem));
    faults.extend(fault.map(|fault| if is_loaded { fault } else { fault.into_warning() }));
    faults
}

/// The four kinds of files.
enum FileKind {
    Workshop,
    Radios,
    Guide,
    Checklist,
}

/// By the name, else by what is in it. In doubt a checklist, which is what people write.
fn kind_of(path: &Path, bytes: &[u8]) -> FileKind {
    let has_line = |starts: &[&str]| {
        bytes.split(|&b| b == b'\n').any(|line| starts.iter().any(|start| line.starts_with(start.as_bytes())))
    };
    let folder = path.parent().and_then(Path::file_name);
    if path.file_name().is_some_and(|name| name == "workshop.toml") {
        FileKind::Workshop
    } else if folder.is_some_and(|it| it == "radios")
        || (has_line(&["[[generation", "[[general", "[[lock-out", "[[recovery"]) && !has_line(&["[[page"]))
    {
        FileKind::Radios
    } else if folder.is_some_and(|it| it == "guide") || (has_line(&["[[topic"]) && !has_line(&["[[page"])) {
        FileKind::Guide
    } else {
        FileKind::Checklist
    }
}
