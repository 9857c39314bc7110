//! The workshops whose journals are read, told apart.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Workshop;
use crate::journal::Source;

/// A workshop's folder, or what stands for one: the folder that stations' folders lie in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WorkshopFolder {
    pub folder: PathBuf,
    /// The folder that its stations' folders lie in.
    pub journal: PathBuf,
    /// What its `workshop.toml` calls it; its end where that says nothing, and both where another one is called the same.
    pub name: String,
    /// The shortest end of its path that tells it apart from the others.
    pub end: String,
    /// Whether another one has a station of the same name, so that a station's name alone doesn't say which is meant.
    pub is_named: bool,
    /// Whether it is the one that the audit is made in.
    pub is_own: bool,
}

/// The workshop of each source; `own` is the one that the audit is made in.
pub(crate) fn workshops(sources: &[Source], own: Option<&Path>) -> Vec<Arc<WorkshopFolder>> {
    let folders: Vec<PathBuf> = sources.iter().map(|source| workshop_of(&source.folder)).collect();
    let distinct: BTreeSet<&PathBuf> = folders.iter().collect();
    let end_of = |folder: &Path, count: usize| {
        let parts: Vec<_> = folder.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts[parts.len().saturating_sub(count)..].join("/")
    };
    let deepest = folders.iter().map(|folder| folder.components().count()).max().unwrap_or(1);
    let is_telling = |count: &usize| {
        let names: BTreeSet<String> = distinct.iter().map(|folder| end_of(folder, *count)).collect();
        names.len() == distinct.len()
    };
    let count = (1..=deepest).find(is_telling).unwrap_or(deepest);
    let called: HashMap<&PathBuf, Option<String>> =
        distinct.iter().map(|folder| (*folder, Workshop::load(folder).0.name)).collect();
    let name_of = |folder: &PathBuf| {
        let end = end_of(folder, count);
        let Some(name) = called.get(folder).and_then(Clone::clone) else { return end };
        let is_other = |(other, its): (&&PathBuf, &Option<String>)| {
            *other != folder && its.as_deref().map_or_else(|| end_of(other, count) == name, |its| its == name)
        };
        if called.iter().any(is_other) { format!("{name} ({end})") } else { name }
    };
    let names: Vec<(&PathBuf, &str)> =
        folders.iter().zip(sources.iter().map(|source| source.station.as_str())).collect();
    let is_ambiguous = |folder: &Path| {
        let own = |name: &str| names.iter().any(|(other, of)| *other == folder && *of == name);
        names.iter().any(|(other, name)| *other != folder && own(name))
    };
    let mut known: HashMap<PathBuf, Arc<WorkshopFolder>> = HashMap::new();
    let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let own = own.map(full);
    let shared = |(folder, source): (&PathBuf, &Source)| {
        let make = || {
            let journal = source.folder.parent().map(Path::to_owned).unwrap_or_default();
            let (name, is_named) = (name_of(folder), is_ambiguous(folder));
            let is_own = own.as_ref().is_some_and(|own| *own == full(folder));
            Arc::new(WorkshopFolder {
                folder: folder.clone(),
                journal,
                name,
                end: end_of(folder, count),
                is_named,
                is_own,
            })
        };
        known.entry(folder.clone()).or_insert_with(make).clone()
    };
    folders.iter().zip(sources).map(shared).collect()
}

/// The workshop's folder above a station's.
fn workshop_of(station: &Path) -> PathBuf {
    let station = std::path::absolute(station).unwrap_or_else(|_| station.to_owned());
    let above =
        |folder: &Path, name: &str| folder.ends_with(name).then(|| folder.parent().map(Path::to_owned)).flatten();
    let parent = station.parent().unwrap_or(&station).to_owned();
    let Some(exports) = above(&parent, "journal") else { return parent };
    above(&exports, "exports").unwrap_or(exports)
}
