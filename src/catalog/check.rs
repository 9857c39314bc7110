//! The linter behind `precheck checklist check`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::checklist::{doubts, read_checklist};
use super::files::{misnamed, toml_files};
use super::guide::read_guide_with;
use super::names::Names;
use super::radio::read_radio_file_with;
use super::source::fault::{Excerpt, FileFault};
use super::source::log::Parsed;
use super::source::{read_file, text_of};
use super::workshop::Workshop;
use crate::domain::Id;
use crate::words::{faults, is_language};

/// The end of a message file's name.
const MESSAGES: &str = "ftl";

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

/// Checks files of any of the five kinds: checklists, radio files, guide files, `workshop.toml`, message files. A folder stands for
/// the TOML files in it and in its `radios` and `guide`, and for the message files in it. What radio and guide files name must be in a built-in checklist, in one
/// that is checked with them, or in one of the folder above theirs.
#[must_use]
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut faults = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() { files.extend(files_of(path, &mut faults)) } else { files.push(path.clone()) }
    }
    let names = names_for(&files);
    for path in &files {
        match read_file(path) {
            Ok(bytes) => faults.extend(faults_of(path, &bytes, &names)),
            Err(fault) => faults.push(fault),
        }
    }
    Checked { files: files.len(), faults }
}

/// The TOML files of a workshop's `checklists` folder, and of the folders in it.
fn files_of(folder: &Path, faults: &mut Vec<FileFault>) -> Vec<PathBuf> {
    let folders = [folder.to_owned(), folder.join("radios"), folder.join("guide")];
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(|it| toml_files(it, faults).into_values()).collect();
    paths.extend(message_files(folder));
    paths.sort();
    paths
}

/// The message files of a folder, by the end of their names.
fn message_files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == MESSAGES))
}

/// What the checklists ask about: the built-in ones, those among `files`, and those beside the folder of a radio file.
fn names_for(files: &[PathBuf]) -> Names {
    let mut names = Names::built_in().clone();
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()?.parent()).collect();
    // nobody asked to check these: what is wrong with them is not told
    let beside = folders.into_iter().flat_map(|folder| toml_files(folder, &mut Vec::new()).into_values());
    for path in files.iter().cloned().chain(beside) {
        let Ok(bytes) = read_file(&path) else { continue };
        if matches!(kind_of(&path, &bytes), FileKind::Checklist) {
            let checklist = read_checklist(&path.display().to_string(), &bytes).value;
            checklist.iter().for_each(|checklist| names.add(checklist));
        }
    }
    names
}

fn faults_of(path: &Path, bytes: &[u8], names: &Names) -> Vec<FileFault> {
    let name = path.display().to_string();
    match kind_of(path, bytes) {
        FileKind::Workshop => Workshop::parse(&name, bytes).1,
        FileKind::Messages => message_faults(path, bytes),
        FileKind::Radios => with_its_name(path, read_radio_file_with(&name, bytes, names), |radios| &radios.id),
        FileKind::Guide => with_its_name(path, read_guide_with(&name, bytes, names), |guide| &guide.id),
        FileKind::Checklist => {
            let parsed = read_checklist(&name, bytes);
            let doubts = parsed.value.as_ref().map(doubts).unwrap_or_default();
            let mut faults = with_its_name(path, parsed, |checklist| &checklist.id);
            let told = doubts.into_iter().map(|it| FileFault::of_file(&name, it.message, it.help).into_warning());
            faults.extend(told);
            faults
        }
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

/// The faults of a message file. Its name says which language it is in.
fn message_faults(path: &Path, bytes: &[u8]) -> Vec<FileFault> {
    let name = path.display().to_string();
    let text = match text_of(&name, bytes) {
        Ok(text) => text,
        Err(fault) => return vec![fault],
    };
    let language = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let misnamed = (!is_language(&language)).then(|| {
        let help = "name it by the two letters of its language, such as fr.ftl: only then is it read";
        FileFault::of_file(&name, "is named after no language", help)
    });
    let each = faults(&language, &text).into_iter().map(|it| {
        let fault = FileFault::of_file(&name, &it.message, &it.help);
        let fault = if it.is_error { fault } else { fault.into_warning() };
        match it.span {
            Some(span) => fault.at(Excerpt::new(&text, &span)),
            None => fault,
        }
    });
    misnamed.into_iter().chain(each).collect()
}

/// The five kinds of files.
enum FileKind {
    Workshop,
    Messages,
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
    } else if path.extension().is_some_and(|end| end == MESSAGES) {
        FileKind::Messages
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
