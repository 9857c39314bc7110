//! Finds the data files: those of a workshop's folder, and the built-in ones in the place of those that it doesn't have.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::builtin::BuiltIn;
use super::source::fault::{FileFault, Severity};
use super::source::log::Parsed;
use super::source::{MAX_BYTES, read_file};
use crate::domain::Id;
use crate::domain::saved_text::one_form;

/// How many files of one folder are looked at.
const MOST_FILES: usize = 200;

/// A file in the one form of its text, however it was saved: a journal keeps the hash of these bytes, and `exports/checklists` a
/// copy of them, so that the same wording is the same on every computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its own name, such as `battery.toml`.
    pub name: String,
    pub origin: FileOrigin,
    pub bytes: Cow<'static, [u8]>,
}

/// Where a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileOrigin {
    /// Out of the program itself.
    BuiltIn,
    /// Out of the workshop's folder.
    Workshop(PathBuf),
}

/// What a file says, and the file itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded<T> {
    /// What it says, which whoever needs it shares.
    pub content: Arc<T>,
    pub file: SourceFile,
}

/// A file before it is parsed.
pub struct FoundFile {
    /// Its name without `.toml`.
    pub stem: String,
    /// What it is called in faults.
    shown_as: String,
    file: Result<SourceFile, FileFault>,
}

impl FoundFile {
    /// Parses the file; its id must be its name, so that no two files can claim the same kind of work.
    pub fn parse<T>(self, parse: impl Fn(&str, &[u8]) -> Parsed<T>, id: impl Fn(&T) -> &Id) -> Parsed<Loaded<T>> {
        let file = match self.file {
            Ok(file) => file,
            Err(fault) => return Parsed { value: None, faults: vec![fault] },
        };
        let Parsed { value, mut faults } = parse(&self.shown_as, &file.bytes);
        let misnamed = value.as_ref().and_then(|value| misnamed(&self.shown_as, id(value), &self.stem));
        let value = value.filter(|_| misnamed.is_none()).map(|content| Loaded { content: Arc::new(content), file });
        faults.extend(misnamed);
        Parsed { value, faults }
    }
}

/// Tells a file whose name is not its id: two files could claim the same kind of work, or the same radios.
pub fn misnamed(file: &str, id: &Id, stem: &str) -> Option<FileFault> {
    let help = format!("rename the file to {id}.toml, or change the id");
    (!id.is(stem)).then(|| FileFault::of_file(file, format!("its id is \"{id}\", and its name says \"{stem}\""), help))
}

/// Finds the files of a folder and the built-in ones that it doesn't have: built-in names first and in their order, then the
/// workshop's own by name.
pub fn files(folder: Option<&Path>, built_in: &[BuiltIn], faults: &mut Vec<FileFault>) -> Vec<FoundFile> {
    let mut own = folder.map(|folder| toml_files(folder, faults)).unwrap_or_default();
    let mut files = Vec::new();
    for built_in in built_in {
        files.push(match own.remove(built_in.stem()) {
            Some(path) => read_own(built_in.stem(), path),
            None => FoundFile {
                stem: built_in.stem().to_owned(),
                shown_as: format!("built-in {}", built_in.name),
                file: Ok(SourceFile {
                    name: built_in.name.to_owned(),
                    origin: FileOrigin::BuiltIn,
                    bytes: Cow::Borrowed(built_in.text.as_bytes()),
                }),
            },
        });
    }
    files.extend(own.into_iter().map(|(stem, path)| read_own(&stem, path)));
    files
}

fn read_own(stem: &str, path: PathBuf) -> FoundFile {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = read_file(&path);
    let shown_as = path.display().to_string();
    let one = |bytes: Vec<u8>| if bytes.len() > MAX_BYTES { bytes } else { one_form(&bytes).into_owned() };
    let file = file.map(|bytes| SourceFile { name, origin: FileOrigin::Workshop(path), bytes: Cow::Owned(one(bytes)) });
    FoundFile { stem: stem.to_owned(), shown_as, file }
}

/// Whether a folder has a TOML file.
pub fn has_toml_files(folder: &Path) -> bool {
    !toml_files(folder, &mut Vec::new()).is_empty()
}

fn name_of(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// Tells a file that is passed over although somebody may think that it counts.
fn unread(path: &Path, name: &str) -> Option<FileFault> {
    let lower = name.to_lowercase();
    let is_meant = lower.contains(".toml") && !lower.ends_with('~');
    let (message, help) = match () {
        () if lower.starts_with("._") && is_meant => {
            ("is not read: a Mac keeps it beside a file of this name", "it can be deleted")
        }
        () if lower.starts_with('.') || !is_meant => return None,
        () => ("is not read: its name doesn't end in .toml", "rename it, or take it out of this folder"),
    };
    let fault = FileFault::of_file(&path.display().to_string(), message, help);
    Some(FileFault { severity: Severity::Warning, ..fault })
}

/// Lists the TOML files of a folder by their names without `.toml`. No folder: no files. Editors' hidden files are passed over; what
/// may be meant for one is told.
pub fn toml_files(folder: &Path, faults: &mut Vec<FileFault>) -> BTreeMap<String, PathBuf> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound {
                faults.push(FileFault::of_file(&folder.display().to_string(), format!("can't be read: {error}"), ""));
            }
            return BTreeMap::new();
        }
    };
    let paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let mut names: Vec<(String, &Path)> = paths.iter().filter_map(|it| Some((name_of(it)?, it.as_path()))).collect();
    names.sort();
    let mut files = BTreeMap::new();
    for (name, path) in &names {
        let Some(stem) = name.strip_suffix(".toml").filter(|stem| !stem.starts_with('.')) else {
            faults.extend(unread(path, name));
            continue;
        };
        let is_same = |other: &String| other.to_lowercase() == stem.to_lowercase();
        if let Some(other) = files.keys().find(|other| is_same(other)) {
            let message = format!("its name differs from {other}.toml by capital letters alone");
            faults.push(FileFault::of_file(
                &path.display().to_string(),
                message,
                "keep one of the two: elsewhere they are one file",
            ));
        }
        files.insert(stem.to_owned(), path.to_path_buf());
    }
    if files.len() > MOST_FILES {
        let message = format!("has {} files, of which the first {MOST_FILES} are read", files.len());
        faults.push(FileFault::of_file(&folder.display().to_string(), message, ""));
        files = files.into_iter().take(MOST_FILES).collect();
    }
    files
}

/// Parses files, several at once: the first frame waits for all of them. What comes of them stands in their order.
pub fn parse_each<T: Send + Sync>(
    files: Vec<FoundFile>,
    parse: impl Fn(FoundFile) -> Parsed<Loaded<T>> + Sync,
) -> Vec<Parsed<Loaded<T>>> {
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(files.len());
    let (left, done) = (Mutex::new(files.into_iter().enumerate()), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((at, file)) = next else { break };
            let parsed = parse(file);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, parsed));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, parsed)| parsed).collect()
}
